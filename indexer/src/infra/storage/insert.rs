//! The rows of a batch: one statement for each table, whatever the number of rows.
//!
//! Columns are sent as arrays and unnested. Amounts travel as text, because no integer type is wide
//! enough; PostgreSQL parses them exactly.

use crate::domain::{Address, Batch, BlockRef, Commons, CommonsEvents, Deployment, EventId, U256};
use sqlx::PgConnection;
use time::OffsetDateTime;

type Done = Result<(), sqlx::Error>;

/// Heights and positions are checked to fit by whoever makes them: a height of 2^63 is out of reach.
fn height(height: u64) -> i64 {
    i64::try_from(height).unwrap_or(i64::MAX)
}

fn index(index: u32) -> i32 {
    i32::try_from(index).unwrap_or(i32::MAX)
}

/// The two columns that every table of events begins with.
fn keys(ids: impl Iterator<Item = EventId>) -> (Vec<i64>, Vec<i32>) {
    ids.map(|id| (height(id.height), index(id.index))).unzip()
}

fn bytes(values: impl Iterator<Item = impl AsRef<[u8]>>) -> Vec<Vec<u8>> {
    values.map(|v| v.as_ref().to_vec()).collect()
}

fn accounts<'a>(values: impl Iterator<Item = &'a Address>) -> Vec<Vec<u8>> {
    bytes(values.map(|a| &a.0.0))
}

fn amounts<'a>(values: impl Iterator<Item = &'a U256>) -> Vec<String> {
    values.map(U256::to_string).collect()
}

/// Writes which deployment the database is about, unless that is written already.
pub(super) async fn deployment(db: &mut PgConnection, d: &Deployment) -> Done {
    sqlx::query!(
        "insert into deployment (genesis_hash, commons, block_height, block_hash, name, symbol,
             decimals, currency, reserve_ratio_ppm, entry_tribute_ppm, exit_tribute_ppm,
             initial_supply, initial_reserve)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::text::numeric,
             $13::text::numeric)
         on conflict (singleton) do nothing",
        d.genesis_hash.as_slice(),
        d.commons.as_slice(),
        height(d.block.height),
        d.block.hash.as_slice(),
        d.name,
        d.symbol,
        i16::from(d.decimals),
        d.currency,
        index(d.reserve_ratio_ppm),
        index(d.entry_tribute_ppm),
        index(d.exit_tribute_ppm),
        d.initial_supply.to_string(),
        d.initial_reserve.to_string(),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Moves the cursor.
pub(super) async fn cursor(db: &mut PgConnection, to: BlockRef) -> Done {
    sqlx::query!(
        "insert into cursor (height, hash) values ($1, $2)
         on conflict (singleton) do update set height = excluded.height, hash = excluded.hash",
        height(to.height),
        to.hash.as_slice()
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Writes a batch: blocks, raw events, what they mean, and what follows from that.
pub(super) async fn batch(db: &mut PgConnection, batch: &Batch) -> Done {
    blocks(db, batch).await?;
    if batch.events().next().is_none() {
        return Ok(());
    }
    events(db, batch).await?;
    dead_letters(db, batch).await?;
    meanings(db, batch).await?;
    pool_states(db, batch).await?;
    balances(db, batch).await
}

async fn blocks(db: &mut PgConnection, batch: &Batch) -> Done {
    let blocks = batch.blocks();
    let heights: Vec<i64> = blocks.iter().map(|b| height(b.height)).collect();
    let versions: Vec<i32> = blocks.iter().map(|b| index(b.spec_version)).collect();
    let times: Vec<OffsetDateTime> = blocks.iter().map(|b| time(b.timestamp)).collect();
    sqlx::query!(
        "insert into blocks (height, hash, parent_hash, timestamp, spec_version)
         select * from unnest($1::bigint[], $2::bytea[], $3::bytea[], $4::timestamptz[], $5::int[])",
        &heights,
        &bytes(blocks.iter().map(|b| &b.hash.0)),
        &bytes(blocks.iter().map(|b| &b.parent_hash.0)),
        &times,
        &versions
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Milliseconds since the epoch as a time. The chain cannot name a time that the type cannot hold
/// unless its clock is broken; then the last one it can hold stands for it.
fn time(milliseconds: u64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(milliseconds) * 1_000_000)
        .unwrap_or(time::PrimitiveDateTime::MAX.assume_utc())
}

async fn events(db: &mut PgConnection, batch: &Batch) -> Done {
    let (heights, indexes) = keys(batch.events().map(|(id, _)| id));
    let extrinsics: Vec<Option<i32>> =
        batch.events().map(|(_, e)| e.extrinsic_index.map(index)).collect();
    let topic = |place: usize| -> Vec<Option<Vec<u8>>> {
        batch.events().map(|(_, e)| e.topics.get(place).map(|t| t.to_vec())).collect()
    };
    sqlx::query!(
        "insert into events (height, event_index, extrinsic_index, contract, topic0, topic1,
             topic2, topic3, data)
         select * from unnest($1::bigint[], $2::int[], $3::int[], $4::bytea[], $5::bytea[],
             $6::bytea[], $7::bytea[], $8::bytea[], $9::bytea[])",
        &heights,
        &indexes,
        &extrinsics as &[Option<i32>],
        &accounts(batch.events().map(|(_, e)| &e.contract)),
        &topic(0) as &[Option<Vec<u8>>],
        &topic(1) as &[Option<Vec<u8>>],
        &topic(2) as &[Option<Vec<u8>>],
        &topic(3) as &[Option<Vec<u8>>],
        &batch.events().map(|(_, e)| e.data.to_vec()).collect::<Vec<_>>(),
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn dead_letters(db: &mut PgConnection, batch: &Batch) -> Done {
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
    .await?;
    Ok(())
}

/// The decoded events, sorted by what they say.
#[derive(Default)]
struct Sorted<'a> {
    transfers: Vec<(EventId, &'a Commons::Transfer)>,
    approvals: Vec<(EventId, &'a Commons::Approval)>,
    openings: Vec<(EventId, &'a Commons::Open)>,
    mints: Vec<(EventId, &'a Commons::Mint)>,
    redemptions: Vec<(EventId, &'a Commons::Redeem)>,
    burns: Vec<(EventId, &'a Commons::Burn)>,
    donations: Vec<(EventId, &'a Commons::Donate)>,
}

async fn meanings(db: &mut PgConnection, batch: &Batch) -> Done {
    let mut sorted = Sorted::default();
    for decoded in batch.decoded() {
        let id = decoded.id;
        match &decoded.event {
            CommonsEvents::Transfer(e) => sorted.transfers.push((id, e)),
            CommonsEvents::Approval(e) => sorted.approvals.push((id, e)),
            CommonsEvents::Open(e) => sorted.openings.push((id, e)),
            CommonsEvents::Mint(e) => sorted.mints.push((id, e)),
            CommonsEvents::Redeem(e) => sorted.redemptions.push((id, e)),
            CommonsEvents::Burn(e) => sorted.burns.push((id, e)),
            CommonsEvents::Donate(e) => sorted.donations.push((id, e)),
        }
    }
    transfers(db, &sorted.transfers).await?;
    approvals(db, &sorted.approvals).await?;
    openings(db, &sorted.openings).await?;
    mints(db, &sorted.mints).await?;
    redemptions(db, &sorted.redemptions).await?;
    burns(db, &sorted.burns).await?;
    donations(db, &sorted.donations).await
}

async fn transfers(db: &mut PgConnection, rows: &[(EventId, &Commons::Transfer)]) -> Done {
    if rows.is_empty() {
        return Ok(());
    }
    let (heights, indexes) = keys(rows.iter().map(|(id, _)| *id));
    sqlx::query!(
        "insert into transfers (height, event_index, from_account, to_account, amount)
         select * from unnest($1::bigint[], $2::int[], $3::bytea[], $4::bytea[],
             $5::text[]::numeric[])",
        &heights,
        &indexes,
        &accounts(rows.iter().map(|(_, e)| &e.from)),
        &accounts(rows.iter().map(|(_, e)| &e.to)),
        &amounts(rows.iter().map(|(_, e)| &e.value))
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn approvals(db: &mut PgConnection, rows: &[(EventId, &Commons::Approval)]) -> Done {
    if rows.is_empty() {
        return Ok(());
    }
    let (heights, indexes) = keys(rows.iter().map(|(id, _)| *id));
    sqlx::query!(
        "insert into approvals (height, event_index, owner, spender, amount)
         select * from unnest($1::bigint[], $2::int[], $3::bytea[], $4::bytea[],
             $5::text[]::numeric[])",
        &heights,
        &indexes,
        &accounts(rows.iter().map(|(_, e)| &e.owner)),
        &accounts(rows.iter().map(|(_, e)| &e.spender)),
        &amounts(rows.iter().map(|(_, e)| &e.value))
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn openings(db: &mut PgConnection, rows: &[(EventId, &Commons::Open)]) -> Done {
    if rows.is_empty() {
        return Ok(());
    }
    let (heights, indexes) = keys(rows.iter().map(|(id, _)| *id));
    sqlx::query!(
        "insert into openings (height, event_index, account)
         select * from unnest($1::bigint[], $2::int[], $3::bytea[])",
        &heights,
        &indexes,
        &accounts(rows.iter().map(|(_, e)| &e.account))
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn mints(db: &mut PgConnection, rows: &[(EventId, &Commons::Mint)]) -> Done {
    if rows.is_empty() {
        return Ok(());
    }
    let (heights, indexes) = keys(rows.iter().map(|(id, _)| *id));
    sqlx::query!(
        "insert into mints (height, event_index, account, deposit, tribute, minted)
         select * from unnest($1::bigint[], $2::int[], $3::bytea[], $4::text[]::numeric[],
             $5::text[]::numeric[], $6::text[]::numeric[])",
        &heights,
        &indexes,
        &accounts(rows.iter().map(|(_, e)| &e.account)),
        &amounts(rows.iter().map(|(_, e)| &e.deposit)),
        &amounts(rows.iter().map(|(_, e)| &e.tribute)),
        &amounts(rows.iter().map(|(_, e)| &e.minted))
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn redemptions(db: &mut PgConnection, rows: &[(EventId, &Commons::Redeem)]) -> Done {
    if rows.is_empty() {
        return Ok(());
    }
    let (heights, indexes) = keys(rows.iter().map(|(id, _)| *id));
    sqlx::query!(
        "insert into redemptions (height, event_index, account, amount, tribute, returned)
         select * from unnest($1::bigint[], $2::int[], $3::bytea[], $4::text[]::numeric[],
             $5::text[]::numeric[], $6::text[]::numeric[])",
        &heights,
        &indexes,
        &accounts(rows.iter().map(|(_, e)| &e.account)),
        &amounts(rows.iter().map(|(_, e)| &e.amount)),
        &amounts(rows.iter().map(|(_, e)| &e.tribute)),
        &amounts(rows.iter().map(|(_, e)| &e.returned))
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn burns(db: &mut PgConnection, rows: &[(EventId, &Commons::Burn)]) -> Done {
    if rows.is_empty() {
        return Ok(());
    }
    let (heights, indexes) = keys(rows.iter().map(|(id, _)| *id));
    let services: Vec<i64> = rows.iter().map(|(_, e)| i64::from(e.service)).collect();
    sqlx::query!(
        "insert into burns (height, event_index, account, service, content, amount)
         select * from unnest($1::bigint[], $2::int[], $3::bytea[], $4::bigint[], $5::bytea[],
             $6::text[]::numeric[])",
        &heights,
        &indexes,
        &accounts(rows.iter().map(|(_, e)| &e.account)),
        &services,
        &bytes(rows.iter().map(|(_, e)| &e.content.0)),
        &amounts(rows.iter().map(|(_, e)| &e.amount))
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn donations(db: &mut PgConnection, rows: &[(EventId, &Commons::Donate)]) -> Done {
    if rows.is_empty() {
        return Ok(());
    }
    let (heights, indexes) = keys(rows.iter().map(|(id, _)| *id));
    sqlx::query!(
        "insert into donations (height, event_index, account, amount)
         select * from unnest($1::bigint[], $2::int[], $3::bytea[], $4::text[]::numeric[])",
        &heights,
        &indexes,
        &accounts(rows.iter().map(|(_, e)| &e.account)),
        &amounts(rows.iter().map(|(_, e)| &e.amount))
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn pool_states(db: &mut PgConnection, batch: &Batch) -> Done {
    let rows: Vec<_> = batch.pool_states().collect();
    if rows.is_empty() {
        return Ok(());
    }
    let (heights, indexes) = keys(rows.iter().map(|row| row.id));
    sqlx::query!(
        "insert into pool_states (height, event_index, supply, reserve, funding_pool)
         select * from unnest($1::bigint[], $2::int[], $3::text[]::numeric[],
             $4::text[]::numeric[], $5::text[]::numeric[])",
        &heights,
        &indexes,
        &amounts(rows.iter().map(|row| &row.pools.supply)),
        &amounts(rows.iter().map(|row| &row.pools.reserve)),
        &amounts(rows.iter().map(|row| &row.pools.funding_pool))
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Brings the balances up to date from the transfers just written.
///
/// Two statements, because the check that no balance is negative looks at a row as it is offered to
/// `insert`, before it is found that the account is known already.
async fn balances(db: &mut PgConnection, batch: &Batch) -> Done {
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
    .await?;
    Ok(())
}
