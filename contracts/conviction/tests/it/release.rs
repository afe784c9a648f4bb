//! Stakes on proposals that are over.

use weir_conviction::{
    abi::{Word, word},
    error::Error,
};

use crate::{
    commons::LOCK,
    ledger::{ALICE, BOB, CAROL, DAY, Draft, HALF_LIFE, Ledger, ONE, START},
};

const EVERYBODY: [Word; 3] = [ALICE, BOB, CAROL];

/// A ledger with Carol's proposals 2 to 5, all supported by Alice and Bob: 2 has passed, 3 is
/// cancelled, 4 has expired without anybody telling, 5 goes on.
fn ledger() -> Ledger {
    let mut ledger = Ledger::new();
    for lifetime in [30, 30, 25, 80] {
        ledger.propose(CAROL, Draft { lifetime: lifetime * DAY, ..Draft::default() }).unwrap();
    }
    ledger.stake(ALICE, &[(2, 100 * ONE), (3, 3), (4, 4), (5, 5)]).unwrap();
    ledger.stake(BOB, &[(2, 20), (3, 30), (4, 40), (5, 50)]).unwrap();
    ledger.time += 8 * HALF_LIFE;
    ledger.on(CAROL, "execute", 2).unwrap();
    ledger.on(CAROL, "cancel", 3).unwrap();
    ledger.time = START + 25 * DAY;
    ledger
}

#[test]
fn anybody_frees_what_lies_on_proposals_that_are_over() {
    let mut ledger = ledger();
    let events = ledger.events.len();
    assert_eq!(ledger.totals()[0], 44 + 55);
    ledger.release(ALICE).unwrap();
    assert_eq!(ledger.stakes(ALICE), [(5, 5)]);
    assert_eq!(ledger.commons.last().selector, LOCK);
    assert_eq!(ledger.commons.last().words, [ALICE, word(5), word(0)]);
    // What had expired is ended on the way.
    assert_eq!(ledger.proposal(4).status, 3);
    assert_eq!(ledger.told("Expire(uint32,uint256)"), [(vec![word(4)], vec![word(55)])]);
    assert_eq!(ledger.events.len(), events + 4);
    let told = ledger.told("Stake(uint32,address,uint256,uint256,uint256,uint256)");
    let (topics, data) = &told[told.len() - 1];
    assert_eq!(*topics, [word(4), ALICE]);
    assert_eq!([data[0], data[1], data[3]], [0, 40, 55].map(word));
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
}

#[test]
fn a_stake_that_is_freed_is_taken_off_the_total_once() {
    // By hand, before and after the proposal's end, and by release.
    let mut ledger = ledger();
    assert_eq!(ledger.totals()[0], 44 + 55);
    ledger.stake(ALICE, &[(2, 0)]).unwrap();
    assert_eq!(ledger.totals()[0], 44 + 55);
    ledger.stake(BOB, &[(3, 29), (2, 19)]).unwrap();
    assert_eq!(ledger.totals()[0], 44 + 55);
    assert_eq!(ledger.commons.last().words, [BOB, word(19 + 29 + 40 + 50), word(0)]);
    // Proposal 4 has expired, but has not ended: its stake still counts.
    ledger.stake(ALICE, &[(4, 1)]).unwrap();
    assert_eq!(ledger.totals()[0], 41 + 55);
    ledger.on(BOB, "expire", 4).unwrap();
    assert_eq!(ledger.totals()[0], 55);
    ledger.stake(ALICE, &[(4, 0)]).unwrap();
    assert_eq!(ledger.totals()[0], 55);
    ledger.release(BOB).unwrap();
    ledger.release(ALICE).unwrap();
    assert_eq!(ledger.totals()[0], 55);
    assert_eq!((ledger.stakes(ALICE), ledger.stakes(BOB)), (vec![(5, 5)], vec![(5, 50)]));
    ledger.check(&EVERYBODY);
}

#[test]
fn everything_is_written_before_the_commons_is_asked() {
    let mut ledger = ledger();
    ledger.release(ALICE).unwrap();
    let seen = ledger.seen_with(&ledger.commons.seen);
    assert_eq!(seen.stakes(ALICE), [(5, 5)]);
    assert_eq!((seen.proposal(4).status, seen.totals()[0]), (3, 55));
}
