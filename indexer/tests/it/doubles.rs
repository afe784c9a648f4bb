//! A chain and a store that do as they are told, also when that is wrong.

use crate::history::hash;
use futures::{StreamExt, stream, stream::BoxStream};
use std::{
    collections::{HashMap, VecDeque},
    ops::RangeInclusive,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::sync::Notify;
use weir_indexer::domain::{
    B256, Batch, Block, BlockRef, Chain, ChainError, Deployment, Derived, Store, StoreError,
};

/// What a chain answers for a block, once, instead of the truth.
pub(crate) enum Lie {
    Fail(ChainError),
    Give(Block),
    /// Leaves the block out.
    Skip,
    /// Ends before this block, without a word.
    End,
    /// Never answers.
    Hang,
}

#[derive(Default)]
struct World {
    blocks: Vec<Block>,
    /// What to say is final, one answer after the other; then the last block.
    finalized: VecDeque<u64>,
    lies: HashMap<u64, VecDeque<Lie>>,
    genesis: Option<B256>,
    /// Every block asked for, in order.
    asked: Vec<u64>,
}

/// A chain of blocks in memory.
#[derive(Clone, Default)]
pub(crate) struct ToyChain {
    world: Arc<Mutex<World>>,
    news: Arc<Notify>,
}

impl ToyChain {
    pub(crate) fn of(blocks: Vec<Block>) -> Self {
        let chain = Self::default();
        chain.world.lock().unwrap().blocks = blocks;
        chain
    }

    pub(crate) fn grow(&self, blocks: impl IntoIterator<Item = Block>) {
        self.world.lock().unwrap().blocks.extend(blocks);
        self.news.notify_one();
    }

    pub(crate) fn say_finalized(&self, heights: impl IntoIterator<Item = u64>) {
        self.world.lock().unwrap().finalized.extend(heights);
    }

    pub(crate) fn lie(&self, height: u64, lies: impl IntoIterator<Item = Lie>) {
        self.world.lock().unwrap().lies.entry(height).or_default().extend(lies);
    }

    pub(crate) fn pretend_genesis(&self, hash: B256) {
        self.world.lock().unwrap().genesis = Some(hash);
    }

    pub(crate) fn asked(&self) -> Vec<u64> {
        self.world.lock().unwrap().asked.clone()
    }

    fn answer(&self, height: u64) -> Option<Lie> {
        let mut world = self.world.lock().unwrap();
        world.asked.push(height);
        let lie = world.lies.get_mut(&height).and_then(VecDeque::pop_front);
        Some(lie.unwrap_or_else(|| match world.blocks.get(height as usize) {
            Some(block) => Lie::Give(block.clone()),
            None => Lie::Fail(ChainError::NotYet { height }),
        }))
    }
}

impl Chain for ToyChain {
    async fn genesis_hash(&self) -> Result<B256, ChainError> {
        Ok(self.world.lock().unwrap().genesis.unwrap_or(hash(0, 0)))
    }

    async fn finalized(&self) -> Result<BlockRef, ChainError> {
        let mut world = self.world.lock().unwrap();
        let last = world.blocks.len() as u64 - 1;
        let height = world.finalized.pop_front().unwrap_or(last);
        let hash = world.blocks.get(height as usize).map_or(hash(0, height), |block| block.hash);
        Ok(BlockRef { height, hash })
    }

    fn blocks(
        &self,
        _top: BlockRef,
        heights: RangeInclusive<u64>,
    ) -> BoxStream<'static, Result<Block, ChainError>> {
        let chain = self.clone();
        stream::unfold((heights, false), move |(mut heights, failed)| {
            let chain = chain.clone();
            async move {
                loop {
                    if failed {
                        return None;
                    }
                    match chain.answer(heights.next()?)? {
                        Lie::Give(block) => return Some((Ok(block), (heights, false))),
                        Lie::Fail(error) => return Some((Err(error), (heights, true))),
                        Lie::Skip => {}
                        Lie::End => return None,
                        Lie::Hang => std::future::pending().await,
                    }
                }
            }
        })
        .boxed()
    }

    async fn news(&self, patience: Duration) {
        let _ = tokio::time::timeout(patience, self.news.notified()).await;
    }
}

/// How a commit goes wrong, once.
#[derive(Clone, Copy)]
pub(crate) enum Mishap {
    /// Nothing was written.
    Before,
    /// Everything was written, but the answer got lost.
    After,
    /// Nothing was written, and never will be.
    Refused,
}

/// What a store holds.
#[derive(Default)]
pub(crate) struct Shelf {
    pub(crate) blocks: Vec<Block>,
    pub(crate) dead_letters: usize,
    pub(crate) commits: usize,
    /// How often the writer said that it lives.
    pub(crate) kept: usize,
    pub(crate) mishaps: VecDeque<Mishap>,
    /// Whether another process holds the lock.
    pub(crate) taken: bool,
    /// Whether the connection is lost, which is noticed once.
    pub(crate) lost: bool,
    bound: Option<Deployment>,
}

/// A store in memory, shared by all clones.
#[derive(Clone, Default)]
pub(crate) struct ToyStore {
    pub(crate) shelf: Arc<Mutex<Shelf>>,
}

impl ToyStore {
    pub(crate) fn heights(&self) -> Vec<u64> {
        self.shelf.lock().unwrap().blocks.iter().map(|b| b.height).collect()
    }
}

impl Store for ToyStore {
    async fn lead(&mut self) -> Result<bool, StoreError> {
        Ok(!self.shelf.lock().unwrap().taken)
    }

    async fn keep(&mut self) -> Result<(), StoreError> {
        let mut shelf = self.shelf.lock().unwrap();
        shelf.kept += 1;
        match shelf.taken || std::mem::take(&mut shelf.lost) {
            true => Err(StoreError::Unavailable("the connection broke".into())),
            false => Ok(()),
        }
    }

    async fn bind(&mut self, deployment: &Deployment) -> Result<(), StoreError> {
        let mut shelf = self.shelf.lock().unwrap();
        match shelf.bound.get_or_insert_with(|| deployment.clone()) == deployment {
            true => Ok(()),
            false => Err(StoreError::WrongDeployment("another one".into())),
        }
    }

    async fn derive(&mut self) -> Result<Derived, StoreError> {
        Ok(Derived::Current)
    }

    async fn cursor(&mut self) -> Result<Option<BlockRef>, StoreError> {
        Ok(self.shelf.lock().unwrap().blocks.last().map(Block::reference))
    }

    async fn commit(&mut self, from: Option<BlockRef>, batch: &Batch) -> Result<(), StoreError> {
        let mut shelf = self.shelf.lock().unwrap();
        let mishap = shelf.mishaps.pop_front();
        match mishap {
            Some(Mishap::Before) => {
                return Err(StoreError::Unavailable("the connection broke".into()));
            }
            Some(Mishap::Refused) => return Err(StoreError::Refused("read only".into())),
            Some(Mishap::After) | None => {}
        }
        if shelf.blocks.last().map(Block::reference) != from {
            return Err(StoreError::CursorMoved);
        }
        shelf.blocks.extend_from_slice(batch.blocks());
        shelf.dead_letters += batch.dead_letters().len();
        shelf.commits += 1;
        match mishap {
            Some(Mishap::After) => Err(StoreError::Unavailable("the answer got lost".into())),
            _ => Ok(()),
        }
    }
}
