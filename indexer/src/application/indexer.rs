//! The loop.

use super::{
    Deriving, Error, ProgressWriter, Role, Settings, Trouble,
    batches::{Batches, Made},
    check::{continuity, no_other_than, same_block},
    figures::{Cause, count, retried, stalled},
    pace::Pace,
    prefetch::Measure,
};
use crate::domain::{Batch, BlockRef, Chain, Deployment, Derived, Store, StoreError};
use backon::{BackoffBuilder, ExponentialBuilder};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

/// How many blocks less than is known to be final are too many to wait for: a node that is a few
/// behind catches up by itself.
const FAR: u64 = 20;

/// Answers that do not help after which another node is asked, if there is one.
const USELESS: u32 = 3;

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
    /// Since when the chain tells of less than is known to be final.
    behind: Option<Instant>,
    /// Answers of the chain in a row that did not help.
    useless: u32,
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
        let (checked, behind, useless) = (false, None, 0);
        Self { chain, store, deployment, settings, progress, checked, behind, useless }
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
        let (mut pauses, mut doubts, mut reached) = (self.pauses(), 0, None);
        loop {
            let step = self.step().await;
            let now_at = self.progress.height();
            // A connection that breaks now and then is no reason to wait longer and longer.
            if step.is_ok() || now_at > reached {
                (pauses, doubts, reached) = (self.pauses(), 0, now_at);
            }
            match step {
                Ok(Step::Advanced) => {}
                Ok(Step::CaughtUp) => self.wait_for_news().await,
                Ok(Step::Standby) => tokio::time::sleep(self.settings.standby).await,
                Err(error) if self.may_pass(&error, &mut doubts) => {
                    let longest = self.settings.longest_pause;
                    // What is added by chance comes on top of the longest otherwise.
                    let pause = pauses.next().unwrap_or(longest).min(longest);
                    self.wait_after(error, pause).await;
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Waits for a new block at the chain's head.
    async fn wait_for_news(&mut self) {
        let (chain, patience) = (self.chain.clone(), self.settings.patience);
        if let Err(error) = self.keeping(chain.news(patience)).await {
            warn!(%error, "the right to write is lost");
        }
    }

    /// Tells what failed, and waits before another try.
    async fn wait_after(&mut self, error: Error, pause: Duration) {
        warn!(%error, pause_ms = pause.as_millis() as u64, "trying again");
        let cause = Cause::of(&error);
        retried(cause);
        self.checked = false;
        self.progress.trouble(Some(Trouble::of(&error)));
        let wait = tokio::time::sleep(pause);
        if let Error::Store(_) = error {
            self.progress.role(Role::Starting);
            wait.await;
        } else {
            // If the store fails meanwhile, the next try finds out.
            drop(self.keeping(wait).await);
        }
        stalled(cause, pause);
    }

    /// Waits for the chain, and lets the store know meanwhile that this writer lives.
    async fn keeping<T>(&mut self, wait: impl Future<Output = T>) -> Result<T, StoreError> {
        let mut wait = std::pin::pin!(wait);
        loop {
            match tokio::time::timeout(self.settings.keep, &mut wait).await {
                Ok(done) => return Ok(done),
                Err(_) => self.store.keep().await?,
            }
        }
    }

    /// Whether a failure may pass by itself, or at another source of the chain: one that keeps saying
    /// what does not help is left even where it might come to its senses.
    fn may_pass(&mut self, error: &Error, doubts: &mut u32) -> bool {
        if error.is_an_answer() {
            self.note_useless(&error.to_string());
        }
        error.may_pass(doubts)
            || (!matches!(error, Error::Store(_)) && self.chain.doubt(&error.to_string()))
    }

    /// Counts an answer that did not help, and leaves a node that gave too many of them.
    fn note_useless(&mut self, why: &str) {
        self.useless += 1;
        if self.useless >= USELESS && self.chain.doubt(why) {
            (self.useless, self.checked) = (0, false);
        }
    }

    /// One round: be the writer, be sure of chain and store, write what is new.
    async fn step(&mut self) -> Result<Step, Error> {
        self.progress.beat();
        if !self.store.lead().await? {
            return self.stand_by().await;
        }
        self.progress.role(Role::Writer);
        if !self.checked {
            self.check_identity().await?;
            self.derive().await?;
            self.checked = true;
            info!("writing: this process is the writer");
        }
        let step = self.converge().await?;
        self.useless = 0;
        self.progress.trouble(None);
        Ok(step)
    }

    /// Writes all finalized blocks after the cursor, in order.
    async fn converge(&mut self) -> Result<Step, Error> {
        let mut cursor = self.store.cursor().await?;
        self.progress.cursor(cursor);
        let chain = self.chain.clone();
        let told = self.keeping(chain.finalized()).await??;
        self.progress.finalized(told.height);
        same_block(cursor, told)?;
        let start = self.settings.start_height;
        let next = cursor.map_or(start, |c| c.height + 1);
        if next > told.height {
            return Ok(if self.is_behind(told.height) { Step::Advanced } else { Step::CaughtUp });
        }

        let mut pace = Pace::new(told.height).of_all_since(start);
        let mut batches = self.batches(next, told);
        loop {
            let waiting = Instant::now();
            let made = self.keeping(batches.next()).await?;
            let Some(Made { batch, failure, arrived }) = made else { return Ok(Step::Advanced) };
            stalled(Cause::Fetch, arrived.saturating_duration_since(waiting));
            stalled(Cause::Decode, waiting.max(arrived).elapsed());
            if let Some(last) = batch.last() {
                continuity(cursor, start, &self.deployment, batch.blocks())?;
                no_other_than(told, last)?;
                let batch = if last == told { batch } else { batch.before_others() };
                cursor = self.commit(cursor, &batch).await?;
                let (blocks, events) = (batch.blocks().len(), batch.decoded().len());
                pace.advance(last.height, blocks as u64, events as u64);
            }
            // What came before a failure is written, so that the cursor stands right before the
            // block that fails.
            if let Some(failure) = failure {
                return Err(failure.into());
            }
        }
    }

    fn batches(&self, first: u64, top: BlockRef) -> Batches {
        let Settings { batch, batch_bytes, linger, ahead_bytes, .. } = self.settings;
        let measure = Measure { items: batch, bytes: batch_bytes, linger };
        let contracts = self.deployment.contracts;
        Batches::of(self.chain.clone(), first, top, contracts, ahead_bytes, measure)
    }

    /// Whether the chain is to be asked again at once, because it told of less than is known to be
    /// final and another source has taken its place.
    fn is_behind(&mut self, told: u64) -> bool {
        let known = self.progress.known().max(told);
        if told == known {
            self.behind = None;
            return false;
        }
        let since = *self.behind.get_or_insert_with(Instant::now);
        if known - told <= FAR && since.elapsed() <= self.settings.lag {
            return false;
        }
        let why = format!("its last final block is {told}, but {known} is final");
        let left = self.chain.doubt(&why);
        if left {
            (self.behind, self.checked) = (None, false);
        }
        left
    }

    /// Writes a batch and returns where the cursor is then.
    async fn commit(
        &mut self,
        from: Option<BlockRef>,
        batch: &Batch,
    ) -> Result<Option<BlockRef>, Error> {
        let begun = Instant::now();
        self.store.commit(from, batch).await?;
        stalled(Cause::Store, begun.elapsed());
        for letter in batch.dead_letters() {
            warn!(event = %letter.id, reason = %letter.reason, "kept as a dead letter");
        }
        count(batch, begun.elapsed());
        let cursor = batch.last().or(from);
        self.progress.written(cursor, batch.blocks().last().map(|block| block.timestamp));
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
        let seen = self.chain.finalized().await;
        match &seen {
            Ok(told) => {
                self.useless = 0;
                self.progress.finalized(told.height);
            }
            Err(error) if error.is_an_answer() => self.note_useless(&error.to_string()),
            Err(_) => {}
        }
        self.progress.trouble(seen.err().map(|error| Trouble::of(&error.into())));
        Ok(Step::Standby)
    }

    /// That the chain and the store are those of the deployment.
    async fn check_identity(&mut self) -> Result<(), Error> {
        let (expected, chain) = (self.deployment.genesis_hash, self.chain.clone());
        let found = self.keeping(chain.genesis_hash()).await??;
        if found != expected {
            return Err(Error::WrongChain { expected, found });
        }
        Ok(self.store.bind(&self.deployment).await?)
    }

    /// Derived tables that other rules made are made anew first: it takes no node, only time.
    async fn derive(&mut self) -> Result<(), Error> {
        let mut pace = None;
        let outcome = loop {
            match self.store.derive().await {
                Ok(Derived::Behind { at, target }) => {
                    self.progress.deriving(Some(Deriving { at, target }));
                    pace.get_or_insert_with(|| Pace::new(target)).come_to(at);
                }
                outcome => break outcome,
            }
        };
        self.progress.deriving(None);
        Ok(outcome.map(drop)?)
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
