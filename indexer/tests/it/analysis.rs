//! What analysts read: each relation against what follows from the acts by plain counting.

mod grants;
mod holders;
mod prices;
mod sums;

use crate::{
    cluster::Database,
    history::{seconds, wound_down},
    store::fill,
};
use weir_indexer::domain::Block;

/// A history in which two hours pass from block to block, 25 days of it, and which ends with the
/// wind-down.
pub(crate) fn slow_chain(last: u64) -> Vec<Block> {
    let mut blocks = wound_down(last - 4);
    for block in &mut blocks {
        block.timestamp = (seconds(0) + block.height * 7_200) * 1000 + 7;
    }
    blocks
}

/// A database that holds [`slow_chain`].
async fn slow(last: u64, batch: usize) -> Database {
    let database = Database::create().await;
    fill(&database, &slow_chain(last), batch).await;
    database
}
