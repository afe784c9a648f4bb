//! The Conviction contract's own rules, on a chain in memory. The Commons that it asks has a supply,
//! a funding pool and grants, and nothing more.

// Fields of events are named as in Solidity.
#![allow(non_snake_case)]

use crate::history::{block, commons, conviction, deployment, raw};
use alloy_core::sol_types::{SolCall, SolValue};
use std::collections::HashMap;
use weir_conviction::{
    abi::{Word, selector, word},
    call::Call,
    error::Error,
    host::{Called, Host},
    messages,
    proposal::Proposal,
    settings,
    state::State,
};
use weir_indexer::domain::{Address, B256, Block, Bytes, Commons, RawEvent, U256};

/// A contract, the Commons that it asks, and what both emitted since the last block.
#[derive(Clone, Default)]
pub(crate) struct World {
    storage: HashMap<Vec<u64>, Vec<u64>>,
    data: Vec<u8>,
    caller: Address,
    value: u128,
    /// Seconds since the epoch.
    pub(crate) now: u64,
    pub(crate) supply: u128,
    pub(crate) funds: u128,
    grants: u32,
    events: Vec<RawEvent>,
}

impl World {
    /// A contract that was just deployed with the parameters of the test's deployment.
    pub(crate) fn deployed(now: u64, supply: u128, funds: u128) -> Self {
        let mut world = Self { now, supply, funds, ..Self::default() };
        world.tell_pools();
        let p = deployment().parameters;
        world.data = (
            commons(),
            p.conviction.half_life,
            p.settings.spending_limit_ppm.ppm(),
            p.conviction.weight_ppm.ppm(),
            p.conviction.min_stake_ppm.ppm(),
            U256::from(1),
            p.conviction.max_lifetime,
        )
            .abi_encode_params();
        let len = world.data.len() as u64;
        settings::deploy(&mut Call::new(&mut world), len).unwrap();
        world
    }

    /// Changes supply and funds, as trades and donations do.
    pub(crate) fn trade(&mut self, supply: u128, funds: u128) {
        (self.supply, self.funds) = (supply, funds);
        self.tell_pools();
    }

    fn tell_pools(&mut self) {
        let (supply, reserve, fundingPool) = self.pools();
        let account = Address::repeat_byte(1);
        let amount = U256::from(1);
        let told = Commons::Donate { account, amount, supply, reserve, fundingPool };
        self.events.push(raw(0, told));
    }

    fn pools(&self) -> (U256, U256, U256) {
        (U256::from(self.supply), U256::from(7), U256::from(self.funds))
    }

    /// Calls the contract. What it changed counts only if it succeeds.
    pub(crate) fn send(
        &mut self,
        caller: Address,
        value: u128,
        message: impl SolCall,
    ) -> Result<Vec<u8>, Error> {
        let before = self.clone();
        self.data = message.abi_encode();
        (self.caller, self.value) = (caller, value);
        let selector = u32::from_be_bytes(self.data[..4].try_into().unwrap());
        let len = self.data.len() as u64;
        let mut call = Call::new(self);
        let outcome = messages::answer(&mut call, selector, len);
        let words = call.words;
        match outcome {
            Ok(()) => Ok(bytes(&words.words[..words.len])),
            Err(error) => {
                *self = before;
                Err(error)
            }
        }
    }

    /// Asks the contract. What that changes is forgotten, as in a dry run.
    pub(crate) fn ask<C: SolCall>(&self, message: C) -> C::Return {
        let answer = self.clone().send(Address::ZERO, 0, message).unwrap();
        C::abi_decode_returns(&answer).unwrap()
    }

    /// The contract's sums as they lie in storage.
    pub(crate) fn state(&mut self) -> State {
        let mut state = State::default();
        state.load(self).unwrap();
        state
    }

    /// A proposal as it lies in storage.
    pub(crate) fn proposal(&mut self, number: u32) -> Proposal {
        let mut proposal = Proposal::default();
        proposal.load(self, number).unwrap();
        proposal
    }

    /// A block of what was emitted since the last one.
    pub(crate) fn block(&mut self, height: u64) -> Block {
        let events = std::mem::take(&mut self.events);
        let mut block = block(height, [events].into_iter());
        block.timestamp = self.now * 1000 + 999;
        block
    }
}

impl Host for World {
    fn arguments(&mut self, from: u32, words: &mut [Word]) {
        for (at, place) in (from as usize..).step_by(32).zip(words) {
            let mut bytes: Vec<u8> = self.data.iter().skip(at).take(32).copied().collect();
            bytes.resize(32, 0);
            *place = word_of(&bytes);
        }
    }

    fn caller(&mut self, account: &mut Word) {
        *account = word_of(self.caller.into_word().as_slice());
    }

    fn address(&mut self, account: &mut Word) {
        *account = word_of(conviction().into_word().as_slice());
    }

    fn value(&mut self) -> Option<u128> {
        Some(self.value)
    }

    fn now(&mut self) -> u64 {
        self.now
    }

    fn get(&mut self, key: &[u64], value: &mut [u64]) -> bool {
        let Some(stored) = self.storage.get(key) else { return false };
        value.iter_mut().zip(stored).for_each(|(place, limb)| *place = *limb);
        true
    }

    fn set(&mut self, key: &[u64], value: &[u64]) {
        self.storage.insert(key.to_vec(), value.to_vec());
    }

    fn get_word(&mut self, _: &Word, _: &mut Word) {
        unreachable!("the Conviction contract keeps items only");
    }

    fn set_word(&mut self, _: &Word, _: &Word) {
        unreachable!("the Conviction contract keeps items only");
    }

    fn emit(&mut self, topics: &[Word], data: &[Word]) {
        self.events.push(RawEvent {
            index: 0,
            extrinsic_index: None,
            signer: None,
            contract: conviction(),
            topics: topics.iter().map(|topic| B256::from_slice(&bytes(&[*topic]))).collect(),
            data: Bytes::from(bytes(data)),
        });
    }

    fn pay(&mut self, _: &Word, _: u128) -> bool {
        true
    }

    fn call(&mut self, _: &Word, asked: u32, input: &mut [Word], output: &mut [Word]) -> Called {
        const GOVERNANCE: u32 = selector("governance(address)");
        const LOCK: u32 = selector("lock(address,uint256,bool)");
        const GRANT: u32 = selector("grant(address,uint256,uint64,bool,uint32)");
        const REVOKE: u32 = selector("revoke(uint32,uint32)");
        const GRANTS: u32 = selector("grants()");
        let given = bytes(&input[1..]);
        let argument = |n: usize| U256::from_be_slice(&given[32 * n..32 * (n + 1)]);
        let answer = match asked {
            GOVERNANCE => vec![self.supply, self.funds, 0],
            LOCK => vec![self.supply],
            GRANTS => vec![self.grants.into()],
            GRANT => {
                self.grants += 1;
                self.funds -= argument(1).to::<u128>();
                let (supply, reserve, fundingPool) = self.pools();
                self.events.push(raw(
                    0,
                    Commons::Grant {
                        grantId: self.grants,
                        beneficiary: Address::from_word(argument(0).into()),
                        proposal: argument(4).to(),
                        amount: argument(1),
                        start: self.now,
                        duration: argument(2).to(),
                        asTokens: argument(3) == U256::from(1),
                        supply,
                        reserve,
                        fundingPool,
                    },
                ));
                vec![self.grants.into()]
            }
            REVOKE => {
                let (grantId, proposal) = (argument(0).to(), argument(1).to());
                let returned = U256::from(3);
                self.funds += 3;
                let (supply, reserve, fundingPool) = self.pools();
                let told =
                    Commons::Revoke { grantId, proposal, returned, supply, reserve, fundingPool };
                self.events.push(raw(0, told));
                vec![3]
            }
            _ => unreachable!("the Commons has no such message"),
        };
        for (place, number) in output.iter_mut().zip(&answer) {
            *place = word(*number);
        }
        Called::Answered(32 * answer.len() as u32)
    }
}

/// The word of 32 bytes.
fn word_of(bytes: &[u8]) -> Word {
    std::array::from_fn(|limb| {
        u64::from_ne_bytes(bytes[8 * limb..8 * (limb + 1)].try_into().unwrap())
    })
}

/// The bytes of words.
fn bytes(words: &[Word]) -> Vec<u8> {
    words.iter().flatten().flat_map(|limb| limb.to_ne_bytes()).collect()
}
