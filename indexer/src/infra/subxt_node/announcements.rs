//! Listens for announcements of finalized blocks, in the background.

use super::{endpoints::Endpoints, live::Live, methods};
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::{Notify, watch},
    task::JoinHandle,
    time::{sleep, timeout},
};
use tracing::debug;

/// The pause after a subscription that could not be made.
const PAUSE: Duration = Duration::from_millis(500);

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
    let mut changes = endpoints.changes();
    loop {
        match endpoints.live().await {
            Ok(live) => subscription(&endpoints, &live, &mut changes, &heard).await,
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
async fn subscription(
    endpoints: &Endpoints,
    live: &Live,
    changes: &mut watch::Receiver<u64>,
    heard: &Notify,
) {
    let subscribed = endpoints
        .ask_at(live, async |rpc| methods(rpc).chain_subscribe_finalized_heads().await)
        .await;
    let Ok(mut heads) = subscribed else {
        debug!("the node takes no subscription to finalized blocks");
        return sleep(PAUSE).await;
    };
    loop {
        tokio::select! {
            head = timeout(endpoints.timing().silence, heads.next()) => match head {
                Ok(Some(Ok(_))) => heard.notify_one(),
                // The connection broke: the next request finds out.
                Ok(Some(Err(_)) | None) => return sleep(PAUSE).await,
                Err(_) => return endpoints.silent(live),
            },
            () = given_up(changes, live) => return,
        }
    }
}

/// Returns when another connection has taken the place of this one.
async fn given_up(changes: &mut watch::Receiver<u64>, live: &Live) {
    // The sender lives as long as the nodes that this borrows.
    let _ = changes.wait_for(|serial| *serial > live.serial).await;
}
