//! A chain in memory with one contract.

use std::collections::HashMap;

use weir_commons::{
    abi::{Word, ZERO, selector},
    error::Error,
    front::{self, Answer},
    host::{Called, Host},
    market,
    pools::Pools,
    treasury,
};

use crate::{coin::Coin, setup::Setup};

/// Whole tokens and whole units of the reserve.
pub const ONE: u128 = weir_economics::ONE;
/// A deadline that never passes.
pub const FOREVER: u128 = u64::MAX as u128;

/// The words of accounts.
pub const ALICE: Word = [0, 0, 0, 0xa11ce];
/// Another one.
pub const BOB: Word = [0, 0, 0, 0xb0b];
/// And another one.
pub const CAROL: Word = [0, 0, 0, 0xca201];
/// The governor.
pub const GOVERNOR: Word = [0, 0, 0, 0x60_7e];
/// The contract itself.
pub const SELF: Word = [0, 0, 1, 1];
/// Where the libraries are.
pub const MARKET: Word = [0, 0, 1, 2];
/// The other one.
pub const TREASURY: Word = [0, 0, 1, 3];

/// An event: topics and data.
pub type Event = (Vec<Word>, Vec<Word>);

/// What a call changes.
#[derive(Clone, Default)]
pub struct Ledger {
    storage: HashMap<Vec<u64>, Vec<u64>>,
    /// The contract's money.
    pub money: u128,
    /// Every event so far.
    pub events: Vec<Event>,
    /// What was paid to whom.
    pub payments: Vec<(Word, u128)>,
    /// The time, in seconds.
    pub time: u64,
    /// Whether payments are refused.
    pub closed: bool,
    /// The one ERC-20 token that there is.
    pub coin: Coin,
    data: Vec<u8>,
    caller: Word,
    value: u128,
}

impl Ledger {
    /// A contract with 1000 tokens on a reserve of 100 at a fifth, with tributes of 8 % and 5 %; all
    /// tokens are Alice's, and it has a governor.
    pub fn open() -> Self {
        Self::with(Setup::curve().data(), 100 * ONE).expect("the opening is valid").governed()
    }

    /// With a governor, which its owner Alice sets.
    pub fn governed(mut self) -> Self {
        self.send(ALICE, "setGovernor(address)", &[GOVERNOR]).expect("there was none");
        self
    }

    /// A contract deployed by Alice with this call data and money.
    pub fn with(data: Vec<u8>, value: u128) -> Result<Self, Error> {
        let mut ledger = Self::default();
        ledger.deploy(data, value)?;
        Ok(ledger)
    }

    /// Has Alice deploy the contract with this call data and money, on a ledger without one.
    pub fn deploy(&mut self, data: Vec<u8>, value: u128) -> Result<(), Error> {
        let len = data.len() as u64;
        (self.data, self.caller, self.value, self.money) = (data, ALICE, value, value);
        Pools::unopened(&MARKET, &TREASURY).store(self);
        treasury::call(self, 0, len, &mut treasury::Output::default())
    }

    /// Calls a message, with money, and undoes what a refused call did.
    pub fn pay(
        &mut self,
        caller: Word,
        value: u128,
        signature: &str,
        arguments: &[Word],
    ) -> Result<Vec<Word>, Error> {
        let mut data = selector(signature).to_be_bytes().to_vec();
        data.extend(arguments.as_flattened().iter().flat_map(|limb| limb.to_ne_bytes()));
        self.call(caller, value, data)
    }

    /// Calls a message without money.
    pub fn send(
        &mut self,
        caller: Word,
        signature: &str,
        arguments: &[Word],
    ) -> Result<Vec<Word>, Error> {
        self.pay(caller, 0, signature, arguments)
    }

    /// Calls with any call data.
    pub fn call(&mut self, caller: Word, value: u128, data: Vec<u8>) -> Result<Vec<Word>, Error> {
        let before = self.clone();
        (self.caller, self.value, self.money) = (caller, value, self.money + value);
        let mut four = [0; 4];
        four[..data.len().min(4)].copy_from_slice(&data[..data.len().min(4)]);
        let (selector, len) = (u32::from_be_bytes(four), data.len() as u64);
        self.data = data;
        self.run(selector, len).inspect_err(|_| *self = before)
    }

    fn run(&mut self, selector: u32, len: u64) -> Result<Vec<Word>, Error> {
        let (mut words, mut answer) = ([ZERO; 4], Answer::Done);
        front::call(self, selector, len, &mut words, &mut answer)?;
        match answer {
            Answer::Done => Ok(vec![]),
            Answer::Word => Ok(vec![words[0]]),
            Answer::Words => Ok(words.to_vec()),
            Answer::Library if words[0] == MARKET => {
                let mut output = market::Output::default();
                market::call(self, selector, len, &mut output)?;
                Ok(output.words[..output.len].to_vec())
            }
            Answer::Library => {
                assert_eq!(words[0], TREASURY);
                let mut output = treasury::Output::default();
                treasury::call(self, selector, len, &mut output)?;
                Ok(output.words[..output.len].to_vec())
            }
        }
    }

    /// What a message without side effects answers.
    pub fn ask(&self, signature: &str, arguments: &[Word]) -> Result<Vec<u128>, Error> {
        let words = self.clone().send(BOB, signature, arguments)?;
        Ok(words.iter().map(weir_commons::abi::low).collect())
    }

    /// Supply, reserve and funding pool.
    pub fn state(&self) -> [u128; 3] {
        self.ask("state()", &[]).expect("`state` answers").try_into().expect("three numbers")
    }

    /// Tokens of an account.
    pub fn balance(&self, account: Word) -> u128 {
        self.ask("balanceOf(address)", &[account]).expect("`balanceOf` answers")[0]
    }

    /// The last event.
    pub fn last_event(&self) -> &Event {
        self.events.last().expect("an event")
    }
}

impl Host for Ledger {
    fn arguments(&mut self, from: u32, words: &mut [Word]) {
        let mut data: Vec<u8> = self.data.iter().skip(from as usize).copied().collect();
        data.resize(32 * words.len(), 0);
        for (limb, bytes) in words.as_flattened_mut().iter_mut().zip(data.as_chunks().0) {
            *limb = u64::from_ne_bytes(*bytes);
        }
    }

    fn caller(&mut self, account: &mut Word) {
        *account = self.caller;
    }

    fn address(&mut self, account: &mut Word) {
        *account = SELF;
    }

    fn call(
        &mut self,
        callee: &Word,
        selector: u32,
        input: &mut [Word],
        output: &mut [Word],
    ) -> Called {
        self.coin.call(callee, selector, &input[1..], output)
    }

    fn value(&mut self) -> Option<u128> {
        Some(self.value)
    }

    fn balance(&mut self) -> Option<u128> {
        Some(self.money)
    }

    fn now(&mut self) -> u64 {
        self.time
    }

    fn get(&mut self, key: &[u64], value: &mut [u64]) -> bool {
        self.storage.get(key).map(|words| value.copy_from_slice(words)).is_some()
    }

    fn set(&mut self, key: &[u64], value: &[u64]) {
        self.storage.insert(key.to_vec(), value.to_vec());
    }

    fn get_word(&mut self, key: &Word, word: &mut Word) {
        *word = ZERO;
        self.get(key, word);
    }

    fn set_word(&mut self, key: &Word, word: &Word) {
        if *word == ZERO {
            self.storage.remove(&key[..]);
        } else {
            self.set(key, word);
        }
    }

    fn emit(&mut self, topics: &[Word], data: &[Word]) {
        self.events.push((topics.to_vec(), data.to_vec()));
    }

    fn pay(&mut self, to: &Word, amount: u128) -> bool {
        if !self.closed {
            self.money -= amount;
            self.payments.push((*to, amount));
        }
        !self.closed
    }
}
