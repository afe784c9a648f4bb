//! Whether proposals and sums are what they must be.

use super::ACTIVE;
use crate::{
    model::{ensure, Check, Model, WHO},
    operation::ACCOUNTS,
};
use weir_sandbox::{reckoning, world::address, U256};

impl Model {
    /// Compares a proposal with the contract's: all of it, conviction within its rounding.
    pub(crate) fn check_proposal(&mut self, id: u32) -> Check {
        let now = self.world.time();
        let stated = self.conviction.proposal(&mut self.world, id);
        let mut proposal = self.vote.proposals[&id].clone();
        proposal.advance(now, self.vote.decay);
        let asked = &proposal.asked;
        ensure!(
            stated.author == address(WHO[proposal.author])
                && (stated.kind, stated.status) == (asked.kind, proposal.status)
                && (stated.beneficiary, stated.amount) == (asked.beneficiary, asked.amount)
                && (stated.duration, stated.asTokens) == (asked.duration, asked.as_tokens)
                && (stated.expiry, stated.deposit) == (proposal.expiry, proposal.deposit)
                && stated.staked == proposal.staked,
            "the proposal is {stated:?}, not {proposal:?}"
        );
        let (conviction, expected) = (stated.conviction, proposal.conviction);
        ensure!(
            reckoning::near(conviction, expected, proposal.steps),
            "its conviction is {conviction}, not {expected}"
        );
        let limit = reckoning::conviction_limit(proposal.most, self.vote.decay);
        let slack = (limit >> 88) + U256::from(proposal.steps + 1);
        ensure!(conviction <= limit + slack, "its conviction is {conviction}, limit {limit}");
        let sum: U256 = (0..ACCOUNTS).filter_map(|who| self.holders[who].stakes.get(&id)).sum();
        ensure!(sum == proposal.staked, "stakes sum to {sum}, not {}", proposal.staked);
        Ok(())
    }

    /// Compares the sums with the contract's, and their limits with what they must stay within.
    pub(crate) fn check_totals(&mut self) -> Check {
        let now = self.world.time();
        let totals = self.conviction.totals(&mut self.world);
        let active: U256 = self
            .vote
            .proposals
            .values()
            .filter(|proposal| proposal.status == ACTIVE)
            .map(|proposal| proposal.staked)
            .sum();
        ensure!(totals.staked == active, "{} staked, not {active}", totals.staked);
        ensure!(self.vote.staked == active, "the model counts {}", self.vote.staked);
        let count = self.vote.proposals.len() as u32;
        ensure!(totals.proposals == count, "{} proposals, not {count}", totals.proposals);
        let seconds = now - self.vote.since;
        let expected =
            reckoning::follow(self.vote.effective, self.vote.staked, self.vote.decay, seconds);
        // The contract follows at every call, the model where the stake changes.
        let steps = self.vote.steps + self.checks;
        ensure!(
            reckoning::near(totals.effectiveStake, expected, steps),
            "the effective stake is {}, not {expected}",
            totals.effectiveStake
        );
        let followed =
            reckoning::follow(self.vote.followed, self.vote.sample, self.vote.decay, seconds);
        let (supply, expected) = (totals.effectiveSupply, followed.max(self.state.supply));
        ensure!(supply >= self.state.supply, "{supply} counts of {}", self.state.supply);
        ensure!(
            reckoning::near(supply, expected, steps),
            "the effective supply is {supply}, not {expected}"
        );
        Ok(())
    }
}
