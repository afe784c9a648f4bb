//! What ends the loop, and what it tries again after.

use super::ContinuityError;
use crate::domain::{B256, ChainError, StoreError};
use thiserror::Error;

/// How often blocks that do not fit are asked for again. An endpoint that is several nodes may be
/// inconsistent for a moment; a node of another chain will not change its mind.
const DOUBTS: u32 = 3;

/// Why the loop stopped, or what it tries again after.
#[derive(Debug, Error)]
pub enum Error {
    /// The chain could not be read.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// The store could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The chain is not the one of the deployment.
    #[error(
        "the node's chain begins with {found}, but the deployment file is about the chain that \
         begins with {expected}; check --url and --deployment"
    )]
    WrongChain {
        /// Genesis hash in the deployment file.
        expected: B256,
        /// Genesis hash of the node.
        found: B256,
    },
    /// The blocks do not continue what is stored.
    #[error(transparent)]
    Continuity(#[from] ContinuityError),
}

impl Error {
    /// Whether it may pass by itself. Counts the `doubts` about blocks that do not fit.
    pub(super) fn may_pass(&self, doubts: &mut u32) -> bool {
        match self {
            Self::Chain(error) => error.is_transient(),
            Self::Store(error) => error.is_transient(),
            Self::WrongChain { .. } => false,
            // The chain has only to be asked again: what is final it says itself.
            Self::Continuity(ContinuityError::NotFinal { .. }) => true,
            Self::Continuity(_) => {
                *doubts += 1;
                *doubts <= DOUBTS
            }
        }
    }

    /// Whether a node answered, and with nothing that helps: another node may.
    pub(super) fn is_an_answer(&self) -> bool {
        match self {
            Self::Chain(error) => error.is_an_answer(),
            Self::Continuity(error) => matches!(error, ContinuityError::NotFinal { .. }),
            Self::Store(_) | Self::WrongChain { .. } => false,
        }
    }
}
