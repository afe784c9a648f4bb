//! `weir-indexer rewind`

use crate::cli::Rewind;
use tracing::info;
use weir_indexer::{
    application::Pace,
    domain::Derived,
    infra::storage::{self, Rewound},
};

/// Undoes every block above a height.
pub(crate) async fn rewind(rewind: Rewind) -> anyhow::Result<()> {
    let database = storage::options(&rewind.database.url)?;
    let mut pace = None;
    let Rewound { from, to } = storage::rewind(&database, rewind.height, |derived| {
        if let Derived::Behind { at, target } = derived {
            pace.get_or_insert_with(|| Pace::new(target)).come_to(at);
        }
    })
    .await?;
    match from == to {
        true => info!(height = to, "this is the last block: nothing was undone"),
        false => info!(from, to, "every block above is undone"),
    }
    Ok(())
}
