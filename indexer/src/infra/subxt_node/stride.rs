//! How many blocks to ask for in one request of a range, learnt from what came back.

use std::time::Duration;

/// Blocks of the first range asked of a node.
const FIRST: u64 = 64;
/// Blocks of a range at most.
const MOST: u64 = 2048;
/// What an answer should come to: enough that the way there and back is cheap, little enough that a
/// few at once are not much memory. Bytes are sent as hexadecimal digits.
const BYTES: u64 = 4 * 1024 * 1024;
/// What an answer should take. A node works on it in one go.
const TIME: Duration = Duration::from_millis(500);
/// Ranges that a node may fail at in a row, where single blocks can be read, before it is asked for
/// single blocks only.
const FAILURES: u32 = 3;

/// What is known of how a node answers ranges.
#[derive(Debug)]
pub(super) struct Stride {
    length: u64,
    failures: u32,
    refused: bool,
}

impl Default for Stride {
    fn default() -> Self {
        Self { length: FIRST, failures: 0, refused: false }
    }
}

impl Stride {
    /// Blocks to ask for in the next range; none where the node does not answer ranges.
    pub(super) fn length(&self) -> Option<u64> {
        (!self.refused).then_some(self.length)
    }

    /// A range was answered.
    pub(super) fn answered(&mut self, blocks: u64, bytes: u64, took: Duration) {
        self.failures = 0;
        let blocks = blocks.max(1);
        let by_bytes = BYTES.saturating_mul(blocks) / bytes.max(1);
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX).max(1);
        let by_time = u64::try_from(TIME.as_micros()).unwrap_or(u64::MAX) * blocks / micros;
        // A short range tells little of a long one, so it doubles at most.
        let longest = self.length.max(2 * blocks).min(MOST);
        self.length = by_bytes.min(by_time).clamp(1, longest);
    }

    /// A range was too much for the node, for its limit of bytes or for the time allowed.
    pub(super) fn too_much(&mut self, blocks: u64) {
        self.length = self.length.min(blocks / 2).max(1);
    }

    /// The node does not answer ranges at all. Says whether this is news.
    pub(super) fn refused(&mut self) -> bool {
        !std::mem::replace(&mut self.refused, true)
    }

    /// The node is connected to anew. It may have been started anew too, and allow more.
    pub(super) fn reconnected(&mut self) {
        (self.refused, self.failures) = (false, 0);
    }

    /// A range failed for a reason of its own, but its blocks could be read one by one. Says
    /// whether this was once too often.
    pub(super) fn failed(&mut self) -> bool {
        self.failures += 1;
        self.refused |= self.failures >= FAILURES;
        self.refused
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUICK: Duration = Duration::from_millis(1);

    #[test]
    fn it_doubles_while_answers_are_small_and_quick() {
        let mut stride = Stride::default();
        for expected in [128, 256, 512, 1024, 2048, 2048] {
            let asked = stride.length().unwrap();
            stride.answered(asked, asked * 100, QUICK);
            assert_eq!(stride.length(), Some(expected));
        }
    }

    #[test]
    fn it_keeps_answers_to_their_size_and_time() {
        let mut stride = Stride::default();
        stride.answered(64, 64 * 512 * 1024, QUICK);
        assert_eq!(stride.length(), Some(8));
        let mut stride = Stride::default();
        stride.answered(64, 64, Duration::from_secs(2));
        assert_eq!(stride.length(), Some(16));
        stride.answered(1, 100 * 1024 * 1024, QUICK);
        assert_eq!(stride.length(), Some(1));
    }

    #[test]
    fn a_short_rest_of_a_range_does_not_shorten_the_next() {
        let mut stride = Stride::default();
        stride.answered(64, 6400, QUICK);
        stride.answered(1, 100, QUICK);
        assert_eq!(stride.length(), Some(128));
    }

    #[test]
    fn too_much_is_halved_down_to_a_single_block() {
        let mut stride = Stride::default();
        stride.too_much(64);
        assert_eq!(stride.length(), Some(32));
        // Another of the same length was in flight.
        stride.too_much(64);
        assert_eq!(stride.length(), Some(32));
        stride.too_much(1);
        assert_eq!(stride.length(), Some(1));
    }

    #[test]
    fn failures_in_a_row_end_it_and_a_success_forgives_them() {
        let mut stride = Stride::default();
        assert!(!stride.failed() && !stride.failed());
        stride.answered(64, 6400, QUICK);
        assert!(!stride.failed() && !stride.failed() && stride.failed());
        assert_eq!(stride.length(), None);
    }
}
