//! What the indexer does: follow a chain and write it into a store, whatever happens.

mod audit;
mod batches;
mod check;
mod indexer;
mod pace;
mod prefetch;
mod progress;

pub use audit::{AuditError, Difference, Report, audit};
pub use check::{ContinuityError, continuity};
pub use indexer::{Error, Indexer, Settings};
pub use pace::Pace;
pub use progress::{Deriving, Finalized, Progress, ProgressReader, ProgressWriter, Role, progress};
