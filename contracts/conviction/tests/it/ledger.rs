//! A chain in memory with one contract and its Commons.

use std::collections::HashMap;

use weir_conviction::{
    abi::{Word, is_zero, low, selector, topic, word},
    call::Call,
    error::Error,
    host::{Called, Host},
    messages, settings,
};
use weir_economics::{Conviction, Decay};

use crate::commons::{COMMONS, Commons};
pub use crate::drafts::{Draft, PROPOSE, State, bytes, conviction, string};

/// Whole tokens and whole units of money.
pub const ONE: u128 = weir_economics::ONE;
/// In seconds.
pub const DAY: u64 = 86_400;
/// The half-life of the contract that [`Ledger::new`] deploys.
pub const HALF_LIFE: u64 = 3 * DAY;
/// The time at which it is deployed.
pub const START: u64 = 1_800_000_000;

/// The words of accounts.
pub const ALICE: Word = [0, 0, 0, 0xa11ce];
/// Another one.
pub const BOB: Word = [0, 0, 0, 0xb0b];
/// And another one.
pub const CAROL: Word = [0, 0, 0, 0xca201];
/// The contract itself.
pub const SELF: Word = [0, 0, 1, 1];
/// Who would get grants.
pub const PROJECT: Word = [0, 0x1234 << 32, 7, 0x9807ec7];

/// The contract's storage.
pub type Storage = HashMap<Vec<u64>, Vec<u64>>;
/// An event: topics and data.
pub type Event = (Vec<Word>, Vec<Word>);

/// What a call changes.
#[derive(Clone, Default)]
pub struct Ledger {
    pub storage: Storage,
    pub commons: Commons,
    /// The contract's money.
    pub money: u128,
    /// Every event so far.
    pub events: Vec<Event>,
    /// What was paid to whom.
    pub payments: Vec<(Word, u128)>,
    /// The contract's storage at the last payment.
    pub paid_from: Storage,
    /// The time, in seconds.
    pub time: u64,
    /// Whether payments are refused.
    pub closed: bool,
    /// Whether there is nothing where the Commons should be.
    pub deserted: bool,
    /// How many storage items calls have read and written.
    pub accesses: usize,
    /// The call data, the caller and the money of the call that goes on.
    pub data: Vec<u8>,
    pub caller: Word,
    pub value: u128,
}

/// The settings that [`Ledger::new`] deploys with: half-life, spending limit 20 %, weight 0.25 %,
/// minimum stake 5 %, deposit, longest lifetime.
pub fn settings() -> [Word; 7] {
    let numbers = [HALF_LIFE.into(), 200_000, 2_500, 50_000, ONE, (90 * DAY).into()];
    let [half_life, limit, weight, min_stake, deposit, lifetime] = numbers.map(word);
    [COMMONS, half_life, limit, weight, min_stake, deposit, lifetime]
}

/// The decay of [`HALF_LIFE`].
pub fn decay() -> Decay {
    Decay::from_half_life(HALF_LIFE).expect("in the domain")
}

impl Ledger {
    /// A contract that Alice deployed, with the usual settings.
    pub fn new() -> Self {
        Self::with(&settings()).expect("the settings are valid")
    }

    /// A contract that Alice deploys.
    pub fn with(settings: &[Word]) -> Result<Self, Error> {
        Self::default().deploy(bytes(settings), 0)
    }

    /// Deploys in this ledger, with any call data and money.
    pub fn deploy(mut self, data: Vec<u8>, value: u128) -> Result<Self, Error> {
        (self.caller, self.value, self.time) = (ALICE, value, START);
        let len = data.len() as u64;
        self.data = data;
        settings::deploy(&mut Call::new(&mut self), len)?;
        Ok(self)
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
        data.extend(bytes(arguments));
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
        let mut call = Call::new(self);
        match messages::answer(&mut call, selector, len) {
            Ok(()) => Ok(call.words.words[..call.words.len].to_vec()),
            Err(error) => {
                *self = before;
                Err(error)
            }
        }
    }

    /// What a message answers, which writes nothing.
    pub fn ask(&self, signature: &str, arguments: &[Word]) -> Result<Vec<Word>, Error> {
        let mut copy = self.without_past();
        let answer = copy.send(CAROL, signature, arguments);
        assert_eq!(copy.storage, self.storage, "{signature} writes");
        answer
    }

    /// Creates a proposal; its id.
    pub fn propose(&mut self, author: Word, draft: Draft) -> Result<u32, Error> {
        let answer = self.pay(author, draft.deposit, PROPOSE, &draft.words())?;
        assert_eq!(answer.len(), 1);
        Ok(low(&answer[0]) as u32)
    }

    /// Sets stakes: proposals and amounts.
    pub fn stake(&mut self, account: Word, moves: &[(u32, u128)]) -> Result<(), Error> {
        let mut words = vec![word(32), word(moves.len() as u128)];
        words.extend(moves.iter().flat_map(|(id, amount)| [word((*id).into()), word(*amount)]));
        let answer = self.send(account, "stake((uint32,uint256)[])", &words)?;
        assert!(answer.is_empty());
        Ok(())
    }

    /// Sends one of the messages that take a proposal and return nothing: `execute`, `cancel`,
    /// `expire`, `reclaim`.
    pub fn on(&mut self, caller: Word, message: &str, proposal: u32) -> Result<(), Error> {
        let answer = self.send(caller, &format!("{message}(uint32)"), &[word(proposal.into())])?;
        assert!(answer.is_empty());
        Ok(())
    }

    /// Frees an account's stakes.
    pub fn release(&mut self, account: Word) -> Result<(), Error> {
        self.send(CAROL, "release(address)", &[account]).map(|answer| assert!(answer.is_empty()))
    }

    /// A proposal.
    pub fn proposal(&self, id: u32) -> State {
        let words = self.ask("proposalOf(uint32)", &[word(id.into())]).expect("a proposal");
        let [author, kind, status, beneficiary, amount, duration, tokens, expiry, deposit, ..] =
            words[..]
        else {
            panic!("{words:?}")
        };
        assert_eq!(words.len(), 11);
        State {
            author,
            kind: low(&kind),
            status: low(&status),
            beneficiary,
            amount: low(&amount),
            duration: low(&duration) as u64,
            as_tokens: low(&tokens) != 0,
            expiry: low(&expiry) as u64,
            deposit: low(&deposit),
            staked: low(&words[9]),
            conviction: conviction(&words[10]),
        }
    }

    /// The stakes of an account.
    pub fn stakes(&self, account: Word) -> Vec<(u32, u128)> {
        let words = self.ask("stakesOf(address)", &[account]).expect("an answer");
        assert_eq!((low(&words[0]), low(&words[1])), (32, (words.len() as u128 - 2) / 2));
        words[2..].as_chunks().0.iter().map(|[id, amount]| (low(id) as u32, low(amount))).collect()
    }

    /// What conviction a proposal must exceed; `None` if none suffices.
    pub fn threshold(&self, id: u32) -> Option<Conviction> {
        let words = self.ask("thresholdOf(uint32)", &[word(id.into())]).expect("an answer");
        assert_eq!(words.len(), 1);
        (words[0] != [u64::MAX; 4]).then(|| conviction(&words[0]))
    }

    /// Stakes, effective stake, effective supply, number of proposals.
    pub fn totals(&self) -> [u128; 4] {
        let words = self.ask("totals()", &[]).expect("an answer");
        words.iter().map(low).collect::<Vec<_>>().try_into().expect("four numbers")
    }

    /// The events with this signature, without their first topic.
    pub fn told(&self, signature: &str) -> Vec<Event> {
        let events = self.events.iter().filter(|(topics, _)| topics[0] == topic(signature));
        events.map(|(topics, data)| (topics[1..].to_vec(), data.clone())).collect()
    }

    /// The present state alone, which is less to copy.
    pub fn without_past(&self) -> Self {
        let commons = Commons {
            balances: self.commons.balances.clone(),
            locked: self.commons.locked.clone(),
            seen: Storage::new(),
            requests: vec![],
            ..self.commons
        };
        let storage = self.storage.clone();
        Self {
            storage,
            commons,
            time: self.time,
            money: self.money,
            deserted: self.deserted,
            ..Self::default()
        }
    }

    /// The contract as the storage of another moment has it.
    pub fn seen_with(&self, storage: &Storage) -> Self {
        Self { storage: storage.clone(), ..self.clone() }
    }

    /// What every state must hold to, whatever was done.
    pub fn check(&self, accounts: &[Word]) {
        let [total, effective, _, proposals] = self.totals();
        let proposals: Vec<_> = (1..=proposals as u32).map(|id| (id, self.proposal(id))).collect();
        let stakes: Vec<_> = accounts.iter().map(|account| self.stakes(*account)).collect();
        let active = proposals.iter().filter(|(_, proposal)| proposal.status == 0);
        assert_eq!(active.map(|(_, proposal)| proposal.staked).sum::<u128>(), total);
        assert!(effective <= accounts.iter().map(|a| self.commons.balances[a]).sum::<u128>());
        for (id, proposal) in &proposals {
            let on_it = stakes.iter().flatten().filter(|stake| stake.0 == *id);
            assert_eq!(on_it.map(|stake| stake.1).sum::<u128>(), proposal.staked, "{id}");
        }
        for (account, stakes) in accounts.iter().zip(&stakes) {
            let locked = self.commons.locked.get(account).copied().unwrap_or(0);
            assert_eq!(stakes.iter().map(|stake| stake.1).sum::<u128>(), locked);
            assert!(stakes.len() <= 16 && stakes.iter().all(|stake| stake.1 != 0));
        }
        assert_eq!(
            proposals.iter().map(|(_, proposal)| proposal.deposit).sum::<u128>(),
            self.money
        );
        assert!(self.storage.values().all(|value| 8 * value.len() <= 416));
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
        assert!(is_zero(account));
        *account = self.caller;
    }

    fn address(&mut self, account: &mut Word) {
        assert!(is_zero(account));
        *account = SELF;
    }

    fn value(&mut self) -> Option<u128> {
        Some(self.value)
    }

    fn now(&mut self) -> u64 {
        self.time
    }

    fn get(&mut self, key: &[u64], value: &mut [u64]) -> bool {
        self.accesses += 1;
        // As on the chain, a value may be shorter than the room for it, and not longer.
        let stored = self.storage.get(key);
        stored.map(|words| value[..words.len()].copy_from_slice(words)).is_some()
    }

    fn set(&mut self, key: &[u64], value: &[u64]) {
        self.accesses += 1;
        self.storage.insert(key.to_vec(), value.to_vec());
    }

    fn get_word(&mut self, _: &Word, _: &mut Word) {
        unreachable!("the contract keeps no words");
    }

    fn set_word(&mut self, _: &Word, _: &Word) {
        unreachable!("the contract keeps no words");
    }

    fn emit(&mut self, topics: &[Word], data: &[Word]) {
        self.events.push((topics.to_vec(), data.to_vec()));
    }

    fn pay(&mut self, to: &Word, amount: u128) -> bool {
        if !self.closed {
            self.money -= amount;
            self.payments.push((*to, amount));
            self.paid_from = self.storage.clone();
        }
        !self.closed
    }

    fn call(
        &mut self,
        callee: &Word,
        selector: u32,
        input: &mut [Word],
        output: &mut [Word],
    ) -> Called {
        assert_eq!(*callee, COMMONS);
        if self.deserted {
            return Called::Answered(0);
        }
        match self.commons.answer(self.time, selector, &input[1..], &self.storage) {
            Ok(words) => {
                output.iter_mut().zip(&words).for_each(|(place, word)| *place = *word);
                Called::Answered(32 * words.len() as u32)
            }
            Err(error) => Called::Refused(error),
        }
    }
}
