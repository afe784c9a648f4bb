//! `/v1/stream`: what happens, as server-sent events.
//!
//! Two events are sent: `activity` (an act as `/v1/events` shows it, with its id as the event's id)
//! and `status` (as `/v1/status`, after each commit). A client that reconnects sends the last id it
//! saw (`Last-Event-ID`, which browsers do by themselves, or the parameter `after`) and gets all
//! that came since.
//!
//! Every client reads the database from the last id it was sent. A commit only wakes it up, so a
//! lost notification costs a delay and never an event. One that does not take what it is sent is left
//! alone after a while: no more than a page of acts is ever held for it, and its place becomes free.

use super::{Api, Problem, events, params::Params, problem::Kind, status::Status};
use crate::{
    domain::EventId,
    infra::storage::{Filter, Reader},
};
use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::sse::{Event as SseEvent, KeepAlive, Sse},
};
use futures::Stream;
use std::{convert::Infallible, sync::Arc, time::Duration};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, mpsc, watch},
    time::{sleep, timeout},
};
use tokio_stream::wrappers::ReceiverStream;
use tokio_util::sync::CancellationToken;
use tracing::debug;

/// Acts read at once.
const PAGE: i64 = 200;
/// How long to wait for a notification before looking anyway.
const LOOK: Duration = Duration::from_secs(15);

/// How long a client may leave an event where it is.
const PATIENCE: Duration = Duration::from_secs(60);

/// Tells whoever waits that something was committed.
#[derive(Debug, Clone)]
pub struct Commits {
    changes: watch::Receiver<u64>,
    clients: Arc<Semaphore>,
    /// How many clients there may be.
    most: usize,
    patience: Duration,
    shutdown: CancellationToken,
}

impl Commits {
    /// Listens to the database in the background for so many clients at most, until `shutdown`.
    pub fn follow(reader: Reader, most: usize, shutdown: CancellationToken) -> Self {
        let (sender, changes) = watch::channel(0);
        tokio::spawn(shutdown.clone().run_until_cancelled_owned(listen(reader, sender)));
        let clients = Arc::new(Semaphore::new(most));
        Self { changes, clients, most, patience: PATIENCE, shutdown }
    }

    /// The same, with another time that a client may leave an event where it is.
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// How many clients there are.
    pub(super) fn clients(&self) -> usize {
        self.most - self.clients.available_permits()
    }
}

async fn listen(reader: Reader, sender: watch::Sender<u64>) {
    loop {
        match reader.listener().await {
            Ok(mut listener) => {
                // While not listening something may have been committed.
                sender.send_modify(|n| *n += 1);
                while let Ok(Some(_)) = listener.try_recv().await {
                    sender.send_modify(|n| *n += 1);
                }
            }
            Err(error) => debug!(%error, "cannot listen for commits"),
        }
        sleep(Duration::from_secs(1)).await;
    }
}

pub(super) async fn stream(
    State(api): State<Api>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<SseEvent, Infallible>>>, Problem> {
    let mut params = Params::of(&uri)?;
    let filter = events::filter(&mut params)?;
    let asked = params.event_id("after")?;
    params.end("kind, account, from_block, to_block, after")?;
    // The header counts more: it is sent with the URL of the first connection, which is older.
    let after = match headers.get("last-event-id") {
        None => asked,
        Some(id) => Some(id.to_str().ok().and_then(|id| id.parse().ok()).ok_or_else(|| {
            Problem::parameter("Last-Event-ID", "It must be an event's id such as 1234-5.")
        })?),
    };
    let after = match after {
        Some(after) => after,
        None => newest(&api, &filter).await?,
    };
    let permit = api.commits.clients.clone().try_acquire_owned().map_err(|_| {
        Problem::new(Kind::Busy)
            .detail("Too many streams are open. Poll /v1/events instead, or try again later.")
    })?;
    let (sender, receiver) = mpsc::channel(16);
    let shutdown = api.commits.shutdown.clone();
    tokio::spawn(shutdown.run_until_cancelled_owned(serve(api, filter, after, sender, permit)));
    Ok(Sse::new(ReceiverStream::new(receiver)).keep_alive(KeepAlive::default()))
}

/// Where a client starts that names no id: after what is there.
async fn newest(api: &Api, filter: &Filter) -> Result<EventId, Problem> {
    let newest = api.reader.newest(filter).await?;
    Ok(newest.map_or(EventId { height: 0, index: 0 }, |row| row.id()))
}

/// Sends to one client until it is gone.
async fn serve(
    api: Api,
    filter: Filter,
    mut after: EventId,
    client: mpsc::Sender<Result<SseEvent, Infallible>>,
    _permit: OwnedSemaphorePermit,
) {
    let mut changes = api.commits.changes.clone();
    let patience = api.commits.patience;
    let send = async |event| matches!(timeout(patience, client.send(Ok(event))).await, Ok(Ok(())));
    loop {
        changes.mark_unchanged();
        loop {
            let rows = match api.reader.activity_after(&filter, after, PAGE).await {
                Ok(rows) => rows,
                // The client keeps its place; what it missed comes with the next look.
                Err(error) => {
                    debug!(%error, "cannot read for a stream");
                    break;
                }
            };
            let complete = (rows.len() as i64) < PAGE;
            for row in rows {
                after = row.id();
                let event = SseEvent::default().event("activity").id(after.to_string());
                let Ok(event) = event.json_data(events::Event::from(row)) else { continue };
                if !send(event).await {
                    return;
                }
            }
            if complete {
                break;
            }
        }
        let status = SseEvent::default().event("status").json_data(Status::of(&api).await);
        if let Ok(status) = status
            && !send(status).await
        {
            return;
        }
        tokio::select! {
            changed = timeout(LOOK, changes.changed()) => {
                if matches!(changed, Ok(Err(_))) {
                    return;
                }
            }
            () = client.closed() => return,
        }
    }
}
