//! `weir-indexer migrate`

use crate::cli::Migrate;
use sqlx::Connection;
use tracing::info;
use weir_indexer::infra::storage;

/// Brings the database to the newest schema.
pub(crate) async fn migrate(migrate: Migrate) -> anyhow::Result<()> {
    let mut connection = storage::open(&storage::options(&migrate.database.url)?).await?;
    storage::migrate(&mut connection).await?;
    connection.close().await?;
    info!("the database has the newest schema");
    Ok(())
}
