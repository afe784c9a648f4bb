//! The token is an ERC-20.

use weir_sandbox::{
    abi::Commons as Interface,
    commons::Event,
    scene::{assert_refused, opened, whole},
    world::address,
    Account, Address, Commons, World, U256,
};

fn transfer(to: Address, value: U256) -> Interface::transferCall {
    Interface::transferCall { to, value }
}

fn allowance(world: &mut World, commons: &Commons, owner: Account, spender: Account) -> U256 {
    let call = Interface::allowanceCall { owner: address(owner), spender: address(spender) };
    commons.query(world, call).unwrap()
}

#[test]
fn a_transfer_moves_tokens_and_tells_so() {
    let (mut world, commons) = opened();
    let (alice, bob) = (address(Account::Alice), address(Account::Bob));
    let receipt =
        commons.send(&mut world, Account::Alice, U256::ZERO, transfer(bob, whole(3))).unwrap();
    assert!(receipt.value);
    let event = Interface::Transfer { from: alice, to: bob, value: whole(3) };
    assert_eq!(receipt.events, [Event::Transfer(event)]);
    assert_eq!(commons.balance_of(&mut world, Account::Bob), whole(3));
    assert_eq!(commons.balance_of(&mut world, Account::Alice), whole(997));
    assert_eq!(commons.state(&mut world).supply, whole(1_000));
}

#[test]
fn a_transfer_of_nothing_is_a_transfer() {
    let (mut world, commons) = opened();
    let bob = address(Account::Bob);
    let receipt =
        commons.send(&mut world, Account::Charlie, U256::ZERO, transfer(bob, U256::ZERO)).unwrap();
    assert!(receipt.value);
    assert_eq!(receipt.events.len(), 1);
}

#[test]
fn a_transfer_to_oneself_changes_nothing() {
    let (mut world, commons) = opened();
    let alice = address(Account::Alice);
    commons.send(&mut world, Account::Alice, U256::ZERO, transfer(alice, whole(1_000))).unwrap();
    assert_eq!(commons.balance_of(&mut world, Account::Alice), whole(1_000));
    assert_refused(&mut world, Interface::InsufficientBalance {}, |world| {
        let too_much = whole(1_000) + U256::from(1);
        commons.send(world, Account::Alice, U256::ZERO, transfer(alice, too_much))
    });
}

#[test]
fn nobody_transfers_more_than_they_have_or_to_nobody() {
    let (mut world, commons) = opened();
    let bob = address(Account::Bob);
    for value in [whole(1_000) + U256::from(1), U256::from(1) << 128, U256::MAX] {
        assert_refused(&mut world, Interface::InsufficientBalance {}, |world| {
            commons.send(world, Account::Alice, U256::ZERO, transfer(bob, value))
        });
    }
    assert_refused(&mut world, Interface::InvalidRecipient {}, |world| {
        commons.send(world, Account::Alice, U256::ZERO, transfer(Address::ZERO, whole(1)))
    });
}

#[test]
fn an_allowance_is_spent_and_no_more() {
    let (mut world, commons) = opened();
    let (alice, bob, charlie) =
        (address(Account::Alice), address(Account::Bob), address(Account::Charlie));
    let approve = Interface::approveCall { spender: bob, value: whole(5) };
    let receipt = commons.send(&mut world, Account::Alice, U256::ZERO, approve).unwrap();
    assert!(receipt.value);
    let event = Interface::Approval { owner: alice, spender: bob, value: whole(5) };
    assert_eq!(receipt.events, [Event::Approval(event)]);

    let spend = |value| Interface::transferFromCall { from: alice, to: charlie, value };
    let receipt = commons.send(&mut world, Account::Bob, U256::ZERO, spend(whole(2))).unwrap();
    assert!(receipt.value);
    let event = Interface::Transfer { from: alice, to: charlie, value: whole(2) };
    assert!(receipt.events.contains(&Event::Transfer(event)));
    assert_eq!(commons.balance_of(&mut world, Account::Charlie), whole(2));
    assert_eq!(allowance(&mut world, &commons, Account::Alice, Account::Bob), whole(3));

    assert_refused(&mut world, Interface::InsufficientAllowance {}, |world| {
        commons.send(world, Account::Bob, U256::ZERO, spend(whole(3) + U256::from(1)))
    });
    // Nobody spends another's allowance, the holder's own tokens need one too.
    assert_refused(&mut world, Interface::InsufficientAllowance {}, |world| {
        commons.send(world, Account::Charlie, U256::ZERO, spend(U256::from(1)))
    });
}

#[test]
fn an_allowance_above_the_balance_does_not_create_tokens() {
    let (mut world, commons) = opened();
    let (alice, bob) = (address(Account::Alice), address(Account::Bob));
    let approve = Interface::approveCall { spender: bob, value: U256::MAX };
    commons.send(&mut world, Account::Alice, U256::ZERO, approve).unwrap();
    assert_refused(&mut world, Interface::InsufficientBalance {}, |world| {
        let value = whole(1_000) + U256::from(1);
        let call = Interface::transferFromCall { from: alice, to: bob, value };
        commons.send(world, Account::Bob, U256::ZERO, call)
    });
    assert_refused(&mut world, Interface::InvalidRecipient {}, |world| {
        let call = Interface::transferFromCall { from: alice, to: Address::ZERO, value: whole(1) };
        commons.send(world, Account::Bob, U256::ZERO, call)
    });
}

#[test]
fn an_allowance_beyond_any_supply_is_without_limit() {
    let (mut world, commons) = opened();
    let (alice, bob) = (address(Account::Alice), address(Account::Bob));
    let limit = U256::from(1) << 128;
    for (granted, left) in [
        (U256::MAX, U256::MAX),
        (limit, limit),
        (limit - U256::from(1), limit - U256::from(1) - whole(1)),
    ] {
        let approve = Interface::approveCall { spender: bob, value: granted };
        commons.send(&mut world, Account::Alice, U256::ZERO, approve).unwrap();
        let call = Interface::transferFromCall { from: alice, to: bob, value: whole(1) };
        commons.send(&mut world, Account::Bob, U256::ZERO, call).unwrap();
        assert_eq!(allowance(&mut world, &commons, Account::Alice, Account::Bob), left);
    }
}

#[test]
fn an_allowance_is_raised_and_lowered_by_a_difference() {
    let (mut world, commons) = opened();
    let bob = address(Account::Bob);
    let raise = |added| Interface::increaseAllowanceCall { spender: bob, added };
    let lower = |subtracted| Interface::decreaseAllowanceCall { spender: bob, subtracted };
    let receipt = commons.send(&mut world, Account::Alice, U256::ZERO, raise(whole(5))).unwrap();
    assert!(receipt.value);
    commons.send(&mut world, Account::Alice, U256::ZERO, raise(whole(2))).unwrap();
    let receipt = commons.send(&mut world, Account::Alice, U256::ZERO, lower(whole(3))).unwrap();
    assert_eq!(
        receipt.events,
        [Event::Approval(Interface::Approval {
            owner: address(Account::Alice),
            spender: bob,
            value: whole(4),
        })]
    );
    assert_eq!(allowance(&mut world, &commons, Account::Alice, Account::Bob), whole(4));
    assert_refused(&mut world, Interface::InsufficientAllowance {}, |world| {
        commons.send(world, Account::Alice, U256::ZERO, lower(whole(4) + U256::from(1)))
    });
}

#[test]
fn nobody_approves_nobody() {
    let (mut world, commons) = opened();
    assert_refused(&mut world, Interface::ZeroAddress {}, |world| {
        let call = Interface::approveCall { spender: Address::ZERO, value: whole(1) };
        commons.send(world, Account::Alice, U256::ZERO, call)
    });
    assert_refused(&mut world, Interface::ZeroAddress {}, |world| {
        let call = Interface::increaseAllowanceCall { spender: Address::ZERO, added: whole(1) };
        commons.send(world, Account::Alice, U256::ZERO, call)
    });
}
