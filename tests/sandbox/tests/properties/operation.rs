//! What may happen to a Commons, and how it is drawn at random.

use proptest::{collection::vec, prelude::*};
use weir_sandbox::{Opening, U256};

/// Most operations in one sequence; on average it is half as many.
const LENGTH: usize = 400;
/// Accounts that take part.
pub const ACCOUNTS: usize = 4;

/// A Commons and what happens to it.
#[derive(Clone, Debug)]
pub struct Sequence {
    pub opening: Opening,
    pub operations: Vec<Operation>,
}

/// An account's number.
pub type Who = usize;

/// An amount, absolute or measured by what there is to spend.
#[derive(Clone, Copy, Debug)]
pub enum Amount {
    /// These base units.
    Exact(u128),
    /// This share of what the account has, in parts per million.
    Share(u32),
    /// All that the account has and this much more.
    AllAnd(u128),
}

/// What a trader asks for beside the amount.
#[derive(Clone, Copy, Debug)]
pub enum Limit {
    /// Any price, any time.
    None,
    /// At least what the quote says, by this second.
    Quoted,
    /// One unit more than the quote.
    TooMuch,
    /// A deadline that passed a second ago.
    Late,
}

/// One thing that somebody does.
#[derive(Clone, Copy, Debug)]
pub enum Operation {
    Mint {
        by: Who,
        deposit: u128,
        limit: Limit,
    },
    Redeem {
        by: Who,
        amount: Amount,
        limit: Limit,
    },
    /// Mints and redeems at once what was minted.
    RoundTrip {
        by: Who,
        deposit: u128,
    },
    Transfer {
        from: Who,
        to: Who,
        amount: Amount,
    },
    Approve {
        owner: Who,
        spender: Who,
        value: U256,
    },
    ChangeAllowance {
        owner: Who,
        spender: Who,
        by: u128,
        raise: bool,
    },
    TransferFrom {
        spender: Who,
        from: Who,
        to: Who,
        amount: Amount,
    },
    Burn {
        by: Who,
        amount: Amount,
        service: u32,
    },
    Donate {
        by: Who,
        amount: u128,
    },
    /// Native currency sent to the contract's account by a plain transfer.
    Send {
        by: Who,
        native: u128,
    },
    /// Native currency sent along with a call that takes none.
    SendByCall {
        by: Who,
        value: u128,
    },
    Wait {
        seconds: u64,
    },
}

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

fn operation() -> impl Strategy<Value = Operation> {
    let who = || 0..ACCOUNTS;
    let value = prop_oneof![
        4 => deposit().prop_map(U256::from),
        1 => Just(U256::MAX),
        1 => any::<[u8; 32]>().prop_map(U256::from_be_bytes),
    ];
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
        3 => (who(), amount(), any::<u32>())
            .prop_map(|(by, amount, service)| Operation::Burn { by, amount, service }),
        2 => (who(), deposit()).prop_map(|(by, amount)| Operation::Donate { by, amount }),
        1 => (who(), 1_u128..1_000_000_000_000_000)
            .prop_map(|(by, native)| Operation::Send { by, native }),
        1 => (who(), deposit()).prop_map(|(by, value)| Operation::SendByCall { by, value }),
        1 => (0_u64..10_000_000).prop_map(|seconds| Operation::Wait { seconds }),
    ]
}

fn opening() -> impl Strategy<Value = Opening> {
    const TOP: u128 = 1 << 112;
    let ratio = prop_oneof![
        1 => Just(1_u32),
        1 => Just(1_000_000),
        4 => (1_u32..=20).prop_map(|twentieths| twentieths * 50_000),
        3 => 1_u32..=1_000_000,
    ];
    let tribute = || {
        prop_oneof![
            3 => Just(0_u32),
            1 => Just(999_999),
            1 => 1_u32..20,
            4 => 0_u32..200_000,
        ]
    };
    let pool = || {
        prop_oneof![
            2 => magnitude().prop_map(|amount| amount.clamp(1, TOP)),
            3 => usual(),
        ]
    };
    (ratio, tribute(), tribute(), pool(), pool()).prop_map(
        |(reserve_ratio, entry_tribute, exit_tribute, supply, reserve)| Opening {
            reserve_ratio,
            entry_tribute,
            exit_tribute,
            supply: U256::from(supply),
            reserve: U256::from(reserve),
            ..Opening::default()
        },
    )
}

/// Any Commons, any history.
pub fn sequences() -> impl Strategy<Value = Sequence> {
    (opening(), vec(operation(), 1..=LENGTH))
        .prop_map(|(opening, operations)| Sequence { opening, operations })
}
