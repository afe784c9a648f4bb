//! `weir-indexer schema`

use crate::cli::Schema;
use sqlx::{ConnectOptions, Connection};
use std::io::Write;
use weir_indexer::infra::{reference, storage};

pub(crate) async fn schema(schema: Schema) -> anyhow::Result<()> {
    let mut connection =
        storage::options(&schema.database.url)?.connect().await.map_err(storage::classify)?;
    let page = reference::page(&mut connection).await.map_err(storage::classify)?;
    connection.close().await?;
    Ok(std::io::stdout().write_all(page.as_bytes())?)
}
