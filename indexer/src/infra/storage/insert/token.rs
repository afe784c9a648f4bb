//! The token: who moved how much, and who may.

use super::{Done, Rows};
use crate::domain::Commons;
use sqlx::PgConnection;

pub(super) async fn transfers(db: &mut PgConnection, rows: &Rows<'_, Commons::Transfer>) -> Done {
    sqlx::query!(
        "insert into transfers (height, event_index, from_account, to_account, amount, signer)
         select * from unnest($1::bigint[], $2::int[], $3::bytea[], $4::bytea[],
             $5::text[]::numeric[], $6::bytea[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.accounts(|e| e.from),
        &rows.accounts(|e| e.to),
        &rows.amounts(|e| e.value),
        &rows.signers() as _
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn approvals(db: &mut PgConnection, rows: &Rows<'_, Commons::Approval>) -> Done {
    sqlx::query!(
        "insert into approvals (height, event_index, owner, spender, amount)
         select * from unnest($1::bigint[], $2::int[], $3::bytea[], $4::bytea[],
             $5::text[]::numeric[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.accounts(|e| e.owner),
        &rows.accounts(|e| e.spender),
        &rows.amounts(|e| e.value)
    )
    .execute(db)
    .await
    .map(drop)
}
