//! What the HTTP API reads.
//!
//! Amounts come as text, in base units: no type of JSON holds them otherwise.

use crate::domain::{Address, EventId};
use serde::Serialize;
use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgListener, PgPoolOptions},
};
use std::time::Duration;
use time::OffsetDateTime;

/// How long a query of the API may take.
const STATEMENT_TIMEOUT: &str = "10s";

/// Reads for the API, through a pool of its own: slow readers never hold up the writer.
#[derive(Debug, Clone)]
pub struct Reader {
    pool: PgPool,
}

/// The state of the database at its cursor.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// Height of the last block written.
    pub height: i64,
    /// Its hash.
    pub hash: Vec<u8>,
    /// Its time.
    pub timestamp: OffsetDateTime,
    /// The pools at that block; none before the opening.
    pub pools: Option<History>,
}

/// The pools after an event.
#[derive(Debug, Clone, Serialize)]
pub struct History {
    /// Block of the event.
    pub height: i64,
    /// Position of the event in its block.
    pub event_index: i32,
    /// Time of the block.
    #[serde(with = "time::serde::rfc3339")]
    pub timestamp: OffsetDateTime,
    /// Tokens in existence.
    pub supply: String,
    /// The collateral pool.
    pub reserve: String,
    /// The funding pool.
    pub funding_pool: String,
    /// Price of a whole token; none without supply.
    pub spot_price: Option<String>,
}

/// An act: one row of the `activity` view, with what belongs to it.
#[derive(Debug, Clone)]
pub struct Activity {
    /// Block of the event.
    pub height: i64,
    /// Position of the event in its block.
    pub event_index: i32,
    /// Position of the extrinsic that caused it.
    pub extrinsic_index: Option<i32>,
    /// Time of the block.
    pub timestamp: OffsetDateTime,
    /// What was done.
    pub kind: String,
    /// Who did it.
    pub account: Vec<u8>,
    /// Who received or was approved.
    pub counterparty: Option<Vec<u8>>,
    /// Tokens created, destroyed, moved or approved.
    pub tokens: Option<String>,
    /// Money paid in or out.
    pub value: Option<String>,
    /// What went to the funding pool by a mint or redemption.
    pub tribute: Option<String>,
    /// Service a burn paid for.
    pub service: Option<i64>,
    /// Hash of what a burn paid for.
    pub content: Option<Vec<u8>>,
    /// Supply after it.
    pub supply: Option<String>,
    /// Reserve after it.
    pub reserve: Option<String>,
    /// Funding pool after it.
    pub funding_pool: Option<String>,
    /// Spot price after it.
    pub spot_price: Option<String>,
}

impl Activity {
    /// Where the event is.
    pub fn id(&self) -> EventId {
        EventId {
            height: u64::try_from(self.height).unwrap_or_default(),
            index: u32::try_from(self.event_index).unwrap_or_default(),
        }
    }
}

/// Which acts to read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only these kinds; none means all.
    pub kinds: Option<Vec<String>>,
    /// Only those of this account, on either side.
    pub account: Option<Address>,
    /// Only from this block on.
    pub from_block: Option<u64>,
    /// Only up to this block.
    pub to_block: Option<u64>,
}

impl Filter {
    fn account(&self) -> Option<&[u8]> {
        self.account.as_ref().map(|a| a.as_slice())
    }
    fn from(&self) -> i64 {
        self.from_block.map_or(0, signed)
    }
    fn to(&self) -> i64 {
        self.to_block.map_or(i64::MAX, signed)
    }
}

fn signed(height: u64) -> i64 {
    i64::try_from(height).unwrap_or(i64::MAX)
}

impl Reader {
    /// A reader that connects when first asked.
    pub fn new(options: PgConnectOptions) -> Self {
        let options = options.options([("statement_timeout", STATEMENT_TIMEOUT)]);
        let pool = PgPoolOptions::new()
            .max_connections(8)
            .acquire_timeout(Duration::from_secs(5))
            .connect_lazy_with(options);
        Self { pool }
    }

    /// Listens for commits on a connection of its own.
    pub async fn listener(&self) -> Result<PgListener, sqlx::Error> {
        let mut listener = PgListener::connect_with(&self.pool).await?;
        listener.listen(super::CHANNEL).await?;
        Ok(listener)
    }

    /// The state at the cursor; none before the first block.
    pub async fn snapshot(&self) -> Result<Option<Snapshot>, sqlx::Error> {
        // One statement: cursor and pools are of the same moment.
        let row = sqlx::query!(
            r#"select c.height, c.hash, b.timestamp,
                      p.height as "pool_height?", p.event_index as "pool_index?",
                      p.timestamp as "pool_timestamp?", p.supply::text as "supply?",
                      p.reserve::text as "reserve?", p.funding_pool::text as "funding_pool?",
                      spot_price(p.supply, p.reserve, d.reserve_ratio_ppm)::text as "spot_price?"
                 from cursor c
                 join blocks b using (height)
                 cross join deployment d
                 left join lateral (
                      select s.*, t.timestamp from pool_states s join blocks t using (height)
                       order by s.height desc, s.event_index desc limit 1) p on true"#
        )
        .fetch_optional(&self.pool)
        .await?;
        Ok(row.map(|row| Snapshot {
            height: row.height,
            hash: row.hash,
            timestamp: row.timestamp,
            pools: row.supply.map(|supply| History {
                height: row.pool_height.unwrap_or_default(),
                event_index: row.pool_index.unwrap_or_default(),
                timestamp: row.pool_timestamp.unwrap_or(row.timestamp),
                supply,
                reserve: row.reserve.unwrap_or_default(),
                funding_pool: row.funding_pool.unwrap_or_default(),
                spot_price: row.spot_price,
            }),
        }))
    }

    /// Acts before `before`, newest first.
    pub async fn activity(
        &self,
        filter: &Filter,
        before: EventId,
        limit: i64,
    ) -> Result<Vec<Activity>, sqlx::Error> {
        sqlx::query_as!(
            Activity,
            r#"select a.height as "height!", a.event_index as "event_index!", e.extrinsic_index,
                      b.timestamp, a.kind as "kind!", a.account as "account!", a.counterparty,
                      a.tokens::text, a.value::text, a.tribute::text, a.service, a.content,
                      p.supply::text as "supply?", p.reserve::text as "reserve?",
                      p.funding_pool::text as "funding_pool?",
                      spot_price(p.supply, p.reserve, d.reserve_ratio_ppm)::text as "spot_price?"
                 from (select * from activity
                        where (height, event_index) < ($1::bigint, $2::int)
                          and height between $3 and $4
                          and ($5::text[] is null or kind = any ($5))
                          and ($6::bytea is null or account = $6 or counterparty = $6)
                        order by height desc, event_index desc
                        limit $7) a
                 join blocks b on b.height = a.height
                 join events e on e.height = a.height and e.event_index = a.event_index
                 left join pool_states p on p.height = a.height and p.event_index = a.event_index
                 cross join deployment d
                order by a.height desc, a.event_index desc"#,
            signed(before.height),
            i32::try_from(before.index).unwrap_or(i32::MAX),
            filter.from(),
            filter.to(),
            filter.kinds.as_deref(),
            filter.account(),
            limit
        )
        .fetch_all(&self.pool)
        .await
    }

    /// Acts after `after`, oldest first.
    pub async fn activity_after(
        &self,
        filter: &Filter,
        after: EventId,
        limit: i64,
    ) -> Result<Vec<Activity>, sqlx::Error> {
        sqlx::query_as!(
            Activity,
            r#"select a.height as "height!", a.event_index as "event_index!", e.extrinsic_index,
                      b.timestamp, a.kind as "kind!", a.account as "account!", a.counterparty,
                      a.tokens::text, a.value::text, a.tribute::text, a.service, a.content,
                      p.supply::text as "supply?", p.reserve::text as "reserve?",
                      p.funding_pool::text as "funding_pool?",
                      spot_price(p.supply, p.reserve, d.reserve_ratio_ppm)::text as "spot_price?"
                 from (select * from activity
                        where (height, event_index) > ($1::bigint, $2::int)
                          and height between $3 and $4
                          and ($5::text[] is null or kind = any ($5))
                          and ($6::bytea is null or account = $6 or counterparty = $6)
                        order by height, event_index
                        limit $7) a
                 join blocks b on b.height = a.height
                 join events e on e.height = a.height and e.event_index = a.event_index
                 left join pool_states p on p.height = a.height and p.event_index = a.event_index
                 cross join deployment d
                order by a.height, a.event_index"#,
            signed(after.height),
            i32::try_from(after.index).unwrap_or(i32::MAX),
            filter.from(),
            filter.to(),
            filter.kinds.as_deref(),
            filter.account(),
            limit
        )
        .fetch_all(&self.pool)
        .await
    }

    /// The pools between two times, oldest first, at most `points` of them and one more.
    ///
    /// Where there are more states than that, the time between the first and the last is cut into
    /// equal parts, and of each part the last state is kept: what a chart with so many points would
    /// show. The very first state is kept too.
    pub async fn pools(
        &self,
        from: OffsetDateTime,
        to: OffsetDateTime,
        points: i32,
    ) -> Result<Vec<History>, sqlx::Error> {
        sqlx::query_as!(
            History,
            r#"with states as (
                   select p.*, b.timestamp, d.reserve_ratio_ppm,
                          extract(epoch from b.timestamp) as at,
                          count(*) over () as total,
                          row_number() over (order by p.height, p.event_index) as place,
                          min(extract(epoch from b.timestamp)) over () as first,
                          max(extract(epoch from b.timestamp)) over () as last
                     from pool_states p
                     join blocks b using (height)
                     cross join deployment d
                    where b.timestamp between $1 and $2)
               select height as "height!", event_index as "event_index!",
                      timestamp as "timestamp!", supply::text as "supply!",
                      reserve::text as "reserve!", funding_pool::text as "funding_pool!",
                      spot_price(supply, reserve, reserve_ratio_ppm)::text as "spot_price?"
                 from (select distinct on (part) *
                         from (select *, case
                                      when total <= $3::int then place
                                      when place = 1 then 0
                                      when first = last then 1
                                      else least(width_bucket(at, first, last, $3::int), $3::int)
                                      end as part
                                 from states) parted
                        order by part, height desc, event_index desc) kept
                order by height, event_index"#,
            from,
            to,
            points
        )
        .fetch_all(&self.pool)
        .await
    }
}
