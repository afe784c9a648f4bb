//! Several indexers on one database: one writes, the others take over when it is gone.

use crate::story::{is_told_by, long, short};
use anyhow::{Context, Result, ensure};
use nix::sys::signal::Signal;
use std::time::{Duration, Instant};
use weir_e2e::{Cluster, Database, Devnet, Indexer, Proxy, Target, traffic};

/// What the API calls this process.
fn role(indexer: &Indexer) -> String {
    let status = indexer.get("/v1/status").unwrap_or_default();
    status["role"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn two_started_at_the_same_moment_on_an_empty_database_write_every_row_once() -> Result<()> {
    let story = long()?;
    let database = Database::create().await?;
    let spawn = || Indexer::spawn(&story.node.url(), &story.weir(), &database);
    let mut both = [spawn()?, spawn()?, spawn()?];
    for indexer in &mut both {
        indexer.wait_height(story.head)?;
        indexer.wait_ready()?;
    }
    let writers = both.iter().filter(|indexer| role(indexer) == "writer").count();
    ensure!(writers == 1, "{writers} of them write");
    for mut indexer in both {
        ensure!(indexer.stop()?, "it did not stop gracefully:\n{}", indexer.log());
    }
    story.is_told_by(&database).await
}

#[tokio::test]
async fn a_standby_takes_over_within_seconds_whatever_became_of_the_writer() -> Result<()> {
    let devnet = Devnet::go_on_from(short()?)?;
    let weir = devnet.weir();
    let cluster = Cluster::start()?;
    let database = Database::create_in(&cluster).await?;
    for fate in ["killed", "stopped", "cut off"] {
        let proxy = Proxy::to(Target::Socket(cluster.socket()))?;
        let url = proxy.postgres_url(&database);
        let mut writer = Indexer::spawn_with(&devnet.url(), &weir, &url, &[])?;
        writer.wait_ready()?;
        let mut standby = Indexer::spawn(&devnet.url(), &weir, &database)?;
        standby.wait_until(|status| status["role"] == "standby")?;

        let begun = Instant::now();
        match fate {
            "killed" => writer.kill()?,
            "stopped" => writer.signal(Signal::SIGSTOP)?,
            // Half open: nobody tells the server that there is nobody any more.
            _ => proxy.silence(),
        }
        traffic(&devnet.url(), &weir, 1).await?;
        standby.wait_until(|status| status["role"] == "writer").context(fate)?;
        let took = begun.elapsed();
        println!("{fate}: taken over in {took:?}");
        ensure!(took < Duration::from_secs(60), "{fate}: taken over only after {took:?}");
        standby.wait_height(devnet.finalized()?)?;

        // Back again, it finds another one in its place, and writes nothing.
        match fate {
            "killed" => {}
            "stopped" => writer.signal(Signal::SIGCONT)?,
            _ => proxy.resume(),
        }
        if fate != "killed" {
            writer.wait_until(|status| status["role"] == "standby").context(fate)?;
            ensure!(writer.stop()?, "it did not stop gracefully:\n{}", writer.log());
        }
        ensure!(standby.stop()?, "it did not stop gracefully:\n{}", standby.log());
        is_told_by(&devnet, &database).await?;
    }
    Ok(())
}
