//! When a proposal passes, what it lacks, or why it cannot pass. For people: off the chain only.
//!
//! Everything is found by trying the very functions that the contracts decide with, at the seconds
//! to come, while stakes, funds and supply stay as they are. Conviction and threshold both move
//! meanwhile: the one with the stake on the proposal, the other with all stakes and the supply.
//!
//! # Why bisection finds the first second
//! With u = a^t, which falls from 1 to 0, conviction and what the threshold counts with, effective
//! stake and floor, are all straight lines in u. So conviction either gets ahead of each of the two
//! once and for all, or falls behind it once and for all: where it is ahead only later, the first
//! second of that is found by halving, and the later of the two seconds is the answer, unless it
//! has fallen behind the other one by then.
//!
//! Of a few base units only, whole numbers are no straight lines: the effective stake moves a unit at
//! a time, so conviction can be ahead, fall behind and get ahead again. What is found then is still a
//! second in which the proposal passes and before which it did not, and whatever passes in the end
//! is found; but it may have passed for a while before, and what passes for a while only may be
//! missed.

use core::fmt;

use crate::{Conviction, Error, Rule, conviction, conviction_limit, follow, threshold, tribute};

/// A proposal and the vote it stands in, as of now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The proposal's conviction. Those of all proposals together are what the effective stake tends
    /// to, since it follows their stakes at the same speed.
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
    /// It asks for less than that, but for so much that not even all tokens together would pass it:
    /// for more than [`largest_request`].
    TooMuch,
    /// The stake on it is too small, however long one waits.
    StakeTooSmall,
    /// It would pass in so many seconds, and expires before.
    Expires(u64),
    /// Not even all the tokens that are not staked yet would be enough.
    NotEnoughTokens,
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NoFunds => "the funding pool is empty",
            Self::OverLimit => "it does not stay below the spending limit",
            Self::TooMuch => "it asks for so much that not even all tokens together would pass it",
            Self::StakeTooSmall => "the stake on it is too small, however long one waits",
            Self::Expires(_) => "it expires before it could pass",
            Self::NotEnoughTokens => "not even all tokens that are not staked yet would pass it",
        })
    }
}

/// The first second in which the proposal's conviction exceeds its threshold.
///
/// Domain: amounts up to [`MAX_AMOUNT`](crate::MAX_AMOUNT), a decay by
/// [`from_half_life`](crate::Decay::from_half_life), a minimum stake of at most the whole; beyond
/// it, what cannot be computed does not pass.
/// Rounding: none. It passes in that second and not in the one before, by the contracts' own
/// integers. Only these are off: they round once for the whole time, where a contract that is
/// called in between rounds each time, by less than a unit.
pub fn seconds_to_pass(standing: &Standing) -> TimeToPass {
    match first_second(standing) {
        Some(seconds) if seconds >= standing.remaining => {
            TimeToPass::Never(Reason::Expires(seconds))
        }
        Some(0) => TimeToPass::Now,
        Some(seconds) => TimeToPass::In(seconds),
        None => TimeToPass::Never(obstacle(standing).unwrap_or(Reason::StakeTooSmall)),
    }
}

/// The smallest additional stake with which the proposal passes before it expires, if it is staked
/// now; zero if it does without. With a smaller [`Standing::remaining`], what it takes to pass by
/// then.
///
/// Domain and rounding: as [`seconds_to_pass`]. The tokens come from those that
/// are not staked: stakes that move over from other proposals need fewer, since the total does not
/// grow with them.
///
/// # Errors
/// A [`Reason`] if no stake is enough: [`Reason::Expires`] with the time that all tokens would take.
pub fn tokens_needed(standing: &Standing) -> Result<u128, Reason> {
    let with = |tokens| Standing {
        stake: standing.stake.saturating_add(tokens),
        total_stake: standing.total_stake.saturating_add(tokens),
        ..*standing
    };
    let passes = |tokens| seconds_to_pass(&with(tokens));
    if !matches!(passes(0), TimeToPass::Never(_)) {
        return Ok(0);
    }
    if let Some(reason) = obstacle(standing) {
        return Err(reason);
    }
    // A token more on the proposal lifts its conviction by more than its threshold, in every second,
    // since all tokens together pass it: so what passes with some passes with more.
    let all = standing.supply.saturating_sub(standing.total_stake);
    match passes(all) {
        TimeToPass::Never(Reason::Expires(seconds)) => Err(Reason::Expires(seconds)),
        TimeToPass::Never(_) => Err(Reason::NotEnoughTokens),
        _ => Ok(first(all, |tokens| !matches!(passes(tokens), TimeToPass::Never(_)))),
    }
}

/// The largest request that can pass at all, with the whole `supply` staked on it for good: less
/// than `(beta - sqrt(rho)) F`. Zero if none can.
///
/// Domain: all. Rounding: none, by the contracts' own integers.
pub fn largest_request(supply: u128, funds: u128, rule: &Rule) -> u128 {
    let most = conviction_limit(supply, rule.decay);
    let fails = |requested| threshold(requested, funds, supply, rule).map_or(true, |t| t >= most);
    if fails(funds) { first(funds, fails).saturating_sub(1) } else { funds }
}

impl Standing {
    /// Conviction and threshold `seconds` from now, if nothing changes.
    ///
    /// # Errors
    /// As [`conviction`], [`tribute`] for the floor of the stake, and [`threshold`].
    pub fn at(&self, seconds: u64) -> Result<(Conviction, Conviction), Error> {
        let counted = self.effective_stake_at(seconds).max(self.floor_at(seconds)?);
        Ok((self.conviction_at(seconds)?, self.threshold(counted)?))
    }

    fn conviction_at(&self, seconds: u64) -> Result<Conviction, Error> {
        conviction(self.conviction, self.stake, self.rule.decay, seconds)
    }

    fn effective_stake_at(&self, seconds: u64) -> u128 {
        follow(self.effective_stake, self.total_stake, self.rule.decay, seconds)
    }

    fn floor_at(&self, seconds: u64) -> Result<u128, Error> {
        let supply = follow(self.effective_supply, self.supply, self.rule.decay, seconds);
        tribute(supply, self.min_stake)
    }

    fn threshold(&self, counted: u128) -> Result<Conviction, Error> {
        threshold(self.requested, self.funds, counted, &self.rule)
    }

    /// Whether conviction is ahead of the threshold by the effective stake alone.
    fn exceeds_stake(&self, seconds: u64) -> Result<bool, Error> {
        Ok(self.conviction_at(seconds)? > self.threshold(self.effective_stake_at(seconds))?)
    }

    /// Whether conviction is ahead of the threshold by the floor alone.
    fn exceeds_floor(&self, seconds: u64) -> Result<bool, Error> {
        Ok(self.conviction_at(seconds)? > self.threshold(self.floor_at(seconds)?)?)
    }
}

/// The first second in which conviction exceeds the threshold, expired or not.
fn first_second(standing: &Standing) -> Option<u64> {
    let stake = |seconds| standing.exceeds_stake(seconds).unwrap_or(false);
    let floor = |seconds| standing.exceeds_floor(seconds).unwrap_or(false);
    let later = |ahead: &dyn Fn(u64) -> bool| {
        // Ahead now: until it falls behind, if it does.
        if ahead(0) {
            Some(0)
        } else if ahead(u64::MAX) {
            Some(first(u64::MAX.into(), |seconds| ahead(seconds as u64)) as u64)
        } else {
            None
        }
    };
    let seconds = later(&stake)?.max(later(&floor)?);
    let both = |seconds| stake(seconds) && floor(seconds);
    if both(seconds) {
        Some(seconds)
    } else {
        // With a few base units it can get ahead once more.
        both(u64::MAX).then(|| first(u64::MAX.into(), |seconds| both(seconds as u64)) as u64)
    }
}

/// What no stake helps against.
fn obstacle(standing: &Standing) -> Option<Reason> {
    let Standing { requested, funds, supply, ref rule, .. } = *standing;
    match threshold(requested, funds, supply, rule) {
        Err(Error::OverLimit) if funds == 0 => Some(Reason::NoFunds),
        Err(Error::OverLimit) => Some(Reason::OverLimit),
        Ok(threshold) if threshold < conviction_limit(supply, rule.decay) => None,
        _ => Some(Reason::TooMuch),
    }
}

/// The smallest number up to `last` for which something holds, which holds for `last` and for every
/// number after one for which it holds.
fn first(mut last: u128, holds: impl Fn(u128) -> bool) -> u128 {
    let mut from = 0;
    while from < last {
        let middle = from + (last - from) / 2;
        if holds(middle) {
            last = middle;
        } else {
            from = middle + 1;
        }
    }
    last
}
