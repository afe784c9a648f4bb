//! The curve and the pools.

use weir_commons::{
    abi::{Word, ZERO, topic, word},
    error::Error,
};
use weir_economics::{MAX_AMOUNT, purchase_return, sale_return};

use crate::{
    ledger::{ALICE, BOB, CAROL, FOREVER, Ledger, ONE},
    setup::Setup,
};

fn mint(ledger: &mut Ledger, value: u128) -> Result<Vec<Word>, Error> {
    ledger.pay(BOB, value, "mint(uint256,uint64)", &[ZERO, word(FOREVER)])
}

fn redeem(ledger: &mut Ledger, from: Word, amount: u128) -> Result<Vec<Word>, Error> {
    ledger.send(from, "redeem(uint256,uint256,uint64)", &[word(amount), ZERO, word(FOREVER)])
}

fn burn(ledger: &mut Ledger, from: Word, amount: u128) -> Result<Vec<Word>, Error> {
    ledger.send(from, "burn(uint256,uint32,bytes32)", &[word(amount), ZERO, [9; 4]])
}

#[test]
fn a_deposit_is_split_and_mints_by_the_curve() {
    let mut ledger = Ledger::open();
    let quote = ledger.ask("quoteMint(uint256)", &[word(10 * ONE)]).unwrap();
    let minted = purchase_return(1_000 * ONE, 100 * ONE, 200_000, 92 * ONE / 10).unwrap();
    assert_eq!(quote, [minted, 8 * ONE / 10]);
    assert_eq!(mint(&mut ledger, 10 * ONE), Ok(vec![word(minted)]));

    let state = [1_000 * ONE + minted, 1_092 * ONE / 10, 8 * ONE / 10];
    assert_eq!(ledger.state(), state);
    assert_eq!(ledger.balance(BOB), minted);
    assert_eq!(ledger.money, state[1] + state[2]);
    let (topics, data) = ledger.last_event();
    let kind = topic("Mint(address,uint256,uint256,uint256,uint256,uint256,uint256)");
    assert_eq!(*topics, [kind, BOB]);
    let [supply, reserve, funding] = state;
    let amounts = [10 * ONE, 8 * ONE / 10, minted, supply, reserve, funding];
    assert_eq!(*data, amounts.map(word));
}

#[test]
fn a_redemption_pays_by_the_curve_less_the_tribute() {
    let mut ledger = Ledger::open();
    let gross = sale_return(1_000 * ONE, 100 * ONE, 200_000, 10 * ONE).unwrap();
    let tribute = gross.div_ceil(20);
    let quote = ledger.ask("quoteRedeem(uint256)", &[word(10 * ONE)]).unwrap();
    assert_eq!(quote, [gross - tribute, tribute]);
    assert_eq!(redeem(&mut ledger, ALICE, 10 * ONE), Ok(vec![word(gross - tribute)]));

    assert_eq!(ledger.payments, [(ALICE, gross - tribute)]);
    assert_eq!(ledger.state(), [990 * ONE, 100 * ONE - gross, tribute]);
    assert_eq!(ledger.balance(ALICE), 990 * ONE);
    let (topics, data) = ledger.last_event();
    let kind = topic("Redeem(address,uint256,uint256,uint256,uint256,uint256,uint256)");
    assert_eq!(*topics, [kind, ALICE]);
    assert_eq!(data[..3], [10 * ONE, tribute, gross - tribute].map(word));
}

#[test]
fn a_burn_destroys_without_payment_and_names_its_purpose() {
    let mut ledger = Ledger::open();
    assert_eq!(burn(&mut ledger, ALICE, ONE), Ok(vec![]));
    assert_eq!(ledger.state(), [999 * ONE, 100 * ONE, 0]);
    let transfer = topic("Transfer(address,address,uint256)");
    let kind = topic("Burn(address,uint32,bytes32,uint256,uint256,uint256,uint256)");
    let [.., first, second] = &ledger.events[..] else { panic!("two events") };
    assert_eq!(*first, (vec![transfer, ALICE, ZERO], vec![word(ONE)]));
    assert_eq!(second.0, [kind, ALICE, ZERO, [9; 4]]);
    assert_eq!(second.1, [ONE, 999 * ONE, 100 * ONE, 0].map(word));
}

#[test]
fn a_donation_goes_to_the_funding_pool_whole() {
    let mut ledger = Ledger::open();
    assert_eq!(ledger.pay(BOB, ONE, "donate()", &[]), Ok(vec![]));
    assert_eq!(ledger.state(), [1_000 * ONE, 100 * ONE, ONE]);
    assert_eq!(ledger.pay(BOB, 0, "donate()", &[]), Err(Error::ZeroAmount));
    let kind = topic("Donate(address,uint256,uint256,uint256,uint256)");
    assert_eq!(ledger.last_event().0, [kind, BOB]);
    assert_eq!(ledger.last_event().1, [ONE, 1_000 * ONE, 100 * ONE, ONE].map(word));
}

#[test]
fn no_money_comes_in_before_there_is_a_governor() {
    let mut ledger = Ledger::with(Setup::curve().data(), 100 * ONE).unwrap();
    assert_eq!(mint(&mut ledger, ONE), Err(Error::NoGovernor));
    let quote = ledger.ask("quoteMint(uint256)", &[word(ONE)]);
    assert_eq!(quote, Err(Error::NoGovernor));
    assert_eq!(ledger.pay(BOB, ONE, "donate()", &[]), Err(Error::NoGovernor));
    // What is there can leave.
    assert!(redeem(&mut ledger, ALICE, ONE).is_ok());
    let mut ledger = ledger.governed();
    assert!(mint(&mut ledger, ONE).is_ok());
    assert!(ledger.pay(BOB, ONE, "donate()", &[]).is_ok());
}

#[test]
fn the_callers_limits_hold() {
    let mut ledger = Ledger::open();
    ledger.time = 100;
    let minted = ledger.ask("quoteMint(uint256)", &[word(ONE)]).unwrap()[0];
    let mint = "mint(uint256,uint64)";
    let late = ledger.pay(BOB, ONE, mint, &[ZERO, word(99)]);
    assert_eq!(late, Err(Error::DeadlinePassed));
    for minimum in [word(minted + 1), [1, 0, 0, 0]] {
        let below = ledger.pay(BOB, ONE, mint, &[minimum, word(100)]);
        assert_eq!(below, Err(Error::BelowMinimum));
    }
    assert!(ledger.pay(BOB, ONE, mint, &[word(minted), word(100)]).is_ok());

    let redeem = "redeem(uint256,uint256,uint64)";
    let late = ledger.send(ALICE, redeem, &[word(ONE), ZERO, word(99)]);
    assert_eq!(late, Err(Error::DeadlinePassed));
    let below = ledger.send(ALICE, redeem, &[word(ONE), word(ONE), word(100)]);
    assert_eq!(below, Err(Error::BelowMinimum));
    // A deadline is a number of 64 bits.
    let wide = ledger.send(ALICE, redeem, &[word(ONE), ZERO, word(1 << 64)]);
    assert_eq!(wide, Err(Error::Malformed));
}

#[test]
fn what_rounds_to_nothing_is_refused() {
    let mut ledger = Ledger::open();
    assert_eq!(mint(&mut ledger, 0), Err(Error::ZeroAmount));
    assert_eq!(redeem(&mut ledger, ALICE, 0), Err(Error::ZeroAmount));
    assert_eq!(burn(&mut ledger, ALICE, 0), Err(Error::ZeroAmount));
    // The tribute takes the only unit.
    assert_eq!(mint(&mut ledger, 1), Err(Error::AmountTooSmall));
    assert_eq!(redeem(&mut ledger, ALICE, 1), Err(Error::AmountTooSmall));
    // Too little for one base unit of a dear token.
    let dear = Setup { shares: [1_000_000, 0, 0], supply: 1_000, ..Setup::curve() };
    let mut dear = Ledger::with(dear.data(), ONE).unwrap().governed();
    assert_eq!(mint(&mut dear, 1_000), Err(Error::AmountTooSmall));
}

#[test]
fn no_more_is_redeemed_or_burnt_than_the_account_has() {
    let mut ledger = Ledger::open();
    assert_eq!(redeem(&mut ledger, BOB, 1), Err(Error::InsufficientBalance));
    assert_eq!(burn(&mut ledger, BOB, 1), Err(Error::InsufficientBalance));
    assert_eq!(burn(&mut ledger, ALICE, 1_001 * ONE), Err(Error::InsufficientBalance));
}

#[test]
fn the_last_base_unit_is_neither_redeemed_nor_burnt() {
    let mut ledger = Ledger::open();
    let all = 1_000 * ONE;
    assert_eq!(redeem(&mut ledger, ALICE, all), Err(Error::LastToken));
    assert_eq!(burn(&mut ledger, ALICE, all), Err(Error::LastToken));
    assert_eq!(burn(&mut ledger, ALICE, all - 1), Ok(vec![]));
    assert_eq!(ledger.state(), [1, 100 * ONE, 0]);
}

#[test]
fn a_refused_payment_is_told_and_undone() {
    let mut ledger = Ledger::open();
    ledger.closed = true;
    assert_eq!(redeem(&mut ledger, ALICE, ONE), Err(Error::PaymentRefused));
    assert_eq!(ledger.state(), [1_000 * ONE, 100 * ONE, 0]);
}

#[test]
fn what_would_leave_the_curves_domain_is_refused() {
    let full = Setup { shares: [1_000_000, 0, 0], supply: MAX_AMOUNT, ..Setup::curve() };
    let mut full = Ledger::with(full.data(), MAX_AMOUNT).unwrap().governed();
    assert_eq!(mint(&mut full, 2), Err(Error::OutOfDomain));
    assert_eq!(mint(&mut full, MAX_AMOUNT + 1), Err(Error::OutOfDomain));
    let quote = full.ask("quoteMint(uint256)", &[[1, 0, 0, 0]]);
    assert_eq!(quote, Err(Error::OutOfDomain));
}

#[test]
fn tokens_and_money_add_up_after_every_trade() {
    let mut ledger = Ledger::open();
    for step in 1..200_u128 {
        mint(&mut ledger, step * ONE / 7).unwrap();
        let third = ledger.balance(BOB) / 3;
        redeem(&mut ledger, BOB, third).unwrap();
        burn(&mut ledger, ALICE, step).unwrap();
        ledger.send(BOB, "transfer(address,uint256)", &[CAROL, word(step)]).unwrap();
        let [supply, reserve, funding] = ledger.state();
        assert_eq!(ledger.balance(ALICE) + ledger.balance(BOB) + ledger.balance(CAROL), supply);
        assert_eq!(ledger.money, reserve + funding);
    }
}
