//! Staked tokens that their holder frees without the governor.

use weir_sandbox::{
    abi::Commons as Interface,
    commons::{Event, Hatch, DAY},
    scene::{assert_refused, governed, hatched, one, whole, GOVERNOR},
    world::{address, GENESIS_TIME},
    Account, Commons, World, U256,
};

const DELAY: u64 = 30 * DAY;

/// A Commons of which Bob has 400 tokens, 300 of them staked.
fn staked() -> (World, Commons) {
    let (mut world, commons) = governed();
    commons.transfer(&mut world, Account::Alice, address(Account::Bob), whole(400)).unwrap();
    commons.call(&mut world, GOVERNOR, lock(whole(300))).unwrap();
    (world, commons)
}

fn lock(staked: U256) -> Interface::lockCall {
    Interface::lockCall { account: address(Account::Bob), staked }
}

fn told(staked: U256, free_at: u64) -> [Event; 1] {
    [Event::Unlock(Interface::Unlock { account: address(Account::Bob), staked, freeAt: free_at })]
}

#[test]
fn staked_tokens_are_free_after_the_delay_whatever_the_governor_does() {
    let (mut world, commons) = staked();
    assert_eq!(commons.unlock_of(&mut world, Account::Bob), 0);
    let receipt = commons.unlock(&mut world, Account::Bob).unwrap();
    let free_at = GENESIS_TIME + DELAY;
    assert_eq!(receipt.events, told(whole(300), free_at));
    assert_eq!(commons.unlock_of(&mut world, Account::Bob), free_at);
    // Until then it is as it was.
    for wait in [0, DELAY - 1] {
        world.advance_time(wait);
        assert_refused(&mut world, Interface::NotYetFree {}, |world| {
            commons.unlock(world, Account::Bob)
        });
        assert_eq!(commons.staked_of(&mut world, Account::Bob), whole(300));
        assert_refused(&mut world, Interface::Locked {}, |world| {
            commons.redeem(world, Account::Bob, whole(100) + one())
        });
    }
    world.advance_time(1);
    let receipt = commons.unlock(&mut world, Account::Bob).unwrap();
    assert_eq!(receipt.events, told(U256::ZERO, 0));
    assert_eq!(commons.staked_of(&mut world, Account::Bob), U256::ZERO);
    commons.redeem(&mut world, Account::Bob, whole(400)).unwrap();
    assert_eq!(commons.unlock_of(&mut world, Account::Bob), free_at);
}

#[test]
fn who_asked_for_the_tokens_cannot_stake_more() {
    let (mut world, commons) = staked();
    commons.unlock(&mut world, Account::Bob).unwrap();
    assert_refused(&mut world, Interface::NotYetFree {}, |world| {
        commons.call(world, GOVERNOR, lock(whole(300) + one()))
    });
    // Less is what it asked for.
    commons.call(&mut world, GOVERNOR, lock(whole(200))).unwrap();
    assert_refused(&mut world, Interface::NotYetFree {}, |world| {
        commons.call(world, GOVERNOR, lock(whole(201)))
    });
    world.advance_time(DELAY);
    commons.unlock(&mut world, Account::Bob).unwrap();
    assert_refused(&mut world, Interface::NotYetFree {}, |world| {
        commons.call(world, GOVERNOR, lock(one()))
    });
    // Taken back, it votes again; but not before the governor counts them no more.
    assert_refused(&mut world, Interface::NotYetFree {}, |world| {
        commons.call(world, Account::Bob, Interface::cancelUnlockCall {})
    });
    commons.call(&mut world, GOVERNOR, lock(U256::ZERO)).unwrap();
    let receipt = commons.call(&mut world, Account::Bob, Interface::cancelUnlockCall {}).unwrap();
    assert_eq!(receipt.events, told(U256::ZERO, 0));
    assert_eq!(commons.unlock_of(&mut world, Account::Bob), 0);
    commons.call(&mut world, GOVERNOR, lock(whole(400))).unwrap();
}

#[test]
fn a_request_is_taken_back_and_begins_again() {
    let (mut world, commons) = staked();
    commons.unlock(&mut world, Account::Bob).unwrap();
    world.advance_time(DELAY - 1);
    let receipt = commons.call(&mut world, Account::Bob, Interface::cancelUnlockCall {}).unwrap();
    assert_eq!(receipt.events, told(whole(300), 0));
    assert_refused(&mut world, Interface::NothingDue {}, |world| {
        commons.call(world, Account::Bob, Interface::cancelUnlockCall {})
    });
    world.advance_time(1);
    commons.unlock(&mut world, Account::Bob).unwrap();
    assert_eq!(commons.unlock_of(&mut world, Account::Bob), GENESIS_TIME + 2 * DELAY);
    assert_refused(&mut world, Interface::NotYetFree {}, |world| {
        commons.unlock(world, Account::Bob)
    });
}

#[test]
fn who_staked_nothing_has_nothing_to_ask_for() {
    let (mut world, commons) = staked();
    for account in [Account::Alice, Account::Dave] {
        assert_refused(&mut world, Interface::NothingDue {}, |world| {
            commons.unlock(world, account)
        });
        assert_refused(&mut world, Interface::NothingDue {}, |world| {
            commons.call(world, account, Interface::cancelUnlockCall {})
        });
    }
}

#[test]
fn vesting_goes_on_beside_it() {
    let (mut world, commons) = hatched(Hatch::usual());
    commons.call(&mut world, GOVERNOR, lock(whole(2_000))).unwrap();
    commons.unlock(&mut world, Account::Bob).unwrap();
    world.advance_time(90 * DAY);
    commons.unlock(&mut world, Account::Bob).unwrap();
    assert_eq!(commons.transferable(&mut world, Account::Bob), whole(1_500));
}

#[test]
fn transfers_go_on_beside_it() {
    // The flag lies beside the balance, which moves in all the usual ways.
    let (mut world, commons) = staked();
    commons.unlock(&mut world, Account::Bob).unwrap();
    let alice = address(Account::Alice);
    commons.transfer(&mut world, Account::Bob, alice, whole(100)).unwrap();
    commons.transfer(&mut world, Account::Alice, address(Account::Bob), whole(50)).unwrap();
    commons.mint(&mut world, Account::Bob, whole(1)).unwrap();
    let balance = commons.balance_of(&mut world, Account::Bob);
    assert!(balance > whole(350) && balance < whole(400), "{balance}");
    assert_eq!(commons.transferable(&mut world, Account::Bob), balance - whole(300));
    world.advance_time(DELAY);
    commons.unlock(&mut world, Account::Bob).unwrap();
    commons.transfer(&mut world, Account::Bob, alice, balance).unwrap();
    assert_eq!(commons.balance_of(&mut world, Account::Bob), U256::ZERO);
}
