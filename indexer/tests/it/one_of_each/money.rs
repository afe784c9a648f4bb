//! Token, curve and hatch.

use super::{Case, bytes, n, signer, text};
use crate::history::{account, hash, raw};
use weir_indexer::domain::{Address, Commons, U256};

pub(super) fn token_and_curve() -> Vec<Case> {
    vec![
        Case::new(
            raw(0, Commons::Transfer { from: Address::ZERO, to: account(1), value: n(9_000) }),
            "transfers",
            [
                ("from_account", format!("\\x{}", "00".repeat(20))),
                ("to_account", bytes(1)),
                ("amount", text(9_000)),
                signer(),
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
        Case::new(
            raw(
                0,
                Commons::Credit {
                    account: account(28),
                    amount: n(54),
                    supply: n(55),
                    reserve: n(56),
                    fundingPool: n(57),
                },
            ),
            "credits",
            [("account", bytes(28)), ("amount", text(54))],
        )
        .then(55, 56, 57),
    ]
}

pub(super) fn hatch() -> Vec<Case> {
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
            [("raised", text(70)), signer()],
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
