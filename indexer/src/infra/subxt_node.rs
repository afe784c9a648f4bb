//! The chain, read from a Substrate node through its legacy RPC methods.
//!
//! What is needed of a block is its events and the few values beside them (the parent's hash, the
//! time, the runtime's version), and these are decoded here. A whole range of blocks costs two
//! requests where the node answers `state_queryStorage`; where it refuses, as public nodes do, a
//! block costs one, `state_queryStorageAt`. The newer `chainHead` methods are avoided on purpose:
//! they limit how many blocks a reader may pin, and cut it off when it falls behind.

mod announcements;
mod changes;
mod decode;
mod endpoint;
mod endpoints;
mod fetch;
mod limit;
mod lineage;
mod live;
mod metered;
mod reading;
mod runtime;
mod state;
mod stride;

pub use endpoint::{Endpoint, NodeUrlError};
pub use endpoints::{Endpoints, Timing};

use crate::domain::{Address, B256, Block, BlockRef, Chain, ChainError};
use announcements::Announcements;
use futures::stream::BoxStream;
use lineage::Lineage;
use runtime::Runtimes;
use state::State;
use std::{
    ops::RangeInclusive,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};
use subxt::{
    config::substrate::SubstrateConfig,
    rpcs::{LegacyRpcMethods, RpcClient},
};

pub(crate) type Methods = LegacyRpcMethods<subxt::config::RpcConfigFor<SubstrateConfig>>;

/// A chain, read from one of its nodes.
#[derive(Clone)]
pub struct SubxtNode {
    endpoints: Arc<Endpoints>,
    announcements: Arc<Announcements>,
    lineage: Arc<Lineage>,
    runtimes: Arc<Runtimes>,
    contracts: Arc<[Address]>,
    /// When the bytes of the blocks handed on last had arrived.
    arrived: Arc<Mutex<Option<Instant>>>,
}

impl SubxtNode {
    /// A chain that these nodes tell of. Of the blocks' events only those of these contracts are
    /// kept.
    pub fn new(endpoints: Endpoints, contracts: &[Address]) -> Self {
        let endpoints = Arc::new(endpoints);
        Self {
            announcements: Arc::new(Announcements::follow(endpoints.clone())),
            lineage: Arc::default(),
            runtimes: Arc::new(Runtimes::new(endpoints.clone())),
            endpoints,
            contracts: contracts.into(),
            arrived: Arc::default(),
        }
    }

    fn has_arrived(&self, when: Instant) {
        *self.arrived.lock().unwrap_or_else(PoisonError::into_inner) = Some(when);
    }

    /// The blocks with these states: those before the first failure, and it.
    async fn decode(&self, states: Vec<State>) -> (Vec<Block>, Option<ChainError>) {
        let (decoders, failure) = self.runtimes.that_executed_all(&states).await;
        let contracts = self.contracts.clone();
        let decoded = fetch::unblock(move || {
            let mut blocks = Vec::with_capacity(decoders.len());
            for (state, decoder) in states.into_iter().zip(decoders) {
                match decoder.block(state, &contracts) {
                    Ok(block) => blocks.push(block),
                    Err(error) => return (blocks, Some(error)),
                }
            }
            (blocks, failure)
        });
        decoded.await.unwrap_or_else(|error| (Vec::new(), Some(error)))
    }
}

impl Chain for SubxtNode {
    async fn genesis_hash(&self) -> Result<B256, ChainError> {
        let hash = self.endpoints.ask(async |rpc| methods(rpc).genesis_hash().await).await?;
        Ok(B256::new(hash.0))
    }

    async fn finalized(&self) -> Result<BlockRef, ChainError> {
        let hash =
            self.endpoints.ask(async |rpc| methods(rpc).chain_get_finalized_head().await).await?;
        let header = self
            .endpoints
            .ask(async |rpc| methods(rpc).chain_get_header(Some(hash)).await)
            .await?
            .ok_or_else(|| ChainError::Refused("it has no header of its final block".into()))?;
        Ok(BlockRef { height: header.number, hash: B256::new(hash.0) })
    }

    fn blocks(
        &self,
        top: BlockRef,
        heights: RangeInclusive<u64>,
    ) -> BoxStream<'static, Result<Block, ChainError>> {
        reading::blocks(self.clone(), top, heights)
    }

    fn arrived(&self) -> Option<Instant> {
        *self.arrived.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn doubt(&self, why: &str) -> bool {
        self.endpoints.doubt(why)
    }

    async fn news(&self, patience: Duration) {
        self.announcements.next(patience).await;
    }
}

pub(crate) fn methods(rpc: RpcClient) -> Methods {
    Methods::new(rpc)
}
