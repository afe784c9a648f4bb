//! Who may do what in the Commons: governor, owner, guardian, and what the guardian did.

use super::{Done, Rows};
use crate::domain::Commons;
use sqlx::PgConnection;

pub(super) async fn governors(db: &mut PgConnection, rows: &Rows<'_, Commons::Governor>) -> Done {
    sqlx::query!(
        "insert into governors (height, event_index, governor)
         select * from unnest($1::bigint[], $2::int[], $3::bytea[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.accounts(|e| e.governor)
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn ownership_offers(
    db: &mut PgConnection,
    rows: &Rows<'_, Commons::OwnershipTransferStarted>,
) -> Done {
    sqlx::query!(
        "insert into ownership_offers (height, event_index, from_account, to_account)
         select * from unnest($1::bigint[], $2::int[], $3::bytea[], $4::bytea[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.accounts(|e| e.from),
        &rows.accounts(|e| e.to)
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn ownership_changes(
    db: &mut PgConnection,
    rows: &Rows<'_, Commons::OwnershipTransferred>,
) -> Done {
    sqlx::query!(
        "insert into ownership_changes (height, event_index, from_account, to_account)
         select * from unnest($1::bigint[], $2::int[], $3::bytea[], $4::bytea[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.accounts(|e| e.from),
        &rows.accounts(|e| e.to)
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn guardians(db: &mut PgConnection, rows: &Rows<'_, Commons::Guardian>) -> Done {
    sqlx::query!(
        "insert into guardians (height, event_index, guardian, until)
         select * from unnest($1::bigint[], $2::int[], $3::bytea[], $4::text[]::numeric[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.accounts(|e| e.guardian),
        &rows.seconds(|e| e.until)
    )
    .execute(db)
    .await
    .map(drop)
}

/// A pause that ends no later than its block was ended early. The block's time is at hand: it was
/// written before.
pub(super) async fn pauses(db: &mut PgConnection, rows: &Rows<'_, Commons::Pause>) -> Done {
    sqlx::query!(
        "insert into pauses (height, event_index, guardian, until, ended)
         select p.*, p.until <= seconds_of(b.timestamp)
           from unnest($1::bigint[], $2::int[], $3::bytea[], $4::text[]::numeric[])
                as p (height, event_index, guardian, until)
           join blocks b using (height)",
        &rows.heights(),
        &rows.indexes(),
        &rows.accounts(|e| e.guardian),
        &rows.seconds(|e| e.until)
    )
    .execute(db)
    .await
    .map(drop)
}
