//! Where money of the Commons goes, and for whom tokens are burnt: grants and services.

use super::{Done, Rows};
use crate::domain::Commons;
use sqlx::PgConnection;

pub(super) async fn grants(db: &mut PgConnection, rows: &Rows<'_, Commons::Grant>) -> Done {
    sqlx::query!(
        "insert into grants (height, event_index, grant_id, beneficiary, proposal, amount, start,
             duration, as_tokens)
         select * from unnest($1::bigint[], $2::int[], $3::bigint[], $4::bytea[], $5::bigint[],
             $6::text[]::numeric[], $7::text[]::numeric[], $8::text[]::numeric[], $9::bool[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.numbers(|e| e.grantId),
        &rows.accounts(|e| e.beneficiary),
        &rows.numbers(|e| e.proposal),
        &rows.amounts(|e| e.amount),
        &rows.seconds(|e| e.start),
        &rows.seconds(|e| e.duration),
        &rows.column(|e| e.asTokens)
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn withdrawals(db: &mut PgConnection, rows: &Rows<'_, Commons::Withdraw>) -> Done {
    sqlx::query!(
        "insert into withdrawals (height, event_index, grant_id, beneficiary, receiver, amount,
             tokens)
         select * from unnest($1::bigint[], $2::int[], $3::bigint[], $4::bytea[], $5::bytea[],
             $6::text[]::numeric[], $7::text[]::numeric[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.numbers(|e| e.grantId),
        &rows.accounts(|e| e.beneficiary),
        &rows.accounts(|e| e.to),
        &rows.amounts(|e| e.amount),
        &rows.amounts(|e| e.tokens)
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn revocations(db: &mut PgConnection, rows: &Rows<'_, Commons::Revoke>) -> Done {
    sqlx::query!(
        "insert into revocations (height, event_index, grant_id, proposal, returned)
         select * from unnest($1::bigint[], $2::int[], $3::bigint[], $4::bigint[],
             $5::text[]::numeric[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.numbers(|e| e.grantId),
        &rows.numbers(|e| e.proposal),
        &rows.amounts(|e| e.returned)
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn lapses(db: &mut PgConnection, rows: &Rows<'_, Commons::Lapse>) -> Done {
    sqlx::query!(
        "insert into lapses (height, event_index, grant_id, returned, signer)
         select * from unnest($1::bigint[], $2::int[], $3::bigint[], $4::text[]::numeric[],
             $5::bytea[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.numbers(|e| e.grantId),
        &rows.amounts(|e| e.returned),
        &rows.signers() as _
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn services(db: &mut PgConnection, rows: &Rows<'_, Commons::Service>) -> Done {
    sqlx::query!(
        "insert into services (height, event_index, service, owner, name, link)
         select * from unnest($1::bigint[], $2::int[], $3::bigint[], $4::bytea[], $5::text[],
             $6::text[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.numbers(|e| e.service),
        &rows.accounts(|e| e.owner),
        &rows.texts(|e| &e.name),
        &rows.texts(|e| &e.link)
    )
    .execute(db)
    .await
    .map(drop)
}
