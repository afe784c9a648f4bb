//! Cancelled and expired proposals, and deposits that come back.

use weir_conviction::{
    abi::{Word, word},
    error::Error,
};

use crate::ledger::{ALICE, BOB, CAROL, DAY, Draft, Ledger, ONE, START};

const EVERYBODY: [Word; 3] = [ALICE, BOB, CAROL];

/// A ledger with Carol's proposals 2 and 3, both supported.
fn ledger() -> Ledger {
    let mut ledger = Ledger::new();
    for _ in 0..2 {
        ledger.propose(CAROL, Draft::default()).unwrap();
    }
    ledger.stake(ALICE, &[(2, 10 * ONE), (3, 5 * ONE)]).unwrap();
    ledger.time += DAY;
    ledger
}

#[test]
fn the_author_cancels_and_the_stake_sleeps() {
    let mut ledger = ledger();
    let conviction = ledger.proposal(2).conviction;
    ledger.on(CAROL, "cancel", 2).unwrap();
    assert_eq!(ledger.told("Cancel(uint32,uint256)"), [(vec![word(2)], vec![word(15 * ONE)])]);
    ledger.time += DAY;
    let proposal = ledger.proposal(2);
    assert_eq!((proposal.status, proposal.staked), (2, 10 * ONE));
    // As of its end, however long that is ago.
    assert_eq!(proposal.conviction, conviction);
    // It goes on counting until it is freed: the threshold of others does not fall with it.
    assert_eq!(ledger.totals()[0], 15 * ONE);
    assert_eq!(ledger.on(CAROL, "cancel", 2), Err(Error::NotActive));
    assert_eq!(ledger.on(CAROL, "execute", 2), Err(Error::NotActive));
    ledger.check(&EVERYBODY);
}

#[test]
fn nobody_else_cancels() {
    let mut ledger = ledger();
    assert_eq!(ledger.on(ALICE, "cancel", 2), Err(Error::Unauthorized));
    assert_eq!(ledger.on(CAROL, "cancel", 4), Err(Error::UnknownProposal));
    ledger.on(CAROL, "cancel", 2).unwrap();
    assert_eq!(ledger.on(ALICE, "cancel", 2), Err(Error::Unauthorized));
}

#[test]
fn anybody_ends_what_has_expired() {
    let mut ledger = ledger();
    ledger.time = START + 30 * DAY - 1;
    assert_eq!(ledger.on(BOB, "expire", 2), Err(Error::NotExpired));
    ledger.time += 1;
    assert_eq!(ledger.on(BOB, "expire", 2), Ok(()));
    assert_eq!(ledger.told("Expire(uint32,uint256)"), [(vec![word(2)], vec![word(15 * ONE)])]);
    assert_eq!((ledger.proposal(2).status, ledger.totals()[0]), (3, 15 * ONE));
    assert_eq!(ledger.on(BOB, "expire", 2), Err(Error::NotActive));
    assert_eq!(ledger.on(CAROL, "cancel", 2), Err(Error::NotActive));
    // Its author may cancel one whose end nobody has told yet.
    assert_eq!(ledger.on(CAROL, "cancel", 3), Ok(()));
    assert_eq!(ledger.on(BOB, "expire", 9), Err(Error::UnknownProposal));
    ledger.check(&EVERYBODY);
}

#[test]
fn the_abstain_signal_never_ends() {
    let mut ledger = ledger();
    assert_eq!(ledger.proposal(1).author, ALICE);
    assert_eq!(ledger.on(ALICE, "cancel", 1), Err(Error::Unauthorized));
    assert_eq!(ledger.on(ALICE, "reclaim", 1), Err(Error::NothingToReclaim));
    for years in [1, 100, 10_000] {
        ledger.time = START + years * 365 * DAY;
        assert_eq!(ledger.on(ALICE, "expire", 1), Err(Error::NotExpired));
        for message in ["announce", "execute"] {
            assert_eq!(ledger.on(ALICE, message, 1), Err(Error::NotExecutable));
        }
        ledger.stake(BOB, &[(1, years.into())]).unwrap();
    }
}

#[test]
fn a_deposit_goes_back_once_and_to_its_author_only() {
    let mut ledger = ledger();
    assert_eq!(ledger.on(CAROL, "reclaim", 2), Err(Error::NothingToReclaim));
    ledger.on(CAROL, "cancel", 2).unwrap();
    assert_eq!(ledger.on(BOB, "reclaim", 2), Ok(()));
    assert_eq!(ledger.payments, [(CAROL, ONE)]);
    assert_eq!((ledger.money, ledger.proposal(2).deposit), (ONE, 0));
    let told = ledger.told("Reclaim(uint32,address,uint256)");
    assert_eq!(told, [(vec![word(2), CAROL], vec![word(ONE)])]);
    assert_eq!(ledger.on(BOB, "reclaim", 2), Err(Error::NothingToReclaim));
    assert_eq!(ledger.on(BOB, "reclaim", 9), Err(Error::UnknownProposal));
    ledger.check(&EVERYBODY);
}

#[test]
fn all_that_was_sent_is_the_deposit() {
    let mut ledger = Ledger::new();
    let draft = Draft { deposit: 7 * ONE + 3, ..Draft::default() };
    ledger.propose(BOB, draft).unwrap();
    ledger.time += 30 * DAY;
    assert_eq!(ledger.on(ALICE, "reclaim", 2), Err(Error::NothingToReclaim));
    ledger.on(ALICE, "expire", 2).unwrap();
    ledger.on(ALICE, "reclaim", 2).unwrap();
    assert_eq!(ledger.payments, [(BOB, 7 * ONE + 3)]);
}

#[test]
fn an_author_who_takes_no_money_holds_up_only_the_deposit() {
    let mut ledger = ledger();
    ledger.closed = true;
    ledger.on(CAROL, "cancel", 2).unwrap();
    assert_eq!(ledger.on(BOB, "reclaim", 2), Err(Error::PaymentRefused));
    assert_eq!(ledger.proposal(2).deposit, ONE);
    ledger.release(ALICE).unwrap();
    ledger.closed = false;
    assert_eq!(ledger.on(BOB, "reclaim", 2), Ok(()));
    ledger.check(&EVERYBODY);
}

#[test]
fn the_deposit_of_what_passed_comes_back_too() {
    let mut ledger = ledger();
    ledger.stake(ALICE, &[(2, 300 * ONE)]).unwrap();
    ledger.time += 20 * DAY;
    ledger.pass(BOB, 2).unwrap();
    ledger.on(BOB, "reclaim", 2).unwrap();
    assert_eq!(ledger.payments, [(CAROL, ONE)]);
}
