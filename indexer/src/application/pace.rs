//! How fast a backfill goes and how long it will take.

use std::{
    collections::VecDeque,
    time::{Duration, Instant},
};
use tracing::info;

/// When a backfill first tells where it is.
const FIRST: Duration = Duration::from_secs(1);
/// How often it does so from then on.
const EVERY: Duration = Duration::from_secs(5);
/// Speed is that of so many tellings: recent, but not of a moment.
const RECENT: usize = 6;
/// So many blocks are worth a word however quickly they were written.
const MANY: u64 = 1000;

/// Reports a run over many blocks. A run over a few is not worth a word.
#[derive(Debug)]
pub struct Pace {
    /// Where 0 % is; not known before the first block.
    start: Option<u64>,
    target: u64,
    at: Option<u64>,
    begun: Instant,
    due: Instant,
    now: Mark,
    marks: VecDeque<Mark>,
}

/// How far a run was at a moment.
#[derive(Debug, Clone, Copy)]
struct Mark {
    when: Instant,
    blocks: u64,
    events: u64,
}

/// Where a run is.
#[derive(Debug, PartialEq)]
struct Report {
    done: bool,
    percent: f64,
    blocks_per_second: f64,
    events_per_second: f64,
    left: Duration,
}

impl Pace {
    /// A run that begins now and ends at this height.
    pub fn new(target: u64) -> Self {
        Self::begun(target, Instant::now())
    }

    fn begun(target: u64, begun: Instant) -> Self {
        let now = Mark { when: begun, blocks: 0, events: 0 };
        let (due, marks) = (begun + FIRST, VecDeque::from([now]));
        Self { start: None, target, at: None, begun, due, now, marks }
    }

    /// The height at which all of the work begins, whatever part of it was done before.
    #[must_use]
    pub fn of_all_since(mut self, start: u64) -> Self {
        self.start = Some(start);
        self
    }

    /// Notes that the run has come to `height`, where it is not known how many events that were.
    pub fn come_to(&mut self, height: u64) {
        let before = self.at.replace(height).unwrap_or(height);
        self.advance(height, height.saturating_sub(before), 0);
    }

    /// Notes that the run has come to `height`.
    pub(super) fn advance(&mut self, height: u64, blocks: u64, events: u64) {
        let Some(report) = self.note(Instant::now(), height, blocks, events) else { return };
        info!(
            height,
            target = self.target,
            percent = (report.percent * 10.0).round() / 10.0,
            blocks_per_second = report.blocks_per_second.round(),
            events_per_second = report.events_per_second.round(),
            left = %span(report.left),
            took = %span(self.begun.elapsed()),
            "{}", if report.done { "caught up" } else { "catching up" }
        );
    }

    fn note(&mut self, when: Instant, height: u64, blocks: u64, events: u64) -> Option<Report> {
        let start = *self.start.get_or_insert(height.saturating_sub(blocks));
        let Mark { blocks: b, events: e, .. } = self.now;
        self.now = Mark { when, blocks: b + blocks, events: e + events };
        let done = height >= self.target;
        let worth = when >= self.begun + EVERY || self.now.blocks >= MANY;
        if when < self.due && !(done && worth) {
            return None;
        }
        self.due = when + EVERY;
        // At the end the whole run is told of.
        if done {
            self.marks.truncate(1);
        }
        let since = self.marks.front().copied().unwrap_or(self.now);
        let seconds = (when - since.when).as_secs_f64().max(f64::MIN_POSITIVE);
        let rate = |now: u64, then: u64| (now - then) as f64 / seconds;
        let blocks_per_second = rate(self.now.blocks, since.blocks);
        let left = self.target.saturating_sub(height);
        let whole = self.target.saturating_sub(start).max(1);
        if self.marks.len() == RECENT {
            self.marks.pop_front();
        }
        self.marks.push_back(self.now);
        Some(Report {
            done,
            percent: 100.0 - 100.0 * (left as f64 / whole as f64).min(1.0),
            blocks_per_second,
            events_per_second: rate(self.now.events, since.events),
            left: Duration::try_from_secs_f64(left as f64 / blocks_per_second)
                .unwrap_or(Duration::MAX),
        })
    }
}

/// A time span as people say it: `3m 20s`.
fn span(span: Duration) -> String {
    let seconds = span.as_secs();
    match (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60) {
        (0, 0, 0, s) => format!("{s}s"),
        (0, 0, m, s) => format!("{m}m {s}s"),
        (0, h, m, _) => format!("{h}h {m}m"),
        (d, h, ..) if d < 10_000 => format!("{d}d {h}h"),
        _ => "unknown".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(begun: Instant, seconds: f64) -> Instant {
        begun + Duration::from_secs_f64(seconds)
    }

    #[test]
    fn spans_are_told_as_people_say_them() {
        let told = |seconds| span(Duration::from_secs_f64(seconds));
        assert_eq!(told(7.9), "7s");
        assert_eq!(told(200.0), "3m 20s");
        assert_eq!(told(7260.0), "2h 1m");
        assert_eq!(told(200_000.0), "2d 7h");
        assert_eq!(span(Duration::MAX), "unknown");
    }

    #[test]
    fn a_run_tells_its_recent_speed_and_what_is_left_at_that_speed() {
        let begun = Instant::now();
        let mut pace = Pace::begun(1_100, begun).of_all_since(100);
        // 100 of 1,000 blocks were there before.
        assert_eq!(pace.note(after(begun, 0.5), 225, 25, 500), None);
        let first = pace.note(after(begun, 1.0), 250, 25, 500).unwrap();
        assert_eq!((first.blocks_per_second, first.events_per_second), (50.0, 1000.0));
        assert_eq!((first.percent, first.left.as_secs()), (15.0, 17));
        // Five times slower from then on: in the end nothing else counts.
        let mut last = None;
        for second in 2..=60 {
            last = pace.note(after(begun, f64::from(second)), 250 + 10, 10, 0).or(last);
        }
        assert_eq!(last.unwrap().blocks_per_second, 10.0);
    }

    #[test]
    fn the_end_is_told_with_the_speed_of_the_whole_run_if_it_was_worth_a_word() {
        let begun = Instant::now();
        let mut short = Pace::begun(100, begun);
        assert_eq!(short.note(after(begun, 0.5), 100, 100, 0), None);
        let mut quick = Pace::begun(2_000, begun);
        assert_eq!(quick.note(after(begun, 0.4), 1_500, 1_500, 0), None);
        let end = quick.note(after(begun, 0.5), 2_000, 500, 0).unwrap();
        assert_eq!((end.done, end.blocks_per_second, end.percent), (true, 4_000.0, 100.0));
        assert_eq!(end.left, Duration::ZERO);
    }
}
