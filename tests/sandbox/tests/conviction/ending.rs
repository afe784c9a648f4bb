//! The end of a proposal: cancelled or expired, stakes freed, the deposit returned.

use weir_sandbox::{
    abi::Conviction as Interface,
    commons::DAY,
    conviction::Event,
    receiver::{OnPayment, Receiver},
    scene::{assert_refused, one, whole, Scene},
    world::{address, GENESIS_TIME},
    Account, Proposal, U256,
};

/// A scene with a proposal of Dave's, on which Bob has 50 and Charlie 20 tokens.
fn staked() -> (Scene, u32) {
    let mut scene = Scene::default();
    let proposal = scene.propose(Account::Dave, Account::Dave, whole(1));
    scene.stake(Account::Bob, proposal, whole(50));
    scene.stake(Account::Charlie, proposal, whole(20));
    (scene, proposal)
}

#[test]
fn its_author_withdraws_a_proposal() {
    let (Scene { mut world, conviction, .. }, id) = staked();
    assert_refused(&mut world, Interface::Unauthorized {}, |world| {
        conviction.cancel(world, Account::Bob, id)
    });
    let receipt = conviction.cancel(&mut world, Account::Dave, id).unwrap();
    // What was staked on it still counts in the sum that thresholds are measured by.
    let told = Interface::Cancel { proposal: id, totalStaked: whole(70) };
    assert_eq!(receipt.events, [Event::Cancel(told)]);
    assert_eq!(conviction.proposal(&mut world, id).status, 2);
    assert_eq!(conviction.totals(&mut world).staked, whole(70));
    assert_refused(&mut world, Interface::NotActive {}, |world| {
        conviction.cancel(world, Account::Dave, id)
    });
    assert_refused(&mut world, Interface::NotActive {}, |world| {
        conviction.expire(world, Account::Dave, id)
    });
    assert_refused(&mut world, Interface::NotActive {}, |world| {
        conviction.execute(world, Account::Dave, id)
    });
}

#[test]
fn anyone_ends_a_proposal_whose_time_is_over() {
    let (Scene { mut world, conviction, .. }, id) = staked();
    world.set_time(GENESIS_TIME + 90 * DAY - 1);
    assert_refused(&mut world, Interface::NotExpired {}, |world| {
        conviction.expire(world, Account::Eve, id)
    });
    world.advance_time(1);
    let receipt = conviction.expire(&mut world, Account::Eve, id).unwrap();
    let told = Interface::Expire { proposal: id, totalStaked: whole(70) };
    assert_eq!(receipt.events, [Event::Expire(told)]);
    assert_eq!(conviction.proposal(&mut world, id).status, 3);
    assert_refused(&mut world, Interface::NotActive {}, |world| {
        conviction.expire(world, Account::Eve, id)
    });
}

/// How long a stake on what is over counts before others than its owner can free it.
const REST: u64 = 33 * DAY;

#[test]
fn its_owner_frees_a_stake_on_what_is_over_at_once() {
    let (Scene { mut world, commons, conviction }, id) = staked();
    conviction.stake(&mut world, Account::Bob, &[(1, whole(10))]).unwrap();
    assert_refused(&mut world, Interface::NothingToRelease {}, |world| {
        conviction.release(world, Account::Bob, Account::Bob)
    });
    conviction.cancel(&mut world, Account::Dave, id).unwrap();
    // Until they are freed they stay locked, and count.
    assert_eq!(commons.staked_of(&mut world, Account::Bob), whole(60));
    assert_eq!(conviction.totals(&mut world).staked, whole(80));
    let receipt = conviction.release(&mut world, Account::Bob, Account::Bob).unwrap();
    assert!(receipt.events.iter().any(|event| matches!(
        event,
        Event::Stake(told)
            if told.proposal == id && told.stake.is_zero() && told.account == address(Account::Bob)
    )));
    assert_eq!(conviction.stakes(&mut world, Account::Bob), [(1, whole(10), false)]);
    assert_eq!(commons.staked_of(&mut world, Account::Bob), whole(10));
    assert_eq!(conviction.totals(&mut world).staked, whole(30));
    assert_eq!(conviction.proposal(&mut world, id).staked, whole(20));
    assert_refused(&mut world, Interface::NothingToRelease {}, |world| {
        conviction.release(world, Account::Bob, Account::Bob)
    });
    conviction.release(&mut world, Account::Charlie, Account::Charlie).unwrap();
    assert_eq!(commons.transferable(&mut world, Account::Charlie), whole(200));
}

#[test]
fn anyone_frees_a_stake_on_what_has_been_over_for_long() {
    let (Scene { mut world, commons, conviction }, id) = staked();
    world.advance_time(10 * DAY);
    conviction.cancel(&mut world, Account::Dave, id).unwrap();
    // While they could still mean something, no other takes them out of the sum.
    for wait in [0, DAY, REST - DAY - 1] {
        world.advance_time(wait);
        assert_refused(&mut world, Interface::NothingToRelease {}, |world| {
            conviction.release(world, Account::Eve, Account::Bob)
        });
    }
    world.advance_time(1);
    conviction.release(&mut world, Account::Eve, Account::Bob).unwrap();
    assert_eq!(commons.staked_of(&mut world, Account::Bob), U256::ZERO);
    assert_eq!(conviction.totals(&mut world).staked, whole(20));
    assert!(conviction.stakes(&mut world, Account::Bob).is_empty());
}

#[test]
fn what_has_expired_is_ended_on_the_way() {
    let (Scene { mut world, commons, conviction }, id) = staked();
    world.advance_time(90 * DAY);
    let receipt = conviction.release(&mut world, Account::Bob, Account::Bob).unwrap();
    assert!(receipt
        .events
        .iter()
        .any(|event| matches!(event, Event::Expire(told) if told.proposal == id)));
    assert_eq!(conviction.proposal(&mut world, id).status, 3);
    assert_eq!(commons.staked_of(&mut world, Account::Bob), U256::ZERO);
    assert_eq!(conviction.totals(&mut world).staked, whole(20));
    // And only once.
    let receipt = conviction.release(&mut world, Account::Charlie, Account::Charlie).unwrap();
    assert!(!receipt.events.iter().any(|event| matches!(event, Event::Expire(_))));
    assert_eq!(conviction.totals(&mut world).staked, U256::ZERO);
}

#[test]
fn what_was_staked_against_it_is_freed_alike() {
    let (mut scene, id) = staked();
    scene.oppose(Account::Dave, id, whole(30));
    let Scene { mut world, commons, conviction } = scene;
    conviction.cancel(&mut world, Account::Dave, id).unwrap();
    assert_eq!(conviction.totals(&mut world).staked, whole(100));
    conviction.release(&mut world, Account::Dave, Account::Dave).unwrap();
    assert_eq!(commons.staked_of(&mut world, Account::Dave), U256::ZERO);
    assert_eq!(conviction.totals(&mut world).staked, whole(70));
    assert_eq!(conviction.proposal(&mut world, id).opposed, U256::ZERO);
}

#[test]
fn an_active_proposals_stake_falls_after_its_expiry_too() {
    let (Scene { mut world, commons, conviction }, id) = staked();
    world.advance_time(100 * DAY);
    conviction.stake(&mut world, Account::Bob, &[(id, U256::ZERO)]).unwrap();
    assert_eq!(commons.staked_of(&mut world, Account::Bob), U256::ZERO);
    conviction.expire(&mut world, Account::Eve, id).unwrap();
    conviction.stake(&mut world, Account::Charlie, &[(id, U256::ZERO)]).unwrap();
    assert_eq!(conviction.proposal(&mut world, id).staked, U256::ZERO);
    assert_eq!(conviction.totals(&mut world).staked, U256::ZERO);
}

#[test]
fn the_deposit_returns_once_to_the_author() {
    let (Scene { mut world, conviction, .. }, id) = staked();
    assert_refused(&mut world, Interface::NothingToReclaim {}, |world| {
        conviction.reclaim(world, Account::Dave, id)
    });
    conviction.cancel(&mut world, Account::Dave, id).unwrap();
    let money = world.balance(address(Account::Dave));
    let receipt = conviction.reclaim(&mut world, Account::Eve, id).unwrap();
    let told =
        Interface::Reclaim { proposal: id, author: address(Account::Dave), amount: whole(1) };
    assert_eq!(receipt.events, [Event::Reclaim(told)]);
    assert_eq!(world.balance(address(Account::Dave)), money + whole(1));
    assert_eq!(world.balance(conviction.address), U256::ZERO);
    assert_eq!(conviction.proposal(&mut world, id).deposit, U256::ZERO);
    assert_refused(&mut world, Interface::NothingToReclaim {}, |world| {
        conviction.reclaim(world, Account::Dave, id)
    });
    assert_refused(&mut world, Interface::UnknownProposal {}, |world| {
        conviction.reclaim(world, Account::Dave, 77)
    });
}

#[test]
fn an_author_that_rejects_its_deposit_holds_nobody_up() {
    let mut scene = Scene::default();
    let Scene { world, conviction, .. } = &mut scene;
    let author = Receiver::deploy(world, &OnPayment::Reject);
    author.fund(world);
    let call = Proposal::funding(address(Account::Eve), whole(1)).call();
    let id = author
        .forward(world, Account::Bob, conviction.address, whole(1), call)
        .expect("a contract may propose");
    conviction.stake(world, Account::Bob, &[(id, whole(50))]).unwrap();
    let cancel = Interface::cancelCall { proposal: id };
    author.forward(world, Account::Bob, conviction.address, U256::ZERO, cancel).unwrap();
    assert_refused(world, Interface::PaymentRefused {}, |world| {
        conviction.reclaim(world, Account::Eve, id)
    });
    conviction.release(world, Account::Bob, Account::Bob).unwrap();
    let other = scene.propose(Account::Dave, Account::Dave, one());
    let Scene { world, conviction, .. } = &mut scene;
    conviction.cancel(world, Account::Dave, other).unwrap();
    conviction.reclaim(world, Account::Dave, other).unwrap();
    assert_eq!(world.balance(conviction.address), whole(1));
}
