//! One client of the stream, until it is gone.

use crate::{
    domain::EventId,
    infra::{
        api::{Api, events, status::Identity},
        storage::Filter,
    },
};
use axum::response::sse::Event as SseEvent;
use serde::Serialize;
use std::{convert::Infallible, time::Duration};
use tokio::{
    sync::{OwnedSemaphorePermit, mpsc},
    time::timeout,
};
use tracing::debug;

/// Acts read at once.
const PAGE: i64 = 200;
/// How long to wait for a notification before looking anyway.
const LOOK: Duration = Duration::from_secs(15);

/// The client does not take what it is sent, or is gone.
struct Gone;

/// What a stream begins with.
#[derive(Serialize)]
struct Start {
    /// What is followed.
    deployment: Identity,
    /// Height of the last block written; null before the first.
    height: Option<i64>,
}

/// Why all that a client holds may be of something else.
#[derive(Serialize)]
struct Reset {
    /// `other-deployment` or `beyond-the-head`.
    code: &'static str,
    /// The same in words.
    detail: String,
    #[serde(flatten)]
    start: Start,
}

/// Sends to one client.
pub(super) struct Client {
    api: Api,
    filter: Filter,
    after: EventId,
    /// The deployment that the client has seen.
    seen: Option<String>,
    sender: mpsc::Sender<Result<SseEvent, Infallible>>,
}

impl Client {
    pub(super) fn new(
        api: Api,
        filter: Filter,
        after: EventId,
        seen: Option<String>,
        sender: mpsc::Sender<Result<SseEvent, Infallible>>,
    ) -> Self {
        Self { api, filter, after, seen, sender }
    }

    /// Sends until the client is gone.
    pub(super) async fn serve(mut self, _place: OwnedSemaphorePermit) {
        let _ = self.run().await;
    }

    async fn run(&mut self) -> Result<(), Gone> {
        let mut changes = self.api.commits.changes();
        let height = self.head().await.flatten();
        self.tell("start", &self.start(height), None).await?;
        let ours = Identity::of(&self.api.deployment).id;
        if self.seen.take().is_some_and(|seen| seen != ours) {
            let detail = "The index is of another deployment, or of a chain that was started over. \
                          What you hold is of something else: read everything again.";
            self.reset("other-deployment", detail.into(), height).await?;
        }
        loop {
            changes.mark_unchanged();
            self.look().await?;
            if let Some(status) = self.api.commits.status(&self.api).await {
                self.send(SseEvent::default().event("status").data(&*status)).await?;
            }
            tokio::select! {
                changed = timeout(LOOK, changes.changed()) => {
                    if matches!(changed, Ok(Err(_))) {
                        return Ok(());
                    }
                }
                () = self.sender.closed() => return Err(Gone),
            }
        }
    }

    /// Sends what has come since.
    async fn look(&mut self) -> Result<(), Gone> {
        if let Some(height) = self.head().await
            && self.is_beyond(height)
        {
            let detail = format!(
                "Event {} is beyond the last block, {}: the index has started over. What you hold \
                 may be of something else: read everything again.",
                self.after,
                height.map_or("which there is not yet".to_owned(), |height| height.to_string())
            );
            self.reset("beyond-the-head", detail, height).await?;
        }
        loop {
            let rows = self.api.reader.activity_after(&self.filter, self.after, PAGE).await;
            let rows = match rows {
                Ok(rows) => rows,
                // The client keeps its place; what it missed comes with the next look.
                Err(error) => {
                    debug!(%error, "cannot read for a stream");
                    return Ok(());
                }
            };
            let complete = (rows.len() as i64) < PAGE;
            for row in rows {
                self.after = row.id();
                let id = Some(self.after);
                self.tell("activity", &events::Event::from(row), id).await?;
            }
            if complete {
                return Ok(());
            }
        }
    }

    /// Whether the last event that the client has cannot be of this index. One of a block that the
    /// node has told of only waits for this index to catch up.
    fn is_beyond(&self, written: Option<i64>) -> bool {
        let here = written.and_then(|height| u64::try_from(height).ok());
        let known = self.api.progress.borrow().finalized.map(|f| f.height);
        self.after.height > here.max(known).unwrap_or_default()
    }

    /// The height of the last block, or none before the first. None if the database does not answer.
    async fn head(&self) -> Option<Option<i64>> {
        self.api.reader.head().await.inspect_err(|error| debug!(%error, "cannot read")).ok()
    }

    fn start(&self, height: Option<i64>) -> Start {
        Start { deployment: Identity::of(&self.api.deployment), height }
    }

    /// Has the client begin again, and goes on from here.
    async fn reset(
        &mut self,
        code: &'static str,
        detail: String,
        height: Option<i64>,
    ) -> Result<(), Gone> {
        let at = height.and_then(|height| u64::try_from(height).ok());
        self.after = at.map_or(EventId { height: 0, index: 0 }, EventId::end_of);
        let reset = Reset { code, detail, start: self.start(height) };
        self.tell("reset", &reset, Some(self.after)).await
    }

    async fn tell(
        &self,
        name: &str,
        what: &impl Serialize,
        id: Option<EventId>,
    ) -> Result<(), Gone> {
        let mut event = SseEvent::default().event(name);
        if let Some(id) = id {
            event = event.id(id.to_string());
        }
        match event.json_data(what) {
            Ok(event) => self.send(event).await,
            Err(error) => {
                tracing::error!(%error, "an event cannot be written; this is a bug");
                Ok(())
            }
        }
    }

    async fn send(&self, event: SseEvent) -> Result<(), Gone> {
        match timeout(self.api.commits.patience(), self.sender.send(Ok(event))).await {
            Ok(Ok(())) => Ok(()),
            _ => Err(Gone),
        }
    }
}
