//! ink!'s environment as a contract's chain, for the interfaces that ink! makes the ABIs of.

use ink::{
    Address, U256,
    env::{DefaultEnvironment, Event, event},
    primitives::sol::{
        FixedBytes, SolDecode, SolEncode, SolParamsDecode, SolParamsEncode, encode_sequence,
    },
};

use crate::{
    abi::{Word, ZERO, selector},
    error::Error,
    host::{Called, Host},
};

/// One call.
pub struct Chain {
    /// The call data.
    pub data: Vec<u8>,
    /// The word that every other contract answers everything with; without it, all of them refuse.
    pub others: Option<Word>,
}

/// Lets `answer` answer the message of a name, given the chain, the selector and the length of the
/// call data. The arguments' types are part of the message's signature.
///
/// # Errors
/// As `answer`; [`Error::Malformed`] if what it answers is not of the message's type.
pub fn ask<A, R>(
    name: &str,
    arguments: A,
    others: Option<Word>,
    answer: impl FnOnce(&mut Chain, u32, u64) -> Result<Vec<Word>, Error>,
) -> Result<R, Error>
where
    A: SolParamsDecode + for<'a> SolParamsEncode<'a>,
    R: SolDecode,
{
    let selector = selector(&format!("{name}{}", <A as SolParamsDecode>::SOL_NAME));
    let mut data = selector.to_be_bytes().to_vec();
    data.extend(encode_sequence(&arguments));
    let len = data.len() as u64;
    let words = answer(&mut Chain { data, others }, selector, len)?;
    R::decode(&bytes(&words)).map_err(|_| Error::Malformed)
}

/// Lets `deploy` run a constructor, given the chain and the length of the call data.
///
/// # Errors
/// As `deploy`.
pub fn construct<A>(
    arguments: A,
    others: Option<Word>,
    deploy: impl FnOnce(&mut Chain, u64) -> Result<(), Error>,
) -> Result<(), Error>
where
    A: for<'a> SolParamsEncode<'a>,
{
    let data = encode_sequence(&arguments);
    let len = data.len() as u64;
    deploy(&mut Chain { data, others }, len)
}

/// The bytes of words.
pub fn bytes(words: &[Word]) -> Vec<u8> {
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

    fn balance(&mut self) -> Option<u128> {
        ink::env::balance().try_into().ok()
    }

    fn now(&mut self) -> u64 {
        ink::env::block_timestamp::<DefaultEnvironment>()
    }

    fn get(&mut self, key: &[u64], value: &mut [u64]) -> bool {
        match ink::env::get_contract_storage::<_, Vec<u64>>(&key.to_vec()) {
            Ok(Some(words)) => {
                // A value may be shorter than the longest.
                value.iter_mut().zip(words).for_each(|(place, word)| *place = word);
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
    fn call(&mut self, _: &Word, _: u32, _: &mut [Word], output: &mut [Word]) -> Called {
        match self.others {
            Some(answer) => {
                output.fill(answer);
                Called::Answered(size_of_val(output) as u32)
            }
            None => Called::Refused(Error::Malformed),
        }
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
