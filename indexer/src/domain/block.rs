//! Blocks and the raw events in them.

use super::{Address, B256, Bytes};
use std::{fmt, str::FromStr};
use thiserror::Error;

/// Which block: its height and its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockRef {
    /// Number of the block.
    pub height: u64,
    /// Hash of the block.
    pub hash: B256,
}

impl fmt::Display for BlockRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.height, self.hash)
    }
}

/// A finalized block, reduced to what the indexer keeps of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Number of the block.
    pub height: u64,
    /// Hash of the block.
    pub hash: B256,
    /// Hash of the block before it.
    pub parent_hash: B256,
    /// The chain's time of the block, in milliseconds since the Unix epoch.
    pub timestamp: u64,
    /// Version of the runtime that executed the block.
    pub spec_version: u32,
    /// What the contracts followed emitted in it, in order.
    pub events: Vec<RawEvent>,
}

impl Block {
    /// The reference that the next block must name as its parent.
    pub fn reference(&self) -> BlockRef {
        BlockRef { height: self.height, hash: self.hash }
    }

    /// What it takes of memory, about, in bytes.
    pub fn size(&self) -> usize {
        let event = |e: &RawEvent| {
            size_of::<RawEvent>() + e.topics.len() * size_of::<B256>() + e.data.len()
        };
        size_of::<Self>() + self.events.iter().map(event).sum::<usize>()
    }
}

/// An event as a contract emitted it, undecoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawEvent {
    /// Position among all events of the block.
    pub index: u32,
    /// Position of the extrinsic that caused it; none where the runtime itself did.
    pub extrinsic_index: Option<u32>,
    /// Who signed that extrinsic, as contracts know the account; none where that is not known.
    pub signer: Option<Address>,
    /// The contract that emitted it.
    pub contract: Address,
    /// The signature's hash and the indexed fields: at most four.
    pub topics: Vec<B256>,
    /// The other fields, ABI encoded.
    pub data: Bytes,
}

/// Where an event is: unique, and ordered as things happened. Written `height-index`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId {
    /// Block of the event.
    pub height: u64,
    /// Position among all events of the block.
    pub index: u32,
}

impl EventId {
    /// Comes after every event of the block `height` and those before it.
    pub const fn end_of(height: u64) -> Self {
        // The store keeps positions as signed 32-bit integers.
        Self { height, index: i32::MAX as u32 }
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.height, self.index)
    }
}

/// The text is not `height-index`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("an event id looks like 1234-5: the block's height, a dash, the position in it")]
pub struct ParseEventIdError;

impl FromStr for EventId {
    type Err = ParseEventIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        fn digits<N: FromStr>(text: &str) -> Option<N> {
            let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| text.parse().ok()).flatten()
        }
        let (height, index) = text.split_once('-').ok_or(ParseEventIdError)?;
        let height = digits::<u64>(height).filter(|h| i64::try_from(*h).is_ok());
        let index = digits::<u32>(index).filter(|i| i32::try_from(*i).is_ok());
        match (height, index) {
            (Some(height), Some(index)) => Ok(Self { height, index }),
            _ => Err(ParseEventIdError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_id_is_read_back_as_written() {
        let id = EventId { height: 1234, index: 5 };
        assert_eq!(id.to_string(), "1234-5");
        assert_eq!("1234-5".parse(), Ok(id));
    }

    #[test]
    fn what_is_not_an_event_id_is_refused() {
        for text in [
            "",
            "-",
            "1",
            "1-",
            "-1",
            "1-2-3",
            "a-1",
            "+1-1",
            "1-+1",
            "1-4294967296",
            "1-2147483648",
            "9223372036854775808-1",
            "99999999999999999999-1",
            "1 -2",
        ] {
            assert_eq!(text.parse::<EventId>(), Err(ParseEventIdError), "{text}");
        }
    }
}
