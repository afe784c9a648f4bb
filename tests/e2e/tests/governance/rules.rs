//! Rules and the governor, changed by vote.

use crate::scene::Town;
use anyhow::{Result, ensure};
use weir_client::Deployment;
use weir_e2e::Weir;

#[tokio::test]
async fn a_rule_changed_by_vote_is_in_force_and_in_the_index() -> Result<()> {
    let mut town = Town::new().await?;
    let before = town.run("quote mint 100")?["tribute"].clone();
    town.refused("params propose entry-tribute 45% --key //Eve", "its bounds are")?;
    let change = town.run("params propose entry-tribute 6% --key //Eve")?["proposal"].clone();
    town.run(&format!("proposal stake {change}=30000 --key //Bob"))?;
    town.run(&format!("proposal stake {change}=30000 --key //Charlie"))?;
    town.wait("10h")?;
    town.run(&format!("proposal announce {change} --key //Dave"))?;
    // A request would have had its notice by now.
    town.wait("3h")?;
    town.refused(&format!("proposal execute {change} --key //Dave"), "TooEarly")?;
    town.agrees().await?;
    town.wait("2d")?;
    town.run(&format!("proposal execute {change} --key //Dave"))?;
    let after = town.run("quote mint 100")?["tribute"].clone();
    let tributes = (before.as_str(), after.as_str());
    ensure!(tributes == (Some("5000000000000000000"), Some("6000000000000000000")), "{tributes:?}");
    town.run("mint 100 --key //Eve")?;
    town.finds(&[
        ("select count(*)::text from rule_changes", "1"),
        ("select rule::text || ' ' || value::text from rule_changes", "1 60000"),
        ("select grant_id::text from executions", "null"),
    ])
    .await?;
    town.agrees().await?;

    // One of the vote's own: from here on a request takes three hours of notice.
    town.run(&format!("proposal unstake {change} --key //Bob"))?;
    let change = town.run("params propose notice 3h --key //Eve")?["proposal"].clone();
    for who in ["//Bob", "//Charlie"] {
        town.run(&format!("proposal stake {change}=25000 --key {who}"))?;
    }
    town.wait("10h")?;
    town.run(&format!("proposal announce {change} --key //Dave"))?;
    town.wait("49h")?;
    town.run(&format!("proposal execute {change} --key //Dave"))?;
    let (_, vote) = town.contracts().await?;
    ensure!(vote.settings().await?.notice == 3 * 3600);
    town.finds(&[("select value::text from rule_changes where rule = 5", "10800")]).await?;
    town.agrees().await
}

#[tokio::test]
async fn a_governor_named_by_vote_takes_over_and_a_silent_one_locks_nothing() -> Result<()> {
    let mut town = Town::new().await?;
    town.run("proposal stake 1=10000 --key //Bob")?;
    // The vote of another Commons, which never does anything for this one.
    let file = town.weir.deployment().with_file_name("other.json");
    Weir::new(&town.devnet.url(), &file).deploy()?;
    let successor = Deployment::load(&file)?.contracts.conviction.address;
    let change = town.propose(&format!("governor {successor} --key //Eve"))?;
    town.run(&format!("proposal stake {change}=20000 --key //Bob"))?;
    town.run(&format!("proposal stake {change}=30000 --key //Charlie"))?;
    town.wait("10h")?;
    town.carry_out(change, "49h")?;
    town.finds(&[
        ("select count(*)::text from governors", "2"),
        (
            "select encode(governor, 'hex') from governors order by height desc limit 1",
            &hex::encode(successor),
        ),
    ])
    .await?;
    town.agrees().await?;

    // The vote rules no longer, so no stake can be moved; all the same no token stays where it is.
    town.refused("proposal stake 1=0 --key //Bob", "Unauthorized")?;
    town.refused("transfer 30000 --to //Eve --key //Bob", "Locked")?;
    town.run("unlock --key //Bob")?;
    town.refused("unlock --key //Bob", "NotYetFree")?;
    town.wait("30d")?;
    town.run("unlock --key //Bob")?;
    town.run("transfer 30000 --to //Eve --key //Bob")?;
    town.agrees().await
}
