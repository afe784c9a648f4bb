//! What the writer reads back: the cursor, and raw events to derive from.

use crate::domain::{Address, B256, Block, BlockRef, Contracts, RawEvent};
use sqlx::PgConnection;
use time::OffsetDateTime;

/// The last block written. Held until the transaction ends, so that nobody moves it meanwhile.
pub(super) async fn held_cursor(db: &mut PgConnection) -> Result<Option<BlockRef>, sqlx::Error> {
    let row = sqlx::query!("select height, hash from cursor for update").fetch_optional(db).await?;
    Ok(row.map(|row| BlockRef { height: unsigned(row.height), hash: hash(&row.hash) }))
}

/// The last block written. Outside a transaction or as of its snapshot; holds nothing, and so leaves
/// nothing to be written to the disk.
pub(super) async fn cursor(db: &mut PgConnection) -> Result<Option<BlockRef>, sqlx::Error> {
    let row = sqlx::query!("select height, hash from cursor").fetch_optional(db).await?;
    Ok(row.map(|row| BlockRef { height: unsigned(row.height), hash: hash(&row.hash) }))
}

/// Whether no block was ever written.
pub(super) async fn is_empty(db: &mut PgConnection) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"select not exists (select from blocks) as "empty!""#).fetch_one(db).await
}

/// The contracts that the database is about; none before that is known.
pub(super) async fn contracts(db: &mut PgConnection) -> Result<Option<Contracts>, sqlx::Error> {
    let row = sqlx::query!("select commons, conviction from deployment").fetch_optional(db).await?;
    Ok(row.map(|row| Contracts {
        commons: address(&row.commons),
        conviction: address(&row.conviction),
    }))
}

/// The block of the `events`-th event after block `after`; none if there are fewer.
pub(super) async fn stride(
    db: &mut PgConnection,
    after: i64,
    events: i64,
) -> Result<Option<i64>, sqlx::Error> {
    sqlx::query_scalar!(
        "select height from events where height > $1 order by height, event_index
         offset $2 limit 1",
        after,
        events
    )
    .fetch_optional(db)
    .await
}

/// A block with one of its events, or none.
struct Row {
    height: i64,
    hash: Vec<u8>,
    parent_hash: Vec<u8>,
    timestamp: OffsetDateTime,
    spec_version: i32,
    event_index: Option<i32>,
    extrinsic_index: Option<i32>,
    signer: Option<Vec<u8>>,
    contract: Option<Vec<u8>>,
    topic0: Option<Vec<u8>>,
    topic1: Option<Vec<u8>>,
    topic2: Option<Vec<u8>>,
    topic3: Option<Vec<u8>>,
    data: Option<Vec<u8>>,
}

/// Reads blocks with their events. A macro because the join is part of the statement.
macro_rules! blocks {
    ($db:expr, $first:expr, $last:expr, $join:literal) => {
        sqlx::query_as!(
            Row,
            r#"select b.height, b.hash, b.parent_hash, b.timestamp, b.spec_version,
                      e.event_index as "event_index?", e.extrinsic_index, e.signer,
                      e.contract as "contract?", e.topic0, e.topic1, e.topic2, e.topic3,
                      e.data as "data?"
                 from blocks b "#
                + $join
                + " events e using (height)
                where b.height between $1 and $2
                order by b.height, e.event_index",
            $first,
            $last
        )
        .fetch_all($db)
        .await
        .map(assemble)
    };
}

/// The blocks of this range that have events, with them.
pub(super) async fn blocks(
    db: &mut PgConnection,
    first: i64,
    last: i64,
) -> Result<Vec<Block>, sqlx::Error> {
    blocks!(db, first, last, "join")
}

/// The blocks of this range, with their events.
pub(super) async fn all_blocks(
    db: &mut PgConnection,
    first: i64,
    last: i64,
) -> Result<Vec<Block>, sqlx::Error> {
    blocks!(db, first, last, "left join")
}

fn assemble(rows: Vec<Row>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for row in rows {
        let height = unsigned(row.height);
        if blocks.last().is_none_or(|block| block.height != height) {
            let milliseconds = row.timestamp.unix_timestamp_nanos() / 1_000_000;
            blocks.push(Block {
                height,
                hash: hash(&row.hash),
                parent_hash: hash(&row.parent_hash),
                timestamp: u64::try_from(milliseconds).unwrap_or_default(),
                spec_version: index(row.spec_version),
                events: Vec::new(),
            });
        }
        let (Some(event), Some(block)) = (row.event_index, blocks.last_mut()) else { continue };
        let topics = [row.topic0, row.topic1, row.topic2, row.topic3];
        block.events.push(RawEvent {
            index: index(event),
            extrinsic_index: row.extrinsic_index.map(index),
            signer: row.signer.map(|signer| address(&signer)),
            contract: address(&row.contract.unwrap_or_default()),
            topics: topics.into_iter().map_while(|t| t.map(|t| hash(&t))).collect(),
            data: row.data.unwrap_or_default().into(),
        });
    }
    blocks
}

// The schema constrains what is converted below: none of it can fail.

/// A height; below zero, where there is none, it is zero.
pub(super) fn unsigned(height: i64) -> u64 {
    u64::try_from(height).unwrap_or_default()
}

fn index(index: i32) -> u32 {
    u32::try_from(index).unwrap_or_default()
}

fn hash(bytes: &[u8]) -> B256 {
    B256::try_from(bytes).unwrap_or_default()
}

fn address(bytes: &[u8]) -> Address {
    Address::try_from(bytes).unwrap_or_default()
}
