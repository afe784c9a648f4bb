//! When a proposal passes, what it lacks, or why it cannot pass. For people: off the chain only.
//!
//! Everything is found by trying the very functions that the contracts decide with, at the seconds
//! to come, while stakes, funds and supply stay as they are. Support, opposition and threshold all
//! move meanwhile: with the stakes on the proposal, with all stakes, the supply and the funds, and
//! the threshold of a revocation with the stream as well.
//!
//! A proposal that passes can be announced; it is executed after its notice if it passes then too.
//!
//! # What the search can miss
//! Seconds are tried on a grid: the first, doubled up to an eighth of a half-life, then every eighth up
//! to four, every half up to sixteen, doubled again up to sixty-four, the last before the proposal
//! expires, and the end of time. Between a second that fails and the next that passes, the first is
//! found by halving. What is found is so always a second in which the proposal passes and before
//! which it did not, and whatever passes in the end is found. What passes between two seconds of the
//! grid and fails at both can be missed: something gets ahead there while something else falls behind,
//! mostly within an eighth of a half-life.

mod search;
mod standing;

use core::fmt;

pub use standing::{Bar, Standing};

use crate::{Error, Rule, conviction_limit, threshold};
use search::{first, first_second};

/// When a proposal passes if nothing changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeToPass {
    /// It passes at once: it can be announced, or executed if its notice is over.
    Now,
    /// It passes in that many seconds, not earlier.
    In(u64),
    /// It does not.
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
    /// Without what is staked against it, it would pass.
    Opposed,
    /// The stake on it is too small, however long one waits.
    StakeTooSmall,
    /// It would pass in that many seconds, and expires before.
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
            Self::Opposed => "more is staked against it than its support allows",
            Self::StakeTooSmall => "the stake on it is too small, however long one waits",
            Self::Expires(_) => "it expires before it could pass",
            Self::NotEnoughTokens => "not even all tokens that are not staked yet would pass it",
        })
    }
}

/// The first second in which support less opposition exceeds the proposal's threshold: in which it
/// can be announced.
///
/// Domain: amounts up to [`MAX_AMOUNT`](crate::MAX_AMOUNT), a decay by
/// [`from_half_life`](crate::Decay::from_half_life), shares of at most the whole; beyond it, what
/// cannot be computed does not pass.
/// Rounding: none. It passes in that second and not in the one before, by the contracts' own
/// integers. Only these are off: they round once for the whole time, where a contract that is
/// called in between rounds each time, by less than a unit. What can be missed, see
/// [`forecast`](self).
pub fn seconds_to_pass(standing: &Standing) -> TimeToPass {
    let half_life = standing.half_life();
    match in_time(standing, half_life) {
        Some(0) => return TimeToPass::Now,
        Some(seconds) => return TimeToPass::In(seconds),
        None => {}
    }
    let passes = |seconds| standing.passes(seconds);
    TimeToPass::Never(match first_second(standing.remaining, u64::MAX, half_life, passes) {
        Some(seconds) => Reason::Expires(seconds),
        None => obstacle(standing).unwrap_or_else(|| shortfall(standing, Reason::StakeTooSmall)),
    })
}

/// The smallest additional supporting stake with which the proposal passes before it expires, if it
/// is staked now; zero if it does without. With a smaller [`Standing::remaining`], what it takes to
/// pass by then.
///
/// Domain and rounding: as [`seconds_to_pass`]. The tokens come from those that are not staked:
/// stakes that move over from other proposals need fewer, since the total does not grow with them.
///
/// # Errors
/// A [`Reason`] if no stake is enough: [`Reason::Expires`] with the time that all tokens would take.
pub fn tokens_needed(standing: &Standing) -> Result<u128, Reason> {
    let with = |tokens| Standing {
        stake: standing.stake.saturating_add(tokens),
        total_stake: standing.total_stake.saturating_add(tokens),
        ..*standing
    };
    let half_life = standing.half_life();
    let passes = |tokens| in_time(&with(tokens), half_life).is_some();
    if passes(0) {
        return Ok(0);
    }
    if let Some(reason) = obstacle(standing) {
        return Err(reason);
    }
    // A token more on the proposal lifts its support by more than its threshold, in every second in
    // which all tokens together pass it: so what passes with some passes with more.
    let all = standing.supply.saturating_sub(standing.total_stake);
    match seconds_to_pass(&with(all)) {
        TimeToPass::Never(Reason::Expires(seconds)) => Err(Reason::Expires(seconds)),
        TimeToPass::Never(_) => Err(shortfall(&with(all), Reason::NotEnoughTokens)),
        _ => Ok(first(all, passes)),
    }
}

/// The smallest additional opposing stake with which the proposal passes in no second from
/// `seconds` from now on until it expires, if it is staked now; zero if it passes in none without.
/// With the seconds until an announced proposal can be executed, what it takes to stop it; with
/// `u64::MAX`, what it takes in the long run, whether it expires or not. `None` if not even all
/// tokens that are not staked yet would.
///
/// Domain and rounding: as [`seconds_to_pass`]. The tokens come from those that are not staked:
/// stakes that move over need a little more, since the total does not grow with them.
pub fn opposition_needed(standing: &Standing, seconds: u64) -> Option<u128> {
    let half_life = standing.half_life();
    let last = standing.remaining.saturating_sub(1).max(seconds);
    let fails = |tokens: u128| {
        let with = Standing {
            opposed: standing.opposed.saturating_add(tokens),
            total_stake: standing.total_stake.saturating_add(tokens),
            ..*standing
        };
        first_second(seconds, last, half_life, |second| with.passes(second)).is_none()
    };
    let all = standing.supply.saturating_sub(standing.total_stake);
    fails(all).then(|| first(all, fails))
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

/// The first second in which it passes, before it expires.
fn in_time(standing: &Standing, half_life: u64) -> Option<u64> {
    let last = standing.remaining.checked_sub(1)?;
    first_second(0, last, half_life, |second| standing.passes(second))
}

/// What no stake helps against.
fn obstacle(standing: &Standing) -> Option<Reason> {
    let Standing { funds, supply, ref rule, .. } = *standing;
    match standing.bar.threshold(u64::MAX, funds, supply, supply, rule) {
        Err(Error::OverLimit) if funds == 0 => Some(Reason::NoFunds),
        Err(Error::OverLimit) => Some(Reason::OverLimit),
        Ok(threshold) if threshold < conviction_limit(supply, rule.decay) => None,
        _ => Some(Reason::TooMuch),
    }
}

/// The opposition if the proposal would pass without it, the other reason if not.
fn shortfall(standing: &Standing, other: Reason) -> Reason {
    let unopposed = standing.unopposed();
    let passes = |seconds| unopposed.passes(seconds);
    let is_opposed = first_second(0, u64::MAX, standing.half_life(), passes).is_some();
    if is_opposed { Reason::Opposed } else { other }
}
