//! The token: who moved how much, who may, and what everybody holds.

use super::{Done, Rows, height};
use crate::domain::{Batch, Commons};
use sqlx::PgConnection;

pub(super) async fn transfers(db: &mut PgConnection, rows: &Rows<'_, Commons::Transfer>) -> Done {
    sqlx::query!(
        "insert into transfers (height, event_index, from_account, to_account, amount)
         select * from unnest($1::bigint[], $2::int[], $3::bytea[], $4::bytea[],
             $5::text[]::numeric[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.accounts(|e| e.from),
        &rows.accounts(|e| e.to),
        &rows.amounts(|e| e.value)
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

/// Brings the balances up to date from the transfers just written.
///
/// Two statements, because the check that no balance is negative looks at a row as it is offered to
/// `insert`, before it is found that the account is known already.
pub(super) async fn balances(db: &mut PgConnection, batch: &Batch) -> Done {
    let (Some(first), Some(last)) = (batch.blocks().first(), batch.blocks().last()) else {
        return Ok(());
    };
    let (first, last) = (height(first.height), height(last.height));
    sqlx::query!(
        r"insert into balances (account, amount, height)
          select distinct account, 0, $1::bigint
            from transfers, lateral (values (from_account), (to_account)) as side (account)
           where height between $1 and $2
             and account <> '\x0000000000000000000000000000000000000000'
          on conflict (account) do nothing",
        first,
        last
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        r"update balances b
             set amount = b.amount + moved.amount, height = moved.height
            from (select account, sum(side.amount) as amount, max(height) as height
                    from transfers t,
                         lateral (values (from_account, -amount), (to_account, amount))
                             as side (account, amount)
                   where height between $1 and $2
                   group by account) as moved
           where b.account = moved.account",
        first,
        last
    )
    .execute(db)
    .await
    .map(drop)
}
