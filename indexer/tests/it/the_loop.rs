//! The loop against a chain and a store that misbehave.

mod failures;
mod order;
mod other_chains;
mod undecodable;
mod writers;

use crate::{
    doubles::ToyChain,
    history::{START, deployment},
};
use std::{sync::Arc, time::Duration};
use tokio::{task::JoinHandle, time::timeout};
use tokio_util::sync::CancellationToken;
use weir_indexer::{
    application::{Error, Indexer, Progress, ProgressReader, Settings, progress},
    domain::{Chain, Deployment, Store},
};

/// Settings that wait for nothing.
pub(crate) fn hasty() -> Settings {
    Settings {
        batch: 10,
        ahead_bytes: 4_000,
        linger: Duration::ZERO,
        patience: Duration::from_millis(20),
        standby: Duration::from_millis(5),
        longest_pause: Duration::from_millis(5),
        ..Settings::new(START)
    }
}

/// A loop that runs in the background.
pub(crate) struct Running {
    pub(crate) progress: ProgressReader,
    shutdown: CancellationToken,
    task: JoinHandle<Result<(), Error>>,
}

impl Running {
    pub(crate) fn start(chain: &ToyChain, store: impl Store + 'static) -> Self {
        Self::start_with(chain, store, deployment(), hasty())
    }

    pub(crate) fn start_with(
        chain: &(impl Chain + Clone),
        store: impl Store + 'static,
        deployment: Deployment,
        settings: Settings,
    ) -> Self {
        let (writer, progress) = progress();
        let shutdown = CancellationToken::new();
        let indexer = Indexer::new(Arc::new(chain.clone()), store, deployment, settings, writer);
        let task = tokio::spawn(indexer.run(shutdown.clone()));
        Self { progress, shutdown, task }
    }

    /// Waits until the cursor is at `height`.
    pub(crate) async fn reach(&mut self, height: u64) {
        self.until(|p| p.cursor.is_some_and(|c| c.height >= height)).await;
    }

    /// Waits until it has come to this, and says to what.
    pub(crate) async fn until(&mut self, so: impl FnMut(&Progress) -> bool) -> Progress {
        let there = timeout(Duration::from_secs(60), self.progress.wait_for(so)).await;
        there.expect("in time").expect("no failure").clone()
    }

    pub(crate) async fn stop(self) {
        self.shutdown.cancel();
        timeout(Duration::from_secs(60), self.task).await.expect("in time").unwrap().unwrap();
    }

    /// Waits for the failure that ends the loop.
    pub(crate) async fn failure(self) -> Error {
        timeout(Duration::from_secs(60), self.task).await.expect("in time").unwrap().unwrap_err()
    }
}

fn range(from: u64, to: u64) -> Vec<u64> {
    (from..=to).collect()
}
