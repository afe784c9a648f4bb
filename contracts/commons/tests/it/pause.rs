//! What a pause stops, and what it does not: no tokens are trapped.

use weir_commons::{
    abi::{Word, ZERO, word},
    error::Error,
};

use crate::{
    actions::{closing, lock},
    ledger::{ALICE, BOB, CAROL, FOREVER, GOVERNOR, Ledger, ONE},
    setup::{DAY, Setup},
};

/// A Commons that is paused for a day from the first second on; Alice has 1000 tokens, 500 staked.
fn paused() -> Ledger {
    let mut ledger =
        Ledger::with(Setup::curve().guarded(CAROL).data(), 100 * ONE).unwrap().governed();
    lock(&mut ledger, 500 * ONE).unwrap();
    ledger.time = 1;
    ledger.send(CAROL, "pause(uint64)", &[word(DAY.into())]).unwrap();
    ledger
}

fn mint(ledger: &mut Ledger) -> Result<Vec<Word>, Error> {
    ledger.pay(BOB, ONE, "mint(uint256,uint64)", &[ZERO, word(FOREVER)])
}

/// Until when the governor is answered that it is paused.
fn until(ledger: &Ledger) -> u128 {
    ledger.ask("governance(address)", &[ZERO]).unwrap()[2]
}

#[test]
fn a_pause_stops_mints_until_its_last_second() {
    let mut ledger = paused();
    let end = 1 + DAY;
    assert_eq!(until(&ledger), end.into());
    assert_eq!(mint(&mut ledger), Err(Error::Paused));
    // A quote says what a transaction would do.
    assert_eq!(ledger.ask("quoteMint(uint256)", &[word(ONE)]), Err(Error::Paused));
    ledger.time = end - 1;
    assert_eq!(mint(&mut ledger), Err(Error::Paused));
    ledger.time = end;
    mint(&mut ledger).unwrap();
}

#[test]
fn a_pause_that_is_taken_back_stops_nothing_and_its_end_is_known() {
    let mut ledger = paused();
    ledger.time = 500;
    ledger.send(CAROL, "unpause()", &[]).unwrap();
    assert_eq!(until(&ledger), 500);
    assert_eq!(ledger.last_event().1, [word(500)]);
    mint(&mut ledger).unwrap();
    // Votes wait from the end of a pause on: that end cannot be moved without another one.
    ledger.time = 600;
    ledger.send(CAROL, "unpause()", &[]).unwrap();
    assert_eq!((until(&ledger), &ledger.last_event().1[..]), (500, &[word(500)][..]));
    let mut ledger = paused();
    ledger.time = 10 * DAY;
    ledger.send(CAROL, "unpause()", &[]).unwrap();
    assert_eq!(until(&ledger), u128::from(DAY) + 1);
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
    lock(&mut ledger, 0).unwrap();
    let all = ledger.balance(ALICE);
    ledger.send(ALICE, "transfer(address,uint256)", &[BOB, word(all)]).unwrap();
}

#[test]
fn in_a_pause_stakes_fall_and_rise_to_object() {
    let mut ledger = paused();
    let answer = [1_000 * ONE, 0, u128::from(DAY) + 1, 200_000].map(word).to_vec();
    for staked in [600 * ONE, 500 * ONE, 0, 1_000 * ONE] {
        assert_eq!(lock(&mut ledger, staked), Ok(answer.clone()));
    }
}

#[test]
fn a_pause_stops_no_wind_down_and_no_succession() {
    let mut ledger = paused();
    closing(&mut ledger, true).unwrap();
    closing(&mut ledger, false).unwrap();
    ledger.send(GOVERNOR, "setGovernor(address)", &[BOB]).unwrap();
}

#[test]
fn the_governor_is_answered_supply_funding_pool_pause_and_limit() {
    let mut ledger = Ledger::open();
    ledger.pay(BOB, 7 * ONE, "donate()", &[]).unwrap();
    let answer = vec![1_000 * ONE, 7 * ONE, 0, 200_000];
    assert_eq!(ledger.ask("governance(address)", &[ZERO]), Ok(answer.clone()));
    assert_eq!(ledger.ask("governance(address)", &[BOB]), Ok(answer));
    for barred in [GOVERNOR, crate::ledger::SELF, crate::ledger::MARKET, crate::ledger::TREASURY] {
        let refused = ledger.ask("governance(address)", &[barred]);
        assert_eq!(refused, Err(Error::InvalidRecipient));
    }
    let wide = ledger.ask("governance(address)", &[[0, 1, 0, 0]]);
    assert_eq!(wide, Err(Error::Malformed));
    // During a hatch, the limit is what it will be; after one that failed, nothing can be granted.
    let mut hatch = Setup::hatch().deploy().unwrap();
    let limit = |ledger: &Ledger| ledger.ask("governance(address)", &[ZERO]).unwrap()[3];
    assert_eq!(limit(&hatch), 200_000);
    hatch.time = 31 * DAY;
    hatch.send(BOB, "close()", &[]).unwrap();
    assert_eq!(limit(&hatch), 0);
}
