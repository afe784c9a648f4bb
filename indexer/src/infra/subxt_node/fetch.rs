//! Asks a node for the states of blocks: a range of them with one request where the node does
//! that, else one by one.

use super::{
    changes::states,
    endpoints::{AskError, Endpoints},
    live::Live,
    state::{State, keys_in_hex},
};
use crate::domain::ChainError;
use futures::{StreamExt, stream};
use serde_json::value::RawValue;
use std::{
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
}

/// The states of these blocks, by one request.
pub(super) async fn range(
    endpoints: &Endpoints,
    live: &Live,
    heights: RangeInclusive<u64>,
) -> Result<Range, RangeError> {
    let ends = hashes(endpoints, live, vec![*heights.start(), *heights.end()]).await;
    let [first, last] = match ends.map_err(RangeError::NoAnswer)?.as_slice() {
        [Some(first), Some(last)] => [*first, *last],
        _ => return Err(RangeError::Missing),
    };
    let keys = keys_in_hex();
    let begun = Instant::now();
    let answer: Result<Box<RawValue>, _> = endpoints
        .ask_at(live, async |rpc| {
            rpc.request("state_queryStorage", rpc_params![&keys, first, last]).await
        })
        .await;
    let (answer, arrived) = (answer.map_err(range_error)?, Instant::now());
    let bytes = answer.get().len() as u64;
    let states = unblock(move || states(answer.get(), &keys, heights, (first, last)))
        .await
        .map_err(RangeError::NoAnswer)?
        .map_err(|(height, reason)| RangeError::Failed(format!("block {height}: {reason}")))?;
    Ok(Range { states, bytes, took: arrived - begun, arrived })
}

/// The states of these blocks, by a request for each: those before the first failure, and it.
pub(super) async fn singles(
    endpoints: &Endpoints,
    live: &Live,
    heights: RangeInclusive<u64>,
) -> (Vec<State>, Option<ChainError>) {
    let hashes = match hashes(endpoints, live, heights.clone().collect()).await {
        Ok(hashes) => hashes,
        Err(error) => return (Vec::new(), Some(error)),
    };
    let count = hashes.len();
    let mut found = stream::iter(heights.zip(hashes))
        .map(async |(height, hash)| {
            single(endpoints, live, height, hash.ok_or(ChainError::NotYet { height })?).await
        })
        .buffered(count.max(1));
    let mut states = Vec::with_capacity(count);
    while let Some(state) = found.next().await {
        match state {
            Ok(state) => states.push(state),
            Err(error) => return (states, Some(error)),
        }
    }
    (states, None)
}

async fn single(
    endpoints: &Endpoints,
    live: &Live,
    height: u64,
    hash: H256,
) -> Result<State, ChainError> {
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
        .map_err(|(height, reason)| ChainError::Undecodable { height, reason })?;
    states.pop().ok_or(ChainError::NotYet { height })
}

/// Hashes of these blocks, in order; none for those that the node does not have.
async fn hashes(
    endpoints: &Endpoints,
    live: &Live,
    heights: Vec<u64>,
) -> Result<Vec<Option<H256>>, ChainError> {
    let due = heights.len();
    let mut hashes: Vec<Option<H256>> = endpoints
        .ask_at(live, async |rpc| rpc.request("chain_getBlockHash", rpc_params![heights]).await)
        .await?;
    hashes.resize(due, None);
    Ok(hashes)
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
        AskError::Refused(refusal) if is_too_large(&refusal) => RangeError::TooLarge,
        AskError::Refused(refusal) => {
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
fn known_failure(error: AskError, height: u64) -> ChainError {
    let AskError::Refused(refusal) = error else { return error.into() };
    if is_too_large(&refusal) {
        ChainError::TooLarge { height }
    } else if refusal.message.contains("State already discarded") {
        ChainError::Pruned { height }
    } else if refusal.message.contains("UnknownBlock")
        || refusal.message.contains("not found in the database")
    {
        ChainError::NotYet { height }
    } else {
        AskError::Refused(refusal).into()
    }
}

fn is_too_large(refusal: &UserError) -> bool {
    refusal.code == ANSWER_TOO_LARGE || refusal.message.contains("too big")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(code: i32, message: &str) -> AskError {
        AskError::Refused(UserError { code, message: message.into(), data: None })
    }

    #[test]
    fn failures_are_told_apart() {
        let say = |code, text| known_failure(refusal(code, text), 7);
        let pruned = say(4003, "Client error: UnknownBlock: State already discarded for 0x12");
        assert!(matches!(pruned, ChainError::Pruned { height: 7 }));
        let missing = say(4003, "Client error: UnknownBlock: Header was not found in the database");
        assert!(matches!(missing, ChainError::NotYet { height: 7 }));
        assert!(matches!(say(-32008, "Response is too big"), ChainError::TooLarge { height: 7 }));
        assert!(matches!(say(1, "boom"), ChainError::Unavailable(_)));
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
        assert!(matches!(say(4001, "Cannot resolve a block range"), RangeError::Failed(_)));
    }
}
