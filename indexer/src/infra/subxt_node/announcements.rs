//! Listens for announcements of finalized blocks, in the background.

use super::{endpoints::Endpoints, live::Live, methods};
use crate::domain::ChainError;
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::{Notify, watch},
    task::JoinHandle,
    time::{sleep, timeout},
};
use tracing::debug;

/// The pause after a subscription that could not be made or broke, and the longest where none can be
/// made: a node that takes none, or has had enough of requests, is not to be pressed.
const PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(16);

/// Wakes whoever waits for finalized blocks.
pub(super) struct Announcements {
    heard: Arc<Notify>,
    listener: JoinHandle<()>,
}

impl Announcements {
    pub(super) fn follow(endpoints: Arc<Endpoints>) -> Self {
        let heard = Arc::new(Notify::new());
        let listener = tokio::spawn(listen(endpoints, heard.clone()));
        Self { heard, listener }
    }

    /// Returns at the next announcement (or one that came since the last call), at the latest after
    /// `patience`.
    pub(super) async fn next(&self, patience: Duration) {
        let _ = timeout(patience, self.heard.notified()).await;
    }
}

impl Drop for Announcements {
    fn drop(&mut self) {
        self.listener.abort();
    }
}

async fn listen(endpoints: Arc<Endpoints>, heard: Arc<Notify>) {
    let (mut changes, mut pause) = (endpoints.changes(), PAUSE);
    loop {
        match endpoints.live().await {
            Ok(live) => match subscription(&endpoints, &live, &mut changes, &heard).await {
                Ok(()) => pause = PAUSE,
                Err(error) => {
                    debug!(%error, "the node takes no subscription to finalized blocks");
                    // Another node may take one.
                    let _ = timeout(pause, given_up(&mut changes, &live)).await;
                    pause = (2 * pause).min(LONGEST_PAUSE);
                }
            },
            Err(error) => {
                debug!(%error, "cannot subscribe to finalized blocks");
                sleep(PAUSE).await;
            }
        }
        // Something may have been announced between this subscription and the next.
        heard.notify_one();
    }
}

/// Listens over this connection until it is given up or falls silent.
///
/// # Errors
/// The node takes no subscription.
async fn subscription(
    endpoints: &Endpoints,
    live: &Live,
    changes: &mut watch::Receiver<u64>,
    heard: &Notify,
) -> Result<(), ChainError> {
    let mut heads = endpoints
        .ask_at(live, async |rpc| methods(rpc).chain_subscribe_finalized_heads().await)
        .await?;
    loop {
        tokio::select! {
            head = timeout(endpoints.timing().silence, heads.next()) => match head {
                Ok(Some(Ok(_))) => heard.notify_one(),
                // The connection broke: the next request finds out.
                Ok(Some(Err(_)) | None) => {
                    sleep(PAUSE).await;
                    return Ok(());
                }
                Err(_) => {
                    endpoints.silent(live);
                    return Ok(());
                }
            },
            () = given_up(changes, live) => return Ok(()),
        }
    }
}

/// Returns when another connection has taken the place of this one.
async fn given_up(changes: &mut watch::Receiver<u64>, live: &Live) {
    // The sender lives as long as the nodes that this borrows.
    let _ = changes.wait_for(|serial| *serial > live.serial).await;
}
