//! Proposals, stakes, conviction.

mod announcing;
mod ending;
mod execution;
mod judge;
mod propose;
mod stakes;
mod thresholds;

use crate::operation::Who;
use std::collections::{BTreeMap, BTreeSet};
use weir_sandbox::{reckoning, Proposal as Asked, U256};

/// The statuses, as the contract numbers them.
const ACTIVE: u8 = 0;
const PASSED: u8 = 1;
const CANCELLED: u8 = 2;
const EXPIRED: u8 = 3;

/// The kinds, as the contract numbers them.
const SIGNAL: u8 = 0;
const FUNDING: u8 = 1;
const REVOCATION: u8 = 2;
const RULE: u8 = 3;
const GOVERNOR: u8 = 4;
const WIND_DOWN: u8 = 5;

/// A side of a proposal: what is staked there, and its conviction.
#[derive(Clone, Copy, Debug, Default)]
pub struct Side {
    pub staked: U256,
    /// The most that was ever staked on it.
    most: U256,
    conviction: U256,
}

/// A proposal.
#[derive(Clone, Debug)]
pub struct Proposal {
    author: Who,
    asked: Asked,
    beneficiary: Who,
    pub status: u8,
    expiry: u64,
    deposit: U256,
    /// For it, and against it: as of `since`, after this many steps of rounding.
    sides: [Side; 2],
    since: u64,
    steps: u64,
    /// When it was announced.
    announced: Option<u64>,
    /// What of the stake supported it when it passed, in parts per million.
    share: u32,
}

impl Proposal {
    fn new(author: Who, asked: Asked, beneficiary: Who, expiry: u64, now: u64) -> Self {
        Self {
            author,
            asked,
            beneficiary,
            status: ACTIVE,
            expiry,
            deposit: U256::ZERO,
            sides: Default::default(),
            since: now,
            steps: 0,
            announced: None,
            share: 0,
        }
    }

    fn takes_stake(&self, now: u64) -> bool {
        self.status == ACTIVE && now < self.expiry
    }

    /// Since when it is over, or when it will be.
    fn over_since(&self) -> u64 {
        if self.status == ACTIVE {
            self.expiry
        } else {
            self.expiry.min(self.since)
        }
    }

    fn staked(&self) -> U256 {
        self.sides[0].staked + self.sides[1].staked
    }

    fn advance(&mut self, now: u64, decay: U256) {
        if self.status == ACTIVE && now > self.since {
            let seconds = now - self.since;
            for side in &mut self.sides {
                side.conviction =
                    reckoning::conviction(side.conviction, side.staked, decay, seconds);
            }
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
    /// The largest decay that ever held: what had gathered under it still stands.
    largest_decay: U256,
    /// The supply as the vote last sampled it, and what has followed it.
    supply: U256,
    followed_supply: U256,
    /// The same of the funding pool.
    funds: U256,
    followed_funds: U256,
}

impl Vote {
    pub fn new(decay: U256, now: u64, supply: U256) -> Self {
        let asked = Asked { title: "Abstain".into(), link: String::new(), ..Asked::signal() };
        Self {
            proposals: BTreeMap::from([(1, Proposal::new(0, asked, 0, u64::MAX, now))]),
            staked: U256::ZERO,
            effective: U256::ZERO,
            since: now,
            steps: 0,
            decay,
            largest_decay: decay,
            supply,
            followed_supply: supply,
            funds: U256::ZERO,
            followed_funds: U256::ZERO,
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

    /// The proposals that are announced.
    pub fn announced(&self) -> BTreeSet<u32> {
        let announced =
            |proposal: &Proposal| proposal.status == ACTIVE && proposal.announced.is_some();
        self.proposals.iter().filter(|(_, p)| announced(p)).map(|(&id, _)| id).collect()
    }

    fn advance(&mut self, now: u64) {
        if now > self.since {
            let (decay, seconds) = (self.decay, now - self.since);
            let follow = |before, target| reckoning::follow(before, target, decay, seconds);
            self.effective = follow(self.effective, self.staked);
            self.followed_supply = follow(self.followed_supply, self.supply);
            self.followed_funds = follow(self.followed_funds, self.funds);
            self.since = now;
            self.steps += 1;
        }
    }

    /// Another half-life holds from now on; for proposals since they were last touched.
    pub fn change_decay(&mut self, decay: U256, now: u64) {
        self.advance(now);
        self.decay = decay;
        self.largest_decay = self.largest_decay.max(decay);
    }

    /// The vote samples supply and funding pool.
    fn sample(&mut self, supply: U256, funds: U256, now: u64) {
        self.advance(now);
        (self.supply, self.funds) = (supply, funds);
    }

    /// Brings a proposal's convictions forward, as the contract writes them.
    fn touch(&mut self, id: u32, now: u64) -> &mut Proposal {
        let decay = self.decay;
        let proposal = self.proposals.get_mut(&id).expect("it is there");
        proposal.advance(now, decay);
        proposal
    }

    /// Ends a proposal: what is staked on it goes on counting.
    fn end(&mut self, id: u32, status: u8, now: u64) {
        let proposal = self.touch(id, now);
        if proposal.status == ACTIVE {
            proposal.since = now;
        }
        proposal.status = status;
    }

    /// Replaces what an account has on a proposal, each an amount and whether it is against.
    fn restake(&mut self, id: u32, before: (U256, bool), after: (U256, bool), now: u64) {
        self.advance(now);
        self.staked = self.staked - before.0 + after.0;
        let proposal = self.touch(id, now);
        proposal.sides[usize::from(before.1)].staked -= before.0;
        let side = &mut proposal.sides[usize::from(after.1)];
        side.staked += after.0;
        side.most = side.most.max(side.staked);
    }
}
