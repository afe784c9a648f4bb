//! What the HTTP API reads.
//!
//! Amounts come as text, in base units: no type of JSON holds them otherwise.

mod activity;
mod heights;
mod pools;
mod role;
mod rows;
mod vote;

pub use activity::{Activity, Filter};
pub use pools::History;
pub use rows::{Condition, Record, Rows, Select};
pub use vote::{Point, RuleRow, Stream, Vote};

use super::{
    catalogue::{Catalogue, Column},
    connect::settle,
    derived::{Found, find},
    download::Download,
    moment::{Moment, Question, Seen, TRIES},
};
use role::Rights;
use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgListener, PgPoolOptions},
};
use std::time::Duration;
use time::OffsetDateTime;

/// How long a query of the API may take.
const TIME_LIMIT: Duration = Duration::from_secs(10);

/// Reads for the API, through pools of its own: slow readers never hold up the writer. It has the
/// rights of the role that reads, see [`role`].
#[derive(Debug, Clone)]
pub struct Reader {
    pool: PgPool,
    /// For what has to be told however busy the pool is: how it stands.
    spare: PgPool,
    /// For exports, which take as long as they take.
    exports: PgPool,
    /// For streams, of which there may be many at once.
    streams: PgPool,
    seen: Seen,
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
    /// Where the Commons is: `hatch`, `open`, `refunding`, `closing` or `closed`; none before it is
    /// deployed.
    pub phase: Option<String>,
    /// What the hatch has raised and not paid back, in base units of the currency.
    pub raised: String,
    /// The pools at that block; none before anything was paid in.
    pub pools: Option<History>,
    /// Until when the guardian has paused; none where there is no pause now.
    pub paused_until: Option<OffsetDateTime>,
    /// The rules that a vote can change, by their numbers.
    pub rules: Vec<RuleRow>,
}

impl Reader {
    /// A reader that connects when first asked.
    pub fn new(options: PgConnectOptions) -> Self {
        Self::with_time_limit(options, TIME_LIMIT)
    }

    /// A reader whose queries may take so long, in whole milliseconds.
    pub fn with_time_limit(options: PgConnectOptions, limit: Duration) -> Self {
        let limit = ("statement_timeout", limit.as_millis().to_string());
        let rights = Rights::default();
        let pool = |most, limits: Vec<(&'static str, String)>| {
            let (first, again) = (rights.clone(), rights.clone());
            PgPoolOptions::new()
                .max_connections(most)
                .acquire_timeout(Duration::from_secs(5))
                .after_connect(move |session, _| {
                    let (limits, rights) = (limits.clone(), first.clone());
                    Box::pin(async move {
                        settle(session, &limits).await?;
                        rights.take(session).await
                    })
                })
                .before_acquire(move |session, _| {
                    let rights = again.clone();
                    Box::pin(async move { rights.take_again(session).await.map(|()| true) })
                })
                .connect_lazy_with(options.clone())
        };
        Self {
            pool: pool(8, vec![limit.clone()]),
            spare: pool(2, vec![limit.clone()]),
            exports: pool(4, Vec::new()),
            streams: pool(4, vec![limit]),
            seen: Seen::default(),
        }
    }

    /// Answers a question as of one moment.
    ///
    /// # Errors
    /// The question's own, and those of the database.
    pub async fn ask<Q: Question>(&self, question: &Q) -> Result<Q::Answer, Q::Error> {
        Moment::ask(&self.pool, &self.seen, question).await
    }

    /// Begins to read all rows of what is selected from the catalogue, as of one moment, and
    /// measures the columns that are to be measured.
    ///
    /// # Errors
    /// What the selection refuses, and those of the database.
    pub async fn download<E: From<sqlx::Error>>(
        &self,
        select: impl for<'a> Fn(&'a Catalogue) -> Result<Select<'a>, E>,
        measured: impl Fn(&Column) -> bool,
    ) -> Result<Download, E> {
        for _ in 0..TRIES {
            let moment = Moment::now(&self.exports, &self.seen).await?;
            let catalogue = moment.catalogue();
            if let Some(download) = Download::open(moment, &select(&catalogue)?, &measured).await? {
                return Ok(download);
            }
        }
        Err(sqlx::Error::PoolTimedOut.into())
    }

    /// The height of the last block written; none before the first.
    ///
    /// # Errors
    /// The database does not answer, or has no tables yet.
    pub async fn head(&self) -> Result<Option<i64>, sqlx::Error> {
        sqlx::query_scalar!("select height from cursor").fetch_optional(&self.streams).await
    }

    /// Listens for commits on a connection of its own.
    pub async fn listener(&self) -> Result<PgListener, sqlx::Error> {
        let mut listener = PgListener::connect_with(&self.pool).await?;
        listener.listen(super::CHANNEL).await?;
        Ok(listener)
    }

    /// By whose rules the derived tables were made.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn made(&self) -> Result<Found, sqlx::Error> {
        find(&mut *self.spare.acquire().await?).await
    }

    /// The state at the cursor; none before the first block.
    pub async fn snapshot(&self) -> Result<Option<Snapshot>, sqlx::Error> {
        // One statement: cursor and pools are of the same moment.
        let row = sqlx::query!(
            r#"select c.height, c.hash, b.timestamp, phase() as phase, raised()::text as "raised!",
                      moment(nullif(paused_until_at(c.height), 0)) as paused_until,
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
        .fetch_optional(&self.spare)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let rules = vote::rules(&self.spare).await?;
        Ok(Some(Snapshot {
            height: row.height,
            hash: row.hash,
            timestamp: row.timestamp,
            phase: row.phase,
            raised: row.raised,
            pools: row.supply.map(|supply| History {
                height: row.pool_height.unwrap_or_default(),
                event_index: row.pool_index.unwrap_or_default(),
                timestamp: row.pool_timestamp.unwrap_or(row.timestamp),
                supply,
                reserve: row.reserve.unwrap_or_default(),
                funding_pool: row.funding_pool.unwrap_or_default(),
                spot_price: row.spot_price,
            }),
            paused_until: row.paused_until.filter(|until| *until > row.timestamp),
            rules,
        }))
    }
}
