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
            for _ in 0..self.random(4) {
                self.act();
            }
        }
        self.height += 1;
        self.world.block(self.height - 1)
    }

    fn act(&mut self) {
        let who = account(self.random(5) as u8);
        let number = self.proposal();
        match self.random(12) {
            0 | 1 => {
                let (supply, funds) = (self.amount(2_000 * WHOLE) + 1, self.amount(900 * WHOLE));
                self.world.trade(supply, funds);
            }
            2 => self.propose(who),
            3 => drop(self.world.send(who, 0, Conviction::executeCall { proposal: number })),
            4 => {
                let author = self.world.ask(Conviction::proposalOfCall { proposal: number }).author;
                drop(self.world.send(author, 0, Conviction::cancelCall { proposal: number }));
            }
            5 => drop(self.world.send(who, 0, Conviction::expireCall { proposal: number })),
            6 => drop(self.world.send(who, 0, Conviction::releaseCall { account: who })),
            7 => drop(self.world.send(who, 0, Conviction::reclaimCall { proposal: number })),
            _ => self.stake(who),
        }
    }

    fn propose(&mut self, author: Address) {
        let kind = self.random(3) as u8;
        let amount = match kind {
            0 => 0,
            1 => self.amount(40 * WHOLE) + 1,
            _ => 1 + u128::from(self.random(3)),
        };
        let call = Conviction::proposeCall {
            kind,
            beneficiary: if kind == 1 { account(9) } else { Address::ZERO },
            amount: U256::from(amount),
            duration: if kind == 1 { self.random(2) * 1_000 } else { 0 },
            asTokens: kind == 1 && self.random(3) == 0,
            lifetime: 1 + self.random(deployment().parameters.conviction.max_lifetime),
            title: "A part of it".into(),
            link: String::new(),
        };
        drop(self.world.send(author, 5, call));
    }

    /// Sets a few stakes at once. At least one of them is another one than before: what changes
    /// nothing emits nothing.
    fn stake(&mut self, who: Address) {
        let mut moves = Vec::new();
        for _ in 0..=self.random(3) {
            let amount = if self.random(3) == 0 { 0 } else { self.amount(300 * WHOLE) };
            moves.push(Conviction::Move { proposal: self.proposal(), amount: U256::from(amount) });
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
