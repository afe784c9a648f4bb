//! Whether the process lives, and whether what it serves is up to date.

use super::{
    Api,
    position::{Missing, Position},
};
use crate::application::ProgressReader;
use axum::{Json, Router, extract::State, http::StatusCode, response::IntoResponse, routing::get};
use serde::Serialize;
use std::time::Duration;
use utoipa::ToSchema;

/// When to call the service unhealthy or not ready.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Blocks that the database may be behind the chain and still be called ready.
    pub behind: u64,
    /// How old the last block written may be, while there are newer ones, and the service still be
    /// called ready.
    pub age: Duration,
    /// How long the node may be silent and what is served still be called up to date.
    pub node_silence: Duration,
    /// How long the loop may be motionless and still be called alive.
    pub stillness: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            behind: 5,
            age: Duration::from_secs(120),
            node_silence: Duration::from_secs(30),
            stillness: Duration::from_secs(180),
        }
    }
}

impl Limits {
    /// Why the process should be started anew, in words. None: it does what it can.
    ///
    /// Says nothing of node or database, because a new start would mend neither. Nor of a process
    /// that derives its tables anew, however long a step of that takes: it would begin again.
    pub fn unhealthy(&self, progress: &ProgressReader) -> Vec<String> {
        let mut reasons = Vec::new();
        let (still, deriving) = {
            let progress = progress.borrow();
            (progress.beat.elapsed(), progress.deriving.is_some())
        };
        if still > self.stillness && !deriving {
            reasons.push(format!("the loop has not moved for {} s", still.as_secs()));
        }
        if progress.has_changed().is_err() {
            reasons.push("the loop has ended".into());
        }
        reasons
    }
}

/// Yes or no.
#[derive(Serialize, ToSchema)]
pub(super) struct Verdict {
    /// `alive`, `unhealthy`, `ready` or `not ready`.
    status: &'static str,
    /// Why not, in words.
    reasons: Vec<String>,
    /// What the loop tries again after.
    #[schema(required)]
    trouble: Option<String>,
}

impl Verdict {
    fn answer(
        api: &Api,
        good: &'static str,
        bad: &'static str,
        reasons: Vec<String>,
        told: Told,
    ) -> impl IntoResponse + use<> {
        let trouble = api.progress.borrow().trouble.clone();
        let trouble = trouble.map(|trouble| match told {
            Told::Everybody => trouble.public,
            Told::TheOperator => trouble.detail,
        });
        match reasons.is_empty() {
            true => (StatusCode::OK, Json(Self { status: good, reasons, trouble })),
            false => {
                (StatusCode::SERVICE_UNAVAILABLE, Json(Self { status: bad, reasons, trouble }))
            }
        }
    }
}

/// The readers of an answer about health.
#[derive(Debug, Clone, Copy)]
pub(super) enum Told {
    /// Whoever reaches the API.
    Everybody,
    /// Whoever reaches the address that is for operators, which says more.
    TheOperator,
}

/// For the supervisor: restart the process when this is not 200.
pub(super) fn health(api: &Api, told: Told) -> impl IntoResponse + use<> {
    let reasons = api.limits.unhealthy(&api.progress);
    Verdict::answer(api, "alive", "unhealthy", reasons, told)
}

/// For the load balancer: send requests here only while this is 200.
pub(super) async fn ready(api: &Api, told: Told) -> impl IntoResponse + use<> {
    let position = Position::of(api).await;
    let reasons = reasons_not_ready(api, &position);
    Verdict::answer(api, "ready", "not ready", reasons, told)
}

/// Serves `/health` and `/ready` for these readers.
pub(super) fn router(told: Told) -> Router<Api> {
    Router::new()
        .route("/health", get(async move |State(api): State<Api>| health(&api, told)))
        .route("/ready", get(async move |State(api): State<Api>| ready(&api, told).await))
}

/// Why what is served may be out of date, in words. None: it is up to date.
pub(super) fn reasons_not_ready(api: &Api, position: &Position) -> Vec<String> {
    let mut reasons = Vec::new();
    let progress = api.progress.borrow().clone();
    match (&position.snapshot, progress.deriving) {
        (_, Some(deriving)) => reasons.push(format!(
            "all tables are being derived anew, and are complete up to block {} of {}",
            deriving.at, deriving.target
        )),
        (Err(Missing::Database), _) => reasons.push("the database does not answer".into()),
        (Err(Missing::Tables), _) => reasons.push("the database is not set up yet".into()),
        (Err(Missing::Rules), _) => reasons.push(
            "the tables were made by another version of the indexer; this one derives them anew \
             once it writes"
                .into(),
        ),
        (Ok(None), _) => reasons.push("no block has been written yet".into()),
        (Ok(Some(_)), _) => {}
    }
    if !progress.node_answered_within(api.limits.node_silence) {
        reasons.push(match progress.node_answered {
            None => "the node has not answered yet".into(),
            Some(at) => format!("the node has not answered for {} s", at.elapsed().as_secs()),
        });
    }
    if let (Some(finalized), Some(height)) = (position.finalized, position.height())
        && finalized + api.limits.behind < height
    {
        reasons.push(format!(
            "the node is at block {finalized}, behind the database at {height}: it is still \
             syncing, or follows another chain"
        ));
    }
    if let Some(behind) = position.blocks_behind.filter(|behind| *behind > api.limits.behind) {
        reasons.push(format!("{behind} blocks behind the chain"));
    }
    if let Some(age) = position.seconds_behind.filter(|age| *age > api.limits.age.as_secs()) {
        reasons.push(format!("the last block written is {age} s old, and there are newer ones"));
    }
    reasons
}
