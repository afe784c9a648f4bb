//! Attacks 23, 26, 29, 35 and 37: by those who hold a role, and against what happens without them.

use weir_sandbox::{
    abi::{Commons as Money, Conviction as Interface},
    commons::{Hatch, Settings, DAY, FOREVER},
    conviction::{Conviction, Rules, ABSTAIN},
    currency::Currency,
    scene::{assert_refused, govern, one, ungoverned, whole, Scene, GOVERNOR},
    world::address,
    Account, Commons, Opening, Proposal, Refused, World, U256,
};

/// A proposal of Bob's for 12 that passes and is announced, in a Commons that Eve guards.
fn announced() -> (Scene, u32) {
    let mut scene = Scene::guarded();
    let id = scene.supported(whole(12));
    scene.conviction.announce(&mut scene.world, Account::Bob, id).unwrap();
    (scene, id)
}

fn pause(scene: &mut Scene, duration: u64) -> bool {
    let call = Money::pauseCall { duration };
    scene.commons.call(&mut scene.world, Account::Eve, call).is_ok()
}

#[test]
fn attack_23_pause_that_stops_the_defenders() {
    let (mut scene, id) = announced();
    scene.pause();
    // Who objects does so during the pause.
    scene.world.advance_time(DAY);
    scene.oppose(Account::Alice, id, whole(500));
    scene.world.advance_time(13 * DAY);
    for wait in [0, 3 * DAY, 6 * DAY] {
        scene.world.advance_time(wait);
        let Scene { world, conviction, .. } = &mut scene;
        conviction.execute(world, Account::Bob, id).unwrap_err();
    }
    assert_eq!(scene.commons.state(&mut scene.world).funding, whole(100));
}

#[test]
fn attack_23_pause_that_arms_what_passes_at_its_end() {
    // All are away during the pause, and notice in its last hour what has gathered meanwhile.
    for paused_first in [false, true] {
        let mut scene = Scene::guarded();
        let id = scene.propose(Account::Bob, Account::Bob, whole(12));
        scene.stake(Account::Bob, id, whole(200));
        scene.stake(Account::Charlie, id, whole(200));
        if !paused_first {
            scene.world.advance_time(30 * DAY);
            scene.conviction.announce(&mut scene.world, Account::Bob, id).unwrap();
        }
        scene.pause();
        scene.world.advance_time(14 * DAY);
        let ended = scene.world.time();
        if paused_first && scene.conviction.notice(&mut scene.world, id).0 == 0 {
            scene.conviction.announce(&mut scene.world, Account::Bob, id).unwrap();
        }
        // Nothing is executed until the defenders had the notice since the pause.
        for _ in 0..71 {
            scene.world.advance_time(3_600);
            assert_refused(&mut scene.world, Interface::TooEarly {}, |world| {
                scene.conviction.execute(world, Account::Bob, id)
            });
            if scene.world.time() == ended + 3_600 {
                scene.oppose(Account::Alice, id, whole(500));
            }
        }
        scene.world.advance_time(3_600);
        assert_refused(&mut scene.world, Interface::BelowThreshold {}, |world| {
            scene.conviction.execute(world, Account::Bob, id)
        });
    }
}

#[test]
fn attack_23_pause_ended_early_to_surprise() {
    let (mut scene, id) = announced();
    scene.world.advance_time(2 * DAY);
    scene.pause();
    scene.world.advance_time(5 * DAY);
    scene.commons.call(&mut scene.world, Account::Eve, Money::unpauseCall {}).unwrap();
    let Scene { mut world, conviction, .. } = scene;
    for wait in [0, 3 * DAY - 1] {
        world.advance_time(wait);
        assert_refused(&mut world, Interface::TooEarly {}, |world| {
            conviction.execute(world, Account::Bob, id)
        });
    }
    // Nor is the time lost for those who want it.
    world.advance_time(1);
    conviction.execute(&mut world, Account::Bob, id).unwrap();
}

#[test]
fn attack_26_money_before_a_governor() {
    let no_governor = |outcome: Result<U256, Refused>| {
        assert_eq!(outcome, Err(Refused::Error(Money::NoGovernor {}.into())));
    };
    // An open Commons, and one that hatches.
    let (mut world, commons) = ungoverned(&Opening::default());
    no_governor(commons.mint(&mut world, Account::Bob, whole(10)).map(|receipt| receipt.value));
    assert_refused(&mut world, Money::NoGovernor {}, |world| {
        commons.donate(world, Account::Bob, whole(10))
    });
    let (mut world, commons) = ungoverned(&Opening::hatched_by(Hatch::usual()));
    for account in [Account::Alice, Account::Bob] {
        let outcome = commons.contribute(&mut world, account, whole(10));
        no_governor(outcome.map(|receipt| receipt.value));
    }
    // Nor in another currency.
    let mut world = World::new();
    let currency = Currency::deploy(&mut world);
    let settings = Settings { currency: currency.address, ..Settings::default() };
    let opening = Opening { settings, ..Opening::hatched_by(Hatch::usual()) };
    let (commons, _) = Commons::deploy(&mut world, Account::Alice, &opening).unwrap();
    currency.give(&mut world, Account::Bob, whole(100));
    currency.approve(&mut world, Account::Bob, commons.address, U256::MAX);
    let contribute = Money::contributeWithCall { amount: whole(10) };
    assert_refused(&mut world, Money::NoGovernor {}, |world| {
        commons.call(world, Account::Bob, contribute.clone())
    });
    assert!(commons
        .call(
            &mut world,
            Account::Bob,
            Money::mintWithCall { amount: whole(1), minTokens: U256::ZERO, deadline: FOREVER },
        )
        .is_err());
    govern(&mut world, &commons, address(GOVERNOR));
    commons.call(&mut world, Account::Bob, contribute).unwrap();
    // And once there is money, the owner changes nothing about who spends it.
    assert_refused(&mut world, Money::GovernorFixed {}, |world| {
        let call = Money::setGovernorCall { governor: address(Account::Alice) };
        commons.call(world, Account::Alice, call)
    });
}

#[test]
fn attack_29_governor_that_no_longer_runs() {
    let mut scene = Scene::default();
    let stream =
        Proposal { duration: 100 * DAY, ..Proposal::funding(address(Account::Eve), whole(10)) };
    let granted = scene.suggest(Account::Bob, &stream);
    scene.stake(Account::Bob, granted, whole(200));
    scene.stake(Account::Charlie, ABSTAIN, whole(150));
    scene.world.advance_time(30 * DAY);
    scene.pass(granted);
    let Scene { mut world, commons, conviction } = scene;
    world.remove_contract(conviction.address);
    // A call to where nothing is frees nothing.
    let _ = conviction.stake(&mut world, Account::Bob, &[(granted, U256::ZERO)]);
    assert_eq!(commons.staked_of(&mut world, Account::Bob), whole(200));
    for account in [Account::Bob, Account::Charlie] {
        commons.unlock(&mut world, account).unwrap();
    }
    // A governor that does run has its delay: who votes cannot be gone at once.
    for wait in [0, 30 * DAY - 1] {
        world.advance_time(wait);
        assert_refused(&mut world, Money::NotYetFree {}, |world| {
            commons.unlock(world, Account::Bob)
        });
        assert_refused(&mut world, Money::Locked {}, |world| {
            commons.redeem(world, Account::Bob, whole(200))
        });
    }
    world.advance_time(1);
    for account in [Account::Bob, Account::Charlie] {
        commons.unlock(&mut world, account).unwrap();
        assert_eq!(commons.staked_of(&mut world, account), U256::ZERO);
        commons.redeem(&mut world, account, whole(200)).unwrap();
    }
    // What was granted is paid, and the curve goes on.
    world.advance_time(100 * DAY);
    let eve = address(Account::Eve);
    let paid = commons.withdraw(&mut world, Account::Eve, 1, eve).unwrap().value;
    assert_eq!(paid, whole(10));
    commons.mint(&mut world, Account::Charlie, whole(1)).unwrap();
    commons.redeem(&mut world, Account::Alice, whole(100)).unwrap();
}

#[test]
fn attack_35_guardian_that_holds_votes_up_by_short_pauses() {
    for duration in [1, 3_600, 5 * DAY, 14 * DAY] {
        let (mut scene, id) = announced();
        let announced_at = scene.world.time();
        let mut pauses = 0;
        // Whenever it can, and as late as it can: in the second before the execution.
        loop {
            let from = scene.conviction.notice(&mut scene.world, id).0;
            let now = scene.world.time();
            scene.world.advance_time((from - 1).saturating_sub(now));
            if pause(&mut scene, duration) {
                pauses += 1;
                continue;
            }
            let now = scene.world.time();
            scene.world.advance_time(from.saturating_sub(now));
            scene.conviction.execute(&mut scene.world, Account::Bob, id).unwrap();
            break;
        }
        let took = scene.world.time() - announced_at;
        assert!(took <= 3 * DAY + duration + 3 * DAY, "{took} s for {duration} s");
        assert_eq!(pauses, 1);
    }
}

#[test]
fn attack_35_guardian_that_holds_up_every_announcement() {
    // A second again and again for the whole time in office: proposals still pass, and people leave.
    let mut scene = Scene::guarded();
    let mut passed = 0;
    for _ in 0..8 {
        let id = scene.propose(Account::Bob, Account::Bob, one());
        scene.stake(Account::Bob, id, whole(100));
        let mut executed = false;
        for _ in 0..30 * 4 {
            scene.world.advance_time(DAY / 4);
            pause(&mut scene, 1);
            let Scene { world, conviction, .. } = &mut scene;
            world.advance_time(1);
            let _ = conviction.announce(world, Account::Bob, id);
            if conviction.execute(world, Account::Bob, id).is_ok() {
                executed = true;
                break;
            }
        }
        assert!(executed);
        passed += 1;
        scene.conviction.release(&mut scene.world, Account::Bob, Account::Bob).unwrap();
    }
    assert_eq!(passed, 8);
}

#[test]
fn attack_37_former_governor_that_returns() {
    let mut scene = Scene::default();
    let (next, _) =
        Conviction::deploy(&mut scene.world, Account::Alice, &scene.commons, &Rules::default())
            .unwrap();
    // Neither does one that governs now succeed itself.
    let itself = scene.conviction.address;
    let eve = address(Account::Eve);
    for governor in [itself, scene.commons.address] {
        assert_refused(&mut scene.world, Interface::InvalidRecipient {}, |world| {
            scene.conviction.propose(world, Account::Bob, &Proposal::governor(governor))
        });
    }
    // A request that passes and has not been executed when the governor changes.
    let wanted = scene.supported(whole(5));
    let id = scene.suggest(Account::Bob, &Proposal::governor(next.address));
    scene.stake(Account::Alice, id, whole(500));
    scene.world.advance_time(30 * DAY);
    scene.conviction.announce(&mut scene.world, Account::Eve, id).unwrap();
    scene.world.advance_time(12 * DAY);
    scene.conviction.announce(&mut scene.world, Account::Eve, wanted).unwrap();
    scene.world.advance_time(3 * DAY);
    scene.conviction.execute(&mut scene.world, Account::Eve, id).unwrap();
    let Scene { mut world, commons, conviction } = scene;
    let funding = commons.state(&mut world).funding;
    assert!(conviction.execute(&mut world, Account::Bob, wanted).is_err());
    assert!(conviction.stake(&mut world, Account::Alice, &[(id, whole(400))]).is_err());
    // It never governs again, whatever the vote of all others says; nor does the one before it.
    for former in [conviction.address, address(GOVERNOR)] {
        let proposal = Proposal::governor(former);
        let Ok(receipt) = next.propose(&mut world, Account::Bob, &proposal) else { continue };
        let again = receipt.value;
        next.stake(&mut world, Account::Alice, &[(again, whole(500))]).unwrap();
        world.advance_time(30 * DAY);
        next.announce(&mut world, Account::Bob, again).unwrap();
        next.wait_for_notice(&mut world, again);
        assert_refused(&mut world, Money::InvalidRecipient {}, |world| {
            next.execute(world, Account::Bob, again)
        });
        next.stake(&mut world, Account::Alice, &[(again, U256::ZERO)]).unwrap();
    }
    for account in [Account::Alice, Account::Bob] {
        let call = Money::setGovernorCall { governor: conviction.address };
        assert!(commons.call(&mut world, account, call).is_err());
    }
    assert_eq!(commons.roles(&mut world).governor, next.address);
    assert_eq!(commons.state(&mut world).funding, funding);
    // What a former governor had staked moves by the new one, or by the holder's own request.
    assert_eq!(commons.staked_of(&mut world, Account::Bob), whole(200));
    commons.unlock(&mut world, Account::Bob).unwrap();
    world.advance_time(30 * DAY);
    commons.unlock(&mut world, Account::Bob).unwrap();
    commons.transfer(&mut world, Account::Bob, eve, whole(200)).unwrap();
}
