//! `/v1/stream`: what happens, as server-sent events.
//!
//! It begins with `start` (which deployment this is and how far the index is). Then come `activity`
//! (an act as `/v1/events` shows it, with its id as the event's id) and `status` (as `/v1/status`,
//! after each commit). A client that reconnects sends the last id it saw (`Last-Event-ID`, which
//! browsers do by themselves, or the parameter `after`) and gets all that came since. Where that id is
//! of something else than what is here, an index or a chain that was started over, `reset` says so:
//! the client has to read everything again.
//!
//! Every client reads the database from the last id it was sent. A commit only wakes it up, so a
//! lost notification costs a delay and never an event. One that does not take what it is sent is left
//! alone after a while: no more than a page of acts is ever held for it, and its place becomes free.
//! Streams have connections to the database of their own: however many there are, other requests are
//! served.

mod commits;
mod serve;

pub use commits::Commits;

use super::{Api, Problem, events, params::Params, problem::Kind};
use crate::{domain::EventId, infra::storage::Filter};
use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, Uri, header},
    response::{
        IntoResponse, Response,
        sse::{Event as SseEvent, KeepAlive, Sse},
    },
};
use serve::Client;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

/// Events on their way to a client.
const AHEAD: usize = 16;
/// How often something is sent, so that nobody in between takes the connection for dead.
const HEARTBEAT: Duration = Duration::from_secs(10);
/// Bytes of the first comment: some programs in between hand nothing on before they hold so much.
const PADDING: usize = 2048;
/// Has nginx hand on what comes at once.
const BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");

/// `/v1/stream`
pub(super) async fn stream(
    State(api): State<Api>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let mut params = Params::of(&uri)?;
    let filter = events::filter(&mut params)?;
    let asked = params.event_id("after")?;
    let deployment = params.take("deployment");
    params.end("kind, account, from_block, to_block, after, deployment")?;
    // The header counts more: it is sent with the URL of the first connection, which is older.
    let after = match headers.get("last-event-id") {
        None => asked,
        Some(id) => Some(id.to_str().ok().and_then(|id| id.parse().ok()).ok_or_else(|| {
            Problem::parameter("Last-Event-ID", "It must be an event's id such as 1234-5.")
        })?),
    };
    // Before the database is asked: one that is turned away costs nothing.
    let place = api.commits.place().ok_or_else(|| {
        Problem::new(Kind::Busy)
            .detail("Too many streams are open. Poll /v1/events instead, or try again later.")
    })?;
    let after = match after {
        Some(after) => after,
        None => newest(&api, &filter).await?,
    };
    let (sender, receiver) = mpsc::channel(AHEAD);
    let _ = sender.try_send(Ok(SseEvent::default().comment(" ".repeat(PADDING))));
    let shutdown = api.commits.shutdown();
    let client = Client::new(api, filter, after, deployment, sender);
    tokio::spawn(shutdown.run_until_cancelled_owned(client.serve(place)));
    let keep_alive = KeepAlive::new().interval(HEARTBEAT);
    let mut response =
        Sse::new(ReceiverStream::new(receiver)).keep_alive(keep_alive).into_response();
    let headers = response.headers_mut();
    headers.insert(BUFFERING, HeaderValue::from_static("no"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache, no-transform"));
    Ok(response)
}

/// Where a client starts that names no id: after what is there.
async fn newest(api: &Api, filter: &Filter) -> Result<EventId, Problem> {
    let newest = api.reader.newest(filter).await?;
    Ok(newest.map_or(EventId { height: 0, index: 0 }, |row| row.id()))
}
