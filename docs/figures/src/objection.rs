//! Objection: what stops a proposal within its notice.

use crate::chart::{Chart, Corner, Line, spread};
use anyhow::Result;
use weir_economics::{
    Conviction, Decay, ONE, Rule, conviction_limit,
    forecast::{Bar, Standing, opposition_needed},
};

const HOUR: u64 = 3_600;
const DAY: u64 = 24 * HOUR;
/// All tokens. A tenth of them is staked on other things.
const SUPPLY: u128 = 1_000_000 * ONE;
/// The half-life that is drawn, and the notice that belongs to it.
const HALF_LIFE: u64 = 3 * DAY;

/// A request of 5 % of the funds that is supported by a share of all tokens, and has been for long,
/// with a spending limit of 20 % and a weight of 0.2 %.
fn supported(percent: u64) -> Result<Standing> {
    let rule = Rule {
        decay: Decay::from_half_life(HALF_LIFE).map_err(|error| anyhow::anyhow!("{error}"))?,
        limit: 2_000_000,
        weight: 20_000,
    };
    let stake = SUPPLY / 100 * u128::from(percent);
    let staked = stake + SUPPLY / 10;
    Ok(Standing {
        conviction: conviction_limit(stake, rule.decay),
        stake,
        opposition: Conviction::ZERO,
        opposed: 0,
        bar: Bar::Request { requested: 5_000 * ONE },
        funds: 100_000 * ONE,
        effective_funds: 100_000 * ONE,
        total_stake: staked,
        effective_stake: staked,
        supply: SUPPLY,
        effective_supply: SUPPLY,
        min_stake: 100_000,
        rule,
        remaining: u64::MAX,
    })
}

/// A conviction as a floating-point number, for the eye.
fn number(conviction: Conviction) -> f64 {
    conviction.limbs().iter().rev().fold(0.0, |sum, limb| sum * 2f64.powi(64) + *limb as f64)
}

/// Support less opposition after the announcement, and the threshold.
pub(crate) fn course() -> Result<String> {
    let standing = supported(30)?;
    let whole = number(conviction_limit(SUPPLY, standing.rule.decay));
    let mut lines = Vec::new();
    let mut bar = Vec::new();
    for percent in [10, 20, 30, 45] {
        let opposed = SUPPLY / 100 * percent;
        let with = Standing { opposed, total_stake: standing.total_stake + opposed, ..standing };
        let mut points = Vec::new();
        for hours in spread(0, 14 * 24, 336) {
            let (net, threshold) =
                with.at(hours * HOUR).map_err(|error| anyhow::anyhow!("{error}"))?;
            let day = hours as f64 / 24.0;
            points.push((day, number(net) / whole * 100.0));
            if percent == 20 {
                bar.push((day, number(threshold) / whole * 100.0));
            }
        }
        lines.push(Line { name: format!("{percent} % of the tokens object"), points });
    }
    lines.push(Line { name: "threshold, if 20 % object".into(), points: bar });
    Chart {
        title: "Support of 30 % of the tokens less opposition from the announcement on",
        x: ("days since the announcement", 0.0..14.0),
        y: ("% of all tokens", 0.0..35.0),
        lines,
        legend: Corner::UpperRight,
    }
    .draw()
}

/// What share of the tokens has to object at the announcement, by the notice.
pub(crate) fn needed() -> Result<String> {
    let mut lines = Vec::new();
    for percent in [10, 20, 30, 40] {
        let standing = supported(percent)?;
        let mut points = Vec::new();
        for hours in spread(12, 14 * 24, 108) {
            if let Some(tokens) = opposition_needed(&standing, hours * HOUR) {
                let share = tokens as f64 / SUPPLY as f64 * 100.0;
                points.push((hours as f64 / 24.0, share));
            }
        }
        lines.push(Line { name: format!("support of {percent} %"), points });
    }
    Chart {
        title: "Tokens that stop a request of 5 % by objecting at once (half-life 3 d)",
        x: ("notice, days", 0.0..14.0),
        y: ("% of all tokens", 0.0..60.0),
        lines,
        legend: Corner::UpperRight,
    }
    .draw()
}
