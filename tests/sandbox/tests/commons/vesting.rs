//! Vesting: tokens of the hatch come free with time, and until then they vote but do not move.

use weir_sandbox::{
    abi::Commons as Interface,
    commons::{Hatch, DAY},
    reckoning,
    scene::{assert_refused, hatched, one, whole, GOVERNOR},
    world::address,
    Account, Commons, World, B256, U256,
};

fn vesting(world: &mut World, commons: &Commons, account: Account) -> U256 {
    commons.ask(world, Interface::vestingOfCall { account: address(account) }).vesting
}

/// Asserts that Bob can move exactly `free`, in whichever way he tries.
#[track_caller]
fn can_move_exactly(world: &mut World, commons: &Commons, free: U256) {
    assert_eq!(commons.transferable(world, Account::Bob), free);
    let charlie = address(Account::Charlie);
    let more = free + one();
    assert_refused(world, Interface::Locked {}, |world| {
        commons.transfer(world, Account::Bob, charlie, more)
    });
    assert_refused(world, Interface::Locked {}, |world| commons.redeem(world, Account::Bob, more));
    assert_refused(world, Interface::Locked {}, |world| {
        let call = Interface::burnCall { amount: more, service: 0, content: B256::ZERO };
        commons.call(world, Account::Bob, call)
    });
    let approve = Interface::approveCall { spender: charlie, value: more };
    commons.call(world, Account::Bob, approve).unwrap();
    assert_refused(world, Interface::Locked {}, |world| {
        let call =
            Interface::transferFromCall { from: address(Account::Bob), to: charlie, value: more };
        commons.call(world, Account::Charlie, call)
    });
}

#[test]
fn nothing_moves_before_the_cliff() {
    let (mut world, commons) = hatched(Hatch::usual());
    can_move_exactly(&mut world, &commons, U256::ZERO);
    // The last second before the cliff.
    world.advance_time(30 * DAY - 1);
    assert_eq!(vesting(&mut world, &commons, Account::Bob), whole(3_000));
    can_move_exactly(&mut world, &commons, U256::ZERO);
}

#[test]
fn half_comes_free_after_every_half_life() {
    let (mut world, commons) = hatched(Hatch::usual());
    world.advance_time(90 * DAY);
    can_move_exactly(&mut world, &commons, whole(1_500));
    world.advance_time(60 * DAY);
    can_move_exactly(&mut world, &commons, whole(2_250));
    // What is free goes, and the rest comes free as before.
    commons.transfer(&mut world, Account::Bob, address(Account::Dave), whole(2_250)).unwrap();
    can_move_exactly(&mut world, &commons, U256::ZERO);
    world.advance_time(60 * DAY);
    can_move_exactly(&mut world, &commons, whole(375));
}

#[test]
fn what_vests_follows_the_formula_at_any_time() {
    let hatch = Hatch::usual();
    let (mut world, commons) = hatched(hatch.clone());
    let mut elapsed = 0;
    for step in [1, 29 * DAY, DAY - 1, 1, 12_345, 7 * DAY + 1, 59 * DAY, 500 * DAY, 4_000 * DAY] {
        world.advance_time(step);
        elapsed += step;
        let stated = vesting(&mut world, &commons, Account::Bob);
        let (least, most) = reckoning::locked(whole(3_000), elapsed, hatch.cliff, hatch.half_life);
        assert!((least..=most).contains(&stated), "{stated} after {elapsed}: {least}..{most}");
        assert_eq!(commons.transferable(&mut world, Account::Bob), whole(3_000) - stated);
    }
    // By and by all of it.
    world.advance_time(60 * DAY * 130);
    assert_eq!(vesting(&mut world, &commons, Account::Bob), U256::ZERO);
    commons.transfer(&mut world, Account::Bob, address(Account::Dave), whole(3_000)).unwrap();
}

#[test]
fn tokens_from_elsewhere_are_free() {
    let (mut world, commons) = hatched(Hatch::usual());
    let minted = commons.mint(&mut world, Account::Bob, whole(10)).unwrap().value;
    can_move_exactly(&mut world, &commons, minted);
    let bought = commons.mint(&mut world, Account::Dave, whole(10)).unwrap().value;
    commons.transfer(&mut world, Account::Dave, address(Account::Bob), bought).unwrap();
    can_move_exactly(&mut world, &commons, minted + bought);
    commons.redeem(&mut world, Account::Bob, minted).unwrap();
    can_move_exactly(&mut world, &commons, bought);
    commons.transfer(&mut world, Account::Bob, address(Account::Dave), bought).unwrap();
    can_move_exactly(&mut world, &commons, U256::ZERO);
}

#[test]
fn vesting_tokens_vote_and_locks_overlap() {
    let (mut world, commons) = hatched(Hatch::usual());
    let lock = |staked| Interface::lockCall { account: address(Account::Bob), staked };
    commons.call(&mut world, GOVERNOR, lock(whole(3_000))).unwrap();
    assert_eq!(commons.staked_of(&mut world, Account::Bob), whole(3_000));
    // The greater of the two counts, not their sum.
    commons.call(&mut world, GOVERNOR, lock(whole(1_000))).unwrap();
    let minted = commons.mint(&mut world, Account::Bob, whole(10)).unwrap().value;
    can_move_exactly(&mut world, &commons, minted);
    world.advance_time(90 * DAY);
    can_move_exactly(&mut world, &commons, whole(1_500) + minted);
    world.advance_time(60 * DAY);
    // 750 vest, but 1,000 are staked.
    can_move_exactly(&mut world, &commons, whole(2_000) + minted);
    world.advance_time(60 * DAY * 130);
    can_move_exactly(&mut world, &commons, whole(2_000) + minted);
    commons.call(&mut world, GOVERNOR, lock(U256::ZERO)).unwrap();
    let all = whole(3_000) + minted;
    commons.transfer(&mut world, Account::Bob, address(Account::Dave), all).unwrap();
}

#[test]
fn a_transfer_of_nothing_and_a_balance_too_small_are_told_apart_from_a_lock() {
    let (mut world, commons) = hatched(Hatch::usual());
    let charlie = address(Account::Charlie);
    commons.transfer(&mut world, Account::Bob, charlie, U256::ZERO).unwrap();
    assert_refused(&mut world, Interface::InsufficientBalance {}, |world| {
        commons.transfer(world, Account::Bob, charlie, whole(3_000) + one())
    });
    assert_refused(&mut world, Interface::InsufficientBalance {}, |world| {
        commons.redeem(world, Account::Bob, whole(3_000) + one())
    });
    assert_refused(&mut world, Interface::InvalidRecipient {}, |world| {
        commons.transfer(world, Account::Bob, weir_sandbox::Address::ZERO, U256::ZERO)
    });
}

#[test]
fn a_vesting_account_receives_and_approves_like_any_other() {
    let (mut world, commons) = hatched(Hatch::usual());
    let (bob, charlie) = (address(Account::Bob), address(Account::Charlie));
    commons.mint(&mut world, Account::Dave, whole(10)).unwrap();
    commons.transfer(&mut world, Account::Dave, bob, whole(1)).unwrap();
    assert_eq!(commons.balance_of(&mut world, Account::Bob), whole(3_001));
    let approve = Interface::approveCall { spender: charlie, value: whole(1) };
    commons.call(&mut world, Account::Bob, approve).unwrap();
    let call = Interface::transferFromCall { from: bob, to: charlie, value: whole(1) };
    commons.call(&mut world, Account::Charlie, call).unwrap();
    assert_eq!(commons.balance_of(&mut world, Account::Bob), whole(3_000));
    assert_eq!(commons.balance_of(&mut world, Account::Charlie), whole(1_001));
    // To oneself, whatever is free or not.
    assert_refused(&mut world, Interface::Locked {}, |world| {
        commons.transfer(world, Account::Bob, bob, one())
    });
}
