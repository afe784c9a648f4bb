//! Looks for a transaction of which no more than the hash is known.

use super::{Outcome, outcome};
use crate::{chain::Chain, deployment::Block, error::Error};
use alloy_core::primitives::B256;
use futures::{StreamExt, TryStreamExt, stream};

/// How many blocks are asked for at a time.
const AT_ONCE: usize = 16;

/// Where a transaction was found.
#[derive(Debug, Clone)]
pub enum Place {
    /// In a block.
    Block {
        /// The block.
        block: Block,
        /// Whether the block is final: a block that is not may still be dropped.
        is_final: bool,
        /// What it came to there.
        outcome: Outcome,
    },
    /// In the node's pool: it waits to be executed.
    Pool,
    /// Nowhere.
    Nowhere {
        /// Height of the first block that was looked at.
        from: u32,
        /// Height of the last one.
        to: u32,
    },
}

/// Looks for a transaction in the newest `blocks` blocks, and in the node's pool.
///
/// # Errors
/// When the node does not answer.
pub async fn search(chain: &Chain, hash: B256, blocks: u32) -> Result<Place, Error> {
    let to = chain.best_block().await?.number;
    let from = to.saturating_sub(blocks.saturating_sub(1));
    let mut seen = stream::iter((from..=to).rev())
        .map(|number| chain.transactions_in(number))
        .buffered(AT_ONCE);
    while let Some(found) = seen.try_next().await? {
        let Some((block, hashes)) = found else { continue };
        if !hashes.contains(&hash) {
            continue;
        }
        let at = chain.at(block.hash).await?;
        let Some(outcome) = outcome::find(chain, &at, hash).await? else { continue };
        let is_final = chain.finalized_block().await?.number >= block.number;
        return Ok(Place::Block { block, is_final, outcome });
    }
    // A node may keep to itself what waits.
    match chain.waiting().await {
        Ok(waiting) if waiting.contains(&hash) => Ok(Place::Pool),
        _ => Ok(Place::Nowhere { from, to }),
    }
}
