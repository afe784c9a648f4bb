//! Where the database is, compared with the chain.

use super::Api;
use crate::infra::storage::{Found, Reader, Snapshot};
use std::time::Duration;
use time::OffsetDateTime;
use tokio::time::timeout;

/// How long to wait for the database before it counts as gone: whoever asks has to hear it in time.
const PATIENCE: Duration = Duration::from_secs(2);

/// Where the database is, compared with the chain.
pub(super) struct Position {
    /// The state at the cursor; none before the first block.
    pub(super) snapshot: Result<Option<Snapshot>, Missing>,
    /// The highest block that the node told of.
    pub(super) finalized: Option<u64>,
    pub(super) blocks_behind: Option<u64>,
    /// Age of the last block written, while there are newer ones; 0 when there are none.
    pub(super) seconds_behind: Option<u64>,
}

/// Why nothing can be said of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// It does not answer.
    Database,
    /// Its tables were not made yet.
    Tables,
    /// Its tables were made by other rules than those of this program.
    Rules,
}

impl Position {
    pub(super) async fn of(api: &Api) -> Self {
        let snapshot = match timeout(PATIENCE, snapshot(&api.reader)).await {
            Ok(snapshot) => snapshot,
            Err(_) => Err(Missing::Database),
        };
        let finalized = api.progress.borrow().finalized.map(|f| f.height);
        let written = snapshot.as_ref().ok().map(Option::as_ref);
        let blocks_behind = match (finalized, written) {
            (Some(finalized), Some(Some(at))) => Some(finalized.saturating_sub(height(at))),
            // Nothing written: all from the deployment on is missing.
            (Some(finalized), Some(None)) => {
                Some((finalized + 1).saturating_sub(api.deployment.block.height))
            }
            _ => None,
        };
        let seconds_behind = match (blocks_behind, written.flatten()) {
            (Some(0), _) => Some(0),
            (Some(_), Some(at)) => Some(age(at.timestamp)),
            _ => None,
        };
        Self { snapshot, finalized, blocks_behind, seconds_behind }
    }

    /// The last block written, and its time.
    pub(super) fn written(&self) -> Option<(u64, OffsetDateTime)> {
        let at = self.snapshot.as_ref().ok()?.as_ref()?;
        Some((height(at), at.timestamp))
    }

    /// Height of the last block written.
    pub(super) fn height(&self) -> Option<u64> {
        self.written().map(|(height, _)| height)
    }
}

async fn snapshot(reader: &Reader) -> Result<Option<Snapshot>, Missing> {
    match reader.made().await {
        Ok(Found::Ours) => reader.snapshot().await.map_err(|_| Missing::Database),
        Ok(Found::Nothing) => Err(Missing::Tables),
        Ok(Found::Other) => Err(Missing::Rules),
        Err(_) => Err(Missing::Database),
    }
}

fn height(at: &Snapshot) -> u64 {
    u64::try_from(at.height).unwrap_or_default()
}

/// Seconds since a time of the chain; 0 if its clock is ahead of ours.
fn age(of: OffsetDateTime) -> u64 {
    u64::try_from((OffsetDateTime::now_utc() - of).whole_seconds()).unwrap_or(0)
}
