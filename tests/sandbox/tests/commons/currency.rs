//! A reserve in an ERC-20 currency: an honest one, the chain's own assets, and dishonest ones.

use weir_sandbox::{
    abi::Commons as Interface,
    commons::{Event, Hatch, Settings, State, FOREVER},
    currency::{Currency, Manner},
    scene::{assert_refused, govern, one, opened, whole, with_currency, GOVERNOR},
    world::address,
    Account, Commons, Opening, World, U256,
};

fn mint_with(amount: U256) -> Interface::mintWithCall {
    Interface::mintWithCall { amount, minTokens: U256::ZERO, deadline: FOREVER }
}

/// Asserts that the Commons has what it accounts for, not a base unit more or less.
#[track_caller]
fn assert_covered(world: &mut World, commons: &Commons, currency: &Currency) {
    let state = commons.state(world);
    let owed = commons.ask(world, Interface::limitsCall {}).owed;
    let money = currency.balance(world, commons.address);
    assert_eq!(money, state.reserve + state.funding + owed);
}

#[test]
fn a_hatch_takes_and_opens_in_the_currency() {
    let (mut world, commons, currency) = with_currency();
    assert_eq!(commons.ask(&mut world, Interface::currencyCall {}), currency.address);
    let state = commons.state(&mut world);
    assert_eq!(state.supply, whole(4_000));
    assert_eq!((state.reserve, state.funding), (whole(280), whole(120)));
    assert_covered(&mut world, &commons, &currency);
    assert_eq!(world.balance(commons.address), U256::ZERO);
}

#[test]
fn only_what_fits_under_the_maximum_is_taken() {
    let mut world = World::new();
    let currency = Currency::deploy(&mut world);
    let settings = Settings { currency: currency.address, ..Settings::default() };
    let opening = Opening { settings, ..Opening::hatched_by(Hatch::usual()) };
    let (commons, _) = Commons::deploy(&mut world, Account::Alice, &opening).unwrap();
    govern(&mut world, &commons, address(GOVERNOR));
    currency.give(&mut world, Account::Bob, whole(5_000));
    currency.approve(&mut world, Account::Bob, commons.address, U256::MAX);
    let call = Interface::contributeWithCall { amount: whole(5_000) };
    let receipt = commons.call(&mut world, Account::Bob, call.clone()).unwrap();
    assert_eq!(receipt.value, whole(10_000));
    assert_eq!(currency.balance(&mut world, address(Account::Bob)), whole(4_000));
    assert_refused(&mut world, Interface::HatchFull {}, |world| {
        commons.call(world, Account::Bob, call)
    });
}

#[test]
fn a_failed_hatch_pays_back_in_the_currency() {
    let mut world = World::new();
    let currency = Currency::deploy(&mut world);
    let settings = Settings { currency: currency.address, ..Settings::default() };
    let opening = Opening { settings, ..Opening::hatched_by(Hatch::usual()) };
    let (commons, _) = Commons::deploy(&mut world, Account::Alice, &opening).unwrap();
    govern(&mut world, &commons, address(GOVERNOR));
    currency.give(&mut world, Account::Bob, whole(50));
    currency.approve(&mut world, Account::Bob, commons.address, whole(50));
    let call = Interface::contributeWithCall { amount: whole(50) };
    commons.call(&mut world, Account::Bob, call).unwrap();
    world.set_time(Hatch::usual().deadline + 1);
    commons.call(&mut world, Account::Dave, Interface::closeCall {}).unwrap();
    commons.call(&mut world, Account::Bob, Interface::refundCall {}).unwrap();
    assert_eq!(currency.balance(&mut world, address(Account::Bob)), whole(50));
    assert_eq!(currency.balance(&mut world, commons.address), U256::ZERO);
}

#[test]
fn trades_and_donations_move_the_currency() {
    let (mut world, commons, currency) = with_currency();
    let quote = commons.ask(&mut world, Interface::quoteMintCall { deposit: whole(10) });
    let receipt = commons.call(&mut world, Account::Dave, mint_with(whole(10))).unwrap();
    assert_eq!(receipt.value, quote.minted);
    assert_eq!(currency.balance(&mut world, address(Account::Dave)), whole(990));
    assert_covered(&mut world, &commons, &currency);

    let call = Interface::donateWithCall { amount: whole(5) };
    let events = commons.call(&mut world, Account::Dave, call).unwrap().events;
    assert!(matches!(&events[..], [Event::Donate(donate)] if donate.amount == whole(5)));
    assert_covered(&mut world, &commons, &currency);

    let returned = commons.redeem(&mut world, Account::Dave, receipt.value).unwrap().value;
    assert_eq!(currency.balance(&mut world, address(Account::Dave)), whole(985) + returned);
    assert_covered(&mut world, &commons, &currency);
    assert_eq!(world.balance(commons.address), U256::ZERO);
}

#[test]
fn a_grant_is_paid_in_the_currency() {
    let (mut world, commons, currency) = with_currency();
    let call = Interface::grantCall {
        beneficiary: address(Account::Eve),
        amount: whole(20),
        duration: 0,
        asTokens: false,
        proposal: 1,
    };
    commons.call(&mut world, GOVERNOR, call).unwrap();
    assert_covered(&mut world, &commons, &currency);
    commons.withdraw(&mut world, Account::Eve, 1, address(Account::Eve)).unwrap();
    assert_eq!(currency.balance(&mut world, address(Account::Eve)), whole(20));
    assert_covered(&mut world, &commons, &currency);
}

#[test]
fn the_wrong_money_is_refused() {
    let (mut world, commons, _) = with_currency();
    assert_refused(&mut world, Interface::WrongCurrency {}, |world| {
        commons.mint(world, Account::Dave, whole(1))
    });
    assert_refused(&mut world, Interface::WrongCurrency {}, |world| {
        commons.send(world, Account::Dave, whole(1), Interface::donateCall {})
    });
    let (mut world, native) = opened();
    assert_refused(&mut world, Interface::WrongCurrency {}, |world| {
        native.call(world, Account::Dave, mint_with(whole(1)))
    });
    assert_refused(&mut world, Interface::WrongCurrency {}, |world| {
        native.call(world, Account::Dave, Interface::donateWithCall { amount: whole(1) })
    });
}

#[test]
fn nobody_deposits_what_was_not_approved_or_is_not_there() {
    let (mut world, commons, currency) = with_currency();
    currency.approve(&mut world, Account::Dave, commons.address, whole(1));
    assert_refused(&mut world, Interface::CurrencyRefused {}, |world| {
        commons.call(world, Account::Dave, mint_with(whole(2)))
    });
    assert_refused(&mut world, Interface::CurrencyRefused {}, |world| {
        commons.call(world, Account::Charlie, mint_with(whole(1_001)))
    });
    assert_refused(&mut world, Interface::ZeroAmount {}, |world| {
        commons.call(world, Account::Dave, mint_with(U256::ZERO))
    });
    assert_refused(&mut world, Interface::ZeroAmount {}, |world| {
        commons.call(world, Account::Dave, Interface::donateWithCall { amount: U256::ZERO })
    });
}

#[test]
fn a_currency_that_answers_nothing_is_taken_and_paid() {
    // As the largest dollar on Ethereum does.
    let (mut world, commons, currency) = with_currency();
    currency.behave(&mut world, Manner::Nothing);
    let minted = commons.call(&mut world, Account::Dave, mint_with(whole(10))).unwrap().value;
    commons.redeem(&mut world, Account::Dave, minted).unwrap();
    assert_covered(&mut world, &commons, &currency);
}

#[test]
fn what_arrives_beyond_the_amount_is_not_accounted() {
    // As a currency does that sends the dust of an emptied account along.
    let (mut world, commons, currency) = with_currency();
    currency.behave(&mut world, Manner::Generous);
    let quote = commons.ask(&mut world, Interface::quoteMintCall { deposit: whole(10) });
    let receipt = commons.call(&mut world, Account::Dave, mint_with(whole(10))).unwrap();
    assert_eq!(receipt.value, quote.minted);
    let state = commons.state(&mut world);
    let money = currency.balance(&mut world, commons.address);
    assert_eq!(money, state.reserve + state.funding + one());
}

#[test]
fn a_payment_that_the_currency_refuses_undoes_what_it_was_for() {
    let (mut world, commons, currency) = with_currency();
    for manner in [Manner::False, Manner::Reverting, Manner::Odd, Manner::Lying] {
        currency.behave(&mut world, manner);
        let before = world.root();
        assert!(commons.redeem(&mut world, Account::Bob, whole(10)).is_err(), "{manner:?}");
        assert!(world.root() == before, "{manner:?}");
    }
    currency.behave(&mut world, Manner::Plain);
    commons.redeem(&mut world, Account::Bob, whole(10)).unwrap();
    assert_covered(&mut world, &commons, &currency);
}

#[test]
fn a_currency_that_is_gone_pays_nobody_and_burns_nothing() {
    // A call to an address without a contract succeeds, and answers nothing.
    let (mut world, commons, currency) = with_currency();
    let call = Interface::grantCall {
        beneficiary: address(Account::Eve),
        amount: whole(20),
        duration: 0,
        asTokens: false,
        proposal: 1,
    };
    commons.call(&mut world, GOVERNOR, call).unwrap();
    world.remove_contract(currency.address);
    assert_refused(&mut world, Interface::CurrencyRefused {}, |world| {
        commons.redeem(world, Account::Bob, whole(10))
    });
    assert_refused(&mut world, Interface::CurrencyRefused {}, |world| {
        commons.withdraw(world, Account::Eve, 1, address(Account::Eve))
    });
}

#[test]
fn a_contribution_beyond_any_amount_is_refused() {
    let mut world = World::new();
    let currency = Currency::deploy(&mut world);
    let settings = Settings { currency: currency.address, ..Settings::default() };
    let opening = Opening { settings, ..Opening::hatched_by(Hatch::usual()) };
    let (commons, _) = Commons::deploy(&mut world, Account::Alice, &opening).unwrap();
    govern(&mut world, &commons, address(GOVERNOR));
    currency.give(&mut world, Account::Bob, whole(5_000));
    currency.approve(&mut world, Account::Bob, commons.address, U256::MAX);
    for amount in [U256::from(1) << 128, U256::MAX] {
        assert_refused(&mut world, Interface::OutOfDomain {}, |world| {
            commons.call(world, Account::Bob, Interface::contributeWithCall { amount })
        });
    }
}

#[test]
fn money_comes_by_the_messages_or_is_credited() {
    let (mut world, commons, currency) = with_currency();
    let (state, deposit) = (commons.state(&mut world), whole(10));
    let quote = commons.ask(&mut world, Interface::quoteMintCall { deposit });
    currency.transfer(&mut world, Account::Dave, commons.address, whole(500));
    assert_eq!(commons.state(&mut world), state);
    let again = commons.ask(&mut world, Interface::quoteMintCall { deposit });
    assert_eq!(again.minted, quote.minted);
    // Nor does it pay for the next one's deposit.
    currency.approve(&mut world, Account::Dave, commons.address, one());
    assert_refused(&mut world, Interface::CurrencyRefused {}, |world| {
        commons.call(world, Account::Dave, mint_with(whole(10)))
    });
    // Anybody has it credited to the funding pool, once.
    let receipt = commons.call(&mut world, Account::Eve, Interface::creditCall {}).unwrap();
    assert_eq!(receipt.value, whole(500));
    assert_eq!(commons.state(&mut world), State { funding: state.funding + whole(500), ..state });
    assert_covered(&mut world, &commons, &currency);
    assert_refused(&mut world, Interface::NothingDue {}, |world| {
        commons.call(world, Account::Eve, Interface::creditCall {})
    });
}
