//! The vote as the Conviction contract keeps it: what follows from its events and the supply.
//!
//! The contract tells stakes and convictions in its events, but neither the effective stake nor the
//! effective supply, which thresholds count with. It brings both forward whenever a call changes
//! something, by the time gone by, and learns the supply from the Commons in most of these calls.
//! Each of them emits an event at that moment. So the events, their blocks' times and the supply at
//! each of them give the very integers of the contract's storage, rounded as often as there.

use super::{Batch, Conviction, ConvictionEvents, Event, EventId, Pools, U256};
use std::collections::HashMap;
use weir_economics::{Conviction as Gathered, Decay, conviction, follow};

/// The sums that thresholds count with, in base units of the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// All stakes on proposals that are not over.
    pub staked: u128,
    /// Follows `staked` at the speed of conviction.
    pub effective_stake: u128,
    /// The supply as the contract last learnt it.
    pub told_supply: u128,
    /// Follows `told_supply` at the speed of conviction.
    pub followed_supply: u128,
    /// The second that these are of.
    pub updated: u64,
}

impl Totals {
    /// Those of a contract that is being deployed.
    fn new(supply: u128, now: u64) -> Self {
        Self {
            staked: 0,
            effective_stake: 0,
            told_supply: supply,
            followed_supply: supply,
            updated: now,
        }
    }

    /// The supply that the floor of the stake counts with.
    pub fn effective_supply(&self) -> u128 {
        self.told_supply.max(self.followed_supply)
    }

    fn advance(&mut self, decay: Decay, now: u64) {
        let seconds = now.saturating_sub(self.updated);
        self.effective_stake = follow(self.effective_stake, self.staked, decay, seconds);
        self.followed_supply = follow(self.followed_supply, self.told_supply, decay, seconds);
        self.updated = now;
    }
}

/// What became of a proposal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Status {
    /// It is not over.
    #[default]
    Active,
    /// It was executed.
    Passed,
    /// Its author withdrew it.
    Cancelled,
    /// It was ended because its time was over.
    Expired,
}

impl Status {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Passed => "passed",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }

    /// The status of a name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Active, Self::Passed, Self::Cancelled, Self::Expired]
            .into_iter()
            .find(|status| status.name() == name)
    }
}

/// What a proposal has gathered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Support {
    /// What became of it.
    pub status: Status,
    /// The stakes that lie on it, in base units of the token.
    pub staked: u128,
    /// Its conviction at the second `updated`; of one that is over, at its end.
    pub conviction: Gathered,
    /// The second that the conviction is of.
    pub updated: u64,
}

impl Support {
    fn advance(&mut self, decay: Decay, now: u64) {
        if self.status == Status::Active {
            let seconds = now.saturating_sub(self.updated);
            self.conviction =
                conviction(self.conviction, self.staked, decay, seconds).unwrap_or(Gathered::MAX);
            self.updated = now;
        }
    }

    /// Its conviction is told, which of one that is over is the one at its end.
    fn told_at(&mut self, now: u64) {
        if self.status == Status::Active {
            self.updated = now;
        }
    }
}

/// What an event of the Conviction contract left behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vote {
    /// The event.
    pub id: EventId,
    /// The sums after it.
    pub totals: Totals,
    /// The proposal that it is about.
    pub proposal: u32,
    /// What that had gathered after it.
    pub support: Support,
}

impl Vote {
    /// Whether nothing can come of the proposal any more.
    pub fn is_over(&self) -> bool {
        self.support.status != Status::Active
    }
}

/// The vote at some event, to go on from.
#[derive(Debug, Clone)]
pub struct Voting {
    /// How fast conviction is forgotten.
    pub decay: Decay,
    /// The supply, in base units of the token.
    pub supply: u128,
    /// The sums; none before the contract is deployed.
    pub totals: Option<Totals>,
    /// The proposals; those that later events are about are enough.
    pub proposals: HashMap<u32, Support>,
}

impl Voting {
    /// What the events of these blocks make of it, one after the other.
    pub fn follow(&mut self, batch: &Batch) -> Vec<Vote> {
        let mut times = batch.blocks().iter().map(|block| (block.height, block.timestamp / 1000));
        let mut block = None;
        let mut votes = Vec::new();
        for decoded in batch.decoded() {
            if let Some(pools) = Pools::after(&decoded.event) {
                self.supply = within(pools.supply);
            }
            let Event::Conviction(event) = &decoded.event else { continue };
            while block.is_none_or(|(height, _)| height < decoded.id.height)
                && let Some(next) = times.next()
            {
                block = Some(next);
            }
            let now = block.map_or(0, |(_, seconds)| seconds);
            votes.extend(self.apply(decoded.id, event, now));
        }
        votes
    }

    /// What one event makes of it; nothing if it changes neither sums nor proposals.
    fn apply(&mut self, id: EventId, event: &ConvictionEvents, now: u64) -> Option<Vote> {
        use ConvictionEvents as E;
        let learns_supply = match event {
            E::Propose(_) | E::Stake(_) | E::Execute(_) => true,
            E::Cancel(_) | E::Expire(_) => false,
            // A deposit is in no sum.
            E::Reclaim(_) => return None,
        };
        let proposal = proposal_of(event);
        // The deployment's own proposal is the first event.
        let totals = self.totals.get_or_insert_with(|| Totals::new(self.supply, now));
        totals.advance(self.decay, now);
        let support = self.proposals.entry(proposal).or_default();
        match event {
            // These tell the conviction.
            E::Stake(_) | E::Execute(_) => support.told_at(now),
            _ => support.advance(self.decay, now),
        }
        match event {
            E::Stake(Conviction::Stake { staked, conviction, totalStaked, .. }) => {
                support.staked = within(*staked);
                support.conviction = gathered(*conviction);
                totals.staked = within(*totalStaked);
            }
            E::Execute(Conviction::Execute { conviction, totalStaked, .. }) => {
                support.status = Status::Passed;
                support.conviction = gathered(*conviction);
                totals.staked = within(*totalStaked);
            }
            E::Cancel(Conviction::Cancel { totalStaked, .. }) => {
                support.status = Status::Cancelled;
                totals.staked = within(*totalStaked);
            }
            E::Expire(Conviction::Expire { totalStaked, .. }) => {
                support.status = Status::Expired;
                totals.staked = within(*totalStaked);
            }
            E::Propose(_) | E::Reclaim(_) => {}
        }
        if learns_supply {
            totals.told_supply = self.supply;
        }
        Some(Vote { id, totals: *totals, proposal, support: *support })
    }
}

/// The proposal that an event is about.
pub fn proposal_of(event: &ConvictionEvents) -> u32 {
    use ConvictionEvents as E;
    match event {
        E::Propose(e) => e.proposal,
        E::Stake(e) => e.proposal,
        E::Execute(e) => e.proposal,
        E::Cancel(e) => e.proposal,
        E::Expire(e) => e.proposal,
        E::Reclaim(e) => e.proposal,
    }
}

/// An amount as the contract keeps it. It has none beyond 128 bits.
pub fn within(amount: U256) -> u128 {
    amount.saturating_to()
}

/// A conviction as the contract keeps it. It has none beyond 192 bits.
pub fn gathered(conviction: U256) -> Gathered {
    match *conviction.as_limbs() {
        [low, middle, high, 0] => Gathered::from_limbs([low, middle, high]),
        _ => Gathered::MAX,
    }
}

/// A conviction as a number.
pub fn number(conviction: Gathered) -> U256 {
    let [low, middle, high] = conviction.limbs();
    U256::from_limbs([low, middle, high, 0])
}
