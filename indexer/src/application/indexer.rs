//! The loop.

use super::{
    ContinuityError, ProgressWriter, Role,
    check::{continuity, same_block},
    pace::Pace,
    prefetch::Prefetch,
};
use crate::domain::{
    B256, Batch, Block, BlockRef, Chain, ChainError, Deployment, Derived, Store, StoreError,
};
use backon::{BackoffBuilder, ExponentialBuilder};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use thiserror::Error;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

/// How the loop goes about its work.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// The first block to read where the store is empty. At the latest the deployment's block.
    pub start_height: u64,
    /// Blocks in one transaction, at most.
    pub batch: usize,
    /// Blocks read ahead of the store, at most.
    pub ahead: usize,
    /// How long to trust a node's silence before asking it.
    pub patience: Duration,
    /// How often a standby looks whether the writer is gone.
    pub standby: Duration,
    /// The longest pause between two tries after a failure.
    pub longest_pause: Duration,
}

impl Settings {
    /// Settings for a network, starting at this height.
    pub fn new(start_height: u64) -> Self {
        Self {
            start_height,
            batch: 500,
            ahead: 1000,
            patience: Duration::from_secs(6),
            standby: Duration::from_secs(1),
            longest_pause: Duration::from_secs(10),
        }
    }
}

/// How often blocks that do not fit are asked for again. An endpoint that is several nodes may be
/// inconsistent for a moment; a node of another chain will not change its mind.
const DOUBTS: u32 = 3;

/// Why the loop stopped, or what it tries again after.
#[derive(Debug, Error)]
pub enum Error {
    /// The chain could not be read.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// The store could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The chain is not the one of the deployment.
    #[error(
        "the node's chain begins with {found}, but the deployment file is about the chain that \
         begins with {expected}; check --url and --deployment"
    )]
    WrongChain {
        /// Genesis hash in the deployment file.
        expected: B256,
        /// Genesis hash of the node.
        found: B256,
    },
    /// The blocks do not continue what is stored.
    #[error(transparent)]
    Continuity(#[from] ContinuityError),
}

/// How a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Blocks were written; there may be more.
    Advanced,
    /// Nothing is left to write.
    CaughtUp,
    /// Another process writes.
    Standby,
}

/// Follows a chain and writes it into a store.
pub struct Indexer<C, S> {
    chain: Arc<C>,
    store: S,
    deployment: Deployment,
    settings: Settings,
    progress: ProgressWriter,
    /// Whether chain and store are known to be those of the deployment. Not after a failure: what
    /// answers after a reconnection may be something else.
    checked: bool,
}

impl<C: Chain, S: Store> Indexer<C, S> {
    /// An indexer that has not begun yet.
    pub fn new(
        chain: Arc<C>,
        store: S,
        deployment: Deployment,
        settings: Settings,
        progress: ProgressWriter,
    ) -> Self {
        Self { chain, store, deployment, settings, progress, checked: false }
    }

    /// Follows the chain until `shutdown`, trying again after what may pass.
    ///
    /// Stopping is possible at any moment: what is not committed yet is as if never read.
    ///
    /// # Errors
    /// What will not pass by itself: another chain or database than the deployment's, blocks that
    /// do not fit what is stored, blocks that cannot be decoded, state that the node threw away.
    pub async fn run(mut self, shutdown: CancellationToken) -> Result<(), Error> {
        shutdown.run_until_cancelled(self.follow()).await.unwrap_or(Ok(()))
    }

    async fn follow(&mut self) -> Result<(), Error> {
        let mut pauses = self.pauses();
        let mut doubts = 0;
        loop {
            match self.step().await {
                Ok(step) => {
                    (pauses, doubts) = (self.pauses(), 0);
                    match step {
                        Step::Advanced => {}
                        Step::CaughtUp => self.chain.news(self.settings.patience).await,
                        Step::Standby => tokio::time::sleep(self.settings.standby).await,
                    }
                }
                Err(error) if may_pass(&error, &mut doubts) => {
                    self.checked = false;
                    let pause = pauses.next().unwrap_or(self.settings.longest_pause);
                    warn!(%error, pause_ms = pause.as_millis() as u64, "trying again");
                    metrics::counter!("weir_indexer_retries_total", "at" => place(&error))
                        .increment(1);
                    self.progress.trouble(Some(error.to_string()));
                    tokio::time::sleep(pause).await;
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// One round: be the writer, be sure of chain and store, write what is new.
    async fn step(&mut self) -> Result<Step, Error> {
        self.progress.beat();
        if !self.store.lead().await? {
            return self.stand_by().await;
        }
        if !self.checked {
            self.check_identity().await?;
            self.derive().await?;
            self.checked = true;
            info!("writing: this process is the writer");
        }
        self.progress.role(Role::Writer);
        let step = self.converge().await?;
        self.progress.trouble(None);
        Ok(step)
    }

    /// Writes all finalized blocks after the cursor, in order.
    async fn converge(&mut self) -> Result<Step, Error> {
        let mut cursor = self.store.cursor().await?;
        self.progress.cursor(cursor);
        let (told, head) = self.finalized().await?;
        same_block(cursor, told)?;
        let start = self.settings.start_height;
        let next = cursor.map_or(start, |c| c.height + 1);
        if next > head {
            return Ok(Step::CaughtUp);
        }

        let mut pace = Pace::new(head);
        let mut blocks = Prefetch::new(self.chain.blocks(next..=head), self.settings.ahead);
        loop {
            let waiting = Instant::now();
            let run = blocks.next_run(self.settings.batch).await;
            stalled("chain", waiting);
            if run.is_empty() {
                return Ok(Step::Advanced);
            }
            // What came before a failure is good: written first, so that the cursor stands right
            // before the block that fails.
            let (run, failure) = until_failure(run);
            if !run.is_empty() {
                continuity(cursor, start, &self.deployment, &run)?;
                let batch = Batch::new(run, &self.deployment.contracts);
                cursor = self.commit(cursor, &batch).await?;
                pace.advance(
                    cursor.map_or(next, |c| c.height),
                    batch.blocks().len() as u64,
                    batch.decoded().len() as u64,
                );
            }
            if let Some(failure) = failure {
                return Err(failure.into());
            }
        }
    }

    /// Writes a batch and returns where the cursor is then.
    async fn commit(
        &mut self,
        from: Option<BlockRef>,
        batch: &Batch,
    ) -> Result<Option<BlockRef>, Error> {
        let begun = Instant::now();
        self.store.commit(from, batch).await?;
        stalled("store", begun);
        for letter in batch.dead_letters() {
            warn!(event = %letter.id, reason = %letter.reason, "kept as a dead letter");
        }
        count(batch, begun.elapsed());
        let cursor = batch.last().or(from);
        self.progress.cursor(cursor);
        if let (Some(cursor), Some((head, since))) = (cursor, self.progress.since_finalized())
            && cursor.height == head
        {
            metrics::histogram!("weir_indexer_finalized_to_committed_seconds").record(since);
        }
        Ok(cursor)
    }

    /// Waits beside the writer. Keeps an eye on the chain, so that readiness can be told.
    async fn stand_by(&mut self) -> Result<Step, Error> {
        self.checked = false;
        self.progress.role(Role::Standby);
        let seen = self.finalized().await;
        self.progress.trouble(seen.err().map(|error| error.to_string()));
        Ok(Step::Standby)
    }

    /// That the chain and the store are those of the deployment.
    async fn check_identity(&mut self) -> Result<(), Error> {
        let (expected, found) = (self.deployment.genesis_hash, self.chain.genesis_hash().await?);
        if found != expected {
            return Err(Error::WrongChain { expected, found });
        }
        Ok(self.store.bind(&self.deployment).await?)
    }

    /// Derived tables that other rules made are made anew first: it takes no node, only time.
    async fn derive(&mut self) -> Result<(), Error> {
        let mut pace = None;
        while let Derived::Behind { at, target } = self.store.derive().await? {
            self.progress.beat();
            self.progress
                .trouble(Some(format!("deriving all tables anew: block {at} of {target}")));
            pace.get_or_insert_with(|| Pace::new(target)).come_to(at);
        }
        Ok(())
    }

    /// The finalized block that the chain tells of now, and the highest it ever told of.
    async fn finalized(&mut self) -> Result<(BlockRef, u64), Error> {
        let told = self.chain.finalized().await?;
        Ok((told, self.progress.finalized(told.height)))
    }

    fn pauses(&self) -> backon::ExponentialBackoff {
        ExponentialBuilder::default()
            .with_min_delay(Duration::from_millis(100).min(self.settings.longest_pause))
            .with_max_delay(self.settings.longest_pause)
            .with_jitter()
            .without_max_times()
            .build()
    }
}

/// The blocks before the first failure, and the failure.
fn until_failure(run: Vec<Result<Block, ChainError>>) -> (Vec<Block>, Option<ChainError>) {
    let mut blocks = Vec::with_capacity(run.len());
    for item in run {
        match item {
            Ok(block) => blocks.push(block),
            Err(failure) => return (blocks, Some(failure)),
        }
    }
    (blocks, None)
}

fn may_pass(error: &Error, doubts: &mut u32) -> bool {
    match error {
        Error::Chain(e) => e.is_transient(),
        Error::Store(e) => e.is_transient(),
        Error::WrongChain { .. } => false,
        Error::Continuity(_) => {
            *doubts += 1;
            *doubts <= DOUBTS
        }
    }
}

/// Where an error came from, as a metric's label.
fn place(error: &Error) -> &'static str {
    match error {
        Error::Store(_) => "store",
        Error::Chain(_) | Error::WrongChain { .. } | Error::Continuity(_) => "chain",
    }
}

/// Adds to the time spent waiting for one side: it tells an operator which of them to speed up.
fn stalled(on: &'static str, since: Instant) {
    let micros = u64::try_from(since.elapsed().as_micros()).unwrap_or(u64::MAX);
    metrics::counter!("weir_indexer_waited_microseconds_total", "on" => on).increment(micros);
}

fn count(batch: &Batch, took: Duration) {
    metrics::histogram!("weir_indexer_commit_seconds").record(took);
    metrics::counter!("weir_indexer_blocks_total").increment(batch.blocks().len() as u64);
    metrics::counter!("weir_indexer_events_total").increment(batch.decoded().len() as u64);
    metrics::counter!("weir_indexer_dead_letters_total")
        .increment(batch.dead_letters().len() as u64);
}
