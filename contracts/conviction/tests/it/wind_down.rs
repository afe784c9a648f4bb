//! The end of the Commons by vote.

use weir_conviction::{
    abi::{Word, word},
    error::Error,
};
use weir_economics::conviction_limit;

use crate::{
    commons::{CLOSING, Phase, WIND_DOWN},
    ledger::{
        ALICE, BOB, CAROL, DAY, Draft, EXECUTED, HALF_LIFE, LONG_NOTICE, Ledger, ONE, WEEK, decay,
    },
};

const EVERYBODY: [Word; 3] = [ALICE, BOB, CAROL];

/// A ledger whose proposals 2 and 3 are wind-downs, 4 a grant; 2 is announced.
fn announced() -> Ledger {
    let mut ledger = Ledger::new();
    for draft in [Draft::wind_down(), Draft::wind_down(), Draft::default()] {
        ledger.propose(CAROL, Draft { lifetime: 40 * DAY, ..draft }).unwrap();
    }
    ledger.stake(ALICE, &[(2, 500 * ONE)]).unwrap();
    ledger.stake(BOB, &[(4, 100 * ONE)]).unwrap();
    ledger.time += 5 * HALF_LIFE;
    ledger.on(BOB, "announce", 2).unwrap();
    ledger
}

/// What the Commons was asked about its closing, last.
fn asked(ledger: &Ledger) -> Option<u128> {
    let request = ledger.commons.requests.iter().rfind(|request| request.selector == CLOSING)?;
    Some(weir_conviction::abi::low(&request.words[0]))
}

#[test]
fn a_wind_down_takes_a_share_of_the_supply_and_the_long_notice() {
    let mut ledger = announced();
    assert_eq!(ledger.threshold(2), Some(conviction_limit(400 * ONE, decay())));
    // The Commons knows of it at once.
    assert_eq!((asked(&ledger), ledger.commons.phase), (Some(1), Phase::Closing));
    ledger.time += LONG_NOTICE - 1;
    assert_eq!(ledger.on(BOB, "execute", 2), Err(Error::TooEarly));
    ledger.time += 1;
    ledger.on(BOB, "execute", 2).unwrap();
    assert_eq!(ledger.commons.last().selector, WIND_DOWN);
    assert!(ledger.commons.last().words.is_empty());
    assert_eq!(ledger.told(EXECUTED)[0].0, [2, 0].map(word));
    assert_eq!((ledger.proposal(2).status, ledger.commons.phase), (1, Phase::Closed));
    ledger.check(&EVERYBODY);
    // Afterwards nothing is granted, stakes fall, deposits return.
    assert_eq!(ledger.threshold(4), None);
    assert_eq!(ledger.on(BOB, "announce", 4), Err(Error::OverSpendingLimit));
    ledger.release(ALICE).unwrap();
    ledger.stake(BOB, &[(4, 0)]).unwrap();
    ledger.on(CAROL, "reclaim", 2).unwrap();
    assert_eq!(ledger.on(BOB, "announce", 3), Err(Error::BelowThreshold));
}

#[test]
fn until_then_people_object() {
    let mut ledger = announced();
    ledger.oppose(BOB, &[(2, 200 * ONE)]).unwrap();
    ledger.oppose(CAROL, &[(2, 200 * ONE)]).unwrap();
    ledger.time += DAY;
    assert_eq!(ledger.on(CAROL, "reset", 2), Err(Error::StillPasses));
    ledger.time += DAY;
    ledger.on(CAROL, "reset", 2).unwrap();
    assert_eq!((asked(&ledger), ledger.commons.phase), (Some(0), Phase::Open));
    assert_eq!(ledger.on(BOB, "announce", 4), Ok(()));
}

#[test]
fn one_is_announced_at_a_time() {
    let mut ledger = announced();
    ledger.stake(ALICE, &[(2, 0), (3, 500 * ONE)]).unwrap();
    ledger.time += 5 * HALF_LIFE;
    assert_eq!(ledger.on(BOB, "announce", 3), Err(Error::NotOpen));
    assert_eq!(ledger.proposal(3).announced, 0);
    ledger.on(BOB, "reset", 2).unwrap();
    ledger.on(BOB, "announce", 3).unwrap();
    assert_eq!(ledger.commons.phase, Phase::Closing);
    // The end of one that is not announced any more changes nothing.
    ledger.on(CAROL, "cancel", 2).unwrap();
    assert_eq!(ledger.commons.phase, Phase::Closing);
}

#[test]
fn while_one_is_announced_nothing_is_granted_or_changed() {
    let mut ledger = Ledger::new();
    let drafts = [Draft::wind_down(), Draft::default(), Draft::rule(6, 3_000), Draft::rule(1, 1)];
    for draft in drafts.into_iter().chain([Draft::governor(BOB)]) {
        ledger.propose(CAROL, Draft { lifetime: 60 * DAY, ..draft }).unwrap();
    }
    ledger.commons.balances = EVERYBODY.map(|account| (account, 10_000 * ONE)).into();
    ledger.stake(ALICE, &[2, 3, 4, 5, 6].map(|id| (id, 800 * ONE))).unwrap();
    ledger.time += 10 * HALF_LIFE;
    for id in [3, 4, 5, 6] {
        ledger.on(BOB, "announce", id).unwrap();
    }
    ledger.on(BOB, "announce", 2).unwrap();
    ledger.time += LONG_NOTICE;
    for (id, refusal) in [
        (3, Error::OverSpendingLimit),
        (4, Error::NotOpen),
        (5, Error::NotOpen),
        (6, Error::NotOpen),
    ] {
        assert_eq!(ledger.on(BOB, "execute", id), Err(refusal), "{id}");
    }
    ledger.on(BOB, "execute", 2).unwrap();
}

#[test]
fn its_end_reopens_the_commons() {
    let ledger = announced();
    let mut cancelled = ledger.clone();
    cancelled.on(CAROL, "cancel", 2).unwrap();
    assert_eq!((asked(&cancelled), cancelled.commons.phase), (Some(0), Phase::Open));
    let mut expired = ledger.clone();
    expired.time += 30 * DAY;
    expired.on(BOB, "expire", 2).unwrap();
    assert_eq!(expired.commons.phase, Phase::Open);
    // On the way of a release, too.
    let mut released = ledger.clone();
    released.time += 30 * DAY;
    released.release(ALICE).unwrap();
    assert_eq!((released.commons.phase, released.stakes(ALICE)), (Phase::Open, vec![]));
    released.check(&EVERYBODY);
    // One that was not executed in time is reset.
    let mut stale = ledger;
    stale.time += LONG_NOTICE + WEEK + 1;
    assert_eq!(stale.on(BOB, "execute", 2), Err(Error::NotAnnounced));
    stale.on(BOB, "reset", 2).unwrap();
    assert_eq!(stale.commons.phase, Phase::Open);
}

#[test]
fn a_commons_that_does_not_listen_holds_up_no_end() {
    for message in ["cancel", "expire"] {
        let mut ledger = announced();
        if message == "expire" {
            ledger.time += 30 * DAY;
        }
        let mut replaced = ledger.clone();
        replaced.commons.replaced = true;
        assert_eq!(replaced.on(CAROL, message, 2), Ok(()));
        let mut open = ledger.clone();
        open.commons.phase = Phase::Open;
        assert_eq!(open.on(CAROL, message, 2), Ok(()));
        // Anything else does.
        for refusal in [Error::Malformed, Error::Paused, Error::OutOfDomain] {
            ledger.commons.refusal = Some(refusal);
            assert_eq!(ledger.on(CAROL, message, 2), Err(refusal));
            assert_eq!(ledger.proposal(2).status, 0);
        }
    }
}

#[test]
fn everything_is_written_before_the_commons_is_asked() {
    let mut ledger = announced();
    let seen = ledger.seen_with(&ledger.commons.seen);
    assert_eq!(seen.proposal(2).announced, ledger.time);
    ledger.on(CAROL, "cancel", 2).unwrap();
    assert_eq!(ledger.seen_with(&ledger.commons.seen).proposal(2).status, 2);
}
