//! One connection to the node that comes back by itself, and a limit to how long to wait for it.

use super::methods;
use crate::domain::ChainError;
use std::{sync::Arc, time::Duration};
use subxt::rpcs::{
    Error as RpcError, RpcClient,
    client::reconnecting_rpc_client::{ExponentialBackoff, RpcClient as ReconnectingRpcClient},
};
use thiserror::Error;
use tokio::{
    sync::{Notify, OnceCell},
    task::JoinHandle,
    time::{sleep, timeout},
};
use tracing::debug;

/// How long a request may take, reconnecting included, before it counts as failed. The client
/// itself holds requests back until it is connected again, however long that takes; but whoever
/// watches this process must hear that the node is gone.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a subscription may be silent before it is made anew: some die without a word.
const SILENCE: Duration = Duration::from_secs(60);

/// The node's URL cannot be used.
#[derive(Debug, Error)]
#[error("--url {url} is not the URL of a node: {reason}; it looks like ws://127.0.0.1:9944")]
pub struct NodeUrlError {
    url: String,
    reason: String,
}

/// A connection to a node, made when first needed and again whenever it is lost.
pub struct Connection {
    url: String,
    rpc: OnceCell<RpcClient>,
}

impl Connection {
    /// A connection to the node at this WebSocket URL. Connects when first used.
    ///
    /// # Errors
    /// The URL is not one of a WebSocket.
    pub fn to(url: &str) -> Result<Self, NodeUrlError> {
        let fail = |reason: &str| NodeUrlError { url: url.into(), reason: reason.into() };
        let (scheme, rest) = url.split_once("://").ok_or_else(|| fail("it has no scheme"))?;
        if !matches!(scheme, "ws" | "wss") {
            return Err(fail("its scheme is neither ws nor wss"));
        }
        if rest.is_empty() || rest.starts_with(['/', ':']) {
            return Err(fail("it names no host"));
        }
        Ok(Self { url: url.into(), rpc: OnceCell::new() })
    }

    /// A connection through a client that exists already.
    pub fn established(rpc: RpcClient) -> Self {
        Self { url: "the given client".into(), rpc: OnceCell::new_with(Some(rpc)) }
    }

    /// Does one request, connecting first where necessary.
    pub(super) async fn ask<T>(
        &self,
        request: impl AsyncFnOnce(RpcClient) -> Result<T, RpcError>,
    ) -> Result<T, ChainError> {
        let answer = async { request(self.rpc().await?.clone()).await };
        match timeout(PATIENCE, answer).await {
            Ok(answer) => answer.map_err(|e| ChainError::Unavailable(Box::new(e))),
            Err(_) => Err(ChainError::Unavailable(
                format!("nothing from {} in {} s", self.url, PATIENCE.as_secs()).into(),
            )),
        }
    }

    async fn rpc(&self) -> Result<&RpcClient, RpcError> {
        self.rpc
            .get_or_try_init(|| async {
                let pauses = ExponentialBackoff::from_millis(100).max_delay(Duration::from_secs(2));
                ReconnectingRpcClient::builder()
                    .retry_policy(pauses)
                    .request_timeout(PATIENCE)
                    .build(&self.url)
                    .await
                    .map(RpcClient::new)
                    .map_err(|e| RpcError::Client(Box::new(e)))
            })
            .await
    }
}

/// Listens for announcements of finalized blocks, in the background.
pub(super) struct Announcements {
    heard: Arc<Notify>,
    listener: JoinHandle<()>,
}

impl Announcements {
    pub(super) fn follow(connection: Arc<Connection>) -> Self {
        let heard = Arc::new(Notify::new());
        let listener = tokio::spawn(listen(connection, heard.clone()));
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

async fn listen(connection: Arc<Connection>, heard: Arc<Notify>) {
    loop {
        let subscribed =
            connection.ask(async |rpc| methods(rpc).chain_subscribe_finalized_heads().await).await;
        match subscribed {
            Ok(mut heads) => {
                while let Ok(Some(Ok(_))) = timeout(SILENCE, heads.next()).await {
                    heard.notify_one();
                }
                // Something may have been announced between this subscription and the next.
                heard.notify_one();
            }
            Err(error) => debug!(%error, "cannot subscribe to finalized blocks"),
        }
        sleep(Duration::from_millis(500)).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_that_is_not_a_websockets_is_refused_with_an_example() {
        for url in ["", "127.0.0.1:9944", "http://127.0.0.1:9944", "ws://", "ws://:9944"] {
            let error = Connection::to(url).err().map(|e| e.to_string()).unwrap_or_default();
            assert!(error.contains("ws://127.0.0.1:9944"), "{url}: {error}");
        }
        assert!(Connection::to("wss://node.example").is_ok());
    }
}
