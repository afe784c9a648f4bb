//! What governor, beneficiaries and holders do in many tests.

use weir_commons::{
    abi::{Word, ZERO, word},
    error::Error,
};

use crate::{
    ledger::{ALICE, BOB, CAROL, FOREVER, GOVERNOR, Ledger, ONE},
    setup::{DAY, Setup},
};

/// What a call answers.
pub type Answer = Result<Vec<Word>, Error>;

/// What a grant asks for.
#[derive(Clone, Copy)]
pub struct Request {
    pub to: Word,
    pub amount: u128,
    pub days: u64,
    pub as_tokens: bool,
}

/// Ten at once, to Bob.
pub const TEN: Request = Request { to: BOB, amount: 10 * ONE, days: 0, as_tokens: false };
/// Ten over ten days, to Bob.
pub const STREAM: Request = Request { days: 10, ..TEN };

/// An open Commons with a governor, a guardian, rules that can change, and 100 in the funding pool, of
/// which less than 20 can be granted in 30 days.
pub fn funded() -> Ledger {
    let setup = Setup::curve().guarded(CAROL).votable();
    let mut ledger = Ledger::with(setup.data(), 100 * ONE).unwrap().governed();
    ledger.pay(ALICE, 100 * ONE, "donate()", &[]).unwrap();
    ledger
}

pub fn grant(ledger: &mut Ledger, request: Request) -> Answer {
    let Request { to, amount, days, as_tokens } = request;
    let duration = word((days * DAY).into());
    let words = [to, word(amount), duration, word(as_tokens.into()), word(7)];
    ledger.send(GOVERNOR, "grant(address,uint256,uint64,bool,uint32)", &words)
}

pub fn withdraw(ledger: &mut Ledger, id: u128, to: Word) -> Answer {
    ledger.send(BOB, "withdraw(uint32,address,uint256)", &[word(id), to, ZERO])
}

pub fn revoke(ledger: &mut Ledger, id: u128) -> Answer {
    ledger.send(GOVERNOR, "revoke(uint32,uint32)", &[word(id), word(8)])
}

/// By anyone.
pub fn lapse(ledger: &mut Ledger, id: u128) -> Answer {
    ledger.send(CAROL, "lapse(uint32)", &[word(id)])
}

pub fn set_rule(ledger: &mut Ledger, rule: u128, value: u128) -> Answer {
    ledger.send(GOVERNOR, "setRule(uint8,uint256)", &[word(rule), word(value)])
}

/// Sets the stake of Alice.
pub fn lock(ledger: &mut Ledger, staked: u128) -> Answer {
    ledger.send(GOVERNOR, "lock(address,uint256)", &[ALICE, word(staked)])
}

pub fn closing(ledger: &mut Ledger, announced: bool) -> Answer {
    ledger.send(GOVERNOR, "closing(bool)", &[word(announced.into())])
}

/// Announces the wind-down and carries it out.
pub fn wind_down(ledger: &mut Ledger) {
    closing(ledger, true).unwrap();
    ledger.send(GOVERNOR, "windDown()", &[]).unwrap();
}

pub fn mint(ledger: &mut Ledger, from: Word, value: u128) -> Answer {
    ledger.pay(from, value, "mint(uint256,uint64)", &[ZERO, word(FOREVER)])
}

pub fn redeem(ledger: &mut Ledger, from: Word, amount: u128) -> Answer {
    ledger.send(from, "redeem(uint256,uint256,uint64)", &[word(amount), ZERO, word(FOREVER)])
}

/// Amount, withdrawn, start, duration, as tokens, revoked, proposal, due.
pub fn grant_of(ledger: &Ledger, id: u128) -> Vec<u128> {
    ledger.ask("grantOf(uint32)", &[word(id)]).unwrap()[1..].to_vec()
}

/// What is due of the first grant.
pub fn due(ledger: &Ledger) -> u128 {
    grant_of(ledger, 1)[7]
}

/// What is granted and not withdrawn.
pub fn owed(ledger: &Ledger) -> u128 {
    ledger.ask("limits()", &[]).unwrap()[2]
}

/// What recent grants still count.
pub fn counted(ledger: &Ledger) -> u128 {
    ledger.ask("limits()", &[]).unwrap()[3]
}

pub fn staked(ledger: &Ledger, account: Word) -> u128 {
    ledger.ask("stakedOf(address)", &[account]).unwrap()[0]
}

pub fn phase(ledger: &Ledger) -> u128 {
    ledger.ask("phase()", &[]).unwrap()[0]
}

/// The Commons' money is what its accounts say.
pub fn check_money(ledger: &Ledger) {
    let [_, reserve, funding] = ledger.state();
    assert_eq!(ledger.money, reserve + funding + owed(ledger));
}

/// Numbers that look random, the same in every run.
pub struct Chance(pub u64);

impl Chance {
    /// One below `end`.
    pub fn below(&mut self, end: u128) -> u128 {
        let mut next = || {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            u128::from(self.0 >> 32)
        };
        (next() << 64 | next() << 32 | next()) % end
    }
}
