//! A chain in memory with one contract and its Commons.

use std::collections::HashMap;

use weir_conviction::{
    abi::{Word, ZERO, is_zero, low, selector, topic, word},
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

/// How long a proposal is announced before its execution, in the contract that [`Ledger::new`]
/// deploys.
pub const NOTICE: u64 = DAY;
/// The same for rules, governor and wind-down.
pub const LONG_NOTICE: u64 = 7 * DAY;
/// How long it can be executed.
pub const WEEK: u64 = weir_economics::WEEK;

/// The message that sets stakes.
pub const STAKE: &str = "stake((uint32,uint256,bool)[])";
/// The event of a stake.
pub const STAKED: &str =
    "Stake(uint32,address,uint256,bool,uint256,uint256,uint256,uint256,uint256)";
/// The event of an execution.
pub const EXECUTED: &str = "Execute(uint32,uint32,uint256,uint256,uint256,uint256)";

/// Where the settings are among the constructor's arguments.
pub mod place {
    pub const COMMONS: usize = 0;
    pub const HALF_LIFE: usize = 1;
    pub const WEIGHT: usize = 2;
    pub const MIN_STAKE: usize = 3;
    pub const DEPOSIT: usize = 4;
    pub const MAX_LIFETIME: usize = 5;
    pub const NOTICE: usize = 6;
    pub const LONG_NOTICE: usize = 7;
    pub const RULE_SHARE: usize = 8;
    pub const EXIT_SHARE: usize = 9;
    /// Least, most and step of each rule.
    pub const BOUNDS: usize = 10;
}

/// The settings that [`Ledger::new`] deploys with: half-life, weight 0.25 %, minimum stake 5 %,
/// deposit, longest lifetime, notices, 25 % for a rule and 40 % for a wind-down; then the bounds.
pub fn settings() -> [Word; 25] {
    let day = u128::from(DAY);
    let numbers = [
        [HALF_LIFE.into(), 2_500, 50_000],
        [ONE, 90 * day, NOTICE.into()],
        [LONG_NOTICE.into(), 250_000, 400_000],
        [3_600, 7 * day, day],
        [1_000, 10_000, 2_000],
        [0, 500_000, 20_000],
        [0, 10 * ONE, ONE],
        [day, 6 * day, day],
    ];
    let mut words = [COMMONS; 25];
    let numbers = numbers.as_flattened().iter();
    words[1..].iter_mut().zip(numbers).for_each(|(to, number)| *to = word(*number));
    words
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

    /// Sets stakes for proposals: proposals and amounts.
    pub fn stake(&mut self, account: Word, moves: &[(u32, u128)]) -> Result<(), Error> {
        let moves: Vec<_> = moves.iter().map(|(id, amount)| (*id, *amount, false)).collect();
        self.move_stakes(account, &moves)
    }

    /// Sets stakes against proposals.
    pub fn oppose(&mut self, account: Word, moves: &[(u32, u128)]) -> Result<(), Error> {
        let moves: Vec<_> = moves.iter().map(|(id, amount)| (*id, *amount, true)).collect();
        self.move_stakes(account, &moves)
    }

    /// Sets stakes: proposals, amounts, and whether they are against.
    pub fn move_stakes(&mut self, account: Word, moves: &[(u32, u128, bool)]) -> Result<(), Error> {
        let mut words = vec![word(32), word(moves.len() as u128)];
        for (id, amount, against) in moves {
            words.extend([(*id).into(), *amount, (*against).into()].map(word));
        }
        let answer = self.send(account, STAKE, &words)?;
        assert!(answer.is_empty());
        Ok(())
    }

    /// Announces a proposal, waits for its notice and executes it.
    pub fn pass(&mut self, caller: Word, id: u32) -> Result<(), Error> {
        self.on(caller, "announce", id)?;
        self.time = self.notice(id).0;
        self.on(caller, "execute", id)
    }

    /// From when until when a proposal can be executed.
    pub fn notice(&self, id: u32) -> (u64, u64) {
        let words = self.ask("noticeOf(uint32)", &[word(id.into())]).expect("an answer");
        assert_eq!(words.len(), 2);
        (low(&words[0]) as u64, low(&words[1]) as u64)
    }

    /// A rule of the vote: value, least, most, step, from when it can change.
    pub fn rule(&self, rule: u32) -> Result<[u128; 5], Error> {
        let words = self.ask("rule(uint8)", &[word(rule.into())])?;
        Ok(words.iter().map(low).collect::<Vec<_>>().try_into().expect("five numbers"))
    }

    /// Sends one of the messages that take a proposal and return nothing: `announce`, `reset`,
    /// `execute`, `cancel`, `expire`, `reclaim`.
    pub fn on(&mut self, caller: Word, message: &str, proposal: u32) -> Result<(), Error> {
        let answer = self.send(caller, &format!("{message}(uint32)"), &[word(proposal.into())])?;
        assert!(answer.is_empty());
        Ok(())
    }

    /// An account frees its stakes.
    pub fn release(&mut self, account: Word) -> Result<(), Error> {
        self.release_of(account, account)
    }

    /// Somebody frees an account's stakes.
    pub fn release_of(&mut self, caller: Word, account: Word) -> Result<(), Error> {
        self.send(caller, "release(address)", &[account]).map(|answer| assert!(answer.is_empty()))
    }

    /// Somebody ends the stakes of an account that leaves.
    pub fn forfeit(&mut self, caller: Word, account: Word) -> Result<(), Error> {
        self.send(caller, "forfeit(address)", &[account]).map(|answer| assert!(answer.is_empty()))
    }

    /// A proposal.
    pub fn proposal(&self, id: u32) -> State {
        let words = self.ask("proposalOf(uint32)", &[word(id.into())]).expect("a proposal");
        let [author, kind, status, beneficiary, amount, duration, tokens, expiry, deposit, ..] =
            words[..]
        else {
            panic!("{words:?}")
        };
        assert_eq!(words.len(), 14);
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
            opposed: low(&words[11]),
            opposition: conviction(&words[12]),
            announced: low(&words[13]) as u64,
        }
    }

    /// The stakes of an account: proposals and amounts.
    pub fn stakes(&self, account: Word) -> Vec<(u32, u128)> {
        self.sides(account).into_iter().map(|(id, amount, _)| (id, amount)).collect()
    }

    /// The stakes of an account: proposals, amounts, and whether they are against.
    pub fn sides(&self, account: Word) -> Vec<(u32, u128, bool)> {
        let words = self.ask("stakesOf(address)", &[account]).expect("an answer");
        assert_eq!((low(&words[0]), low(&words[1])), (32, (words.len() as u128 - 2) / 3));
        let stakes = words[2..].as_chunks().0.iter();
        stakes
            .map(|[id, amount, against]| (low(id) as u32, low(amount), *against != ZERO))
            .collect()
    }

    /// What support less opposition a proposal must exceed; `None` if none suffices.
    pub fn threshold(&self, id: u32) -> Option<Conviction> {
        let words = self.ask("thresholdOf(uint32)", &[word(id.into())]).expect("an answer");
        assert_eq!(words.len(), 1);
        (words[0] != [u64::MAX; 4]).then(|| conviction(&words[0]))
    }

    /// Stakes, effective stake, effective supply, number of proposals, effective funds.
    pub fn totals(&self) -> [u128; 5] {
        let words = self.ask("totals()", &[]).expect("an answer");
        words.iter().map(low).collect::<Vec<_>>().try_into().expect("five numbers")
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
            leaving: self.commons.leaving.clone(),
            streams: self.commons.streams.clone(),
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
        let [total, effective, _, proposals, _] = self.totals();
        let proposals: Vec<_> = (1..=proposals as u32).map(|id| (id, self.proposal(id))).collect();
        let stakes: Vec<_> = accounts.iter().map(|account| self.sides(*account)).collect();
        // All stakes are the sum over proposals and over accounts alike: none counts twice.
        let sides = proposals.iter().map(|(_, proposal)| proposal.staked + proposal.opposed);
        assert_eq!(sides.sum::<u128>(), total);
        assert_eq!(stakes.iter().flatten().map(|stake| stake.1).sum::<u128>(), total);
        assert!(effective <= accounts.iter().map(|a| self.commons.balances[a]).sum::<u128>());
        for (id, proposal) in &proposals {
            let on = |against| {
                let on_it =
                    stakes.iter().flatten().filter(|stake| (stake.0, stake.2) == (*id, against));
                on_it.map(|stake| stake.1).sum::<u128>()
            };
            assert_eq!((on(false), on(true)), (proposal.staked, proposal.opposed), "{id}");
        }
        for (account, stakes) in accounts.iter().zip(&stakes) {
            let locked = self.commons.locked.get(account).copied().unwrap_or(0);
            assert_eq!(stakes.iter().map(|stake| stake.1).sum::<u128>(), locked);
            assert!(stakes.len() <= 16 && stakes.iter().all(|stake| stake.1 != 0));
            // An emptied list takes no storage.
            assert_eq!(self.storage.contains_key(account.as_slice()), !stakes.is_empty());
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

    fn balance(&mut self) -> Option<u128> {
        unreachable!("the contract looks at no balance");
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

    fn set_word(&mut self, key: &Word, word: &Word) {
        assert!(is_zero(word), "the contract keeps no words");
        self.accesses += 1;
        self.storage.remove(key.as_slice());
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
