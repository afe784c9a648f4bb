//! The connection to a node, which is made once more where it breaks.

use std::{
    iter::Take,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use subxt::rpcs::{
    Error, RpcClient,
    client::{ReconnectingRpcClient, reconnecting_rpc_client::FixedInterval},
    utils::validate_url_is_secure,
};

/// How long a node may take to answer when a connection is made.
const GREETING: Duration = Duration::from_secs(10);

/// Connects to a node. A connection that breaks later is made once more, for about a minute; what
/// was asked meanwhile waits, and what was on its way comes back as an error.
///
/// # Errors
/// When the node does not answer now, or the connection would not be encrypted though it leaves
/// this machine.
pub(super) async fn connect(url: &str) -> Result<RpcClient, Error> {
    validate_url_is_secure(url)?;
    let pauses = Pauses::default();
    let client = ReconnectingRpcClient::builder()
        .retry_policy(pauses.clone())
        .connection_timeout(GREETING)
        .build(url)
        .await
        .map_err(|error| Error::Client(Box::new(error)))?;
    pauses.connected.store(true, Ordering::Relaxed);
    Ok(RpcClient::new(client))
}

/// The pauses between attempts to connect: none before the first connection, since a node that does
/// not answer is said so at once.
#[derive(Clone)]
struct Pauses {
    connected: Arc<AtomicBool>,
    left: Take<FixedInterval>,
}

impl Default for Pauses {
    fn default() -> Self {
        let left = FixedInterval::from_millis(500).take(120);
        Self { connected: Arc::default(), left }
    }
}

impl Iterator for Pauses {
    type Item = Duration;

    fn next(&mut self) -> Option<Duration> {
        if self.connected.load(Ordering::Relaxed) { self.left.next() } else { None }
    }
}
