//! A reserve in one of the chain's own assets, as the Hub's dollars are: ERC-20 by a precompile.

use weir_devnet_runtime::{erc20_address, genesis::TEST_USD, genesis::TEST_USD_UNIT};
use weir_sandbox::{
    abi::Commons as Interface,
    commons::{Hatch, Settings, FOREVER},
    currency::Currency,
    scene::{assert_refused, govern, GOVERNOR},
    world::address,
    Account, Address, Commons, Opening, World, U256,
};

/// Amount of whole dollars.
fn dollars(amount: u128) -> U256 {
    U256::from(amount * TEST_USD_UNIT)
}

/// A Commons that hatched with 400 of Bob's dollars; everyone's dollars are approved.
fn hatched() -> (World, Commons, Currency) {
    let mut world = World::new();
    let currency = Currency { address: Address::from(erc20_address(TEST_USD).0) };
    let hatch = Hatch {
        minimum: dollars(100),
        maximum: dollars(1_000),
        price: dollars(1) / U256::from(10),
        cliff: 0,
        half_life: 0,
        ..Hatch::usual()
    };
    let settings = Settings { currency: currency.address, ..Settings::default() };
    let opening = Opening { settings, ..Opening::hatched_by(hatch) };
    let (commons, _) = Commons::deploy(&mut world, Account::Alice, &opening).unwrap();
    govern(&mut world, &commons, address(GOVERNOR));
    for account in [Account::Alice, Account::Bob, Account::Charlie, Account::Dave] {
        currency.approve(&mut world, account, commons.address, dollars(10_000));
    }
    let call = Interface::contributeWithCall { amount: dollars(400) };
    commons.call(&mut world, Account::Bob, call).unwrap();
    world.set_time(Hatch::usual().deadline + 1);
    commons.call(&mut world, Account::Bob, Interface::closeCall {}).unwrap();
    (world, commons, currency)
}

#[track_caller]
fn assert_covered(world: &mut World, commons: &Commons, currency: &Currency) {
    let state = commons.state(world);
    let owed = commons.ask(world, Interface::limitsCall {}).owed;
    let money = currency.balance(world, commons.address);
    assert_eq!(money, state.reserve + state.funding + owed);
}

fn mint_with(amount: U256) -> Interface::mintWithCall {
    Interface::mintWithCall { amount, minTokens: U256::ZERO, deadline: FOREVER }
}

#[test]
fn a_commons_lives_on_dollars() {
    let (mut world, commons, currency) = hatched();
    let state = commons.state(&mut world);
    assert_eq!((state.reserve, state.funding), (dollars(280), dollars(120)));
    // 400 dollars at a tenth each: 4,000 tokens with 18 decimals.
    assert_eq!(state.supply, weir_sandbox::scene::whole(4_000));
    assert_covered(&mut world, &commons, &currency);

    let minted = commons.call(&mut world, Account::Dave, mint_with(dollars(10))).unwrap().value;
    let dave = address(Account::Dave);
    assert_eq!(currency.balance(&mut world, dave), dollars(999_990));
    let returned = commons.redeem(&mut world, Account::Dave, minted).unwrap().value;
    assert_eq!(currency.balance(&mut world, dave), dollars(999_990) + returned);
    let call = Interface::donateWithCall { amount: dollars(5) };
    commons.call(&mut world, Account::Charlie, call).unwrap();
    assert_covered(&mut world, &commons, &currency);

    let call = Interface::grantCall {
        beneficiary: address(Account::Eve),
        amount: dollars(20),
        duration: 0,
        asTokens: false,
        proposal: 1,
    };
    commons.call(&mut world, GOVERNOR, call).unwrap();
    let before = currency.balance(&mut world, address(Account::Eve));
    commons.withdraw(&mut world, Account::Eve, 1, address(Account::Eve)).unwrap();
    assert_eq!(currency.balance(&mut world, address(Account::Eve)), before + dollars(20));
    assert_covered(&mut world, &commons, &currency);
    assert_eq!(world.balance(commons.address), U256::ZERO);
}

#[test]
fn dollars_that_are_not_there_or_not_approved_are_refused() {
    let (mut world, commons, _) = hatched();
    for account in [Account::Dave, Account::Eve] {
        // Dave has approved 10,000, Eve nothing.
        assert_refused(&mut world, Interface::CurrencyRefused {}, |world| {
            commons.call(world, account, mint_with(dollars(10_001)))
        });
    }
    assert_refused(&mut world, Interface::WrongCurrency {}, |world| {
        commons.mint(world, Account::Dave, weir_sandbox::scene::whole(1))
    });
}

#[test]
fn a_payment_below_the_least_holding_is_refused_and_nothing_is_lost() {
    // An account without dollars can only receive a cent or more.
    let (mut world, commons, currency) = hatched();
    let poor = Address::repeat_byte(0x77);
    let call = Interface::grantCall {
        beneficiary: address(Account::Eve),
        amount: U256::from(9_999),
        duration: 0,
        asTokens: false,
        proposal: 1,
    };
    commons.call(&mut world, GOVERNOR, call).unwrap();
    let before = world.root();
    commons.withdraw(&mut world, Account::Eve, 1, poor).unwrap_err();
    assert!(world.root() == before);
    commons.withdraw(&mut world, Account::Eve, 1, address(Account::Eve)).unwrap();
    assert_covered(&mut world, &commons, &currency);
}
