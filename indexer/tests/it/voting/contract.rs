//! The Conviction contract's own rules, on a chain in memory.

// Fields of events are named as in Solidity.
#![allow(non_snake_case)]

mod commons;

use crate::history::{block, commons, conviction, deployment};
use alloy_core::sol_types::{SolCall, SolValue};
use commons::Commons;
use std::collections::HashMap;
use weir_client::Rule;
use weir_conviction::{
    abi::Word,
    call::Call,
    error::Error,
    host::{Called, Host},
    messages, settings,
    state::State,
};
use weir_economics::Conviction as Gathered;
use weir_indexer::domain::{Address, B256, Block, Bytes, Conviction, RawEvent, U256};

/// A contract, the Commons that it asks, and what both emitted since the last block.
#[derive(Clone, Default)]
pub(crate) struct World {
    storage: HashMap<Vec<u64>, Vec<u64>>,
    data: Vec<u8>,
    caller: Address,
    value: u128,
    /// Seconds since the epoch.
    pub(crate) now: u64,
    pub(crate) commons: Commons,
    events: Vec<RawEvent>,
}

/// What the contract's storage holds of a proposal.
pub(crate) struct Stored {
    pub(crate) staked: u128,
    pub(crate) conviction: Gathered,
    pub(crate) opposed: u128,
    pub(crate) opposition: Gathered,
    pub(crate) status: u8,
    pub(crate) announced: u64,
    pub(crate) updated: u64,
    pub(crate) share: u32,
}

impl World {
    /// A contract that was just deployed with the parameters of the test's deployment.
    pub(crate) fn deployed(now: u64, supply: u128, funds: u128) -> Self {
        let mut world = Self { now, commons: Commons::new(supply, funds), ..Self::default() };
        let event = world.commons.pools_event();
        world.events.push(event);
        let p = deployment().parameters;
        let mut data = (
            commons(),
            p.conviction.half_life,
            p.conviction.weight_ppm.ppm(),
            p.conviction.min_stake_ppm.ppm(),
            U256::from(p.conviction.deposit.base_units()),
            p.conviction.max_lifetime,
            p.conviction.notice,
            p.conviction.long_notice,
            p.conviction.rule_share_ppm.ppm(),
            p.conviction.exit_share_ppm.ppm(),
        )
            .abi_encode_params();
        for rule in Rule::ALL.into_iter().filter(|rule| !rule.is_of_commons()) {
            let bounds = p.bounds(rule);
            for number in [bounds.least, bounds.most, bounds.step] {
                data.extend(U256::from(number).to_be_bytes::<32>());
            }
        }
        world.data = data;
        let len = world.data.len() as u64;
        settings::deploy(&mut Call::new(&mut world), len).unwrap();
        world
    }

    /// Changes supply and funds, as trades and donations do.
    pub(crate) fn trade(&mut self, supply: u128, funds: u128) {
        self.commons.trade(supply, funds);
        self.events.push(self.commons.pools_event());
    }

    /// The guardian pauses for so many seconds, or ends the pause.
    pub(crate) fn pause(&mut self, seconds: u64) {
        let event = self.commons.pause(self.now, seconds);
        self.events.push(event);
    }

    /// An account asks for its staked tokens, or takes that back.
    pub(crate) fn unlock(&mut self, account: Address) {
        let event = self.commons.unlock(self.now, account);
        self.events.push(event);
    }

    /// Value, least, most and step of a rule.
    pub(crate) fn rule(&self, number: u8) -> [u128; 4] {
        match number {
            1..=4 => self.commons.rule(number)[..4].try_into().unwrap(),
            _ => {
                let rule = self.ask(Conviction::ruleCall { rule: number });
                [rule.value, rule.least, rule.most, rule.step].map(|number| number.to())
            }
        }
    }

    /// The kinds of the proposals that passed.
    pub(crate) fn passed_kinds(&mut self) -> Vec<u8> {
        let proposals = 1..=self.state().proposals();
        let proposals = proposals.map(|proposal| self.ask(Conviction::proposalOfCall { proposal }));
        proposals.filter(|p| p.status == 1).map(|p| p.kind).collect()
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

    /// A proposal as it lies in storage: after what it asks for, status, stakes and convictions of
    /// both sides, and what follows them.
    pub(crate) fn stored(&self, number: u32) -> Stored {
        let item = &self.storage[&vec![1, u64::from(number)]];
        let [.., status, s0, s1, c0, c1, c2, o0, o1, p0, p1, p2, announced, share, updated] =
            item[..]
        else {
            panic!("{item:?}");
        };
        let amount = |low: u64, high: u64| u128::from(low) | u128::from(high) << 64;
        Stored {
            staked: amount(s0, s1),
            conviction: Gathered::from_limbs([c0, c1, c2]),
            opposed: amount(o0, o1),
            opposition: Gathered::from_limbs([p0, p1, p2]),
            status: status as u8,
            announced,
            updated,
            share: share as u32,
        }
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

    fn balance(&mut self) -> Option<u128> {
        unreachable!("the Conviction contract keeps no accounts of money");
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

    fn set_word(&mut self, key: &Word, word: &Word) {
        assert_eq!(*word, [0; 4], "the Conviction contract keeps items only, and removes some");
        self.storage.remove(key.as_slice());
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
        match self.commons.answer(asked, &bytes(&input[1..]), self.now, &mut self.events) {
            Ok(answer) => {
                for (place, word) in output.iter_mut().zip(&answer) {
                    *place = word_of(&word.to_be_bytes::<32>());
                }
                Called::Answered(32 * answer.len() as u32)
            }
            Err(error) => Called::Refused(error),
        }
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
