//! How sequences are drawn at random.

mod start;

use crate::operation::{Amount, Ask, Limit, Operation, Pick, Sequence, Start, Who, ACCOUNTS};
use proptest::{collection::vec, option, prelude::*};
use start::{direct, hatched, rules};
use weir_sandbox::{commons::DAY, U256};

/// Most operations in one sequence; on average it is half as many.
const LENGTH: usize = 300;
/// The same before an attack.
const PRELUDE: usize = 100;

/// Any magnitude up to a little above the top of the domain.
fn magnitude() -> impl Strategy<Value = u128> {
    prop_oneof![
        1 => Just(0),
        2 => 1_u128..100,
        12 => (0_u32..34, 1_u128..100).prop_map(|(zeros, digits)| digits * 10_u128.pow(zeros)),
        6 => (1_u32..114, any::<u128>()).prop_map(|(bits, noise)| noise >> (128 - bits)),
    ]
}

/// A trade's usual size: between a millionth of a token and a million.
fn usual() -> impl Strategy<Value = u128> {
    (12_u32..24, any::<u16>()).prop_map(|(zeros, noise)| 10_u128.pow(zeros) + u128::from(noise))
}

fn deposit() -> impl Strategy<Value = u128> {
    prop_oneof![1 => magnitude(), 2 => usual()]
}

fn amount() -> impl Strategy<Value = Amount> {
    prop_oneof![
        2 => deposit().prop_map(Amount::Exact),
        6 => (0_u32..=1_000_000).prop_map(Amount::Share),
        2 => (0_u128..2).prop_map(Amount::AllAnd),
    ]
}

fn limit() -> impl Strategy<Value = Limit> {
    prop_oneof![
        6 => Just(Limit::None),
        2 => Just(Limit::Quoted),
        1 => Just(Limit::TooMuch),
        1 => Just(Limit::Late),
    ]
}

fn who() -> std::ops::Range<Who> {
    0..ACCOUNTS
}

fn pick() -> impl Strategy<Value = Pick> {
    any::<Pick>()
}

/// Seconds, hours, days, rarely years.
fn wait() -> impl Strategy<Value = u64> {
    prop_oneof![
        8 => 0_u64..20,
        8 => 0_u64..10_000,
        12 => 0_u64..3 * DAY,
        4 => 0_u64..40 * DAY,
        1 => 0_u64..1_000 * DAY,
    ]
}

/// Trades, transfers, burns, money that comes astray.
fn tokens() -> impl Strategy<Value = Operation> {
    let value = prop_oneof![
        4 => deposit().prop_map(U256::from),
        1 => Just(U256::MAX),
        1 => any::<[u8; 32]>().prop_map(U256::from_be_bytes),
    ];
    let native = 1_u128..1_000_000_000_000_000;
    prop_oneof![
        10 => (who(), deposit(), limit())
            .prop_map(|(by, deposit, limit)| Operation::Mint { by, deposit, limit }),
        8 => (who(), amount(), limit())
            .prop_map(|(by, amount, limit)| Operation::Redeem { by, amount, limit }),
        4 => (who(), deposit()).prop_map(|(by, deposit)| Operation::RoundTrip { by, deposit }),
        6 => (who(), who(), amount())
            .prop_map(|(from, to, amount)| Operation::Transfer { from, to, amount }),
        3 => (who(), who(), value)
            .prop_map(|(owner, spender, value)| Operation::Approve { owner, spender, value }),
        2 => (who(), who(), deposit(), any::<bool>()).prop_map(|(owner, spender, by, raise)| {
            Operation::ChangeAllowance { owner, spender, by, raise }
        }),
        5 => (who(), who(), who(), amount()).prop_map(|(spender, from, to, amount)| {
            Operation::TransferFrom { spender, from, to, amount }
        }),
        6 => (who(), amount(), pick())
            .prop_map(|(by, amount, service)| Operation::Burn { by, amount, service }),
        3 => (who(), deposit()).prop_map(|(by, amount)| Operation::Donate { by, amount }),
        1 => (who(), native, any::<bool>())
            .prop_map(|(by, native, to_vote)| Operation::Send { by, native, to_vote }),
        1 => (who(), deposit()).prop_map(|(by, value)| Operation::SendByCall { by, value }),
        1 => (who(), deposit()).prop_map(|(by, amount)| Operation::WrongMoney { by, amount }),
        1 => who().prop_map(|by| Operation::Credit { by }),
        1 => who().prop_map(|by| Operation::RegisterService { by }),
    ]
}

fn hatching() -> impl Strategy<Value = Operation> {
    prop_oneof![
        8 => (who(), amount()).prop_map(|(by, amount)| Operation::Contribute { by, amount }),
        6 => (who(), 0_u32..100_000).prop_map(|(by, share)| Operation::Contribute {
            by,
            amount: Amount::Share(share),
        }),
        3 => (who(), who(), prop::bool::weighted(0.8))
            .prop_map(|(by, whom, allowed)| Operation::Allow { by: by / 2, whom, allowed }),
        2 => who().prop_map(|by| Operation::Close { by }),
        1 => who().prop_map(|by| Operation::Refund { by }),
        1 => (0_u64..5 * DAY).prop_map(|seconds| Operation::Wait { seconds }),
    ]
}

fn roles() -> impl Strategy<Value = Operation> {
    // The owner is the first account at first, the guardian the last: they shall often succeed.
    let owner = || prop_oneof![3 => Just(0), 1 => who()];
    let guardian = || prop_oneof![3 => Just(ACCOUNTS - 1), 1 => who()];
    prop_oneof![
        1 => owner().prop_map(|by| Operation::SetGovernor { by }),
        2 => (owner(), option::of(who()))
            .prop_map(|(by, to)| Operation::TransferOwnership { by, to }),
        2 => who().prop_map(|by| Operation::AcceptOwnership { by }),
        1 => who().prop_map(|by| Operation::RenounceOwnership { by }),
        1 => (owner(), option::weighted(0.8, who()))
            .prop_map(|(by, to)| Operation::SetGuardian { by, to }),
        4 => (guardian(), prop_oneof![2 => 1_u64..10, 6 => 1_u64..5 * DAY, 1 => 0_u64..30 * DAY])
            .prop_map(|(by, duration)| Operation::Pause { by, duration }),
        3 => guardian().prop_map(|by| Operation::Unpause { by }),
        2 => (who(), pick()).prop_map(|(by, grant)| Operation::Govern { by, grant }),
    ]
}

fn ask() -> impl Strategy<Value = Ask> {
    let kind = prop_oneof![
        2 => Just(0),
        24 => Just(1),
        10 => Just(2),
        12 => Just(3),
        2 => Just(4),
        3 => Just(5),
        1 => 6_u8..8,
    ];
    let rule = prop_oneof![12 => 1_u8..10, 1 => Just(0), 1 => 10_u8..20];
    let amount = prop_oneof![
        8 => (1_u32..600_000).prop_map(Amount::Share),
        2 => (0_u32..1_100_000).prop_map(Amount::Share),
        1 => magnitude().prop_map(Amount::Exact),
    ];
    let duration = prop_oneof![2 => Just(0), 3 => 1_u64..60 * DAY, 1 => 0_u64..4_000 * DAY];
    let lifetime = prop_oneof![8 => 1_u64..100 * DAY, 1 => 0_u64..400 * DAY];
    let deposit = prop_oneof![6 => Just(0), 2 => 0_i64..1_000_000, 1 => -3_i64..0];
    // Often the same one, so that its grants come together.
    let beneficiary = prop_oneof![2 => Just(1), 1 => who()];
    (kind, beneficiary, amount, pick(), rule, duration, any::<bool>(), lifetime, deposit).prop_map(
        |(kind, beneficiary, amount, grant, rule, duration, as_tokens, lifetime, deposit)| Ask {
            kind,
            beneficiary,
            amount,
            grant,
            rule,
            duration,
            as_tokens,
            lifetime,
            deposit,
        },
    )
}

fn stakes() -> impl Strategy<Value = Vec<(Pick, Amount, bool)>> {
    let stake = prop_oneof![
        2 => Just(Amount::Share(0)),
        6 => (0_u32..500_000).prop_map(Amount::Share),
        2 => Just(Amount::Share(1_000_000)),
        1 => (0_u128..2).prop_map(Amount::AllAnd),
        1 => magnitude().prop_map(Amount::Exact),
    ];
    let side = || prop::bool::weighted(0.25);
    prop_oneof![
        6 => vec((pick(), stake.clone(), side()), 1..3),
        3 => vec((pick(), stake.clone(), side()), 1..8),
        1 => vec((pick(), stake, side()), 0..19),
    ]
}

fn votes() -> impl Strategy<Value = Operation> {
    let against =
        prop_oneof![4 => Just(0_u8), 2 => (0_u8..5).prop_map(|who| 1 << who), 1 => any::<u8>()];
    prop_oneof![
        6 => (who(), ask()).prop_map(|(by, ask)| Operation::Propose { by, ask }),
        8 => (who(), ask(), 1_u8..6, against).prop_map(|(by, ask, half_lives, against)| {
            Operation::Campaign { by, ask, half_lives, against }
        }),
        14 => (who(), stakes()).prop_map(|(by, moves)| Operation::Stake { by, moves }),
        6 => (who(), pick()).prop_map(|(by, proposal)| Operation::Announce { by, proposal }),
        4 => (who(), pick()).prop_map(|(by, proposal)| Operation::Reset { by, proposal }),
        6 => (who(), pick()).prop_map(|(by, proposal)| Operation::Execute { by, proposal }),
        2 => (who(), pick()).prop_map(|(by, proposal)| Operation::Cancel { by, proposal }),
        2 => (who(), pick()).prop_map(|(by, proposal)| Operation::Expire { by, proposal }),
        4 => (who(), who()).prop_map(|(by, whom)| Operation::Release { by, whom }),
        3 => (who(), pick()).prop_map(|(by, proposal)| Operation::Reclaim { by, proposal }),
        2 => who().prop_map(|by| Operation::Unlock { by }),
        1 => who().prop_map(|by| Operation::CancelUnlock { by }),
        2 => (who(), who()).prop_map(|(by, whom)| Operation::Forfeit { by, whom }),
        2 => (who(), pick()).prop_map(|(by, grant)| Operation::Lapse { by, grant }),
        8 => (who(), pick(), who(), limit())
            .prop_map(|(by, grant, to, limit)| Operation::Withdraw { by, grant, to, limit }),
    ]
}

fn operation() -> impl Strategy<Value = Operation> {
    prop_oneof![
        40 => tokens(),
        3 => hatching(),
        5 => roles(),
        45 => votes(),
        10 => wait().prop_map(|seconds| Operation::Wait { seconds }),
    ]
}

/// What must come in the end, so that there is a history after the hatch.
fn end_of_hatch() -> Vec<Operation> {
    let refunds = (0..ACCOUNTS).map(|by| Operation::Refund { by });
    [Operation::WaitForHatch, Operation::Close { by: 0 }].into_iter().chain(refunds).collect()
}

/// Any Commons, any history.
pub fn sequences() -> impl Strategy<Value = Sequence> {
    histories(LENGTH)
}

fn histories(length: usize) -> impl Strategy<Value = Sequence> {
    let open = (direct(), rules(), vec(operation(), 1..=length)).prop_map(
        |(opening, rules, operations)| {
            let rules = rules.under(&opening.settings);
            Sequence { start: Start { opening, rules, erc20: false }, operations }
        },
    );
    let hatch = (
        hatched(),
        rules(),
        prop::bool::weighted(0.4),
        vec(prop_oneof![4 => hatching(), 1 => operation()], 1..25),
        vec(operation(), 1..=length),
    )
        .prop_map(|(opening, rules, erc20, first, then)| {
            let rules = rules.under(&opening.settings);
            Sequence {
                start: Start { opening, rules, erc20 },
                operations: [first, end_of_hatch(), then].concat(),
            }
        });
    prop_oneof![1 => open, 1 => hatch]
}

/// A history, and what two accounts then do among themselves.
pub fn attacks() -> impl Strategy<Value = (Sequence, Vec<Operation>)> {
    let attack = prop_oneof![
        6 => tokens(),
        2 => votes(),
        1 => wait().prop_map(|seconds| Operation::Wait { seconds }),
    ];
    (histories(PRELUDE), vec(attack, 1..80))
}
