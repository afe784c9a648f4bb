//! What votes change: the rules of both contracts, and the wind-down.

use super::{Done, Rows};
use crate::domain::{Commons, Conviction};
use sqlx::PgConnection;

pub(super) async fn commons_rules(db: &mut PgConnection, rows: &Rows<'_, Commons::Rule>) -> Done {
    let numbers = rows.column(|e| i16::from(e.rule));
    changes(db, &rows.heights(), &rows.indexes(), &numbers, &rows.amounts(|e| e.value)).await
}

pub(super) async fn vote_rules(db: &mut PgConnection, rows: &Rows<'_, Conviction::Rule>) -> Done {
    let numbers = rows.column(|e| i16::from(e.rule));
    changes(db, &rows.heights(), &rows.indexes(), &numbers, &rows.amounts(|e| e.value)).await
}

async fn changes(
    db: &mut PgConnection,
    heights: &[i64],
    indexes: &[i32],
    rules: &[i16],
    values: &[String],
) -> Done {
    sqlx::query!(
        "insert into rule_changes (height, event_index, rule, value)
         select * from unnest($1::bigint[], $2::int[], $3::smallint[], $4::text[]::numeric[])",
        heights,
        indexes,
        rules,
        values
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn closings(db: &mut PgConnection, rows: &Rows<'_, Commons::Closing>) -> Done {
    sqlx::query!(
        "insert into closings (height, event_index, announced)
         select * from unnest($1::bigint[], $2::int[], $3::bool[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.column(|e| e.announced)
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn wind_downs(db: &mut PgConnection, rows: &Rows<'_, Commons::WindDown>) -> Done {
    sqlx::query!(
        "insert into wind_downs (height, event_index, signer)
         select * from unnest($1::bigint[], $2::int[], $3::bytea[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.signers() as _
    )
    .execute(db)
    .await
    .map(drop)
}
