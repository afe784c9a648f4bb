use alloc::vec::Vec;

use crate::{Error, U256};

/// The base of the buckets' percentages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behaviour {
    /// Of the whole income. What limits leave over stays undistributed.
    Straight,
    /// Of what the buckets before left.
    Remaining,
}

/// A part of the income, and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket<'a> {
    /// Parts per million.
    pub ppm: u32,
    /// The receiver.
    pub to: To<'a>,
}

/// The receiver of a bucket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum To<'a> {
    /// All of it to one agent.
    Agent(&'a str),
    /// To claims.
    Claims {
        /// The way to divide it.
        division: Division,
        /// Limits claims that are not debts to their value.
        at_most_value: bool,
        /// The claims.
        claims: Vec<Claim<'a>>,
    },
}

/// The way to divide a bucket among claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Division {
    /// By weight.
    Percentage,
    /// The oldest first.
    Fifo,
}

/// The life of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Until its value is paid.
    Debt,
    /// For ever.
    Equity,
    /// For one distribution.
    Once,
}

/// A claim to income.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim<'a> {
    /// The holder.
    pub agent: &'a str,
    /// Its life.
    pub rule: Rule,
    /// Base units contributed.
    pub value: U256,
    /// Base units still owed: the value at first.
    pub outstanding: U256,
    /// The time it was made, for [`Division::Fifo`].
    pub date: Option<i64>,
}

impl Claim<'_> {
    /// Says whether the claim takes part.
    pub(crate) fn counts(&self) -> bool {
        self.rule == Rule::Equity || !self.outstanding.is_zero()
    }

    /// Returns the measure of a percentage.
    pub(crate) fn weight(&self) -> U256 {
        match self.rule {
            _ if !self.counts() => U256::ZERO,
            Rule::Debt => self.outstanding,
            Rule::Equity | Rule::Once => self.value,
        }
    }

    /// The most that it is paid at once, if there is a limit.
    pub(crate) fn limit(&self, at_most_value: bool) -> Option<U256> {
        match self.rule {
            Rule::Debt => Some(self.outstanding),
            Rule::Equity | Rule::Once => at_most_value.then_some(self.value),
        }
    }

    /// Returns the outstanding sum after a bucket of that size paid so much of it.
    pub(crate) fn after(&self, bucket: U256, paid: U256) -> Result<U256, Error> {
        match self.rule {
            Rule::Debt => self.outstanding.minus(paid),
            Rule::Once if !bucket.is_zero() => Ok(U256::ZERO),
            Rule::Equity | Rule::Once => Ok(self.outstanding),
        }
    }
}
