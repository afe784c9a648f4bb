//! What an audit compares: what the database says with what the contracts say, at one block.

use super::{Address, Block, BlockRef, StoreError, U256};
use std::{error::Error as StdError, fmt, ops::RangeInclusive};

/// Something that database and contracts can both be asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Supply, reserve and funding pool, and what must add up to them.
    Pools,
    /// The hatch and where it is.
    Hatch,
    /// Owner, governor, guardian and pause.
    Roles,
    /// Spending limit and window, what is owed on grants, and what recent ones count.
    Limits,
    /// A rule that a vote can change, by its number.
    Rule(u8),
    /// All stakes together, and what thresholds count with.
    Totals,
    /// An account: its tokens, what of them is vesting, its stakes, and when they are free.
    Account(Address),
    /// A grant, by its number.
    Grant(u32),
    /// A service, by its number.
    Service(u32),
    /// A proposal, by its number.
    Proposal(u32),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pools => f.write_str("pools"),
            Self::Hatch => f.write_str("hatch"),
            Self::Roles => f.write_str("roles"),
            Self::Limits => f.write_str("limits"),
            Self::Rule(number) => write!(f, "rule {number}"),
            Self::Totals => f.write_str("votes"),
            Self::Account(account) => write!(f, "account {account}"),
            Self::Grant(id) => write!(f, "grant {id}"),
            Self::Service(id) => write!(f, "service {id}"),
            Self::Proposal(id) => write!(f, "proposal {id}"),
        }
    }
}

/// What is said of one aspect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// An amount in base units, a time in seconds, a count.
    Number(U256),
    /// An account; the zero address for none.
    Account(Address),
    /// Anything else, as text.
    Text(String),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Account(account) => account.fmt(f),
            Self::Text(text) => write!(f, "{text:?}"),
        }
    }
}

impl From<U256> for Value {
    fn from(number: U256) -> Self {
        Self::Number(number)
    }
}

impl From<u128> for Value {
    fn from(number: u128) -> Self {
        Self::Number(U256::from(number))
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(U256::from(number))
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(U256::from(number))
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Text(if flag { "yes" } else { "no" }.into())
    }
}

impl From<Address> for Value {
    fn from(account: Address) -> Self {
        Self::Account(account)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl Value {
    /// Stakes as `3: 100, 7: 50 against`, by number of the proposal.
    pub fn stakes(stakes: impl IntoIterator<Item = (u32, U256, bool)>) -> Self {
        let each = stakes.into_iter().map(|(proposal, stake, against)| {
            format!("{proposal}: {stake}{}", if against { " against" } else { "" })
        });
        Self::Text(each.collect::<Vec<_>>().join(", "))
    }

    /// A text that anybody may have put any bytes into, as the database keeps it.
    pub fn words(text: &str) -> Self {
        Self::Text(text.replace('\0', "\u{fffd}"))
    }
}

/// What is said of a subject, aspect by aspect.
pub type Record = Vec<(&'static str, Value)>;

/// What the database says of a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The subject.
    pub subject: Subject,
    /// What it says.
    pub says: Record,
}

/// The moment that a ledger speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The first block written.
    pub first: u64,
    /// The last block written.
    pub last: BlockRef,
}

/// The database, as of one moment: however long an audit takes, it does not move.
pub trait Ledger: Send {
    /// The moment; none before anything was written.
    fn moment(&mut self) -> impl Future<Output = Result<Option<Moment>, StoreError>> + Send;

    /// The blocks of these heights that are stored, in order, with their raw events.
    fn blocks(
        &mut self,
        heights: RangeInclusive<u64>,
    ) -> impl Future<Output = Result<Vec<Block>, StoreError>> + Send;

    /// The next of all claims; none at their end.
    fn claims(&mut self) -> impl Future<Output = Result<Option<Vec<Claim>>, StoreError>> + Send;
}

/// The contracts, as of one block.
pub trait Witness: Send + Sync {
    /// Hashes of the chain's blocks of these heights, in order; fewer if the chain is not so long.
    fn hashes(
        &self,
        heights: RangeInclusive<u64>,
    ) -> impl Future<Output = Result<Vec<super::B256>, WitnessError>> + Send;

    /// What the contracts say of a subject at this block.
    fn testify(
        &self,
        at: BlockRef,
        subject: Subject,
    ) -> impl Future<Output = Result<Record, WitnessError>> + Send;
}

/// The contracts could not be asked.
#[derive(Debug, thiserror::Error)]
#[error("the contracts cannot be asked")]
pub struct WitnessError(#[source] pub Box<dyn StdError + Send + Sync>);
