//! What the loop counts, for operators.

use super::Error;
use crate::domain::Batch;
use std::time::Duration;

/// What the loop waits for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cause {
    Fetch,
    Decode,
    Store,
}

impl Cause {
    pub(super) fn of(error: &Error) -> Self {
        match error {
            Error::Store(_) => Self::Store,
            Error::Chain(_) | Error::WrongChain { .. } | Error::Continuity(_) => Self::Fetch,
        }
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Fetch => "fetch",
            Self::Decode => "decode",
            Self::Store => "store",
        }
    }
}

/// Adds to the time spent waiting: it tells an operator which side to speed up.
pub(super) fn stalled(cause: Cause, time: Duration) {
    let micros = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
    metrics::counter!("weir_indexer_stalled_microseconds_total", "cause" => cause.label())
        .increment(micros);
}

/// Counts a failure that is tried again.
pub(super) fn retried(cause: Cause) {
    metrics::counter!("weir_indexer_retries_total", "cause" => cause.label()).increment(1);
}

/// Counts what was written.
pub(super) fn count(batch: &Batch, took: Duration) {
    metrics::histogram!("weir_indexer_commit_seconds").record(took);
    metrics::counter!("weir_indexer_blocks_total").increment(batch.blocks().len() as u64);
    metrics::counter!("weir_indexer_events_total").increment(batch.decoded().len() as u64);
    metrics::counter!("weir_indexer_dead_letters_total")
        .increment(batch.dead_letters().len() as u64);
}
