//! Grants: what the governor can promise, how it is drawn, and how it is taken back.

use weir_sandbox::{
    abi::Commons as Interface,
    commons::{Event, DAY},
    receiver::{OnPayment, Receiver},
    scene::{assert_refused, governed, one, whole, GOVERNOR},
    world::{address, DOT, GENESIS_TIME},
    Account, Address, Commons, World, U256,
};

/// A grant to Eve at once, in money.
fn grant(amount: U256) -> Interface::grantCall {
    grant_to(address(Account::Eve), amount)
}

fn grant_to(beneficiary: Address, amount: U256) -> Interface::grantCall {
    Interface::grantCall { beneficiary, amount, duration: 0, asTokens: false, proposal: 7 }
}

fn grants(world: &mut World, commons: &Commons, call: Interface::grantCall) -> u32 {
    commons.call(world, GOVERNOR, call).unwrap().value
}

fn owed(world: &mut World, commons: &Commons) -> U256 {
    commons.ask(world, Interface::limitsCall {}).owed
}

fn withdraw(world: &mut World, commons: &Commons, id: u32) -> U256 {
    commons.withdraw(world, Account::Eve, id, address(Account::Eve)).unwrap().value
}

#[test]
fn a_grant_sets_money_aside_and_tells_so() {
    let (mut world, commons) = governed();
    let call = Interface::grantCall { duration: DAY, asTokens: true, ..grant(whole(10)) };
    let receipt = commons.call(&mut world, GOVERNOR, call).unwrap();
    assert_eq!(receipt.value, 1);
    let state = commons.state(&mut world);
    assert_eq!((state.reserve, state.funding), (whole(100), whole(90)));
    assert_eq!(owed(&mut world, &commons), whole(10));
    let told = Interface::Grant {
        grantId: 1,
        beneficiary: address(Account::Eve),
        proposal: 7,
        amount: whole(10),
        start: GENESIS_TIME,
        duration: DAY,
        asTokens: true,
        supply: state.supply,
        reserve: state.reserve,
        fundingPool: state.funding,
    };
    assert_eq!(receipt.events, [Event::Grant(told)]);
    let kept = commons.grant_of(&mut world, 1);
    assert_eq!((kept.beneficiary, kept.amount), (address(Account::Eve), whole(10)));
    assert_eq!((kept.start, kept.duration, kept.proposal), (GENESIS_TIME, DAY, 7));
    assert!(kept.asTokens && !kept.revoked);
    assert_eq!((kept.withdrawn, kept.due), (U256::ZERO, U256::ZERO));
    assert_eq!(commons.ask(&mut world, Interface::grantsCall {}), 1);
    assert_eq!(grants(&mut world, &commons, grant_to(address(Account::Bob), one())), 2);
}

#[test]
fn nobody_but_the_governor_grants() {
    let (mut world, commons) = governed();
    for account in [Account::Alice, Account::Eve] {
        assert_refused(&mut world, Interface::Unauthorized {}, |world| {
            commons.call(world, account, grant(one()))
        });
        assert_refused(&mut world, Interface::Unauthorized {}, |world| {
            commons.call(world, account, Interface::revokeCall { grantId: 1, proposal: 1 })
        });
    }
}

#[test]
fn a_grant_that_makes_no_sense_is_refused() {
    let (mut world, commons) = governed();
    assert_refused(&mut world, Interface::ZeroAmount {}, |world| {
        commons.call(world, GOVERNOR, grant(U256::ZERO))
    });
    assert_refused(&mut world, Interface::InvalidRecipient {}, |world| {
        commons.call(world, GOVERNOR, grant_to(Address::ZERO, one()))
    });
    assert_refused(&mut world, Interface::InvalidParameter {}, |world| {
        let call = Interface::grantCall { duration: 3_651 * DAY, ..grant(one()) };
        commons.call(world, GOVERNOR, call)
    });
    for amount in [U256::from(1) << 128, U256::MAX] {
        let before = world.root();
        assert!(commons.call(&mut world, GOVERNOR, grant(amount)).is_err());
        assert!(world.root() == before);
    }
}

#[test]
fn a_grant_stays_below_the_spending_limit() {
    let (mut world, commons) = governed();
    // A fifth of 100 DOT.
    for amount in [whole(20), whole(50), whole(100)] {
        assert_refused(&mut world, Interface::OverSpendingLimit {}, |world| {
            commons.call(world, GOVERNOR, grant(amount))
        });
    }
    grants(&mut world, &commons, grant(whole(20) - one()));
}

#[test]
fn what_was_granted_counts_for_a_window_and_at_most_a_quarter_more() {
    let (mut world, commons) = governed();
    let recently = |world: &mut World| commons.limits(world).recentlyGranted;
    // Quarters of the window begin at multiples of their length.
    let quarter = 30 * DAY / 4;
    world.set_time((GENESIS_TIME / quarter + 1) * quarter + 1);
    grants(&mut world, &commons, grant(whole(15)));
    assert_eq!(recently(&mut world), whole(15));
    // Together with what was granted, a fifth of the 100 DOT that the pool had before it, whoever
    // gets it.
    for beneficiary in [Account::Eve, Account::Bob] {
        assert_refused(&mut world, Interface::OverSpendingLimit {}, |world| {
            commons.call(world, GOVERNOR, grant_to(address(beneficiary), whole(5)))
        });
    }
    grants(&mut world, &commons, grant_to(address(Account::Bob), whole(5) - one()));
    // All of it, until the quarter is over that ends a window after it was granted in.
    let all = whole(20) - one();
    for _ in 0..4 {
        world.advance_time(quarter);
        assert_eq!(recently(&mut world), all);
        assert_refused(&mut world, Interface::OverSpendingLimit {}, |world| {
            commons.call(world, GOVERNOR, grant(one()))
        });
    }
    world.advance_time(quarter - 2);
    assert_eq!(recently(&mut world), all);
    world.advance_time(1);
    assert_eq!(recently(&mut world), U256::ZERO);
    // A fifth of the 80 DOT that are left.
    assert_refused(&mut world, Interface::OverSpendingLimit {}, |world| {
        commons.call(world, GOVERNOR, grant(whole(16) + one()))
    });
    grants(&mut world, &commons, grant(whole(16)));
}

#[test]
fn what_comes_in_makes_room_and_what_comes_back_makes_none_twice() {
    let (mut world, commons) = governed();
    let call = Interface::grantCall { duration: 100 * DAY, ..grant(whole(19)) };
    grants(&mut world, &commons, call);
    assert_refused(&mut world, Interface::OverSpendingLimit {}, |world| {
        commons.call(world, GOVERNOR, grant(whole(2)))
    });
    // Revoked at once, it still counts: else one could grant and revoke without end.
    let revoke = Interface::revokeCall { grantId: 1, proposal: 9 };
    commons.call(&mut world, GOVERNOR, revoke).unwrap();
    assert_eq!(commons.limits(&mut world).recentlyGranted, whole(19));
    assert_eq!(commons.state(&mut world).funding, whole(100));
    // A fifth of what is there and what was granted: 119, less the 19.
    let room = whole(238) / U256::from(10) - whole(19);
    assert_refused(&mut world, Interface::OverSpendingLimit {}, |world| {
        commons.call(world, GOVERNOR, grant(room))
    });
    grants(&mut world, &commons, grant(room - one()));
    commons.donate(&mut world, Account::Dave, whole(10)).unwrap();
    assert_refused(&mut world, Interface::OverSpendingLimit {}, |world| {
        commons.call(world, GOVERNOR, grant(whole(2) + one()))
    });
    grants(&mut world, &commons, grant(whole(2)));
}

#[test]
fn what_is_due_at_once_is_withdrawn_once() {
    let (mut world, commons) = governed();
    let id = grants(&mut world, &commons, grant(whole(10)));
    assert_eq!(commons.grant_of(&mut world, id).due, whole(10));
    let money = world.balance(address(Account::Charlie));
    // By the beneficiary, to whom it likes.
    let to = address(Account::Charlie);
    let receipt = commons.withdraw(&mut world, Account::Eve, id, to).unwrap();
    assert_eq!(receipt.value, whole(10));
    assert_eq!(world.balance(to), money + whole(10));
    let state = commons.state(&mut world);
    let told = Interface::Withdraw {
        grantId: id,
        beneficiary: address(Account::Eve),
        to,
        amount: whole(10),
        tokens: U256::ZERO,
        supply: state.supply,
        reserve: state.reserve,
        fundingPool: state.funding,
    };
    assert_eq!(receipt.events, [Event::Withdraw(told)]);
    assert_eq!(owed(&mut world, &commons), U256::ZERO);
    assert_refused(&mut world, Interface::NothingDue {}, |world| {
        commons.withdraw(world, Account::Eve, id, to)
    });
}

#[test]
fn a_stream_is_due_second_by_second() {
    let (mut world, commons) = governed();
    let call = Interface::grantCall { duration: 1_000, ..grant(whole(10)) };
    let id = grants(&mut world, &commons, call);
    assert_refused(&mut world, Interface::NothingDue {}, |world| {
        commons.withdraw(world, Account::Eve, id, address(Account::Eve))
    });
    world.advance_time(1);
    assert_eq!(withdraw(&mut world, &commons, id), U256::from(DOT / 100));
    world.advance_time(499);
    assert_eq!(commons.grant_of(&mut world, id).due, U256::from(DOT / 100) * U256::from(499));
    withdraw(&mut world, &commons, id);
    assert_eq!(commons.grant_of(&mut world, id).withdrawn, whole(5));
    world.advance_time(DAY);
    assert_eq!(withdraw(&mut world, &commons, id), whole(5));
    assert_refused(&mut world, Interface::NothingDue {}, |world| {
        commons.withdraw(world, Account::Eve, id, address(Account::Eve))
    });
}

#[test]
fn nobody_else_withdraws_and_nothing_goes_to_nobody() {
    let (mut world, commons) = governed();
    let id = grants(&mut world, &commons, grant(whole(10)));
    assert_refused(&mut world, Interface::Unauthorized {}, |world| {
        commons.withdraw(world, Account::Bob, id, address(Account::Bob))
    });
    assert_refused(&mut world, Interface::InvalidRecipient {}, |world| {
        commons.withdraw(world, Account::Eve, id, Address::ZERO)
    });
    for unknown in [0, id + 1, u32::MAX] {
        assert_refused(&mut world, Interface::UnknownGrant {}, |world| {
            commons.withdraw(world, Account::Eve, unknown, address(Account::Eve))
        });
    }
}

#[test]
fn a_grant_in_tokens_goes_through_the_curve_without_a_tribute() {
    let (mut world, commons) = governed();
    let call = Interface::grantCall { asTokens: true, ..grant(whole(10)) };
    let id = grants(&mut world, &commons, call);
    let before = commons.state(&mut world);
    let withdraw =
        |min| Interface::withdrawCall { grantId: id, to: address(Account::Eve), minTokens: min };
    // 1000 (1.1^0.2 - 1) = 19.244876491456620652...
    let tokens = U256::from(19_244_876_491_456_620_000_u128);
    assert_refused(&mut world, Interface::BelowMinimum {}, |world| {
        commons.call(world, Account::Eve, withdraw(tokens + whole(1)))
    });
    let receipt = commons.call(&mut world, Account::Eve, withdraw(tokens)).unwrap();
    let minted = commons.balance_of(&mut world, Account::Eve);
    assert!(minted.abs_diff(tokens) < U256::from(1_000), "{minted}");
    let after = commons.state(&mut world);
    assert_eq!(after.supply, before.supply + minted);
    assert_eq!((after.reserve, after.funding), (before.reserve + whole(10), before.funding));
    assert_eq!(owed(&mut world, &commons), U256::ZERO);
    let told = receipt.events.iter().find_map(|event| match event {
        Event::Withdraw(told) => Some(told),
        _ => None,
    });
    assert_eq!(told.map(|told| (told.amount, told.tokens)), Some((whole(10), minted)));
    let transfer =
        Interface::Transfer { from: Address::ZERO, to: address(Account::Eve), value: minted };
    assert!(receipt.events.contains(&Event::Transfer(transfer)));
    commons.transfer(&mut world, Account::Eve, address(Account::Bob), minted).unwrap();
}

#[test]
fn what_is_revoked_returns_but_for_what_is_due() {
    let (mut world, commons) = governed();
    let call = Interface::grantCall { duration: 1_000, ..grant(whole(10)) };
    let id = grants(&mut world, &commons, call);
    world.advance_time(300);
    withdraw(&mut world, &commons, id);
    world.advance_time(100);
    let revoke = Interface::revokeCall { grantId: id, proposal: 9 };
    let receipt = commons.call(&mut world, GOVERNOR, revoke.clone()).unwrap();
    assert_eq!(receipt.value, whole(6));
    let state = commons.state(&mut world);
    assert_eq!(state.funding, whole(96));
    let told = Interface::Revoke {
        grantId: id,
        proposal: 9,
        returned: whole(6),
        supply: state.supply,
        reserve: state.reserve,
        fundingPool: state.funding,
    };
    assert_eq!(receipt.events, [Event::Revoke(told)]);
    assert!(commons.grant_of(&mut world, id).revoked);
    assert_eq!(owed(&mut world, &commons), whole(1));
    assert_refused(&mut world, Interface::GrantRevoked {}, |world| {
        commons.call(world, GOVERNOR, revoke)
    });
    // Time adds nothing any more.
    world.advance_time(DAY);
    assert_eq!(commons.grant_of(&mut world, id).due, whole(1));
    assert_eq!(withdraw(&mut world, &commons, id), whole(1));
    assert_refused(&mut world, Interface::NothingDue {}, |world| {
        commons.withdraw(world, Account::Eve, id, address(Account::Eve))
    });
    assert_eq!(world.balance(commons.address), state.reserve + state.funding);
    assert_refused(&mut world, Interface::UnknownGrant {}, |world| {
        commons.call(world, GOVERNOR, Interface::revokeCall { grantId: 5, proposal: 9 })
    });
}

#[test]
fn a_grant_that_is_due_cannot_be_revoked_away() {
    let (mut world, commons) = governed();
    let id = grants(&mut world, &commons, grant(whole(10)));
    let revoke = Interface::revokeCall { grantId: id, proposal: 9 };
    let receipt = commons.call(&mut world, GOVERNOR, revoke).unwrap();
    assert_eq!(receipt.value, U256::ZERO);
    assert_eq!(withdraw(&mut world, &commons, id), whole(10));
}

#[test]
fn a_contract_withdraws_like_anyone() {
    let (mut world, commons) = governed();
    let receiver = Receiver::deploy(&mut world, &OnPayment::Accept);
    let id = grants(&mut world, &commons, grant_to(receiver.address, whole(10)));
    receiver.fund(&mut world);
    let money = world.balance(receiver.address);
    let call = Interface::withdrawCall { grantId: id, to: receiver.address, minTokens: U256::ZERO };
    let paid = receiver
        .forward(&mut world, Account::Bob, commons.address, U256::ZERO, call)
        .expect("a contract may withdraw");
    assert_eq!(paid, whole(10));
    assert_eq!(world.balance(receiver.address), money + whole(10));
}
