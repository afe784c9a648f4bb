//! One node that may be asked, and how to connect to it.

use futures::{FutureExt, future::BoxFuture};
use jsonrpsee::ws_client::{PingConfig, WsClientBuilder};
use std::{fmt, time::Duration};
use subxt::rpcs::{Error as RpcError, RpcClient};
use thiserror::Error;

/// How long the connection may take to be made.
const CONNECT: Duration = Duration::from_secs(10);
/// How often the connection is tried while nobody asks anything.
const PING: Duration = Duration::from_secs(10);
/// How long it may stay without a sign of life then.
const LIFELESS: Duration = Duration::from_secs(25);
/// The largest answer that is read. Nodes send 15 MB at most unless told otherwise.
const LARGEST_ANSWER: u32 = 64 * 1024 * 1024;

/// A node's URL cannot be used.
#[derive(Debug, Error)]
#[error("--url is not the URL of a node: {0}; it looks like ws://127.0.0.1:9944")]
pub struct NodeUrlError(String);

type Connect = Box<dyn Fn() -> BoxFuture<'static, Result<RpcClient, RpcError>> + Send + Sync>;

/// A node that may be asked.
pub struct Endpoint {
    name: String,
    connect: Connect,
}

impl Endpoint {
    /// The node at this WebSocket URL.
    ///
    /// # Errors
    /// The URL is not one of a WebSocket.
    pub fn at(url: &str) -> Result<Self, NodeUrlError> {
        // The URL itself is not told: what is in a wrong one may be a secret all the same.
        let fail = |reason: &str| NodeUrlError(reason.into());
        let (scheme, rest) = url.split_once("://").ok_or_else(|| fail("it has no scheme"))?;
        if !matches!(scheme, "ws" | "wss") {
            return Err(fail("its scheme is neither ws nor wss"));
        }
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host = host.rsplit('@').next().unwrap_or_default();
        if host.is_empty() || host.starts_with(':') {
            return Err(fail("it names no host"));
        }
        let url = url.to_owned();
        Ok(Self::made_by(host, move || connect(url.clone())))
    }

    /// A node that is connected to by this function.
    pub fn made_by<F, C>(name: &str, connect: F) -> Self
    where
        F: Fn() -> C + Send + Sync + 'static,
        C: Future<Output = Result<RpcClient, RpcError>> + Send + 'static,
    {
        Self { name: name.into(), connect: Box::new(move || connect().boxed()) }
    }

    /// What to call it in logs and metrics: host and port. The rest of a URL may hold a secret.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(super) async fn connect(&self) -> Result<RpcClient, RpcError> {
        (self.connect)().await
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Endpoint").field(&self.name).finish()
    }
}

async fn connect(url: String) -> Result<RpcClient, RpcError> {
    WsClientBuilder::new()
        .connection_timeout(CONNECT)
        .max_response_size(LARGEST_ANSWER)
        .enable_ws_ping(PingConfig::new().ping_interval(PING).inactive_limit(LIFELESS))
        .build(&url)
        .await
        .map(RpcClient::new)
        .map_err(|e| RpcError::Client(Box::new(e)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_that_is_not_a_websockets_is_refused_with_an_example() {
        for url in ["", "127.0.0.1:9944", "http://127.0.0.1:9944", "ws://", "ws://:9944", "ws://a@"]
        {
            let error = Endpoint::at(url).err().map(|e| e.to_string()).unwrap_or_default();
            assert!(error.contains("ws://127.0.0.1:9944"), "{url}: {error}");
        }
        assert!(Endpoint::at("wss://node.example").is_ok());
    }

    #[test]
    fn a_name_holds_no_secret() {
        for url in ["wss://node.example:443/key", "wss://me:key@node.example:443?k=key#key"] {
            assert_eq!(Endpoint::at(url).unwrap().name(), "node.example:443");
        }
    }
}
