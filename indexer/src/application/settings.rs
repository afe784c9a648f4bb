//! How the loop goes about its work.

use std::time::Duration;

/// How the loop goes about its work.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// The first block to read where the store is empty. At the latest the deployment's block.
    pub start_height: u64,
    /// Blocks in one transaction, at most.
    pub batch: usize,
    /// Bytes of events in one transaction; the block that exceeds it is still in.
    pub batch_bytes: usize,
    /// How long a batch may wait for more blocks while there are more to come.
    pub linger: Duration,
    /// Bytes of blocks read ahead of the batches, at most.
    pub ahead_bytes: usize,
    /// How long to trust a node's silence before asking it.
    pub patience: Duration,
    /// How long the chain may tell of less than is known to be final before it is doubted.
    pub lag: Duration,
    /// How often a writer that waits for the chain tells the store that it lives.
    pub keep: Duration,
    /// How often a standby looks whether the writer is gone.
    pub standby: Duration,
    /// The longest pause between two tries after a failure.
    pub longest_pause: Duration,
}

impl Settings {
    /// Settings for a network, starting at this height.
    pub fn new(start_height: u64) -> Self {
        Self {
            start_height,
            batch: 2000,
            batch_bytes: 8 * 1024 * 1024,
            linger: Duration::from_millis(200),
            ahead_bytes: 32 * 1024 * 1024,
            patience: Duration::from_secs(6),
            lag: Duration::from_secs(30),
            keep: Duration::from_secs(1),
            standby: Duration::from_secs(1),
            longest_pause: Duration::from_secs(10),
        }
    }
}
