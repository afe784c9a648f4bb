//! A run of blocks together with what their events mean: the unit that is written.

use super::{
    Address, Block, BlockRef, Commons, CommonsEvents, Contracts, DecodeError, Event, EventId,
    RawEvent, U256, decode,
};

/// Consecutive blocks and the meaning of their events.
#[derive(Debug, Clone)]
pub struct Batch {
    blocks: Vec<Block>,
    decoded: Vec<Decoded>,
    dead_letters: Vec<DeadLetter>,
    before_others: bool,
}

/// An event that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// Where it is.
    pub id: EventId,
    /// Who signed for it; none where that is not known.
    pub signer: Option<Address>,
    /// What it says.
    pub event: Event,
}

/// An event that was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadLetter {
    /// Where it is.
    pub id: EventId,
    /// Why.
    pub reason: DecodeError,
}

/// Supply and pools as an event states them after itself, in base units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pools {
    /// Tokens in existence.
    pub supply: U256,
    /// The collateral pool.
    pub reserve: U256,
    /// The funding pool.
    pub funding_pool: U256,
}

/// The pools after an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoolState {
    /// The event.
    pub id: EventId,
    /// The pools after it.
    pub pools: Pools,
}

impl Batch {
    /// Decodes the events of these blocks. What cannot be decoded becomes a dead letter.
    ///
    /// `contracts` are those whose interfaces are known; `blocks` must be consecutive.
    pub fn new(blocks: Vec<Block>, contracts: &Contracts) -> Self {
        let (mut decoded, mut dead_letters) = (Vec::new(), Vec::new());
        for (id, raw) in events_of(&blocks) {
            match decode(contracts, raw) {
                None => {}
                Some(Ok(event)) => decoded.push(Decoded { id, signer: raw.signer, event }),
                Some(Err(reason)) => dead_letters.push(DeadLetter { id, reason }),
            }
        }
        Self { blocks, decoded, dead_letters, before_others: false }
    }

    /// Notes that more blocks are final already: this batch is not the newest there is.
    #[must_use]
    pub fn before_others(self) -> Self {
        Self { before_others: true, ..self }
    }

    /// Whether it comes up to the last block that was known to be final when it was read.
    pub fn is_newest(&self) -> bool {
        !self.before_others
    }

    /// The blocks, in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The last block: where the cursor is after the batch. None if the batch is empty.
    pub fn last(&self) -> Option<BlockRef> {
        self.blocks.last().map(Block::reference)
    }

    /// All raw events, in order.
    pub fn events(&self) -> impl Iterator<Item = (EventId, &RawEvent)> {
        events_of(&self.blocks)
    }

    /// The events that were understood, in order.
    pub fn decoded(&self) -> &[Decoded] {
        &self.decoded
    }

    /// The events that were not understood, in order.
    pub fn dead_letters(&self) -> &[DeadLetter] {
        &self.dead_letters
    }

    /// The state of the pools after each event that tells it, in order.
    pub fn pool_states(&self) -> impl Iterator<Item = PoolState> {
        self.decoded
            .iter()
            .filter_map(|d| Pools::after(&d.event).map(|pools| PoolState { id: d.id, pools }))
    }
}

fn events_of(blocks: &[Block]) -> impl Iterator<Item = (EventId, &RawEvent)> {
    blocks.iter().flat_map(|block| {
        let height = block.height;
        block.events.iter().map(move |raw| (EventId { height, index: raw.index }, raw))
    })
}

impl Pools {
    /// The pools after `event`; none for events that leave them alone.
    ///
    /// What a hatch has raised is in neither pool until the curve opens.
    pub fn after(event: &Event) -> Option<Self> {
        use CommonsEvents as E;
        let Event::Commons(event) = event else { return None };
        let (supply, reserve, funding_pool) = match event {
            E::Open(Commons::Open { supply, reserve, fundingPool, .. })
            | E::Mint(Commons::Mint { supply, reserve, fundingPool, .. })
            | E::Redeem(Commons::Redeem { supply, reserve, fundingPool, .. })
            | E::Burn(Commons::Burn { supply, reserve, fundingPool, .. })
            | E::Donate(Commons::Donate { supply, reserve, fundingPool, .. })
            | E::Grant(Commons::Grant { supply, reserve, fundingPool, .. })
            | E::Withdraw(Commons::Withdraw { supply, reserve, fundingPool, .. })
            | E::Revoke(Commons::Revoke { supply, reserve, fundingPool, .. })
            | E::Lapse(Commons::Lapse { supply, reserve, fundingPool, .. })
            | E::Credit(Commons::Credit { supply, reserve, fundingPool, .. })
            | E::WindDown(Commons::WindDown { supply, reserve, fundingPool }) => {
                (*supply, *reserve, *fundingPool)
            }
            E::Contribute(Commons::Contribute { supply, .. })
            | E::Refund(Commons::Refund { supply, .. }) => (*supply, U256::ZERO, U256::ZERO),
            E::Transfer(_)
            | E::Approval(_)
            | E::HatchFailed(_)
            | E::Allow(_)
            | E::Service(_)
            | E::Governor(_)
            | E::OwnershipTransferStarted(_)
            | E::OwnershipTransferred(_)
            | E::Guardian(_)
            | E::Pause(_)
            | E::Unlock(_)
            | E::Rule(_)
            | E::Closing(_) => return None,
        };
        Some(Self { supply, reserve, funding_pool })
    }
}
