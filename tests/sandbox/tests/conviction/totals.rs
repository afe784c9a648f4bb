//! The stake and the supply that thresholds count with: neither moves faster than conviction.

use weir_sandbox::{
    commons::DAY,
    conviction::ABSTAIN,
    reckoning,
    scene::{whole, Scene},
    Account, U256,
};

#[test]
fn the_effective_stake_follows_the_stake_at_the_speed_of_conviction() {
    let Scene { mut world, conviction, .. } = Scene::default();
    let decay = conviction.settings(&mut world).decay;
    let (mut expected, mut stake, mut steps) = (U256::ZERO, U256::ZERO, 0);
    for (seconds, next) in [
        (10, whole(100)),
        (0, whole(150)),
        (6, whole(10)),
        (3 * DAY, whole(200)),
        (3 * DAY, U256::ZERO),
        (1, whole(1)),
        (400 * DAY, U256::ZERO),
        (12, whole(2)),
    ] {
        world.advance_time(seconds);
        expected = reckoning::follow(expected, stake, decay, seconds);
        steps += 1;
        let stated = conviction.totals(&mut world).effectiveStake;
        assert!(reckoning::near(stated, expected, steps), "{stated}, not {expected}");
        conviction.stake(&mut world, Account::Bob, &[(ABSTAIN, next)]).unwrap();
        stake = next;
        let at_once = conviction.totals(&mut world);
        assert_eq!((at_once.effectiveStake, at_once.staked), (stated, next));
    }
}

#[test]
fn the_effective_supply_rises_at_once_and_falls_slowly() {
    let Scene { mut world, commons, conviction } = Scene::default();
    let supply = |world: &mut _| conviction.totals(world).effectiveSupply;
    assert_eq!(supply(&mut world), whole(1_000));
    commons.mint(&mut world, Account::Eve, whole(50)).unwrap();
    let risen = commons.state(&mut world).supply;
    assert_eq!(supply(&mut world), risen);
    conviction.stake(&mut world, Account::Bob, &[(ABSTAIN, whole(1))]).unwrap();
    // What was only there for a moment is forgotten as fast as it had been noticed.
    commons.redeem(&mut world, Account::Eve, risen - whole(1_000)).unwrap();
    conviction.stake(&mut world, Account::Bob, &[(ABSTAIN, whole(3))]).unwrap();
    assert!(supply(&mut world).abs_diff(whole(1_000)) <= U256::from(1));
    // What was there for long is forgotten slowly.
    world.advance_time(60 * DAY);
    conviction.stake(&mut world, Account::Bob, &[(ABSTAIN, whole(2))]).unwrap();
    commons.redeem(&mut world, Account::Alice, whole(400)).unwrap();
    let before = supply(&mut world);
    assert!(before > whole(999), "{before}");
    conviction.stake(&mut world, Account::Bob, &[(ABSTAIN, whole(1))]).unwrap();
    assert!(supply(&mut world) > whole(999));
    world.advance_time(3 * DAY);
    // Half of the way from 1,000 to 600.
    let later = supply(&mut world);
    assert!(later.abs_diff(whole(800)) < whole(1), "{later}");
    world.advance_time(90 * DAY);
    let settled = supply(&mut world);
    assert!(settled.abs_diff(whole(600)) < whole(1), "{settled}");
}

#[test]
fn stakes_on_what_is_over_count_until_they_move() {
    let mut scene = Scene::default();
    let id = scene.propose(Account::Dave, Account::Dave, whole(1));
    scene.stake(Account::Bob, id, whole(50));
    scene.stake(Account::Charlie, ABSTAIN, whole(20));
    scene.conviction.cancel(&mut scene.world, Account::Dave, id).unwrap();
    assert_eq!(scene.conviction.totals(&mut scene.world).staked, whole(70));
    scene.stake(Account::Bob, id, whole(10));
    assert_eq!(scene.conviction.totals(&mut scene.world).staked, whole(30));
    assert_eq!(scene.commons.staked_of(&mut scene.world, Account::Bob), whole(10));
    assert_eq!(scene.conviction.proposal(&mut scene.world, id).staked, whole(10));
}

#[test]
fn the_supply_counts_as_told_until_somebody_calls() {
    // A limit that is known: who mints for the moment of a vote moves the floor for as long as all
    // others are silent. Any call of anybody's ends it, and what was moved fades again.
    let Scene { mut world, commons, conviction } = Scene::default();
    let minted = commons.mint(&mut world, Account::Eve, whole(500)).unwrap().value;
    conviction.stake(&mut world, Account::Eve, &[(ABSTAIN, U256::from(1))]).unwrap();
    conviction.stake(&mut world, Account::Eve, &[(ABSTAIN, U256::ZERO)]).unwrap();
    commons.redeem(&mut world, Account::Eve, minted).unwrap();
    let supply = |world: &mut _| conviction.totals(world).effectiveSupply;
    assert!(supply(&mut world).abs_diff(whole(1_000)) <= U256::from(1));
    world.advance_time(3 * DAY);
    let half = whole(1_000) + minted / U256::from(2);
    assert!(supply(&mut world).abs_diff(half) < whole(1));
    conviction.stake(&mut world, Account::Bob, &[(ABSTAIN, U256::from(1))]).unwrap();
    world.advance_time(3 * DAY);
    let quarter = whole(1_000) + minted / U256::from(4);
    assert!(supply(&mut world).abs_diff(quarter) < whole(1));
}

#[test]
fn the_effective_funds_rise_slowly_and_fall_at_once() {
    let Scene { mut world, commons, conviction } = Scene::default();
    let funds = |world: &mut _| conviction.totals(world).effectiveFunds;
    assert_eq!(funds(&mut world), whole(100));
    // Ten times as much in a moment counts as nothing.
    commons.donate(&mut world, Account::Dave, whole(900)).unwrap();
    conviction.stake(&mut world, Account::Bob, &[(ABSTAIN, U256::from(2))]).unwrap();
    let after = funds(&mut world);
    assert!(after.abs_diff(whole(100)) <= U256::from(1), "{after}");
    world.advance_time(3 * DAY);
    // Half of the way from 100 to 1,000.
    let later = funds(&mut world);
    assert!(later.abs_diff(whole(550)) < whole(2), "{later}");
}

#[test]
fn opposition_counts_in_the_sum_like_support() {
    let mut scene = Scene::default();
    let id = scene.propose(Account::Dave, Account::Dave, whole(1));
    scene.stake(Account::Bob, id, whole(50));
    scene.oppose(Account::Charlie, id, whole(30));
    assert_eq!(scene.conviction.totals(&mut scene.world).staked, whole(80));
    scene.world.advance_time(60 * DAY);
    let effective = scene.conviction.totals(&mut scene.world).effectiveStake;
    assert!(effective.abs_diff(whole(80)) < whole(1), "{effective}");
}
