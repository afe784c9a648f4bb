//! What can be taken of the funding pool.

use crate::chart::{Chart, Corner, Line, spread};
use anyhow::Result;
use weir_economics::risk::{DAYS, Reaction, Terms, taken as taken_of};

const DAY: u64 = 86_400;

/// What `weir deploy` proposes.
const DEFAULTS: Terms = Terms {
    half_life: 3 * DAY,
    spending_limit: 200_000,
    weight: 2_000,
    min_stake: 100_000,
    window: 30 * DAY,
    notice: 3 * DAY,
};

/// The share that is taken, in percent.
fn percent(terms: &Terms, attacker: u64, days: u64, reaction: Reaction) -> Result<f64> {
    taken_of(terms, attacker as u32, days as u32, reaction)
        .map(|ppm| f64::from(ppm) / 10_000.0)
        .map_err(|error| anyhow::anyhow!("{error}"))
}

/// What is granted at most over time, if all vote for it.
pub(crate) fn window() -> Result<String> {
    let mut lines = Vec::new();
    for (limit, window) in [(40, 30u64), (20, 30), (20, 90), (10, 30)] {
        let spending_limit = limit * 10_000;
        let terms = Terms {
            spending_limit,
            weight: spending_limit / 100 * spending_limit / 200_000,
            window: window * DAY,
            ..DEFAULTS
        };
        let mut points = Vec::new();
        for days in spread(0, 180, 60) {
            points.push((days as f64, percent(&terms, 1_000_000, days, Reaction::None)?));
        }
        lines.push(Line { name: format!("limit {limit} %, window {window} d"), points });
    }
    Chart {
        title: "The most that can be granted, if all vote for it and nothing comes in",
        x: ("days", 0.0..180.0),
        y: ("% of the funding pool at the start", 0.0..100.0),
        lines,
        legend: Corner::UpperLeft,
    }
    .draw()
}

/// What an attacker takes, by the share of all tokens.
pub(crate) fn taken() -> Result<String> {
    let mut lines = Vec::new();
    for (reaction, words) in [
        (Reaction::None, "no other holder reacts"),
        (Reaction::HalfObjects, "half of the others object"),
    ] {
        for days in DAYS {
            let (mut points, mut most) = (Vec::new(), 0f64);
            for thousandths in spread(0, 500, 100) {
                // What the search finds with fewer tokens can be taken with more: some stay aside.
                let share = percent(&DEFAULTS, thousandths * 1_000, days.into(), reaction)?;
                most = most.max(share);
                points.push((thousandths as f64 / 10.0, most));
            }
            lines.push(Line { name: format!("{days} days, {words}"), points });
        }
    }
    Chart {
        title: "What an attacker takes with the default parameters",
        x: ("attacker's share of all tokens, %", 0.0..50.0),
        y: ("% of the funding pool", 0.0..80.0),
        lines,
        legend: Corner::UpperLeft,
    }
    .draw()
}
