//! Staked tokens that come free without the governor.

use weir_commons::{
    abi::{Word, topic, word},
    error::Error,
};
use weir_economics::UNLOCK_DELAY;

use crate::{
    actions::{Answer, closing, lock, redeem, staked, wind_down},
    ledger::{ALICE, BOB, CAROL, FOREVER, GOVERNOR, Ledger, ONE},
    setup::{DAY, Setup},
};

/// Alice has staked 600 of her 1000 tokens.
fn staking() -> Ledger {
    let mut ledger = Ledger::open();
    ledger.time = 1_000;
    lock(&mut ledger, 600 * ONE).unwrap();
    ledger
}

fn unlock(ledger: &mut Ledger) -> Answer {
    ledger.send(ALICE, "unlock()", &[])
}

fn cancel(ledger: &mut Ledger) -> Answer {
    ledger.send(ALICE, "cancelUnlock()", &[])
}

fn unlock_of(ledger: &Ledger, account: Word) -> u128 {
    ledger.ask("unlockOf(address)", &[account]).unwrap()[0]
}

fn transfer(ledger: &mut Ledger, amount: u128) -> Answer {
    ledger.send(ALICE, "transfer(address,uint256)", &[BOB, word(amount)])
}

/// The event of an unlock of Alice's.
fn event(staked: u128, free_at: u64) -> (Vec<Word>, Vec<Word>) {
    let kind = topic("Unlock(address,uint256,uint64)");
    (vec![kind, ALICE], vec![word(staked), word(free_at.into())])
}

#[test]
fn staked_tokens_come_free_after_thirty_days_without_the_governor() {
    let mut ledger = staking();
    assert_eq!(unlock_of(&ledger, ALICE), 0);
    assert_eq!(unlock(&mut ledger), Ok(vec![]));
    let free_at = 1_000 + UNLOCK_DELAY;
    assert_eq!(*ledger.last_event(), event(600 * ONE, free_at));
    assert_eq!((unlock_of(&ledger, ALICE), unlock_of(&ledger, BOB)), (free_at.into(), 0));
    for time in [1_000, free_at - 1] {
        ledger.time = time;
        assert_eq!(unlock(&mut ledger), Err(Error::NotYetFree));
        assert_eq!(staked(&ledger, ALICE), 600 * ONE);
        assert_eq!(transfer(&mut ledger, 400 * ONE + 1), Err(Error::Locked));
    }
    ledger.time = free_at;
    assert_eq!(unlock(&mut ledger), Ok(vec![]));
    assert_eq!(*ledger.last_event(), event(0, 0));
    assert_eq!((staked(&ledger, ALICE), ledger.balance(ALICE)), (0, 1_000 * ONE));
    assert_eq!(unlock_of(&ledger, ALICE), free_at.into());
    assert_eq!(unlock(&mut ledger), Err(Error::NothingDue));
    assert_eq!(transfer(&mut ledger, 1_000 * ONE), Ok(vec![word(1)]));
}

#[test]
fn who_has_nothing_staked_asks_for_nothing() {
    let mut ledger = staking();
    assert_eq!(ledger.send(BOB, "unlock()", &[]), Err(Error::NothingDue));
    assert_eq!(ledger.send(BOB, "cancelUnlock()", &[]), Err(Error::NothingDue));
    assert_eq!(cancel(&mut ledger), Err(Error::NothingDue));
    let wide = ledger.ask("unlockOf(address)", &[[0, 1, 0, 0]]);
    assert_eq!(wide, Err(Error::Malformed));
}

#[test]
fn while_an_account_leaves_its_stake_falls_and_does_not_rise() {
    let mut ledger = staking();
    unlock(&mut ledger).unwrap();
    assert_eq!(lock(&mut ledger, 600 * ONE + 1), Err(Error::NotYetFree));
    assert!(lock(&mut ledger, 600 * ONE).is_ok());
    assert!(lock(&mut ledger, 200 * ONE).is_ok());
    assert_eq!(lock(&mut ledger, 300 * ONE), Err(Error::NotYetFree));
    // What it has it moves as before.
    assert_eq!(transfer(&mut ledger, 800 * ONE + 1), Err(Error::Locked));
    assert!(transfer(&mut ledger, 300 * ONE).is_ok());
    ledger.send(BOB, "transfer(address,uint256)", &[ALICE, word(ONE)]).unwrap();
    redeem(&mut ledger, ALICE, 501 * ONE).unwrap();
    assert_eq!((ledger.balance(ALICE), staked(&ledger, ALICE)), (200 * ONE, 200 * ONE));
    // The governor has freed all: nothing is left to free.
    lock(&mut ledger, 0).unwrap();
    assert_eq!(unlock(&mut ledger), Err(Error::NotYetFree));
    ledger.time += UNLOCK_DELAY;
    assert_eq!(unlock(&mut ledger), Err(Error::NothingDue));
    assert_eq!(lock(&mut ledger, 1), Err(Error::NotYetFree));
    assert!(cancel(&mut ledger).is_ok());
    assert!(lock(&mut ledger, 1).is_ok());
}

#[test]
fn a_request_that_is_taken_back_holds_nothing() {
    let mut ledger = staking();
    unlock(&mut ledger).unwrap();
    ledger.time += 20 * DAY;
    assert_eq!(cancel(&mut ledger), Ok(vec![]));
    assert_eq!(*ledger.last_event(), event(600 * ONE, 0));
    assert_eq!((unlock_of(&ledger, ALICE), staked(&ledger, ALICE)), (0, 600 * ONE));
    assert!(lock(&mut ledger, 700 * ONE).is_ok());
    // The next one waits as long again.
    unlock(&mut ledger).unwrap();
    assert_eq!(unlock_of(&ledger, ALICE), (ledger.time + UNLOCK_DELAY).into());
    ledger.time += 20 * DAY;
    assert_eq!(unlock(&mut ledger), Err(Error::NotYetFree));
    // Due and not carried out, it can still be taken back.
    ledger.time += 20 * DAY;
    assert_eq!(cancel(&mut ledger), Ok(vec![]));
    assert_eq!(staked(&ledger, ALICE), 700 * ONE);
}

#[test]
fn a_stake_that_was_freed_counts_nowhere_before_the_next_one_rises() {
    let mut ledger = staking();
    unlock(&mut ledger).unwrap();
    ledger.time += UNLOCK_DELAY;
    unlock(&mut ledger).unwrap();
    // The governor counts the stake still. Without the request, it could be kept and the tokens sold.
    assert_eq!(cancel(&mut ledger), Err(Error::NotYetFree));
    assert_eq!(lock(&mut ledger, 600 * ONE), Err(Error::NotYetFree));
    assert_eq!(cancel(&mut ledger), Err(Error::NotYetFree));
    // Tokens come and go meanwhile.
    transfer(&mut ledger, 1_000 * ONE).unwrap();
    ledger.send(BOB, "transfer(address,uint256)", &[ALICE, word(7)]).unwrap();
    assert_eq!((ledger.balance(ALICE), staked(&ledger, ALICE)), (7, 0));
    assert_eq!(cancel(&mut ledger), Err(Error::NotYetFree));
    // Once it has let go of the stake, all is as at the start.
    assert!(lock(&mut ledger, 0).is_ok());
    assert_eq!(lock(&mut ledger, 1), Err(Error::NotYetFree));
    assert_eq!(cancel(&mut ledger), Ok(vec![]));
    assert_eq!(unlock_of(&ledger, ALICE), 0);
    assert!(lock(&mut ledger, 7).is_ok());
    assert_eq!((ledger.balance(ALICE), staked(&ledger, ALICE)), (7, 7));
}

#[test]
fn tokens_that_vest_stay_held_after_an_unlock() {
    let mut ledger = Setup::hatch().deploy().unwrap().governed();
    ledger.time = DAY;
    ledger.pay(ALICE, 1_000 * ONE, "contribute()", &[]).unwrap();
    ledger.send(BOB, "close()", &[]).unwrap();
    let all = 2_000 * ONE;
    lock(&mut ledger, all).unwrap();
    unlock(&mut ledger).unwrap();
    ledger.time += UNLOCK_DELAY;
    unlock(&mut ledger).unwrap();
    assert_eq!(transfer(&mut ledger, 1), Err(Error::Locked));
    // After the cliff and a half-life, half of them.
    ledger.time = DAY + 150 * DAY;
    assert_eq!(ledger.ask("transferable(address)", &[ALICE]), Ok(vec![all / 2]));
    assert_eq!(transfer(&mut ledger, all / 2 + 1), Err(Error::Locked));
    assert!(transfer(&mut ledger, all / 2).is_ok());
}

#[test]
fn an_unlock_goes_on_in_every_phase() {
    let mut ledger = staking();
    unlock(&mut ledger).unwrap();
    closing(&mut ledger, true).unwrap();
    assert_eq!(lock(&mut ledger, 601 * ONE), Err(Error::NotYetFree));
    ledger.time += UNLOCK_DELAY;
    assert!(unlock(&mut ledger.clone()).is_ok());
    closing(&mut ledger, false).unwrap();
    wind_down(&mut ledger);
    assert!(unlock(&mut ledger).is_ok());
    assert!(transfer(&mut ledger, 1_000 * ONE).is_ok());
    assert!(lock(&mut ledger, 0).is_ok());
    assert!(cancel(&mut ledger).is_ok());
}

#[test]
fn another_governor_does_not_hold_them_either() {
    let mut ledger = staking();
    unlock(&mut ledger).unwrap();
    ledger.send(GOVERNOR, "setGovernor(address)", &[CAROL]).unwrap();
    let raise = ledger.send(CAROL, "lock(address,uint256)", &[ALICE, word(700 * ONE)]);
    assert_eq!(raise, Err(Error::NotYetFree));
    ledger.time += UNLOCK_DELAY;
    unlock(&mut ledger).unwrap();
    ledger.send(CAROL, "lock(address,uint256)", &[ALICE, word(0)]).unwrap();
    cancel(&mut ledger).unwrap();
    ledger.send(CAROL, "lock(address,uint256)", &[ALICE, word(5)]).unwrap();
    assert_eq!(lock(&mut ledger, 0), Err(Error::Unauthorized));
    let words = [word(995 * ONE), word(0), word(FOREVER)];
    assert!(ledger.send(ALICE, "redeem(uint256,uint256,uint64)", &words).is_ok());
}
