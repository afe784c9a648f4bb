//! The columns that the outlook adds to a proposal.

use crate::infra::storage::{Column, Kind, Value};
use time::{Duration, OffsetDateTime};
use weir_client::{
    Amount,
    conviction::{Obstacle, Outlook, Verdict},
};

const AMOUNT: Kind = Kind::Number(Some((78, 0)));

/// Name, kind, whether it may be null, and what it says.
const COLUMNS: [(&str, Kind, bool, &str); 13] = [
    (
        "verdict",
        Kind::Text,
        false,
        "What comes next of it if stakes, funds and supply stay as they are. announce: it passes, and \
         anybody can announce it; in: it passes later, and can be announced then; notice: it is \
         announced, and can be executed after its notice; execute: it can be executed; reset: it is \
         announced, but does not pass or was not executed in time, and anybody can take the \
         announcement back; never: it cannot pass; signal: it requests nothing; over; overdue: its \
         time is over, which anybody can tell the contract.",
    ),
    (
        "passes_in",
        Kind::Number(Some((20, 0))),
        true,
        "Seconds after which it passes; null if it does not.",
    ),
    ("passes_at", Kind::Time, true, "When that is; null if it does not pass."),
    (
        "holds",
        Kind::Boolean,
        true,
        "Of one in its notice: whether it still passes after that at the stakes of now. Null for \
         others.",
    ),
    (
        "stale",
        Kind::Boolean,
        true,
        "Of one whose announcement can be taken back: whether it was not executed in time. Null for \
         others.",
    ),
    ("because", Kind::Text, true, "Why it cannot pass, in words; null if it can."),
    (
        "tokens_needed",
        AMOUNT,
        true,
        "Tokens that have to be staked for it in addition now, so that it passes in time, in base \
         units; null where none are needed and where no number would do.",
    ),
    (
        "opposition_needed",
        AMOUNT,
        true,
        "Tokens that have to be staked against it in addition now, so that it is not executed after \
         its notice, in base units; 0: it is not executed then anyway; null where that is no question \
         and where no number would do.",
    ),
    (
        "obstacle",
        Kind::Text,
        true,
        "What the Commons would refuse though the vote allows it. paused: until paused_until; \
         recent_grants: these and it together reach the spending limit; not_open: nothing can be \
         granted or changed; too_soon: the rule changed lately; out_of_bounds: the rule cannot become \
         that. Null where there is nothing.",
    ),
    (
        "paused_until",
        Kind::Time,
        true,
        "Until when the guardian's pause forbids its execution; null where that is no obstacle.",
    ),
    (
        "recently_granted",
        AMOUNT,
        true,
        "What recent grants still count, in base units of the currency, where that forbids this grant \
         for now; null where it does not.",
    ),
    (
        "grantable",
        AMOUNT,
        true,
        "What a grant must stay below now because of them, in base units of the currency; null where \
         that is no obstacle.",
    ),
    (
        "changeable_from",
        Kind::Time,
        true,
        "When the rule can change again; null where that is no obstacle.",
    ),
];

/// The columns.
pub(in crate::infra::api) fn columns() -> Vec<Column> {
    let column = |(name, kind, nullable, comment): (&str, Kind, bool, &str)| Column {
        name: name.into(),
        comment: comment.into(),
        kind,
        nullable,
    };
    COLUMNS.into_iter().map(column).collect()
}

/// The outlook of what no contract would hold.
pub(super) fn unknown() -> Vec<Value> {
    let why = "its numbers are beyond what the contracts hold: nothing can be said of it";
    let value = |name: &str| match name {
        "verdict" => Value::Text("never".into()),
        "because" => Value::Text(why.into()),
        _ => Value::Null,
    };
    COLUMNS.iter().map(|(name, ..)| value(name)).collect()
}

/// The values of an outlook at `now`, in seconds since the Unix epoch.
pub(super) fn of(outlook: &Outlook, now: u64) -> Vec<Value> {
    let passes = match outlook.verdict {
        Verdict::Announce | Verdict::Notice { .. } | Verdict::Execute => Some(0),
        Verdict::In { seconds } => Some(seconds),
        _ => None,
    };
    let value = |name: &str| match (name, outlook.verdict, outlook.obstacle) {
        ("verdict", verdict, _) => Some(Value::Text(word(verdict).into())),
        ("passes_in", ..) => passes.map(|seconds| Value::Number(seconds.to_string())),
        ("passes_at", ..) => passes.and_then(|seconds| time(now.checked_add(seconds)?)),
        ("holds", Verdict::Notice { holds }, _) => Some(Value::Boolean(holds)),
        ("stale", Verdict::Reset { stale }, _) => Some(Value::Boolean(stale)),
        ("because", Verdict::Never { because }, _) => Some(Value::Text(because.to_string())),
        ("tokens_needed", ..) => outlook.tokens_needed.map(amount),
        ("opposition_needed", ..) => outlook.opposition_needed.map(amount),
        ("obstacle", _, obstacle) => obstacle.map(|obstacle| Value::Text(named(obstacle).into())),
        ("paused_until", _, Some(Obstacle::Paused { until })) => time(until),
        ("recently_granted", _, Some(Obstacle::RecentGrants { counted, .. })) => {
            Some(amount(counted))
        }
        ("grantable", _, Some(Obstacle::RecentGrants { left, .. })) => Some(amount(left)),
        ("changeable_from", _, Some(Obstacle::TooSoon { from })) => time(from),
        _ => None,
    };
    COLUMNS.iter().map(|(name, ..)| value(name).unwrap_or(Value::Null)).collect()
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Over => "over",
        Verdict::Overdue => "overdue",
        Verdict::Signal => "signal",
        Verdict::Announce => "announce",
        Verdict::In { .. } => "in",
        Verdict::Notice { .. } => "notice",
        Verdict::Execute => "execute",
        Verdict::Reset { .. } => "reset",
        Verdict::Never { .. } => "never",
    }
}

fn named(obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::Paused { .. } => "paused",
        Obstacle::NotOpen => "not_open",
        Obstacle::RecentGrants { .. } => "recent_grants",
        Obstacle::TooSoon { .. } => "too_soon",
        Obstacle::OutOfBounds => "out_of_bounds",
    }
}

fn amount(amount: Amount) -> Value {
    Value::Number(amount.base_units().to_string())
}

/// A time that is not beyond what can be written.
fn time(seconds: u64) -> Option<Value> {
    let since = Duration::try_from(std::time::Duration::from_secs(seconds)).ok()?;
    let time = OffsetDateTime::UNIX_EPOCH.checked_add(since).filter(|time| time.year() <= 9999);
    time.map(Value::Time)
}
