//! `/v1/status`: where the indexer is and how the Commons stands.

use super::{Api, health::reasons_not_ready, position::Position};
use crate::{
    application::Role,
    domain::{self, Address},
    infra::storage::{History, RuleRow},
};
use axum::{Json, extract::State};
use serde::Serialize;
use sp_crypto_hashing::sha2_256;
use time::OffsetDateTime;
use utoipa::ToSchema;
use weir_client::deployment::Parameters;

/// The answer of `/v1/status`.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Status {
    /// Version of the indexer.
    version: &'static str,
    /// Whether what is served is up to date.
    ready: bool,
    /// Why not ready, in words.
    reasons: Vec<String>,
    /// What the loop is trying again after.
    #[schema(required)]
    trouble: Option<String>,
    /// `writer`, `standby` or `starting`.
    role: &'static str,
    #[schema(required)]
    cursor: Option<Cursor>,
    #[schema(required)]
    finalized_height: Option<u64>,
    #[schema(required)]
    blocks_behind: Option<u64>,
    /// Age of the last block written, while there are newer ones; 0 when there are none.
    #[schema(required)]
    seconds_behind: Option<u64>,
    deployment: Deployment,
    /// `hatch`, `open`, `refunding`, `closing` (a wind-down is announced) or `closed`; null before the
    /// Commons is deployed.
    #[schema(required)]
    phase: Option<String>,
    /// What the hatch has raised and not paid back; null without a hatch.
    #[schema(required)]
    raised: Option<String>,
    /// The pools at the cursor; null before anything was paid in.
    #[schema(required)]
    pools: Option<History>,
    /// Until when the guardian has paused; null where there is no pause.
    #[schema(required)]
    #[serde(with = "time::serde::rfc3339::option")]
    paused_until: Option<OffsetDateTime>,
    /// The rules that a vote can change, as they are: what `deployment` says of them is what they
    /// were at first. Empty before the first block.
    rules: Vec<RuleRow>,
}

/// The last block written.
#[derive(Debug, Serialize, ToSchema)]
struct Cursor {
    /// Its height.
    height: i64,
    /// Its hash.
    hash: String,
    /// Its time.
    #[serde(with = "time::serde::rfc3339")]
    timestamp: OffsetDateTime,
}

/// Which Commons on which chain this is.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Identity {
    /// Another one for every deployment on every chain, one that was started over included: where it
    /// differs from what a client has seen, all that the client holds is of something else.
    pub(super) id: String,
    /// Hash of block 0 of the chain.
    genesis_hash: String,
    /// Height of the block that deployed the Commons.
    block: u64,
    /// Hash of that block.
    block_hash: String,
    /// Address of the Commons contract.
    commons: String,
    /// Address of the Conviction contract.
    conviction: String,
}

impl Identity {
    pub(super) fn of(d: &domain::Deployment) -> Self {
        let contracts = [d.contracts.commons, d.contracts.conviction].map(Address::into_array);
        let all = [
            d.genesis_hash.as_slice(),
            d.block.hash.as_slice(),
            &d.block.height.to_be_bytes(),
            contracts.as_flattened(),
        ];
        let hex = |address: Address| format!("0x{}", hex::encode(address));
        Self {
            id: hex::encode(&sha2_256(&all.concat())[..16]),
            genesis_hash: d.genesis_hash.to_string(),
            block: d.block.height,
            block_hash: d.block.hash.to_string(),
            commons: hex(d.contracts.commons),
            conviction: hex(d.contracts.conviction),
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
struct Deployment {
    #[serde(flatten)]
    identity: Identity,
    name: String,
    symbol: String,
    /// Of the token; see `currency_decimals` for money.
    decimals: u8,
    native_symbol: String,
    /// Of the chain's own money outside of contracts, where it has 18.
    native_decimals: u8,
    currency: String,
    /// The ERC-20 contract of the currency; null for the chain's own money.
    #[schema(required)]
    currency_address: Option<String>,
    currency_decimals: u8,
    reserve_ratio_ppm: u32,
    entry_tribute_ppm: u32,
    exit_tribute_ppm: u32,
    initial_supply: String,
    initial_reserve: String,
    /// Null where the curve opened without one.
    #[schema(required)]
    hatch: Option<Hatch>,
    vote: Vote,
}

/// How the first money is raised. Money in base units of the currency, times in seconds.
#[derive(Debug, Serialize, ToSchema)]
struct Hatch {
    minimum: String,
    maximum: String,
    #[schema(required)]
    #[serde(with = "time::serde::rfc3339::option")]
    deadline: Option<OffsetDateTime>,
    price: String,
    /// The spot price right after the opening.
    #[schema(required)]
    opening_price: Option<String>,
    tribute_ppm: u32,
    vesting_cliff: u64,
    vesting_half_life: u64,
    allowlist: bool,
}

/// The rules of the vote at the deployment. Times in seconds.
#[derive(Debug, Serialize, ToSchema)]
struct Vote {
    /// In how long conviction covers half of the way to its limit.
    half_life: u64,
    /// The share of the funding pool that a request must stay below.
    spending_limit_ppm: u32,
    /// For how long a grant counts against the spending limit.
    window: u64,
    /// How much conviction passing takes.
    weight_ppm: u32,
    /// The share of the supply that thresholds count with at least.
    min_stake_ppm: u32,
    /// What an author deposits at least, in base units of the chain's own money.
    deposit: String,
    /// The longest time that a proposal can stay open.
    max_lifetime: u64,
    /// Between the announcement of a proposal and its execution.
    notice: u64,
    /// The same for changes of a rule or of the governor and for the wind-down.
    long_notice: u64,
    /// The share of the supply that a change of a rule or of the governor takes; 0: there is none.
    rule_share_ppm: u32,
    /// The share of the supply that a wind-down takes; 0: there is none.
    exit_share_ppm: u32,
}

impl Vote {
    fn of(Parameters { settings, conviction, .. }: &Parameters) -> Self {
        Self {
            half_life: conviction.half_life,
            spending_limit_ppm: settings.spending_limit_ppm.ppm(),
            window: settings.window,
            weight_ppm: conviction.weight_ppm.ppm(),
            min_stake_ppm: conviction.min_stake_ppm.ppm(),
            deposit: conviction.deposit.base_units().to_string(),
            max_lifetime: conviction.max_lifetime,
            notice: conviction.notice,
            long_notice: conviction.long_notice,
            rule_share_ppm: conviction.rule_share_ppm.ppm(),
            exit_share_ppm: conviction.exit_share_ppm.ppm(),
        }
    }
}

impl Deployment {
    fn of(d: &domain::Deployment) -> Self {
        let p = &d.parameters;
        let hex = |address: Address| format!("0x{}", hex::encode(address));
        Self {
            identity: Identity::of(d),
            name: weir_text::clean(&p.name),
            symbol: weir_text::clean(&p.symbol),
            decimals: p.decimals,
            native_symbol: weir_text::clean(&d.native_symbol),
            native_decimals: d.native_decimals,
            currency: weir_text::clean(&d.currency.symbol),
            currency_address: d.currency_address().map(hex),
            currency_decimals: d.currency.decimals,
            reserve_ratio_ppm: p.reserve_ratio_ppm.ppm(),
            entry_tribute_ppm: p.entry_tribute_ppm.ppm(),
            exit_tribute_ppm: p.exit_tribute_ppm.ppm(),
            initial_supply: p.initial_supply.base_units().to_string(),
            initial_reserve: p.initial_reserve.base_units().to_string(),
            hatch: p.hatch.as_ref().map(|h| Hatch {
                minimum: h.minimum.base_units().to_string(),
                maximum: h.maximum.base_units().to_string(),
                deadline: i64::try_from(h.deadline)
                    .ok()
                    .and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok()),
                price: h.price.base_units().to_string(),
                opening_price: h
                    .opening_price(p.reserve_ratio_ppm)
                    .map(|price| price.base_units().to_string()),
                tribute_ppm: h.tribute_ppm.ppm(),
                vesting_cliff: h.vesting_cliff,
                vesting_half_life: h.vesting_half_life,
                allowlist: h.allowlist,
            }),
            vote: Vote::of(p),
        }
    }
}

pub(super) async fn status(State(api): State<Api>) -> Json<Status> {
    Json(Status::of(&api).await)
}

impl Status {
    /// Always an answer: without a database it still tells about the loop, and says so.
    pub(super) async fn of(api: &Api) -> Self {
        let position = Position::of(api).await;
        let reasons = reasons_not_ready(api, &position);
        let Position { snapshot, finalized, blocks_behind, seconds_behind } = position;
        let snapshot = snapshot.ok().flatten();
        let (role, trouble) = {
            let progress = api.progress.borrow();
            (progress.role, progress.trouble.as_ref().map(|trouble| trouble.public.clone()))
        };
        let hatches = api.deployment.parameters.hatch.is_some();
        Self {
            version: env!("CARGO_PKG_VERSION"),
            ready: reasons.is_empty(),
            reasons,
            trouble,
            role: match role {
                Role::Starting => "starting",
                Role::Standby => "standby",
                Role::Writer => "writer",
            },
            finalized_height: finalized,
            blocks_behind,
            seconds_behind,
            cursor: snapshot.as_ref().map(|s| Cursor {
                height: s.height,
                hash: format!("0x{}", hex::encode(&s.hash)),
                timestamp: s.timestamp,
            }),
            deployment: Deployment::of(&api.deployment),
            phase: snapshot.as_ref().and_then(|s| s.phase.clone()),
            raised: snapshot.as_ref().filter(|_| hatches).map(|s| s.raised.clone()),
            paused_until: snapshot.as_ref().and_then(|s| s.paused_until),
            rules: snapshot.as_ref().map(|s| s.rules.clone()).unwrap_or_default(),
            pools: snapshot.and_then(|s| s.pools),
        }
    }
}
