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

/// What ends a request sets the stake to nothing or leaves it as it is. Where nothing is staked both
/// look the same; but only what is staked can be freed, once. To be written after the stakes.
pub(super) async fn unlocks(db: &mut PgConnection, rows: &Rows<'_, Commons::Unlock>) -> Done {
    sqlx::query!(
        "with u as (
             select * from unnest($1::bigint[], $2::int[], $3::bytea[], $4::text[]::numeric[],
                                  $5::text[]::numeric[])
                           as u (height, event_index, account, staked, free_at)),
         asked as (
             select height, event_index,
                    lag(free_at, 1, 0::numeric)
                        over (partition by account order by height, event_index) as free_at
               from (select height, event_index, account, free_at from u
                     union all
                     select height, event_index, account, free_at from unlocks
                      where account in (select account from u)) known)
         insert into unlocks (height, event_index, account, staked, free_at, act)
         select u.*,
                case when u.free_at > 0 then 'unlock'
                     when u.staked = 0 and a.free_at > 0
                      and exists (select from (select distinct on (proposal) stake
                                                 from stakes s
                                                where s.account = u.account
                                                  and (s.height, s.event_index)
                                                      < (u.height, u.event_index)
                                                order by proposal, height desc, event_index desc)
                                              as held
                                   where stake > 0)
                     then 'unlocked' else 'cancel_unlock' end
           from u
           join asked a using (height, event_index)",
        &rows.heights(),
        &rows.indexes(),
        &rows.accounts(|e| e.account),
        &rows.amounts(|e| e.staked),
        &rows.seconds(|e| e.freeAt)
    )
    .execute(db)
    .await
    .map(drop)
}
