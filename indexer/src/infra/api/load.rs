//! What a request may take: length, time, and a place among those that are served at once.
//!
//! There is no limit per caller: whoever is reached from the open network puts a proxy in front that
//! knows the callers. This keeps the process itself alive, whatever comes.

use super::{Problem, problem::Kind};
use axum::{
    extract::Request,
    http::{HeaderMap, header},
    middleware::Next,
    response::Response,
};
use std::{sync::Arc, time::Duration};
use tokio::{sync::Semaphore, time::timeout};

/// How long a request may take, streams and exports apart.
pub(super) const TIME: Duration = Duration::from_secs(15);
/// How long a request waits for its turn.
const PATIENCE: Duration = Duration::from_secs(1);
/// Requests about the database that are served at the same time.
const PLACES: usize = 64;
/// Bytes of path and query.
const URI: usize = 4096;

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
pub(super) async fn limit_time(request: Request, next: Next) -> Result<Response, Problem> {
    timeout(TIME, next.run(request)).await.map_err(|_| {
        Problem::new(Kind::Timeout).detail("Ask for less, or try again in a few seconds.")
    })
}

/// The places for requests about the database.
#[derive(Debug, Clone)]
pub(super) struct Places(Arc<Semaphore>);

impl Default for Places {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(PLACES)))
    }
}

impl Places {
    /// Serves a request once there is a place for it, or turns it away.
    pub(super) async fn limit(self, request: Request, next: Next) -> Result<Response, Problem> {
        match timeout(PATIENCE, self.0.acquire()).await {
            Ok(Ok(_place)) => Ok(next.run(request).await),
            _ => Err(Problem::new(Kind::Busy).detail("Try again in a few seconds.")),
        }
    }
}
