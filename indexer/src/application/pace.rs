//! How fast a backfill goes and how long it will take.

use std::time::{Duration, Instant};
use tracing::info;

/// How often a backfill tells where it is.
const EVERY: Duration = Duration::from_secs(5);

/// Reports a run over many blocks. A run over a few is not worth a word.
#[derive(Debug)]
pub struct Pace {
    target: u64,
    at: Option<u64>,
    begun: Instant,
    told: Instant,
    blocks: u64,
    events: u64,
}

impl Pace {
    /// A run that begins now and ends at this height.
    pub fn new(target: u64) -> Self {
        let now = Instant::now();
        Self { target, at: None, begun: now, told: now, blocks: 0, events: 0 }
    }

    /// Notes that the run has come to `height`, where it is not known how many events that were.
    pub fn come_to(&mut self, height: u64) {
        let before = self.at.replace(height).unwrap_or(height);
        self.advance(height, height.saturating_sub(before), 0);
    }

    /// Notes that the run has come to `height`.
    pub(super) fn advance(&mut self, height: u64, blocks: u64, events: u64) {
        self.blocks += blocks;
        self.events += events;
        let done = height >= self.target;
        let long = self.begun.elapsed() >= EVERY;
        if self.told.elapsed() < EVERY && !(done && long) {
            return;
        }
        self.told = Instant::now();
        let rate = self.blocks as f64 / self.begun.elapsed().as_secs_f64();
        let left = self.target.saturating_sub(height);
        info!(
            height,
            target = self.target,
            blocks_per_second = rate.round(),
            events = self.events,
            left = %span(left as f64 / rate.max(f64::MIN_POSITIVE)),
            "{}", if done { "caught up" } else { "catching up" }
        );
    }
}

/// A time span as people say it: `3m 20s`.
fn span(seconds: f64) -> String {
    let seconds = seconds.min(1e9) as u64;
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, s) => format!("{s}s"),
        (0, m, s) => format!("{m}m {s}s"),
        (h, m, _) => format!("{h}h {m}m"),
    }
}

#[cfg(test)]
mod tests {
    use super::span;

    #[test]
    fn spans_are_told_as_people_say_them() {
        assert_eq!(span(7.9), "7s");
        assert_eq!(span(200.0), "3m 20s");
        assert_eq!(span(7260.0), "2h 1m");
    }
}
