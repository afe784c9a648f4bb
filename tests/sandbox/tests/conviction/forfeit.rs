//! Stakes of accounts that asked the Commons for their tokens: anybody ends them.

use weir_sandbox::{
    abi::{Commons as Money, Conviction as Interface},
    commons::DAY,
    conviction::{Event, ABSTAIN},
    scene::{assert_refused, one, whole, Scene},
    Account, U256,
};

#[test]
fn the_stakes_of_an_account_that_leaves_are_ended_by_anyone() {
    let mut scene = Scene::default();
    let id = scene.propose(Account::Dave, Account::Dave, whole(1));
    scene.stake(Account::Bob, id, whole(120));
    scene.stake(Account::Charlie, id, whole(50));
    scene.stake(Account::Bob, ABSTAIN, whole(80));
    let Scene { mut world, commons, conviction } = scene;
    for account in [Account::Bob, Account::Dave] {
        assert_refused(&mut world, Interface::NothingToRelease {}, |world| {
            conviction.forfeit(world, Account::Eve, account)
        });
    }
    commons.unlock(&mut world, Account::Bob).unwrap();
    let receipt = conviction.forfeit(&mut world, Account::Eve, Account::Bob).unwrap();
    assert_eq!(receipt.events.len(), 2);
    for event in &receipt.events {
        assert!(matches!(event, Event::Stake(told) if told.stake.is_zero()), "{event:?}");
    }
    assert!(conviction.stakes(&mut world, Account::Bob).is_empty());
    assert_eq!(conviction.proposal(&mut world, id).staked, whole(50));
    assert_eq!(conviction.totals(&mut world).staked, whole(50));
    // What does not vote is free.
    assert_eq!(commons.staked_of(&mut world, Account::Bob), U256::ZERO);
    commons.redeem(&mut world, Account::Bob, whole(200)).unwrap();
    // The Commons learns of it even where there is nothing left.
    let receipt = conviction.forfeit(&mut world, Account::Eve, Account::Bob).unwrap();
    assert!(receipt.events.is_empty());
}

#[test]
fn who_leaves_votes_down_but_not_up() {
    let mut scene = Scene::default();
    let id = scene.propose(Account::Dave, Account::Dave, whole(1));
    scene.stake(Account::Bob, id, whole(120));
    let Scene { mut world, commons, conviction } = scene;
    commons.unlock(&mut world, Account::Bob).unwrap();
    assert_refused(&mut world, Money::NotYetFree {}, |world| {
        conviction.stake(world, Account::Bob, &[(id, whole(120) + one())])
    });
    conviction.stake(&mut world, Account::Bob, &[(id, whole(100))]).unwrap();
    world.advance_time(30 * DAY);
    commons.unlock(&mut world, Account::Bob).unwrap();
    assert_eq!(commons.staked_of(&mut world, Account::Bob), U256::ZERO);
    assert_refused(&mut world, Money::NotYetFree {}, |world| {
        conviction.stake(world, Account::Bob, &[(ABSTAIN, whole(50))])
    });
    // Taken back, and with its former stakes ended, it votes again.
    conviction.forfeit(&mut world, Account::Eve, Account::Bob).unwrap();
    commons.call(&mut world, Account::Bob, Money::cancelUnlockCall {}).unwrap();
    conviction.stake(&mut world, Account::Bob, &[(id, whole(200))]).unwrap();
    assert_eq!(commons.staked_of(&mut world, Account::Bob), whole(200));
}

#[test]
fn stakes_against_are_ended_alike() {
    let mut scene = Scene::default();
    let id = scene.propose(Account::Dave, Account::Dave, whole(1));
    scene.oppose(Account::Bob, id, whole(120));
    let Scene { mut world, commons, conviction } = scene;
    commons.unlock(&mut world, Account::Bob).unwrap();
    conviction.forfeit(&mut world, Account::Eve, Account::Bob).unwrap();
    assert_eq!(conviction.proposal(&mut world, id).opposed, U256::ZERO);
    assert_eq!(conviction.totals(&mut world).staked, U256::ZERO);
}
