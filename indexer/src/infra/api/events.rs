//! `/v1/events`: what happened, newest first.

use super::{Api, Problem, answer, params::Params};
use crate::{
    domain::EventId,
    infra::storage::{Activity, Filter, Moment},
};
use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;

/// What can be asked for with `kind`.
pub(super) const KINDS: &[&str] = &[
    "open",
    "mint",
    "redeem",
    "burn",
    "donate",
    "credit",
    "transfer",
    "approval",
    "contribute",
    "hatch_failed",
    "refund",
    "allow",
    "disallow",
    "announce_closing",
    "end_closing",
    "wind_down",
    "grant",
    "withdraw",
    "revoke",
    "lapse",
    "unlock",
    "unlocked",
    "cancel_unlock",
    "register",
    "name_governor",
    "offer_ownership",
    "transfer_ownership",
    "name_guardian",
    "pause",
    "unpause",
    "change_rule",
    "propose",
    "stake",
    "oppose",
    "announce",
    "reset",
    "execute",
    "cancel",
    "expire",
    "reclaim",
    "release",
];
const PARAMETERS: &str = "kind, account, from_block, to_block, cursor, limit";
pub(super) const LIMIT: u16 = 50;
pub(super) const MOST: u16 = 500;

/// A page of acts.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EventsPage)]
pub(super) struct Page {
    /// The acts.
    events: Vec<Event>,
    /// Give this as `cursor` to read on; null at the end.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// An act. What does not apply to its kind is left out.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Event {
    /// Block and position: the id in the stream.
    id: String,
    /// What was done.
    kind: String,
    /// Block of the event.
    block: i64,
    /// Position of the event in its block.
    event_index: i32,
    /// Position of the extrinsic that caused it; null where the runtime itself did.
    #[schema(required)]
    extrinsic_index: Option<i32>,
    /// Time of the block.
    #[serde(with = "time::serde::rfc3339")]
    timestamp: OffsetDateTime,
    /// Who signed the transaction and paid for it; null where that is not known. Another one than
    /// `account` moved its tokens by an allowance, or signed for a contract, a multisig or a proxy.
    #[schema(required)]
    signer: Option<String>,
    #[serde(flatten)]
    about: About,
    /// The pools after it, where it moved money or supply.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pools: Option<After>,
}

/// Whom and what an act is about. Amounts in base units: `tokens` of the token, `value` and
/// `tribute` of the currency, `deposit` of the chain's money.
#[derive(Debug, Serialize, ToSchema)]
struct About {
    /// Who acted; of what anybody may do for others, who signed the transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    account: Option<String>,
    /// Whom it concerned: receiver, spender, beneficiary, author, whose stake was released, whoever
    /// got or lost a role.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    counterparty: Option<String>,
    /// Tokens created, destroyed, moved, approved or staked, in base units.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    tokens: Option<String>,
    /// Money paid in, paid out, granted or requested, in base units of the currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    value: Option<String>,
    /// What went to the funding pool, in base units of the currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    tribute: Option<String>,
    /// The service registered, or paid for by a burn.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    service: Option<i64>,
    /// What that service is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    service_name: Option<String>,
    /// Hash of what a burn paid for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    content: Option<String>,
    /// The proposal that it was about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    proposal: Option<i64>,
    /// Title of that proposal.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    title: Option<String>,
    /// The grant that it was about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    grant: Option<i64>,
    /// Deposit paid in or back, in base units of the chain's money.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    deposit: Option<String>,
    /// Whether a stake is against the proposal.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    against: Option<bool>,
    /// Number of the rule that changed, or that a proposal would change.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    rule: Option<i16>,
    /// What that rule is from there on, or would be, in its unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    rule_value: Option<String>,
    /// From when on a proposal that was announced can be executed.
    #[serde(skip_serializing_if = "Option::is_none", with = "time::serde::rfc3339::option")]
    #[schema(nullable = false)]
    executable_from: Option<OffsetDateTime>,
    /// When the pause, the role, the proposal or the time for its execution ends, or when staked
    /// tokens are free.
    #[serde(skip_serializing_if = "Option::is_none", with = "time::serde::rfc3339::option")]
    #[schema(nullable = false)]
    until: Option<OffsetDateTime>,
}

/// The pools after an act.
#[derive(Debug, Serialize, ToSchema)]
struct After {
    /// Tokens in existence, in base units.
    supply: String,
    /// The collateral pool, in base units of the currency.
    reserve: String,
    /// The funding pool, in base units of the currency.
    funding_pool: String,
    /// Price of a whole token, in base units of the currency; null where there is none.
    #[schema(required)]
    spot_price: Option<String>,
}

impl From<Activity> for Event {
    fn from(row: Activity) -> Self {
        let hex = |bytes: Vec<u8>| format!("0x{}", hex::encode(bytes));
        let id = row.id().to_string();
        let pools = match (row.supply, row.reserve, row.funding_pool) {
            (Some(supply), Some(reserve), Some(funding_pool)) => {
                Some(After { supply, reserve, funding_pool, spot_price: row.spot_price })
            }
            _ => None,
        };
        Self {
            id,
            kind: row.kind,
            block: row.height,
            event_index: row.event_index,
            extrinsic_index: row.extrinsic_index,
            timestamp: row.timestamp,
            signer: row.signer.map(hex),
            about: About {
                account: row.account.map(hex),
                counterparty: row.counterparty.map(hex),
                tokens: row.tokens,
                value: row.value,
                tribute: row.tribute,
                service: row.service,
                service_name: row.service_name,
                content: row.content.map(hex),
                proposal: row.proposal,
                title: row.title,
                grant: row.grant_id,
                deposit: row.deposit,
                against: row.against,
                rule: row.rule,
                rule_value: row.rule_value,
                executable_from: row.executable_from,
                until: row.until,
            },
            pools,
        }
    }
}

/// The filters that `/v1/events` and `/v1/stream` share.
pub(super) fn filter(params: &mut Params) -> Result<Filter, Problem> {
    let kinds = params.words("kind", KINDS)?;
    let account = params.account("account")?;
    Ok(Filter { kinds, account, blocks: params.blocks()? })
}

/// `/v1/events`
pub(super) async fn events(
    State(api): State<Api>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let mut params = Params::of(&uri)?;
    let request = Listing {
        filter: filter(&mut params)?,
        before: params.event_id("cursor")?.unwrap_or(EventId::end_of(i64::MAX as u64)),
        limit: params.count("limit", MOST)?.unwrap_or(LIMIT).into(),
    };
    params.end(PARAMETERS)?;
    answer::answer(&api, &uri, &headers, request).await
}

struct Listing {
    filter: Filter,
    before: EventId,
    limit: usize,
}

impl answer::Request for Listing {
    type Answer = Page;

    async fn answer(&self, moment: &mut Moment) -> Result<Page, Problem> {
        // One more than asked for tells whether there is another page.
        let mut rows = moment.activity(&self.filter, self.before, self.limit as i64 + 1).await?;
        let more = rows.len() > self.limit;
        rows.truncate(self.limit);
        let next_cursor = rows.last().filter(|_| more).map(|row| row.id().to_string());
        Ok(Page { events: rows.into_iter().map(Event::from).collect(), next_cursor })
    }
}
