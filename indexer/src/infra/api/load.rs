//! What a request may take: length, time, and a place among those that are served at once.
//!
//! There is no limit per caller: whoever is reached from the open network puts a proxy in front that
//! knows the callers. This keeps the process itself alive, whatever comes.

use super::{Api, Problem, problem::Kind};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::Response,
};
use std::{sync::Arc, time::Duration};
use tokio::{sync::Semaphore, time::timeout};

/// How long a request waits for its turn.
const PATIENCE: Duration = Duration::from_secs(1);
/// Bytes of path and query.
const URI: usize = 4096;

/// What is served at the same time, and how long it may take.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    /// How long a request may take, streams and exports apart.
    pub time: Duration,
    /// Requests about the database.
    pub requests: usize,
    /// Clients of `/v1/stream`.
    pub streams: usize,
    /// Exports.
    pub exports: usize,
}

impl Default for Load {
    fn default() -> Self {
        Self { time: Duration::from_secs(15), requests: 64, streams: 256, exports: 2 }
    }
}

/// Limits what any request may bring along.
pub(super) async fn limit_size(request: Request, next: Next) -> Result<Response, Problem> {
    let length = request.uri().path_and_query().map_or(0, |all| all.as_str().len());
    if length > URI {
        let detail = format!("They have {length} bytes; {URI} are possible.");
        return Err(Problem::new(Kind::UriTooLong).detail(detail));
    }
    if has_body(request.headers()) {
        return Err(Problem::new(Kind::BodyTooLarge).detail("Leave the body out."));
    }
    Ok(next.run(request).await)
}

fn has_body(headers: &HeaderMap) -> bool {
    let length = headers.get(header::CONTENT_LENGTH);
    headers.contains_key(header::TRANSFER_ENCODING) || length.is_some_and(|length| length != "0")
}

/// Limits the time a request may take.
pub(super) async fn limit_time(
    State(api): State<Api>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    timeout(api.load.time, next.run(request)).await.map_err(|_| {
        Problem::new(Kind::Timeout).detail("Ask for less, or try again in a few seconds.")
    })
}

/// The places for requests about the database.
#[derive(Debug, Clone)]
pub(super) struct Places(Arc<Semaphore>);

impl Places {
    /// So many of them.
    pub(super) fn new(places: usize) -> Self {
        Self(Arc::new(Semaphore::new(places)))
    }

    /// Serves a request once there is a place for it, or turns it away.
    pub(super) async fn limit(self, request: Request, next: Next) -> Result<Response, Problem> {
        match timeout(PATIENCE, self.0.acquire()).await {
            Ok(Ok(_place)) => Ok(next.run(request).await),
            _ => Err(Problem::new(Kind::Busy).detail("Try again in a few seconds.")),
        }
    }
}
