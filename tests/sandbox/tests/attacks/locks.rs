//! Attacks 15, 16 and 17: on tokens that are not free, and on allowances.

use weir_sandbox::{
    abi::{Commons as Interface, Conviction as Vote},
    commons::{Commons, Hatch, DAY},
    conviction::{Rules, ABSTAIN},
    scene::{assert_refused, hatched, hatched_and_voting, one, opened, whole, Scene},
    world::address,
    Account, World, B256, U256,
};

/// Asserts that nothing of what Bob has above `free` moves, whoever tries and how.
#[track_caller]
fn cannot_move_more(world: &mut World, commons: &Commons, free: U256) {
    let (bob, charlie) = (address(Account::Bob), address(Account::Charlie));
    let more = free + one();
    assert_refused(world, Interface::Locked {}, |world| {
        commons.transfer(world, Account::Bob, charlie, more)
    });
    assert_refused(world, Interface::Locked {}, |world| {
        commons.transfer(world, Account::Bob, bob, more)
    });
    let approve = Interface::approveCall { spender: charlie, value: U256::MAX };
    commons.call(world, Account::Bob, approve).unwrap();
    assert_refused(world, Interface::Locked {}, |world| {
        let call = Interface::transferFromCall { from: bob, to: charlie, value: more };
        commons.call(world, Account::Charlie, call)
    });
    assert_refused(world, Interface::Locked {}, |world| commons.redeem(world, Account::Bob, more));
    for service in [0, 1] {
        assert_refused(world, Interface::Locked {}, |world| {
            let call = Interface::burnCall { amount: more, service, content: B256::ZERO };
            commons.call(world, Account::Bob, call)
        });
    }
    assert_eq!(commons.transferable(world, Account::Bob), free);
}

fn with_service(world: &mut World, commons: &Commons) {
    let call = Interface::registerServiceCall { serviceName: "x".into(), link: "".into() };
    commons.call(world, Account::Dave, call).unwrap();
}

#[test]
fn attack_15_vesting_tokens_moved() {
    let (mut world, commons) = hatched(Hatch::usual());
    with_service(&mut world, &commons);
    cannot_move_more(&mut world, &commons, U256::ZERO);
    world.advance_time(90 * DAY);
    cannot_move_more(&mut world, &commons, whole(1_500));
    commons.redeem(&mut world, Account::Bob, whole(1_500)).unwrap();
    cannot_move_more(&mut world, &commons, U256::ZERO);
}

#[test]
fn attack_15_vesting_tokens_moved_by_way_of_a_stake() {
    let (mut world, commons, conviction) = hatched_and_voting(Hatch::usual(), &Rules::default());
    with_service(&mut world, &commons);
    // They vote, and come back as they were: vesting.
    conviction.stake(&mut world, Account::Bob, &[(ABSTAIN, whole(3_000))]).unwrap();
    cannot_move_more(&mut world, &commons, U256::ZERO);
    conviction.stake(&mut world, Account::Bob, &[(ABSTAIN, one())]).unwrap();
    cannot_move_more(&mut world, &commons, U256::ZERO);
    conviction.stake(&mut world, Account::Bob, &[(ABSTAIN, U256::ZERO)]).unwrap();
    cannot_move_more(&mut world, &commons, U256::ZERO);
    // Free tokens are not counted twice: beside 1,500 that vest, 1,500 are free, staked or not.
    world.advance_time(90 * DAY);
    conviction.stake(&mut world, Account::Bob, &[(ABSTAIN, whole(1_000))]).unwrap();
    cannot_move_more(&mut world, &commons, whole(1_500));
}

#[test]
fn attack_16_staked_tokens_moved() {
    let mut scene = Scene::default();
    with_service(&mut scene.world, &scene.commons);
    scene.stake(Account::Bob, ABSTAIN, whole(150));
    let Scene { mut world, commons, conviction } = scene;
    cannot_move_more(&mut world, &commons, whole(50));
    commons.redeem(&mut world, Account::Bob, whole(20)).unwrap();
    commons.transfer(&mut world, Account::Bob, address(Account::Dave), whole(30)).unwrap();
    cannot_move_more(&mut world, &commons, U256::ZERO);
    // Tokens that come later are free, those that vote are not.
    commons.transfer(&mut world, Account::Dave, address(Account::Bob), whole(5)).unwrap();
    cannot_move_more(&mut world, &commons, whole(5));
    assert_eq!(conviction.totals(&mut world).staked, whole(150));
    assert_eq!(commons.balance_of(&mut world, Account::Bob), whole(155));
}

#[test]
fn attack_16_stake_counted_twice() {
    // The same tokens on two proposals, or passed on and staked again.
    let mut scene = Scene::default();
    let other = scene.propose(Account::Dave, Account::Dave, one());
    scene.stake(Account::Bob, ABSTAIN, whole(200));
    let Scene { mut world, commons, conviction } = scene;
    assert_refused(&mut world, Interface::InsufficientBalance {}, |world| {
        conviction.stake(world, Account::Bob, &[(other, one())])
    });
    assert_refused(&mut world, Vote::InvalidList {}, |world| {
        conviction.stake(world, Account::Bob, &[(ABSTAIN, one()), (ABSTAIN, whole(200))])
    });
    assert_refused(&mut world, Interface::Locked {}, |world| {
        commons.transfer(world, Account::Bob, address(Account::Eve), one())
    });
    // Nobody lowers another's stake or lock.
    assert_refused(&mut world, Interface::Unauthorized {}, |world| {
        let call = Interface::lockCall { account: address(Account::Bob), staked: U256::ZERO };
        commons.call(world, Account::Bob, call)
    });
}

#[test]
fn attack_17_approval_race() {
    // Alice lowers Bob's allowance from 100 to 40; Bob is faster and spends 100 first.
    let (mut world, commons) = opened();
    let (alice, bob) = (address(Account::Alice), address(Account::Bob));
    let increase = Interface::increaseAllowanceCall { spender: bob, added: whole(100) };
    commons.call(&mut world, Account::Alice, increase).unwrap();
    let spend = |value| Interface::transferFromCall { from: alice, to: bob, value };
    commons.call(&mut world, Account::Bob, spend(whole(100))).unwrap();
    // By a difference, she notices, and Bob has no more than he was ever allowed.
    assert_refused(&mut world, Interface::InsufficientAllowance {}, |world| {
        let call = Interface::decreaseAllowanceCall { spender: bob, subtracted: whole(60) };
        commons.call(world, Account::Alice, call)
    });
    assert_refused(&mut world, Interface::InsufficientAllowance {}, |world| {
        commons.call(world, Account::Bob, spend(one()))
    });
    // A part of it spent: what is left can be lowered, by as much as there is.
    let increase = Interface::increaseAllowanceCall { spender: bob, added: whole(100) };
    commons.call(&mut world, Account::Alice, increase).unwrap();
    commons.call(&mut world, Account::Bob, spend(whole(30))).unwrap();
    let decrease = Interface::decreaseAllowanceCall { spender: bob, subtracted: whole(60) };
    commons.call(&mut world, Account::Alice, decrease).unwrap();
    assert_refused(&mut world, Interface::InsufficientAllowance {}, |world| {
        commons.call(world, Account::Bob, spend(whole(10) + one()))
    });
    commons.call(&mut world, Account::Bob, spend(whole(10))).unwrap();
    assert_eq!(commons.balance_of(&mut world, Account::Bob), whole(140));
}
