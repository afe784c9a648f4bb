//! The hatch: who contributed, how it failed, who may take part.

use super::{Done, Rows};
use crate::domain::Commons;
use sqlx::PgConnection;

pub(super) async fn contributions(
    db: &mut PgConnection,
    rows: &Rows<'_, Commons::Contribute>,
) -> Done {
    sqlx::query!(
        "insert into contributions (height, event_index, account, amount, tokens, raised)
         select * from unnest($1::bigint[], $2::int[], $3::bytea[], $4::text[]::numeric[],
             $5::text[]::numeric[], $6::text[]::numeric[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.accounts(|e| e.account),
        &rows.amounts(|e| e.amount),
        &rows.amounts(|e| e.tokens),
        &rows.amounts(|e| e.raised)
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn hatch_failures(
    db: &mut PgConnection,
    rows: &Rows<'_, Commons::HatchFailed>,
) -> Done {
    sqlx::query!(
        "insert into hatch_failures (height, event_index, raised, signer)
         select * from unnest($1::bigint[], $2::int[], $3::text[]::numeric[], $4::bytea[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.amounts(|e| e.raised),
        &rows.signers() as _
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn refunds(db: &mut PgConnection, rows: &Rows<'_, Commons::Refund>) -> Done {
    sqlx::query!(
        "insert into refunds (height, event_index, account, amount, tokens, raised)
         select * from unnest($1::bigint[], $2::int[], $3::bytea[], $4::text[]::numeric[],
             $5::text[]::numeric[], $6::text[]::numeric[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.accounts(|e| e.account),
        &rows.amounts(|e| e.amount),
        &rows.amounts(|e| e.tokens),
        &rows.amounts(|e| e.raised)
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn allowlist(db: &mut PgConnection, rows: &Rows<'_, Commons::Allow>) -> Done {
    sqlx::query!(
        "insert into allowlist (height, event_index, account, allowed)
         select * from unnest($1::bigint[], $2::int[], $3::bytea[], $4::bool[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.accounts(|e| e.account),
        &rows.column(|e| e.allowed)
    )
    .execute(db)
    .await
    .map(drop)
}
