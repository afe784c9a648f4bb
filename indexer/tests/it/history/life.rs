//! What holders do with money and tokens, with the books kept as the contract would.

// Fields of events are named as in Solidity.
#![allow(non_snake_case)]

mod ending;
mod grants;
mod hatch;

use super::{DOLLAR, WHOLE, account, commons, hash, raw, seconds, transfer, vote, votes::Votes};
use weir_indexer::domain::{Address, Commons, RawEvent, U256};

/// A grant that was made.
struct Grant {
    beneficiary: Address,
    left: u128,
    as_tokens: bool,
}

/// Makes up what happens.
pub(super) struct Life {
    seed: u64,
    supply: u128,
    reserve: u128,
    funding: u128,
    balances: [u128; 6],
    contributed: [u128; 6],
    grants: Vec<Grant>,
    services: u32,
    paused: bool,
    /// Whether a wind-down is announced.
    closing: bool,
    /// The accounts that asked for their staked tokens.
    leaving: [bool; 6],
    votes: Votes,
}

impl Life {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            seed,
            supply: 0,
            reserve: 0,
            funding: 0,
            balances: [0; 6],
            contributed: [0; 6],
            grants: Vec::new(),
            services: 0,
            paused: false,
            closing: false,
            leaving: [false; 6],
            votes: Votes::default(),
        }
    }

    pub(super) fn random(&mut self, below: u64) -> u64 {
        // Knuth's MMIX generator; the high bits are the good ones.
        self.seed = self
            .seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 33) % below
    }

    fn pools(&self) -> (U256, U256, U256) {
        (U256::from(self.supply), U256::from(self.reserve), U256::from(self.funding))
    }

    fn raised(&self) -> u128 {
        self.contributed.iter().sum()
    }

    /// Anything that may happen once the curve is open.
    pub(super) fn act(&mut self, height: u64) -> Vec<RawEvent> {
        let who = self.random(6) as u8;
        let share = self.random(300);
        if self.closing {
            // Not for long.
            return self.closing(false);
        }
        if height.is_multiple_of(4)
            && let Some(staged) = self.staged(height)
        {
            return staged;
        }
        let happened = match self.random(25) {
            0 | 1 | 24 => Some(self.mint(who, share)),
            2 => Some(self.redeem(who, share)),
            3 => Some(self.burn(who, share)),
            4 => Some(self.service(who)),
            5 => Some(self.role(height)),
            6 => self.withdraw(share),
            7 => Some(self.transfer(who, share)),
            8 | 9 => {
                let pool = self.funding / 50 + 1;
                Some(vec![vote(0, self.votes.propose(who, share, pool, self.grants.len(), height))])
            }
            10 | 11 => Some(vec![vote(0, self.votes.stake(who, share))]),
            12 | 20 | 21 => self.execute(share, height),
            13 => self.votes.end(share),
            14 => self.votes.reclaim(),
            15 if share.is_multiple_of(2) => self.lapse(),
            16 => Some(self.credit(who, share)),
            17 => Some(self.unlock(who, height)),
            18 | 19 => self.announce(share, height),
            22 => Some(self.transfer(who, share)),
            23 => self.withdraw(share),
            _ => None,
        };
        happened.unwrap_or_else(|| self.donate(who, share))
    }

    fn part(of: u128, share: u64) -> u128 {
        of / 1000 * u128::from(share + 1)
    }

    fn mint(&mut self, who: u8, share: u64) -> Vec<RawEvent> {
        let deposit = DOLLAR * u128::from(share + 1) + 1;
        let (tribute, minted) = (deposit / 20 + 1, deposit * 3 * (WHOLE / DOLLAR));
        self.reserve += deposit - tribute;
        self.funding += tribute;
        self.supply += minted;
        self.balances[usize::from(who)] += minted;
        let (supply, reserve, fundingPool) = self.pools();
        vec![
            raw(0, transfer(Address::ZERO, account(who), minted)),
            raw(
                0,
                Commons::Mint {
                    account: account(who),
                    deposit: U256::from(deposit),
                    tribute: U256::from(tribute),
                    minted: U256::from(minted),
                    supply,
                    reserve,
                    fundingPool,
                },
            ),
        ]
    }

    fn redeem(&mut self, who: u8, share: u64) -> Vec<RawEvent> {
        let amount = Self::part(self.balances[usize::from(who)], share);
        let gross = self.reserve / 1000;
        let tribute = gross / 10 + 1;
        self.balances[usize::from(who)] -= amount;
        self.supply -= amount;
        self.reserve -= gross;
        self.funding += tribute;
        let (supply, reserve, fundingPool) = self.pools();
        vec![
            raw(0, transfer(account(who), Address::ZERO, amount)),
            raw(
                0,
                Commons::Redeem {
                    account: account(who),
                    amount: U256::from(amount),
                    tribute: U256::from(tribute),
                    returned: U256::from(gross - tribute),
                    supply,
                    reserve,
                    fundingPool,
                },
            ),
        ]
    }

    fn burn(&mut self, who: u8, share: u64) -> Vec<RawEvent> {
        let amount = Self::part(self.balances[usize::from(who)], share);
        self.balances[usize::from(who)] -= amount;
        self.supply -= amount;
        let (supply, reserve, fundingPool) = self.pools();
        vec![
            raw(0, transfer(account(who), Address::ZERO, amount)),
            raw(
                0,
                Commons::Burn {
                    account: account(who),
                    service: share as u32 % (self.services + 1),
                    content: hash(9, share),
                    amount: U256::from(amount),
                    supply,
                    reserve,
                    fundingPool,
                },
            ),
        ]
    }

    fn donate(&mut self, who: u8, share: u64) -> Vec<RawEvent> {
        let amount = DOLLAR / 3 * u128::from(share + 1);
        self.funding += amount;
        let (supply, reserve, fundingPool) = self.pools();
        let (account, amount) = (account(who), U256::from(amount));
        vec![raw(0, Commons::Donate { account, amount, supply, reserve, fundingPool })]
    }

    fn transfer(&mut self, who: u8, share: u64) -> Vec<RawEvent> {
        let other = self.random(6) as u8;
        let amount = Self::part(self.balances[usize::from(who)], share);
        self.balances[usize::from(who)] -= amount;
        self.balances[usize::from(other)] += amount;
        let (owner, spender) = (account(who), account(other));
        vec![
            raw(0, Commons::Approval { owner, spender, value: U256::MAX }),
            raw(0, transfer(owner, spender, amount)),
        ]
    }

    fn service(&mut self, who: u8) -> Vec<RawEvent> {
        self.services += 1;
        vec![raw(
            0,
            Commons::Service {
                service: self.services,
                owner: account(who),
                name: format!("Service \"{}\"", self.services),
                link: if who == 0 { String::new() } else { "https://example.org/ä".into() },
            },
        )]
    }

    fn role(&mut self, height: u64) -> Vec<RawEvent> {
        let guardian = account(5);
        match self.random(4) {
            0 => {
                let (from, to) = (account(0), commons());
                vec![raw(0, Commons::OwnershipTransferStarted { from, to })]
            }
            1 => vec![raw(0, Commons::Guardian { guardian, until: seconds(1_000_000) })],
            _ => {
                self.paused = !self.paused;
                let until = seconds(height) + if self.paused { 3_600 } else { 0 };
                vec![raw(0, Commons::Pause { guardian, until })]
            }
        }
    }
}
