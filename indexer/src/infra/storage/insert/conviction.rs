//! Proposals, stakes and what came of them.

use super::{
    Done, Rows,
    copy::{Copy, Sort},
};
use crate::domain::Conviction;
use sqlx::PgConnection;

pub(super) async fn proposals(db: &mut PgConnection, rows: &Rows<'_, Conviction::Propose>) -> Done {
    sqlx::query!(
        "insert into proposals (height, event_index, proposal, author, kind, beneficiary, amount,
             duration, as_tokens, expiry, deposit, title, link)
         select * from unnest($1::bigint[], $2::int[], $3::bigint[], $4::bytea[], $5::smallint[],
             $6::bytea[], $7::text[]::numeric[], $8::text[]::numeric[], $9::bool[],
             $10::text[]::numeric[], $11::text[]::numeric[], $12::text[], $13::text[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.numbers(|e| e.proposal),
        &rows.accounts(|e| e.author),
        &rows.column(|e| i16::from(e.kind)),
        &rows.accounts(|e| e.beneficiary),
        &rows.amounts(|e| e.amount),
        &rows.seconds(|e| e.duration),
        &rows.column(|e| e.asTokens),
        &rows.seconds(|e| e.expiry),
        &rows.amounts(|e| e.deposit),
        &rows.texts(|e| &e.title),
        &rows.texts(|e| &e.link)
    )
    .execute(db)
    .await
    .map(drop)
}

const STAKES: &[(&str, Sort)] = &[
    ("height", Sort::Bigint),
    ("event_index", Sort::Integer),
    ("proposal", Sort::Bigint),
    ("account", Sort::Bytes),
    ("stake", Sort::Numeric),
    ("against", Sort::Boolean),
    ("staked", Sort::Numeric),
    ("conviction", Sort::Numeric),
    ("opposed", Sort::Numeric),
    ("opposition", Sort::Numeric),
    ("total_staked", Sort::Numeric),
    ("released", Sort::Boolean),
    ("signer", Sort::Bytes),
];

pub(super) async fn stakes(db: &mut PgConnection, stakes: &Rows<'_, Conviction::Stake>) -> Done {
    let mut rows = Copy::into("stakes", STAKES);
    for (about, stake) in &stakes.0 {
        rows.event(about.id)
            .bigint(stake.proposal.into())
            .field(stake.account.as_slice())
            .numeric(stake.stake)
            .boolean(stake.against)
            .numeric(stake.staked)
            .numeric(stake.conviction)
            .numeric(stake.opposed)
            .numeric(stake.opposition)
            .numeric(stake.totalStaked)
            .boolean(about.over && stake.stake.is_zero())
            .maybe(about.signer.as_ref().map(|signer| signer.as_slice()));
    }
    rows.write(db).await
}

pub(super) async fn announcements(
    db: &mut PgConnection,
    rows: &Rows<'_, Conviction::Announce>,
) -> Done {
    sqlx::query!(
        "insert into announcements (height, event_index, proposal, executable_from,
             executable_until, signer)
         select * from unnest($1::bigint[], $2::int[], $3::bigint[], $4::text[]::numeric[],
             $5::text[]::numeric[], $6::bytea[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.numbers(|e| e.proposal),
        &rows.seconds(|e| e.executableFrom),
        &rows.seconds(|e| e.executableUntil),
        &rows.signers() as _
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn resets(db: &mut PgConnection, rows: &Rows<'_, Conviction::Reset>) -> Done {
    sqlx::query!(
        "insert into resets (height, event_index, proposal, signer)
         select * from unnest($1::bigint[], $2::int[], $3::bigint[], $4::bytea[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.numbers(|e| e.proposal),
        &rows.signers() as _
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn executions(
    db: &mut PgConnection,
    rows: &Rows<'_, Conviction::Execute>,
) -> Done {
    sqlx::query!(
        "insert into executions (height, event_index, proposal, grant_id, conviction, opposition,
             threshold, total_staked, signer)
         select height, event_index, proposal, nullif(grant_id, 0), conviction, opposition,
                threshold, total_staked, signer
           from unnest($1::bigint[], $2::int[], $3::bigint[], $4::bigint[], $5::text[]::numeric[],
                       $6::text[]::numeric[], $7::text[]::numeric[], $8::text[]::numeric[],
                       $9::bytea[])
                as e (height, event_index, proposal, grant_id, conviction, opposition, threshold,
                      total_staked, signer)",
        &rows.heights(),
        &rows.indexes(),
        &rows.numbers(|e| e.proposal),
        &rows.numbers(|e| e.grantId),
        &rows.amounts(|e| e.conviction),
        &rows.amounts(|e| e.opposition),
        &rows.amounts(|e| e.threshold),
        &rows.amounts(|e| e.totalStaked),
        &rows.signers() as _
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn cancellations(
    db: &mut PgConnection,
    rows: &Rows<'_, Conviction::Cancel>,
) -> Done {
    sqlx::query!(
        "insert into cancellations (height, event_index, proposal, total_staked)
         select * from unnest($1::bigint[], $2::int[], $3::bigint[], $4::text[]::numeric[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.numbers(|e| e.proposal),
        &rows.amounts(|e| e.totalStaked)
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn expiries(db: &mut PgConnection, rows: &Rows<'_, Conviction::Expire>) -> Done {
    sqlx::query!(
        "insert into expiries (height, event_index, proposal, total_staked, signer)
         select * from unnest($1::bigint[], $2::int[], $3::bigint[], $4::text[]::numeric[],
             $5::bytea[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.numbers(|e| e.proposal),
        &rows.amounts(|e| e.totalStaked),
        &rows.signers() as _
    )
    .execute(db)
    .await
    .map(drop)
}

pub(super) async fn reclaims(db: &mut PgConnection, rows: &Rows<'_, Conviction::Reclaim>) -> Done {
    sqlx::query!(
        "insert into reclaims (height, event_index, proposal, author, amount, signer)
         select * from unnest($1::bigint[], $2::int[], $3::bigint[], $4::bytea[],
             $5::text[]::numeric[], $6::bytea[])",
        &rows.heights(),
        &rows.indexes(),
        &rows.numbers(|e| e.proposal),
        &rows.accounts(|e| e.author),
        &rows.amounts(|e| e.amount),
        &rows.signers() as _
    )
    .execute(db)
    .await
    .map(drop)
}
