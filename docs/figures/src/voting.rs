//! Conviction and its threshold.

use crate::chart::{Chart, Corner, Line, spread};
use anyhow::Result;
use weir_economics::{
    Conviction, Decay, Error, ONE, Rule, conviction as conviction_after, conviction_limit,
    threshold as threshold_of,
};

const HOUR: u64 = 3_600;
const DAY: u64 = 24 * HOUR;
/// Every account's tokens together.
const STAKED: u128 = 1_000_000 * ONE;
/// The funding pool.
const FUNDS: u128 = 100_000 * ONE;

/// A conviction as a floating-point number, for the eye.
fn number(conviction: Conviction) -> f64 {
    conviction.limbs().iter().rev().fold(0.0, |sum, limb| sum * 2f64.powi(64) + *limb as f64)
}

/// The rule that the figures use: a spending limit of 20 %, a weight of 0.2 %.
fn rule(half_life: u64, limit_percent: u32, weight_ppm: u32) -> Result<Rule> {
    Ok(Rule {
        decay: Decay::from_half_life(half_life).map_err(shown)?,
        limit: limit_percent * 100_000,
        weight: weight_ppm * 10,
    })
}

fn shown(error: Error) -> anyhow::Error {
    anyhow::anyhow!("{error}")
}

/// Growth and decay of conviction.
pub(crate) fn conviction() -> Result<String> {
    let mut lines = Vec::new();
    for days in [1, 3, 7, 14] {
        let decay = Decay::from_half_life(days * DAY).map_err(shown)?;
        let limit = number(conviction_limit(STAKED, decay));
        let mut points = Vec::new();
        let at = |hours: u64| -> Result<Conviction> {
            conviction_after(Conviction::default(), STAKED, decay, hours * HOUR).map_err(shown)
        };
        let peak = at(20 * 24)?;
        for hours in spread(0, 40 * 24, 480) {
            let reached = match hours.checked_sub(20 * 24) {
                None => at(hours)?,
                // The stake is taken away on the twentieth day.
                Some(after) => conviction_after(peak, 0, decay, after * HOUR).map_err(shown)?,
            };
            points.push((hours as f64 / 24.0, number(reached) / limit * 100.0));
        }
        lines.push(Line { name: format!("half-life {days} d"), points });
    }
    Chart {
        title: "Conviction of a stake that is placed on day 0 and taken away on day 20",
        x: ("days", 0.0..40.0),
        y: ("% of the conviction that the stake can reach", 0.0..100.0),
        lines,
        legend: Corner::UpperRight,
    }
    .draw()
}

/// What share of all stake a request takes.
pub(crate) fn threshold() -> Result<String> {
    let mut lines = Vec::new();
    for (limit, weight) in [(10, 500), (20, 2_000), (20, 400), (40, 8_000)] {
        let rule = rule(7 * DAY, limit, weight)?;
        let whole = number(conviction_limit(STAKED, rule.decay));
        let mut points = Vec::new();
        for thousandths in spread(0, 400, 400) {
            let requested = FUNDS / 1_000 * u128::from(thousandths);
            if let Ok(needed) = threshold_of(requested, FUNDS, STAKED, &rule) {
                points.push((thousandths as f64 / 10.0, number(needed) / whole * 100.0));
            }
        }
        let name = format!("limit {limit} %, weight {} %", f64::from(weight) / 10_000.0);
        lines.push(Line { name, points });
    }
    Chart {
        title: "Share of all effective stake that must stand behind a request for long enough",
        x: ("requested, % of the funding pool", 0.0..40.0),
        y: ("stake needed, %", 0.0..100.0),
        lines,
        legend: Corner::LowerRight,
    }
    .draw()
}

/// Days until a request passes.
pub(crate) fn time_to_pass() -> Result<String> {
    let rule = rule(7 * DAY, 20, 2_000)?;
    let mut lines = Vec::new();
    for percent in [1u32, 5, 10, 12] {
        let needed =
            threshold_of(FUNDS / 100 * u128::from(percent), FUNDS, STAKED, &rule).map_err(shown)?;
        let mut points = Vec::new();
        for share in spread(1, 100, 198) {
            let stake = STAKED / 100 * u128::from(share);
            // The first hour of conviction above the threshold, if there is one.
            let (mut low, mut high) = (0, 60 * 24);
            let passes = |hours: u64| -> Result<bool> {
                let reached =
                    conviction_after(Conviction::default(), stake, rule.decay, hours * HOUR)
                        .map_err(shown)?;
                Ok(reached > needed)
            };
            if !passes(high)? {
                continue;
            }
            while low + 1 < high {
                let middle = (low + high) / 2;
                if passes(middle)? { high = middle } else { low = middle }
            }
            points.push((share as f64, high as f64 / 24.0));
        }
        lines.push(Line { name: format!("request of {percent} %"), points });
    }
    Chart {
        title: "Days until a request passes (half-life 7 d, limit 20 %, weight 0.2 %)",
        x: ("stake on it, % of all effective stake", 0.0..100.0),
        y: ("days", 0.0..42.0),
        lines,
        legend: Corner::UpperRight,
    }
    .draw()
}
