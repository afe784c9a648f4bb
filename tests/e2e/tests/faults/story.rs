//! The chain that the tests follow, with the whole life of a Commons in it, and what an undisturbed
//! indexer makes of it.

use anyhow::{Result, anyhow, ensure};
use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
    thread,
    time::{Duration, Instant},
};
use weir_e2e::{
    Database, Devnet, Indexer, Rows, Weir, lasting_folder, traffic, upheaval, whole_life,
};

/// Stretches of empty blocks in the long story, and blocks in each.
const STRETCHES: u32 = 4;
const EMPTY: u32 = 1_500;

/// A chain that stands still.
pub(crate) struct Story {
    /// Its state at rest, to go on from.
    pub(crate) folder: PathBuf,
    /// A node that serves it. Make no blocks: others read it.
    pub(crate) node: Devnet,
    /// Its last block.
    pub(crate) head: u64,
    /// What an undisturbed indexer made of it.
    pub(crate) rows: Rows,
    /// How long that took.
    pub(crate) took: Duration,
}

impl Story {
    pub(crate) fn weir(&self) -> Weir {
        self.node.weir()
    }

    /// Compares what is in this database with what should be.
    pub(crate) async fn is_told_by(&self, database: &Database) -> Result<()> {
        self.rows.same_as(&Rows::of(database).await?)
    }
}

/// A chain at rest that is short: every kind of act, and hardly a block without one.
pub(crate) fn short() -> Result<&'static Path> {
    static SHORT: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let made = SHORT.get_or_init(|| apart(make_short).map_err(|error| format!("{error:#}")));
    made.as_deref().map_err(|error| anyhow!("{error}"))
}

/// The same chain with thousands of blocks more, most of them empty.
pub(crate) fn long() -> Result<&'static Story> {
    static LONG: OnceLock<Result<Story, String>> = OnceLock::new();
    let made = LONG.get_or_init(|| apart(make_long).map_err(|error| format!("{error:#}")));
    made.as_ref().map_err(|error| anyhow!("{error}"))
}

/// What an undisturbed indexer makes of a chain, and how long that takes.
pub(crate) async fn undisturbed(devnet: &Devnet) -> Result<(Rows, Duration)> {
    let database = Database::create().await?;
    let begun = Instant::now();
    let mut indexer = Indexer::spawn(&devnet.url(), &devnet.weir(), &database)?;
    indexer.wait_height(devnet.finalized()?)?;
    let took = begun.elapsed();
    ensure!(indexer.stop()?, "it did not stop gracefully:\n{}", indexer.log());
    let rows = Rows::of(&database).await?;
    database.remove().await?;
    Ok((rows, took))
}

/// Compares what is in this database with what an undisturbed indexer makes of the chain.
pub(crate) async fn is_told_by(devnet: &Devnet, database: &Database) -> Result<()> {
    undisturbed(devnet).await?.0.same_as(&Rows::of(database).await?)
}

async fn make_short() -> Result<PathBuf> {
    let devnet = Devnet::start()?;
    let weir = devnet.weir();
    whole_life(&weir)?;
    upheaval(&weir)?;
    traffic(&devnet.url(), &weir, 1).await?;
    let folder = lasting_folder("weir-story-")?;
    devnet.stop_into(&folder)?;
    Ok(folder)
}

async fn make_long() -> Result<Story> {
    let devnet = Devnet::go_on_from(short()?)?;
    let weir = devnet.weir();
    for _ in 0..STRETCHES {
        devnet.seal(EMPTY)?;
        traffic(&devnet.url(), &weir, 1).await?;
    }
    let folder = lasting_folder("weir-story-")?;
    devnet.stop_into(&folder)?;
    let node = Devnet::go_on_from(&folder)?;
    let (rows, took) = undisturbed(&node).await?;
    for (table, least) in [
        ("chain.blocks", 6_000),
        ("chain.events", 100),
        ("weir.contributions", 2),
        ("weir.openings", 1),
        ("weir.mints", 15),
        ("weir.redemptions", 13),
        ("weir.burns", 13),
        ("weir.donations", 13),
        ("weir.proposals", 2),
        ("weir.stakes", 2),
        ("weir.announcements", 5),
        ("weir.resets", 2),
        ("weir.executions", 4),
        ("weir.rule_changes", 1),
        ("weir.grants", 2),
        ("weir.revocations", 1),
        ("weir.credits", 1),
        ("weir.unlocks", 2),
        ("weir.closings", 2),
        ("weir.withdrawals", 1),
        ("weir.pauses", 2),
    ] {
        let found = rows.count(table);
        ensure!(found >= least, "the story is too poor: {found} rows in {table}");
    }
    let head = node.finalized()?;
    println!("the story has {head} blocks, which take {took:?}");
    Ok(Story { folder, node, head, rows, took })
}

/// Runs it in a thread of its own: whoever waits for it is in the midst of something else.
fn apart<T, F>(make: fn() -> F) -> Result<T>
where
    T: Send + 'static,
    F: Future<Output = Result<T>> + 'static,
{
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    thread::spawn(move || runtime.block_on(make())).join().map_err(|_| anyhow!("it panicked"))?
}
