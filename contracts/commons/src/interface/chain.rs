//! ink!'s environment as the contract's chain.

use ink::{
    Address, U256,
    env::{DefaultEnvironment, Event, event},
    primitives::sol::{
        FixedBytes, SolDecode, SolEncode, SolParamsDecode, SolParamsEncode, encode_sequence,
    },
};

use super::error::Error;
use crate::{
    abi::{Word, ZERO, selector},
    front::{self, Answer},
    host::{Called, Host},
    market,
    pools::Pools,
    treasury::{self, Output},
};

/// What stands for the libraries' addresses.
const MARKET: Word = [0, 0, 0, 1];
const TREASURY: Word = [0, 0, 0, 2];

/// Lets the contract answer the message of a name: its arguments' types are part of its signature.
pub(super) fn ask<A, R>(name: &str, arguments: A) -> Result<R, Error>
where
    A: SolParamsDecode + for<'a> SolParamsEncode<'a>,
    R: SolDecode,
{
    let selector = selector(&format!("{name}{}", <A as SolParamsDecode>::SOL_NAME));
    let mut data = selector.to_be_bytes().to_vec();
    data.extend(encode_sequence(&arguments));
    let answer = Chain { data }.answer(selector)?;
    // What cannot be decoded is none of the contract's answers.
    R::decode(&bytes(&answer)).map_err(|_| Error::OutOfDomain)
}

/// Lets the contract's constructor run.
pub(super) fn deploy<A>(arguments: A) -> Result<(), Error>
where
    A: for<'a> SolParamsEncode<'a>,
{
    let mut chain = Chain { data: encode_sequence(&arguments) };
    Pools::unopened(&MARKET, &TREASURY).store(&mut chain);
    let len = chain.data.len() as u64;
    Ok(treasury::call(&mut chain, 0, len, &mut Output::default())?)
}

/// One call.
struct Chain {
    /// The call data.
    data: Vec<u8>,
}

impl Chain {
    /// What the part of the contract returns that answers this call.
    fn answer(&mut self, selector: u32) -> Result<Vec<Word>, crate::error::Error> {
        let len = self.data.len() as u64;
        let (mut words, mut answer) = ([ZERO; 4], Answer::Done);
        front::call(self, selector, len, &mut words, &mut answer)?;
        match answer {
            Answer::Done => Ok(vec![]),
            Answer::Word => Ok(vec![words[0]]),
            Answer::Words => Ok(words[..3].to_vec()),
            Answer::Library if words[0] == MARKET => {
                let mut output = market::Output::default();
                market::call(self, selector, len, &mut output)?;
                Ok(output.words[..output.len].to_vec())
            }
            Answer::Library => {
                let mut output = Output::default();
                treasury::call(self, selector, len, &mut output)?;
                Ok(output.words[..output.len].to_vec())
            }
        }
    }
}

/// The bytes of words.
pub(super) fn bytes(words: &[Word]) -> Vec<u8> {
    words.as_flattened().iter().flat_map(|limb| limb.to_ne_bytes()).collect()
}

/// The word of 32 bytes.
fn word_of(bytes: &[u8; 32]) -> Word {
    let mut word = ZERO;
    for (limb, bytes) in word.iter_mut().zip(bytes.as_chunks().0) {
        *limb = u64::from_ne_bytes(*bytes);
    }
    word
}

/// The word of an address.
fn word_of_account(account: Address) -> Word {
    let mut bytes = [0; 32];
    bytes[12..].copy_from_slice(&account.0);
    word_of(&bytes)
}

impl Host for Chain {
    fn arguments(&mut self, from: u32, words: &mut [Word]) {
        let mut data: Vec<u8> = self.data.iter().skip(from as usize).copied().collect();
        data.resize(32 * words.len(), 0);
        for (word, bytes) in words.iter_mut().zip(data.as_chunks().0) {
            *word = word_of(bytes);
        }
    }

    fn caller(&mut self, account: &mut Word) {
        *account = word_of_account(ink::env::caller());
    }

    fn address(&mut self, account: &mut Word) {
        *account = word_of_account(ink::env::address());
    }

    fn value(&mut self) -> Option<u128> {
        ink::env::transferred_value().try_into().ok()
    }

    fn now(&mut self) -> u64 {
        ink::env::block_timestamp::<DefaultEnvironment>()
    }

    fn get(&mut self, key: &[u64], value: &mut [u64]) -> bool {
        match ink::env::get_contract_storage::<_, Vec<u64>>(&key.to_vec()) {
            Ok(Some(words)) => {
                value.copy_from_slice(&words);
                true
            }
            _ => false,
        }
    }

    fn set(&mut self, key: &[u64], value: &[u64]) {
        ink::env::set_contract_storage(&key.to_vec(), &value.to_vec());
    }

    fn get_word(&mut self, key: &Word, word: &mut Word) {
        if !self.get(key, word) {
            *word = ZERO;
        }
    }

    fn set_word(&mut self, key: &Word, word: &Word) {
        self.set(key, word);
    }

    fn emit(&mut self, topics: &[Word], data: &[Word]) {
        let topics: Vec<_> = topics.iter().map(topic_of).collect();
        let data = bytes(data);
        match *topics {
            [a] => ink::env::emit_event_sol(Emitted { topics: [a], data }),
            [a, b] => ink::env::emit_event_sol(Emitted { topics: [a, b], data }),
            [a, b, c] => ink::env::emit_event_sol(Emitted { topics: [a, b, c], data }),
            [a, b, c, d, ..] => ink::env::emit_event_sol(Emitted { topics: [a, b, c, d], data }),
            [] => {}
        }
    }

    fn pay(&mut self, to: &Word, amount: u128) -> bool {
        let to = Address::from_slice(&bytes(&[*to])[12..]);
        ink::env::transfer::<DefaultEnvironment>(to, U256::from(amount)).is_ok()
    }

    // ink!'s engine has no other contracts: what they do is proved on the chain's bytecode only.
    fn call(&mut self, _: &Word, _: u32, _: &mut [Word], _: &mut [Word]) -> Called {
        Called::Refused(crate::error::Error::Malformed)
    }
}

/// A topic of an event.
fn topic_of(word: &Word) -> FixedBytes<32> {
    let mut topic = [0; 32];
    topic.copy_from_slice(&bytes(&[*word]));
    FixedBytes(topic)
}

/// An event as the contract emits it: topics, its signature's hash first, and data.
struct Emitted<const N: usize> {
    topics: [FixedBytes<32>; N],
    data: Vec<u8>,
}

// An event must have an encoding of its own; topics and data are already encoded.
impl<const N: usize> SolEncode<'_> for Emitted<N> {
    type SolType = ();

    fn to_sol_type(&self) {}
}

macro_rules! emitted {
    ($count:literal: $($at:literal)+) => {
        impl Event<ink::abi::Sol> for Emitted<$count> {
            type RemainingTopics = [event::state::HasRemainingTopics; $count];
            // It comes with the topics.
            const SIGNATURE_TOPIC: Option<[u8; 32]> = None;

            fn topics<B>(
                &self,
                builder: event::TopicsBuilder<event::state::Uninit, B, ink::abi::Sol>,
            ) -> <B as event::TopicsBuilderBackend<ink::abi::Sol>>::Output
            where
                B: event::TopicsBuilderBackend<ink::abi::Sol>,
            {
                builder.build::<Self>()$(.push_topic(&self.topics[$at]))+.finish()
            }

            fn encode_data(&self) -> Vec<u8> {
                self.data.clone()
            }
        }
    };
}

emitted!(1: 0);
emitted!(2: 0 1);
emitted!(3: 0 1 2);
emitted!(4: 0 1 2 3);
