//! What is between indexer and node: it delays, cuts, truncates and falls silent.

use crate::story::{is_told_by, long, short};
use anyhow::{Result, ensure};
use std::time::{Duration, Instant};
use weir_e2e::{Database, Devnet, Dice, Indexer, Proxy, Target, traffic, wait_until};

/// Faults that must fall into a backfill.
const FAULTS: u32 = 12;

#[tokio::test]
async fn a_line_that_breaks_again_and_again_in_mid_backfill_changes_no_row() -> Result<()> {
    let story = long()?;
    let proxy = Proxy::to(Target::Port(story.node.port()))?;
    proxy.throttle(300_000);
    proxy.latency(Duration::from_millis(10));
    let database = Database::create().await?;
    let mut indexer = Indexer::spawn(&proxy.url(), &story.weir(), &database)?;
    // The runtime's metadata is one large answer, which such a line would never let through.
    indexer.wait_until(|status| status["cursor"]["height"].is_u64())?;
    let (mut dice, mut faults) = (Dice::default(), 0);
    while faults < FAULTS {
        // Somewhere: in the middle of an answer, or as it happens.
        let (cuts, some) = (dice.number(0, 2) == 0, dice.number(1, 60_000));
        let (bytes, truncations) = (proxy.bytes(), proxy.truncations());
        if !cuts {
            proxy.truncate_after(usize::try_from(some)?);
        }
        wait_until("the indexer reads on", Duration::from_secs(120), || {
            let came = match cuts {
                true => proxy.bytes() >= bytes + some,
                false => proxy.truncations() > truncations,
            };
            came || indexer.height() >= Some(story.head)
        })?;
        if cuts {
            proxy.cut();
        }
        if indexer.height() >= Some(story.head) {
            break;
        }
        faults += 1;
    }
    let truncated = proxy.truncations();
    println!("{faults} faults in mid-backfill, {truncated} of them in the middle of an answer");
    ensure!(faults == FAULTS, "only {faults} faults fell into the backfill");
    ensure!(truncated > 0, "no answer was truncated");
    proxy.speed_up();
    indexer.wait_height(story.head)?;
    ensure!(indexer.stop()?, "it did not stop gracefully:\n{}", indexer.log());
    story.is_told_by(&database).await
}

#[tokio::test]
async fn a_line_that_falls_silent_in_mid_backfill_is_waited_for() -> Result<()> {
    let story = long()?;
    let proxy = Proxy::to(Target::Port(story.node.port()))?;
    proxy.throttle(400_000);
    let database = Database::create().await?;
    let mut indexer =
        Indexer::spawn_with(&proxy.url(), &story.weir(), &database.url, &["--node-timeout", "2s"])?;
    indexer.wait_until(|status| status["cursor"]["height"].is_u64())?;
    proxy.silence();
    ensure!(indexer.height() < Some(story.head), "it was too fast");
    // It says that it waits, and for whom.
    indexer.wait_until(|status| status["trouble"].is_string())?;
    ensure!(indexer.status("/health") == Some(200), "waiting is no reason to restart it");
    proxy.resume();
    proxy.speed_up();
    indexer.wait_height(story.head)?;
    ensure!(indexer.stop()?, "it did not stop gracefully:\n{}", indexer.log());
    story.is_told_by(&database).await
}

#[tokio::test]
async fn a_line_that_breaks_or_falls_silent_at_the_tip_changes_no_row() -> Result<()> {
    let devnet = Devnet::go_on_from(short()?)?;
    let weir = devnet.weir();
    let proxy = Proxy::to(Target::Port(devnet.port()))?;
    let database = Database::create().await?;
    let mut indexer =
        Indexer::spawn_with(&proxy.url(), &weir, &database.url, &["--node-timeout", "2s"])?;
    indexer.wait_height(devnet.finalized()?)?;
    for fault in ["cut", "truncated", "late", "refused", "silent"] {
        match fault {
            "cut" => proxy.cut(),
            "truncated" => proxy.truncate_after(200),
            "late" => proxy.latency(Duration::from_millis(150)),
            "refused" => {
                proxy.refuse(true);
                proxy.cut();
            }
            _ => proxy.silence(),
        }
        traffic(&devnet.url(), &weir, 1).await?;
        let head = devnet.finalized()?;
        if matches!(fault, "refused" | "silent") {
            indexer.wait_until(|status| status["trouble"].is_string())?;
            ensure!(indexer.height() < Some(head), "{fault}, and it knows all the same");
        }
        proxy.refuse(false);
        proxy.resume();
        let begun = Instant::now();
        indexer.wait_height(head)?;
        println!("{fault}: at the tip again in {:?}", begun.elapsed());
    }
    ensure!(indexer.stop()?, "it did not stop gracefully:\n{}", indexer.log());
    is_told_by(&devnet, &database).await
}

#[tokio::test]
async fn where_one_endpoint_fails_the_next_takes_its_place_and_no_row_is_lost() -> Result<()> {
    let story = long()?;
    let proxies =
        [Proxy::to(Target::Port(story.node.port()))?, Proxy::to(Target::Port(story.node.port()))?];
    for proxy in &proxies {
        proxy.throttle(400_000);
    }
    let urls = proxies.each_ref().map(Proxy::url).join(",");
    let database = Database::create().await?;
    let mut indexer =
        Indexer::spawn_with(&urls, &story.weir(), &database.url, &["--node-timeout", "5s"])?;
    indexer.wait_until(|status| status["cursor"]["height"].is_u64())?;
    ensure!(proxies[1].connections() == 0, "the second was asked without need");
    proxies[0].refuse(true);
    proxies[0].cut();
    ensure!(indexer.height() < Some(story.head), "it was too fast");
    wait_until("the second is asked", Duration::from_secs(30), || proxies[1].connections() > 0)?;
    // And back, when the second falls silent.
    proxies[0].refuse(false);
    let before = proxies[0].connections();
    proxies[1].silence();
    wait_until("the first is asked again", Duration::from_secs(30), || {
        proxies[0].connections() > before
    })?;
    for proxy in &proxies {
        proxy.speed_up();
    }
    indexer.wait_height(story.head)?;
    ensure!(indexer.stop()?, "it did not stop gracefully:\n{}", indexer.log());
    story.is_told_by(&database).await
}
