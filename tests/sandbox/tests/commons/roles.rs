//! Owner, governor and guardian: who can do what, and that nobody can do it for ever.

use weir_sandbox::{
    abi::Commons as Interface,
    commons::{Event, Settings, DAY},
    scene::{
        assert_refused, govern, governed_with, one, open, opened, ungoverned, whole, GOVERNOR,
    },
    world::{address, GENESIS_TIME},
    Account, Address, Commons, Opening, World, U256,
};

/// A Commons that Eve guards.
fn guarded() -> (World, Commons) {
    let settings = Settings::guarded_by(Account::Eve);
    open(&Opening { settings, ..Opening::default() })
}

fn pause(duration: u64) -> Interface::pauseCall {
    Interface::pauseCall { duration }
}

fn transfer_ownership(to: Address) -> Interface::transferOwnershipCall {
    Interface::transferOwnershipCall { to }
}

#[test]
fn the_deployer_is_the_owner() {
    let (mut world, commons) = guarded();
    let roles = commons.roles(&mut world);
    assert_eq!(roles.owner, address(Account::Alice));
    assert_eq!((roles.pendingOwner, roles.governor), (Address::ZERO, address(GOVERNOR)));
    assert_eq!(roles.guardian, address(Account::Eve));
    assert_eq!(roles.guardianUntil, GENESIS_TIME + 365 * DAY);
    assert_eq!(roles.pausedUntil, 0);
}

#[test]
fn the_owner_sets_the_governor_once() {
    let (mut world, commons) = ungoverned(&Opening::default());
    let set = |governor| Interface::setGovernorCall { governor };
    assert_refused(&mut world, Interface::Unauthorized {}, |world| {
        commons.call(world, Account::Bob, set(address(Account::Bob)))
    });
    assert_refused(&mut world, Interface::InvalidRecipient {}, |world| {
        commons.call(world, Account::Alice, set(Address::ZERO))
    });
    let receipt = commons.call(&mut world, Account::Alice, set(address(GOVERNOR))).unwrap();
    let governor = address(GOVERNOR);
    assert_eq!(receipt.events, [Event::Governor(Interface::Governor { governor })]);
    assert_eq!(commons.roles(&mut world).governor, governor);
    for next in [governor, address(Account::Bob)] {
        assert_refused(&mut world, Interface::GovernorFixed {}, |world| {
            commons.call(world, Account::Alice, set(next))
        });
    }
}

#[test]
fn only_the_governor_locks() {
    let (mut world, commons) = ungoverned(&Opening::default());
    let lock = |staked| Interface::lockCall { account: address(Account::Alice), staked };
    assert_refused(&mut world, Interface::Unauthorized {}, |world| {
        commons.call(world, Account::Alice, lock(one()))
    });
    govern(&mut world, &commons, address(GOVERNOR));
    assert_refused(&mut world, Interface::Unauthorized {}, |world| {
        commons.call(world, Account::Alice, lock(one()))
    });
    let receipt = commons.call(&mut world, GOVERNOR, lock(whole(400))).unwrap();
    // What the governor needs to decide, along with it.
    let told = receipt.value;
    assert_eq!((told.supply, told.fundingPool), (whole(1_000), U256::ZERO));
    assert_eq!((told.pausedUntil, told.spendingLimit), (0, 200_000));
    assert_eq!(commons.staked_of(&mut world, Account::Alice), whole(400));
    assert_eq!(commons.transferable(&mut world, Account::Alice), whole(600));
    assert_eq!(commons.balance_of(&mut world, Account::Alice), whole(1_000));
    assert_refused(&mut world, Interface::InsufficientBalance {}, |world| {
        commons.call(world, GOVERNOR, lock(whole(1_000) + one()))
    });
    for staked in [U256::from(1) << 127, U256::from(1) << 128] {
        assert_refused(&mut world, Interface::InsufficientBalance {}, |world| {
            commons.call(world, GOVERNOR, lock(staked))
        });
    }
}

#[test]
fn ownership_passes_in_two_steps() {
    let (mut world, commons) = ungoverned(&Opening::default());
    let (alice, bob) = (address(Account::Alice), address(Account::Bob));
    assert_refused(&mut world, Interface::Unauthorized {}, |world| {
        commons.call(world, Account::Bob, transfer_ownership(bob))
    });
    let receipt = commons.call(&mut world, Account::Alice, transfer_ownership(bob)).unwrap();
    let started = Interface::OwnershipTransferStarted { from: alice, to: bob };
    assert_eq!(receipt.events, [Event::OwnershipTransferStarted(started)]);
    assert_eq!(commons.roles(&mut world).owner, alice);
    assert_eq!(commons.roles(&mut world).pendingOwner, bob);
    assert_refused(&mut world, Interface::Unauthorized {}, |world| {
        commons.call(world, Account::Charlie, Interface::acceptOwnershipCall {})
    });
    let receipt =
        commons.call(&mut world, Account::Bob, Interface::acceptOwnershipCall {}).unwrap();
    let done = Interface::OwnershipTransferred { from: alice, to: bob };
    assert_eq!(receipt.events, [Event::OwnershipTransferred(done)]);
    assert_eq!(commons.roles(&mut world).owner, bob);
    assert_eq!(commons.roles(&mut world).pendingOwner, Address::ZERO);
    for account in [Account::Alice, Account::Bob] {
        // Accepted is accepted: nothing is pending any more.
        assert_refused(&mut world, Interface::Unauthorized {}, |world| {
            commons.call(world, account, Interface::acceptOwnershipCall {})
        });
    }
    assert_refused(&mut world, Interface::Unauthorized {}, |world| {
        let call = Interface::setGovernorCall { governor: alice };
        commons.call(world, Account::Alice, call)
    });
    govern_by(&mut world, &commons, Account::Bob);
}

fn govern_by(world: &mut World, commons: &Commons, owner: Account) {
    let call = Interface::setGovernorCall { governor: address(GOVERNOR) };
    commons.call(world, owner, call).unwrap();
}

#[test]
fn an_offer_of_ownership_can_be_taken_back() {
    let (mut world, commons) = opened();
    let bob = address(Account::Bob);
    commons.call(&mut world, Account::Alice, transfer_ownership(bob)).unwrap();
    commons.call(&mut world, Account::Alice, transfer_ownership(Address::ZERO)).unwrap();
    assert_refused(&mut world, Interface::Unauthorized {}, |world| {
        commons.call(world, Account::Bob, Interface::acceptOwnershipCall {})
    });
}

#[test]
fn ownership_is_given_up_once_the_governor_is_set() {
    let (mut world, commons) = ungoverned(&Opening::default());
    let renounce = Interface::renounceOwnershipCall {};
    assert_refused(&mut world, Interface::GovernorFixed {}, |world| {
        commons.call(world, Account::Alice, renounce.clone())
    });
    let bob = address(Account::Bob);
    commons.call(&mut world, Account::Alice, transfer_ownership(bob)).unwrap();
    govern(&mut world, &commons, address(GOVERNOR));
    assert_refused(&mut world, Interface::Unauthorized {}, |world| {
        commons.call(world, Account::Bob, renounce.clone())
    });
    let receipt = commons.call(&mut world, Account::Alice, renounce).unwrap();
    let done = Interface::OwnershipTransferred { from: address(Account::Alice), to: Address::ZERO };
    assert_eq!(receipt.events, [Event::OwnershipTransferred(done)]);
    assert_eq!(commons.roles(&mut world).owner, Address::ZERO);
    // Nobody comes after: neither who was, nor who was offered it before.
    for account in [Account::Alice, Account::Bob] {
        assert_refused(&mut world, Interface::Unauthorized {}, |world| {
            commons.call(world, account, Interface::acceptOwnershipCall {})
        });
        assert_refused(&mut world, Interface::Unauthorized {}, |world| {
            commons.call(world, account, transfer_ownership(bob))
        });
    }
}

#[test]
fn the_guardian_pauses_what_comes_in() {
    let (mut world, commons) = guarded();
    assert_refused(&mut world, Interface::Unauthorized {}, |world| {
        commons.call(world, Account::Alice, pause(DAY))
    });
    let receipt = commons.call(&mut world, Account::Eve, pause(DAY)).unwrap();
    let until = GENESIS_TIME + DAY;
    let told = Interface::Pause { guardian: address(Account::Eve), until };
    assert_eq!(receipt.events, [Event::Pause(told)]);
    assert_eq!(commons.roles(&mut world).pausedUntil, until);
    assert_refused(&mut world, Interface::Paused {}, |world| {
        commons.mint(world, Account::Bob, whole(1))
    });
    world.advance_time(DAY - 1);
    assert_refused(&mut world, Interface::Paused {}, |world| {
        commons.mint(world, Account::Bob, whole(1))
    });
    world.advance_time(1);
    commons.mint(&mut world, Account::Bob, whole(1)).unwrap();
}

#[test]
fn the_guardian_ends_a_pause_early() {
    let (mut world, commons) = guarded();
    commons.call(&mut world, Account::Eve, pause(DAY)).unwrap();
    assert_refused(&mut world, Interface::Unauthorized {}, |world| {
        commons.call(world, Account::Bob, Interface::unpauseCall {})
    });
    let receipt = commons.call(&mut world, Account::Eve, Interface::unpauseCall {}).unwrap();
    // It ended now: the vote counts from there.
    let told = Interface::Pause { guardian: address(Account::Eve), until: GENESIS_TIME };
    assert_eq!(receipt.events, [Event::Pause(told)]);
    assert_eq!(commons.roles(&mut world).pausedUntil, GENESIS_TIME);
    commons.mint(&mut world, Account::Bob, whole(1)).unwrap();
}

#[test]
fn a_pause_is_bounded_and_needs_a_rest() {
    let (mut world, commons) = guarded();
    for duration in [0, 14 * DAY + 1, u64::MAX] {
        assert_refused(&mut world, Interface::InvalidParameter {}, |world| {
            commons.call(world, Account::Eve, pause(duration))
        });
    }
    commons.call(&mut world, Account::Eve, pause(14 * DAY)).unwrap();
    let from = commons.roles(&mut world).pausableFrom;
    assert_eq!(from, GENESIS_TIME + 28 * DAY);
    // Neither during it nor in the fourteen days after it.
    for wait in [0, 14 * DAY, 14 * DAY - 1] {
        world.advance_time(wait);
        assert_refused(&mut world, Interface::Paused {}, |world| {
            commons.call(world, Account::Eve, pause(1))
        });
    }
    world.advance_time(1);
    commons.call(&mut world, Account::Eve, pause(14 * DAY)).unwrap();
}

#[test]
fn the_guardians_time_ends_and_a_pause_with_it() {
    let (mut world, commons) = guarded();
    let end = GENESIS_TIME + 365 * DAY;
    world.set_time(end - 10);
    commons.call(&mut world, Account::Eve, pause(DAY)).unwrap();
    assert_eq!(commons.roles(&mut world).pausedUntil, end);
    world.set_time(end);
    commons.mint(&mut world, Account::Bob, whole(1)).unwrap();
    world.set_time(end + 30 * DAY);
    assert_refused(&mut world, Interface::Unauthorized {}, |world| {
        commons.call(world, Account::Eve, pause(DAY))
    });
}

#[test]
fn the_owner_exchanges_the_guardian_but_not_its_end() {
    let (mut world, commons) = guarded();
    let set = |guardian| Interface::setGuardianCall { guardian };
    assert_refused(&mut world, Interface::Unauthorized {}, |world| {
        commons.call(world, Account::Eve, set(address(Account::Bob)))
    });
    let bob = address(Account::Bob);
    let receipt = commons.call(&mut world, Account::Alice, set(bob)).unwrap();
    let until = GENESIS_TIME + 365 * DAY;
    assert_eq!(receipt.events, [Event::Guardian(Interface::Guardian { guardian: bob, until })]);
    assert_eq!(commons.roles(&mut world).guardianUntil, until);
    assert_refused(&mut world, Interface::Unauthorized {}, |world| {
        commons.call(world, Account::Eve, pause(DAY))
    });
    commons.call(&mut world, Account::Bob, pause(DAY)).unwrap();
    commons.call(&mut world, Account::Alice, set(Address::ZERO)).unwrap();
    assert_refused(&mut world, Interface::Unauthorized {}, |world| {
        commons.call(world, Account::Bob, Interface::unpauseCall {})
    });
}

#[test]
fn a_commons_without_a_guardian_is_never_paused() {
    let (mut world, commons) = governed_with(Settings::default());
    for account in [Account::Alice, GOVERNOR] {
        assert_refused(&mut world, Interface::Unauthorized {}, |world| {
            commons.call(world, account, pause(DAY))
        });
    }
}
