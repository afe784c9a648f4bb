//! Where the loop is, for whoever wants to show it.

use super::Trouble;
use crate::domain::BlockRef;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tokio::sync::watch;

/// What part this process plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Does not reach the database, or has not yet.
    Starting,
    /// Another process writes; this one waits to take over.
    Standby,
    /// This process has the writer's place.
    Writer,
}

/// The latest finalized block seen, and when it was seen first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finalized {
    /// Its height: the highest seen.
    pub height: u64,
    /// When this height was seen first.
    pub seen: Instant,
}

/// How far the derived tables are that are being made anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deriving {
    /// Height up to which they are complete.
    pub at: u64,
    /// Height up to which they are due.
    pub target: u64,
}

/// A view of the loop at one moment.
#[derive(Debug, Clone)]
pub struct Progress {
    /// What part this process plays.
    pub role: Role,
    /// The latest finalized block that the node told of.
    pub finalized: Option<Finalized>,
    /// When the node answered last.
    pub node_answered: Option<Instant>,
    /// The last block this process has written or found written.
    pub cursor: Option<BlockRef>,
    /// The chain's time of that block, in milliseconds since the Unix epoch, if this process has
    /// written it.
    pub written: Option<u64>,
    /// The derived tables that are being made anew before this process writes; none while those that
    /// are there are right.
    pub deriving: Option<Deriving>,
    /// When the loop was last seen moving. It moves even when there is nothing to do.
    pub beat: Instant,
    /// What the loop is struggling with; none when all is well.
    pub trouble: Option<Trouble>,
}

impl Progress {
    /// Whether the node has answered within this time.
    pub fn node_answered_within(&self, limit: Duration) -> bool {
        self.node_answered.is_some_and(|at| at.elapsed() <= limit)
    }
}

/// Reads the progress; cheap to clone.
pub type ProgressReader = watch::Receiver<Progress>;

/// Both ends of a progress: the loop holds one, the API the other.
pub fn progress() -> (ProgressWriter, ProgressReader) {
    let (sender, reader) = watch::channel(Progress {
        role: Role::Starting,
        finalized: None,
        node_answered: None,
        cursor: None,
        written: None,
        deriving: None,
        beat: Instant::now(),
        trouble: None,
    });
    (ProgressWriter(sender), reader)
}

/// Writes the progress, and the gauges that show it to an operator.
#[derive(Debug)]
pub struct ProgressWriter(watch::Sender<Progress>);

impl ProgressWriter {
    pub(super) fn beat(&self) {
        self.0.send_modify(|p| {
            p.beat = Instant::now();
            show_delay(p);
        });
    }

    pub(super) fn role(&self, role: Role) {
        metrics::gauge!("weir_indexer_writer").set(f64::from(u8::from(role == Role::Writer)));
        self.0.send_if_modified(|p| std::mem::replace(&mut p.role, role) != role);
    }

    pub(super) fn trouble(&self, trouble: Option<Trouble>) {
        self.0.send_if_modified(|p| {
            let news = p.trouble != trouble;
            p.trouble = trouble;
            news
        });
    }

    /// The derived tables are being made anew, or no longer are.
    pub fn deriving(&self, deriving: Option<Deriving>) {
        metrics::gauge!("weir_indexer_deriving").set(f64::from(u8::from(deriving.is_some())));
        self.0.send_modify(|p| {
            p.beat = Instant::now();
            p.deriving = deriving;
        });
    }

    /// The cursor is here now.
    pub fn cursor(&self, cursor: Option<BlockRef>) {
        self.0.send_modify(|p| {
            p.beat = Instant::now();
            if p.cursor != cursor {
                p.written = None;
            }
            p.cursor = cursor;
            show_delay(p);
        });
    }

    /// The block at the cursor was written now; it has this time of the chain.
    pub(super) fn written(&self, cursor: Option<BlockRef>, timestamp: Option<u64>) {
        self.0.send_modify(|p| {
            p.beat = Instant::now();
            (p.cursor, p.written) = (cursor, timestamp);
            show_delay(p);
        });
    }

    /// The node told of a finalized block. Finality does not go back, but an endpoint that is
    /// several nodes may seem to: the highest counts.
    pub fn finalized(&self, height: u64) {
        self.0.send_modify(|p| {
            let now = Instant::now();
            p.node_answered = Some(now);
            if p.finalized.is_none_or(|f| f.height < height) {
                p.finalized = Some(Finalized { height, seen: now });
            }
            show_delay(p);
        });
    }

    /// The height of the cursor.
    pub(super) fn height(&self) -> Option<u64> {
        self.0.borrow().cursor.map(|c| c.height)
    }

    /// The highest block known to be final: told of, or written already.
    pub(super) fn known(&self) -> u64 {
        let p = self.0.borrow();
        let told = p.finalized.map(|f| f.height);
        told.max(p.cursor.map(|c| c.height)).unwrap_or_default()
    }

    /// How long ago the latest finalized block was seen first.
    pub(super) fn since_finalized(&self) -> Option<(u64, Duration)> {
        self.0.borrow().finalized.map(|f| (f.height, f.seen.elapsed()))
    }
}

/// How far the database is behind the chain.
fn show_delay(p: &Progress) {
    let cursor = p.cursor.map(|c| c.height);
    if let Some(height) = cursor {
        metrics::gauge!("weir_indexer_height").set(height as f64);
    }
    let Some(finalized) = p.finalized else { return };
    metrics::gauge!("weir_indexer_finalized_height").set(finalized.height as f64);
    let Some(height) = cursor else { return };
    let behind = finalized.height.saturating_sub(height);
    metrics::gauge!("weir_indexer_blocks_behind").set(behind as f64);
    let seconds = match (behind, p.written) {
        (0, _) => 0.0,
        (_, Some(written)) => age(written),
        // Written by another process: at least as old as what was seen since.
        (_, None) => finalized.seen.elapsed().as_secs_f64(),
    };
    metrics::gauge!("weir_indexer_seconds_behind").set(seconds);
}

/// Seconds since a time of the chain in milliseconds; 0 if its clock is ahead of ours.
fn age(timestamp: u64) -> f64 {
    let then = UNIX_EPOCH + Duration::from_millis(timestamp);
    SystemTime::now().duration_since(then).map_or(0.0, |age| age.as_secs_f64())
}
