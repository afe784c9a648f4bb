//! The sums that thresholds count with.
//!
//! Neither what is staked nor the supply nor the funding pool is taken as it is at one moment: tokens
//! can be unstaked and staked again, minted and redeemed, and money can be donated, within one block,
//! and a threshold that moved with them could be passed by those who did it. They are followed at
//! the speed at which conviction itself grows and fades, so that a moment moves nothing, and what
//! lasts counts in full in the end. For the same reason a short rise does not hold a threshold high.
//!
//! All stakes count, for, against and abstaining, and those on proposals that are over until they
//! are freed: a proposal that ends does not lower the threshold of the others.
//!
//! Supply and funding pool are the Commons', and it gives them only when somebody votes, proposes,
//! announces or executes. Until the next time they count as the last ones given: those who mint or
//! redeem for the moment of a vote move what follows for as long as nobody else calls. Any call ends
//! that. Only the floor of the stake depends on the supply, and the share of it that some kinds of
//! proposals need.

use weir_economics::{follow, tribute};

use crate::{error::Error, settings::DECAY, state::State, words::Field};

/// Where the totals are in [`State`].
const STAKED: Field = DECAY.then(128);
const EFFECTIVE_STAKE: Field = STAKED.then(128);
const EFFECTIVE_SUPPLY: Field = EFFECTIVE_STAKE.then(128);
const EFFECTIVE_FUNDS: Field = EFFECTIVE_SUPPLY.then(128);
const PROPOSALS: Field = EFFECTIVE_FUNDS.then(32);
/// Supply, funding pool, end of the last pause and spending limit as the Commons last gave them.
const SUPPLY: Field = PROPOSALS.then(128);
const FUNDS: Field = SUPPLY.then(128);
const PAUSED_UNTIL: Field = FUNDS.then(64);
pub(crate) const SPENDING_LIMIT: Field = PAUSED_UNTIL.then(32);
pub(crate) const UPDATED: Field = SPENDING_LIMIT.then(64);

const SAMPLED: usize = SPENDING_LIMIT.end() - PROPOSALS.end();

/// What the Commons answers a governor.
pub(crate) static GOVERNANCE: [Field; 4] = [SUPPLY, FUNDS, PAUSED_UNTIL, SPENDING_LIMIT];
/// What the message of the totals answers.
pub(crate) static TOTALS: [Field; 5] =
    [STAKED, EFFECTIVE_STAKE, EFFECTIVE_SUPPLY, PROPOSALS, EFFECTIVE_FUNDS];
/// What events end with.
pub(crate) static STAKED_ALONE: [Field; 1] = [STAKED];

impl State {
    /// All stakes, on all sides and on all proposals, over or not, in base units.
    pub fn staked(&self) -> u128 {
        STAKED.amount(&self.0)
    }

    /// The stake that thresholds count with: follows [`Self::staked`].
    pub fn effective_stake(&self) -> u128 {
        EFFECTIVE_STAKE.amount(&self.0)
    }

    /// The supply that thresholds count with: the last one given or its follower, whichever is more.
    /// With the last one given a threshold cannot be passed while the supply jumps up, with the
    /// follower not while it drops.
    pub fn effective_supply(&self) -> u128 {
        SUPPLY.amount(&self.0).max(EFFECTIVE_SUPPLY.amount(&self.0))
    }

    /// The funding pool that thresholds count with: the last one given or its follower, whichever is
    /// less. Money that has just come makes no request small.
    pub fn effective_funds(&self) -> u128 {
        FUNDS.amount(&self.0).min(EFFECTIVE_FUNDS.amount(&self.0))
    }

    /// The end of the Commons' last pause, in seconds.
    pub fn paused_until(&self) -> u64 {
        PAUSED_UNTIL.number(&self.0)
    }

    /// Refuses what a pause forbids.
    pub fn check_running(&self) -> Result<(), Error> {
        if self.paused_until() > self.now() { Err(Error::Paused) } else { Ok(()) }
    }

    /// The share of the funding pool that no request may reach, in parts per million; 0 where nothing
    /// can be granted.
    pub fn spending_limit(&self) -> u64 {
        SPENDING_LIMIT.number(&self.0)
    }

    /// All that the Commons gave last.
    pub(crate) fn sampled(&self) -> [u64; SAMPLED] {
        let mut sampled = [0; SAMPLED];
        sampled.copy_from_slice(&self.0[PROPOSALS.end()..SPENDING_LIMIT.end()]);
        sampled
    }

    /// The time of this call, in seconds: as of when the totals are.
    pub fn now(&self) -> u64 {
        UPDATED.number(&self.0)
    }

    /// How many proposals there have been; the last one's id.
    pub fn proposals(&self) -> u32 {
        PROPOSALS.number(&self.0) as u32
    }

    /// The time of the deployment. Supply and funding pool are followed from the present ones on.
    pub(crate) fn start(&mut self, now: u64) {
        UPDATED.set_number(&mut self.0, now);
        let funds = FUNDS.amount(&self.0);
        EFFECTIVE_FUNDS.set_amount(&mut self.0, funds);
        self.settle();
    }

    /// Puts what counts in the place of its follower: to start from it, or to answer it.
    pub(crate) fn settle(&mut self) {
        let (supply, funds) = (self.effective_supply(), self.effective_funds());
        EFFECTIVE_SUPPLY.set_amount(&mut self.0, supply);
        EFFECTIVE_FUNDS.set_amount(&mut self.0, funds);
    }

    /// Brings the totals forward to `now`, before anything of them changes.
    ///
    /// With the present decay: once a vote has changed the half-life, the seconds since the last change
    /// count with the new one, here and in every proposal, and convictions so far stay as they are.
    /// The rule's step bounds what that shifts, and support and opposition shift alike.
    pub fn advance(&mut self, now: u64) -> Result<(), Error> {
        let seconds = now.saturating_sub(self.now());
        let decay = self.decay()?;
        for (field, target) in
            [(EFFECTIVE_STAKE, STAKED), (EFFECTIVE_SUPPLY, SUPPLY), (EFFECTIVE_FUNDS, FUNDS)]
        {
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

    /// Has the supply count as its follower, without what it is at this moment; the supply so far.
    pub(crate) fn calm(&mut self) -> u128 {
        let supply = SUPPLY.amount(&self.0);
        let follower = EFFECTIVE_SUPPLY.amount(&self.0);
        SUPPLY.set_amount(&mut self.0, follower);
        supply
    }

    /// Notes the present supply.
    pub(crate) fn set_supply(&mut self, supply: u128) {
        SUPPLY.set_amount(&mut self.0, supply);
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
