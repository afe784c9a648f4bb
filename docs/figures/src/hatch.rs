//! The opening of the curve and the vesting of the hatch's tokens.

use crate::chart::{Chart, Corner, Line, spread};
use anyhow::Result;
use weir_economics::{ONE, PPM, locked, opening_jump};

/// The opening price over the hatch tribute.
pub(crate) fn jump() -> Result<String> {
    let mut lines = Vec::new();
    for ratio in [10, 20, 33, 50, 100] {
        let mut points = Vec::new();
        for percent in spread(0, 99, 99) {
            let jump = opening_jump(PPM / 100 * percent as u32, PPM / 100 * ratio)?;
            points.push((percent as f64, f64::from(jump) / f64::from(PPM)));
        }
        lines.push(Line { name: format!("reserve ratio {ratio} %"), points });
    }
    Chart {
        title: "Opening price over hatch price: (1 - tribute) / reserve ratio",
        x: ("hatch tribute, %", 0.0..100.0),
        y: ("times the hatch price", 0.0..10.0),
        lines,
        legend: Corner::UpperRight,
    }
    .draw()
}

/// What of the hatch's tokens is free.
pub(crate) fn vesting() -> Result<String> {
    const DAY: u64 = 86_400;
    let lines = [(0, 90), (90, 90), (90, 30), (180, 180)]
        .into_iter()
        .map(|(cliff, half_life)| Line {
            name: format!("cliff {cliff} d, half-life {half_life} d"),
            points: spread(0, 720, 360)
                .map(|day| {
                    let still = locked(ONE, day * DAY, cliff * DAY, half_life * DAY);
                    (day as f64, 100.0 - still as f64 / ONE as f64 * 100.0)
                })
                .collect(),
        })
        .collect();
    Chart {
        title: "Free share of the tokens from the hatch",
        x: ("days since the curve opened", 0.0..720.0),
        y: ("free, %", 0.0..100.0),
        lines,
        legend: Corner::LowerRight,
    }
    .draw()
}
