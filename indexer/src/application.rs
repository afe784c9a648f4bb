//! What the indexer does: follow a chain and write it into a store, whatever happens.

mod audit;
mod batches;
mod check;
mod error;
mod figures;
mod indexer;
mod pace;
mod prefetch;
mod progress;
mod settings;
mod trouble;

pub use audit::{AuditError, Difference, Report, audit};
pub use check::{ContinuityError, continuity};
pub use error::Error;
pub use indexer::Indexer;
pub use pace::Pace;
pub use progress::{Deriving, Finalized, Progress, ProgressReader, ProgressWriter, Role, progress};
pub use settings::Settings;
pub use trouble::Trouble;
