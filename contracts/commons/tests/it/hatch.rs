//! The hatch: contributions, the opening, refunds.

use weir_commons::{
    abi::{Word, ZERO, topic, word},
    error::Error,
};
use weir_economics::spot_price;

use crate::{
    ledger::{ALICE, BOB, CAROL, Ledger, ONE},
    setup::{DAY, Setup},
};

/// The last second for contributions.
const DEADLINE: u64 = 30 * DAY;

fn hatch() -> Ledger {
    Setup::hatch().deploy().unwrap().governed()
}

fn contribute(ledger: &mut Ledger, from: Word, value: u128) -> Result<Vec<Word>, Error> {
    ledger.pay(from, value, "contribute()", &[])
}

fn raised(ledger: &Ledger) -> u128 {
    ledger.ask("hatch()", &[]).unwrap()[9]
}

fn vesting(ledger: &Ledger, account: Word) -> Vec<u128> {
    ledger.ask("vestingOf(address)", &[account]).unwrap()
}

/// A hatch after its deadline, with this from Bob.
fn over(value: u128) -> Ledger {
    let mut ledger = hatch();
    contribute(&mut ledger, BOB, value).unwrap();
    ledger.time = DEADLINE + 1;
    ledger
}

#[test]
fn a_contribution_gives_tokens_at_the_hatchs_price_and_they_vest() {
    let mut ledger = hatch();
    assert_eq!(contribute(&mut ledger, BOB, 10 * ONE), Ok(vec![word(20 * ONE)]));
    assert_eq!(ledger.state(), [20 * ONE, 0, 0]);
    assert_eq!(ledger.balance(BOB), 20 * ONE);
    assert_eq!(vesting(&ledger, BOB), [10 * ONE, 20 * ONE, 20 * ONE]);
    assert_eq!(ledger.ask("transferable(address)", &[BOB]), Ok(vec![0]));
    assert_eq!((raised(&ledger), ledger.money), (10 * ONE, 10 * ONE));

    contribute(&mut ledger, BOB, 5 * ONE).unwrap();
    assert_eq!(vesting(&ledger, BOB), [15 * ONE, 30 * ONE, 30 * ONE]);
    let kind = topic("Contribute(address,uint256,uint256,uint256,uint256)");
    let transfer = topic("Transfer(address,address,uint256)");
    let [.., first, second] = &ledger.events[..] else { panic!("two events") };
    assert_eq!(*first, (vec![transfer, ZERO, BOB], vec![word(10 * ONE)]));
    assert_eq!(second.0, [kind, BOB]);
    assert_eq!(second.1, [5 * ONE, 10 * ONE, 30 * ONE, 15 * ONE].map(word));
}

#[test]
fn nothing_is_contributed_before_there_is_a_governor() {
    let mut ledger = Setup::hatch().deploy().unwrap();
    assert_eq!(contribute(&mut ledger, BOB, ONE), Err(Error::NoGovernor));
    let mut ledger = ledger.governed();
    assert!(contribute(&mut ledger, BOB, ONE).is_ok());
}

#[test]
fn what_exceeds_the_maximum_is_returned() {
    let mut ledger = hatch();
    contribute(&mut ledger, BOB, 990 * ONE).unwrap();
    assert_eq!(contribute(&mut ledger, CAROL, 25 * ONE), Ok(vec![word(20 * ONE)]));
    assert_eq!(ledger.payments, [(CAROL, 15 * ONE)]);
    assert_eq!((raised(&ledger), ledger.money), (1_000 * ONE, 1_000 * ONE));
    assert_eq!(vesting(&ledger, CAROL)[0], 10 * ONE);
    assert_eq!(contribute(&mut ledger, CAROL, 1), Err(Error::HatchFull));
}

#[test]
fn who_does_not_take_the_rest_back_contributes_nothing() {
    let mut ledger = hatch();
    ledger.closed = true;
    assert_eq!(contribute(&mut ledger, BOB, 1_001 * ONE), Err(Error::PaymentRefused));
    assert_eq!((raised(&ledger), ledger.balance(BOB)), (0, 0));
    // An exact contribution returns nothing, so nothing can be refused.
    assert!(contribute(&mut ledger, BOB, 1_000 * ONE).is_ok());
}

#[test]
fn the_deadline_is_the_last_second() {
    let mut ledger = hatch();
    ledger.time = DEADLINE;
    assert!(contribute(&mut ledger, BOB, ONE).is_ok());
    ledger.time = DEADLINE + 1;
    assert_eq!(contribute(&mut ledger, BOB, ONE), Err(Error::DeadlinePassed));
}

#[test]
fn what_buys_nothing_is_refused() {
    let mut setup = Setup::hatch();
    setup.hatch.price = 7 * ONE;
    let mut ledger = setup.deploy().unwrap().governed();
    assert_eq!(contribute(&mut ledger, BOB, 0), Err(Error::ZeroAmount));
    assert_eq!(contribute(&mut ledger, BOB, 6), Err(Error::AmountTooSmall));
    assert_eq!(contribute(&mut ledger, BOB, 7), Ok(vec![word(1)]));
}

#[test]
fn nobody_leaves_a_rest_that_buys_nothing() {
    let mut setup = Setup::hatch();
    setup.hatch.price = 2 * ONE;
    (setup.hatch.minimum, setup.hatch.maximum) = (1_000 * ONE, 1_000 * ONE);
    let mut ledger = setup.deploy().unwrap().governed();
    contribute(&mut ledger, BOB, 990 * ONE).unwrap();
    assert_eq!(contribute(&mut ledger, CAROL, 10 * ONE - 1), Err(Error::AmountTooSmall));
    contribute(&mut ledger, CAROL, 10 * ONE - 2).unwrap();
    contribute(&mut ledger, BOB, 2).unwrap();
    assert_eq!(ledger.send(ALICE, "close()", &[]), Ok(vec![]));
}

#[test]
fn tokens_round_down_so_that_many_contributions_never_give_more_than_one() {
    let mut setup = Setup::hatch();
    setup.hatch.price = 3 * ONE;
    let mut ledger = setup.deploy().unwrap().governed();
    for _ in 0..100 {
        contribute(&mut ledger, BOB, 5).unwrap();
    }
    assert_eq!(ledger.balance(BOB), 100);
    assert_eq!(contribute(&mut ledger, CAROL, 500), Ok(vec![word(166)]));
}

#[test]
fn only_accounts_on_the_allowlist_contribute_where_there_is_one() {
    let mut setup = Setup::hatch();
    setup.hatch.allowlist = 1;
    let mut ledger = setup.deploy().unwrap().governed();
    let allowed = |ledger: &Ledger| ledger.ask("allowed(address)", &[BOB]).unwrap()[0];
    assert_eq!(contribute(&mut ledger, BOB, ONE), Err(Error::NotAllowed));
    assert_eq!(allowed(&ledger), 0);

    let list = |yes: u128| vec![word(64), word(yes), word(2), BOB, CAROL];
    assert_eq!(ledger.send(ALICE, "allow(address[],bool)", &list(1)), Ok(vec![]));
    let kind = topic("Allow(address,bool)");
    let [.., first, second] = &ledger.events[..] else { panic!("two events") };
    assert_eq!(*first, (vec![kind, BOB], vec![word(1)]));
    assert_eq!(*second, (vec![kind, CAROL], vec![word(1)]));
    assert_eq!(allowed(&ledger), 1);
    assert!(contribute(&mut ledger, BOB, ONE).is_ok());

    ledger.send(ALICE, "allow(address[],bool)", &list(0)).unwrap();
    assert_eq!(contribute(&mut ledger, BOB, ONE), Err(Error::NotAllowed));
    assert_eq!(*ledger.last_event(), (vec![kind, CAROL], vec![word(0)]));
    // What was contributed before stays.
    assert_eq!(vesting(&ledger, BOB), [ONE, 2 * ONE, 2 * ONE]);
    // Without a list, everyone is allowed.
    assert_eq!(allowed(&hatch()), 1);
}

#[test]
fn the_owner_alone_keeps_the_allowlist_and_only_during_the_hatch() {
    let mut ledger = hatch();
    let list = [word(64), word(1), word(1), BOB];
    let allow = "allow(address[],bool)";
    assert_eq!(ledger.send(BOB, allow, &list), Err(Error::Unauthorized));
    assert!(ledger.send(ALICE, allow, &list).is_ok());
    let mut ledger = over(100 * ONE);
    assert!(ledger.send(ALICE, allow, &list).is_ok());
    ledger.send(CAROL, "close()", &[]).unwrap();
    assert_eq!(ledger.send(ALICE, allow, &list), Err(Error::NotHatching));
}

#[test]
fn an_allowlist_takes_up_to_thirty_two_accounts_at_once() {
    let mut ledger = hatch();
    let mut allow = |count: u128, given: usize| {
        let mut words = vec![word(64), word(1), word(count)];
        words.extend((0..given).map(|at| word(at as u128 + 1)));
        ledger.send(ALICE, "allow(address[],bool)", &words)
    };
    assert_eq!(allow(32, 32), Ok(vec![]));
    assert_eq!(allow(33, 33), Err(Error::InvalidList));
    assert_eq!(allow(0, 0), Err(Error::InvalidList));
    assert_eq!(allow(1 << 63, 0), Err(Error::InvalidList));
    // More were announced than are there.
    assert_eq!(allow(2, 1), Err(Error::Malformed));
    let refused = |words: &[Word]| hatch().send(ALICE, "allow(address[],bool)", words);
    assert_eq!(refused(&[word(64), word(1)]), Err(Error::Malformed));
    assert_eq!(refused(&[word(1 << 31), word(1), word(1), BOB]), Err(Error::Malformed));
    assert_eq!(refused(&[word(64), word(2), word(1), BOB]), Err(Error::Malformed));
    assert_eq!(refused(&[word(64), word(1), word(1), [0, 1, 0, 0]]), Err(Error::Malformed));
}

#[test]
fn a_pause_stops_contributions_but_neither_the_close_nor_refunds() {
    let mut ledger = Setup::hatch().guarded(CAROL).deploy().unwrap().governed();
    contribute(&mut ledger, BOB, 99 * ONE).unwrap();
    ledger.time = DEADLINE - DAY;
    ledger.send(CAROL, "pause(uint64)", &[word((14 * DAY).into())]).unwrap();
    assert_eq!(contribute(&mut ledger, BOB, ONE), Err(Error::Paused));
    ledger.time = DEADLINE + 1;
    assert_eq!(ledger.send(BOB, "close()", &[]), Ok(vec![]));
    assert_eq!(ledger.send(BOB, "refund()", &[]), Ok(vec![word(99 * ONE)]));
}

#[test]
fn a_hatch_is_closed_by_anyone_once_it_is_full_or_over() {
    let mut ledger = hatch();
    ledger.time = DEADLINE;
    contribute(&mut ledger, BOB, 1_000 * ONE - 1).unwrap();
    assert_eq!(ledger.send(CAROL, "close()", &[]), Err(Error::HatchNotOver));
    contribute(&mut ledger, BOB, 1).unwrap();
    assert_eq!(ledger.send(CAROL, "close()", &[]), Ok(vec![]));

    let mut ledger = over(100 * ONE);
    ledger.time = DEADLINE;
    assert_eq!(ledger.send(CAROL, "close()", &[]), Err(Error::HatchNotOver));
    ledger.time = DEADLINE + 1;
    assert_eq!(ledger.send(CAROL, "close()", &[]), Ok(vec![]));
    assert_eq!(ledger.ask("phase()", &[]), Ok(vec![1]));
}

#[test]
fn success_opens_the_curve_with_what_the_tribute_leaves() {
    let mut ledger = over(500 * ONE + 1);
    let stated = ledger.ask("hatch()", &[]).unwrap()[11];
    ledger.send(CAROL, "close()", &[]).unwrap();
    // The tribute is rounded up.
    let state = [1_000 * ONE + 2, 400 * ONE, 100 * ONE + 1];
    assert_eq!(ledger.state(), state);
    let kind = topic("Open(address,uint256,uint256,uint256)");
    assert_eq!(*ledger.last_event(), (vec![kind, CAROL], state.map(word).to_vec()));
    assert_eq!(ledger.ask("hatch()", &[]).unwrap()[10], u128::from(DEADLINE + 1));
    // The price is what was shown before, but for the rounding.
    let price = spot_price(state[0], state[1], 200_000).unwrap();
    assert!(stated - price < 10, "{stated} {price}");
    assert_eq!(ledger.ask("hatch()", &[]).unwrap()[11], stated);
    assert_eq!(ledger.ask("spotPrice()", &[]), Ok(vec![price]));
}

#[test]
fn the_hatch_ends_once() {
    for (value, late) in [(100 * ONE, 1), (ONE, 2)] {
        let mut ledger = over(value);
        ledger.send(CAROL, "close()", &[]).unwrap();
        assert_eq!(ledger.ask("phase()", &[]), Ok(vec![late]));
        assert_eq!(ledger.send(CAROL, "close()", &[]), Err(Error::NotHatching));
        assert_eq!(contribute(&mut ledger, BOB, ONE), Err(Error::NotHatching));
        // Not even if time could go back.
        ledger.time = 1;
        assert_eq!(contribute(&mut ledger, BOB, ONE), Err(Error::NotHatching));
    }
}

#[test]
fn vesting_counts_from_the_opening() {
    let mut ledger = over(200 * ONE);
    ledger.send(CAROL, "close()", &[]).unwrap();
    let opened = ledger.time;
    let mut after = |days: u64| {
        ledger.time = opened + days * DAY;
        vesting(&ledger, BOB)[2]
    };
    assert_eq!(after(0), 400 * ONE);
    assert_eq!(after(90), 400 * ONE);
    assert_eq!(after(150), 200 * ONE);
    assert_eq!(after(210), 100 * ONE);
    assert!(after(91) < 400 * ONE);
}

#[test]
fn failure_gives_everyone_their_money_back_once() {
    let mut ledger = hatch();
    contribute(&mut ledger, BOB, 40 * ONE).unwrap();
    contribute(&mut ledger, CAROL, 50 * ONE).unwrap();
    assert_eq!(ledger.send(BOB, "refund()", &[]), Err(Error::NotRefunding));
    ledger.time = DEADLINE + 1;
    assert_eq!(ledger.send(BOB, "refund()", &[]), Err(Error::NotRefunding));
    ledger.send(ALICE, "close()", &[]).unwrap();
    let failed = topic("HatchFailed(uint256)");
    assert_eq!(*ledger.last_event(), (vec![failed], vec![word(90 * ONE)]));
    assert_eq!(ledger.ask("phase()", &[]), Ok(vec![2]));

    assert_eq!(ledger.send(BOB, "refund()", &[]), Ok(vec![word(40 * ONE)]));
    let transfer = topic("Transfer(address,address,uint256)");
    let kind = topic("Refund(address,uint256,uint256,uint256,uint256)");
    let [.., first, second] = &ledger.events[..] else { panic!("two events") };
    assert_eq!(*first, (vec![transfer, BOB, ZERO], vec![word(80 * ONE)]));
    assert_eq!(second.0, [kind, BOB]);
    assert_eq!(second.1, [40 * ONE, 80 * ONE, 100 * ONE, 50 * ONE].map(word));
    assert_eq!(ledger.payments, [(BOB, 40 * ONE)]);
    assert_eq!((ledger.balance(BOB), vesting(&ledger, BOB)), (0, vec![0; 3]));

    assert_eq!(ledger.send(BOB, "refund()", &[]), Err(Error::NothingToRefund));
    assert_eq!(ledger.send(ALICE, "refund()", &[]), Err(Error::NothingToRefund));
    assert_eq!(ledger.send(CAROL, "refund()", &[]), Ok(vec![word(50 * ONE)]));
    assert_eq!((ledger.state(), ledger.money), ([0, 0, 0], 0));
}

#[test]
fn who_does_not_take_the_refund_hinders_nobody() {
    let mut ledger = hatch();
    contribute(&mut ledger, BOB, ONE).unwrap();
    contribute(&mut ledger, CAROL, ONE).unwrap();
    ledger.time = DEADLINE + 1;
    ledger.send(ALICE, "close()", &[]).unwrap();
    ledger.closed = true;
    assert_eq!(ledger.send(BOB, "refund()", &[]), Err(Error::PaymentRefused));
    ledger.closed = false;
    assert_eq!(ledger.send(CAROL, "refund()", &[]), Ok(vec![word(ONE)]));
    assert_eq!(ledger.send(BOB, "refund()", &[]), Ok(vec![word(ONE)]));
}

#[test]
fn nothing_is_refunded_after_a_success() {
    let mut ledger = over(100 * ONE);
    ledger.send(BOB, "close()", &[]).unwrap();
    assert_eq!(ledger.send(BOB, "refund()", &[]), Err(Error::NotRefunding));
}

#[test]
fn native_money_is_contributed_with_the_call_alone() {
    let mut ledger = hatch();
    let with = ledger.send(BOB, "contributeWith(uint256)", &[word(ONE)]);
    assert_eq!(with, Err(Error::WrongCurrency));
}
