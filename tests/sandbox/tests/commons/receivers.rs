//! Holders that are contracts: payment refused, and re-entry.

use weir_sandbox::{
    abi::Commons as Interface,
    commons::FOREVER,
    receiver::{OnPayment, Receiver},
    scene::{assert_refused, opened, whole},
    world::address,
    Account, Commons, Refused, SolCall, World, U256,
};

/// A receiver that holds 100 of Alice's tokens.
fn holder(on_payment: &OnPayment) -> (World, Commons, Receiver) {
    let (mut world, commons) = opened();
    let receiver = Receiver::deploy(&mut world, on_payment);
    receiver.fund(&mut world);
    let call = Interface::transferCall { to: receiver.address, value: whole(100) };
    commons.send(&mut world, Account::Alice, U256::ZERO, call).unwrap();
    (world, commons, receiver)
}

fn redeem(amount: U256) -> Interface::redeemCall {
    Interface::redeemCall { amount, minReturn: U256::ZERO, deadline: FOREVER }
}

fn redeem_by(
    world: &mut World,
    commons: &Commons,
    receiver: &Receiver,
    amount: U256,
) -> Result<U256, Refused> {
    receiver.forward(world, Account::Bob, commons.address, U256::ZERO, redeem(amount))
}

#[test]
fn a_contract_mints_and_redeems_like_anyone() {
    let (mut world, commons, receiver) = holder(&OnPayment::Accept);
    let mint = Interface::mintCall { minTokens: U256::from(1), deadline: FOREVER };
    receiver
        .forward(&mut world, Account::Bob, commons.address, whole(10), mint)
        .expect("a contract may mint");
    assert!(commons.balance_at(&mut world, receiver.address) > whole(100));

    let money = world.balance(receiver.address);
    let quote =
        commons.query(&mut world, Interface::quoteRedeemCall { amount: whole(50) }).unwrap();
    redeem_by(&mut world, &commons, &receiver, whole(50)).expect("a contract may redeem");
    assert_eq!(world.balance(receiver.address), money + quote.returned);
}

#[test]
fn a_receiver_that_rejects_payment_is_told_so_and_keeps_its_tokens() {
    let (mut world, commons, receiver) = holder(&OnPayment::Reject);
    assert_refused(&mut world, Interface::PaymentRefused {}, |world| {
        redeem_by(world, &commons, &receiver, whole(10))
    });
    // Others are not held up by it.
    commons.redeem(&mut world, Account::Alice, whole(10)).unwrap();
}

#[test]
fn a_receiver_that_calls_back_gains_nothing() {
    let bob = address(Account::Bob);
    let attempts = [
        redeem(whole(50)).abi_encode(),
        Interface::mintCall { minTokens: U256::ZERO, deadline: FOREVER }.abi_encode(),
        Interface::transferCall { to: bob, value: whole(95) }.abi_encode(),
        Interface::approveCall { spender: bob, value: U256::MAX }.abi_encode(),
        Interface::burnCall { amount: whole(1), service: 0, content: Default::default() }
            .abi_encode(),
        Interface::donateCall {}.abi_encode(),
    ];
    let (mut world, commons, receiver) = holder(&OnPayment::Accept);
    let money = world.balance(receiver.address);
    redeem_by(&mut world, &commons, &receiver, whole(10)).unwrap();
    let (honest, paid) = (commons.state(&mut world), world.balance(receiver.address) - money);

    for payload in attempts {
        let (mut world, commons, receiver) = holder(&OnPayment::CallBack(payload));
        let money = world.balance(receiver.address);
        redeem_by(&mut world, &commons, &receiver, whole(10))
            .expect("the redemption itself is in order");
        assert_eq!(receiver.call_back_succeeded(&mut world), Some(false), "re-entry is denied");
        assert_eq!(commons.state(&mut world), honest);
        assert_eq!(world.balance(receiver.address) - money, paid);
        assert_eq!(commons.balance_at(&mut world, receiver.address), whole(90));
        assert_eq!(commons.balance_at(&mut world, bob), U256::ZERO);
    }
}
