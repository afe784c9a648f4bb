//! Attack 18: a paused contract that traps funds.

use weir_sandbox::{
    abi::Commons as Interface,
    commons::{Hatch, Settings, DAY},
    scene::{assert_refused, one, open, whole, Scene},
    world::{address, GENESIS_TIME},
    Account, Opening, Proposal, B256, U256,
};

#[test]
fn attack_18_pause_that_traps_tokens_stakes_and_grants() {
    let mut scene = Scene::guarded();
    let stream =
        Proposal { duration: 100 * DAY, ..Proposal::funding(address(Account::Eve), whole(5)) };
    let id = scene.conviction.propose(&mut scene.world, Account::Bob, &stream).unwrap().value;
    let (other, third) = (
        scene.propose(Account::Dave, Account::Dave, one()),
        scene.propose(Account::Dave, Account::Dave, one()),
    );
    let register = Interface::registerServiceCall { serviceName: "x".into(), link: "".into() };
    scene.commons.call(&mut scene.world, Account::Dave, register).unwrap();
    scene.stake(Account::Bob, id, whole(200));
    scene.stake(Account::Charlie, other, whole(100));
    scene.stake(Account::Charlie, third, whole(100));
    scene.world.advance_time(20 * DAY);
    scene.pass(id);
    scene.world.advance_time(DAY);
    scene.pause();
    let Scene { mut world, commons, conviction } = scene;
    let (dave, eve) = (address(Account::Dave), address(Account::Eve));

    commons.redeem(&mut world, Account::Alice, whole(10)).unwrap();
    commons.transfer(&mut world, Account::Alice, dave, whole(10)).unwrap();
    let approve = Interface::approveCall { spender: dave, value: whole(1) };
    commons.call(&mut world, Account::Alice, approve).unwrap();
    let call =
        Interface::transferFromCall { from: address(Account::Alice), to: dave, value: whole(1) };
    commons.call(&mut world, Account::Dave, call).unwrap();
    for service in [0, 1] {
        let call = Interface::burnCall { amount: one(), service, content: B256::ZERO };
        commons.call(&mut world, Account::Alice, call).unwrap();
    }
    commons.withdraw(&mut world, Account::Eve, 1, eve).unwrap();
    commons.send(&mut world, Account::Dave, whole(1), Interface::donateCall {}).unwrap();

    // Stakes come down, are freed, and deposits come back.
    conviction.stake(&mut world, Account::Charlie, &[(other, U256::ZERO)]).unwrap();
    conviction.cancel(&mut world, Account::Dave, third).unwrap();
    for account in [Account::Bob, Account::Charlie] {
        conviction.release(&mut world, account, account).unwrap();
        assert_eq!(commons.staked_of(&mut world, account), U256::ZERO);
        commons.redeem(&mut world, account, whole(200)).unwrap();
    }
    conviction.reclaim(&mut world, Account::Dave, third).unwrap();
    conviction.reclaim(&mut world, Account::Bob, id).unwrap();
}

#[test]
fn attack_18_pause_that_traps_contributions() {
    let settings = Settings::guarded_by(Account::Eve);
    let opening = Opening { settings, ..Opening::hatched_by(Hatch::usual()) };
    for raised in [whole(50), whole(500)] {
        let (mut world, commons) = open(&opening);
        commons.contribute(&mut world, Account::Bob, raised).unwrap();
        world.set_time(Hatch::usual().deadline - 1);
        let call = Interface::pauseCall { duration: 14 * DAY };
        commons.call(&mut world, Account::Eve, call).unwrap();
        assert_refused(&mut world, Interface::Paused {}, |world| {
            commons.contribute(world, Account::Bob, whole(1))
        });
        world.advance_time(2);
        commons.call(&mut world, Account::Bob, Interface::closeCall {}).unwrap();
        if raised < whole(100) {
            commons.call(&mut world, Account::Bob, Interface::refundCall {}).unwrap();
            assert_eq!(world.balance(commons.address), U256::ZERO);
        }
    }
}

#[test]
fn attack_18_pause_without_an_end() {
    let Scene { mut world, commons, .. } = Scene::guarded();
    let pause = |duration| Interface::pauseCall { duration };
    for duration in [14 * DAY + 1, u64::MAX] {
        assert_refused(&mut world, Interface::InvalidParameter {}, |world| {
            commons.call(world, Account::Eve, pause(duration))
        });
    }
    // Second by second through the guardian's whole time: never more than half of it, and no
    // pause outlives it.
    let (end, mut paused, mut pauses) = (GENESIS_TIME + 365 * DAY, 0, 0);
    while world.time() < end {
        if commons.call(&mut world, Account::Eve, pause(14 * DAY)).is_ok() {
            let until = commons.roles(&mut world).pausedUntil;
            assert!(until <= end && until - world.time() <= 14 * DAY);
            paused += until - world.time();
            pauses += 1;
        }
        world.advance_time(DAY / 2);
    }
    assert!(pauses > 10);
    assert!(paused <= 190 * DAY, "{} days", paused / DAY);
    assert_refused(&mut world, Interface::Unauthorized {}, |world| {
        commons.call(world, Account::Eve, pause(DAY))
    });
    commons.mint(&mut world, Account::Bob, whole(1)).unwrap();
}

#[test]
fn attack_18_pause_ended_to_begin_again() {
    // Unpausing must not let the next pause begin earlier.
    let Scene { mut world, commons, .. } = Scene::guarded();
    let pause = Interface::pauseCall { duration: 14 * DAY };
    commons.call(&mut world, Account::Eve, pause.clone()).unwrap();
    world.advance_time(DAY);
    commons.call(&mut world, Account::Eve, Interface::unpauseCall {}).unwrap();
    commons.mint(&mut world, Account::Bob, whole(1)).unwrap();
    assert_refused(&mut world, Interface::Paused {}, |world| {
        commons.call(world, Account::Eve, pause.clone())
    });
    world.advance_time(13 * DAY);
    assert_refused(&mut world, Interface::Paused {}, |world| {
        commons.call(world, Account::Eve, pause)
    });
}
