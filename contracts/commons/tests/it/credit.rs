//! Money that arrived without a message.

use weir_commons::{
    abi::{topic, word},
    error::Error,
};

use crate::{
    actions::{
        STREAM, check_money, closing, counted, funded, grant, mint, owed, wind_down, withdraw,
    },
    coin::{COIN, Coin, Trick},
    ledger::{ALICE, BOB, CAROL, GOVERNOR, Ledger, ONE, SELF},
    setup::{DAY, Setup},
};

fn credit(ledger: &mut Ledger) -> Result<u128, Error> {
    ledger.send(CAROL, "credit()", &[]).map(|words| weir_commons::abi::low(&words[0]))
}

#[test]
fn money_beyond_the_accounts_goes_to_the_funding_pool() {
    let mut ledger = funded();
    grant(&mut ledger, STREAM).unwrap();
    assert_eq!(credit(&mut ledger), Err(Error::NothingDue));
    ledger.money += 5 * ONE;
    assert_eq!(credit(&mut ledger), Ok(5 * ONE));
    let state = [1_000 * ONE, 100 * ONE, 95 * ONE];
    assert_eq!(ledger.state(), state);
    let kind = topic("Credit(address,uint256,uint256,uint256,uint256)");
    let [supply, reserve, funding] = state;
    let data = [5 * ONE, supply, reserve, funding].map(word).to_vec();
    assert_eq!(*ledger.last_event(), (vec![kind, CAROL], data));
    assert_eq!(credit(&mut ledger), Err(Error::NothingDue));
    // What is owed is not credited, whether it is paid or not.
    ledger.time = 5 * DAY;
    withdraw(&mut ledger, 1, BOB).unwrap();
    mint(&mut ledger, BOB, ONE).unwrap();
    assert_eq!((owed(&ledger), credit(&mut ledger)), (5 * ONE, Err(Error::NothingDue)));
    ledger.money += 1;
    assert_eq!(credit(&mut ledger), Ok(1));
    check_money(&ledger);
    assert_eq!(counted(&ledger), 10 * ONE);
}

#[test]
fn nothing_is_credited_during_a_hatch_or_after_it_failed() {
    let mut ledger = Setup::hatch().deploy().unwrap().governed();
    ledger.pay(BOB, 99 * ONE, "contribute()", &[]).unwrap();
    ledger.money += ONE;
    assert_eq!(credit(&mut ledger), Err(Error::NotOpen));
    ledger.time = 31 * DAY;
    ledger.send(BOB, "close()", &[]).unwrap();
    assert_eq!(credit(&mut ledger), Err(Error::NotOpen));
}

#[test]
fn nothing_is_credited_before_there_is_a_governor() {
    let mut ledger = Ledger::with(Setup::curve().data(), 100 * ONE).unwrap();
    ledger.money += ONE;
    assert_eq!(credit(&mut ledger), Err(Error::NoGovernor));
    ledger = ledger.governed();
    assert_eq!(credit(&mut ledger), Ok(ONE));
}

#[test]
fn once_it_is_wound_down_it_belongs_to_the_holders() {
    let mut ledger = funded();
    closing(&mut ledger, true).unwrap();
    ledger.money += ONE;
    assert_eq!(credit(&mut ledger), Ok(ONE));
    assert_eq!(ledger.state(), [1_000 * ONE, 100 * ONE, 101 * ONE]);
    closing(&mut ledger, false).unwrap();
    wind_down(&mut ledger);
    ledger.money += ONE;
    assert_eq!(credit(&mut ledger), Ok(ONE));
    assert_eq!(ledger.state(), [1_000 * ONE, 202 * ONE, 0]);
    check_money(&ledger);
}

#[test]
fn no_more_is_credited_than_donations_can_bring() {
    let mut ledger = funded();
    ledger.money += (1 << 127) - 100 * ONE + 1;
    assert_eq!(credit(&mut ledger), Err(Error::OutOfDomain));
    ledger.money -= 1;
    assert!(credit(&mut ledger).is_ok());
    ledger.money = u128::MAX;
    assert_eq!(credit(&mut ledger), Err(Error::OutOfDomain));
}

#[test]
fn coins_are_credited_as_native_money_is() {
    let mut ledger = Setup { currency: COIN, ..Setup::hatch() }.deploy().unwrap().governed();
    ledger.coin = Coin { balances: [(BOB, 500 * ONE)].into(), ..Coin::default() };
    ledger.send(BOB, "contributeWith(uint256)", &[word(200 * ONE)]).unwrap();
    *ledger.coin.balances.entry(SELF).or_default() += ONE;
    assert_eq!(credit(&mut ledger), Err(Error::NotOpen));
    ledger.time = 30 * DAY + 1;
    ledger.send(ALICE, "close()", &[]).unwrap();
    assert_eq!(credit(&mut ledger), Ok(ONE));
    assert_eq!(ledger.state(), [400 * ONE, 160 * ONE, 41 * ONE]);
    // Native money is not of this currency.
    ledger.money += ONE;
    assert_eq!(credit(&mut ledger), Err(Error::NothingDue));
    // A currency that lost some of what was held has nothing to spare, nor one that is gone.
    ledger.coin.balances.insert(SELF, 200 * ONE);
    assert_eq!(credit(&mut ledger), Err(Error::NothingDue));
    ledger.coin.trick = Trick::Absence;
    assert_eq!(credit(&mut ledger), Err(Error::CurrencyRefused));
    assert_eq!(ledger.send(GOVERNOR, "credit()", &[word(1)]), Err(Error::CurrencyRefused));
}
