//! Proposals, stakes, conviction.

mod ending;
mod execution;
mod judge;
mod propose;
mod stakes;

use crate::operation::Who;
use std::collections::BTreeMap;
use weir_sandbox::{reckoning, Proposal as Asked, U256};

/// The statuses, as the contract numbers them.
const ACTIVE: u8 = 0;
const PASSED: u8 = 1;
const CANCELLED: u8 = 2;
const EXPIRED: u8 = 3;

/// A proposal.
#[derive(Clone, Debug)]
pub struct Proposal {
    author: Who,
    asked: Asked,
    beneficiary: Who,
    pub status: u8,
    expiry: u64,
    deposit: U256,
    pub staked: U256,
    /// The most that was ever staked on it.
    most: U256,
    /// As of `since`, after so many steps of rounding.
    conviction: U256,
    since: u64,
    steps: u64,
}

impl Proposal {
    fn takes_stake(&self, now: u64) -> bool {
        self.status == ACTIVE && now < self.expiry
    }

    fn advance(&mut self, now: u64, decay: U256) {
        if self.status == ACTIVE && now > self.since {
            let seconds = now - self.since;
            self.conviction = reckoning::conviction(self.conviction, self.staked, decay, seconds);
            self.since = now;
            self.steps += 1;
        }
    }
}

/// All proposals, and the sums over them.
#[derive(Debug)]
pub struct Vote {
    /// By number; the first has number 1 and asks for nothing.
    pub proposals: BTreeMap<u32, Proposal>,
    pub staked: U256,
    effective: U256,
    since: u64,
    steps: u64,
    pub decay: U256,
    /// The supply as the vote was told it last, and what has followed it.
    sample: U256,
    followed: U256,
}

impl Vote {
    pub fn new(decay: U256, now: u64, supply: U256) -> Self {
        let abstain = Proposal {
            author: 0,
            asked: Asked { title: "Abstain".into(), link: String::new(), ..Asked::signal() },
            beneficiary: 0,
            status: ACTIVE,
            expiry: u64::MAX,
            deposit: U256::ZERO,
            staked: U256::ZERO,
            most: U256::ZERO,
            conviction: U256::ZERO,
            since: now,
            steps: 0,
        };
        Self {
            proposals: BTreeMap::from([(1, abstain)]),
            staked: U256::ZERO,
            effective: U256::ZERO,
            since: now,
            steps: 0,
            decay,
            sample: supply,
            followed: supply,
        }
    }

    /// What an account can still have back.
    pub fn deposits_of(&self, who: Who) -> U256 {
        self.proposals.values().filter(|p| p.author == who).map(|p| p.deposit).sum()
    }

    /// What a proposal's author can still have back.
    pub fn deposits_of_one(&self, id: u32) -> U256 {
        self.proposals[&id].deposit
    }

    /// All deposits.
    pub fn deposits(&self) -> U256 {
        self.proposals.values().map(|proposal| proposal.deposit).sum()
    }

    fn advance(&mut self, now: u64) {
        if now > self.since {
            let (decay, seconds) = (self.decay, now - self.since);
            self.effective = reckoning::follow(self.effective, self.staked, decay, seconds);
            self.followed = reckoning::follow(self.followed, self.sample, decay, seconds);
            self.since = now;
            self.steps += 1;
        }
    }

    /// The vote is told the supply.
    fn told_supply(&mut self, supply: U256, now: u64) {
        self.advance(now);
        self.sample = supply;
    }

    /// Ends a proposal: its stake counts no more.
    fn end(&mut self, id: u32, status: u8, now: u64) {
        self.advance(now);
        let decay = self.decay;
        let proposal = self.proposals.get_mut(&id).expect("it is there");
        proposal.advance(now, decay);
        proposal.status = status;
        self.staked -= proposal.staked;
    }

    /// Sets what an account has on a proposal.
    fn restake(&mut self, id: u32, before: U256, after: U256, now: u64) {
        self.advance(now);
        let decay = self.decay;
        let proposal = self.proposals.get_mut(&id).expect("it is there");
        proposal.advance(now, decay);
        proposal.staked = proposal.staked - before + after;
        proposal.most = proposal.most.max(proposal.staked);
        if proposal.status == ACTIVE {
            self.staked = self.staked - before + after;
        }
    }
}
