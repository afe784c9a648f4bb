//! Transactions by their hashes: those of a block, and those that wait.

use super::Chain;
use crate::{call, deployment::Block, error::Error};
use alloy_core::primitives::{B256, Bytes};
use subxt::{rpcs::rpc_params, utils::H256};

impl Chain {
    /// Returns the block at a height with the hashes of its transactions in order; none above the
    /// newest block, or where the node has dropped it.
    ///
    /// # Errors
    /// When the node does not answer.
    pub async fn transactions_in(&self, number: u32) -> Result<Option<(Block, Vec<B256>)>, Error> {
        let Some(hash) = self.block_hash(number).await? else { return Ok(None) };
        let found = self
            .inner
            .rpc
            .chain_get_block(Some(H256(hash.0)))
            .await
            .map_err(Error::node("chain_getBlock"))?;
        Ok(found.map(|found| {
            let extrinsics = found.block.extrinsics.iter();
            let hashes = extrinsics.map(|bytes| call::hash(&bytes.0)).collect();
            (Block { number, hash }, hashes)
        }))
    }

    /// Returns the hashes of the transactions that wait in the node's pool.
    ///
    /// # Errors
    /// When the node does not answer, or does not say.
    pub async fn waiting(&self) -> Result<Vec<B256>, Error> {
        let pending: Vec<Bytes> = self
            .inner
            .raw
            .request("author_pendingExtrinsics", rpc_params![])
            .await
            .map_err(Error::node("author_pendingExtrinsics"))?;
        Ok(pending.iter().map(|bytes| call::hash(bytes)).collect())
    }
}
