//! Attack 8: calling back while being paid.

use weir_sandbox::{
    abi::{Commons as Money, Conviction as Interface},
    commons::{Hatch, FOREVER},
    receiver::{OnPayment, Receiver},
    scene::{governed, hatching, opened, whole, Scene, GOVERNOR},
    world::address,
    Account, Proposal, SolCall, World, U256,
};

/// A funded receiver that calls its payer back with this.
fn caller_back(world: &mut World, call: &impl SolCall) -> Receiver {
    let receiver = Receiver::deploy(world, &OnPayment::CallBack(call.abi_encode()));
    receiver.fund(world);
    receiver
}

fn redeem(amount: U256) -> Money::redeemCall {
    Money::redeemCall { amount, minReturn: U256::ZERO, deadline: FOREVER }
}

#[test]
fn attack_08_reentry_while_redeeming() {
    let (mut world, commons) = opened();
    let receiver = caller_back(&mut world, &redeem(whole(50)));
    commons.transfer(&mut world, Account::Alice, receiver.address, whole(100)).unwrap();
    let quote = commons.ask(&mut world, Money::quoteRedeemCall { amount: whole(10) });
    let money = world.balance(receiver.address);
    receiver
        .forward(&mut world, Account::Bob, commons.address, U256::ZERO, redeem(whole(10)))
        .unwrap();
    assert_eq!(receiver.call_back_succeeded(&mut world), Some(false));
    assert_eq!(world.balance(receiver.address) - money, quote.returned);
    assert_eq!(commons.balance_at(&mut world, receiver.address), whole(90));
}

#[test]
fn attack_08_reentry_while_withdrawing() {
    let (mut world, commons) = governed();
    let withdraw = |to| Money::withdrawCall { grantId: 1, to, minTokens: U256::ZERO };
    let receiver = caller_back(&mut world, &withdraw(address(Account::Bob)));
    let grant = Money::grantCall {
        beneficiary: receiver.address,
        amount: whole(10),
        duration: 0,
        asTokens: false,
        proposal: 1,
    };
    commons.call(&mut world, GOVERNOR, grant).unwrap();
    let before = world.balance(commons.address);
    let call = withdraw(receiver.address);
    receiver.forward(&mut world, Account::Bob, commons.address, U256::ZERO, call).unwrap();
    assert_eq!(receiver.call_back_succeeded(&mut world), Some(false));
    assert_eq!(world.balance(commons.address), before - whole(10));
}

#[test]
fn attack_08_reentry_while_money_returns_from_the_hatch() {
    // What exceeds the maximum comes back, and calls back to contribute and to be refunded.
    for payload in [Money::contributeCall {}.abi_encode(), Money::refundCall {}.abi_encode()] {
        let (mut world, commons) = hatching(Hatch::usual());
        let receiver = Receiver::deploy(&mut world, &OnPayment::CallBack(payload));
        receiver.fund(&mut world);
        let call = Money::contributeCall {};
        receiver.forward(&mut world, Account::Bob, commons.address, whole(1_500), call).unwrap();
        assert_eq!(receiver.call_back_succeeded(&mut world), Some(false));
        assert_eq!(world.balance(commons.address), whole(1_000));
    }
    let (mut world, commons) = hatching(Hatch::usual());
    commons.contribute(&mut world, Account::Charlie, whole(50)).unwrap();
    let receiver = caller_back(&mut world, &Money::refundCall {});
    let call = Money::contributeCall {};
    receiver.forward(&mut world, Account::Bob, commons.address, whole(30), call).unwrap();
    world.set_time(Hatch::usual().deadline + 1);
    commons.call(&mut world, Account::Bob, Money::closeCall {}).unwrap();
    let call = Money::refundCall {};
    receiver.forward(&mut world, Account::Bob, commons.address, U256::ZERO, call).unwrap();
    assert_eq!(receiver.call_back_succeeded(&mut world), Some(false));
    assert_eq!(world.balance(commons.address), whole(50));
}

#[test]
fn attack_08_reentry_while_a_deposit_returns() {
    let Scene { mut world, conviction, .. } = Scene::default();
    let receiver = caller_back(&mut world, &Interface::reclaimCall { proposal: 2 });
    let call = Proposal::signal().call();
    receiver.forward(&mut world, Account::Bob, conviction.address, whole(1), call).unwrap();
    // Somebody else's deposit, that there is something to steal.
    conviction.propose(&mut world, Account::Bob, &Proposal::signal()).unwrap();
    let call = Interface::cancelCall { proposal: 2 };
    receiver.forward(&mut world, Account::Bob, conviction.address, U256::ZERO, call).unwrap();
    conviction.reclaim(&mut world, Account::Bob, 2).unwrap();
    assert_eq!(receiver.call_back_succeeded(&mut world), Some(false));
    assert_eq!(world.balance(conviction.address), whole(1));
}

#[test]
fn attack_08_reentry_through_the_other_contract() {
    // Paid by the Commons, it has a proposal executed, which calls the Commons again.
    let mut scene = Scene::default();
    let ready = scene.supported(whole(10));
    let Scene { world, commons, conviction } = &mut scene;
    conviction.announce(world, Account::Eve, ready).unwrap();
    conviction.wait_for_notice(world, ready);
    let payload = Interface::executeCall { proposal: ready }.abi_encode();
    let receiver = Receiver::deploy(world, &OnPayment::CallTo(conviction.address, payload));
    receiver.fund(world);
    commons.transfer(world, Account::Alice, receiver.address, whole(100)).unwrap();
    let funding = commons.state(world).funding;
    let call = redeem(whole(10));
    receiver.forward(world, Account::Bob, commons.address, U256::ZERO, call).unwrap();
    assert_eq!(receiver.call_back_succeeded(world), Some(false));
    assert_eq!(conviction.proposal(world, ready).status, 0);
    assert!(commons.state(world).funding > funding);
    // In a call of its own it goes through.
    conviction.execute(world, Account::Eve, ready).unwrap();
}
