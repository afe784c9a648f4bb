//! Attacks 7, 11 and 20: on payments, and with money of another kind.

use weir_sandbox::{
    abi::Commons as Interface,
    commons::{Commons, Hatch, State, FOREVER},
    currency::{Currency, Manner},
    receiver::{OnPayment, Receiver},
    scene::{assert_refused, govern, governed, one, opened, whole, with_currency, Scene, GOVERNOR},
    world::{address, DOT, NATIVE_TO_BASE},
    Account, Address, Refused, SolCall, World, U256,
};

fn grant_to(beneficiary: Address) -> Interface::grantCall {
    Interface::grantCall {
        beneficiary,
        amount: whole(9),
        duration: 0,
        asTokens: false,
        proposal: 1,
    }
}

#[test]
fn attack_07_beneficiary_that_rejects_payment() {
    let (mut world, commons) = governed();
    let receiver = Receiver::deploy(&mut world, &OnPayment::Reject);
    receiver.fund(&mut world);
    // It can be granted to, it cannot be paid; nobody else is held up.
    commons.call(&mut world, GOVERNOR, grant_to(receiver.address)).unwrap();
    commons.call(&mut world, GOVERNOR, grant_to(address(Account::Eve))).unwrap();
    let withdraw = |to| Interface::withdrawCall { grantId: 1, to, minTokens: U256::ZERO };
    assert_refused(&mut world, Interface::PaymentRefused {}, |world| {
        let call = withdraw(receiver.address);
        receiver.forward(world, Account::Bob, commons.address, U256::ZERO, call)
    });
    commons.withdraw(&mut world, Account::Eve, 2, address(Account::Eve)).unwrap();
    // What it refused is still its own, and it names another place.
    assert_eq!(commons.grant_of(&mut world, 1).due, whole(9));
    let to = address(Account::Charlie);
    let money = world.balance(to);
    receiver.forward(&mut world, Account::Bob, commons.address, U256::ZERO, withdraw(to)).unwrap();
    assert_eq!(world.balance(to), money + whole(9));
}

#[test]
fn attack_07_currency_that_refuses_one_beneficiary() {
    let (mut world, commons, currency) = with_currency();
    commons.call(&mut world, GOVERNOR, grant_to(address(Account::Eve))).unwrap();
    currency.behave(&mut world, Manner::False);
    let before = world.root();
    let eve = address(Account::Eve);
    commons.withdraw(&mut world, Account::Eve, 1, eve).unwrap_err();
    assert!(world.root() == before);
    currency.behave(&mut world, Manner::Plain);
    commons.withdraw(&mut world, Account::Eve, 1, eve).unwrap();
}

#[test]
fn attack_11_money_sent_directly_moves_a_price() {
    let (mut world, commons) = opened();
    let before = commons.state(&mut world);
    let quote = Interface::quoteMintCall { deposit: whole(10) };
    let quoted = commons.ask(&mut world, quote.clone());
    let price = commons.ask(&mut world, Interface::spotPriceCall {});
    // By a plain transfer, and with messages that take no money.
    world.transfer(Account::Bob, commons.address, 500 * DOT / NATIVE_TO_BASE).unwrap();
    let bob = address(Account::Bob);
    for data in [
        vec![],
        Interface::transferCall { to: bob, value: U256::ZERO }.abi_encode(),
        Interface::approveCall { spender: bob, value: U256::ZERO }.abi_encode(),
        Interface::redeemCall { amount: whole(1), minReturn: U256::ZERO, deadline: FOREVER }
            .abi_encode(),
        Interface::transferOwnershipCall { to: bob }.abi_encode(),
        Interface::stateCall {}.abi_encode(),
    ] {
        let root = world.root();
        let executed = world.call(Account::Alice, commons.address, whole(1), data.clone());
        assert!(executed.result.is_err(), "{data:?}");
        assert!(world.root() == root, "{data:?}");
    }
    assert_eq!(commons.state(&mut world), before);
    assert_eq!(commons.ask(&mut world, Interface::spotPriceCall {}), price);
    assert_eq!(commons.ask(&mut world, quote.clone()).minted, quoted.minted);
    // Credited, it is a donation: the price stays what it was.
    commons.call(&mut world, Account::Eve, Interface::creditCall {}).unwrap();
    let funding = before.funding + whole(500);
    assert_eq!(commons.state(&mut world), State { funding, ..before });
    assert_eq!(commons.ask(&mut world, Interface::spotPriceCall {}), price);
    assert_eq!(commons.ask(&mut world, quote).minted, quoted.minted);
}

#[test]
fn attack_11_currency_sent_directly_pays_for_a_deposit() {
    let (mut world, commons, currency) = with_currency();
    let before = commons.state(&mut world);
    currency.transfer(&mut world, Account::Dave, commons.address, whole(500));
    assert_eq!(commons.state(&mut world), before);
    // The money lies there; a deposit that moves none must not find it.
    currency.behave(&mut world, Manner::Lying);
    for refused in deposits(&mut world, &commons) {
        assert_eq!(refused, Refused::Error(Interface::CurrencyRefused {}.into()));
    }
    assert_eq!(commons.state(&mut world), before);
}

#[test]
fn attack_11_money_sent_to_the_vote_is_no_deposit() {
    let mut scene = Scene::default();
    let proposal = scene.propose(Account::Bob, Account::Bob, whole(1));
    let Scene { world, conviction, .. } = &mut scene;
    world.transfer(Account::Dave, conviction.address, 500 * DOT / NATIVE_TO_BASE).unwrap();
    conviction.cancel(world, Account::Bob, proposal).unwrap();
    let money = world.balance(address(Account::Bob));
    conviction.reclaim(world, Account::Eve, proposal).unwrap();
    assert_eq!(world.balance(address(Account::Bob)), money + whole(1));
    assert_eq!(world.balance(conviction.address), whole(500));
}

/// How a mint and a donation by Dave of 10 are refused, and that they leave nothing.
fn deposits(world: &mut World, commons: &Commons) -> Vec<Refused> {
    let mint =
        Interface::mintWithCall { amount: whole(10), minTokens: U256::ZERO, deadline: FOREVER };
    let donate = Interface::donateWithCall { amount: whole(10) };
    let before = world.root();
    let refused = vec![
        commons.call(world, Account::Dave, mint).unwrap_err(),
        commons.call(world, Account::Dave, donate).unwrap_err(),
    ];
    assert!(world.root() == before, "a refused deposit leaves the state as it was");
    refused
}

#[test]
fn attack_20_currency_that_takes_a_fee() {
    let (mut world, commons, currency) = with_currency();
    for manner in [Manner::Fee, Manner::Lying, Manner::False, Manner::Reverting, Manner::Odd] {
        currency.behave(&mut world, manner);
        for refused in deposits(&mut world, &commons) {
            let due = Refused::Error(Interface::CurrencyRefused {}.into());
            assert_eq!(refused, due, "{manner:?}");
        }
    }
    // A hatch is no other way in.
    let mut world = World::new();
    let currency = Currency::deploy(&mut world);
    let opening = weir_sandbox::Opening {
        settings: weir_sandbox::commons::Settings {
            currency: currency.address,
            ..Default::default()
        },
        ..weir_sandbox::Opening::hatched_by(Hatch::usual())
    };
    let (commons, _) = Commons::deploy(&mut world, Account::Alice, &opening).unwrap();
    govern(&mut world, &commons, address(GOVERNOR));
    currency.give(&mut world, Account::Bob, whole(100));
    currency.approve(&mut world, Account::Bob, commons.address, U256::MAX);
    currency.behave(&mut world, Manner::Fee);
    assert_refused(&mut world, Interface::CurrencyRefused {}, |world| {
        commons.call(world, Account::Bob, Interface::contributeWithCall { amount: whole(10) })
    });
    currency.behave(&mut world, Manner::Plain);
    let call = Interface::contributeWithCall { amount: whole(10) };
    commons.call(&mut world, Account::Bob, call).unwrap();
    assert_eq!(currency.balance(&mut world, commons.address), whole(10));
}

#[test]
fn attack_20_currency_that_calls_back() {
    let (mut world, commons, currency) = with_currency();
    currency.transfer(&mut world, Account::Dave, currency.address, whole(10));
    let attempts: Vec<Vec<u8>> = vec![
        Interface::mintWithCall { amount: one(), minTokens: U256::ZERO, deadline: FOREVER }
            .abi_encode(),
        Interface::donateWithCall { amount: one() }.abi_encode(),
        Interface::redeemCall { amount: one(), minReturn: U256::ZERO, deadline: FOREVER }
            .abi_encode(),
        Interface::approveCall { spender: address(Account::Eve), value: one() }.abi_encode(),
        Interface::totalSupplyCall {}.abi_encode(),
    ];
    currency.behave(&mut world, Manner::CallBack);
    for payload in attempts {
        currency.arm(&mut world, commons.address, payload);
        let mint =
            Interface::mintWithCall { amount: whole(10), minTokens: U256::ZERO, deadline: FOREVER };
        let minted = commons.call(&mut world, Account::Dave, mint).unwrap().value;
        assert_eq!(currency.call_back_succeeded(&mut world), Some(false), "re-entry is denied");
        commons.redeem(&mut world, Account::Dave, minted).unwrap();
        assert_eq!(currency.call_back_succeeded(&mut world), Some(false), "re-entry is denied");
        let state = commons.state(&mut world);
        let money = currency.balance(&mut world, commons.address);
        assert_eq!(money, state.reserve + state.funding);
    }
}
