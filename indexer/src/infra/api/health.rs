//! Whether the process lives, and whether what it serves is up to date.

use super::{Api, status::Position};
use crate::application::Progress;
use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use serde::Serialize;
use std::time::Duration;
use utoipa::ToSchema;

/// When to call the service unhealthy or not ready.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Blocks that the database may be behind the chain and still be called ready.
    pub behind: u64,
    /// How long the node may be silent and what is served still be called up to date.
    pub node_silence: Duration,
    /// How long the loop may be motionless and still be called alive.
    pub stillness: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            behind: 5,
            node_silence: Duration::from_secs(30),
            stillness: Duration::from_secs(180),
        }
    }
}

/// Yes or no.
#[derive(Serialize, ToSchema)]
pub(super) struct Verdict {
    /// `alive`, `unhealthy`, `ready` or `not ready`.
    status: &'static str,
    /// Why not, in words.
    reasons: Vec<String>,
}

impl Verdict {
    fn answer(good: &'static str, bad: &'static str, reasons: Vec<String>) -> impl IntoResponse {
        match reasons.is_empty() {
            true => (StatusCode::OK, Json(Self { status: good, reasons })),
            false => (StatusCode::SERVICE_UNAVAILABLE, Json(Self { status: bad, reasons })),
        }
    }
}

/// For the supervisor: restart the process when this is not 200. Says nothing of node or database,
/// because a restart would mend neither.
pub(super) async fn health(State(api): State<Api>) -> impl IntoResponse {
    let mut reasons = Vec::new();
    let still = api.progress.borrow().beat.elapsed();
    if still > api.limits.stillness {
        reasons.push(format!("the loop has not moved for {} s", still.as_secs()));
    }
    if api.progress.has_changed().is_err() {
        reasons.push("the loop has ended".into());
    }
    Verdict::answer("alive", "unhealthy", reasons)
}

/// For the load balancer: send requests here only while this is 200.
pub(super) async fn ready(State(api): State<Api>) -> impl IntoResponse {
    let position = Position::of(&api).await;
    Verdict::answer("ready", "not ready", reasons_not_ready(&api, &position))
}

/// Why what is served may be out of date, in words. None: it is up to date.
pub(super) fn reasons_not_ready(api: &Api, position: &Position) -> Vec<String> {
    let mut reasons = Vec::new();
    let progress: Progress = api.progress.borrow().clone();
    match &position.snapshot {
        Err(_) => reasons.push("the database does not answer, or is not set up yet".into()),
        Ok(None) => reasons.push("no block has been written yet".into()),
        Ok(Some(_)) => {}
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
    reasons
}
