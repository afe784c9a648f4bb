//! What a pause stops, and what it does not: nobody's tokens are trapped.

use weir_commons::{
    abi::{Word, ZERO, word},
    error::Error,
};

use crate::{
    ledger::{ALICE, BOB, CAROL, FOREVER, Ledger, ONE},
    setup::{DAY, Setup},
};

/// The governor.
const GOVERNOR: Word = [0, 0, 0, 0x60_7e];

/// A Commons that is paused for a day from the first second on; Alice has 1000 tokens, 500 staked.
fn paused() -> Ledger {
    let mut ledger = Ledger::with(Setup::curve().guarded(CAROL).data(), 100 * ONE).unwrap();
    ledger.send(ALICE, "setGovernor(address)", &[GOVERNOR]).unwrap();
    lock(&mut ledger, 500 * ONE, true).unwrap();
    ledger.time = 1;
    ledger.send(CAROL, "pause(uint64)", &[word(DAY.into())]).unwrap();
    ledger
}

fn lock(ledger: &mut Ledger, staked: u128, raising: bool) -> Result<Vec<Word>, Error> {
    let words = [ALICE, word(staked), word(raising.into())];
    ledger.send(GOVERNOR, "lock(address,uint256,bool)", &words)
}

fn mint(ledger: &mut Ledger) -> Result<Vec<Word>, Error> {
    ledger.pay(BOB, ONE, "mint(uint256,uint64)", &[ZERO, word(FOREVER)])
}

#[test]
fn a_pause_stops_mints_until_its_last_second() {
    let mut ledger = paused();
    let until = 1 + DAY;
    assert_eq!(ledger.ask("governance(address)", &[ZERO]).unwrap()[2], until.into());
    assert_eq!(mint(&mut ledger), Err(Error::Paused));
    // A quote says what a transaction would do.
    assert_eq!(ledger.ask("quoteMint(uint256)", &[word(ONE)]), Err(Error::Paused));
    ledger.time = until - 1;
    assert_eq!(mint(&mut ledger), Err(Error::Paused));
    ledger.time = until;
    mint(&mut ledger).unwrap();
}

#[test]
fn a_pause_that_is_taken_back_stops_nothing() {
    let mut ledger = paused();
    ledger.send(CAROL, "unpause()", &[]).unwrap();
    assert_eq!(ledger.ask("governance(address)", &[ZERO]).unwrap()[2], 0);
    mint(&mut ledger).unwrap();
}

#[test]
fn a_pause_stops_no_way_out() {
    let mut ledger = paused();
    let words = [word(ONE), ZERO, word(FOREVER)];
    ledger.send(ALICE, "redeem(uint256,uint256,uint64)", &words).unwrap();
    ledger.ask("quoteRedeem(uint256)", &[word(ONE)]).unwrap();
    ledger.send(ALICE, "burn(uint256,uint32,bytes32)", &[word(ONE), ZERO, ZERO]).unwrap();
    ledger.send(ALICE, "transfer(address,uint256)", &[BOB, word(ONE)]).unwrap();
    ledger.send(ALICE, "approve(address,uint256)", &[BOB, word(ONE)]).unwrap();
    ledger.send(BOB, "transferFrom(address,address,uint256)", &[ALICE, BOB, word(ONE)]).unwrap();
    ledger.pay(BOB, ONE, "donate()", &[]).unwrap();
    lock(&mut ledger, 0, false).unwrap();
    let all = ledger.balance(ALICE);
    ledger.send(ALICE, "transfer(address,uint256)", &[BOB, word(all)]).unwrap();
}

#[test]
fn in_a_pause_stakes_fall_and_do_not_rise() {
    let mut ledger = paused();
    assert_eq!(lock(&mut ledger, 600 * ONE, true), Err(Error::Paused));
    // One proposal's stake rises by what another one's falls.
    assert_eq!(lock(&mut ledger, 500 * ONE, true), Err(Error::Paused));
    // Whatever the governor calls it.
    assert_eq!(lock(&mut ledger, 500 * ONE + 1, false), Err(Error::Paused));
    assert_eq!(lock(&mut ledger, 500 * ONE, false), Ok(vec![word(1_000 * ONE)]));
    assert_eq!(lock(&mut ledger, 499 * ONE, false), Ok(vec![word(1_000 * ONE)]));
    ledger.time += DAY;
    assert_eq!(lock(&mut ledger, 600 * ONE, true), Ok(vec![word(1_000 * ONE)]));
}

#[test]
fn the_governor_is_told_supply_and_funding_pool() {
    let mut ledger = Ledger::open();
    ledger.pay(BOB, 7 * ONE, "donate()", &[]).unwrap();
    assert_eq!(ledger.ask("governance(address)", &[ZERO]), Ok(vec![1_000 * ONE, 7 * ONE, 0]));
}
