//! What a block left in the state, as far as the indexer reads it. Pure.

use alloy_core::primitives::hex;
use sp_crypto_hashing::{twox_64, twox_128};
use subxt::{
    config::substrate::H256,
    ext::codec::{Compact, Decode},
};

/// The values of a block's state that the indexer reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    pub(super) height: u64,
    pub(super) hash: H256,
    pub(super) parent_hash: H256,
    /// Milliseconds since the Unix epoch; 0 in the genesis block, which has no time.
    pub(super) timestamp: u64,
    /// Version of the runtime that executed the block; none on chains that do not note it.
    ///
    /// A runtime notes itself when it executes its first block. So at the block that enacts an
    /// upgrade this is still the old version, which is right: the old runtime encoded its events.
    pub(super) spec_version: Option<u32>,
    pub(super) events: Vec<u8>,
}

fn key(pallet: &str, item: &str) -> Vec<u8> {
    [twox_128(pallet.as_bytes()), twox_128(item.as_bytes())].concat()
}

/// Where a state holds the hash of its block's parent.
pub(super) fn parent_key() -> String {
    hex::encode_prefixed(key("System", "ParentHash"))
}

/// Where a state holds the hash of an earlier block, as long as the chain remembers it.
pub(super) fn block_hash_key(height: u64) -> String {
    // Nearly all chains number their blocks by 32 bits. One that does not is read by its blocks'
    // parents, which takes longer.
    let number = match u32::try_from(height) {
        Ok(number) => number.to_le_bytes().to_vec(),
        Err(_) => height.to_le_bytes().to_vec(),
    };
    hex::encode_prefixed([key("System", "BlockHash"), twox_64(&number).to_vec(), number].concat())
}

/// The keys asked for, in the order of [`Values`].
pub(super) fn keys() -> [Vec<u8>; 5] {
    [
        key("System", "Events"),
        key("System", "ParentHash"),
        key("System", "Number"),
        key("System", "LastRuntimeUpgrade"),
        key("Timestamp", "Now"),
    ]
}

/// The keys as nodes write them.
pub(super) fn keys_in_hex() -> [String; 5] {
    keys().map(hex::encode_prefixed)
}

/// The values of a state by their place in [`keys`]; none where the state has none.
pub(super) type Values = [Option<Vec<u8>>; 5];

pub(super) fn interpret(height: u64, hash: H256, found: Values) -> Result<State, String> {
    let [events, parent, number, upgrade, now] = found;
    let parent = parent.ok_or("its state has no System.ParentHash")?;
    let number = number.map_or(Ok(0), |n| integer(&n)).map_err(|e| format!("System.Number {e}"))?;
    if number != height {
        return Err(format!("its state says that it is block {number}"));
    }
    let spec_version = upgrade
        .map(|bytes| Compact::<u32>::decode(&mut bytes.as_slice()).map(|v| v.0))
        .transpose()
        .map_err(|e| format!("System.LastRuntimeUpgrade: {e}"))?;
    Ok(State {
        height,
        hash,
        parent_hash: <[u8; 32]>::try_from(parent)
            .map_err(|p| format!("System.ParentHash has {} bytes", p.len()))?
            .into(),
        timestamp: now.map_or(Ok(0), |n| integer(&n)).map_err(|e| format!("Timestamp.Now {e}"))?,
        spec_version,
        events: events.unwrap_or_default(),
    })
}

/// A little-endian integer of at most eight bytes: block numbers are 32 bits wide on most chains,
/// and 64 on some.
fn integer(bytes: &[u8]) -> Result<u64, String> {
    let mut wide = [0; 8];
    wide.get_mut(..bytes.len())
        .ok_or_else(|| format!("has {} bytes", bytes.len()))?
        .copy_from_slice(bytes);
    Ok(u64::from_le_bytes(wide))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_of_another_height_is_refused() {
        let found = [None, Some(vec![0; 32]), Some(vec![5, 0, 0, 0]), None, None];
        assert!(interpret(5, H256::zero(), found.clone()).is_ok());
        assert!(interpret(6, H256::zero(), found).is_err());
    }
}
