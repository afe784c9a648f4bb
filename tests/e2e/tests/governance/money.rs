//! Money of the funding pool: one limit for all grants, grants that nothing claims, and payments past
//! the contract's messages.

use crate::scene::{Town, WHOLE};
use anyhow::{Context, Result, ensure};

#[tokio::test]
async fn grants_to_different_people_share_one_spending_limit() -> Result<()> {
    let mut town = Town::new().await?;
    let first = town.propose("--title Eve --amount 105 --to //Eve --key //Eve")?;
    let second = town.propose("--title Ferdie --amount 105 --to //Ferdie --key //Ferdie")?;
    town.run(&format!("proposal stake {first}=30000 --key //Bob"))?;
    town.run(&format!("proposal stake {second}=30000 --key //Charlie"))?;
    town.wait("10h")?;
    for proposal in [first, second] {
        town.run(&format!("proposal announce {proposal} --key //Dave"))?;
    }
    town.wait("2h")?;
    town.run(&format!("proposal execute {first} --key //Dave"))?;
    // 210 are more than a fifth of 1,000.
    let execute = format!("proposal execute {second} --key //Dave");
    town.refused(&execute, "OverSpendingLimit")?;
    let (commons, _) = town.contracts().await?;
    ensure!(commons.limits().await?.recently_granted.base_units() == 105 * WHOLE);
    town.indexer.wait_height(town.devnet.finalized()?)?;
    let row = town.indexer.get(&format!("/v1/proposals/{second}"))?;
    let told = town.proposal(second)?["outlook"]["obstacle"].clone();
    ensure!(row["obstacle"] == "recent_grants" && told["kind"] == "recent_grants", "{row}\n{told}");
    ensure!(row["recently_granted"] == told["counted"], "{row}\n{told}");
    ensure!(row["grantable"] == told["left"], "{row}\n{told}");
    town.agrees().await?;
    // A window and a quarter later the first one counts no longer.
    town.wait("31h")?;
    town.run(&execute)?;
    town.agrees().await
}

#[tokio::test]
async fn a_grant_that_nothing_claims_for_a_year_returns_to_the_pool() -> Result<()> {
    let mut town = Town::new().await?;
    town.grant("--amount 50 --over 10d")?;
    town.wait("5d")?;
    town.run("grant withdraw 1 --key //Eve")?;
    let left = 950 * WHOLE;
    ensure!(town.state("funding_pool")? == left, "{}", town.state("funding_pool")?);
    town.refused("grant lapse 1 --key //Dave", "NotLapsed")?;
    town.wait("369d")?;
    town.refused("grant lapse 1 --key //Dave", "NotLapsed")?;
    town.wait("2d")?;
    town.refused("grant lapse 7 --key //Dave", "UnknownGrant")?;
    let lapsed = town.run("grant lapse 1 --key //Dave")?;
    let returned = lapsed["returned"].as_str().with_context(|| format!("{lapsed}"))?.to_owned();
    let returned: u128 = returned.parse()?;
    ensure!((24 * WHOLE..=25 * WHOLE).contains(&returned), "{returned}");
    ensure!(town.state("funding_pool")? == left + returned);
    town.refused("grant lapse 1 --key //Dave", "NothingDue")?;
    town.refused("grant withdraw 1 --key //Eve", "NothingDue")?;
    town.finds(&[("select returned::text from lapses", &returned.to_string())]).await?;
    town.agrees().await
}

#[tokio::test]
async fn a_plain_transfer_moves_no_price_and_is_credited_to_the_pool_by_anyone() -> Result<()> {
    let mut town = Town::new().await?;
    town.refused("credit --key //Eve", "NothingDue")?;
    let before = (town.state("reserve")?, town.state("funding_pool")?);
    let price = town.run("status")?["spot_price"].clone();
    town.pay(7)?;
    ensure!((town.state("reserve")?, town.state("funding_pool")?) == before);
    ensure!(town.run("status")?["spot_price"] == price);
    town.agrees().await?;
    let credited = town.run("credit --key //Eve")?;
    let amount = (7 * WHOLE).to_string();
    ensure!(credited["amount"] == amount.as_str(), "{credited}");
    ensure!(
        (town.state("reserve")?, town.state("funding_pool")?) == (before.0, before.1 + 7 * WHOLE)
    );
    town.refused("credit --key //Eve", "NothingDue")?;
    town.finds(&[("select amount::text from credits", &amount)]).await?;
    town.agrees().await
}
