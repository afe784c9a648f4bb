//! The vote: what thresholds count with, and how a proposal's conviction has grown.

use crate::infra::storage::Moment;
use serde::Serialize;
use sqlx::PgExecutor;
use time::OffsetDateTime;
use utoipa::ToSchema;

/// What every proposal is judged by at a moment. Numbers are decimal digits; amounts are base units,
/// times seconds since the Unix epoch.
#[derive(Debug, Clone)]
pub struct Vote {
    /// The moment.
    pub seconds: String,
    /// All stakes.
    pub staked: String,
    /// The stake that thresholds count with.
    pub effective_stake: String,
    /// The supply that the floor of the stake counts with.
    pub effective_supply: String,
    /// The funding pool that requests count with.
    pub effective_funds: String,
    /// Tokens in existence.
    pub supply: String,
    /// What can be spent on projects.
    pub funding_pool: String,
    /// What recent grants count against the spending limit.
    pub recently_granted: String,
    /// Until when the guardian has paused; in the past or 0: not.
    pub paused_until: String,
    /// What is left of a conviction after a second, as a share of 2^128.
    pub decay: String,
    /// The share of the funding pool that no request may reach, in parts per million; 0 where nothing
    /// can be granted.
    pub spending_limit: i32,
    /// How much conviction passing takes, in parts per million.
    pub weight: i32,
    /// The share of the supply that thresholds count with at least, in parts per million.
    pub min_stake: i32,
    /// Seconds in which conviction covers half of the way to its limit.
    pub half_life: String,
    /// Seconds between announcement and execution.
    pub notice: String,
    /// What an author deposits at least, in base units of the chain's money.
    pub deposit: String,
    /// How many proposals there were.
    pub proposals: i64,
}

/// A rule that a vote can change, as it is.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RuleState)]
pub struct RuleRow {
    /// Its number: 1 to 4 are kept by the Commons, 5 to 9 by the vote.
    pub rule: i16,
    /// Its name.
    pub name: String,
    /// What its value is a number of: `ppm`, `seconds`, or `native`, base units of the chain's money.
    pub unit: String,
    /// What it is.
    pub value: String,
    /// What it was at the deployment.
    pub initial: String,
    /// The least that it can become.
    pub least: String,
    /// The most that it can become.
    pub most: String,
    /// The largest change at once; 0: it can never change.
    pub step: String,
    /// When it last changed; null if it never did.
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(required)]
    pub changed: Option<OffsetDateTime>,
    /// When it can change again; null if it never changed.
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(required)]
    pub changeable_from: Option<OffsetDateTime>,
}

/// A grant as the Commons keeps it, as far as its revocation depends on that.
#[derive(Debug, Clone)]
pub struct Stream {
    /// Its number.
    pub grant_id: i64,
    /// All of it, less what returned, in base units of the currency.
    pub amount: String,
    /// When it began, in seconds since the Unix epoch.
    pub start: String,
    /// How long it takes, in seconds.
    pub duration: String,
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
    /// The stakes that lay on it, for it, in base units of the token.
    pub staked: String,
    /// Their conviction: its support.
    pub conviction: String,
    /// The stakes that lay on it, against it, in base units of the token.
    pub opposed: String,
    /// Their conviction.
    pub opposition: String,
    /// Support less opposition, what counts of each; null after its end.
    #[schema(required)]
    pub net: Option<String>,
    /// What that had to exceed; null where nothing suffices, and after its end.
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
                      v.effective_supply::text as "effective_supply!",
                      v.effective_funds::text as "effective_funds!", v.supply::text as "supply!",
                      v.funding_pool::text as "funding_pool!",
                      recently_granted(n.at)::text as "recently_granted!",
                      paused_until_at(v.height)::text as "paused_until!",
                      v.decay::text as "decay!", v.spending_limit_ppm as "spending_limit!",
                      v.weight_ppm as "weight!", ppm_at(7, v.height) as "min_stake!",
                      rule_at(9, v.height)::text as "half_life!",
                      rule_at(5, v.height)::text as "notice!",
                      rule_at(8, v.height)::text as "deposit!",
                      coalesce((select max(proposal) from proposals), 0) as "proposals!"
                 from (select now_at_cursor() as at) n
                cross join lateral voting_at(n.at) v"#
        )
        .fetch_optional(self.db())
        .await
    }

    /// The rules that a vote can change, at the cursor, by their numbers.
    pub async fn rules(&mut self) -> Result<Vec<RuleRow>, sqlx::Error> {
        rules(self.db()).await
    }

    /// The grants of these numbers, in no order.
    pub async fn streams(&mut self, grants: &[i64]) -> Result<Vec<Stream>, sqlx::Error> {
        if grants.is_empty() {
            return Ok(Vec::new());
        }
        sqlx::query_as!(
            Stream,
            r#"select grant_id as "grant_id!",
                      (amount - coalesce(returned, 0))::text as "amount!", start::text as "start!",
                      (claimable_until - 31536000 - start)::text as "duration!"
                 from grants_now
                where grant_id = any ($1)"#,
            grants
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
                      conviction::text as "conviction!", opposed::text as "opposed!",
                      opposition::text as "opposition!", net::text, threshold::text
                 from conviction_curve($1, $2, $3, $4)"#,
            proposal,
            points,
            from,
            to
        );
        curve.fetch_all(self.db()).await.map(Some)
    }
}

/// The rules that a vote can change, at the cursor, by their numbers.
pub(super) async fn rules(db: impl PgExecutor<'_>) -> Result<Vec<RuleRow>, sqlx::Error> {
    sqlx::query_as!(
        RuleRow,
        r#"select rule as "rule!", name as "name!", unit as "unit!", value::text as "value!",
                  initial::text as "initial!", least::text as "least!", most::text as "most!",
                  step::text as "step!", moment(changed) as changed,
                  moment(changeable_from) as changeable_from
             from rules
            order by rule"#
    )
    .fetch_all(db)
    .await
}
