//! Stakes: what an account may put where, and what the Commons is asked to lock.

use weir_conviction::{
    abi::{Word, word},
    error::Error,
};

use crate::{
    commons::LOCK,
    ledger::{ALICE, BOB, CAROL, DAY, Draft, Ledger, ONE, STAKE, STAKED},
};

const EVERYBODY: [Word; 3] = [ALICE, BOB, CAROL];

/// A ledger with proposals 2 to `last`.
fn ledger(last: u32) -> Ledger {
    let mut ledger = Ledger::new();
    for id in 2..=last {
        assert_eq!(ledger.propose(CAROL, Draft::default()), Ok(id));
    }
    ledger
}

#[test]
fn stakes_are_set_and_locked() {
    let mut ledger = ledger(3);
    ledger.stake(ALICE, &[(2, 10), (3, 20), (1, 5)]).unwrap();
    assert_eq!(ledger.stakes(ALICE), [(2, 10), (3, 20), (1, 5)]);
    assert_eq!(ledger.commons.requests.len(), 1);
    assert_eq!(ledger.commons.last().selector, LOCK);
    assert_eq!(ledger.commons.last().words, [ALICE, word(35)]);
    assert_eq!(ledger.proposal(3).staked, 20);
    assert_eq!(ledger.totals()[0], 35);

    let told = ledger.told(STAKED);
    let event = |id, stake, total| {
        (vec![word(id), ALICE], [stake, 0, stake, 0, 0, 0, total].map(word).to_vec())
    };
    let expected = [event(2, 10, 10), event(3, 20, 30), event(1, 5, 35)];
    assert_eq!(told, expected);
    ledger.check(&EVERYBODY);
}

#[test]
fn amounts_are_absolute_and_lowering_is_told_to_the_commons() {
    let mut ledger = ledger(3);
    ledger.stake(ALICE, &[(2, 10), (3, 20)]).unwrap();
    ledger.stake(BOB, &[(2, 1)]).unwrap();
    ledger.stake(ALICE, &[(3, 15)]).unwrap();
    assert_eq!(ledger.commons.last().words, [ALICE, word(25)]);
    ledger.stake(ALICE, &[(2, 4), (3, 16)]).unwrap();
    assert_eq!(ledger.commons.last().words, [ALICE, word(20)]);
    assert_eq!(ledger.stakes(ALICE), [(2, 4), (3, 16)]);
    assert_eq!((ledger.proposal(2).staked, ledger.totals()[0]), (5, 21));
    ledger.check(&EVERYBODY);
}

#[test]
fn a_stake_of_zero_leaves_the_list() {
    let mut ledger = ledger(4);
    ledger.stake(ALICE, &[(2, 1), (3, 2), (4, 3)]).unwrap();
    ledger.stake(ALICE, &[(3, 0)]).unwrap();
    assert_eq!(ledger.stakes(ALICE), [(2, 1), (4, 3)]);
    ledger.stake(ALICE, &[(2, 0), (3, 7), (4, 0)]).unwrap();
    assert_eq!(ledger.stakes(ALICE), [(3, 7)]);
    ledger.stake(ALICE, &[(3, 0)]).unwrap();
    assert_eq!(ledger.stakes(ALICE), []);
    assert_eq!(ledger.commons.last().words, [ALICE, word(0)]);
    assert_eq!(ledger.totals()[0], 0);
    ledger.stake(ALICE, &[(4, 1)]).unwrap();
    assert_eq!(ledger.stakes(ALICE), [(4, 1)]);
    ledger.check(&EVERYBODY);
}

#[test]
fn a_move_that_changes_nothing_is_skipped() {
    let mut ledger = ledger(3);
    ledger.stake(ALICE, &[(2, 10)]).unwrap();
    let events = ledger.events.len();
    ledger.stake(ALICE, &[(2, 10), (3, 7)]).unwrap();
    assert_eq!(ledger.events.len(), events + 1);
    assert_eq!(ledger.commons.last().words, [ALICE, word(17)]);
    assert_eq!(ledger.stakes(ALICE), [(2, 10), (3, 7)]);
}

/// Who follows the events alone would not know of a change without one.
#[test]
fn a_call_that_changes_no_stake_changes_nothing_at_all() {
    let mut ledger = ledger(3);
    ledger.stake(ALICE, &[(2, 10)]).unwrap();
    ledger.time += DAY;
    ledger.commons.supply *= 2;
    let (storage, events) = (ledger.storage.clone(), ledger.events.len());
    let requests = ledger.commons.requests.len();
    for (account, moves) in [(ALICE, [(2, 10), (3, 0)]), (BOB, [(2, 0), (3, 0)])] {
        ledger.stake(account, &moves).unwrap();
        assert_eq!(ledger.storage, storage);
        assert_eq!((ledger.events.len(), ledger.commons.requests.len()), (events, requests));
    }
    ledger.check(&EVERYBODY);
}

#[test]
fn a_proposal_is_named_once_in_a_call() {
    let mut ledger = ledger(3);
    for moves in [[(2, 10), (2, 5)], [(2, 0), (2, 0)], [(2, 7), (2, 0)]] {
        assert_eq!(ledger.stake(ALICE, &moves), Err(Error::InvalidList));
        ledger.stake(ALICE, &[(2, 7), (3, 8)]).unwrap();
        assert_eq!(ledger.stake(ALICE, &moves), Err(Error::InvalidList));
    }
    assert_eq!(ledger.stakes(ALICE), [(2, 7), (3, 8)]);
    ledger.check(&EVERYBODY);
}

#[test]
fn a_call_has_one_to_sixteen_moves() {
    let mut ledger = ledger(17);
    assert_eq!(ledger.stake(ALICE, &[]), Err(Error::InvalidList));
    let moves: Vec<_> = (1..=17).map(|id| (id, 1)).collect();
    assert_eq!(ledger.stake(ALICE, &moves), Err(Error::InvalidList));
    assert_eq!(ledger.stake(ALICE, &moves[1..]), Ok(()));
    for count in [u128::MAX, 1 << 64, 1 << 32, 17] {
        let words = [word(32), word(count)];
        let answer = ledger.send(ALICE, STAKE, &words);
        assert_eq!(answer, Err(Error::InvalidList), "{count}");
    }
    ledger.check(&EVERYBODY);
}

#[test]
fn an_account_has_sixteen_stakes_whatever_the_order_of_moves() {
    let mut ledger = ledger(33);
    let first: Vec<_> = (1..=16).map(|id| (id, 1)).collect();
    ledger.stake(ALICE, &first).unwrap();
    assert_eq!(ledger.stake(ALICE, &[(17, 1)]), Err(Error::TooManyStakes));
    assert_eq!(ledger.stake(ALICE, &[(17, 1), (5, 0)]), Ok(()));
    assert_eq!(ledger.stakes(ALICE).len(), 16);
    let others: Vec<_> = (18..=33).map(|id| (id, 1)).collect();
    assert_eq!(ledger.stake(ALICE, &others), Err(Error::TooManyStakes));
    let mut swap: Vec<_> = (18..=25).map(|id| (id, 2)).collect();
    swap.extend((6..=13).map(|id| (id, 0)));
    assert_eq!(ledger.stake(ALICE, &swap), Ok(()));
    assert_eq!(ledger.stakes(ALICE).len(), 16);
    ledger.check(&EVERYBODY);
}

#[test]
fn sixteen_stakes_fit_into_a_storage_value() {
    let mut ledger = ledger(16);
    let moves: Vec<_> = (1..=16).map(|id| (id, ONE)).collect();
    ledger.stake(ALICE, &moves).unwrap();
    let longest = ledger.storage.values().map(|value| 8 * value.len()).max();
    assert_eq!(longest, Some(384));
}

#[test]
fn many_moves_are_one_access_to_the_account_and_one_lock() {
    let mut ledger = ledger(11);
    let before = ledger.accesses;
    ledger.stake(ALICE, &[(2, 1)]).unwrap();
    let one = ledger.accesses - before;
    let moves: Vec<_> = (2..=11).map(|id| (id, 5)).collect();
    ledger.stake(ALICE, &moves).unwrap();
    // Each proposal more is read and written, and nothing else.
    assert_eq!(ledger.accesses - before - one, one + 9 * 2);
    assert_eq!(ledger.commons.requests.len(), 2);
}

#[test]
fn nobody_stakes_more_than_they_have() {
    let mut ledger = ledger(3);
    let refused = Err(Error::InsufficientBalance);
    assert_eq!(ledger.stake(ALICE, &[(2, 500 * ONE + 1)]), refused);
    assert_eq!(ledger.stake(ALICE, &[(2, 300 * ONE), (3, 200 * ONE + 1)]), refused);
    assert_eq!(ledger.stake(ALICE, &[(2, 300 * ONE), (3, 200 * ONE)]), Ok(()));
    assert_eq!(ledger.stake(ALICE, &[(1, 1)]), refused);
    ledger.check(&EVERYBODY);
}

#[test]
fn amounts_that_overflow_are_refused() {
    let mut ledger = ledger(3);
    let half = 1 << 127;
    assert_eq!(ledger.stake(ALICE, &[(2, half), (3, half)]), Err(Error::OutOfDomain));
    assert_eq!(ledger.stake(ALICE, &[(2, u128::MAX)]), Err(Error::InsufficientBalance));
    let beyond = [word(32), word(1), word(2), [0, 1 << 56, 0, 0], word(0)];
    let answer = ledger.send(ALICE, STAKE, &beyond);
    assert_eq!(answer, Err(Error::OutOfDomain));
    // Even with a Commons that would lock anything.
    ledger.commons.balances.extend([(ALICE, u128::MAX), (BOB, u128::MAX)]);
    ledger.stake(ALICE, &[(2, u128::MAX)]).unwrap();
    assert_eq!(ledger.stake(BOB, &[(3, 1)]), Err(Error::OutOfDomain));
    ledger.time += 3650 * DAY;
    ledger.stake(ALICE, &[(2, 0)]).unwrap();
}

#[test]
fn unknown_proposals_take_no_stake() {
    let mut ledger = ledger(2);
    for id in [0, 3, u32::MAX] {
        let refused = Err(Error::UnknownProposal);
        assert_eq!(ledger.stake(ALICE, &[(2, 1), (id, 1)]), refused);
        assert_eq!(ledger.stake(ALICE, &[(id, 0)]), refused);
    }
    let wide = [word(32), word(1), word(1 << 32), word(1), word(0)];
    let answer = ledger.send(ALICE, STAKE, &wide);
    assert_eq!(answer, Err(Error::Malformed));
}

#[test]
fn moves_that_lie_outside_the_call_data_are_refused() {
    let mut ledger = ledger(2);
    let mut send = |words: &[Word]| ledger.send(ALICE, STAKE, words).err();
    let words = [word(32), word(1), word(2), word(7), word(0)];
    assert_eq!(send(&words[..4]), Some(Error::Malformed));
    assert_eq!(send(&[word(32), word(2), word(2), word(7), word(0)]), Some(Error::Malformed));
    assert_eq!(send(&[word(32), word(1), word(2), word(7), word(2)]), Some(Error::Malformed));
    for offset in [1 << 31, 1 << 32, u128::MAX] {
        let words = [word(offset), word(1), word(2), word(7), word(0)];
        assert_eq!(send(&words), Some(Error::Malformed));
    }
    // Beyond the end there are no moves.
    for offset in [160, (1 << 31) - 1] {
        let words = [word(offset), word(1), word(2), word(7), word(0)];
        assert_eq!(send(&words), Some(Error::InvalidList));
    }
    // Wherever the list is, it is read.
    let shifted = [word(64), word(9), word(1), word(2), word(7), word(0)];
    assert_eq!(send(&shifted), None);
    assert_eq!(ledger.stakes(ALICE), [(2, 7)]);
}

#[test]
fn what_is_over_takes_no_more_stake() {
    let mut ledger = ledger(4);
    ledger.stake(ALICE, &[(2, 10), (3, 10)]).unwrap();
    ledger.on(CAROL, "cancel", 2).unwrap();
    assert_eq!(ledger.stake(ALICE, &[(2, 11)]), Err(Error::NotActive));
    ledger.time += 30 * DAY - 1;
    ledger.stake(ALICE, &[(3, 11)]).unwrap();
    ledger.time += 1;
    assert_eq!(ledger.stake(ALICE, &[(3, 12)]), Err(Error::NotActive));
    assert_eq!(ledger.stake(ALICE, &[(1, 12)]), Ok(()));
    ledger.check(&EVERYBODY);
}

#[test]
fn everything_is_written_before_the_commons_is_asked() {
    let mut ledger = ledger(2);
    ledger.stake(ALICE, &[(2, 10)]).unwrap();
    let seen = ledger.seen_with(&ledger.commons.seen);
    assert_eq!(seen.stakes(ALICE), [(2, 10)]);
    assert_eq!((seen.proposal(2).staked, seen.totals()[0]), (10, 10));
}
