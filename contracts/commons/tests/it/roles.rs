//! Owner, governor and guardian.

use weir_commons::{
    abi::{Word, ZERO, topic, word},
    error::Error,
};

use crate::{
    ledger::{ALICE, BOB, CAROL, GOVERNOR, Ledger, MARKET, SELF, TREASURY},
    setup::{DAY, Setup, YEAR},
};

fn ledger() -> Ledger {
    Setup::hatch().guarded(CAROL).deploy().unwrap()
}

/// Owner, pending owner, governor, guardian, its end, paused until, pausable from.
fn roles(ledger: &Ledger) -> Vec<Word> {
    ledger.clone().send(BOB, "roles()", &[]).unwrap()
}

fn pause(ledger: &mut Ledger, from: Word, days: u64) -> Result<Vec<Word>, Error> {
    ledger.send(from, "pause(uint64)", &[word((days * DAY).into())])
}

#[test]
fn the_owner_sets_the_governor_once() {
    let mut ledger = ledger();
    let set = "setGovernor(address)";
    assert_eq!(ledger.send(BOB, set, &[BOB]), Err(Error::Unauthorized));
    assert_eq!(ledger.send(ALICE, set, &[ZERO]), Err(Error::InvalidRecipient));
    assert_eq!(ledger.send(ALICE, set, &[BOB]), Ok(vec![]));
    assert_eq!(*ledger.last_event(), (vec![topic("Governor(address)"), BOB], vec![]));
    assert_eq!(roles(&ledger)[2], BOB);
    for next in [BOB, CAROL, ZERO] {
        assert_eq!(ledger.send(ALICE, set, &[next]), Err(Error::GovernorFixed));
    }
}

#[test]
fn the_governor_names_its_successor() {
    let mut ledger = Ledger::open();
    let set = "setGovernor(address)";
    assert_eq!(ledger.send(GOVERNOR, set, &[BOB]), Ok(vec![]));
    assert_eq!(*ledger.last_event(), (vec![topic("Governor(address)"), BOB], vec![]));
    assert_eq!(roles(&ledger)[2], BOB);
    assert_eq!(ledger.send(GOVERNOR, set, &[CAROL]), Err(Error::Unauthorized));
    assert_eq!(ledger.send(ALICE, set, &[CAROL]), Err(Error::GovernorFixed));
    assert_eq!(ledger.send(CAROL, set, &[CAROL]), Err(Error::Unauthorized));
    // None on whom tokens would be lost, and none that was it before.
    for barred in [ZERO, SELF, MARKET, TREASURY, GOVERNOR, BOB] {
        assert_eq!(ledger.send(BOB, set, &[barred]), Err(Error::InvalidRecipient), "{barred:?}");
    }
    assert_eq!(ledger.send(BOB, set, &[[0, 1, 0, 0]]), Err(Error::Malformed));
    assert_eq!(ledger.send(BOB, set, &[CAROL]), Ok(vec![]));
    assert_eq!(ledger.send(CAROL, set, &[GOVERNOR]), Err(Error::InvalidRecipient));
    // The new one grants and locks, the old one does not.
    let stake = [ALICE, word(1)];
    assert!(ledger.send(CAROL, "lock(address,uint256)", &stake).is_ok());
    let refused = ledger.send(BOB, "lock(address,uint256)", &stake);
    assert_eq!(refused, Err(Error::Unauthorized));
}

#[test]
fn who_is_owner_and_governor_names_its_successor_as_governor() {
    let mut ledger = Ledger::with(Setup::curve().data(), crate::ledger::ONE).unwrap();
    let set = "setGovernor(address)";
    ledger.send(ALICE, set, &[ALICE]).unwrap();
    assert_eq!(ledger.send(ALICE, set, &[ALICE]), Err(Error::InvalidRecipient));
    assert_eq!(ledger.send(ALICE, set, &[BOB]), Ok(vec![]));
    assert_eq!(ledger.send(ALICE, set, &[CAROL]), Err(Error::GovernorFixed));
}

#[test]
fn the_governor_changes_only_while_the_curve_is_open() {
    let mut ledger = ledger();
    ledger.send(ALICE, "setGovernor(address)", &[BOB]).unwrap();
    let refused = ledger.send(BOB, "setGovernor(address)", &[CAROL]);
    assert_eq!(refused, Err(Error::NotOpen));
    ledger.time = 31 * DAY;
    ledger.send(BOB, "close()", &[]).unwrap();
    let refused = ledger.send(BOB, "setGovernor(address)", &[CAROL]);
    assert_eq!(refused, Err(Error::NotOpen));
}

#[test]
fn ownership_is_handed_over_in_two_steps() {
    let mut ledger = ledger();
    let offer = "transferOwnership(address)";
    assert_eq!(ledger.send(BOB, offer, &[BOB]), Err(Error::Unauthorized));
    assert_eq!(ledger.send(BOB, "acceptOwnership()", &[]), Err(Error::Unauthorized));
    ledger.send(ALICE, offer, &[BOB]).unwrap();
    let started = topic("OwnershipTransferStarted(address,address)");
    assert_eq!(*ledger.last_event(), (vec![started, ALICE, BOB], vec![]));
    assert_eq!(roles(&ledger)[..2], [ALICE, BOB]);
    // Until it is accepted, the ownership stays where it is.
    assert_eq!(ledger.send(BOB, "setGovernor(address)", &[BOB]), Err(Error::Unauthorized));
    assert_eq!(ledger.send(CAROL, "acceptOwnership()", &[]), Err(Error::Unauthorized));
    assert_eq!(ledger.send(ALICE, "acceptOwnership()", &[]), Err(Error::Unauthorized));

    ledger.send(BOB, "acceptOwnership()", &[]).unwrap();
    let done = topic("OwnershipTransferred(address,address)");
    assert_eq!(*ledger.last_event(), (vec![done, ALICE, BOB], vec![]));
    assert_eq!(roles(&ledger)[..2], [BOB, ZERO]);
    assert_eq!(ledger.send(ALICE, offer, &[ALICE]), Err(Error::Unauthorized));
    assert_eq!(ledger.send(BOB, "acceptOwnership()", &[]), Err(Error::Unauthorized));
}

#[test]
fn an_offer_of_the_ownership_is_taken_back_by_another_or_none() {
    let mut ledger = ledger();
    for next in [CAROL, ZERO] {
        ledger.send(ALICE, "transferOwnership(address)", &[BOB]).unwrap();
        ledger.send(ALICE, "transferOwnership(address)", &[next]).unwrap();
        assert_eq!(ledger.send(BOB, "acceptOwnership()", &[]), Err(Error::Unauthorized));
    }
}

#[test]
fn ownership_is_given_up_only_once_there_is_a_governor() {
    let mut ledger = ledger();
    let renounce = "renounceOwnership()";
    assert_eq!(ledger.send(ALICE, renounce, &[]), Err(Error::GovernorFixed));
    ledger.send(ALICE, "setGovernor(address)", &[BOB]).unwrap();
    // An offer that is still open must not bring the ownership back.
    ledger.send(ALICE, "transferOwnership(address)", &[CAROL]).unwrap();
    assert_eq!(ledger.send(BOB, renounce, &[]), Err(Error::Unauthorized));
    assert_eq!(ledger.send(ALICE, renounce, &[]), Ok(vec![]));
    let done = topic("OwnershipTransferred(address,address)");
    assert_eq!(*ledger.last_event(), (vec![done, ALICE, ZERO], vec![]));
    assert_eq!(roles(&ledger)[..3], [ZERO, ZERO, BOB]);
    assert_eq!(ledger.send(CAROL, "acceptOwnership()", &[]), Err(Error::Unauthorized));
    let again = ledger.send(ALICE, "transferOwnership(address)", &[ALICE]);
    assert_eq!(again, Err(Error::Unauthorized));
}

#[test]
fn the_owner_exchanges_the_guardian_but_not_the_end_of_its_office() {
    let mut ledger = ledger();
    let set = "setGuardian(address)";
    assert_eq!(ledger.send(CAROL, set, &[BOB]), Err(Error::Unauthorized));
    ledger.send(ALICE, set, &[BOB]).unwrap();
    let kind = topic("Guardian(address,uint64)");
    assert_eq!(*ledger.last_event(), (vec![kind, BOB], vec![word(YEAR.into())]));
    assert_eq!(roles(&ledger)[3..5], [BOB, word(YEAR.into())]);
    assert_eq!(pause(&mut ledger, CAROL, 1), Err(Error::Unauthorized));
    assert!(pause(&mut ledger, BOB, 1).is_ok());
    ledger.send(ALICE, set, &[ZERO]).unwrap();
    assert_eq!(ledger.send(BOB, "unpause()", &[]), Err(Error::Unauthorized));
}

#[test]
fn a_guardian_who_never_had_an_end_can_do_nothing() {
    let mut ledger = Setup::hatch().deploy().unwrap();
    ledger.send(ALICE, "setGuardian(address)", &[BOB]).unwrap();
    assert_eq!(pause(&mut ledger, BOB, 1), Err(Error::Unauthorized));
}

#[test]
fn the_guardian_pauses_for_fourteen_days_at_most() {
    let mut ledger = ledger();
    ledger.time = DAY;
    assert_eq!(pause(&mut ledger, ALICE, 1), Err(Error::Unauthorized));
    assert_eq!(pause(&mut ledger, CAROL, 0), Err(Error::InvalidParameter));
    let long = word(u128::from(14 * DAY) + 1);
    let pause_for = "pause(uint64)";
    assert_eq!(ledger.send(CAROL, pause_for, &[long]), Err(Error::InvalidParameter));
    let forever = word(u64::MAX.into());
    assert_eq!(ledger.send(CAROL, pause_for, &[forever]), Err(Error::InvalidParameter));
    assert_eq!(ledger.send(CAROL, pause_for, &[word(1 << 64)]), Err(Error::Malformed));

    assert_eq!(pause(&mut ledger, CAROL, 14), Ok(vec![]));
    let until = word((15 * DAY).into());
    assert_eq!(*ledger.last_event(), (vec![topic("Pause(address,uint64)"), CAROL], vec![until]));
    assert_eq!(roles(&ledger)[5..], [until, word((29 * DAY).into())]);
    assert_eq!(ledger.ask("governance(address)", &[ZERO]).unwrap()[2], u128::from(15 * DAY));
}

#[test]
fn between_two_pauses_are_fourteen_days() {
    let mut ledger = ledger();
    pause(&mut ledger, CAROL, 2).unwrap();
    for time in [0, DAY, 2 * DAY, 16 * DAY - 1] {
        ledger.time = time;
        assert_eq!(pause(&mut ledger, CAROL, 1), Err(Error::Paused), "{time}");
    }
    // Ending one early does not bring the next one nearer.
    ledger.time = DAY;
    assert_eq!(ledger.send(ALICE, "unpause()", &[]), Err(Error::Unauthorized));
    ledger.send(CAROL, "unpause()", &[]).unwrap();
    let now = word(DAY.into());
    assert_eq!(*ledger.last_event(), (vec![topic("Pause(address,uint64)"), CAROL], vec![now]));
    assert_eq!(roles(&ledger)[5..], [now, word((16 * DAY).into())]);
    assert_eq!(pause(&mut ledger, CAROL, 1), Err(Error::Paused));
    ledger.time = 16 * DAY;
    assert!(pause(&mut ledger, CAROL, 1).is_ok());
}

#[test]
fn no_pause_outlives_the_guardians_office() {
    let mut ledger = ledger();
    ledger.time = YEAR - DAY;
    pause(&mut ledger, CAROL, 14).unwrap();
    assert_eq!(roles(&ledger)[5], word(YEAR.into()));
    ledger.time = YEAR;
    assert_eq!(pause(&mut ledger, CAROL, 1), Err(Error::Unauthorized));
    // A year later there is no pause left to wait for.
    ledger.time = 2 * YEAR;
    assert_eq!(pause(&mut ledger, CAROL, 1), Err(Error::Unauthorized));
}

#[test]
fn a_pause_keeps_the_phase_and_the_opening_keeps_the_pause() {
    let mut ledger = ledger().governed();
    ledger.pay(BOB, 1_000 * crate::ledger::ONE, "contribute()", &[]).unwrap();
    pause(&mut ledger, CAROL, 1).unwrap();
    assert_eq!(ledger.ask("phase()", &[]), Ok(vec![0]));
    ledger.send(BOB, "close()", &[]).unwrap();
    assert_eq!(ledger.ask("phase()", &[]), Ok(vec![1]));
    assert_eq!(roles(&ledger)[5], word(DAY.into()));
    ledger.send(CAROL, "unpause()", &[]).unwrap();
    assert_eq!(ledger.ask("phase()", &[]), Ok(vec![1]));
}
