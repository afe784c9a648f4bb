//! What voters ask of a proposal: when it passes with the present stake, and what it lacks.
//!
//! Found as the command line finds it: by trying the contracts' own functions at the seconds to come,
//! from the state at the cursor.

use crate::{
    domain::Deployment,
    infra::storage::{Column, Kind, Record, Value, Vote},
};
use std::str::FromStr;
use time::{Duration, OffsetDateTime};
use weir_client::{
    Address, Amount, U256,
    conviction::{
        ConvictionSettings, Forecast, Obstacle, Outlook, Proposal, ProposalKind, Seen, Status,
        Totals, Verdict,
    },
};

/// The columns that [`add`] adds.
pub(super) fn columns() -> Vec<Column> {
    let column = |name: &str, kind, nullable, comment: &str| Column {
        name: name.into(),
        comment: comment.into(),
        kind,
        nullable,
    };
    let seconds = Kind::Number(Some((20, 0)));
    vec![
        column(
            "verdict",
            Kind::Text,
            false,
            "What comes of it if stakes, funds and supply stay as they are. now: it can be executed; \
             in: it can be later; never: it cannot; signal: it requests nothing; over; overdue: its \
             time is over, which anybody can tell the contract.",
        ),
        column(
            "passes_in",
            seconds,
            true,
            "Seconds after which it can be executed; null if never.",
        ),
        column("passes_at", Kind::Time, true, "When that is; null if never."),
        column("because", Kind::Text, true, "Why it cannot pass, in words; null if it can."),
        column(
            "tokens_needed",
            Kind::Number(Some((78, 0))),
            true,
            "Tokens that have to be staked on it in addition now, so that it passes before it \
             expires, in base units; null where none are needed and where no number would do.",
        ),
        column(
            "paused_until",
            Kind::Time,
            true,
            "Until when the guardian's pause forbids its execution; null without a pause.",
        ),
        column(
            "recently_granted",
            Kind::Number(Some((78, 0))),
            true,
            "What recent grants to its beneficiary still count, in base units of the currency, where \
             that forbids this grant for now though the vote may allow it; null where it does not.",
        ),
    ]
}

/// The forecast of a vote.
pub(super) fn forecast(deployment: &Deployment, vote: &Vote) -> Option<Forecast> {
    let p = &deployment.parameters;
    let settings = ConvictionSettings {
        commons: deployment.contracts.commons,
        half_life: p.conviction.half_life,
        decay: number(&vote.decay)?,
        spending_limit: p.settings.spending_limit_ppm,
        weight: p.conviction.weight_ppm,
        min_stake: p.conviction.min_stake_ppm,
        deposit: p.conviction.deposit,
        max_lifetime: p.conviction.max_lifetime,
    };
    let totals = Totals {
        staked: amount(&vote.staked)?,
        effective_stake: amount(&vote.effective_stake)?,
        effective_supply: amount(&vote.effective_supply)?,
        proposals: u32::try_from(vote.proposals).ok()?,
    };
    let seen = Seen {
        supply: amount(&vote.supply)?,
        funds: amount(&vote.funding_pool)?,
        paused_until: number(&vote.paused_until)?,
        now: number(&vote.seconds)?,
    };
    Forecast::new(settings, totals, seen).ok()
}

/// Who would be granted by an active proposal; nobody, as no bytes.
pub(super) fn beneficiary(row: &Record) -> Vec<u8> {
    let is_active = *row.value("status") == Value::Text("active".into());
    match row.value("beneficiary") {
        Value::Bytes(account) if is_active => account.clone(),
        _ => Vec::new(),
    }
}

/// Adds the outlook to a row of `proposals_now`, with what the recent grants to its beneficiary
/// still count.
pub(super) fn add(row: Record, counted: &str, forecast: Option<&Forecast>) -> Record {
    let outlook = forecast.and_then(|forecast| {
        let proposal = proposal(&row)?;
        let limit = match proposal.kind {
            ProposalKind::Funding { amount: requested, .. } => {
                forecast.beneficiary_limit(requested, amount(counted)?)
            }
            _ => None,
        };
        Some(values(&forecast.outlook(&proposal), limit, forecast.now))
    });
    row.with(&columns(), outlook.unwrap_or_else(unknown))
}

/// The outlook of what no contract would hold.
fn unknown() -> Vec<Value> {
    let why = "its numbers are beyond what the contracts hold: nothing can be said of it";
    let mut values = vec![Value::Null; columns().len()];
    (values[0], values[3]) = (Value::Text("never".into()), Value::Text(why.into()));
    values
}

fn values(outlook: &Outlook, limit: Option<Obstacle>, now: u64) -> Vec<Value> {
    let text = |text: &str| Value::Text(text.into());
    let (verdict, seconds, because) = match outlook.verdict {
        Verdict::Over => ("over", None, None),
        Verdict::Overdue => ("overdue", None, None),
        Verdict::Signal => ("signal", None, None),
        Verdict::Now => ("now", Some(0), None),
        Verdict::In { seconds } => ("in", Some(seconds), None),
        Verdict::Never { because } => ("never", None, Some(because.to_string())),
    };
    let paused = match outlook.obstacle {
        Some(Obstacle::Paused { until }) => time(until),
        _ => None,
    };
    let counted = match limit {
        Some(Obstacle::RecentGrants { counted }) => Some(counted.base_units().to_string()),
        _ => None,
    };
    vec![
        text(verdict),
        seconds.map_or(Value::Null, |seconds| Value::Number(seconds.to_string())),
        seconds.and_then(|s| time(now.checked_add(s)?)).map_or(Value::Null, Value::Time),
        because.map_or(Value::Null, Value::Text),
        outlook.tokens_needed.map_or(Value::Null, |n| Value::Number(n.base_units().to_string())),
        paused.map_or(Value::Null, Value::Time),
        counted.map_or(Value::Null, Value::Number),
    ]
}

/// The proposal of a row.
fn proposal(row: &Record) -> Option<Proposal> {
    let text = |column| row.value(column).to_string();
    let requested = |column| amount(&text(column));
    let kind = match text("kind").as_str() {
        "signal" => ProposalKind::Signal,
        "grant" => ProposalKind::Funding {
            beneficiary: Address::from_str(&text("beneficiary")).ok()?,
            amount: requested("requested")?,
            duration: number(&text("duration"))?,
            as_tokens: *row.value("as_tokens") == Value::Boolean(true),
        },
        "revocation" => ProposalKind::Revocation { grant: number(&text("grant_id"))? },
        _ => return None,
    };
    let status = match text("status").as_str() {
        "active" => Status::Active,
        "passed" => Status::Passed,
        "cancelled" => Status::Cancelled,
        _ => Status::Expired,
    };
    Some(Proposal {
        id: number(&text("proposal"))?,
        author: Address::from_str(&text("author")).ok()?,
        kind,
        status,
        expiry: number(&text("expiry"))?,
        deposit: amount(&text("deposit"))?,
        staked: amount(&text("staked"))?,
        conviction: number::<U256>(&text("conviction"))?,
        threshold: number(&text("threshold")),
        title: text("title"),
        link: text("link"),
    })
}

fn number<T: FromStr>(digits: &str) -> Option<T> {
    digits.parse().ok()
}

fn amount(digits: &str) -> Option<Amount> {
    number(digits).map(Amount::from_base_units)
}

/// A time that is not beyond what can be written.
fn time(seconds: u64) -> Option<OffsetDateTime> {
    let since = Duration::try_from(std::time::Duration::from_secs(seconds)).ok()?;
    OffsetDateTime::UNIX_EPOCH.checked_add(since).filter(|time| time.year() <= 9999)
}
