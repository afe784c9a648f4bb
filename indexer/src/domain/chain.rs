//! The seam to the chain.

use super::{B256, Block, BlockRef};
use futures::stream::BoxStream;
use std::{
    error::Error as StdError,
    ops::RangeInclusive,
    time::{Duration, Instant},
};
use thiserror::Error;

/// A chain of finalized blocks that can be read by height.
pub trait Chain: Send + Sync + 'static {
    /// Hash of block 0: which chain this is.
    fn genesis_hash(&self) -> impl Future<Output = Result<B256, ChainError>> + Send;

    /// The latest finalized block that the chain tells of. May go back: an endpoint can be several
    /// nodes, and one may be behind the other.
    fn finalized(&self) -> impl Future<Output = Result<BlockRef, ChainError>> + Send;

    /// The blocks of these heights, in order: `top`, and those that it descends from by their parents'
    /// hashes, and no others that may be at these heights. Ends at the first failure.
    fn blocks(
        &self,
        top: BlockRef,
        heights: RangeInclusive<u64>,
    ) -> BoxStream<'static, Result<Block, ChainError>>;

    /// Returns when a new finalized block is announced, at the latest after `patience`.
    ///
    /// A wake-up and nothing more: announcements may be lost or repeated, so what is new is found
    /// by asking, and silence only costs `patience`.
    fn news(&self, patience: Duration) -> impl Future<Output = ()> + Send;

    /// When the bytes of the blocks handed on last had arrived; what came after that was decoding
    /// them. None if not known.
    fn arrived(&self) -> Option<Instant> {
        None
    }

    /// What the chain said cannot be right, or is behind what is known: whoever said it is left for
    /// another source, if there is one that is not doubted itself. Says whether there is: only then
    /// asking again may bring something else.
    fn doubt(&self, why: &str) -> bool {
        let _ = why;
        false
    }
}

/// Why the chain could not be read.
#[derive(Debug, Error)]
pub enum ChainError {
    /// The node did not answer, or answered with an error that may pass.
    #[error("the node does not answer: {0}")]
    Unavailable(#[source] Box<dyn StdError + Send + Sync>),

    /// The node answered that it cannot or will not.
    #[error("the node refuses: {0}")]
    Refused(String),

    /// What the node says of a block cannot be what the chain says.
    #[error("what the node says of block {height} makes no sense: {reason}")]
    Nonsense {
        /// The block asked for.
        height: u64,
        /// What is wrong with it.
        reason: String,
    },

    /// It takes long to find out which blocks are before the final one.
    #[error(
        "the way from the final block down to the first one to read is long: it is at {height}"
    )]
    OnTheWay {
        /// How far down it has come.
        height: u64,
    },

    /// The node does not have the block although it is final: it is behind.
    #[error("the node does not have block {height} yet")]
    NotYet {
        /// The block asked for.
        height: u64,
    },

    /// The node has thrown the block's state away.
    #[error(
        "the node no longer keeps the state of block {height}; use an archive node \
         (--state-pruning=archive)"
    )]
    Pruned {
        /// The block asked for.
        height: u64,
    },

    /// The block's events are more than the node sends in one answer.
    #[error(
        "the events of block {height} are larger than the node's answers may be; start the node \
         with a larger --rpc-max-response-size"
    )]
    TooLarge {
        /// The block asked for.
        height: u64,
    },

    /// The node follows another chain.
    #[error(
        "the chain of the node {node} begins with {found}, but the deployment file is about the \
         chain that begins with {expected}; check --url and --deployment"
    )]
    OtherChain {
        /// The node.
        node: String,
        /// Genesis hash of the chain to follow.
        expected: B256,
        /// Genesis hash of the node's chain.
        found: B256,
    },

    /// What the node says of a block cannot be understood. Never skipped: what follows in the block
    /// would be lost silently.
    #[error("block {height} cannot be decoded: {reason}; nothing after it was written")]
    Undecodable {
        /// The block asked for.
        height: u64,
        /// What is wrong with it.
        reason: String,
    },
}

impl ChainError {
    /// Whether trying again may help.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::OnTheWay { .. }) || self.is_an_answer()
    }

    /// Whether a node answered, and with nothing that helps: another node may.
    pub fn is_an_answer(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::Nonsense { .. } | Self::NotYet { .. })
    }
}
