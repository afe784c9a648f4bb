//! The pools over time.

use crate::infra::storage::Moment;
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;

/// The pools after an event.
#[derive(Debug, Clone, Serialize, ToSchema)]
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
    /// The collateral pool; 0 during a hatch.
    pub reserve: String,
    /// The funding pool; 0 during a hatch.
    pub funding_pool: String,
    /// Price of a whole token; none without supply, and none before the curve opens.
    #[schema(required)]
    pub spot_price: Option<String>,
}

impl Moment {
    /// The pools between two times, oldest first, at most `points` of them and one more.
    ///
    /// Where there are more states than that, the time between the first and the last is cut into
    /// equal parts, and of each part the last state is kept: what a chart with so many points would
    /// show. The very first state is kept too.
    pub async fn pools(
        &mut self,
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
        .fetch_all(self.db())
        .await
    }
}
