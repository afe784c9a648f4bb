//! A chain's history, made up but consistent: the same seed gives the same blocks.

// Fields of events are named as in Solidity.
#![allow(non_snake_case)]

use alloy_core::primitives::{IntoLogData, keccak256};
use weir_indexer::domain::{
    Address, B256, Block, BlockRef, Commons, CommonsEvents, Deployment, RawEvent, U256,
};

/// Height of the block that deploys the contract.
pub(crate) const START: u64 = 7;
/// One whole, in base units.
pub(crate) const WHOLE: u128 = 1_000_000_000_000_000_000;

pub(crate) fn commons() -> Address {
    Address::repeat_byte(0xc0)
}

pub(crate) fn account(n: u8) -> Address {
    Address::repeat_byte(n + 1)
}

/// Hash of a block of the chain `chain`.
pub(crate) fn hash(chain: u8, height: u64) -> B256 {
    keccak256([&[chain], height.to_be_bytes().as_slice()].concat())
}

pub(crate) fn deployment() -> Deployment {
    Deployment {
        genesis_hash: hash(0, 0),
        block: BlockRef { height: START, hash: hash(0, START) },
        commons: commons(),
        name: "Weir Test".into(),
        symbol: "WT".into(),
        decimals: 18,
        currency: "DOT".into(),
        reserve_ratio_ppm: 200_000,
        entry_tribute_ppm: 50_000,
        exit_tribute_ppm: 100_000,
        initial_supply: U256::from(1000 * WHOLE),
        initial_reserve: U256::from(100 * WHOLE),
    }
}

/// A block without events.
pub(crate) fn empty(chain: u8, height: u64) -> Block {
    Block {
        height,
        hash: hash(chain, height),
        parent_hash: hash(chain, height.saturating_sub(1)),
        timestamp: 1_700_000_000_000 + height * 2_000 + 7,
        spec_version: 1,
        events: Vec::new(),
    }
}

/// An event of the Commons as the chain gives it.
pub(crate) fn raw(index: u32, event: CommonsEvents) -> RawEvent {
    let log = event.to_log_data();
    RawEvent {
        index,
        extrinsic_index: Some(1),
        contract: commons(),
        topics: log.topics().to_vec(),
        data: log.data,
    }
}

/// Makes up what holders do, keeping the books as the contract would.
struct Life {
    seed: u64,
    supply: u128,
    reserve: u128,
    funding: u128,
    balances: [u128; 6],
}

impl Life {
    fn random(&mut self, below: u64) -> u64 {
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

    fn opening(&mut self) -> Vec<CommonsEvents> {
        self.balances[0] = self.supply;
        let (supply, reserve, fundingPool) = self.pools();
        vec![
            transfer(Address::ZERO, account(0), self.supply),
            CommonsEvents::Open(Commons::Open {
                account: account(0),
                supply,
                reserve,
                fundingPool,
            }),
        ]
    }

    fn act(&mut self) -> Vec<CommonsEvents> {
        let who = self.random(6) as usize;
        let name = account(who as u8);
        let part = |of: u128, n: u64| of / 1000 * u128::from(n + 1);
        let share = self.random(300);
        match self.random(6) {
            0 | 1 => {
                let deposit = WHOLE * u128::from(share + 1) + 1;
                let (tribute, minted) = (deposit / 20 + 1, deposit * 3);
                self.reserve += deposit - tribute;
                self.funding += tribute;
                self.supply += minted;
                self.balances[who] += minted;
                let (supply, reserve, fundingPool) = self.pools();
                vec![
                    transfer(Address::ZERO, name, minted),
                    CommonsEvents::Mint(Commons::Mint {
                        account: name,
                        deposit: U256::from(deposit),
                        tribute: U256::from(tribute),
                        minted: U256::from(minted),
                        supply,
                        reserve,
                        fundingPool,
                    }),
                ]
            }
            2 => {
                let amount = part(self.balances[who], share);
                let gross = self.reserve / 1000;
                let tribute = gross / 10 + 1;
                self.balances[who] -= amount;
                self.supply -= amount;
                self.reserve -= gross;
                self.funding += tribute;
                let (supply, reserve, fundingPool) = self.pools();
                vec![
                    transfer(name, Address::ZERO, amount),
                    CommonsEvents::Redeem(Commons::Redeem {
                        account: name,
                        amount: U256::from(amount),
                        tribute: U256::from(tribute),
                        returned: U256::from(gross - tribute),
                        supply,
                        reserve,
                        fundingPool,
                    }),
                ]
            }
            3 => {
                let amount = part(self.balances[who], share);
                self.balances[who] -= amount;
                self.supply -= amount;
                let (supply, reserve, fundingPool) = self.pools();
                vec![
                    transfer(name, Address::ZERO, amount),
                    CommonsEvents::Burn(Commons::Burn {
                        account: name,
                        service: u32::MAX - share as u32,
                        content: hash(9, share),
                        amount: U256::from(amount),
                        supply,
                        reserve,
                        fundingPool,
                    }),
                ]
            }
            4 => {
                let amount = WHOLE / 3 * u128::from(share + 1);
                self.funding += amount;
                let (supply, reserve, fundingPool) = self.pools();
                vec![CommonsEvents::Donate(Commons::Donate {
                    account: name,
                    amount: U256::from(amount),
                    supply,
                    reserve,
                    fundingPool,
                })]
            }
            _ => {
                let other = self.random(6) as usize;
                let amount = part(self.balances[who], share);
                self.balances[who] -= amount;
                self.balances[other] += amount;
                vec![
                    CommonsEvents::Approval(Commons::Approval {
                        owner: name,
                        spender: account(other as u8),
                        value: U256::MAX,
                    }),
                    transfer(name, account(other as u8), amount),
                ]
            }
        }
    }
}

pub(crate) fn transfer(from: Address, to: Address, amount: u128) -> CommonsEvents {
    CommonsEvents::Transfer(Commons::Transfer { from, to, value: U256::from(amount) })
}

/// Blocks 0 to `last` of chain 0; the contract opens at [`START`], and about half of the blocks
/// after it hold events.
pub(crate) fn chain(last: u64) -> Vec<Block> {
    let mut life =
        Life { seed: 42, supply: 1000 * WHOLE, reserve: 100 * WHOLE, funding: 0, balances: [0; 6] };
    (0..=last)
        .map(|height| {
            let mut block = empty(0, height);
            let acts = match height {
                h if h < START => 0,
                START => 1,
                _ => life.random(4).saturating_sub(1),
            };
            for act in 0..acts {
                let happened = if height == START { life.opening() } else { life.act() };
                for event in happened {
                    // Events of the chain itself lie between those of the contract.
                    let index = block.events.len() as u32 * 3 + 2;
                    let mut event = raw(index, event);
                    event.extrinsic_index = Some(act as u32 + 1);
                    block.events.push(event);
                }
            }
            block
        })
        .collect()
}
