//! Undoing blocks: for the case that a node said of one that it was final, and it was not.

use super::{
    CHANNEL, classify, connect, migrate,
    read::{self, unsigned},
    rebuild::Rebuild,
    seats::Seat,
};
use crate::domain::{Derived, StoreError};
use sqlx::{Connection, PgConnection, postgres::PgConnectOptions};

/// What was undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rewound {
    /// The last block before.
    pub from: u64,
    /// The last block now.
    pub to: u64,
}

/// Undoes every block above this height, and what was derived from them. Says after each step how far
/// it is.
///
/// Every table is derived again from the raw events up to that height, beside the ones in use; then one
/// transaction deletes the blocks above and exchanges the tables. Readers see all of it or nothing, and
/// where it fails or is broken off nothing was done.
///
/// # Errors
/// An indexer writes; the height is above the last block or below the first; nothing was ever written;
/// others' objects would be lost; or the database fails.
pub async fn rewind(
    options: &PgConnectOptions,
    height: u64,
    mut tell: impl FnMut(Derived),
) -> Result<Rewound, StoreError> {
    let mut connection = connect::open(options).await?;
    let db = &mut connection;
    if let Some(holder) = Seat::Writer.take(db).await? {
        return Err(StoreError::Refused(format!(
            "an indexer writes to it ({holder}); stop every indexer of this database first, those that \
             stand by too"
        )));
    }
    let Some((first, last)) = extent(db).await? else {
        return Err(StoreError::Refused("it holds no block: there is nothing to undo".into()));
    };
    migrate(db).await?;
    if height > last {
        return Err(StoreError::Refused(format!(
            "block {height} is above the last one, {last}: there is nothing to undo"
        )));
    }
    if height < first {
        return Err(StoreError::Refused(format!(
            "block {height} is below the first one, {first}; to begin again use a new database"
        )));
    }
    if height < last {
        let back_to = i64::try_from(height).unwrap_or(i64::MAX);
        let mut rebuild = Rebuild::begin_back_to(db, Some(back_to)).await?;
        loop {
            let derived = rebuild.step(db).await?;
            tell(derived);
            if derived == Derived::Current {
                break;
            }
        }
    }
    connection.close().await.map_err(classify)?;
    Ok(Rewound { from: last, to: height })
}

/// Deletes what was read from blocks above this one, and moves the cursor to it.
pub(super) async fn undo(db: &mut PgConnection, height: i64) -> Result<(), StoreError> {
    for statement in [
        "delete from events where height > $1",
        "update cursor set (height, hash) = (select height, hash from blocks where height = $1)",
        "delete from blocks where height > $1",
    ] {
        sqlx::query(statement).bind(height).execute(&mut *db).await.map_err(classify)?;
    }
    let notice = sqlx::query("select pg_notify($1, $2)").bind(CHANNEL).bind(height.to_string());
    notice.execute(db).await.map(drop).map_err(classify)
}

/// The heights of the first block and the last.
async fn extent(db: &mut PgConnection) -> Result<Option<(u64, u64)>, StoreError> {
    let there: bool = sqlx::query_scalar("select to_regclass('chain.cursor') is not null")
        .fetch_one(&mut *db)
        .await
        .map_err(classify)?;
    if !there {
        return Ok(None);
    }
    let Some(last) = read::cursor(db).await.map_err(classify)? else { return Ok(None) };
    let first: Option<i64> = sqlx::query_scalar("select min(height) from blocks")
        .fetch_one(db)
        .await
        .map_err(classify)?;
    Ok(first.map(|first| (unsigned(first), last.height)))
}
