//! The limit: the indexer's own loop with a store that keeps nothing.

use crate::measure::{Seen, counters, peak_memory};
use anyhow::{Context, Result};
use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use tokio_util::sync::CancellationToken;
use weir_indexer::{
    application::{Indexer, Settings, progress},
    domain::{Batch, BlockRef, Deployment, Derived, Store, StoreError},
    infra::subxt_node::{Endpoint, Endpoints, SubxtNode, Timing},
};

/// Counts what it is given.
#[derive(Clone)]
struct Nowhere {
    last: u64,
    seen: Arc<Mutex<Seen>>,
    cursor: Option<BlockRef>,
    begun: Instant,
    end: CancellationToken,
}

impl Store for Nowhere {
    async fn lead(&mut self) -> Result<bool, StoreError> {
        Ok(true)
    }

    async fn keep(&mut self) -> Result<(), StoreError> {
        Ok(())
    }

    async fn bind(&mut self, _: &Deployment) -> Result<(), StoreError> {
        Ok(())
    }

    async fn derive(&mut self) -> Result<Derived, StoreError> {
        Ok(Derived::Current)
    }

    async fn cursor(&mut self) -> Result<Option<BlockRef>, StoreError> {
        Ok(self.cursor)
    }

    async fn commit(&mut self, _: Option<BlockRef>, batch: &Batch) -> Result<(), StoreError> {
        self.cursor = batch.last();
        let height = self.cursor.map_or(0, |c| c.height);
        let Ok(mut seen) = self.seen.lock() else { return Ok(()) };
        seen.blocks += batch.blocks().len() as u64;
        seen.events += batch.decoded().len() as u64;
        if height >= self.last / 2 && seen.memory_half == 0 {
            seen.memory_half = peak_memory("self").unwrap_or(0);
        }
        if height >= self.last {
            seen.seconds = self.begun.elapsed().as_secs_f64();
            self.end.cancel();
        }
        Ok(())
    }
}

/// Reads and decodes the blocks up to this one as the indexer does.
pub(crate) async fn read(url: &str, deployment: Deployment, last: u64) -> Result<Seen> {
    let begun = Instant::now();
    let metrics = metrics_exporter_prometheus::PrometheusBuilder::new().install_recorder()?;
    let end = CancellationToken::new();
    let seen = Arc::new(Mutex::new(Seen::default()));
    let store = Nowhere { last, seen: seen.clone(), cursor: None, begun, end: end.clone() };
    let nodes = vec![Endpoint::at(url)?];
    let nodes = Endpoints::new(nodes, deployment.genesis_hash, Timing::default());
    let node = SubxtNode::new(nodes, &deployment.contracts.addresses());
    let settings = Settings::new(deployment.block.height);
    let (progress, _reader) = progress();
    let indexer = Indexer::new(Arc::new(node), store, deployment, settings, progress);
    tokio::time::timeout(Duration::from_secs(3600), indexer.run(end))
        .await
        .context("an hour was not enough")??;
    let mut seen = seen.lock().map_err(|_| anyhow::anyhow!("a thread panicked"))?.clone();
    seen.memory = peak_memory("self")?;
    counters(&metrics.render(), &mut seen);
    Ok(seen)
}
