//! The vote: what thresholds count with, and how a proposal's conviction has grown.

use crate::infra::storage::Moment;
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;

/// What every proposal is judged by at a moment. Amounts are decimal digits of base units.
#[derive(Debug, Clone)]
pub struct Vote {
    /// The moment, in seconds since the Unix epoch.
    pub seconds: String,
    /// All stakes on proposals that are not over.
    pub staked: String,
    /// The stake that thresholds count with.
    pub effective_stake: String,
    /// The supply that the floor of the stake counts with.
    pub effective_supply: String,
    /// Tokens in existence.
    pub supply: String,
    /// What can be spent on projects.
    pub funding_pool: String,
    /// Until when the guardian has paused, in seconds since the Unix epoch; 0: not.
    pub paused_until: String,
    /// What is left of a conviction after a second, as a share of 2^128.
    pub decay: String,
    /// How many proposals there were.
    pub proposals: i64,
}

/// A proposal at a moment.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ConvictionPoint)]
pub struct Point {
    /// The moment.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// What had become of it: active, passed, cancelled or expired.
    pub status: String,
    /// The stakes that lay on it, in base units of the token.
    pub staked: String,
    /// Its conviction.
    pub conviction: String,
    /// What its conviction had to exceed; null where nothing suffices, and after its end.
    #[schema(required)]
    pub threshold: Option<String>,
}

impl Moment {
    /// The vote at the cursor; none before the Conviction contract is deployed.
    pub async fn vote(&mut self) -> Result<Option<Vote>, sqlx::Error> {
        sqlx::query_as!(
            Vote,
            r#"select v.seconds::text as "seconds!", v.staked::text as "staked!",
                      v.effective_stake::text as "effective_stake!",
                      v.effective_supply::text as "effective_supply!", v.supply::text as "supply!",
                      v.funding_pool::text as "funding_pool!",
                      coalesce((select until from pauses
                                 order by height desc, event_index desc limit 1), 0)::text
                          as "paused_until!",
                      r.decay::text as "decay!",
                      coalesce((select max(proposal) from proposals), 0) as "proposals!"
                 from voting_now v
                cross join vote_rule r"#
        )
        .fetch_optional(self.db())
        .await
    }

    /// What the recent grants to each of these beneficiaries still count at the cursor, in base
    /// units of the currency.
    pub async fn recently_granted(
        &mut self,
        beneficiaries: &[Vec<u8>],
    ) -> Result<Vec<String>, sqlx::Error> {
        sqlx::query_scalar!(
            r#"select recently_granted(b.account, now_at_cursor())::text as "counted!"
                 from unnest($1::bytea[]) with ordinality as b (account, place)
                order by b.place"#,
            beneficiaries
        )
        .fetch_all(self.db())
        .await
    }

    /// A proposal at so many moments, evenly from its beginning to its end or to the cursor, or
    /// between two times. None if there is no such proposal.
    pub async fn conviction(
        &mut self,
        proposal: i64,
        points: i32,
        from: Option<OffsetDateTime>,
        to: Option<OffsetDateTime>,
    ) -> Result<Option<Vec<Point>>, sqlx::Error> {
        let there = sqlx::query_scalar!(
            r#"select exists (select from proposals where proposal = $1) as "there!""#,
            proposal
        );
        if !there.fetch_one(self.db()).await? {
            return Ok(None);
        }
        let curve = sqlx::query_as!(
            Point,
            r#"select at as "at!", status as "status!", staked::text as "staked!",
                      conviction::text as "conviction!", threshold::text
                 from conviction_curve($1, $2, $3, $4)"#,
            proposal,
            points,
            from,
            to
        );
        curve.fetch_all(self.db()).await.map(Some)
    }
}
