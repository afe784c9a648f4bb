//! Commits as the API hears of them, and the places of those who listen.

use crate::infra::{
    api::{Api, status::Status},
    storage::Reader,
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{
    sync::{Mutex, OwnedSemaphorePermit, Semaphore, watch},
    time::sleep,
};
use tokio_util::sync::CancellationToken;
use tracing::debug;

/// How long a client may leave an event where it is.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long a status holds that was made for one client, for the others.
const FRESH: Duration = Duration::from_secs(1);

/// Wakes whoever waits once something was committed.
#[derive(Debug, Clone)]
pub struct Commits {
    changes: watch::Receiver<u64>,
    clients: Arc<Semaphore>,
    /// How many clients there may be.
    most: usize,
    patience: Duration,
    shutdown: CancellationToken,
    status: Arc<Mutex<Option<Shown>>>,
}

/// A status as it is sent.
#[derive(Debug)]
struct Shown {
    /// The commit after which it was made.
    change: u64,
    made: Instant,
    json: Arc<str>,
}

impl Commits {
    /// Listens to the database in the background for so many clients at most, until `shutdown`.
    pub fn follow(reader: Reader, most: usize, shutdown: CancellationToken) -> Self {
        let (sender, changes) = watch::channel(0);
        tokio::spawn(shutdown.clone().run_until_cancelled_owned(listen(reader, sender)));
        let clients = Arc::new(Semaphore::new(most));
        Self { changes, clients, most, patience: PATIENCE, shutdown, status: Arc::default() }
    }

    /// The same, with another time that a client may leave an event where it is.
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// How many clients there are.
    pub(in crate::infra::api) fn clients(&self) -> usize {
        self.most - self.clients.available_permits()
    }

    /// A place for one more client; none if all are taken.
    pub(super) fn place(&self) -> Option<OwnedSemaphorePermit> {
        self.clients.clone().try_acquire_owned().ok()
    }

    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.changes.clone()
    }

    pub(super) fn patience(&self) -> Duration {
        self.patience
    }

    pub(super) fn shutdown(&self) -> CancellationToken {
        self.shutdown.clone()
    }

    /// The status after the last commit, in JSON: made once for all clients. None where it cannot be
    /// written, which does not happen.
    pub(super) async fn status(&self, api: &Api) -> Option<Arc<str>> {
        let mut shown = self.status.lock().await;
        let change = *self.changes.borrow();
        if let Some(shown) = &*shown
            && shown.change == change
            && shown.made.elapsed() < FRESH
        {
            return Some(shown.json.clone());
        }
        let json: Arc<str> = serde_json::to_string(&Status::of(api).await).ok()?.into();
        *shown = Some(Shown { change, made: Instant::now(), json: json.clone() });
        Some(json)
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
