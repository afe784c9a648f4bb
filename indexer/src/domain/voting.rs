//! The vote as the Conviction contract keeps it: what follows from its events, the supply and the funds.
//!
//! The contract tells stakes and convictions in its events, but neither the effective stake nor the
//! effective supply and funds, which thresholds count with. It brings these forward whenever a call
//! changes them, by the time gone by, and learns supply and funds from the Commons in these calls.
//! Each of them emits an event at that moment. So the events, their blocks' times and the pools at
//! each of them give the very integers of the contract's storage, rounded as often as there.

mod execution;
mod proposal;

pub use proposal::{Status, Support};

use super::{Batch, Conviction, ConvictionEvents, Event, EventId, Pools, U256};
use execution::Before;
use std::collections::HashMap;
use weir_client::rule::Rule;
use weir_economics::{Conviction as Gathered, Decay, follow, tribute};

/// The sums that thresholds count with: tokens, and money in base units of the currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// All stakes on all proposals, for and against, over or not.
    pub staked: u128,
    /// Follows `staked` at the speed of conviction.
    pub effective_stake: u128,
    /// The supply as the contract last learnt it.
    pub told_supply: u128,
    /// Follows `told_supply` at the speed of conviction.
    pub followed_supply: u128,
    /// The funding pool as the contract last learnt it.
    pub told_funds: u128,
    /// Follows `told_funds` at the speed of conviction.
    pub followed_funds: u128,
    /// The second that these are of.
    pub updated: u64,
}

impl Totals {
    /// Those of a contract that is being deployed.
    fn new(supply: u128, funds: u128, now: u64) -> Self {
        Self {
            staked: 0,
            effective_stake: 0,
            told_supply: supply,
            followed_supply: supply,
            told_funds: funds,
            followed_funds: funds,
            updated: now,
        }
    }

    /// The supply that the floor of the stake counts with.
    pub fn effective_supply(&self) -> u128 {
        self.told_supply.max(self.followed_supply)
    }

    /// The funding pool that requests count with.
    pub fn effective_funds(&self) -> u128 {
        self.told_funds.min(self.followed_funds)
    }

    /// The stake that thresholds count with, given the floor of it in parts per million.
    fn threshold_stake(&self, min_stake: u32) -> u128 {
        let floor = tribute(self.effective_supply(), min_stake);
        self.effective_stake.max(floor.unwrap_or(u128::MAX))
    }

    fn advance(&mut self, decay: Decay, now: u64) {
        let seconds = now.saturating_sub(self.updated);
        self.effective_stake = follow(self.effective_stake, self.staked, decay, seconds);
        self.followed_supply = follow(self.followed_supply, self.told_supply, decay, seconds);
        self.followed_funds = follow(self.followed_funds, self.told_funds, decay, seconds);
        self.updated = now;
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

/// The half-life of conviction from an event on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// The event.
    pub id: EventId,
    /// Seconds in which conviction covers half of the way to its limit.
    pub half_life: u64,
    /// How much of a conviction is left after a second.
    pub decay: Decay,
}

/// The vote at some event, to go on from.
#[derive(Debug, Clone)]
pub struct Voting {
    /// Seconds in which conviction covers half of the way to its limit.
    pub half_life: u64,
    /// How fast conviction is forgotten.
    pub decay: Decay,
    /// The share of the supply that thresholds count with at least, in parts per million.
    pub min_stake: u32,
    /// The supply, in base units of the token.
    pub supply: u128,
    /// The funding pool, in base units of the currency.
    pub funds: u128,
    /// The sums; none before the contract is deployed.
    pub totals: Option<Totals>,
    /// The proposals; those that later events are about are enough.
    pub proposals: HashMap<u32, Support>,
}

/// What the events of some blocks make of the vote.
#[derive(Debug, Clone, Default)]
pub struct Followed {
    /// What each event left behind that is about a proposal.
    pub votes: Vec<Vote>,
    /// The half-life that the vote began with, and each change of it.
    pub paces: Vec<Pace>,
}

impl Voting {
    /// What the events of these blocks make of it, one after the other.
    pub fn follow(&mut self, batch: &Batch) -> Followed {
        let mut times = batch.blocks().iter().map(|block| (block.height, block.timestamp / 1000));
        let mut block = None;
        let mut followed = Followed::default();
        let mut before = Before::default();
        for decoded in batch.decoded() {
            if let Some(pools) = Pools::after(&decoded.event) {
                before.note(decoded, self.funds);
                self.supply = within(pools.supply);
                self.funds = within(pools.funding_pool);
            }
            let Event::Conviction(event) = &decoded.event else { continue };
            while block.is_none_or(|(height, _)| height < decoded.id.height)
                && let Some(next) = times.next()
            {
                block = Some(next);
            }
            let now = block.map_or(0, |(_, seconds)| seconds);
            if self.totals.is_none() {
                // The deployment's own proposal is the first event.
                self.totals = Some(Totals::new(self.supply, self.funds, now));
                followed.paces.push(self.pace(decoded.id));
            }
            // What an execution does to the pools comes after they were asked for.
            let funds = before.taken_by(decoded.id, event).unwrap_or(self.funds);
            followed.votes.extend(self.apply(decoded.id, event, now, funds));
            if let ConvictionEvents::Rule(Conviction::Rule { rule, value }) = event {
                followed.paces.extend(self.change(decoded.id, *rule, *value, now));
            }
        }
        followed
    }

    fn pace(&self, id: EventId) -> Pace {
        Pace { id, half_life: self.half_life, decay: self.decay }
    }

    /// What one event makes of it; nothing if it changes neither sums nor proposals.
    fn apply(
        &mut self,
        id: EventId,
        event: &ConvictionEvents,
        now: u64,
        funds: u128,
    ) -> Option<Vote> {
        use ConvictionEvents as E;
        let samples = match event {
            E::Propose(_) | E::Stake(_) | E::Execute(_) | E::Announce(_) | E::Reset(_) => true,
            // The end of a proposal changes nothing but that.
            E::Cancel(_) | E::Expire(_) => false,
            // A deposit is in no sum, and a rule no proposal.
            E::Reclaim(_) | E::Rule(_) => return None,
        };
        let proposal = proposal_of(event)?;
        let totals = self.totals.get_or_insert_with(|| Totals::new(self.supply, funds, now));
        let support = self.proposals.entry(proposal).or_default();
        if samples {
            totals.advance(self.decay, now);
        }
        match event {
            // These say the convictions.
            E::Stake(_) | E::Execute(_) => support.told_at(now),
            // A new one has none yet, whatever its number was before.
            _ => support.advance(self.decay, now),
        }
        match event {
            E::Stake(stake) => {
                support.stake(stake);
                totals.staked = within(stake.totalStaked);
            }
            E::Cancel(_) => support.status = Status::Cancelled,
            E::Expire(_) => support.status = Status::Expired,
            E::Announce(_) => support.announced = Some(now),
            E::Reset(_) => support.announced = None,
            E::Propose(_) | E::Execute(_) | E::Reclaim(_) | E::Rule(_) => {}
        }
        if samples {
            (totals.told_supply, totals.told_funds) = (self.supply, funds);
        }
        if let E::Execute(execution) = event {
            let stake = totals.threshold_stake(self.min_stake);
            support.pass(execution, stake, self.decay);
        }
        Some(Vote { id, totals: *totals, proposal, support: *support })
    }

    /// Changes a rule of the vote; the new half-life, if it is that. All sums are brought forward
    /// before, as the contract does.
    fn change(&mut self, id: EventId, rule: u8, value: U256, now: u64) -> Option<Pace> {
        match Rule::from_number(rule)? {
            Rule::MinStake => {
                self.min_stake = value.saturating_to();
                None
            }
            Rule::HalfLife => {
                let half_life = value.saturating_to();
                let decay = Decay::from_half_life(half_life).ok()?;
                if let Some(totals) = &mut self.totals {
                    totals.advance(self.decay, now);
                }
                (self.half_life, self.decay) = (half_life, decay);
                Some(self.pace(id))
            }
            _ => None,
        }
    }
}

/// The proposal that an event is about; none for a change of a rule.
pub fn proposal_of(event: &ConvictionEvents) -> Option<u32> {
    use ConvictionEvents as E;
    match event {
        E::Propose(e) => Some(e.proposal),
        E::Stake(e) => Some(e.proposal),
        E::Announce(e) => Some(e.proposal),
        E::Reset(e) => Some(e.proposal),
        E::Execute(e) => Some(e.proposal),
        E::Cancel(e) => Some(e.proposal),
        E::Expire(e) => Some(e.proposal),
        E::Reclaim(e) => Some(e.proposal),
        E::Rule(_) => None,
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
