//! That a run of blocks continues what is stored.

use crate::domain::{B256, Block, BlockRef, Deployment};
use thiserror::Error;

/// The blocks read do not continue the blocks stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ContinuityError {
    /// A height was left out, repeated or came too early.
    #[error("the node gave block {found} where block {expected} was due")]
    Height {
        /// The height that was due.
        expected: u64,
        /// The height that came.
        found: u64,
    },
    /// The block's parent is not the block before it.
    #[error(
        "the parent of block {height} is {parent}, but the block before it is stored as {stored}: \
         the node follows another chain than the database; check --url, or use a new database. \
         If a node said of that block that it was final, and it was not: weir-indexer rewind"
    )]
    Parent {
        /// The block that came.
        height: u64,
        /// What it names as its parent.
        parent: B256,
        /// What is stored at that height.
        stored: B256,
    },
    /// The chain has another block where the last one written is.
    #[error(
        "block {height} of the node is {found}, but it is stored as {stored}: the node follows \
         another chain than the database; check --url, or use a new database. If a node said of \
         that block that it was final, and it was not: weir-indexer rewind"
    )]
    Cursor {
        /// Height of the last block written.
        height: u64,
        /// Its hash on the chain.
        found: B256,
        /// Its hash as stored.
        stored: B256,
    },
    /// A block is not the one that was announced as final.
    #[error(
        "the node gave block {found}, but the block that was announced as final is {announced}: it \
         is of a fork, and is not written"
    )]
    NotFinal {
        /// The block that came.
        found: BlockRef,
        /// The block that is final.
        announced: BlockRef,
    },
    /// The block of the deployment has another hash than the deployment file says.
    #[error(
        "block {height} is {found}, but the deployment file says {expected}: it is about another \
         chain; check --deployment and --url"
    )]
    DeploymentBlock {
        /// Height of the deployment's block.
        height: u64,
        /// Its hash in the deployment file.
        expected: B256,
        /// Its hash on the chain.
        found: B256,
    },
}

/// Checks that the chain's finalized block is not another one than the block stored at its height.
pub(super) fn same_block(cursor: Option<BlockRef>, told: BlockRef) -> Result<(), ContinuityError> {
    match cursor.filter(|c| c.height == told.height && c.hash != told.hash) {
        None => Ok(()),
        Some(BlockRef { height, hash: stored }) => {
            Err(ContinuityError::Cursor { height, found: told.hash, stored })
        }
    }
}

/// Checks that the last of these blocks is not at or above the announced one's height, unless it is
/// that one. That those below it are before it is the chain's promise.
pub(super) fn no_other_than(announced: BlockRef, last: BlockRef) -> Result<(), ContinuityError> {
    match last.height < announced.height || last == announced {
        true => Ok(()),
        false => Err(ContinuityError::NotFinal { found: last, announced }),
    }
}

/// Checks that `blocks` follow `cursor` (or begin at `start` if nothing is stored yet) without a
/// gap, that each names the one before it as its parent, and that the deployment's block is the one
/// that the deployment file names.
pub fn continuity(
    cursor: Option<BlockRef>,
    start: u64,
    deployment: &Deployment,
    blocks: &[Block],
) -> Result<(), ContinuityError> {
    let mut before = cursor;
    for block in blocks {
        let expected = before.map_or(start, |b| b.height + 1);
        if block.height != expected {
            return Err(ContinuityError::Height { expected, found: block.height });
        }
        if let Some(before) = before.filter(|b| b.hash != block.parent_hash) {
            return Err(ContinuityError::Parent {
                height: block.height,
                parent: block.parent_hash,
                stored: before.hash,
            });
        }
        if block.height == deployment.block.height && block.hash != deployment.block.hash {
            return Err(ContinuityError::DeploymentBlock {
                height: block.height,
                expected: deployment.block.hash,
                found: block.hash,
            });
        }
        before = Some(block.reference());
    }
    Ok(())
}
