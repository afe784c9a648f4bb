//! Execution: an announced proposal passes after its notice when its support less its opposition
//! exceeds its threshold, and never else.

use weir_sandbox::{
    abi::{Commons as Money, Conviction as Interface},
    commons::{self, DAY},
    conviction::{Event, ABSTAIN},
    reckoning,
    scene::{assert_refused, one, whole, Scene},
    world::address,
    Account, Proposal, U256,
};

#[test]
fn a_proposal_with_enough_conviction_is_executed_by_anyone() {
    let mut scene = Scene::default();
    let id = scene.supported(whole(10));
    let Scene { mut world, commons, conviction } = scene;
    conviction.announce(&mut world, Account::Eve, id).unwrap();
    conviction.wait_for_notice(&mut world, id);
    let (gathered, threshold) =
        (conviction.proposal(&mut world, id).conviction, conviction.threshold(&mut world, id));
    assert!(gathered > threshold);
    let receipt = conviction.execute(&mut world, Account::Eve, id).unwrap();
    let told = Interface::Execute {
        proposal: id,
        grantId: 1,
        conviction: gathered,
        opposition: U256::ZERO,
        threshold,
        totalStaked: whole(400),
    };
    assert_eq!(receipt.events, [Event::Execute(told)]);
    let granted = commons.events(&receipt.logs);
    assert!(matches!(&granted[..], [commons::Event::Grant(grant)]
        if grant.proposal == id && grant.amount == whole(10)
            && grant.beneficiary == address(Account::Bob)));
    assert_eq!(conviction.proposal(&mut world, id).status, 1);
    assert_eq!(commons.state(&mut world).funding, whole(90));
    assert_eq!(
        commons.withdraw(&mut world, Account::Bob, 1, address(Account::Bob)).unwrap().value,
        whole(10)
    );
    assert_refused(&mut world, Interface::NotActive {}, |world| {
        conviction.execute(world, Account::Eve, id)
    });
    assert_refused(&mut world, Interface::NotActive {}, |world| {
        conviction.cancel(world, Account::Bob, id)
    });
    conviction.release(&mut world, Account::Bob, Account::Bob).unwrap();
    conviction.reclaim(&mut world, Account::Eve, id).unwrap();
}

#[test]
fn a_grant_is_what_was_proposed() {
    let mut scene = Scene::default();
    let proposal = Proposal {
        duration: 20 * DAY,
        as_tokens: true,
        ..Proposal::funding(address(Account::Eve), whole(5))
    };
    let id = scene.suggest(Account::Bob, &proposal);
    scene.stake(Account::Bob, id, whole(200));
    scene.world.advance_time(10 * DAY);
    scene.pass(id);
    let now = scene.world.time();
    let grant = scene.commons.grant_of(&mut scene.world, 1);
    assert_eq!((grant.beneficiary, grant.amount), (address(Account::Eve), whole(5)));
    assert_eq!((grant.start, grant.duration, grant.asTokens), (now, 20 * DAY, true));
    assert_eq!(grant.proposal, id);
}

#[test]
fn the_first_second_above_the_threshold_is_the_first_that_counts() {
    let mut scene = Scene::default();
    let id = scene.propose(Account::Bob, Account::Bob, whole(10));
    scene.stake(Account::Bob, id, whole(200));
    let Scene { mut world, conviction, .. } = scene;
    let mut passed = 0;
    // 20 conviction-seconds of 200 tokens in a world that counts 50 as staked at least: hours.
    for _ in 0..20_000 {
        world.advance_time(7);
        let (gathered, threshold) =
            (conviction.proposal(&mut world, id).conviction, conviction.threshold(&mut world, id));
        if gathered > threshold {
            break;
        }
        passed += 1;
        if passed % 64 == 0 {
            assert_refused(&mut world, Interface::BelowThreshold {}, |world| {
                conviction.announce(world, Account::Bob, id)
            });
        }
    }
    assert!(passed > 100, "{passed}");
    conviction.announce(&mut world, Account::Bob, id).unwrap();
}

#[test]
fn the_threshold_is_the_formulas() {
    let mut scene = Scene::default();
    let ids: Vec<_> = [1, 5, 10, 15, 19, 20, 50]
        .into_iter()
        .map(|amount| (amount, scene.propose(Account::Bob, Account::Bob, whole(amount))))
        .collect();
    scene.stake(Account::Bob, ABSTAIN, whole(120));
    for wait in [0, 1, 3_600, 2 * DAY, 30 * DAY] {
        scene.world.advance_time(wait);
        let Scene { world, conviction, .. } = &mut scene;
        let (totals, settings) = (conviction.totals(world), conviction.settings(world));
        assert_eq!(totals.effectiveFunds, whole(100));
        let floor = reckoning::share_up(totals.effectiveSupply, settings.minStake);
        let stake = totals.effectiveStake.max(floor);
        for &(amount, id) in &ids {
            let stated = conviction.threshold(world, id);
            let exact = reckoning::threshold(
                whole(amount),
                whole(100),
                stake,
                settings.decay,
                200_000,
                2_000,
            );
            // Rounded up, by no more than a part in 10^15.
            assert!(stated >= exact, "{amount}: {stated} < {exact}");
            assert!(
                stated - exact <= exact / U256::from(10).pow(U256::from(15)) + one(),
                "{amount}"
            );
            assert_eq!(stated == U256::MAX, amount >= 20);
        }
    }
}

#[test]
fn what_cannot_pass_says_why() {
    let mut scene = Scene::default();
    let late = scene.propose(Account::Bob, Account::Bob, whole(1));
    scene.stake(Account::Charlie, late, whole(100));
    let much = scene.propose(Account::Bob, Account::Bob, whole(20));
    let signal = scene.suggest(Account::Bob, &Proposal::signal());
    scene.stake(Account::Bob, much, whole(100));
    scene.stake(Account::Bob, signal, whole(100));
    scene.world.advance_time(60 * DAY);
    let Scene { mut world, conviction, .. } = scene;
    assert_refused(&mut world, Interface::OverSpendingLimit {}, |world| {
        conviction.announce(world, Account::Bob, much)
    });
    assert_refused(&mut world, Interface::NotExecutable {}, |world| {
        conviction.announce(world, Account::Bob, signal)
    });
    assert_refused(&mut world, Interface::UnknownProposal {}, |world| {
        conviction.announce(world, Account::Bob, 77)
    });
    assert_refused(&mut world, Interface::UnknownProposal {}, |world| {
        conviction.execute(world, Account::Bob, 77)
    });
    assert_refused(&mut world, Interface::NotAnnounced {}, |world| {
        conviction.execute(world, Account::Bob, late)
    });
    // Its notice would end with it.
    world.advance_time(27 * DAY);
    assert_refused(&mut world, Interface::NotActive {}, |world| {
        conviction.announce(world, Account::Bob, late)
    });
    world.advance_time(3 * DAY);
    assert_refused(&mut world, Interface::NotActive {}, |world| {
        conviction.announce(world, Account::Bob, late)
    });
    assert_refused(&mut world, Interface::NotActive {}, |world| {
        conviction.execute(world, Account::Bob, late)
    });
}

#[test]
fn the_pool_is_never_emptied() {
    let mut scene = Scene::default();
    let mut left = whole(100);
    let mut next = scene.supported(whole(10));
    for _ in 0..5 {
        scene.pass(next);
        let request = scene.conviction.proposal(&mut scene.world, next).amount;
        left -= request;
        assert_eq!(scene.commons.state(&mut scene.world).funding, left);
        for account in [Account::Bob, Account::Charlie] {
            scene.conviction.release(&mut scene.world, account, account).unwrap();
        }
        scene.world.advance_time(8 * DAY);
        next = scene.supported(left / U256::from(10));
    }
}

#[test]
fn nothing_is_executed_during_a_pause() {
    let mut scene = Scene::guarded();
    let id = scene.supported(whole(10));
    scene.conviction.announce(&mut scene.world, Account::Bob, id).unwrap();
    scene.conviction.wait_for_notice(&mut scene.world, id);
    scene.pause();
    let Scene { mut world, conviction, .. } = scene;
    assert_refused(&mut world, Interface::Paused {}, |world| {
        conviction.execute(world, Account::Bob, id)
    });
    // Nor right after it: who objects has time.
    world.advance_time(14 * DAY);
    assert_refused(&mut world, Interface::TooEarly {}, |world| {
        conviction.execute(world, Account::Bob, id)
    });
    world.advance_time(3 * DAY);
    conviction.execute(&mut world, Account::Bob, id).unwrap();
}

/// A stream of 10 to Eve over 100 days, granted with all that Bob has, and what it was granted by.
fn streaming() -> (Scene, u32) {
    let mut scene = Scene::default();
    let stream =
        Proposal { duration: 100 * DAY, ..Proposal::funding(address(Account::Eve), whole(10)) };
    let granted = scene.suggest(Account::Bob, &stream);
    scene.stake(Account::Bob, granted, whole(200));
    scene.world.advance_time(30 * DAY);
    scene.pass(granted);
    (scene, granted)
}

#[test]
fn a_revocation_takes_back_what_is_not_yet_due() {
    let (mut scene, granted) = streaming();
    let id = scene.suggest(Account::Bob, &Proposal::revocation(1));
    assert_refused(&mut scene.world, Interface::BelowThreshold {}, |world| {
        scene.conviction.announce(world, Account::Bob, id)
    });
    scene.stake(Account::Bob, granted, U256::ZERO);
    scene.stake(Account::Bob, id, whole(200));
    scene.world.advance_time(37 * DAY);
    scene.conviction.announce(&mut scene.world, Account::Eve, id).unwrap();
    scene.conviction.wait_for_notice(&mut scene.world, id);
    let Scene { mut world, commons, conviction } = scene;
    // All that was staked had supported the stream: half of it is needed.
    let totals = conviction.totals(&mut world);
    let decay = conviction.settings(&mut world).decay;
    let stated = conviction.threshold(&mut world, id);
    let half = reckoning::conviction_limit(totals.effectiveStake.div_ceil(U256::from(2)), decay);
    assert!(stated.abs_diff(half) <= half >> 80usize, "{stated}, not {half}");

    let receipt = conviction.execute(&mut world, Account::Eve, id).unwrap();
    assert!(matches!(&receipt.events[..], [Event::Execute(told)] if told.grantId == 1));
    let grant = commons.grant_of(&mut world, 1);
    assert!(grant.revoked);
    assert_eq!(grant.due, whole(4));
    assert_eq!(commons.state(&mut world).funding, whole(96));
}

#[test]
fn a_revocation_takes_as_much_as_the_stream_had() {
    // A fifth of the stake supported it, and the rest abstained.
    let mut scene = Scene::default();
    let stream =
        Proposal { duration: 100 * DAY, ..Proposal::funding(address(Account::Eve), whole(5)) };
    let granted = scene.suggest(Account::Bob, &stream);
    scene.stake(Account::Dave, granted, whole(100));
    scene.stake(Account::Alice, ABSTAIN, whole(400));
    scene.world.advance_time(60 * DAY);
    scene.pass(granted);
    let id = scene.suggest(Account::Bob, &Proposal::revocation(1));
    let stated = scene.conviction.threshold(&mut scene.world, id);
    let (totals, decay) = (
        scene.conviction.totals(&mut scene.world),
        scene.conviction.settings(&mut scene.world).decay,
    );
    // More than what a request of as much takes: what the stream itself had.
    let request =
        reckoning::threshold(whole(5), whole(100), totals.effectiveStake, decay, 200_000, 2_000);
    let fifth = reckoning::conviction_limit(totals.effectiveStake / U256::from(5), decay);
    assert!(fifth > request);
    assert!(stated.abs_diff(fifth) < fifth / U256::from(1_000), "{stated}, not {fifth}");
    // Those who want it stake against the revocation.
    scene.stake(Account::Charlie, id, whole(150));
    scene.world.advance_time(30 * DAY);
    scene.conviction.announce(&mut scene.world, Account::Bob, id).unwrap();
    scene.conviction.stake(&mut scene.world, Account::Dave, &[(granted, U256::ZERO)]).unwrap();
    scene.oppose(Account::Dave, id, whole(100));
    scene.world.advance_time(3 * DAY);
    assert_refused(&mut scene.world, Interface::BelowThreshold {}, |world| {
        scene.conviction.execute(world, Account::Eve, id)
    });
}

#[test]
fn a_refusal_of_the_commons_undoes_the_execution() {
    // Two requests that pass, and are together too much.
    let mut scene = Scene::default();
    let (first, second) =
        (scene.supported(whole(12)), scene.propose(Account::Bob, Account::Dave, whole(12)));
    scene.stake(Account::Dave, second, whole(100));
    scene.stake(Account::Alice, second, whole(400));
    scene.world.advance_time(20 * DAY);
    for id in [first, second] {
        scene.conviction.announce(&mut scene.world, Account::Eve, id).unwrap();
    }
    scene.world.advance_time(3 * DAY);
    scene.conviction.execute(&mut scene.world, Account::Eve, first).unwrap();
    assert_refused(&mut scene.world, Money::OverSpendingLimit {}, |world| {
        scene.conviction.execute(world, Account::Eve, second)
    });
    // A grant is revoked once.
    let revocations: Vec<_> =
        (0..2).map(|_| scene.suggest(Account::Bob, &Proposal::revocation(1))).collect();
    let Scene { world, conviction, .. } = &mut scene;
    let moves: Vec<_> = revocations.iter().map(|&id| (id, whole(250))).collect();
    conviction.stake(world, Account::Alice, &[(second, U256::ZERO), moves[0], moves[1]]).unwrap();
    for account in [Account::Bob, Account::Charlie] {
        conviction.release(world, account, account).unwrap();
    }
    conviction.stake(world, Account::Dave, &[(second, U256::ZERO)]).unwrap();
    world.advance_time(30 * DAY);
    for &id in &revocations {
        conviction.announce(world, Account::Eve, id).unwrap();
    }
    world.advance_time(3 * DAY);
    conviction.execute(world, Account::Eve, revocations[0]).unwrap();
    assert_refused(world, Money::GrantRevoked {}, |world| {
        conviction.execute(world, Account::Eve, revocations[1])
    });
}
