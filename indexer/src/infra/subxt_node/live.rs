//! A connection to a node, and what is known of how it answers.

use super::stride::Stride;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use subxt::rpcs::RpcClient;
use tokio::sync::Semaphore;

/// Requests for single blocks under way at once. The node answers from as many threads as it has;
/// more than those only shorten the way there and back.
const AT_ONCE: usize = 32;

/// A connection to a node. Cheap to clone.
#[derive(Clone)]
pub(super) struct Live {
    pub(super) rpc: RpcClient,
    /// Which of the nodes.
    pub(super) index: usize,
    /// Which of the connections.
    pub(super) serial: u64,
    /// Room for requests for single blocks.
    pub(super) singles: Arc<Semaphore>,
    stride: Arc<Mutex<Stride>>,
}

impl Live {
    pub(super) fn new(
        rpc: RpcClient,
        index: usize,
        serial: u64,
        stride: Arc<Mutex<Stride>>,
    ) -> Self {
        let live = Self { rpc, index, serial, singles: Arc::new(Semaphore::new(AT_ONCE)), stride };
        live.stride().reconnected();
        live
    }

    /// How this node answers ranges.
    pub(super) fn stride(&self) -> MutexGuard<'_, Stride> {
        self.stride.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
