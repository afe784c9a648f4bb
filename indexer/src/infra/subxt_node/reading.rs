//! Reading many blocks: several stretches at once, handed on in order.

use super::{
    SubxtNode,
    fetch::{Range, RangeError, Wanted},
    lineage::Source,
    state::State,
};
use crate::domain::{Block, BlockRef, ChainError};
use futures::{
    FutureExt, StreamExt,
    future::BoxFuture,
    stream::{self, BoxStream, FuturesOrdered},
};
use std::{ops::RangeInclusive, time::Instant};
use tokio_util::task::AbortOnDropHandle;
use tracing::{info, warn};

/// Stretches read at once: while one is decoded, others are on their way.
const AT_ONCE: usize = 4;
/// Blocks of a stretch that is read block by block.
const SINGLES: u64 = 64;
/// Blocks for which a range is worth its two requests.
const FEW: u64 = 4;

/// What came of a stretch.
enum Outcome {
    /// The blocks before the first failure, and it; and when their bytes had arrived.
    Read(Vec<Block>, Option<ChainError>, Instant),
    /// It was too much for one request.
    TooMuch,
}

type Flight = BoxFuture<'static, (RangeInclusive<u64>, Outcome)>;

struct Reading {
    node: SubxtNode,
    /// What all of them must be before, or be.
    top: BlockRef,
    ahead: RangeInclusive<u64>,
    flight: FuturesOrdered<Flight>,
}

/// The blocks of these heights that `top` descends from, or is, in order. Ends at the first failure;
/// dropping it ends the reading.
pub(super) fn blocks(
    node: SubxtNode,
    top: BlockRef,
    heights: RangeInclusive<u64>,
) -> BoxStream<'static, Result<Block, ChainError>> {
    let reading = Reading { node, top, ahead: heights, flight: FuturesOrdered::new() };
    stream::unfold(reading, Reading::next).flat_map(stream::iter).boxed()
}

impl Reading {
    /// The next stretch, in order.
    async fn next(mut self) -> Option<(Vec<Result<Block, ChainError>>, Self)> {
        loop {
            while self.flight.len() < AT_ONCE && !self.ahead.is_empty() {
                let flight = self.take_off();
                self.flight.push_back(flight);
            }
            match self.flight.next().await? {
                (heights, Outcome::TooMuch) => self.halve(heights),
                (_, Outcome::Read(blocks, failure, arrived)) => {
                    self.node.has_arrived(arrived);
                    if failure.is_some() {
                        // What was asked for behind a failure nobody may use.
                        self.flight = FuturesOrdered::new();
                        self.ahead = RangeInclusive::new(1, 0);
                    }
                    let blocks = blocks.into_iter().map(Ok).chain(failure.map(Err)).collect();
                    return Some((blocks, self));
                }
            }
        }
    }

    /// Starts reading the next stretch.
    fn take_off(&mut self) -> Flight {
        let (first, end) = (*self.ahead.start(), *self.ahead.end());
        let length = self.node.endpoints.stride().unwrap_or(SINGLES);
        let last = end.min(first.saturating_add(length - 1));
        self.ahead = last + 1..=end;
        fly(self.node.clone(), self.top, first..=last)
    }

    /// Reads the two halves of a stretch before anything else.
    fn halve(&mut self, heights: RangeInclusive<u64>) {
        let (first, last) = heights.into_inner();
        let middle = first + (last - first) / 2;
        self.flight.push_front(fly(self.node.clone(), self.top, middle + 1..=last));
        self.flight.push_front(fly(self.node.clone(), self.top, first..=middle));
    }
}

/// Reads a stretch in the background, until dropped.
fn fly(node: SubxtNode, top: BlockRef, heights: RangeInclusive<u64>) -> Flight {
    let task = tokio::spawn(stretch(node, top, heights.clone()));
    AbortOnDropHandle::new(task)
        .map(|done| {
            let failed = |e| {
                let failure = ChainError::Unavailable(Box::new(e));
                Outcome::Read(Vec::new(), Some(failure), Instant::now())
            };
            (heights, done.unwrap_or_else(failed))
        })
        .boxed()
}

async fn stretch(node: SubxtNode, top: BlockRef, heights: RangeInclusive<u64>) -> Outcome {
    let Some((states, failure, arrived)) = states(&node, top, heights).await else {
        return Outcome::TooMuch;
    };
    let (blocks, undecodable) = node.decode(states).await;
    Outcome::Read(blocks, undecodable.or(failure), arrived)
}

/// The states before the first failure, and it; and when their bytes had arrived. None if they are
/// too much for one request.
async fn states(
    node: &SubxtNode,
    top: BlockRef,
    heights: RangeInclusive<u64>,
) -> Option<(Vec<State>, Option<ChainError>, Instant)> {
    let endpoints = &node.endpoints;
    let live = match endpoints.live().await {
        Ok(live) => live,
        Err(error) => return Some((Vec::new(), Some(error), Instant::now())),
    };
    let source = Source { endpoints, live: &live };
    let wanted = Wanted { source, lineage: &node.lineage, top };
    let count = heights.end() - heights.start() + 1;
    if count >= FEW && live.stride().length().is_some() {
        match wanted.range(heights.clone()).await {
            Ok(Range { states, bytes, took, arrived }) => {
                live.stride().answered(count, bytes, took);
                return Some((states, None, arrived));
            }
            Err(RangeError::TooLarge) => {
                live.stride().too_much(count);
                return None;
            }
            Err(RangeError::NoAnswer(error)) => {
                // Maybe the node is well, but this was more than it can do in time.
                live.stride().too_much(count);
                return Some((Vec::new(), Some(error), Instant::now()));
            }
            Err(RangeError::Useless(error)) => {
                return Some((Vec::new(), Some(error), Instant::now()));
            }
            Err(RangeError::Refused(why)) => {
                if live.stride().refused() {
                    info!(why, "the node answers no ranges of blocks: reading one by one");
                }
            }
            Err(RangeError::Failed(why)) => {
                let given_up = live.stride().failed();
                warn!(why, given_up, "a range of blocks could not be read: reading one by one");
            }
            Err(RangeError::Missing) => {}
        }
    }
    let (states, failure) = wanted.singles(heights).await;
    Some((states, failure, Instant::now()))
}
