//! From a node's list of changes to the states of blocks. Pure.
//!
//! A node answers a range of blocks with the keys whose values changed, block by block; the first
//! block has them all. What a block does not list it has as the block before it: also its events,
//! for two blocks in which the same happened have equal bytes there.

use super::state::{State, Values, interpret};
use alloy_core::primitives::hex;
use serde::Deserialize;
use std::{ops::RangeInclusive, str::FromStr};
use subxt::config::substrate::H256;

/// The values that changed in a block, as a node writes them.
#[derive(Debug, Deserialize)]
struct ChangeSet<'a> {
    #[serde(borrow)]
    block: &'a str,
    #[serde(borrow)]
    changes: Vec<(&'a str, Option<&'a str>)>,
}

/// The states of these blocks, of which the first and the last have these hashes. `keys` are those
/// that were asked for, in hexadecimal.
///
/// # Errors
/// Says in which block what is wrong. Each block must name the one before it as its parent: with the
/// hash of the last one, that proves all of them.
pub(super) fn states(
    answer: &str,
    keys: &[String; 5],
    heights: RangeInclusive<u64>,
    (first, last): (H256, H256),
) -> Result<Vec<State>, (u64, String)> {
    let start = *heights.start();
    let sets: Vec<ChangeSet<'_>> =
        serde_json::from_str(answer).map_err(|e| (start, format!("unreadable answer: {e}")))?;
    let due = usize::try_from(heights.end() - start + 1).unwrap_or(usize::MAX);
    if sets.len() != due {
        return Err((start, format!("{due} blocks were asked for, but {} came", sets.len())));
    }
    let mut values = Values::default();
    let mut states: Vec<State> = Vec::with_capacity(due);
    for (height, set) in heights.zip(sets) {
        let state = next_state(height, &set, keys, &mut values).map_err(|e| (height, e))?;
        states.push(state);
    }
    if let Some(pair) = states.windows(2).find(|pair| pair[1].parent_hash != pair[0].hash) {
        return Err((pair[1].height, "its parent is not the block before it".into()));
    }
    let ends = (states.first().map(|s| s.hash), states.last().map(|s| s.hash));
    if ends != (Some(first), Some(last)) {
        return Err((start, "the answer is about other blocks than were asked for".into()));
    }
    Ok(states)
}

/// Takes a block's changes up into the values before it.
fn next_state(
    height: u64,
    set: &ChangeSet<'_>,
    keys: &[String; 5],
    values: &mut Values,
) -> Result<State, String> {
    let hash = H256::from_str(set.block).map_err(|e| format!("its hash is none: {e}"))?;
    for (key, value) in &set.changes {
        if let Some(place) = keys.iter().position(|known| known == key) {
            values[place] = value
                .map(hex::decode)
                .transpose()
                .map_err(|e| format!("a value is not hexadecimal: {e}"))?;
        }
    }
    interpret(height, hash, values.clone())
}

#[cfg(test)]
mod tests {
    use super::{super::state::keys_in_hex, *};
    use serde_json::{Value, json};

    const FIVE: &str = "0x0500000000000000000000000000000000000000000000000000000000000000";
    const SIX: &str = "0x0600000000000000000000000000000000000000000000000000000000000000";

    fn read(answer: &Value) -> Result<Vec<State>, (u64, String)> {
        let hash = |text: &str| H256::from_str(text).unwrap();
        states(&answer.to_string(), &keys_in_hex(), 5..=6, (hash(FIVE), hash(SIX)))
    }

    /// Two blocks, the second of which lists what must change and no more.
    fn answer() -> Value {
        let [events, parent, number, upgrade, now] = keys_in_hex();
        json!([
            { "block": FIVE, "changes": [
                [events, "0x0411"], [parent, format!("0x{}", "04".repeat(32))],
                [number, "0x05000000"], [upgrade, "0x0410"], [now, "0x0700000000000000"],
            ]},
            { "block": SIX, "changes": [[parent, FIVE], [number, "0x06000000"]] },
        ])
    }

    #[test]
    fn what_is_not_listed_is_as_in_the_block_before() {
        let states = read(&answer()).unwrap();
        assert_eq!(states[1].events, [4, 0x11]);
        assert_eq!((states[1].timestamp, states[1].spec_version), (7, Some(1)));
        assert_eq!(states[1].parent_hash, states[0].hash);
    }

    #[test]
    fn a_value_that_is_gone_is_listed_as_null() {
        let [events, ..] = keys_in_hex();
        let mut answer = answer();
        answer[1]["changes"].as_array_mut().unwrap().push(json!([events, null]));
        let states = read(&answer).unwrap();
        assert_eq!((states[0].events.len(), states[1].events.len()), (2, 0));
    }

    #[test]
    fn blocks_left_out_repeated_or_exchanged_are_noticed() {
        let whole = answer();
        let pick = |places: &[usize]| Value::from_iter(places.iter().map(|at| whole[*at].clone()));
        for places in [&[0][..], &[1], &[], &[0, 0], &[1, 0], &[0, 1, 1]] {
            assert!(read(&pick(places)).is_err(), "{places:?}");
        }
        let mut other = whole.clone();
        other[1]["block"] = FIVE.into();
        assert!(read(&other).is_err());
        let [_, parent, ..] = keys_in_hex();
        let mut fork = whole.clone();
        fork[1]["changes"] = json!([[parent, SIX], [keys_in_hex()[2], "0x06000000"]]);
        assert_eq!(read(&fork).unwrap_err().0, 6);
        let mut odd = whole.clone();
        odd[0]["changes"][0][1] = "0x0".into();
        assert_eq!(read(&odd).unwrap_err().0, 5);
        assert!(read(&whole).is_ok());
    }
}
