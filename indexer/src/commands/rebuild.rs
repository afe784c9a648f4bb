//! `weir-indexer rebuild`

use crate::cli::Rebuild;
use tracing::info;
use weir_indexer::{application::Pace, domain::Derived, infra::storage};

/// Derives every table anew from the raw events and switches over.
pub(crate) async fn rebuild(rebuild: Rebuild) -> anyhow::Result<()> {
    let database = storage::options(&rebuild.database.url)?;
    let mut pace = None;
    storage::rebuild(&database, |derived| match derived {
        Derived::Behind { at, target } => {
            pace.get_or_insert_with(|| Pace::new(target)).come_to(at);
        }
        Derived::Current => info!("every table is derived anew and in use"),
    })
    .await?;
    Ok(())
}
