//! The proof that nothing is missing and nothing wrong: every block stored is compared with the
//! chain's, and everything that was derived with what the contracts say of themselves.

use super::Pace;
use crate::domain::{
    B256, Block, BlockRef, Chain, ChainError, Claim, Ledger, Moment, Record, StoreError, Subject,
    Value, Witness, WitnessError,
};
use futures::{StreamExt, TryStreamExt, stream};
use serde::{Serialize, Serializer, ser::SerializeStruct};
use std::{fmt, ops::RangeInclusive};
use thiserror::Error;

/// Blocks compared at once.
const BLOCKS: u64 = 1_000;
/// Questions under way at once.
const AT_ONCE: usize = 8;
/// Differences kept; more are only counted.
const KEPT: usize = 1_000;

/// Why an audit could not be made.
#[derive(Debug, Error)]
pub enum AuditError {
    /// The database could not be read.
    #[error(transparent)]
    Ledger(#[from] StoreError),
    /// The contracts could not be asked.
    #[error(transparent)]
    Witness(#[from] WitnessError),
    /// The chain could not be read.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// There is nothing to compare.
    #[error("the database holds no block yet; let weir-indexer run catch up first")]
    Empty,
    /// The chain does not reach as far as the database.
    #[error(
        "the node's chain ends before block {height}, which the database holds: the node is still \
         syncing, or follows another chain; check --url"
    )]
    NodeBehind {
        /// The last block of the database.
        height: u64,
    },
}

/// What database and chain say differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What it is about: `block 7`, `account 0x…`.
    pub about: String,
    /// Which aspect of it.
    pub aspect: &'static str,
    /// What the database says.
    pub database: String,
    /// What the chain says.
    pub chain: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { about, aspect, database, chain } = self;
        write!(f, "{about}, {aspect}: the database says {database}, the chain {chain}")
    }
}

/// What an audit found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The first block compared.
    pub first: u64,
    /// The block at which all was compared.
    #[serde(serialize_with = "as_fields")]
    pub at: BlockRef,
    /// Blocks compared.
    pub blocks: u64,
    /// Raw events compared; none if that was not asked for.
    pub events: Option<u64>,
    /// Figures compared.
    pub figures: u64,
    /// How many differ.
    pub differing: u64,
    /// The first of those.
    pub differences: Vec<Difference>,
}

fn as_fields<S: Serializer>(block: &BlockRef, serializer: S) -> Result<S::Ok, S::Error> {
    let mut fields = serializer.serialize_struct("block", 2)?;
    fields.serialize_field("height", &block.height)?;
    fields.serialize_field("hash", &block.hash)?;
    fields.end()
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { first, at, blocks, events, figures, differing, .. } = self;
        write!(f, "compared at block {at}: {blocks} blocks from {first} on, ")?;
        if let Some(events) = events {
            write!(f, "{events} raw events, ")?;
        }
        write!(f, "{figures} figures of the contracts: ")?;
        match differing {
            0 => f.write_str("all equal"),
            1 => f.write_str("1 DIFFERS"),
            n => write!(f, "{n} DIFFER"),
        }
    }
}

impl Report {
    /// Whether everything was equal.
    pub fn is_clean(&self) -> bool {
        self.differing == 0
    }

    fn note(&mut self, about: impl fmt::Display, aspect: &'static str, sides: [String; 2]) {
        self.differing += 1;
        if self.differences.len() < KEPT {
            let [database, chain] = sides;
            self.differences.push(Difference { about: about.to_string(), aspect, database, chain });
        }
    }

    fn compare(&mut self, subject: Subject, database: &Record, chain: &Record) {
        let find = |record: &Record, aspect| {
            let found = record.iter().find(|(name, _)| *name == aspect);
            found.map_or_else(|| "nothing".to_owned(), |(_, value): &(_, Value)| value.to_string())
        };
        let known = |aspect: &&'static str| !database.iter().any(|(name, _)| name == aspect);
        let aspects = database.iter().map(|(name, _)| *name);
        for aspect in aspects.chain(chain.iter().map(|(name, _)| *name).filter(known)) {
            self.figures += 1;
            let sides = [find(database, aspect), find(chain, aspect)];
            if sides[0] != sides[1] {
                self.note(subject, aspect, sides);
            }
        }
    }
}

/// Compares everything in `ledger` with the chain at the ledger's last block. With `reread` every
/// block is read again as well, and its raw events are compared.
///
/// # Errors
/// When either side cannot be asked. Differences are no error; they are in the report.
pub async fn audit<C: Chain>(
    ledger: &mut impl Ledger,
    witness: &impl Witness,
    reread: Option<&C>,
) -> Result<Report, AuditError> {
    let Moment { first, last } = ledger.moment().await?.ok_or(AuditError::Empty)?;
    let events = reread.map(|_| 0);
    let mut report = Report {
        first,
        at: last,
        blocks: 0,
        events,
        figures: 0,
        differing: 0,
        differences: Vec::new(),
    };
    let mut pace = Pace::new(last.height);
    let mut before = None;
    // A block that was written though it was not final is found by comparing with what is final now.
    let top = match reread {
        Some(chain) => chain.finalized().await?,
        None => last,
    };
    for start in (first..=last.height).step_by(usize::try_from(BLOCKS).unwrap_or(usize::MAX)) {
        let heights = start..=last.height.min(start + BLOCKS - 1);
        let stored = ledger.blocks(heights.clone()).await?;
        chained(&mut report, &heights, &mut before, &stored);
        hashes(&mut report, witness, &heights, &stored).await?;
        if let Some(chain) = reread {
            contents(&mut report, chain, top, &heights, &stored).await?;
        }
        pace.advance(*heights.end(), heights.end() - start + 1, 0);
    }
    if before.map(|block: BlockRef| block.hash) != Some(last.hash) {
        let found = before.map_or("nothing".into(), |block: BlockRef| block.hash.to_string());
        report.note(
            format_args!("block {}", last.height),
            "hash at the cursor",
            [last.hash.to_string(), found],
        );
    }
    while let Some(claims) = ledger.claims().await? {
        let answers: Vec<(Claim, Record)> = stream::iter(claims)
            .map(|claim| async {
                let answer = witness.testify(last, claim.subject).await?;
                Ok::<_, WitnessError>((claim, answer))
            })
            .buffered(AT_ONCE)
            .try_collect()
            .await?;
        for (claim, answer) in answers {
            report.compare(claim.subject, &claim.says, &answer);
        }
    }
    Ok(report)
}

/// That no height is missing, and each block names the one before it.
fn chained(
    report: &mut Report,
    heights: &RangeInclusive<u64>,
    before: &mut Option<BlockRef>,
    stored: &[Block],
) {
    let mut blocks = stored.iter().peekable();
    for height in heights.clone() {
        match blocks.next_if(|block| block.height == height) {
            None => report.note(
                format_args!("block {height}"),
                "presence",
                ["is missing".into(), "is there".into()],
            ),
            Some(block) => {
                if let Some(parent) = before.filter(|b| b.hash != block.parent_hash) {
                    report.note(
                        format_args!("block {height}"),
                        "parent",
                        [block.parent_hash.to_string(), parent.hash.to_string()],
                    );
                }
                *before = Some(block.reference());
            }
        }
    }
}

/// That the blocks are the chain's.
async fn hashes(
    report: &mut Report,
    witness: &impl Witness,
    heights: &RangeInclusive<u64>,
    stored: &[Block],
) -> Result<(), AuditError> {
    let hashes: Vec<B256> = witness.hashes(heights.clone()).await?;
    if (hashes.len() as u64) < heights.end() - heights.start() + 1 {
        return Err(AuditError::NodeBehind { height: *heights.end() });
    }
    for block in stored {
        report.blocks += 1;
        let place = usize::try_from(block.height - heights.start()).unwrap_or(usize::MAX);
        if let Some(hash) = hashes.get(place).filter(|hash| **hash != block.hash) {
            report.note(
                format_args!("block {}", block.height),
                "hash",
                [block.hash.to_string(), hash.to_string()],
            );
        }
    }
    Ok(())
}

/// That the raw events are the chain's, and all of them.
async fn contents(
    report: &mut Report,
    chain: &impl Chain,
    top: BlockRef,
    heights: &RangeInclusive<u64>,
    stored: &[Block],
) -> Result<(), AuditError> {
    let mut read = chain.blocks(top, heights.clone());
    let mut stored = stored.iter().peekable();
    while let Some(mut block) = read.try_next().await? {
        let Some(ours) = stored.next_if(|ours| ours.height == block.height) else { continue };
        // Signers are not known of what was read by versions that did not keep them.
        for (known, found) in ours.events.iter().zip(&mut block.events) {
            found.signer = found.signer.filter(|_| known.signer.is_some());
        }
        let events = report.events.get_or_insert(0);
        *events += block.events.len() as u64;
        if *ours != block {
            let show = |b: &Block| {
                format!(
                    "{} events, time {}, runtime {}",
                    b.events.len(),
                    b.timestamp,
                    b.spec_version
                )
            };
            let mut sides = [show(ours), show(&block)];
            let pairs = ours.events.iter().zip(&block.events);
            if let Some((a, b)) = pairs.clone().find(|(a, b)| a != b) {
                sides = [format!("{a:?}"), format!("{b:?}")];
            }
            report.note(format_args!("block {}", block.height), "contents", sides);
        }
    }
    Ok(())
}
