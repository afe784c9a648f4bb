//! The seam to the database.

use super::{Batch, BlockRef, Deployment};
use std::error::Error as StdError;
use thiserror::Error;

/// Where blocks are written, in order, by one writer at a time.
pub trait Store: Send {
    /// Tries to become the one writer, or stays it. Says whether this process is.
    ///
    /// A writer whose connection broke is no longer the writer until this says so again.
    fn lead(&mut self) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Tells the store that this writer lives, while there is nothing to write. One that does not for
    /// a few seconds loses its place: it may have been stopped, or cut off.
    fn keep(&mut self) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Writes down which deployment this store is about, or compares it with what is written.
    fn bind(
        &mut self,
        deployment: &Deployment,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Takes a step towards derived tables that this program's rules made of all that is written:
    /// to be called until it says `Current`, at the latest before the first commit.
    fn derive(&mut self) -> impl Future<Output = Result<Derived, StoreError>> + Send;

    /// The last block written.
    fn cursor(&mut self) -> impl Future<Output = Result<Option<BlockRef>, StoreError>> + Send;

    /// Writes the batch, what derives from it and the new cursor: all of it or nothing. Refuses if
    /// the cursor is not at `from`. The newest batch is safe from a failure of the store's machine when
    /// this returns; one before others may come back only with those.
    fn commit(
        &mut self,
        from: Option<BlockRef>,
        batch: &Batch,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// How far the derived tables are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Derived {
    /// They say all that the raw events say.
    Current,
    /// They are being derived anew, and are complete up to the block `at` of `target`.
    Behind {
        /// Height up to which they are complete.
        at: u64,
        /// Height up to which they are due.
        target: u64,
    },
}

/// Why the store could not be read or written.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The database did not answer.
    #[error("the database does not answer: {0}")]
    Unavailable(#[source] Box<dyn StdError + Send + Sync>),

    /// The database answered with an error that may pass.
    #[error("the database cannot do this now: {0}")]
    NotNow(String),

    /// Somebody else moved the cursor since it was read.
    #[error("the cursor of the database is not where it was read: another process writes to it")]
    CursorMoved,

    /// The database was made for something else.
    #[error("{0}")]
    WrongDeployment(String),

    /// The database refuses for a reason that will not pass by itself.
    #[error("the database refuses: {0}")]
    Refused(String),
}

impl StoreError {
    /// Whether trying again may help. A moved cursor is read again at the next try.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::NotNow(_) | Self::CursorMoved)
    }
}
