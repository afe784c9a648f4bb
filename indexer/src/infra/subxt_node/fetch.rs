//! Asks a node for the states of blocks: a range of them with one request where the node does
//! that, else one by one.

use super::{
    changes::states,
    endpoints::AskError,
    limit::is_limit,
    lineage::{Lineage, Source},
    state::{State, keys_in_hex},
};
use crate::domain::{BlockRef, ChainError};
use futures::{StreamExt, stream};
use serde_json::value::RawValue;
use std::{
    collections::BTreeSet,
    ops::RangeInclusive,
    time::{Duration, Instant},
};
use subxt::{
    config::substrate::H256,
    rpcs::{UserError, rpc_params},
};

/// JSON-RPC's code for a method that is not there. Nodes use it for one that is not allowed too.
const NO_SUCH_METHOD: i32 = -32601;
/// A Substrate node's code for an answer larger than it may send.
const ANSWER_TOO_LARGE: i32 = -32008;

/// The states of a range, and what they cost.
pub(super) struct Range {
    pub(super) states: Vec<State>,
    pub(super) bytes: u64,
    pub(super) took: Duration,
    pub(super) arrived: Instant,
}

/// Why a range could not be read with one request.
#[derive(Debug)]
pub(super) enum RangeError {
    /// The node does not answer ranges.
    Refused(String),
    /// The answer would be larger than the node may send.
    TooLarge,
    /// The node does not have all of these blocks yet.
    Missing,
    /// The node failed, or what it said makes no sense. Single blocks may tell more.
    Failed(String),
    /// There was no answer.
    NoAnswer(ChainError),
    /// There is no use in asking for single blocks either.
    Useless(ChainError),
}

/// Blocks that are final, because all of them are `top` or before it.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub(super) source: Source<'a>,
    pub(super) lineage: &'a Lineage,
    pub(super) top: BlockRef,
}

impl Wanted<'_> {
    /// The states of these blocks, by one request.
    ///
    /// The last block is asked for by its proven hash, and each one named as its parent the one before
    /// it, so that all of them are proven.
    pub(super) async fn range(self, heights: RangeInclusive<u64>) -> Result<Range, RangeError> {
        let ends = BTreeSet::from([*heights.start(), *heights.end()]);
        let ends = match self.lineage.hashes(self.source, self.top, &ends).await {
            Ok(ends) => ends,
            Err(ChainError::NotYet { .. }) => return Err(RangeError::Missing),
            Err(error) => return Err(RangeError::Useless(error)),
        };
        let (Some(&first), Some(&last)) = (ends.first(), ends.last()) else {
            return Err(RangeError::Missing);
        };
        let keys = keys_in_hex();
        let begun = Instant::now();
        let Source { endpoints, live } = self.source;
        let answer: Result<Box<RawValue>, _> = endpoints
            .ask_at(live, async |rpc| {
                rpc.request("state_queryStorage", rpc_params![&keys, first, last]).await
            })
            .await;
        let (answer, arrived) = (answer.map_err(range_error)?, Instant::now());
        let bytes = answer.get().len() as u64;
        let states = unblock(move || states(answer.get(), &keys, heights, (first, last)))
            .await
            .map_err(RangeError::Useless)?
            .map_err(|(height, reason)| RangeError::Failed(format!("block {height}: {reason}")))?;
        Ok(Range { states, bytes, took: arrived - begun, arrived })
    }

    /// The states of these blocks, by a request for each: those before the first failure, and it.
    pub(super) async fn singles(
        self,
        heights: RangeInclusive<u64>,
    ) -> (Vec<State>, Option<ChainError>) {
        // Blocks behind the final one are not there yet, those before it are.
        let there: BTreeSet<u64> = heights.clone().filter(|at| *at <= self.top.height).collect();
        let hashes = match self.lineage.hashes(self.source, self.top, &there).await {
            Ok(hashes) => hashes,
            Err(error) => return (Vec::new(), Some(error)),
        };
        let count = hashes.len();
        let mut found = stream::iter(there.into_iter().zip(hashes))
            .map(|(height, hash)| single(self.source, height, hash))
            .buffered(count.max(1));
        let mut states = Vec::with_capacity(count);
        while let Some(state) = found.next().await {
            match state {
                Ok(state) => states.push(state),
                Err(error) => return (states, Some(error)),
            }
        }
        let missing = self.top.height + 1;
        let failure = heights.contains(&missing).then_some(ChainError::NotYet { height: missing });
        (states, failure)
    }
}

async fn single(source: Source<'_>, height: u64, hash: H256) -> Result<State, ChainError> {
    let Source { endpoints, live } = source;
    // Closed by nobody.
    let _room = live.singles.acquire().await;
    let keys = keys_in_hex();
    let answer: Result<Box<RawValue>, _> = endpoints
        .ask_at(live, async |rpc| {
            rpc.request("state_queryStorageAt", rpc_params![&keys, hash]).await
        })
        .await;
    let answer = answer.map_err(|error| known_failure(error, height))?;
    let mut states = states(answer.get(), &keys, height..=height, (hash, hash))
        .map_err(|(height, reason)| ChainError::Nonsense { height, reason })?;
    states.pop().ok_or(ChainError::NotYet { height })
}

/// Does work that takes a while where it holds nothing up.
pub(super) async fn unblock<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ChainError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| ChainError::Unavailable(Box::new(error)))
}

fn range_error(error: AskError) -> RangeError {
    match error {
        AskError::NoAnswer(error) => RangeError::NoAnswer(error),
        AskError::Refused { refusal, .. } if is_too_large(&refusal) => RangeError::TooLarge,
        AskError::Refused { ref refusal, .. } if is_limit(refusal) => {
            RangeError::Useless(error.into())
        }
        AskError::Refused { refusal, .. } => {
            let message = refusal.to_string();
            let unsafe_here = message.contains("unsafe") || message.contains("not allowed");
            match refusal.code == NO_SUCH_METHOD || unsafe_here {
                true => RangeError::Refused(message),
                false => RangeError::Failed(message),
            }
        }
    }
}

/// Tells the failures that have a name from the rest, by the node's message: there is no code.
pub(super) fn known_failure(error: AskError, height: u64) -> ChainError {
    let AskError::Refused { refusal, .. } = &error else { return error.into() };
    if is_too_large(refusal) {
        ChainError::TooLarge { height }
    } else if refusal.message.contains("State already discarded") {
        ChainError::Pruned { height }
    } else if refusal.message.contains("UnknownBlock")
        || refusal.message.contains("not found in the database")
    {
        ChainError::NotYet { height }
    } else {
        error.into()
    }
}

fn is_too_large(refusal: &UserError) -> bool {
    refusal.code == ANSWER_TOO_LARGE || refusal.message.contains("too big")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(code: i32, message: &str) -> AskError {
        let refusal = UserError { code, message: message.into(), data: None };
        AskError::Refused { node: "node".into(), refusal }
    }

    #[test]
    fn failures_are_told_apart() {
        let say = |code, text| known_failure(refusal(code, text), 7);
        let pruned = say(4003, "Client error: UnknownBlock: State already discarded for 0x12");
        assert!(matches!(pruned, ChainError::Pruned { height: 7 }));
        let missing = say(4003, "Client error: UnknownBlock: Header was not found in the database");
        assert!(matches!(missing, ChainError::NotYet { height: 7 }));
        assert!(matches!(say(-32008, "Response is too big"), ChainError::TooLarge { height: 7 }));
        assert!(matches!(say(1, "boom"), ChainError::Refused(_)));
    }

    #[test]
    fn ways_to_refuse_a_range_are_told_apart() {
        let say = |code, text| range_error(refusal(code, text));
        for (code, text) in [
            (-32601, "RPC call is unsafe to be called externally"),
            (-32601, "Method not found"),
            (-32000, "method state_queryStorage is not allowed"),
        ] {
            assert!(matches!(say(code, text), RangeError::Refused(_)), "{text}");
        }
        assert!(matches!(say(-32008, "Response is too big"), RangeError::TooLarge));
        assert!(matches!(say(-32999, "RPC rate limit exceeded"), RangeError::Useless(_)));
        assert!(matches!(say(4001, "Cannot resolve a block range"), RangeError::Failed(_)));
    }
}
