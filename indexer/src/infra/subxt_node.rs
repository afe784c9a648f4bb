//! The chain, read from a Substrate node through its legacy RPC methods.
//!
//! A block costs one request: `state_queryStorageAt` for the events and the few values beside them
//! (the parent's hash, the time, the runtime's version), decoded here. Hashes are asked for by the
//! hundred. The newer `chainHead` methods are avoided on purpose: they limit how many blocks a
//! reader may pin, and cut it off when it falls behind.

mod connection;
mod decode;
mod runtime;
mod state;

pub use connection::{Connection, NodeUrlError};

use crate::domain::{Address, B256, Block, BlockRef, Chain, ChainError};
use connection::Announcements;
use futures::{StreamExt, TryStreamExt, future, stream, stream::BoxStream};
use runtime::Runtimes;
use std::{ops::RangeInclusive, sync::Arc, time::Duration};
use subxt::{
    config::substrate::{H256, SubstrateConfig},
    rpcs::{LegacyRpcMethods, RpcClient, rpc_params},
};

/// Hashes asked for in one request.
const HASHES: u64 = 128;
/// Blocks asked for at once. More does not help: the node answers from as many threads as it has.
const AT_ONCE: usize = 16;

pub(crate) type Methods = LegacyRpcMethods<subxt::config::RpcConfigFor<SubstrateConfig>>;

/// A Substrate node.
#[derive(Clone)]
pub struct SubxtNode {
    connection: Arc<Connection>,
    announcements: Arc<Announcements>,
    runtimes: Arc<Runtimes>,
    contracts: Arc<[Address]>,
}

impl SubxtNode {
    /// A node that is reached through this connection, which is made when first needed. Of the
    /// blocks' events only those of these contracts are kept.
    pub fn new(connection: Connection, contracts: &[Address]) -> Self {
        let connection = Arc::new(connection);
        Self {
            announcements: Arc::new(Announcements::follow(connection.clone())),
            runtimes: Arc::new(Runtimes::new(connection.clone())),
            connection,
            contracts: contracts.into(),
        }
    }

    /// Hashes of these blocks, in order.
    async fn hashes(&self, heights: RangeInclusive<u64>) -> Result<Vec<(u64, H256)>, ChainError> {
        let heights: Vec<u64> = heights.collect();
        let list = heights.clone();
        let hashes: Vec<Option<H256>> = self
            .connection
            .ask(async |rpc| rpc.request("chain_getBlockHash", rpc_params![list]).await)
            .await?;
        heights
            .into_iter()
            .zip(hashes.into_iter().chain(std::iter::repeat(None)))
            .map(|(height, hash)| hash.map(|h| (height, h)).ok_or(ChainError::NotYet { height }))
            .collect()
    }

    /// The block of this height and hash.
    async fn block(&self, height: u64, hash: H256) -> Result<Block, ChainError> {
        let state = state::fetch(&self.connection, height, hash).await?;
        let runtime = self.runtimes.that_executed(&state).await?;
        let mut events = runtime.contract_events(height, state.events)?;
        events.retain(|event| self.contracts.contains(&event.contract));
        Ok(Block {
            height,
            hash: B256::new(hash.0),
            parent_hash: B256::new(state.parent_hash.0),
            timestamp: state.timestamp,
            spec_version: runtime.spec_version(),
            events,
        })
    }
}

impl Chain for SubxtNode {
    async fn genesis_hash(&self) -> Result<B256, ChainError> {
        let hash = self.connection.ask(async |rpc| methods(rpc).genesis_hash().await).await?;
        Ok(B256::new(hash.0))
    }

    async fn finalized(&self) -> Result<BlockRef, ChainError> {
        let hash =
            self.connection.ask(async |rpc| methods(rpc).chain_get_finalized_head().await).await?;
        let header = self
            .connection
            .ask(async |rpc| methods(rpc).chain_get_header(Some(hash)).await)
            .await?
            .ok_or_else(|| ChainError::Unavailable("its finalized block has no header".into()))?;
        Ok(BlockRef { height: header.number, hash: B256::new(hash.0) })
    }

    fn blocks(
        &self,
        heights: RangeInclusive<u64>,
    ) -> BoxStream<'static, Result<Block, ChainError>> {
        let (start, end) = heights.into_inner();
        let step = usize::try_from(HASHES).unwrap_or(usize::MAX);
        let (hashes, blocks) = (self.clone(), self.clone());
        stream::iter((start..=end).step_by(step))
            .map(move |first| {
                let node = hashes.clone();
                async move { node.hashes(first..=end.min(first + HASHES - 1)).await }
            })
            .buffered(2)
            .map_ok(|found| stream::iter(found.into_iter().map(Ok)))
            .try_flatten()
            .map_ok(move |(height, hash)| {
                let node = blocks.clone();
                async move { node.block(height, hash).await }
            })
            .try_buffered(AT_ONCE)
            // What was asked for behind a failure is answered too, but nobody may use it.
            .scan(false, |failed, block| {
                let over = std::mem::replace(failed, block.is_err());
                future::ready((!over).then_some(block))
            })
            .boxed()
    }

    async fn news(&self, patience: Duration) {
        self.announcements.next(patience).await;
    }
}

pub(crate) fn methods(rpc: RpcClient) -> Methods {
    Methods::new(rpc)
}
