//! The sums that thresholds count with.
//!
//! Neither what is staked nor the supply is taken as it is at one moment: tokens can be unstaked and
//! staked again, minted and redeemed, within one block, and a threshold that fell with them could be
//! passed by whoever did it. Both are followed at the speed at which conviction itself grows and
//! fades, so that a moment moves nothing, and what lasts counts in full in the end. For the same
//! reason a short rise does not hold a threshold high.
//!
//! The supply is the Commons', and it is told here only when somebody votes, proposes or executes.
//! Until the next time it counts as the last one told: who mints or redeems for the moment of a vote
//! moves what follows for as long as nobody else calls. Any call ends that, and only the floor of
//! the stake depends on it.

use weir_economics::{follow, tribute};

use crate::{error::Error, settings::DECAY, state::State, words::Field};

/// Where the totals are in [`State`].
const STAKED: Field = DECAY.then(128);
const EFFECTIVE_STAKE: Field = STAKED.then(128);
const EFFECTIVE_SUPPLY: Field = EFFECTIVE_STAKE.then(128);
const PROPOSALS: Field = EFFECTIVE_SUPPLY.then(32);
/// The supply as the Commons last told it.
const SUPPLY: Field = PROPOSALS.then(128);
pub(crate) const UPDATED: Field = SUPPLY.then(64);

/// What the message of the totals answers.
pub(crate) static TOTALS: [Field; 4] = [STAKED, EFFECTIVE_STAKE, EFFECTIVE_SUPPLY, PROPOSALS];
/// What events end with.
pub(crate) static STAKED_ALONE: [Field; 1] = [STAKED];

impl State {
    /// All stakes on proposals that are not over, in base units.
    pub fn staked(&self) -> u128 {
        STAKED.amount(&self.0)
    }

    /// The stake that thresholds count with: follows [`Self::staked`].
    pub fn effective_stake(&self) -> u128 {
        EFFECTIVE_STAKE.amount(&self.0)
    }

    /// The supply that the floor of the stake counts with: the last one told or its follower,
    /// whichever is more. With the last one told a floor cannot be passed while the supply jumps
    /// up, with the follower not while it drops.
    pub fn effective_supply(&self) -> u128 {
        SUPPLY.amount(&self.0).max(EFFECTIVE_SUPPLY.amount(&self.0))
    }

    /// The time of this call, in seconds: as of when the totals are.
    pub fn now(&self) -> u64 {
        UPDATED.number(&self.0)
    }

    /// How many proposals there have been; the last one's id.
    pub fn proposals(&self) -> u32 {
        PROPOSALS.number(&self.0) as u32
    }

    /// The time of the deployment. The supply is followed from the present one on.
    pub(crate) fn start(&mut self, now: u64) {
        UPDATED.set_number(&mut self.0, now);
        self.settle_supply();
    }

    /// Puts the effective supply in the place of its follower: to start from it, or to answer it.
    pub(crate) fn settle_supply(&mut self) {
        let supply = self.effective_supply();
        EFFECTIVE_SUPPLY.set_amount(&mut self.0, supply);
    }

    /// Brings the totals forward to `now`, before anything of them changes.
    pub fn advance(&mut self, now: u64) -> Result<(), Error> {
        let seconds = now.saturating_sub(self.now());
        let decay = self.decay()?;
        for (field, target) in [(EFFECTIVE_STAKE, STAKED), (EFFECTIVE_SUPPLY, SUPPLY)] {
            let target = target.amount(&self.0);
            let followed = follow(field.amount(&self.0), target, decay, seconds);
            field.set_amount(&mut self.0, followed);
        }
        UPDATED.set_number(&mut self.0, now);
        Ok(())
    }

    /// Replaces the part `before` of all stakes by `after`.
    pub fn restake(&mut self, before: u128, after: u128) -> Result<(), Error> {
        STAKED.replace(&mut self.0, before, after)
    }

    /// Notes the present supply; whether it is another one than before.
    pub fn sample(&mut self, supply: u128) -> bool {
        let before = SUPPLY.amount(&self.0);
        SUPPLY.set_amount(&mut self.0, supply);
        before != supply
    }

    /// The stake that a threshold counts with: the effective one, and at least the minimum share of
    /// the effective supply, rounded up.
    pub fn threshold_stake(&self) -> Result<u128, Error> {
        Ok(self.effective_stake().max(tribute(self.effective_supply(), self.min_stake())?))
    }

    /// Counts another proposal; its id.
    pub(crate) fn next_proposal(&mut self) -> Result<u32, Error> {
        let id = self.proposals().checked_add(1).ok_or(Error::OutOfDomain)?;
        PROPOSALS.set_number(&mut self.0, id.into());
        Ok(id)
    }
}
