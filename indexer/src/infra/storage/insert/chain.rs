//! What was read from the chain, word for word, and how far.

use super::{
    Done,
    copy::{Copy, Sort},
    height, index,
};
use crate::domain::{Batch, BlockRef, EventId};
use sqlx::PgConnection;
use time::OffsetDateTime;

/// Moves the cursor.
pub(in crate::infra::storage) async fn cursor(db: &mut PgConnection, to: BlockRef) -> Done {
    sqlx::query!(
        "insert into cursor (height, hash) values ($1, $2)
         on conflict (singleton) do update set height = excluded.height, hash = excluded.hash",
        height(to.height),
        to.hash.as_slice()
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn blocks(db: &mut PgConnection, batch: &Batch) -> Done {
    let blocks = batch.blocks();
    let heights: Vec<i64> = blocks.iter().map(|b| height(b.height)).collect();
    let versions: Vec<i32> = blocks.iter().map(|b| index(b.spec_version)).collect();
    let times: Vec<OffsetDateTime> = blocks.iter().map(|b| time(b.timestamp)).collect();
    sqlx::query!(
        "insert into blocks (height, hash, parent_hash, timestamp, spec_version)
         select * from unnest($1::bigint[], $2::bytea[], $3::bytea[], $4::timestamptz[], $5::int[])",
        &heights,
        &blocks.iter().map(|b| b.hash.to_vec()).collect::<Vec<_>>(),
        &blocks.iter().map(|b| b.parent_hash.to_vec()).collect::<Vec<_>>(),
        &times,
        &versions
    )
    .execute(db)
    .await
    .map(drop)
}

/// Milliseconds since the epoch as a time. The chain cannot name a time that the type cannot hold
/// unless its clock is broken; then the last one it can hold stands for it.
fn time(milliseconds: u64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(milliseconds) * 1_000_000)
        .unwrap_or(time::PrimitiveDateTime::MAX.assume_utc())
}

const EVENTS: &[(&str, Sort)] = &[
    ("height", Sort::Bigint),
    ("event_index", Sort::Integer),
    ("extrinsic_index", Sort::Integer),
    ("signer", Sort::Bytes),
    ("contract", Sort::Bytes),
    ("topic0", Sort::Bytes),
    ("topic1", Sort::Bytes),
    ("topic2", Sort::Bytes),
    ("topic3", Sort::Bytes),
    ("data", Sort::Bytes),
];

pub(super) async fn events(db: &mut PgConnection, batch: &Batch) -> Done {
    if batch.events().next().is_none() {
        return Ok(());
    }
    let mut rows = Copy::into("events", EVENTS);
    for (id, event) in batch.events() {
        let topic = |place: usize| event.topics.get(place).map(|topic| topic.as_slice());
        let extrinsic = event.extrinsic_index.map(|e| index(e).to_be_bytes());
        rows.event(id)
            .maybe(extrinsic.as_ref().map(<[u8; 4]>::as_slice))
            .maybe(event.signer.as_ref().map(|signer| signer.as_slice()))
            .field(event.contract.as_slice())
            .maybe(topic(0))
            .maybe(topic(1))
            .maybe(topic(2))
            .maybe(topic(3))
            .field(&event.data);
    }
    rows.write(db).await
}

pub(super) async fn dead_letters(db: &mut PgConnection, batch: &Batch) -> Done {
    let letters = batch.dead_letters();
    if letters.is_empty() {
        return Ok(());
    }
    let (heights, indexes) = keys(letters.iter().map(|l| l.id));
    let reasons: Vec<String> = letters.iter().map(|l| l.reason.to_string()).collect();
    sqlx::query!(
        "insert into dead_letters (height, event_index, reason)
         select * from unnest($1::bigint[], $2::int[], $3::text[])",
        &heights,
        &indexes,
        &reasons
    )
    .execute(db)
    .await
    .map(drop)
}

fn keys(ids: impl Iterator<Item = EventId>) -> (Vec<i64>, Vec<i32>) {
    ids.map(|id| (height(id.height), index(id.index))).unzip()
}
