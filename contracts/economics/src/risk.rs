//! What a vote can be made to pay: the share of the funding pool that an attacker takes. For people:
//! off the chain only.
//!
//! The attacker holds a share of all tokens from the beginning on, and no conviction. In every round
//! all of them are staked on one or more requests of the attacker's own, which are announced as soon
//! as they pass and executed in the second in which their notice is over; then the next round
//! begins. Nothing else is paid or comes in, and tokens are not bought or sold.
//!
//! Who objects does so from the second of the announcement on, each request as much as the attacker
//! supports it: where the attacker's stake goes, the objection follows.
//!
//! # How it is searched
//! Time is cut into slots. In each, the states in which the attacker has most are continued with
//! waits and numbers of requests from a grid, and with executions in the second in which former grants
//! cease to count; every request is the largest that passes by the contracts' own functions. So what
//! is found can be taken. A little more may be possible, mostly less than a hundredth of the pool, but
//! never the spending limit or more in a window.

mod limit;
mod search;

use crate::{Conviction, Decay, Error, PPM, Rule, equivalent_stake, share_of, threshold};
use limit::Limit;

/// The shares of all tokens that are asked about, in parts per million.
pub const ATTACKERS: [u32; 5] = [10_000, 50_000, 100_000, 200_000, 330_000];

/// The days that are asked about.
pub const DAYS: [u32; 2] = [30, 90];

/// What the vote and the Commons are deployed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// In which half of a conviction is forgotten, in seconds.
    pub half_life: u64,
    /// The share of the funding pool that the grants of a window stay below, in parts per million.
    pub spending_limit: u32,
    /// The scale of all thresholds, in parts per million.
    pub weight: u32,
    /// The share of the supply that counts as staked at least, in parts per million.
    pub min_stake: u32,
    /// How long a grant counts against the spending limit, in seconds.
    pub window: u64,
    /// Between announcement and execution, in seconds.
    pub notice: u64,
}

/// What the other holders do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reaction {
    /// Nothing: only the attacker stakes.
    None,
    /// Those who hold half of what the attacker does not hold stake against every request, from its
    /// announcement on. The others do nothing.
    HalfObjects,
}

/// The share of the funding pool that an attacker with a share of all tokens takes within `days`,
/// both in parts per million.
///
/// Domain: a half-life up to [`MAX_HALF_LIFE`](crate::MAX_HALF_LIFE), shares of at most the whole, a
/// window of at least a second. Rounding: down, so that less than the spending limit is less here too.
///
/// # Errors
/// [`Error::OutOfDomain`] outside the domain.
pub fn taken(terms: &Terms, attacker: u32, days: u32, reaction: Reaction) -> Result<u32, Error> {
    let scene = Scene::new(terms, attacker, days, reaction)?;
    let taken = scene.most_taken()?;
    u32::try_from(share_of(PPM.into(), taken, WHOLE)?).map_err(|_| Error::Overflow)
}

/// All tokens, and what the pool holds at the beginning, in base units.
const WHOLE: u128 = 1_000_000_000_000_000_000_000_000;

/// The terms, and who stakes how much.
struct Scene {
    rule: Rule,
    /// The least that thresholds count as staked.
    floor: u128,
    spending_limit: u32,
    window: u64,
    notice: u64,
    /// Seconds that the attacker has.
    span: u64,
    /// The attacker's tokens.
    attacker: u128,
    /// The tokens of those who object.
    objectors: u128,
}

impl Scene {
    fn new(terms: &Terms, attacker: u32, days: u32, reaction: Reaction) -> Result<Self, Error> {
        let Terms { half_life, spending_limit, weight, min_stake, window, notice } = *terms;
        if spending_limit.max(weight).max(min_stake).max(attacker) > PPM || window == 0 {
            return Err(Error::OutOfDomain);
        }
        let of_all = |share: u32| WHOLE / u128::from(PPM) * u128::from(share);
        let rule = Rule {
            decay: Decay::from_half_life(half_life)?,
            limit: 10 * spending_limit,
            weight: 10 * weight,
        };
        let objectors = match reaction {
            Reaction::None => 0,
            Reaction::HalfObjects => of_all(PPM - attacker) / 2,
        };
        Ok(Self {
            rule,
            floor: of_all(min_stake),
            spending_limit,
            window,
            notice,
            span: u64::from(days) * 86_400,
            attacker: of_all(attacker),
            objectors,
        })
    }

    /// The largest request that this much conviction passes; next to it, within 10^-13 of the funds.
    /// Zero if none does.
    fn largest(&self, conviction: Conviction, funds: u128, stake: u128) -> u128 {
        // r / F < beta - sqrt(rho S / x), with x the stake that tends to the conviction.
        const FINE: u128 = 1_000_000;
        let Rule { decay, limit, weight } = self.rule;
        let backing = equivalent_stake(conviction, decay);
        let weight = u128::from(weight) * 10_000_000 * FINE * FINE;
        let Ok(square) = share_of(weight, stake, backing) else { return 0 };
        let gap = square.isqrt() + 2;
        let room = (u128::from(limit) * FINE).saturating_sub(gap);
        let request = share_of(funds, room, 10_000_000 * FINE).unwrap_or(0);
        match threshold(request, funds, stake, &self.rule) {
            Ok(threshold) if threshold < conviction => request,
            _ => 0,
        }
    }
}
