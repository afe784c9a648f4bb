//! The store: PostgreSQL.
//!
//! [`Writer`] is the one connection that writes; it has the writer's seat as long as it lives (see
//! [`seats`]), so losing the connection is losing the right to write. [`Reader`] is a pool of connections for the
//! HTTP API. All SQL is checked against both schemas when the crate is compiled.
//!
//! `chain` is the schema of what was read, `weir` that of what follows from it; every connection
//! has both in its search path. Only the first is migrated: the second is derived anew where its
//! rules change, see [`rebuild`].

mod catalogue;
mod connect;
mod derived;
mod download;
mod error;
mod insert;
mod kept;
mod ledger;
mod moment;
mod patience;
mod read;
mod reader;
mod rebuild;
mod rewind;
mod seats;
mod silence;
mod value;
mod writer;

pub use catalogue::{Catalogue, Column, Relation};
pub use connect::{DatabaseUrlError, open, options};
pub use derived::Found;
pub use download::{Download, Extent};
pub use error::classify;
pub use ledger::Snapshot as LedgerSnapshot;
pub use moment::{At, Moment, Question};
pub use patience::Patience;
pub use reader::{
    Activity, Condition, Filter, History, Point, Reader, Record, Rows, RuleRow, Select, Snapshot,
    Stream, Vote,
};
pub use rebuild::rebuild;
pub use rewind::{Rewound, rewind};
pub use value::{Kind, Value};
pub use writer::Writer;

/// The migrations, embedded; see `migrations/` for what they say.
pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!();

/// The channel on which a commit announces the height it came to.
pub const CHANNEL: &str = "weir_commits";

/// Brings the schema of raw events to its newest form, and makes that of derived tables where
/// nothing was ever written.
///
/// # Errors
/// As [`classify`] says, or when the database was migrated by a newer version.
pub async fn migrate(connection: &mut sqlx::PgConnection) -> Result<(), crate::domain::StoreError> {
    use crate::domain::StoreError;
    use sqlx::migrate::MigrateError;
    // Not `run`: its bound on the connection's lifetime does not hold inside a `Send` future.
    match MIGRATIONS.run_direct(None, connection, false).await {
        Ok(()) => derived::create_first(connection).await,
        Err(MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _)) => {
            Err(classify(error))
        }
        Err(MigrateError::VersionMissing(version)) => Err(StoreError::Refused(format!(
            "it was set up by a newer version of the indexer (migration {version} is unknown \
             here); use that version"
        ))),
        Err(MigrateError::VersionMismatch(version)) => Err(StoreError::Refused(format!(
            "migration {version} differs from the one that was applied; use the version of the \
             indexer that set the database up, or a new database"
        ))),
        Err(error) => Err(StoreError::Refused(error.to_string())),
    }
}
