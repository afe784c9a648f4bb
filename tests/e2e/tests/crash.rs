//! The indexer loses nothing, repeats nothing and invents nothing, whatever happens to it.

use anyhow::{Result, ensure};
use std::{
    thread::sleep,
    time::{Duration, Instant},
};
use weir_e2e::{Database, Devnet, Indexer, snapshot, traffic};

/// How often the indexer must have been killed between its first and its last block.
const KILLS: usize = 10;

/// A chain with a Commons, traffic, and long stretches without any.
async fn history(blocks: u32) -> Result<Devnet> {
    let devnet = Devnet::start()?;
    let weir = devnet.weir();
    weir.deploy()?;
    for _ in 0..4 {
        traffic(&devnet.url(), &weir, 2).await?;
        devnet.seal(blocks / 4)?;
    }
    Ok(devnet)
}

/// Pseudo-random pauses, from a seed that is printed.
struct Pauses(u64);

impl Pauses {
    fn new() -> Self {
        let seed = std::env::var("WEIR_SEED").ok().and_then(|seed| seed.parse().ok());
        let seed = seed.unwrap_or_else(|| u64::from(std::process::id()));
        println!("WEIR_SEED={seed}");
        Self(seed)
    }

    fn next(&mut self, least: u64, most: u64) -> Duration {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Duration::from_millis(least + (self.0 >> 33) % (most - least))
    }
}

#[tokio::test]
async fn killed_in_mid_backfill_many_times_it_ends_with_the_same_rows() -> Result<()> {
    let devnet = history(6_000).await?;
    let weir = devnet.weir();
    let head = devnet.finalized()?;

    let undisturbed = Database::create().await?;
    let begun = Instant::now();
    Indexer::spawn(&devnet.url(), &weir, &undisturbed)?.wait_height(head)?;
    let whole = u64::try_from(begun.elapsed().as_millis())?;

    let expected = snapshot(&undisturbed).await?;
    let (mut kills, mut pauses) = (0, Pauses::new());
    // Each life is a small part of what the whole way takes, so that many fit in; and the way is
    // gone as often as it takes.
    let (least, most) = (whole / 40 + 60, whole / 14 + 200);
    while kills < KILLS {
        let disturbed = Database::create().await?;
        loop {
            let mut indexer = Indexer::spawn(&devnet.url(), &weir, &disturbed)?;
            sleep(pauses.next(least, most));
            indexer.kill()?;
            match cursor(&disturbed).await? {
                Some(height) if height >= head => break,
                Some(_) => kills += 1,
                None => {}
            }
            if kills >= KILLS {
                Indexer::spawn(&devnet.url(), &weir, &disturbed)?.wait_height(head)?;
                break;
            }
        }
        same(&expected, &snapshot(&disturbed).await?)?;
    }
    println!("killed {kills} times in mid-backfill of {head} blocks, which takes {whole} ms");
    Ok(())
}

#[tokio::test]
async fn a_killed_node_costs_nothing_but_time() -> Result<()> {
    let mut devnet = history(40).await?;
    let weir = devnet.weir();
    let disturbed = Database::create().await?;
    let mut indexer = Indexer::spawn(&devnet.url(), &weir, &disturbed)?;
    indexer.wait_ready()?;
    for _ in 0..2 {
        devnet.restart()?;
        traffic(&devnet.url(), &weir, 1).await?;
    }
    let head = devnet.finalized()?;
    indexer.wait_height(head)?;
    ensure!(indexer.stop()?, "it did not stop gracefully:\n{}", indexer.log());

    let undisturbed = Database::create().await?;
    Indexer::spawn(&devnet.url(), &weir, &undisturbed)?.wait_height(head)?;
    same(&snapshot(&undisturbed).await?, &snapshot(&disturbed).await?)
}

#[tokio::test]
async fn a_second_indexer_waits_and_takes_over() -> Result<()> {
    let devnet = history(40).await?;
    let weir = devnet.weir();
    let database = Database::create().await?;
    let mut first = Indexer::spawn(&devnet.url(), &weir, &database)?;
    first.wait_ready()?;
    let mut second = Indexer::spawn(&devnet.url(), &weir, &database)?;
    sleep(Duration::from_secs(1));
    ensure!(second.is_running(), "the second gave up:\n{}", second.log());
    first.kill()?;

    traffic(&devnet.url(), &weir, 1).await?;
    let head = devnet.finalized()?;
    second.wait_height(head)?;
    let alone = Database::create().await?;
    Indexer::spawn(&devnet.url(), &weir, &alone)?.wait_height(head)?;
    same(&snapshot(&alone).await?, &snapshot(&database).await?)
}

#[tokio::test]
async fn another_chain_is_refused() -> Result<()> {
    let devnet = history(4).await?;
    let weir = devnet.weir();
    let file = std::fs::read_to_string(weir.deployment())?;
    let mut deployment: serde_json::Value = serde_json::from_str(&file)?;
    deployment["genesis_hash"] = format!("0x{}", "11".repeat(32)).into();
    std::fs::write(weir.deployment(), deployment.to_string())?;

    let database = Database::create().await?;
    let mut indexer = Indexer::spawn(&devnet.url(), &weir, &database)?;
    weir_e2e::wait_until("it gives up", Duration::from_secs(30), || !indexer.is_running())?;
    ensure!(
        indexer.log().contains("deployment file is about the chain"),
        "it does not say why:\n{}",
        indexer.log()
    );
    Ok(())
}

/// Height of the last committed block, if the tables are there and hold one.
async fn cursor(database: &weir_e2e::Database) -> Result<Option<u64>> {
    let mut connection = database.connect().await?;
    let height: Option<i64> = sqlx::query_scalar("select max(height) from blocks")
        .fetch_one(&mut connection)
        .await
        .unwrap_or(None);
    Ok(height.map(u64::try_from).transpose()?)
}

fn same(
    expected: &std::collections::BTreeMap<String, Vec<String>>,
    found: &std::collections::BTreeMap<String, Vec<String>>,
) -> Result<()> {
    ensure!(expected.keys().eq(found.keys()), "other tables");
    ensure!(expected["mints"].len() >= 3, "a history without mints proves nothing");
    for (table, rows) in expected {
        let others = &found[table];
        for (row, other) in rows.iter().zip(others) {
            ensure!(row == other, "{table} differs:\n  {row}\n  {other}");
        }
        ensure!(rows.len() == others.len(), "{table}: {} rows, {}", rows.len(), others.len());
    }
    Ok(())
}
