//! The token.

use weir_commons::{
    abi::{Word, ZERO, topic, word},
    error::Error,
};

use crate::ledger::{ALICE, BOB, CAROL, GOVERNOR, Ledger, MARKET, ONE, SELF, TREASURY};

const UNLIMITED: Word = [u64::MAX; 4];

fn allowance(ledger: &mut Ledger, owner: Word, spender: Word) -> Word {
    ledger.send(CAROL, "allowance(address,address)", &[owner, spender]).unwrap()[0]
}

#[test]
fn a_transfer_moves_tokens_and_tells_so() {
    let mut ledger = Ledger::open();
    let moved = ledger.send(ALICE, "transfer(address,uint256)", &[BOB, word(ONE)]);
    assert_eq!(moved, Ok(vec![word(1)]));
    assert_eq!((ledger.balance(ALICE), ledger.balance(BOB)), (999 * ONE, ONE));
    let transfer = topic("Transfer(address,address,uint256)");
    assert_eq!(*ledger.last_event(), (vec![transfer, ALICE, BOB], vec![word(ONE)]));
}

#[test]
fn a_transfer_to_oneself_changes_nothing() {
    let mut ledger = Ledger::open();
    ledger.send(ALICE, "transfer(address,uint256)", &[ALICE, word(ONE)]).unwrap();
    assert_eq!(ledger.balance(ALICE), 1_000 * ONE);
}

#[test]
fn what_one_does_not_have_is_not_transferred() {
    let mut ledger = Ledger::open();
    for value in [word(1_000 * ONE + 1), [0, 1, 0, 0], UNLIMITED] {
        let moved = ledger.send(ALICE, "transfer(address,uint256)", &[BOB, value]);
        assert_eq!(moved, Err(Error::InsufficientBalance));
    }
    let nobody = ledger.send(ALICE, "transfer(address,uint256)", &[ZERO, word(1)]);
    assert_eq!(nobody, Err(Error::InvalidRecipient));
}

#[test]
fn tokens_that_nobody_could_move_again_are_not_transferred() {
    let mut ledger = Ledger::open();
    ledger.send(ALICE, "transfer(address,uint256)", &[BOB, word(7)]).unwrap();
    ledger.send(GOVERNOR, "setGovernor(address)", &[BOB]).unwrap();
    ledger.send(ALICE, "approve(address,uint256)", &[CAROL, UNLIMITED]).unwrap();
    // The governors of before as well.
    for to in [ZERO, SELF, MARKET, TREASURY, BOB, GOVERNOR] {
        for value in [ZERO, word(1)] {
            let moved = ledger.send(ALICE, "transfer(address,uint256)", &[to, value]);
            assert_eq!(moved, Err(Error::InvalidRecipient), "{to:?}");
            let take = "transferFrom(address,address,uint256)";
            let moved = ledger.send(CAROL, take, &[ALICE, to, value]);
            assert_eq!(moved, Err(Error::InvalidRecipient), "{to:?}");
        }
    }
    // What the governor had before it can spend.
    assert_eq!(ledger.balance(BOB), 7);
    ledger.send(BOB, "transfer(address,uint256)", &[CAROL, word(7)]).unwrap();
    assert_eq!((ledger.balance(BOB), ledger.balance(CAROL)), (0, 7));
}

#[test]
fn an_allowance_is_spent_and_no_more() {
    let mut ledger = Ledger::open();
    ledger.send(ALICE, "approve(address,uint256)", &[BOB, word(5)]).unwrap();
    let approval = topic("Approval(address,address,uint256)");
    assert_eq!(*ledger.last_event(), (vec![approval, ALICE, BOB], vec![word(5)]));

    let take = |ledger: &mut Ledger, value: u128| {
        ledger.send(BOB, "transferFrom(address,address,uint256)", &[ALICE, CAROL, word(value)])
    };
    assert_eq!(take(&mut ledger, 3), Ok(vec![word(1)]));
    assert_eq!(take(&mut ledger, 3), Err(Error::InsufficientAllowance));
    assert_eq!(take(&mut ledger, 2), Ok(vec![word(1)]));
    assert_eq!(allowance(&mut ledger, ALICE, BOB), ZERO);
    assert_eq!(ledger.balance(CAROL), 5);
    // The allowance of one pair is not that of the reversed one.
    assert_eq!(allowance(&mut ledger, BOB, ALICE), ZERO);
}

#[test]
fn an_allowance_beyond_any_supply_is_without_limit() {
    let mut ledger = Ledger::open();
    for limit in [UNLIMITED, [0, 0x0100_0000_0000_0000_u64.to_be(), 0, 0]] {
        ledger.send(ALICE, "approve(address,uint256)", &[BOB, limit]).unwrap();
        ledger
            .send(BOB, "transferFrom(address,address,uint256)", &[ALICE, BOB, word(ONE)])
            .unwrap();
        assert_eq!(allowance(&mut ledger, ALICE, BOB), limit);
    }
}

#[test]
fn an_allowance_is_raised_and_lowered_by_a_difference() {
    let mut ledger = Ledger::open();
    let raise = "increaseAllowance(address,uint256)";
    let lower = "decreaseAllowance(address,uint256)";
    ledger.send(ALICE, raise, &[BOB, word(u128::MAX)]).unwrap();
    ledger.send(ALICE, raise, &[BOB, word(2)]).unwrap();
    assert_eq!(allowance(&mut ledger, ALICE, BOB), [0, 1_u64.to_be(), 0, 1_u64.to_be()]);
    ledger.send(ALICE, lower, &[BOB, word(3)]).unwrap();
    assert_eq!(allowance(&mut ledger, ALICE, BOB), word(u128::MAX - 1));
    assert_eq!(ledger.send(ALICE, raise, &[BOB, UNLIMITED]), Err(Error::OutOfDomain));
    let below = ledger.send(ALICE, lower, &[BOB, word(u128::MAX)]);
    assert_eq!(below, Err(Error::InsufficientAllowance));
    assert_eq!(ledger.send(ALICE, raise, &[ZERO, word(1)]), Err(Error::ZeroAddress));
    let nobody = ledger.send(ALICE, "approve(address,uint256)", &[ZERO, word(1)]);
    assert_eq!(nobody, Err(Error::ZeroAddress));
}
