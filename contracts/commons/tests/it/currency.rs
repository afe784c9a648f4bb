//! A Commons whose currency is an ERC-20 token: what comes in is what was asked for, whatever the
//! token's contract does.

use weir_commons::{
    abi::{Word, ZERO, word},
    error::Error,
};

use crate::{
    coin::{COIN, Coin, Trick},
    ledger::{ALICE, BOB, CAROL, FOREVER, GOVERNOR, Ledger, ONE, SELF},
    setup::{DAY, Setup},
};

/// Tricks of a currency that moves less than it was asked to, or does not say that it moved it.
const TRICKS: [Trick; 6] =
    [Trick::Fee, Trick::Denial, Trick::Riddle, Trick::Lie, Trick::Revert, Trick::Absence];

/// A hatch in coins, of which everyone has plenty.
fn hatch() -> Ledger {
    let mut ledger = Setup { currency: COIN, ..Setup::hatch() }.deploy().unwrap().governed();
    let balances = [ALICE, BOB, CAROL].map(|account| (account, 10_000 * ONE)).into();
    ledger.coin = Coin { balances, ..Coin::default() };
    ledger
}

/// The same with the curve open: 400 tokens on 160 coins, and 40 in the funding pool.
fn open() -> Ledger {
    let mut ledger = hatch();
    contribute(&mut ledger, BOB, word(200 * ONE)).unwrap();
    ledger.time = 30 * DAY + 1;
    ledger.send(ALICE, "close()", &[]).unwrap();
    assert_eq!(ledger.state(), [400 * ONE, 160 * ONE, 40 * ONE]);
    ledger
}

fn contribute(ledger: &mut Ledger, from: Word, amount: Word) -> Result<Vec<Word>, Error> {
    ledger.send(from, "contributeWith(uint256)", &[amount])
}

fn mint(ledger: &mut Ledger, amount: Word) -> Result<Vec<Word>, Error> {
    ledger.send(CAROL, "mintWith(uint256,uint256,uint64)", &[amount, ZERO, word(FOREVER)])
}

/// The Commons' money follows its accounts.
fn check(ledger: &Ledger) {
    let [_, reserve, funding] = ledger.state();
    let owed = ledger.ask("limits()", &[]).unwrap()[2];
    assert_eq!(ledger.coin.of(SELF), reserve + funding + owed);
    assert_eq!(ledger.money, 0);
}

#[test]
fn what_fits_under_the_maximum_is_taken_and_no_more() {
    let mut ledger = hatch();
    assert_eq!(contribute(&mut ledger, BOB, word(990 * ONE)), Ok(vec![word(1_980 * ONE)]));
    assert_eq!(contribute(&mut ledger, CAROL, [u64::MAX; 4]), Err(Error::OutOfDomain));
    assert_eq!(contribute(&mut ledger, CAROL, word(u128::MAX)), Ok(vec![word(20 * ONE)]));
    assert_eq!(ledger.coin.of(SELF), 1_000 * ONE);
    assert_eq!(ledger.coin.of(CAROL), 9_990 * ONE);
    assert_eq!(contribute(&mut ledger, CAROL, word(1)), Err(Error::HatchFull));
    assert_eq!(contribute(&mut hatch(), CAROL, ZERO), Err(Error::ZeroAmount));
}

#[test]
fn native_money_is_not_taken_where_coins_are_the_currency() {
    let mut ledger = hatch();
    assert_eq!(ledger.pay(BOB, ONE, "contribute()", &[]), Err(Error::WrongCurrency));
    assert_eq!(
        ledger.pay(BOB, ONE, "contributeWith(uint256)", &[word(ONE)]),
        Err(Error::Malformed)
    );
    assert_eq!(ledger.send(BOB, "currency()", &[]), Ok(vec![COIN]));
    let mut ledger = open();
    let mint = ledger.pay(BOB, ONE, "mint(uint256,uint64)", &[ZERO, word(FOREVER)]);
    assert_eq!(mint, Err(Error::WrongCurrency));
    assert_eq!(ledger.pay(BOB, ONE, "donate()", &[]), Err(Error::WrongCurrency));
}

#[test]
fn a_currency_that_does_not_move_what_it_should_brings_nothing_in() {
    for trick in TRICKS {
        let mut ledger = hatch();
        ledger.coin.trick = trick;
        let refused = contribute(&mut ledger, BOB, word(ONE));
        assert_eq!(refused, Err(Error::CurrencyRefused), "{trick:?}");
        let mut ledger = open();
        ledger.coin.trick = trick;
        assert_eq!(mint(&mut ledger, word(ONE)), Err(Error::CurrencyRefused), "{trick:?}");
        let donation = ledger.send(CAROL, "donateWith(uint256)", &[word(ONE)]);
        assert_eq!(donation, Err(Error::CurrencyRefused), "{trick:?}");
        ledger.coin.trick = Trick::None;
        check(&ledger);
    }
}

#[test]
fn a_currency_that_answers_nothing_but_moves_the_tokens_is_taken() {
    let mut ledger = hatch();
    ledger.coin.trick = Trick::Silence;
    assert_eq!(contribute(&mut ledger, BOB, word(ONE)), Ok(vec![word(2 * ONE)]));
    assert_eq!(ledger.coin.of(SELF), ONE);
}

#[test]
fn what_arrives_beyond_the_amount_moves_nothing() {
    let mut ledger = hatch();
    ledger.coin.trick = Trick::Bonus;
    assert_eq!(contribute(&mut ledger, BOB, word(ONE)), Ok(vec![word(2 * ONE)]));
    assert_eq!(ledger.ask("hatch()", &[]).unwrap()[9], ONE);
    assert_eq!(ledger.coin.of(SELF), ONE + 1);
}

#[test]
fn who_has_too_few_coins_brings_none_in() {
    let mut ledger = hatch();
    ledger.coin.balances.insert(BOB, ONE - 1);
    assert_eq!(contribute(&mut ledger, BOB, word(ONE)), Err(Error::CurrencyRefused));
    assert_eq!(ledger.state(), [0, 0, 0]);
}

#[test]
fn coins_go_in_and_out_by_the_accounts() {
    let mut ledger = open();
    let minted = mint(&mut ledger, word(10 * ONE)).unwrap();
    check(&ledger);
    ledger.send(CAROL, "donateWith(uint256)", &[word(60 * ONE)]).unwrap();
    check(&ledger);
    let redeem = [minted[0], ZERO, word(FOREVER)];
    ledger.send(CAROL, "redeem(uint256,uint256,uint64)", &redeem).unwrap();
    check(&ledger);

    let grant = [BOB, word(10 * ONE), ZERO, ZERO, ZERO];
    ledger.send(GOVERNOR, "grant(address,uint256,uint64,bool,uint32)", &grant).unwrap();
    check(&ledger);
    let before = ledger.coin.of(CAROL);
    let withdraw = [word(1), CAROL, ZERO];
    for trick in [Trick::Denial, Trick::Riddle, Trick::Lie, Trick::Revert, Trick::Absence] {
        ledger.coin.trick = trick;
        let refused = ledger.send(BOB, "withdraw(uint32,address,uint256)", &withdraw);
        assert_eq!(refused, Err(Error::CurrencyRefused), "{trick:?}");
    }
    ledger.coin.trick = Trick::None;
    ledger.send(BOB, "withdraw(uint32,address,uint256)", &withdraw).unwrap();
    assert_eq!(ledger.coin.of(CAROL), before + 10 * ONE);
    check(&ledger);
}

#[test]
fn a_failed_hatch_gives_the_coins_back() {
    let mut ledger = hatch();
    contribute(&mut ledger, BOB, word(99 * ONE)).unwrap();
    ledger.time = 30 * DAY + 1;
    ledger.send(ALICE, "close()", &[]).unwrap();
    ledger.coin.trick = Trick::Revert;
    assert_eq!(ledger.send(BOB, "refund()", &[]), Err(Error::CurrencyRefused));
    ledger.coin.trick = Trick::None;
    assert_eq!(ledger.send(BOB, "refund()", &[]), Ok(vec![word(99 * ONE)]));
    assert_eq!((ledger.coin.of(BOB), ledger.coin.of(SELF)), (10_000 * ONE, 0));
}

#[test]
fn coins_that_came_otherwise_move_nothing() {
    let mut ledger = open();
    let before = ledger.state();
    let price = ledger.ask("spotPrice()", &[]);
    *ledger.coin.balances.entry(SELF).or_default() += 1_000 * ONE;
    assert_eq!((ledger.state(), ledger.ask("spotPrice()", &[])), (before, price));
    // Nor do they stand in for a deposit that does not come.
    ledger.coin.trick = Trick::Lie;
    assert_eq!(mint(&mut ledger, word(ONE)), Err(Error::CurrencyRefused));
}
