//! A proposal and its vote, now and later.

use super::search::first;
use crate::{
    Conviction, Error, MAX_HALF_LIFE, Rule, conviction, counted, follow, revocation_threshold,
    streamed, supply_threshold, threshold, tribute,
};

/// A proposal and the vote it stands in, as of now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Conviction of the stake for the proposal, as the vote keeps it: what of it counts is found
    /// here.
    pub conviction: Conviction,
    /// The stake for the proposal.
    pub stake: u128,
    /// Conviction of the stake against it, as the vote keeps it.
    pub opposition: Conviction,
    /// The stake against it.
    pub opposed: u128,
    /// What it takes to pass.
    pub bar: Bar,
    /// The funding pool.
    pub funds: u128,
    /// The funding pool that thresholds count with, which follows `funds` where that is more, and
    /// is `funds` where it is not.
    pub effective_funds: u128,
    /// All stakes together, for and against.
    pub total_stake: u128,
    /// The stake that thresholds count with, which follows `total_stake`.
    pub effective_stake: u128,
    /// The tokens that exist.
    pub supply: u128,
    /// The supply that thresholds count with, which follows `supply` where that is less, and is
    /// `supply` where it is not.
    pub effective_supply: u128,
    /// The floor of the effective stake, in parts per million of the effective supply.
    pub min_stake: u32,
    /// What the vote is decided by.
    pub rule: Rule,
    /// Seconds until the proposal expires; `u64::MAX` if it never does.
    pub remaining: u64,
}

/// What a proposal must exceed, by its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    /// A request of funds: [`threshold`].
    Request {
        /// How much it asks for.
        requested: u128,
    },
    /// The end of a grant: [`revocation_threshold`].
    Revocation {
        /// What was granted.
        amount: u128,
        /// Seconds since the grant began.
        elapsed: u64,
        /// Seconds over which it is paid.
        duration: u64,
        /// The share of the stake that the grant had when it passed, in parts per million.
        share: u32,
    },
    /// A change of a rule or of the governor, or a wind-down: [`supply_threshold`].
    Supply {
        /// The share of the supply, in parts per million.
        share: u32,
    },
}

impl Standing {
    /// Support less opposition, and the threshold, `seconds` from now, if nothing changes.
    ///
    /// # Errors
    /// As [`conviction`], [`tribute`] for the floor of the stake, and the bar's function.
    pub fn at(&self, seconds: u64) -> Result<(Conviction, Conviction), Error> {
        Ok((self.net_at(seconds)?, self.threshold_at(seconds)?))
    }

    /// Whether the proposal passes `seconds` from now, if nothing changes. What cannot be computed
    /// does not pass.
    pub fn passes(&self, seconds: u64) -> bool {
        self.at(seconds).is_ok_and(|(net, threshold)| net > threshold)
    }

    /// What counts of the stake for it, and of the stake against it, `seconds` from now.
    ///
    /// # Errors
    /// As [`conviction`].
    pub fn sides_at(&self, seconds: u64) -> Result<(Conviction, Conviction), Error> {
        let decay = self.rule.decay;
        let side =
            |before, stake| Ok(counted(conviction(before, stake, decay, seconds)?, stake, decay));
        Ok((side(self.conviction, self.stake)?, side(self.opposition, self.opposed)?))
    }

    fn net_at(&self, seconds: u64) -> Result<Conviction, Error> {
        let (support, opposition) = self.sides_at(seconds)?;
        Ok(support.saturating_sub(&opposition))
    }

    fn threshold_at(&self, seconds: u64) -> Result<Conviction, Error> {
        let follow = |from, to| follow(from, to, self.rule.decay, seconds);
        let supply = self.supply.max(follow(self.effective_supply, self.supply));
        let funds = self.funds.min(follow(self.effective_funds, self.funds));
        let floor = tribute(supply, self.min_stake)?;
        let stake = follow(self.effective_stake, self.total_stake).max(floor);
        self.bar.threshold(seconds, funds, stake, supply, &self.rule)
    }

    /// The same without what is staked against it.
    pub(super) fn unopposed(&self) -> Self {
        Self { opposition: Conviction::ZERO, opposed: 0, ..*self }
    }

    /// The seconds in which half of a conviction is forgotten.
    pub(super) fn half_life(&self) -> u64 {
        let most = 2 * MAX_HALF_LIFE;
        let left = |seconds| self.rule.decay.after(seconds).unwrap_or(u128::MAX);
        first(most.into(), |seconds| left(seconds as u64) <= 1 << 127) as u64
    }
}

impl Bar {
    /// The threshold of the bar, `seconds` from now, in a vote with these effective numbers.
    pub(super) fn threshold(
        &self,
        seconds: u64,
        funds: u128,
        stake: u128,
        supply: u128,
        rule: &Rule,
    ) -> Result<Conviction, Error> {
        match *self {
            Self::Request { requested } => threshold(requested, funds, stake, rule),
            Self::Revocation { amount, elapsed, duration, share } => {
                let due = streamed(amount, elapsed.saturating_add(seconds), duration);
                revocation_threshold(amount.saturating_sub(due), funds, stake, share, rule)
            }
            Self::Supply { share } => supply_threshold(supply, share, rule.decay),
        }
    }
}
