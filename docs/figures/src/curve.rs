//! The bonding curve.

use crate::chart::{Chart, Corner, Line, spread};
use anyhow::Result;
use weir_economics::{ONE, PPM, purchase_return, spot_price};

/// Reserve ratios that are drawn, in percent.
const RATIOS: [u32; 4] = [10, 20, 50, 100];
/// The state that the curves are drawn from: 100,000 tokens at a price of 1.
const SUPPLY: u128 = 100_000 * ONE;

/// The reserve with which the price of a token is 1.
fn reserve(ratio: u32) -> u128 {
    SUPPLY / 100 * u128::from(ratio)
}

fn ppm(percent: u32) -> u32 {
    PPM / 100 * percent
}

fn number(units: u128) -> f64 {
    units as f64 / ONE as f64
}

/// Price over supply.
pub(crate) fn price() -> Result<String> {
    let mut lines = Vec::new();
    for ratio in RATIOS {
        let mut points = vec![(100.0, 1.0)];
        // Deposits move along the curve; the supply that results is the abscissa.
        for percent in spread(1, 3_000, 1_000) {
            let deposit = reserve(ratio) / 100 * u128::from(percent);
            let supply = SUPPLY + purchase_return(SUPPLY, reserve(ratio), ppm(ratio), deposit)?;
            let price = spot_price(supply, reserve(ratio) + deposit, ppm(ratio))?;
            points.push((number(supply) / 1_000.0, number(price)));
        }
        points.retain(|(supply, _)| *supply <= 200.0);
        lines.push(Line { name: format!("reserve ratio {ratio} %"), points });
    }
    Chart {
        title: "Price over supply, from 100,000 tokens at a price of 1",
        x: ("supply, thousand tokens", 100.0..200.0),
        y: ("spot price", 0.0..4.0),
        lines,
        legend: Corner::UpperRight,
    }
    .draw()
}

/// How much dearer than the spot price a deposit buys.
pub(crate) fn impact() -> Result<String> {
    let mut lines = Vec::new();
    for ratio in RATIOS {
        let mut points = vec![(0.0, 0.0)];
        for percent in spread(1, 50, 98) {
            let deposit = reserve(ratio) / 100 * u128::from(percent);
            let tokens = purchase_return(SUPPLY, reserve(ratio), ppm(ratio), deposit)?;
            points.push((percent as f64, (number(deposit) / number(tokens) - 1.0) * 100.0));
        }
        lines.push(Line { name: format!("reserve ratio {ratio} %"), points });
    }
    Chart {
        title: "Price impact of a deposit",
        x: ("deposit after the tribute, % of the reserve", 0.0..50.0),
        y: ("average price above spot price, %", 0.0..25.0),
        lines,
        legend: Corner::UpperLeft,
    }
    .draw()
}
