//! The curve: trades, burns and gifts, and the pools after each act.

use super::{Done, Rows, height, index};
use crate::domain::{Batch, Commons};
use sqlx::PgConnection;

pub(super) async fn openings(db: &mut PgConnection, rows: &Rows<'_, Commons::Open>) -> Done {
    sqlx::query!(
        "insert into openings (height, event_index, account)
         select * from unnest($1::bigint[], $2::int[], $3::bytea[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.accounts(|e| e.account)
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn mints(db: &mut PgConnection, rows: &Rows<'_, Commons::Mint>) -> Done {
    sqlx::query!(
        "insert into mints (height, event_index, account, deposit, tribute, minted)
         select * from unnest($1::bigint[], $2::int[], $3::bytea[], $4::text[]::numeric[],
             $5::text[]::numeric[], $6::text[]::numeric[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.accounts(|e| e.account),
        &rows.amounts(|e| e.deposit),
        &rows.amounts(|e| e.tribute),
        &rows.amounts(|e| e.minted)
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn redemptions(db: &mut PgConnection, rows: &Rows<'_, Commons::Redeem>) -> Done {
    sqlx::query!(
        "insert into redemptions (height, event_index, account, amount, tribute, returned)
         select * from unnest($1::bigint[], $2::int[], $3::bytea[], $4::text[]::numeric[],
             $5::text[]::numeric[], $6::text[]::numeric[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.accounts(|e| e.account),
        &rows.amounts(|e| e.amount),
        &rows.amounts(|e| e.tribute),
        &rows.amounts(|e| e.returned)
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn burns(db: &mut PgConnection, rows: &Rows<'_, Commons::Burn>) -> Done {
    sqlx::query!(
        "insert into burns (height, event_index, account, service, content, amount)
         select * from unnest($1::bigint[], $2::int[], $3::bytea[], $4::bigint[], $5::bytea[],
             $6::text[]::numeric[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.accounts(|e| e.account),
        &rows.numbers(|e| e.service),
        &rows.hashes(|e| e.content),
        &rows.amounts(|e| e.amount)
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn donations(db: &mut PgConnection, rows: &Rows<'_, Commons::Donate>) -> Done {
    sqlx::query!(
        "insert into donations (height, event_index, account, amount)
         select * from unnest($1::bigint[], $2::int[], $3::bytea[], $4::text[]::numeric[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.accounts(|e| e.account),
        &rows.amounts(|e| e.amount)
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn credits(db: &mut PgConnection, rows: &Rows<'_, Commons::Credit>) -> Done {
    sqlx::query!(
        "insert into credits (height, event_index, account, amount)
         select * from unnest($1::bigint[], $2::int[], $3::bytea[], $4::text[]::numeric[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.accounts(|e| e.account),
        &rows.amounts(|e| e.amount)
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn pool_states(db: &mut PgConnection, batch: &Batch) -> Done {
    let states: Vec<_> = batch.pool_states().collect();
    if states.is_empty() {
        return Ok(());
    }
    sqlx::query!(
        "insert into pool_states (height, event_index, supply, reserve, funding_pool)
         select * from unnest($1::bigint[], $2::int[], $3::text[]::numeric[],
             $4::text[]::numeric[], $5::text[]::numeric[])",
        &states.iter().map(|s| height(s.id.height)).collect::<Vec<_>>(),
        &states.iter().map(|s| index(s.id.index)).collect::<Vec<_>>(),
        &states.iter().map(|s| s.pools.supply.to_string()).collect::<Vec<_>>(),
        &states.iter().map(|s| s.pools.reserve.to_string()).collect::<Vec<_>>(),
        &states.iter().map(|s| s.pools.funding_pool.to_string()).collect::<Vec<_>>()
    )
    .execute(db)
    .await
    .map(drop)
}
