//! The blocks that a scripted node has: a chain, and a fork beside it.

use super::{super::runtimes::events_in, Ranges, Script};
use crate::history::{empty, hash};
use parity_scale_codec::{Compact, Encode};
use serde_json::{Value, json};
use sp_crypto_hashing::{twox_64, twox_128};
use subxt_rpcs::{Error as RpcError, UserError};
use weir_indexer::domain::Block;

/// Blocks beside the chain's, from a height on.
#[derive(Clone)]
pub(in super::super) struct Fork {
    /// The first height at which it has another block.
    pub(in super::super) from: u64,
    /// Bytes of `System.Events` of each of its blocks.
    pub(in super::super) events: Vec<Vec<u8>>,
    /// The block of it that is announced as final, which is a lie.
    pub(in super::super) announced: Option<u64>,
}

impl Fork {
    /// A fork of these blocks.
    pub(in super::super) fn of(blocks: &[Block]) -> Self {
        let events = blocks.iter().map(events_in).collect();
        Self { from: blocks[0].height, events, announced: None }
    }
}

/// Which chain the blocks of a fork are hashed as.
const FORKED: u8 = 200;

/// A block: of the chain or of the fork, and its height.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub(super) chain: u8,
    pub(super) height: u64,
}

impl Script {
    /// What the chain or the fork has under this hash.
    pub(super) fn block_of(&self, hash_text: &Value) -> Result<Place, RpcError> {
        let text = hash_text.as_str().unwrap();
        let fork = self.fork.iter().flat_map(|fork| {
            let heights = fork.from..fork.from + fork.events.len() as u64;
            heights.map(|height| Place { chain: FORKED, height })
        });
        let chain = self.chain;
        let known = (0..self.events.len() as u64).map(|height| Place { chain, height });
        known.chain(fork).find(|place| hash_text_of(*place) == text).ok_or_else(|| {
            let message = "Client error: UnknownBlock: Header was not found in the database".into();
            UserError { code: 4003, message, data: None }.into()
        })
    }

    fn before(&self, place: Place) -> Place {
        let height = place.height.saturating_sub(1);
        match &self.fork {
            Some(fork) if place.chain == FORKED && height >= fork.from => Place { height, ..place },
            _ => Place { chain: self.chain, height },
        }
    }

    /// The block of this height that the node thinks best.
    pub(super) fn best(&self, height: u64) -> Option<Place> {
        let fork = self.fork.as_ref().filter(|fork| height >= fork.from);
        match fork {
            Some(fork) if height < fork.from + fork.events.len() as u64 => {
                Some(Place { chain: FORKED, height })
            }
            _ => (height <= self.known).then_some(Place { chain: self.chain, height }),
        }
    }

    /// What the node announces as final.
    pub(super) fn finalized(&self) -> Place {
        match self.fork.as_ref().and_then(|fork| fork.announced) {
            Some(height) => Place { chain: FORKED, height },
            None => Place { chain: self.chain, height: self.known },
        }
    }

    pub(super) fn header(&self, place: Place) -> Value {
        let zero = format!("0x{}", "00".repeat(32));
        json!({
            "parentHash": hash_text_of(self.before(place)),
            "number": format!("{:#x}", place.height), "stateRoot": zero,
            "extrinsicsRoot": zero, "digest": { "logs": [] },
        })
    }

    fn events_at(&self, place: Place) -> Vec<u8> {
        match &self.fork {
            Some(fork) if place.chain == FORKED => {
                fork.events[(place.height - fork.from) as usize].clone()
            }
            _ => self.events[place.height as usize].clone(),
        }
    }

    /// The values of a block's state, by their keys.
    fn values(&self, place: Place) -> Vec<(Value, Value)> {
        let hex = |bytes: Vec<u8>| json!(format!("0x{}", hex::encode(bytes)));
        let height = place.height;
        let parent = self.before(place);
        let version = self.executed_by.get(height as usize).or(self.executed_by.last()).unwrap();
        [
            ("System", "Events", self.events_at(place)),
            ("System", "ParentHash", hash(parent.chain, parent.height).to_vec()),
            ("System", "Number", (height as u32).encode()),
            ("System", "LastRuntimeUpgrade", (Compact(*version), "weir").encode()),
            ("Timestamp", "Now", empty(self.chain, height).timestamp.encode()),
        ]
        .into_iter()
        .map(|(pallet, item, value)| {
            // A node says nothing of a value that is not there, null.
            (json!(key(pallet, item)), if value.is_empty() { Value::Null } else { hex(value) })
        })
        .collect()
    }

    /// The values of a block's state of which these are the keys.
    pub(super) fn values_of(&self, place: Place, keys: &Value) -> Vec<(Value, Value)> {
        let mut values = self.values(place);
        let mut at = place;
        for _ in 0..self.remembered.min(place.height) {
            at = self.before(at);
            let number = (at.height as u32).encode();
            let tail = [twox_64(&number).as_slice(), &number].concat();
            let key = format!("{}{}", key("System", "BlockHash"), hex::encode(tail));
            values.push((json!(key), json!(hash_text_of(at))));
        }
        values.retain(|(key, _)| keys.as_array().unwrap().contains(key));
        values
    }

    /// What changed in each block of a range, and all that the first one has.
    pub(super) fn changes(&mut self, from: &Value, to: &Value) -> Result<Value, RpcError> {
        let refuse = |code, message: &str| {
            Err(UserError { code, message: message.into(), data: None }.into())
        };
        let (first, last) = (self.block_of(from)?, self.block_of(to)?);
        let mut places = vec![last];
        while places[0].height > first.height {
            places.insert(0, self.before(places[0]));
        }
        if places[0] != first {
            return refuse(4001, "Cannot resolve a block range: on different forks");
        }
        let count = places.len() as u64;
        match self.ranges {
            Ranges::Refused => return refuse(-32601, "RPC call is unsafe to be called externally"),
            Ranges::UpTo(most) if count > most => return refuse(-32008, "Response is too big"),
            _ => self.lengths.push(count),
        }
        let mut before = Vec::new();
        let mut sets = Vec::new();
        for place in places {
            let values = self.values(place);
            let changes: Vec<_> = values.iter().filter(|v| !before.contains(*v)).collect();
            let block = hash_text_of(place);
            sets.push(json!({ "block": block, "changes": changes }));
            before = values;
        }
        if self.ranges == Ranges::Wrong && sets.len() > 1 {
            sets.remove(1);
        }
        Ok(Value::Array(sets))
    }
}

pub(super) fn key(pallet: &str, item: &str) -> String {
    let key = [twox_128(pallet.as_bytes()), twox_128(item.as_bytes())].concat();
    format!("0x{}", hex::encode(key))
}

pub(super) fn hash_text_of(place: Place) -> String {
    hash(place.chain, place.height).to_string()
}
