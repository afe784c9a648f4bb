//! The chain's clock: real time plus what tests have skipped.

use sc_client_api::{Backend, StorageProvider};
use sp_core::storage::StorageKey;
use sp_runtime::traits::Block as BlockT;
use std::{
    sync::{
        atomic::{AtomicU64, Ordering},
        Arc,
    },
    time::Duration,
};
use weir_devnet_runtime::Runtime;

/// How far the chain runs ahead of real time, shared between block production and RPC.
///
/// It is not stored: after a restart the last block's own timestamp tells how far ahead it was.
#[derive(Clone, Default)]
pub struct Clock {
    ahead_ms: Arc<AtomicU64>,
}

impl Clock {
    /// Moves the chain's time forward. The next block shows it.
    pub fn advance(&self, by: Duration) {
        let by = u64::try_from(by.as_millis()).unwrap_or(u64::MAX);
        let _ = self.ahead_ms.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |ahead| {
            Some(ahead.saturating_add(by))
        });
    }

    /// Milliseconds since the Unix epoch for a block on a parent with this timestamp.
    ///
    /// Later than the parent by at least a millisecond, whatever the machine's clock did.
    pub fn next(&self, parent_ms: u64) -> u64 {
        let real = sp_timestamp::Timestamp::current().as_millis();
        // A restarted node has forgotten how far ahead it was.
        if parent_ms > real.saturating_add(self.ahead_ms.load(Ordering::Relaxed)) {
            self.ahead_ms.fetch_max(parent_ms.saturating_sub(real), Ordering::Relaxed);
        }
        let now = real.saturating_add(self.ahead_ms.load(Ordering::Relaxed));
        now.max(parent_ms.saturating_add(1))
    }
}

/// The timestamp of a block in milliseconds, zero at genesis.
pub fn timestamp_of<B, BE, C>(client: &C, block: B::Hash) -> u64
where
    B: BlockT,
    BE: Backend<B>,
    C: StorageProvider<B, BE>,
{
    let key = StorageKey(pallet_timestamp::Now::<Runtime>::hashed_key().to_vec());
    client
        .storage(block, &key)
        .ok()
        .flatten()
        .and_then(|data| data.0.try_into().ok())
        .map_or(0, u64::from_le_bytes)
}
