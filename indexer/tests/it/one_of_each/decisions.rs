//! Grants, services, roles and proposals.

use super::{Case, bytes, n, signer, text};
use crate::history::{account, raw, vote};
use weir_indexer::domain::{Commons, Conviction, U256};

pub(super) fn grants_and_services() -> Vec<Case> {
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
                Commons::Lapse {
                    grantId: 106,
                    returned: n(107),
                    supply: n(108),
                    reserve: n(109),
                    fundingPool: n(111),
                },
            ),
            "lapses",
            [("grant_id", text(106)), ("returned", text(107)), signer()],
        )
        .then(108, 109, 111),
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
                ("name", "Über \"Weir\"\u{fffd}".into()),
                ("link", String::new()),
            ],
        ),
    ]
}

pub(super) fn roles() -> Vec<Case> {
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
            [("guardian", bytes(22)), ("until", text(121)), ("ended", text(true))],
        ),
    ]
}

pub(super) fn rules_and_the_wind_down() -> Vec<Case> {
    vec![
        Case::new(
            raw(0, Commons::Rule { rule: 3, value: n(122) }),
            "rule_changes",
            [("rule", text(3)), ("value", text(122))],
        ),
        Case::new(
            vote(0, Conviction::Rule { rule: 5, value: n(123) }),
            "rule_changes",
            [("rule", text(5)), ("value", text(123))],
        ),
        Case::new(
            raw(0, Commons::Closing { announced: true }),
            "closings",
            [("announced", text(true))],
        ),
        Case::new(
            raw(0, Commons::WindDown { supply: n(124), reserve: n(125), fundingPool: n(0) }),
            "wind_downs",
            [signer()],
        )
        .then(124, 125, 0),
        Case::new(
            raw(0, Commons::Unlock { account: account(27), staked: n(126), freeAt: 127 }),
            "unlocks",
            [
                ("account", bytes(27)),
                ("staked", text(126)),
                ("free_at", text(127)),
                ("act", text("unlock")),
            ],
        ),
    ]
}

pub(super) fn conviction() -> Vec<Case> {
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
                    against: false,
                    staked: n(142),
                    conviction: U256::MAX,
                    opposed: n(144),
                    opposition: U256::MAX - n(1),
                    totalStaked: n(143),
                },
            ),
            "stakes",
            [
                ("proposal", text(140)),
                ("account", bytes(25)),
                ("stake", text(141)),
                ("against", text(false)),
                ("staked", text(142)),
                ("conviction", text(U256::MAX)),
                ("opposed", text(144)),
                ("opposition", text(U256::MAX - n(1))),
                ("total_staked", text(143)),
                ("released", text(false)),
                signer(),
            ],
        ),
        Case::new(
            vote(
                0,
                Conviction::Execute {
                    proposal: 150,
                    grantId: 151,
                    conviction: n(152),
                    opposition: n(155),
                    threshold: n(153),
                    totalStaked: n(154),
                },
            ),
            "executions",
            [
                ("proposal", text(150)),
                ("grant_id", text(151)),
                ("conviction", text(152)),
                ("opposition", text(155)),
                ("threshold", text(153)),
                ("total_staked", text(154)),
                signer(),
            ],
        ),
        Case::new(
            vote(
                0,
                Conviction::Announce {
                    proposal: 156,
                    executableFrom: 157,
                    executableUntil: u64::MAX,
                },
            ),
            "announcements",
            [
                ("proposal", text(156)),
                ("executable_from", text(157)),
                ("executable_until", text(u64::MAX)),
                signer(),
            ],
        ),
        Case::new(
            vote(0, Conviction::Reset { proposal: 158 }),
            "resets",
            [("proposal", text(158)), signer()],
        ),
        Case::new(
            vote(0, Conviction::Cancel { proposal: 160, totalStaked: n(161) }),
            "cancellations",
            [("proposal", text(160)), ("total_staked", text(161))],
        ),
        Case::new(
            vote(0, Conviction::Expire { proposal: 162, totalStaked: n(163) }),
            "expiries",
            [("proposal", text(162)), ("total_staked", text(163)), signer()],
        ),
        Case::new(
            vote(0, Conviction::Reclaim { proposal: 170, author: account(26), amount: n(171) }),
            "reclaims",
            [("proposal", text(170)), ("author", bytes(26)), ("amount", text(171)), signer()],
        ),
    ]
}
