//! The database server dies and comes back.

use crate::story::{is_told_by, long, short};
use anyhow::{Result, ensure};
use sqlx::Executor;
use std::{thread::sleep, time::Duration};
use weir_e2e::{Cluster, Database, Devnet, Dice, Indexer, Proxy, Target, traffic, wait_until};

/// How often the server must have died between the first block and the last.
const DEATHS: u32 = 10;
/// How often the line to it must have broken.
const BREAKS: u32 = 12;

#[tokio::test]
async fn a_server_killed_again_and_again_in_mid_backfill_changes_no_row() -> Result<()> {
    let story = long()?;
    // Not so fast that it is over before the server has died often enough.
    let proxy = Proxy::to(Target::Port(story.node.port()))?;
    proxy.throttle(400_000);
    let cluster = Cluster::start()?;
    let database = Database::create_in(&cluster).await?;
    let mut indexer = Indexer::spawn(&proxy.url(), &story.weir(), &database)?;
    let (mut dice, mut deaths) = (Dice::default(), 0);
    while deaths < DEATHS {
        // Each time it has got further: commits are what it dies in the middle of.
        let before = indexer.height();
        indexer.wait_until(|status| status["cursor"]["height"].as_u64() > before)?;
        sleep(dice.pause(0, 60));
        cluster.kill()?;
        sleep(dice.pause(0, 200));
        cluster.restart()?;
        if height(&database).await? >= Some(story.head) {
            break;
        }
        deaths += 1;
    }
    println!("the server died {deaths} times in mid-backfill");
    ensure!(deaths == DEATHS, "only {deaths} deaths fell into the backfill");
    proxy.speed_up();
    indexer.wait_height(story.head)?;
    ensure!(indexer.stop()?, "it did not stop gracefully:\n{}", indexer.log());
    story.is_told_by(&database).await
}

#[tokio::test]
async fn a_server_killed_in_mid_commit_has_all_of_it_or_nothing() -> Result<()> {
    let devnet = Devnet::go_on_from(short()?)?;
    let weir = devnet.weir();
    let cluster = Cluster::start()?;
    let database = Database::create_in(&cluster).await?;
    let mut indexer = Indexer::spawn(&devnet.url(), &weir, &database)?;
    indexer.wait_height(devnet.finalized()?)?;

    // Rows are written, the cursor is not yet: it waits for a lock. None of it is there afterwards.
    let before = height(&database).await?;
    let mut in_the_way = database.connect().await?;
    in_the_way.execute("begin; lock table cursor in exclusive mode").await?;
    traffic(&devnet.url(), &weir, 1).await?;
    wait_for_writer(&database, "wait_event_type = 'Lock'").await?;
    cluster.kill()?;
    cluster.restart()?;
    indexer.wait_height(devnet.finalized()?)?;
    ensure!(before < height(&database).await?);

    // All is written, but the answer never comes: the server waits for a twin that does not exist.
    let mut connection = database.connect().await?;
    connection.execute("alter system set synchronous_standby_names = 'nobody'").await?;
    connection.execute("select pg_reload_conf()").await?;
    let before = height(&database).await?;
    devnet.seal(1)?;
    wait_for_writer(&database, "wait_event = 'SyncRep'").await?;
    ensure!(height(&database).await? == before, "others see it already");
    cluster.kill()?;
    cluster.restart()?;
    let after = height(&database).await?;
    ensure!(
        after == before.map(|height| height + 1),
        "{before:?} before, {after:?} after\n{}\n{}",
        indexer.log(),
        cluster.log()
    );
    let mut connection = database.connect().await?;
    connection.execute("alter system reset synchronous_standby_names").await?;
    connection.execute("select pg_reload_conf()").await?;
    traffic(&devnet.url(), &weir, 1).await?;
    indexer.wait_height(devnet.finalized()?)?;
    ensure!(indexer.stop()?, "it did not stop gracefully:\n{}", indexer.log());
    is_told_by(&devnet, &database).await
}

/// Height of the last block committed.
async fn height(database: &Database) -> Result<Option<u64>> {
    let mut connection = database.connect().await?;
    let height: Option<i64> =
        sqlx::query_scalar("select max(height) from blocks").fetch_one(&mut connection).await?;
    Ok(height.map(u64::try_from).transpose()?)
}

/// Waits until the session that holds the writer's lock is in this state.
async fn wait_for_writer(database: &Database, state: &str) -> Result<()> {
    let mut connection = database.connect().await?;
    let query = format!(
        "select exists (select from pg_stat_activity join pg_locks using (pid)
                        where locktype = 'advisory' and pg_locks.granted and {state})"
    );
    for _ in 0..1_000 {
        let query = sqlx::AssertSqlSafe(query.clone());
        if sqlx::query_scalar(query).fetch_one(&mut connection).await? {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    anyhow::bail!("the writer never came to {state}")
}

#[tokio::test]
async fn a_line_to_the_server_that_breaks_again_and_again_changes_no_row() -> Result<()> {
    let story = long()?;
    let slow = Proxy::to(Target::Port(story.node.port()))?;
    slow.throttle(400_000);
    let cluster = Cluster::start()?;
    let database = Database::create_in(&cluster).await?;
    let line = Proxy::to(Target::Socket(cluster.socket()))?;
    let url = line.postgres_url(&database);
    let mut indexer = Indexer::spawn_with(&slow.url(), &story.weir(), &url, &["--batch", "100"])?;
    indexer.wait_until(|status| status["cursor"]["height"].is_u64())?;
    let (mut dice, mut breaks) = (Dice::default(), 0);
    while breaks < BREAKS {
        // It gets on in between, and never sees the end of some answer of the server's.
        let before = height(&database).await?;
        let further = wait_further(&database, before).await?;
        let truncations = line.truncations();
        match dice.number(0, 2) {
            0 => line.cut(),
            _ => {
                line.truncate_after(usize::try_from(dice.number(1, 2_000))?);
                wait_until("an answer is truncated", Duration::from_secs(120), || {
                    line.truncations() > truncations
                })?;
            }
        }
        if further >= Some(story.head) {
            break;
        }
        breaks += 1;
    }
    println!("{breaks} breaks, {} of them in the middle of an answer", line.truncations());
    ensure!(breaks == BREAKS, "only {breaks} breaks fell into the backfill");
    slow.speed_up();
    indexer.wait_height(story.head)?;
    ensure!(indexer.stop()?, "it did not stop gracefully:\n{}", indexer.log());
    story.is_told_by(&database).await
}

/// Waits until more is committed than this; says how much.
async fn wait_further(database: &Database, before: Option<u64>) -> Result<Option<u64>> {
    for _ in 0..6_000 {
        let now = height(database).await?;
        if now > before {
            return Ok(now);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    anyhow::bail!("nothing was committed after {before:?}")
}

#[tokio::test]
async fn a_server_that_is_away_for_a_while_at_the_tip_is_waited_for() -> Result<()> {
    let devnet = Devnet::go_on_from(short()?)?;
    let weir = devnet.weir();
    let cluster = Cluster::start()?;
    let database = Database::create_in(&cluster).await?;
    let mut indexer = Indexer::spawn(&devnet.url(), &weir, &database)?;
    indexer.wait_height(devnet.finalized()?)?;
    cluster.kill()?;
    traffic(&devnet.url(), &weir, 1).await?;
    wait_until("it says so", Duration::from_secs(30), || indexer.status("/ready") == Some(503))?;
    ensure!(indexer.status("/health") == Some(200), "a restart would mend nothing");
    cluster.restart()?;
    indexer.wait_height(devnet.finalized()?)?;
    indexer.wait_ready()?;
    ensure!(indexer.stop()?, "it did not stop gracefully:\n{}", indexer.log());
    is_told_by(&devnet, &database).await
}
