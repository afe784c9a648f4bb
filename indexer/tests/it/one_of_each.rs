//! One event of each kind, with the row it must become. All values differ, so that none can stand
//! in another's place.

use crate::history::{account, hash, raw, vote};
use weir_indexer::domain::{Address, Commons, Conviction, RawEvent, U256};

/// An event and what it means.
pub(crate) struct Case {
    pub(crate) event: RawEvent,
    /// The table it goes into.
    pub(crate) table: &'static str,
    /// The columns of its row apart from the event's place, as text.
    pub(crate) row: Vec<(&'static str, String)>,
    /// Supply, reserve and funding pool after it.
    pub(crate) pools: Option<[u32; 3]>,
}

impl Case {
    /// An event that leaves the pools alone.
    fn new<const N: usize>(
        event: RawEvent,
        table: &'static str,
        row: [(&'static str, String); N],
    ) -> Self {
        Self { event, table, row: row.into(), pools: None }
    }

    fn then(self, supply: u32, reserve: u32, funding: u32) -> Self {
        Self { pools: Some([supply, reserve, funding]), ..self }
    }
}

fn n(value: u32) -> U256 {
    U256::from(value)
}

fn text(value: impl ToString) -> String {
    value.to_string()
}

/// An account as the database shows bytes.
fn bytes(n: u8) -> String {
    format!("\\x{}", hex::encode(account(n)))
}

/// One event of each kind.
pub(crate) fn cases() -> Vec<Case> {
    [token_and_curve(), hatch(), grants_and_services(), roles(), conviction()]
        .into_iter()
        .flatten()
        .collect()
}

fn token_and_curve() -> Vec<Case> {
    vec![
        Case::new(
            raw(0, Commons::Transfer { from: Address::ZERO, to: account(1), value: n(9_000) }),
            "transfers",
            [
                ("from_account", format!("\\x{}", "00".repeat(20))),
                ("to_account", bytes(1)),
                ("amount", text(9_000)),
            ],
        ),
        Case::new(
            raw(0, Commons::Approval { owner: account(2), spender: account(3), value: U256::MAX }),
            "approvals",
            [("owner", bytes(2)), ("spender", bytes(3)), ("amount", text(U256::MAX))],
        ),
        Case::new(
            raw(
                0,
                Commons::Open {
                    account: account(4),
                    supply: n(11),
                    reserve: n(12),
                    fundingPool: n(13),
                },
            ),
            "openings",
            [("account", bytes(4))],
        )
        .then(11, 12, 13),
        Case::new(
            raw(
                0,
                Commons::Mint {
                    account: account(5),
                    deposit: n(20),
                    tribute: n(19),
                    minted: n(18),
                    supply: n(21),
                    reserve: n(22),
                    fundingPool: n(23),
                },
            ),
            "mints",
            [
                ("account", bytes(5)),
                ("deposit", text(20)),
                ("tribute", text(19)),
                ("minted", text(18)),
            ],
        )
        .then(21, 22, 23),
        Case::new(
            raw(
                0,
                Commons::Redeem {
                    account: account(6),
                    amount: n(30),
                    tribute: n(29),
                    returned: n(28),
                    supply: n(31),
                    reserve: n(32),
                    fundingPool: n(33),
                },
            ),
            "redemptions",
            [
                ("account", bytes(6)),
                ("amount", text(30)),
                ("tribute", text(29)),
                ("returned", text(28)),
            ],
        )
        .then(31, 32, 33),
        Case::new(
            raw(
                0,
                Commons::Burn {
                    account: account(7),
                    service: u32::MAX,
                    content: hash(1, 1),
                    amount: n(40),
                    supply: n(41),
                    reserve: n(42),
                    fundingPool: n(43),
                },
            ),
            "burns",
            [
                ("account", bytes(7)),
                ("service", text(u32::MAX)),
                ("content", format!("\\x{}", hex::encode(hash(1, 1)))),
                ("amount", text(40)),
            ],
        )
        .then(41, 42, 43),
        Case::new(
            raw(
                0,
                Commons::Donate {
                    account: account(8),
                    amount: n(50),
                    supply: n(51),
                    reserve: n(52),
                    fundingPool: n(53),
                },
            ),
            "donations",
            [("account", bytes(8)), ("amount", text(50))],
        )
        .then(51, 52, 53),
    ]
}

fn hatch() -> Vec<Case> {
    vec![
        Case::new(
            raw(
                0,
                Commons::Contribute {
                    account: account(9),
                    amount: n(60),
                    tokens: n(61),
                    supply: n(62),
                    raised: n(63),
                },
            ),
            "contributions",
            [
                ("account", bytes(9)),
                ("amount", text(60)),
                ("tokens", text(61)),
                ("raised", text(63)),
            ],
        )
        .then(62, 0, 0),
        Case::new(
            raw(0, Commons::HatchFailed { raised: n(70) }),
            "hatch_failures",
            [("raised", text(70))],
        ),
        Case::new(
            raw(
                0,
                Commons::Refund {
                    account: account(10),
                    amount: n(71),
                    tokens: n(72),
                    supply: n(73),
                    raised: n(74),
                },
            ),
            "refunds",
            [
                ("account", bytes(10)),
                ("amount", text(71)),
                ("tokens", text(72)),
                ("raised", text(74)),
            ],
        )
        .then(73, 0, 0),
        Case::new(
            raw(0, Commons::Allow { account: account(11), allowed: true }),
            "allowlist",
            [("account", bytes(11)), ("allowed", text(true))],
        ),
    ]
}

fn grants_and_services() -> Vec<Case> {
    vec![
        Case::new(
            raw(
                0,
                Commons::Grant {
                    grantId: 80,
                    beneficiary: account(12),
                    proposal: 81,
                    amount: n(82),
                    start: 83,
                    duration: u64::MAX,
                    asTokens: true,
                    supply: n(84),
                    reserve: n(85),
                    fundingPool: n(86),
                },
            ),
            "grants",
            [
                ("grant_id", text(80)),
                ("beneficiary", bytes(12)),
                ("proposal", text(81)),
                ("amount", text(82)),
                ("start", text(83)),
                ("duration", text(u64::MAX)),
                ("as_tokens", text(true)),
            ],
        )
        .then(84, 85, 86),
        Case::new(
            raw(
                0,
                Commons::Withdraw {
                    grantId: 90,
                    beneficiary: account(13),
                    to: account(14),
                    amount: n(91),
                    tokens: n(92),
                    supply: n(93),
                    reserve: n(94),
                    fundingPool: n(95),
                },
            ),
            "withdrawals",
            [
                ("grant_id", text(90)),
                ("beneficiary", bytes(13)),
                ("receiver", bytes(14)),
                ("amount", text(91)),
                ("tokens", text(92)),
            ],
        )
        .then(93, 94, 95),
        Case::new(
            raw(
                0,
                Commons::Revoke {
                    grantId: 100,
                    proposal: 101,
                    returned: n(102),
                    supply: n(103),
                    reserve: n(104),
                    fundingPool: n(105),
                },
            ),
            "revocations",
            [("grant_id", text(100)), ("proposal", text(101)), ("returned", text(102))],
        )
        .then(103, 104, 105),
        Case::new(
            raw(
                0,
                Commons::Service {
                    service: 110,
                    owner: account(15),
                    name: "Über \"Weir\"\n".into(),
                    link: String::new(),
                },
            ),
            "services",
            [
                ("service", text(110)),
                ("owner", bytes(15)),
                ("name", "Über \"Weir\"\n".into()),
                ("link", String::new()),
            ],
        ),
    ]
}

fn roles() -> Vec<Case> {
    vec![
        Case::new(
            raw(0, Commons::Governor { governor: account(16) }),
            "governors",
            [("governor", bytes(16))],
        ),
        Case::new(
            raw(0, Commons::OwnershipTransferStarted { from: account(17), to: account(18) }),
            "ownership_offers",
            [("from_account", bytes(17)), ("to_account", bytes(18))],
        ),
        Case::new(
            raw(0, Commons::OwnershipTransferred { from: account(19), to: account(20) }),
            "ownership_changes",
            [("from_account", bytes(19)), ("to_account", bytes(20))],
        ),
        Case::new(
            raw(0, Commons::Guardian { guardian: account(21), until: 120 }),
            "guardians",
            [("guardian", bytes(21)), ("until", text(120))],
        ),
        Case::new(
            raw(0, Commons::Pause { guardian: account(22), until: 121 }),
            "pauses",
            [("guardian", bytes(22)), ("until", text(121))],
        ),
    ]
}

fn conviction() -> Vec<Case> {
    vec![
        Case::new(
            vote(
                0,
                Conviction::Propose {
                    proposal: 130,
                    author: account(23),
                    kind: 1,
                    beneficiary: account(24),
                    amount: n(131),
                    duration: 132,
                    asTokens: false,
                    expiry: u64::MAX,
                    deposit: n(133),
                    title: "A bridge".into(),
                    link: "https://example.org/?q=1&r='".into(),
                },
            ),
            "proposals",
            [
                ("proposal", text(130)),
                ("author", bytes(23)),
                ("kind", text(1)),
                ("beneficiary", bytes(24)),
                ("amount", text(131)),
                ("duration", text(132)),
                ("as_tokens", text(false)),
                ("expiry", text(u64::MAX)),
                ("deposit", text(133)),
                ("title", "A bridge".into()),
                ("link", "https://example.org/?q=1&r='".into()),
            ],
        ),
        Case::new(
            vote(
                0,
                Conviction::Stake {
                    proposal: 140,
                    account: account(25),
                    stake: n(141),
                    staked: n(142),
                    conviction: U256::MAX,
                    totalStaked: n(143),
                },
            ),
            "stakes",
            [
                ("proposal", text(140)),
                ("account", bytes(25)),
                ("stake", text(141)),
                ("staked", text(142)),
                ("conviction", text(U256::MAX)),
                ("total_staked", text(143)),
            ],
        ),
        Case::new(
            vote(
                0,
                Conviction::Execute {
                    proposal: 150,
                    grantId: 151,
                    conviction: n(152),
                    threshold: n(153),
                    totalStaked: n(154),
                },
            ),
            "executions",
            [
                ("proposal", text(150)),
                ("grant_id", text(151)),
                ("conviction", text(152)),
                ("threshold", text(153)),
                ("total_staked", text(154)),
            ],
        ),
        Case::new(
            vote(0, Conviction::Cancel { proposal: 160, totalStaked: n(161) }),
            "cancellations",
            [("proposal", text(160)), ("total_staked", text(161))],
        ),
        Case::new(
            vote(0, Conviction::Expire { proposal: 162, totalStaked: n(163) }),
            "expiries",
            [("proposal", text(162)), ("total_staked", text(163))],
        ),
        Case::new(
            vote(0, Conviction::Reclaim { proposal: 170, author: account(26), amount: n(171) }),
            "reclaims",
            [("proposal", text(170)), ("author", bytes(26)), ("amount", text(171))],
        ),
    ]
}
