//! What happened, as one list.

use super::Reader;
use crate::{
    domain::{Address, EventId},
    infra::{heights::Heights, storage::Moment},
};
use time::OffsetDateTime;

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
    /// Who did it; none where that is not known.
    pub account: Option<Vec<u8>>,
    /// Who signed the transaction; none where that is not known.
    pub signer: Option<Vec<u8>>,
    /// Whom it concerned: receiver, spender, beneficiary, author.
    pub counterparty: Option<Vec<u8>>,
    /// Tokens created, destroyed, moved, approved or staked.
    pub tokens: Option<String>,
    /// Money paid in or out, granted or requested.
    pub value: Option<String>,
    /// What went to the funding pool by a mint or redemption.
    pub tribute: Option<String>,
    /// Service registered, or paid for by a burn.
    pub service: Option<i64>,
    /// What the service is called.
    pub service_name: Option<String>,
    /// Hash of what a burn paid for.
    pub content: Option<Vec<u8>>,
    /// Proposal that it was about.
    pub proposal: Option<i64>,
    /// Title of the proposal.
    pub title: Option<String>,
    /// Grant that it was about.
    pub grant_id: Option<i64>,
    /// Deposit paid in or back, in base units of the chain's money.
    pub deposit: Option<String>,
    /// Whether a stake is against the proposal.
    pub against: Option<bool>,
    /// The rule that changed, or that a proposal would change.
    pub rule: Option<i16>,
    /// What that rule is from there on, or would be.
    pub rule_value: Option<String>,
    /// From when on a proposal that was announced can be executed.
    pub executable_from: Option<OffsetDateTime>,
    /// When the pause, the guardian's role, the proposal or the time for its execution ends, or when
    /// staked tokens are free; none for never.
    pub until: Option<OffsetDateTime>,
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
    /// Only those of this account: it acted, signed for a transfer, or is whom the act concerned.
    pub account: Option<Address>,
    /// Only those in these blocks.
    pub blocks: Heights,
}

impl Filter {
    fn account(&self) -> Option<&[u8]> {
        self.account.as_ref().map(|a| a.as_slice())
    }
    fn from(&self) -> i64 {
        self.blocks.from().unwrap_or(0)
    }
    fn to(&self) -> i64 {
        self.blocks.to().unwrap_or(i64::MAX)
    }
}

fn signed(height: u64) -> i64 {
    i64::try_from(height).unwrap_or(i64::MAX)
}

/// Reads acts on one side of an event, the nearest first. A macro because side and order must be
/// written into the statement: with either as a parameter no index would serve it.
macro_rules! acts {
    ($db:expr, $filter:expr, $side:literal, $of:expr, $order:literal, $limit:expr) => {
        sqlx::query_as!(
            Activity,
            r#"select a.height as "height!", a.event_index as "event_index!", e.extrinsic_index,
                      b.timestamp, a.kind as "kind!", a.account, a.counterparty, e.signer,
                      a.tokens::text,
                      a.value::text, a.tribute::text, a.service, s.name as "service_name?",
                      a.content, a.proposal, o.title as "title?", a.grant_id, a.deposit::text,
                      a.against, a.rule, a.rule_value::text,
                      moment(a.executable_from) as executable_from,
                      moment(a.until) as until, p.supply::text as "supply?",
                      p.reserve::text as "reserve?", p.funding_pool::text as "funding_pool?",
                      spot_price(p.supply, p.reserve, d.reserve_ratio_ppm)::text as "spot_price?"
                 from (select * from activity
                        where (height, event_index) "#
                + $side
                + r#" ($1::bigint, $2::int)
                          and height between $3 and $4
                          and ($5::text[] is null or kind = any ($5))
                          and ($6::bytea is null or account = $6 or counterparty = $6
                               or (kind = 'transfer' and signed_by = $6))
                        order by height "#
                + $order
                + ", event_index "
                + $order
                + r#" limit $7) a
                 join blocks b on b.height = a.height
                 join events e on e.height = a.height and e.event_index = a.event_index
                 left join pool_states p on p.height = a.height and p.event_index = a.event_index
                 left join proposals o on o.proposal = a.proposal
                 left join services s on s.service = a.service
                 cross join deployment d
                order by a.height "#
                + $order
                + ", a.event_index "
                + $order,
            signed($of.height),
            i32::try_from($of.index).unwrap_or(i32::MAX),
            $filter.from(),
            $filter.to(),
            $filter.kinds.as_deref(),
            $filter.account(),
            $limit
        )
        .fetch_all($db)
        .await
    };
}

impl Moment {
    /// Acts before `before`, newest first.
    pub async fn activity(
        &mut self,
        filter: &Filter,
        before: EventId,
        limit: i64,
    ) -> Result<Vec<Activity>, sqlx::Error> {
        acts!(self.db(), filter, "<", before, "desc", limit)
    }
}

impl Reader {
    /// The newest act of all; none before the first.
    pub async fn newest(&self, filter: &Filter) -> Result<Option<Activity>, sqlx::Error> {
        let end = EventId::end_of(i64::MAX as u64);
        let newest: Result<Vec<Activity>, sqlx::Error> =
            acts!(&self.streams, filter, "<", end, "desc", 1);
        Ok(newest?.into_iter().next())
    }

    /// Acts after `after`, oldest first.
    pub async fn activity_after(
        &self,
        filter: &Filter,
        after: EventId,
        limit: i64,
    ) -> Result<Vec<Activity>, sqlx::Error> {
        acts!(&self.streams, filter, ">", after, "asc", limit)
    }
}
