//! The node dies and comes back, or turns out to be several.

use crate::story::{is_told_by, long, short};
use anyhow::{Result, ensure};
use std::{thread::sleep, time::Duration};
use weir_e2e::{Database, Devnet, Indexer, Proxy, Target, traffic, wait_until};

/// Long enough for the node to have written its last block to the disk, as a network of nodes would
/// have: what is final stays.
const FLUSHED: Duration = Duration::from_secs(1);

#[tokio::test]
async fn a_node_killed_in_mid_backfill_costs_nothing_but_time() -> Result<()> {
    let story = long()?;
    let mut devnet = Devnet::go_on_from(&story.folder)?;
    // So slow that there is a middle.
    let proxy = Proxy::to(Target::Port(devnet.port()))?;
    proxy.throttle(400_000);
    let database = Database::create().await?;
    let mut indexer = Indexer::spawn(&proxy.url(), &story.weir(), &database)?;
    for _ in 0..2 {
        let before = indexer.height().unwrap_or_default();
        indexer.wait_until(|status| status["cursor"]["height"].as_u64() > Some(before))?;
        devnet.restart()?;
        ensure!(indexer.height() < Some(story.head), "it was too fast");
    }
    proxy.speed_up();
    indexer.wait_height(story.head)?;
    ensure!(indexer.stop()?, "it did not stop gracefully:\n{}", indexer.log());
    story.is_told_by(&database).await
}

#[tokio::test]
async fn a_node_killed_at_the_tip_costs_nothing_but_time() -> Result<()> {
    let mut devnet = Devnet::go_on_from(short()?)?;
    let weir = devnet.weir();
    let database = Database::create().await?;
    let mut indexer = Indexer::spawn(&devnet.url(), &weir, &database)?;
    indexer.wait_height(devnet.finalized()?)?;
    for _ in 0..2 {
        sleep(FLUSHED);
        devnet.restart()?;
        traffic(&devnet.url(), &weir, 1).await?;
        indexer.wait_height(devnet.finalized()?)?;
    }
    ensure!(indexer.stop()?, "it did not stop gracefully:\n{}", indexer.log());
    is_told_by(&devnet, &database).await
}

#[tokio::test]
async fn finality_that_goes_back_where_an_endpoint_is_several_nodes_is_waited_out() -> Result<()> {
    let (ahead, behind) = (Devnet::go_on_from(short()?)?, Devnet::go_on_from(short()?)?);
    let weir = ahead.weir();
    traffic(&ahead.url(), &weir, 1).await?;
    let proxy = Proxy::to(Target::Port(ahead.port()))?;
    let database = Database::create().await?;
    let mut indexer = Indexer::spawn(&proxy.url(), &weir, &database)?;
    for _ in 0..3 {
        let head = ahead.finalized()?;
        indexer.wait_height(head)?;
        let connections = proxy.connections();
        proxy.redirect(Target::Port(behind.port()));
        // It has asked the other one more than its genesis.
        wait_until("the other node is asked", Duration::from_secs(30), || {
            proxy.connections() > connections
        })?;
        let asked = proxy.bytes();
        wait_until("the other node answers", Duration::from_secs(30), || {
            proxy.bytes() > asked + 2_000
        })?;
        ensure!(indexer.is_running(), "it gave up:\n{}", indexer.log());
        let status = indexer.get("/v1/status")?;
        ensure!(status["cursor"]["height"].as_u64() == Some(head), "{status}");

        traffic(&ahead.url(), &weir, 1).await?;
        proxy.redirect(Target::Port(ahead.port()));
    }
    indexer.wait_height(ahead.finalized()?)?;
    ensure!(indexer.stop()?, "it did not stop gracefully:\n{}", indexer.log());
    is_told_by(&ahead, &database).await
}
