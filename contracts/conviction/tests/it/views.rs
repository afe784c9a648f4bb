//! Answers that write nothing.

use weir_conviction::{
    abi::{Word, word},
    error::Error,
};

use crate::ledger::{ALICE, BOB, CAROL, DAY, Draft, Ledger, ONE};

#[test]
fn unknown_proposals_have_no_answers() {
    let ledger = Ledger::new();
    for message in
        ["proposalOf(uint32)", "textOf(uint32)", "thresholdOf(uint32)", "noticeOf(uint32)"]
    {
        for id in [0, 2, u32::MAX.into()] {
            assert_eq!(ledger.ask(message, &[word(id)]), Err(Error::UnknownProposal));
        }
        assert_eq!(ledger.ask(message, &[word(1 << 32)]), Err(Error::Malformed));
    }
    assert_eq!(ledger.stakes(BOB), []);
    assert_eq!(ledger.ask("stakesOf(address)", &[[1, 0, 0, 0]]), Err(Error::Malformed));
}

#[test]
fn answers_are_as_of_now() {
    let mut ledger = Ledger::new();
    ledger.propose(CAROL, Draft::default()).unwrap();
    ledger.stake(ALICE, &[(2, 400 * ONE)]).unwrap();
    let mut before = (ledger.proposal(2).conviction, ledger.totals()[1], ledger.threshold(2));
    for _ in 0..10 {
        ledger.time += DAY;
        let now = (ledger.proposal(2).conviction, ledger.totals()[1], ledger.threshold(2));
        assert!(now.0 > before.0 && now.1 > before.1 && now.2 >= before.2);
        before = now;
    }
}

#[test]
fn what_asks_for_more_than_can_be_granted_has_no_threshold() {
    let mut ledger = Ledger::new();
    for amount in [19 * ONE, 20 * ONE - 1, 20 * ONE, 1_000 * ONE] {
        ledger.propose(CAROL, Draft::of(amount)).unwrap();
    }
    assert!(ledger.threshold(2).is_some());
    assert!(ledger.threshold(3).is_none_or(|threshold| threshold > ledger.threshold(2).unwrap()));
    assert_eq!((ledger.threshold(4), ledger.threshold(5)), (None, None));
}

#[test]
fn nobody_needs_to_stay_for_the_answers_of_a_pause() {
    let mut ledger = Ledger::new();
    ledger.propose(CAROL, Draft::default()).unwrap();
    ledger.commons.paused_until = u64::MAX;
    assert!(ledger.threshold(2).is_some());
    assert_eq!(ledger.totals()[3], 2);
}

#[test]
fn a_full_list_of_stakes_is_told() {
    let mut ledger = Ledger::new();
    for _ in 0..15 {
        ledger.propose(CAROL, Draft::default()).unwrap();
    }
    let moves: Vec<(u32, u128)> = (1..=16).map(|id| (id, ONE + u128::from(id))).collect();
    ledger.stake(ALICE, &moves).unwrap();
    assert_eq!(ledger.stakes(ALICE), moves);
    let words: Vec<Word> = ledger.ask("stakesOf(address)", &[ALICE]).unwrap();
    assert_eq!(words.len(), 50);
}
