//! A campaign made up: the same seed gives the same calls.

use super::contract::World;
use crate::history::{START, WHOLE, account, deployment};
use weir_indexer::domain::{Address, Block, Conviction, U256};

/// Calls to a contract, and the blocks that they make.
pub(crate) struct Campaign {
    pub(crate) world: World,
    height: u64,
    seed: u64,
}

impl Campaign {
    pub(crate) fn new(seed: u64) -> Self {
        let world = World::deployed(1_700_000_000, 1_000 * WHOLE, 500 * WHOLE);
        Self { world, height: START, seed: seed + 1 }
    }

    fn random(&mut self, below: u64) -> u64 {
        // Knuth's MMIX generator; the high bits are the good ones.
        self.seed = self
            .seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 33) % below
    }

    /// The next block: some time later, a few calls. Those that the contract refuses leave nothing.
    pub(crate) fn step(&mut self) -> Block {
        if self.height > START {
            self.world.now += [0, 1, 1, 7, 3_600, 86_400, 400_000][self.random(7) as usize];
            for _ in 0..self.random(5) {
                self.act();
            }
        }
        self.height += 1;
        self.world.block(self.height - 1)
    }

    fn act(&mut self) {
        let who = account(self.random(5) as u8);
        let proposal = self.proposal();
        match self.random(18) {
            0 | 1 => {
                let (supply, funds) = (self.amount(2_000 * WHOLE) + 1, self.amount(900 * WHOLE));
                self.world.trade(supply, funds);
            }
            2 | 3 => self.propose(who),
            4 | 5 => self.of_each(|proposal| Conviction::announceCall { proposal }),
            6 | 7 => self.of_each(|proposal| Conviction::executeCall { proposal }),
            8 => self.of_each(|proposal| Conviction::resetCall { proposal }),
            9 => {
                let author = self.world.ask(Conviction::proposalOfCall { proposal }).author;
                drop(self.world.send(author, 0, Conviction::cancelCall { proposal }));
            }
            10 => drop(self.world.send(who, 0, Conviction::expireCall { proposal })),
            11 => {
                let caller = account(self.random(5) as u8);
                drop(self.world.send(caller, 0, Conviction::releaseCall { account: who }));
            }
            12 => drop(self.world.send(who, 0, Conviction::reclaimCall { proposal })),
            13 if self.random(4) == 0 => self.leave(who),
            13 if self.random(4) == 0 => self.world.pause(86_400),
            _ => self.stake(who),
        }
    }

    /// The same call about each proposal: most are refused.
    fn of_each<C: alloy_core::sol_types::SolCall>(&mut self, call: impl Fn(u32) -> C) {
        for proposal in 1..=self.world.state().proposals() {
            drop(self.world.send(account(0), 0, call(proposal)));
        }
    }

    /// An account asks the Commons for its tokens, which ends its stakes, or takes that back.
    fn leave(&mut self, who: Address) {
        self.world.unlock(who);
        drop(self.world.send(account(1), 0, Conviction::forfeitCall { account: who }));
    }

    fn propose(&mut self, author: Address) {
        let kind = [0, 1, 1, 1, 2, 2, 3, 3, 3, 3, 4, 5][self.random(12) as usize];
        let rule = 1 + self.random(9) as u8;
        let amount = match kind {
            1 => self.amount(40 * WHOLE) + 1,
            2 => 1 + u128::from(self.random(3)),
            3 => {
                let [value, least, most, step] = self.world.rule(rule);
                let change = self.amount(step) + 1;
                match self.random(2) {
                    0 => value.saturating_sub(change).max(least),
                    _ => (value + change).min(most),
                }
            }
            _ => 0,
        };
        let call = Conviction::proposeCall {
            kind,
            beneficiary: match kind {
                1 => account(9),
                4 => account(10 + self.random(3) as u8),
                _ => Address::ZERO,
            },
            amount: U256::from(amount),
            duration: match kind {
                1 => self.random(2) * 1_000_000,
                3 => rule.into(),
                _ => 0,
            },
            asTokens: kind == 1 && self.random(3) == 0,
            lifetime: 1 + self.random(deployment().parameters.conviction.max_lifetime),
            title: "A part of it".into(),
            link: String::new(),
        };
        drop(self.world.send(author, 20 * WHOLE, call));
    }

    /// Sets a few stakes at once. At least one of them is another one than before: what changes
    /// nothing emits nothing.
    fn stake(&mut self, who: Address) {
        let mut moves = Vec::new();
        for _ in 0..=self.random(3) {
            let amount = if self.random(3) == 0 { 0 } else { self.amount(300 * WHOLE) };
            let (proposal, against) = (self.proposal(), self.random(4) == 0);
            moves.push(Conviction::Move { proposal, amount: U256::from(amount), against });
        }
        let before = self.world.ask(Conviction::stakesOfCall { account: who });
        let stake = |proposal| {
            before.iter().find(|s| s.proposal == proposal).map_or(U256::ZERO, |s| s.amount)
        };
        if moves.iter().any(|m| stake(m.proposal) != m.amount) {
            drop(self.world.send(who, 0, Conviction::stakeCall { moves }));
        }
    }

    fn proposal(&mut self) -> u32 {
        let proposals = self.world.state().proposals();
        1 + self.random(proposals.into()) as u32
    }

    /// An amount below this one, of any size.
    fn amount(&mut self, below: u128) -> u128 {
        let fine = u128::from(self.random(1 << 31)) << 31 | u128::from(self.random(1 << 31));
        let amount = below / (1 << 31) * u128::from(self.random(1 << 31));
        (amount + fine) % below
    }
}
