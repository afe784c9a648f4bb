//! From blocks to batches, beside the store's work: the next one is made while one is written.

use super::prefetch::{Measure, Prefetch};
use crate::domain::{Batch, Block, BlockRef, Chain, ChainError, Contracts};
use std::{sync::Arc, time::Instant};
use tokio::{sync::mpsc, task::JoinError};
use tokio_util::task::AbortOnDropHandle;

/// A batch, and what ended it.
pub(super) struct Made {
    /// What came before a failure is good.
    pub(super) batch: Batch,
    /// What kept the chain from giving more; nothing comes after it.
    pub(super) failure: Option<ChainError>,
    /// When the last of its bytes had arrived: from then on it was decoded.
    pub(super) arrived: Instant,
}

/// The batches of the blocks up to a final one, in order. Dropping it ends the work.
pub(super) struct Batches {
    made: mpsc::Receiver<Made>,
    maker: AbortOnDropHandle<Result<(), JoinError>>,
}

impl Batches {
    /// Reads the blocks from `first` to `top`, this many bytes `ahead`, and makes batches of this
    /// measure.
    pub(super) fn of<C: Chain>(
        chain: Arc<C>,
        first: u64,
        top: BlockRef,
        contracts: Contracts,
        ahead: usize,
        measure: Measure,
    ) -> Self {
        let (sender, made) = mpsc::channel(1);
        let blocks = chain.blocks(top, first..=top.height);
        let mut blocks = Prefetch::new(blocks, ahead, |item| item.as_ref().map_or(0, Block::size));
        let maker = tokio::spawn(async move {
            loop {
                let run = blocks.next_run(measure).await;
                if run.is_empty() {
                    return Ok(());
                }
                let arrived = chain.arrived().unwrap_or_else(Instant::now);
                let decoding = tokio::task::spawn_blocking(move || {
                    let (blocks, failure) = until_failure(run);
                    Made { batch: Batch::new(blocks, &contracts), failure, arrived }
                });
                let made = decoding.await?;
                let last = made.failure.is_some();
                if sender.send(made).await.is_err() || last {
                    return Ok(());
                }
            }
        });
        Self { made, maker: AbortOnDropHandle::new(maker) }
    }

    /// The next batch; none at the end.
    ///
    /// # Panics
    /// Where making it panicked: what is missing then must not look like the end.
    pub(super) async fn next(&mut self) -> Option<Made> {
        let made = self.made.recv().await;
        if made.is_none()
            && let Err(failure) = (&mut self.maker).await.flatten()
            && let Ok(panic) = failure.try_into_panic()
        {
            std::panic::resume_unwind(panic);
        }
        made
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
