//! A Commons that its holders end.

use crate::scene::{Town, WHOLE};
use anyhow::{Context, Result, ensure};
use serde_json::Value;

const CLOSE: &str = "wind-down --title Close --key //Eve";

fn amount(value: &Value) -> Result<u128> {
    Ok(value.as_str().with_context(|| format!("{value}"))?.parse()?)
}

#[tokio::test]
async fn a_commons_that_is_wound_down_pays_everybody_the_same_share() -> Result<()> {
    let mut town = Town::new().await?;
    town.grant("--amount 20 --over 10d --in-tokens")?;
    let close = town.propose(CLOSE)?;
    town.run(&format!("proposal stake 2=0 {close}=30000 --key //Bob"))?;
    town.run(&format!("proposal stake {close}=30000 --key //Charlie"))?;
    town.wait("10h")?;
    town.agrees().await?;
    town.run(&format!("proposal announce {close} --key //Dave"))?;
    ensure!(town.phase()? == "closing");
    town.agrees().await?;

    // Whoever does not want to wait for the vote leaves with a share of the collateral.
    town.refused("mint 10 --key //Eve", "NotOpen")?;
    town.refused("donate 10 --key //Eve", "NotOpen")?;
    let (supply, reserve) = (town.state("supply")?, town.state("reserve")?);
    let left = town.run("redeem 1000 --key //Alice")?;
    // Whole tokens: exact in 128 bits.
    let share = reserve * 1000 / (supply / WHOLE);
    ensure!(amount(&left["returned"])? == share && amount(&left["tribute"])? == 0, "{left}");
    town.run(&format!("proposal oppose {close} 5000 --key //Dave"))?;
    town.refused("redeem 30000 --key //Bob", "Locked")?;
    town.agrees().await?;

    town.refused(&format!("proposal execute {close} --key //Dave"), "TooEarly")?;
    town.wait("49h")?;
    town.run(&format!("proposal execute {close} --key //Dave"))?;
    ensure!(town.phase()? == "closed");
    ensure!(town.state("funding_pool")? == 0, "the pool did not join the reserve");
    town.finds(&[("select count(*)::text from wind_downs", "1")]).await?;
    town.agrees().await?;

    // Staked or not, every token has the same share; the grant is paid in money, now and later.
    let paid = town.run("grant withdraw 1 --key //Eve")?;
    ensure!(paid["tokens"] == "0" && amount(&paid["amount"])? > 0, "{paid}");
    town.refused("proposal stake 1=100 --key //Alice", "NotOpen")?;
    let mut shares = Vec::new();
    for (who, tokens) in [("//Bob", 30_000), ("//Charlie", 30_000), ("//Dave", 20_000)] {
        let quote = town.run(&format!("quote redeem {tokens}"))?;
        let paid = town.run(&format!("redeem {tokens} --key {who}"))?;
        ensure!(quote["returned"] == paid["returned"], "{quote}\n{paid}");
        shares.push(amount(&paid["returned"])? / tokens);
    }
    let (least, most) = (shares.iter().min(), shares.iter().max());
    ensure!(most.zip(least).is_some_and(|(most, least)| most - least <= 1), "{shares:?}");
    town.agrees().await?;
    // The last one takes the rest.
    town.run("redeem 19000 --key //Alice")?;
    ensure!((town.state("supply")?, town.state("reserve")?) == (0, 0));
    town.agrees().await?;
    town.wait("10d")?;
    town.run("grant withdraw 1 --key //Eve")?;
    town.refused("grant withdraw 1 --key //Eve", "NothingDue")?;
    town.agrees().await
}

#[tokio::test]
async fn a_wind_down_that_meets_objection_is_taken_back_and_the_curve_goes_on() -> Result<()> {
    let mut town = Town::new().await?;
    let close = town.propose(CLOSE)?;
    town.run(&format!("proposal stake {close}=30000 --key //Bob"))?;
    town.run(&format!("proposal stake {close}=30000 --key //Charlie"))?;
    town.refused(&format!("proposal announce {close} --key //Dave"), "BelowThreshold")?;
    town.wait("10h")?;
    let quote = town.run("quote mint 10")?["minted"].clone();
    town.run(&format!("proposal announce {close} --key //Dave"))?;
    for who in ["//Dave", "//Alice"] {
        town.run(&format!("proposal oppose {close} 20000 --key {who}"))?;
    }
    town.refused("proposal create --title Late --amount 1 --key //Eve", "NotOpen")?;
    town.wait("10h")?;
    town.refused("mint 10 --key //Eve", "NotOpen")?;
    town.run(&format!("proposal reset {close} --key //Dave"))?;
    ensure!(town.phase()? == "open");
    let minted = town.run("mint 10 --key //Eve")?["minted"].clone();
    ensure!(minted == quote, "{minted} instead of {quote}");
    town.finds(&[
        ("select count(*)::text from closings", "2"),
        ("select count(*)::text from wind_downs", "0"),
    ])
    .await?;
    town.agrees().await
}
