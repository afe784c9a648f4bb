//! The runtimes that executed the blocks: each block is decoded by the metadata of its own.

use super::{decode::Decoder, endpoints::Endpoints, methods, state::State};
use crate::domain::ChainError;
use std::{collections::HashMap, sync::Arc};
use subxt::config::substrate::H256;
use tokio::sync::Mutex;
use tracing::info;

/// The decoders of the runtimes met so far.
pub(super) struct Runtimes {
    endpoints: Arc<Endpoints>,
    known: Mutex<HashMap<u32, Arc<Decoder>>>,
}

impl Runtimes {
    pub(super) fn new(endpoints: Arc<Endpoints>) -> Self {
        Self { endpoints, known: Mutex::default() }
    }

    /// The decoders for blocks with these states, up to the first failure, and it.
    pub(super) async fn that_executed_all(
        &self,
        states: &[State],
    ) -> (Vec<Arc<Decoder>>, Option<ChainError>) {
        let mut decoders: Vec<Arc<Decoder>> = Vec::with_capacity(states.len());
        let mut before = None;
        for state in states {
            let decoder = match decoders.last() {
                Some(decoder) if before.is_some() && before == state.spec_version => {
                    decoder.clone()
                }
                _ => match self.that_executed(state).await {
                    Ok(decoder) => decoder,
                    Err(failure) => return (decoders, Some(failure)),
                },
            };
            decoders.push(decoder);
            before = state.spec_version;
        }
        (decoders, None)
    }

    /// The decoder for a block with this state.
    ///
    /// The runtime that executed a block is the one in its parent's state: the block itself may
    /// have replaced it. So metadata is always fetched at the parent.
    async fn that_executed(&self, state: &State) -> Result<Arc<Decoder>, ChainError> {
        let parent = if state.height == 0 { state.hash } else { state.parent_hash };
        let version = match state.spec_version {
            Some(version) => version,
            None => self.version_at(parent).await?,
        };
        // Held while fetching: blocks are read many at once, metadata is large.
        let mut known = self.known.lock().await;
        if let Some(decoder) = known.get(&version) {
            return Ok(decoder.clone());
        }
        let found = self.version_at(parent).await?;
        if found != version {
            return Err(ChainError::Undecodable {
                height: state.height,
                reason: format!(
                    "it was executed by runtime {version}, but its parent holds runtime {found}"
                ),
            });
        }
        let metadata = self
            .endpoints
            .ask(async |rpc| methods(rpc).state_get_metadata(Some(parent)).await)
            .await?
            .into_raw();
        let decoder = Arc::new(
            Decoder::new(version, &metadata)
                .map_err(|reason| ChainError::Undecodable { height: state.height, reason })?,
        );
        info!(spec_version = version, from_height = state.height, "read the runtime's metadata");
        known.insert(version, decoder.clone());
        Ok(decoder)
    }

    async fn version_at(&self, block: H256) -> Result<u32, ChainError> {
        let version = self
            .endpoints
            .ask(async |rpc| methods(rpc).state_get_runtime_version(Some(block)).await)
            .await?;
        Ok(version.spec_version)
    }
}
