//! Stakes on proposals that are over, and those of accounts that leave.

use weir_conviction::{
    abi::{Word, word},
    error::Error,
};

use crate::{
    commons::LOCK,
    ledger::{ALICE, BOB, CAROL, DAY, Draft, HALF_LIFE, Ledger, ONE, STAKED, START},
};

const EVERYBODY: [Word; 3] = [ALICE, BOB, CAROL];

/// How long stakes on what is over count before others can free them.
const REST: u64 = 30 * DAY + HALF_LIFE;

/// A ledger with Carol's proposals 2 to 5, all supported by Alice and Bob: 2 has passed, 3 is
/// cancelled, 4 has expired and was not ended, 5 goes on.
fn ledger() -> Ledger {
    let mut ledger = Ledger::new();
    for lifetime in [30, 30, 26, 80] {
        ledger.propose(CAROL, Draft { lifetime: lifetime * DAY, ..Draft::default() }).unwrap();
    }
    ledger.stake(ALICE, &[(2, 100 * ONE), (3, 3), (4, 4), (5, 5)]).unwrap();
    ledger.stake(BOB, &[(2, 20), (3, 30), (4, 40), (5, 50)]).unwrap();
    ledger.time += 8 * HALF_LIFE;
    ledger.pass(CAROL, 2).unwrap();
    ledger.on(CAROL, "cancel", 3).unwrap();
    ledger.time = START + 26 * DAY;
    ledger
}

/// The sum of all stakes in [`ledger`].
const ALL: u128 = 100 * ONE + 152;

#[test]
fn accounts_free_what_lies_on_proposals_that_are_over() {
    let mut ledger = ledger();
    let events = ledger.events.len();
    assert_eq!(ledger.totals()[0], ALL);
    ledger.release(ALICE).unwrap();
    assert_eq!(ledger.stakes(ALICE), [(5, 5)]);
    assert_eq!(ledger.commons.last().selector, LOCK);
    assert_eq!(ledger.commons.last().words, [ALICE, word(5)]);
    // What had expired is ended on the way.
    assert_eq!(ledger.proposal(4).status, 3);
    assert_eq!(ledger.told("Expire(uint32,uint256)"), [(vec![word(4)], vec![word(4 + 5 + 140)])]);
    assert_eq!(ledger.events.len(), events + 4);
    let told = ledger.told(STAKED);
    let (topics, data) = &told[told.len() - 1];
    assert_eq!(*topics, [word(4), ALICE]);
    assert_eq!([data[0], data[1], data[2], data[6]], [0, 0, 40, 145].map(word));
    ledger.check(&EVERYBODY);

    ledger.release(BOB).unwrap();
    assert_eq!(ledger.stakes(BOB), [(5, 50)]);
    assert_eq!(ledger.totals()[0], 55);
    for id in [2, 3, 4] {
        assert_eq!(ledger.proposal(id).staked, 0);
    }
    assert_eq!(ledger.told("Expire(uint32,uint256)").len(), 1);
    ledger.check(&EVERYBODY);
}

#[test]
fn what_goes_on_is_not_freed() {
    let mut ledger = ledger();
    ledger.release(ALICE).unwrap();
    assert_eq!(ledger.release(ALICE), Err(Error::NothingToRelease));
    assert_eq!(ledger.release(CAROL), Err(Error::NothingToRelease));
    let wide = ledger.send(BOB, "release(address)", &[[0, 1, 0, 0]]);
    assert_eq!(wide, Err(Error::Malformed));
    ledger.check(&EVERYBODY);
}

#[test]
fn others_free_what_has_been_over_for_long() {
    let mut ledger = ledger();
    let nothing = Err(Error::NothingToRelease);
    // 2 and 3 were over after 25 days, 4 after 26: when it was ended counts for nothing.
    ledger.time = START + 25 * DAY + REST - 1;
    assert_eq!(ledger.release_of(CAROL, ALICE), nothing);
    ledger.on(CAROL, "expire", 4).unwrap();
    ledger.time += 1;
    ledger.release_of(CAROL, ALICE).unwrap();
    assert_eq!(ledger.stakes(ALICE), [(4, 4), (5, 5)]);
    ledger.check(&EVERYBODY);
    ledger.time += DAY - 1;
    assert_eq!(ledger.release_of(CAROL, ALICE), nothing);
    ledger.time += 1;
    ledger.release_of(CAROL, ALICE).unwrap();
    assert_eq!(ledger.stakes(ALICE), [(5, 5)]);
    // Of what has expired and was not ended, the same.
    ledger.time = START + 80 * DAY + REST - 1;
    assert_eq!(ledger.release_of(CAROL, ALICE), nothing);
    ledger.time += 1;
    ledger.release_of(CAROL, ALICE).unwrap();
    assert_eq!((ledger.stakes(ALICE), ledger.proposal(5).status), (vec![], 3));
    ledger.release_of(CAROL, BOB).unwrap();
    assert_eq!(ledger.totals()[0], 0);
    ledger.check(&EVERYBODY);
}

#[test]
fn what_is_over_does_not_lower_the_threshold_of_the_rest() {
    // 2 gathers all, and ends at its supporters' wish: the stakes go on counting.
    let mut ledger = Ledger::new();
    ledger.propose(ALICE, Draft::of(10 * ONE)).unwrap();
    ledger.propose(CAROL, Draft::of(10 * ONE)).unwrap();
    ledger.stake(ALICE, &[(2, 500 * ONE)]).unwrap();
    ledger.stake(CAROL, &[(3, 60 * ONE)]).unwrap();
    ledger.time += 8 * HALF_LIFE;
    ledger.on(ALICE, "cancel", 2).unwrap();
    let before = ledger.threshold(3).unwrap();
    ledger.time += REST - 1;
    ledger.stake(BOB, &[(1, 1)]).unwrap();
    assert!(ledger.threshold(3).unwrap() >= before);
    assert_eq!(ledger.release_of(CAROL, ALICE), Err(Error::NothingToRelease));
}

#[test]
fn a_stake_is_taken_off_the_total_once() {
    // By hand, before and after the proposal's end, and by release.
    let mut ledger = ledger();
    ledger.stake(ALICE, &[(2, 0)]).unwrap();
    assert_eq!(ledger.totals()[0], 152);
    ledger.stake(BOB, &[(3, 29), (2, 19)]).unwrap();
    assert_eq!(ledger.totals()[0], 150);
    assert_eq!(ledger.commons.last().words, [BOB, word(19 + 29 + 40 + 50)]);
    ledger.stake(ALICE, &[(4, 1)]).unwrap();
    assert_eq!(ledger.totals()[0], 147);
    ledger.on(BOB, "expire", 4).unwrap();
    assert_eq!(ledger.totals()[0], 147);
    ledger.stake(ALICE, &[(4, 0)]).unwrap();
    assert_eq!(ledger.totals()[0], 146);
    ledger.release(BOB).unwrap();
    ledger.release(ALICE).unwrap();
    assert_eq!(ledger.totals()[0], 55);
    assert_eq!((ledger.stakes(ALICE), ledger.stakes(BOB)), (vec![(5, 5)], vec![(5, 50)]));
    ledger.check(&EVERYBODY);
}

#[test]
fn an_objection_sleeps_and_is_freed_like_support() {
    let mut ledger = ledger();
    ledger.oppose(CAROL, &[(5, 7)]).unwrap();
    ledger.on(CAROL, "cancel", 5).unwrap();
    assert_eq!((ledger.proposal(5).opposed, ledger.totals()[0]), (7, ALL + 7));
    ledger.release(CAROL).unwrap();
    assert_eq!((ledger.proposal(5).opposed, ledger.totals()[0]), (0, ALL));
    ledger.check(&EVERYBODY);
}

#[test]
fn everything_is_written_before_the_commons_is_asked() {
    let mut ledger = ledger();
    ledger.release(ALICE).unwrap();
    let seen = ledger.seen_with(&ledger.commons.seen);
    assert_eq!(seen.stakes(ALICE), [(5, 5)]);
    assert_eq!((seen.proposal(4).status, seen.totals()[0]), (3, 145));
}

#[test]
fn an_account_that_leaves_loses_all_its_stakes() {
    let mut ledger = ledger();
    ledger.oppose(CAROL, &[(5, 7)]).unwrap();
    assert_eq!(ledger.forfeit(BOB, ALICE), Err(Error::NothingToRelease));
    ledger.commons.leaving.extend([(ALICE, ledger.time + 30 * DAY), (CAROL, 1)]);
    let events = ledger.told(STAKED).len();
    ledger.forfeit(BOB, ALICE).unwrap();
    assert_eq!((ledger.stakes(ALICE), ledger.totals()[0]), (vec![], 147));
    assert_eq!(ledger.commons.last().words, [ALICE, word(0)]);
    assert_eq!(ledger.told(STAKED).len(), events + 4);
    assert_eq!((ledger.proposal(5).staked, ledger.proposal(2).staked), (50, 20));
    ledger.check(&EVERYBODY);
    ledger.forfeit(ALICE, CAROL).unwrap();
    assert_eq!((ledger.proposal(5).opposed, ledger.totals()[0]), (0, 140));
    // Nothing left: the Commons learns of it, nothing changes here, and nothing rises.
    let (before, events) = (ledger.storage.clone(), ledger.told(STAKED).len());
    ledger.forfeit(BOB, ALICE).unwrap();
    assert_eq!(ledger.commons.last().words, [ALICE, word(0)]);
    assert_eq!((&ledger.storage, ledger.told(STAKED).len()), (&before, events));
    assert_eq!(ledger.stake(ALICE, &[(5, 1)]), Err(Error::NotYetFree));
    // Those who do not leave keep theirs.
    assert_eq!(ledger.forfeit(ALICE, BOB), Err(Error::NothingToRelease));
    ledger.commons.leaving.clear();
    assert_eq!(ledger.stake(ALICE, &[(5, 1)]), Ok(()));
    let wide = ledger.send(BOB, "forfeit(address)", &[[0, 1, 0, 0]]);
    assert_eq!(wide, Err(Error::Malformed));
    ledger.check(&EVERYBODY);
}

#[test]
fn conviction_does_not_outlive_the_tokens_that_were_forfeited() {
    let mut ledger = Ledger::new();
    ledger.propose(CAROL, Draft::default()).unwrap();
    ledger.stake(ALICE, &[(2, 400 * ONE)]).unwrap();
    ledger.time += 5 * HALF_LIFE;
    ledger.on(BOB, "announce", 2).unwrap();
    ledger.commons.leaving.insert(ALICE, ledger.time + 30 * DAY);
    ledger.forfeit(BOB, ALICE).unwrap();
    assert!(ledger.proposal(2).conviction > Default::default());
    ledger.time = ledger.notice(2).0;
    assert_eq!(ledger.on(BOB, "execute", 2), Err(Error::BelowThreshold));
    assert_eq!(ledger.on(BOB, "reset", 2), Ok(()));
}
