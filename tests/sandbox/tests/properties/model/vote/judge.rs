//! Whether proposals and sums are what they must be.

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
        let [support, opposition] = proposal.sides;
        ensure!(
            stated.author == address(WHO[proposal.author])
                && (stated.kind, stated.status) == (asked.kind, proposal.status)
                && (stated.beneficiary, stated.amount) == (asked.beneficiary, asked.amount)
                && (stated.duration, stated.asTokens) == (asked.duration, asked.as_tokens)
                && (stated.expiry, stated.deposit) == (proposal.expiry, proposal.deposit)
                && (stated.staked, stated.opposed) == (support.staked, opposition.staked)
                && stated.announced == proposal.announced.unwrap_or_default(),
            "the proposal is {stated:?}, not {proposal:?}"
        );
        let steps = proposal.steps;
        for (side, conviction) in [(support, stated.conviction), (opposition, stated.opposition)] {
            let expected = side.conviction;
            ensure!(
                reckoning::near(conviction, expected, steps),
                "its conviction is {conviction}, not {expected}"
            );
            let limit = reckoning::conviction_limit(side.most, self.vote.largest_decay);
            let slack = (limit >> 88) + U256::from(steps + 1);
            ensure!(conviction <= limit + slack, "its conviction is {conviction}, limit {limit}");
        }
        let (mut sum, mut against) = (U256::ZERO, U256::ZERO);
        for holder in &self.holders {
            match holder.stakes.get(&id) {
                Some(&(amount, true)) => against += amount,
                Some(&(amount, false)) => sum += amount,
                None => {}
            }
        }
        let due = (support.staked, opposition.staked);
        ensure!((sum, against) == due, "stakes sum to {sum} and {against}, not {due:?}");
        if proposal.status == super::ACTIVE {
            let due =
                proposal.announced.map_or((0, 0), |announced| self.window_of(&proposal, announced));
            let stated = self.conviction.notice(&mut self.world, id);
            ensure!(stated == due, "it can be executed in {stated:?}, not {due:?}");
        }
        Ok(())
    }

    /// Compares the sums with the contract's, and their limits with what they must stay within.
    pub(crate) fn check_totals(&mut self) -> Check {
        let now = self.world.time();
        let totals = self.conviction.totals(&mut self.world);
        // Over or not: a stake counts until its owner moves it.
        let all: U256 = self.vote.proposals.values().map(super::Proposal::staked).sum();
        ensure!(totals.staked == all, "{} staked, not {all}", totals.staked);
        ensure!(self.vote.staked == all, "the model counts {}", self.vote.staked);
        let held: U256 = (0..ACCOUNTS).map(|who| self.holders[who].staked()).sum();
        ensure!(held == all, "accounts staked {held}, not {all}");
        let count = self.vote.proposals.len() as u32;
        ensure!(totals.proposals == count, "{} proposals, not {count}", totals.proposals);
        let (vote, seconds) = (&self.vote, now - self.vote.since);
        let follow = |before, target| reckoning::follow(before, target, vote.decay, seconds);
        // The contract follows at every call, the model where something changes.
        let steps = vote.steps + self.checks;
        let stake = follow(vote.effective, vote.staked);
        let supply = follow(vote.followed_supply, vote.supply).max(self.state.supply);
        let funds = follow(vote.followed_funds, vote.funds).min(self.state.funding);
        for (name, stated, expected) in [
            ("stake", totals.effectiveStake, stake),
            ("supply", totals.effectiveSupply, supply),
            ("funding pool", totals.effectiveFunds, funds),
        ] {
            ensure!(
                reckoning::near(stated, expected, steps),
                "the effective {name} is {stated}, not {expected}"
            );
        }
        ensure!(totals.effectiveSupply >= self.state.supply, "{}", totals.effectiveSupply);
        ensure!(totals.effectiveFunds <= self.state.funding, "{}", totals.effectiveFunds);
        Ok(())
    }
}
