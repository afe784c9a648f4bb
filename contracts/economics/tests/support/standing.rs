//! Proposals to look ahead with.

use weir_economics::{
    Conviction, Decay, ONE, PPM, RULE_WHOLE, Rule,
    forecast::{Bar, Standing},
};

pub(crate) const DAY: u64 = 86_400;

/// A proposal for 5 % of the funds in a vote with a half-life of three days, a spending limit of
/// 20 % and a weight of 0.25 %: next to nothing needs 6.25 % of the stake, this one 11.1 %.
pub(crate) fn standing() -> Standing {
    Standing {
        conviction: Conviction::ZERO,
        stake: 2_000 * ONE,
        opposition: Conviction::ZERO,
        opposed: 0,
        bar: Bar::Request { requested: 50 * ONE },
        funds: 1_000 * ONE,
        effective_funds: 1_000 * ONE,
        total_stake: 10_000 * ONE,
        effective_stake: 10_000 * ONE,
        supply: 50_000 * ONE,
        effective_supply: 50_000 * ONE,
        min_stake: PPM / 10,
        rule: Rule {
            decay: Decay::from_half_life(3 * DAY).unwrap(),
            limit: RULE_WHOLE / 5,
            weight: RULE_WHOLE / 400,
        },
        remaining: u64::MAX,
    }
}
