//! Staked tokens that their holder frees without the vote.

use crate::scene::{Town, WHOLE};
use anyhow::{Result, ensure};

#[tokio::test]
async fn a_holder_frees_own_tokens_after_a_month_and_no_stake_counts_twice() -> Result<()> {
    let mut town = Town::new().await?;
    town.refused("unlock --key //Bob", "NothingDue")?;
    town.refused("unlock --cancel --key //Bob", "NothingDue")?;
    town.run("proposal stake 1=20000 --key //Bob")?;
    town.refused("transfer 20000 --to //Eve --key //Bob", "Locked")?;
    town.run("unlock --key //Bob")?;
    town.refused("unlock --key //Bob", "NotYetFree")?;
    town.refused("proposal stake 1=25000 --key //Bob", "NotYetFree")?;
    town.run("proposal stake 1=15000 --key //Bob")?;
    town.agrees().await?;

    // Thought better of it: the vote may raise the stake again.
    town.run("unlock --cancel --key //Bob")?;
    town.run("proposal stake 1=25000 --key //Bob")?;
    town.refused("proposal forfeit //Bob --key //Dave", "NothingToRelease")?;

    town.run("unlock --key //Bob")?;
    town.wait("29d")?;
    town.refused("unlock --key //Bob", "NotYetFree")?;
    town.wait("1d")?;
    town.run("unlock --key //Bob")?;
    town.run("transfer 30000 --to //Eve --key //Bob")?;
    let total = "select staked::text from voting_now";
    town.finds(&[(total, &(25_000 * WHOLE).to_string())]).await?;
    town.agrees().await?;
    // The vote still counts tokens that are gone, until anyone ends it; no coming back before that.
    town.refused("unlock --cancel --key //Bob", "NotYetFree")?;
    town.run("proposal forfeit //Bob --key //Dave")?;
    town.finds(&[(total, "0"), ("select count(*)::text from unlocks", "4")]).await?;
    let (_, vote) = town.contracts().await?;
    ensure!(vote.totals().await?.staked.base_units() == 0);
    town.agrees().await?;

    town.run("mint 10 --key //Bob")?;
    town.refused("proposal stake 1=50 --key //Bob", "NotYetFree")?;
    town.run("unlock --cancel --key //Bob")?;
    town.run("proposal stake 1=50 --key //Bob")?;
    town.agrees().await
}
