//! Which blocks are final: those that an announced block descends from, and no others.
//!
//! A height names a final block only at a node that knows it to be final. An endpoint can be several
//! nodes, and one that is behind names the best block it has at that height, which may be of a fork.
//! So no block is asked for by its height. Beginning with the hash that was announced, each block says
//! which blocks are before it: its state holds the hash of its parent, and in `System.BlockHash` those
//! of some thousands before that one. Whichever node answers, the state of a block is the same
//! everywhere, since its hash is a hash over it.
//!
//! The way down from the announced block to where a backfill begins is made in leaps as long as chains
//! remember (250 to 4096 blocks), a small request each: less than a request for a thousand blocks
//! read. The ends of the leaps are kept until they are passed, so that a backfill that is
//! interrupted does not begin its way again.

use super::{
    endpoints::Endpoints,
    fetch::known_failure,
    live::Live,
    state::{block_hash_key, parent_key},
};
use crate::domain::{BlockRef, ChainError};
use alloy_core::primitives::hex;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Mutex as StdMutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use subxt::{config::substrate::H256, rpcs::rpc_params};
use tokio::sync::Mutex;

/// How far back chains remember the hashes of blocks, the usual numbers; the farthest that is answered
/// is taken.
const LEAPS: [u64; 6] = [4096, 2400, 1200, 600, 250, 64];
/// How long to be on the way in one go. The rest is gone the next time, from where it was left.
const IN_ONE_GO: Duration = Duration::from_secs(60);

/// What is known of the blocks before the one that was announced last.
#[derive(Default)]
pub(super) struct Lineage {
    /// Held on the way down, which is made once for all who need it.
    way: Mutex<()>,
    known: StdMutex<Known>,
}

/// A block's height and hash.
type Place = (u64, H256);

#[derive(Default)]
struct Known {
    /// The announced block and some of those that it descends from, no farther apart than a state
    /// reaches.
    blocks: BTreeMap<u64, H256>,
    /// The same of the block announced before, as long as it is not known to be one of these.
    older: BTreeMap<u64, H256>,
}

impl Lineage {
    /// Hashes of these blocks, in order: each of them `top` or a block that it descends from.
    ///
    /// # Errors
    /// `top` is below one of them, or the node fails.
    pub(super) async fn hashes(
        &self,
        source: Source<'_>,
        top: BlockRef,
        heights: &BTreeSet<u64>,
    ) -> Result<Vec<H256>, ChainError> {
        let (Some(&first), Some(&last)) = (heights.first(), heights.last()) else {
            return Ok(Vec::new());
        };
        if last > top.height {
            return Err(ChainError::NotYet { height: last });
        }
        self.reach(source, (top.height, H256(top.hash.0)), first).await?;
        let (mut found, mut due) = (BTreeMap::new(), heights.clone());
        while let Some(&highest) = due.last() {
            let (above, below) = self.known().around(highest);
            let asked = match above {
                (height, hash) if height == highest => {
                    found.insert(height, hash);
                    BTreeSet::from([height])
                }
                // What is below the next block that is known, that one will say.
                (height, hash) => {
                    let asked = due.range(below..).copied().collect();
                    found.extend(source.said((height, hash), &asked).await?);
                    asked
                }
            };
            for height in asked {
                if !found.contains_key(&height) {
                    let reason = format!("its state does not say which block {height} was");
                    return Err(ChainError::Nonsense { height: above.0, reason });
                }
                due.remove(&height);
            }
        }
        Ok(heights.iter().filter_map(|height| found.get(height).copied()).collect())
    }

    /// Sees to it that blocks are known from `top` down to `height`.
    async fn reach(&self, source: Source<'_>, top: Place, height: u64) -> Result<(), ChainError> {
        if self.known().covers(top, height) {
            return Ok(());
        }
        let _alone = self.way.lock().await;
        self.known().begin(top);
        let begun = Instant::now();
        loop {
            let (at, next) = self.known().next(height);
            if at.0 <= height {
                return Ok(());
            }
            if begun.elapsed() > IN_ONE_GO {
                return Err(ChainError::OnTheWay { height: at.0 });
            }
            let landed = source.leap(at, next).await?;
            self.known().land(landed);
        }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn covers(&self, top: Place, height: u64) -> bool {
        self.top() == Some(top) && self.lowest().is_some_and(|lowest| lowest.0 <= height)
    }

    fn begin(&mut self, top: Place) {
        if self.top() != Some(top) {
            self.older = std::mem::replace(&mut self.blocks, BTreeMap::from([top]));
        }
    }

    /// Where the way down has come to, and where to go next on the way to `height`: if possible to the
    /// block announced before, for what is known of that one may hold for this one.
    fn next(&self, height: u64) -> (Place, u64) {
        let at = self.lowest().unwrap_or_default();
        let older = self.older.last_key_value().map(|(height, _)| *height);
        (at, older.filter(|older| *older < at.0).unwrap_or(height).max(height))
    }

    fn land(&mut self, at: Place) {
        self.blocks.insert(at.0, at.1);
        if self.older.last_key_value() == Some((&at.0, &at.1)) {
            self.blocks.append(&mut self.older);
        }
    }

    fn top(&self) -> Option<Place> {
        self.blocks.last_key_value().map(|(height, hash)| (*height, *hash))
    }

    fn lowest(&self) -> Option<Place> {
        self.blocks.first_key_value().map(|(height, hash)| (*height, *hash))
    }

    /// The block known at or next above this height, and the height from which on it is the next.
    fn around(&self, height: u64) -> (Place, u64) {
        let above = self.blocks.range(height..).next();
        let below = self.blocks.range(..height).next_back();
        let above = above.map(|(height, hash)| (*height, *hash)).unwrap_or_default();
        (above, below.map_or(0, |(height, _)| height + 1))
    }
}

/// A node that says what is in the states of blocks.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) endpoints: &'a Endpoints,
    pub(super) live: &'a Live,
}

impl Source<'_> {
    /// A block before this one, `to` or as near to it as this one's state says.
    ///
    /// The first block of all is remembered without an end, and its neighbours are not: it is reached
    /// from the one above it only.
    async fn leap(self, from: Place, to: u64) -> Result<Place, ChainError> {
        let to = to.max(1).min(from.0.saturating_sub(1));
        let asked = LEAPS.iter().filter_map(|leap| from.0.checked_sub(*leap));
        let asked = asked.chain([from.0 - 1]).filter(|height| *height > to).chain([to]);
        let said = self.said(from, &asked.collect()).await?;
        let farthest = said.first_key_value().map(|(height, hash)| (*height, *hash));
        farthest.ok_or_else(|| ChainError::Nonsense {
            height: from.0,
            reason: "its state does not say which block was before it".into(),
        })
    }

    /// Which blocks of these heights were before a block, as far as its state says.
    async fn said(
        self,
        (height, hash): Place,
        asked: &BTreeSet<u64>,
    ) -> Result<BTreeMap<u64, H256>, ChainError> {
        let mut keys = HashMap::with_capacity(asked.len() + 1);
        for at in asked {
            keys.insert(block_hash_key(*at), *at);
            if at + 1 == height {
                keys.insert(parent_key(), *at);
            }
        }
        let wanted: Vec<&String> = keys.keys().collect();
        let answer: Result<Box<RawValue>, _> = self
            .endpoints
            .ask_at(self.live, async |rpc| {
                rpc.request("state_queryStorageAt", rpc_params![&wanted, hash]).await
            })
            .await;
        let answer = answer.map_err(|error| known_failure(error, height))?;
        let values = values_at(answer.get(), hash)
            .map_err(|reason| ChainError::Nonsense { height, reason })?;
        let mut said = BTreeMap::new();
        for (key, value) in values {
            if let Some(at) = keys.get(key.as_ref()) {
                let hash = hash_of(&value).map_err(|reason| {
                    let reason = format!("what it says of block {at} {reason}");
                    ChainError::Nonsense { height, reason }
                })?;
                // A chain that has forgotten a hash may say that it is zero.
                if !hash.is_zero() {
                    said.insert(*at, hash);
                }
            }
        }
        Ok(said)
    }
}

#[derive(Deserialize)]
struct Answer<'a> {
    block: H256,
    #[serde(borrow)]
    changes: Vec<(Cow<'a, str>, Option<Cow<'a, str>>)>,
}

/// A key and its value, both in hexadecimal.
type Entry<'a> = (Cow<'a, str>, Cow<'a, str>);

/// Reads the values that there are in an answer about this block, by their keys.
fn values_at(answer: &str, block: H256) -> Result<Vec<Entry<'_>>, String> {
    let answers: Vec<Answer<'_>> =
        serde_json::from_str(answer).map_err(|e| format!("unreadable answer: {e}"))?;
    match <[Answer<'_>; 1]>::try_from(answers) {
        Ok([answer]) if answer.block == block => {
            let there = answer.changes.into_iter();
            Ok(there.filter_map(|(key, value)| Some((key, value?))).collect())
        }
        _ => Err("the answer is about another block than was asked for".into()),
    }
}

fn hash_of(text: &str) -> Result<H256, String> {
    let bytes = hex::decode(text).map_err(|e| format!("is not hexadecimal: {e}"))?;
    let length = bytes.len();
    <[u8; 32]>::try_from(bytes).map(H256).map_err(|_| format!("has {length} bytes"))
}
