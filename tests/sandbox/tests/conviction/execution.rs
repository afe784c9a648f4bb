//! Execution: a proposal passes when its conviction exceeds its threshold, and never else.

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
    let (gathered, threshold) =
        (conviction.proposal(&mut world, id).conviction, conviction.threshold(&mut world, id));
    assert!(gathered > threshold);
    let receipt = conviction.execute(&mut world, Account::Eve, id).unwrap();
    let told = Interface::Execute {
        proposal: id,
        grantId: 1,
        conviction: gathered,
        threshold,
        totalStaked: U256::ZERO,
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
    conviction.release(&mut world, Account::Eve, Account::Bob).unwrap();
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
    let id = scene.conviction.propose(&mut scene.world, Account::Bob, &proposal).unwrap().value;
    scene.stake(Account::Bob, id, whole(200));
    scene.world.advance_time(10 * DAY);
    scene.conviction.execute(&mut scene.world, Account::Bob, id).unwrap();
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
                conviction.execute(world, Account::Bob, id)
            });
        }
    }
    assert!(passed > 100, "{passed}");
    conviction.execute(&mut world, Account::Bob, id).unwrap();
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
    let (much, signal) = (scene.propose(Account::Bob, Account::Bob, whole(20)), {
        let signal = Proposal::signal();
        scene.conviction.propose(&mut scene.world, Account::Bob, &signal).unwrap().value
    });
    scene.stake(Account::Bob, much, whole(100));
    scene.stake(Account::Bob, signal, whole(100));
    scene.world.advance_time(60 * DAY);
    let Scene { mut world, conviction, .. } = scene;
    assert_refused(&mut world, Interface::OverSpendingLimit {}, |world| {
        conviction.execute(world, Account::Bob, much)
    });
    assert_refused(&mut world, Interface::NotExecutable {}, |world| {
        conviction.execute(world, Account::Bob, signal)
    });
    assert_refused(&mut world, Interface::UnknownProposal {}, |world| {
        conviction.execute(world, Account::Bob, 77)
    });
    world.advance_time(30 * DAY);
    assert_refused(&mut world, Interface::NotActive {}, |world| {
        conviction.execute(world, Account::Bob, late)
    });
}

#[test]
fn an_empty_pool_grants_nothing() {
    let mut scene = Scene::default();
    let id = scene.supported(whole(10));
    // Another governor's grants are not needed to empty it: the limit is a share of what is left.
    let (mut left, mut grants) = (whole(100), 0);
    let mut next = id;
    while grants < 5 {
        scene.conviction.execute(&mut scene.world, Account::Bob, next).unwrap();
        let request = scene.conviction.proposal(&mut scene.world, next).amount;
        left -= request;
        grants += 1;
        assert_eq!(scene.commons.state(&mut scene.world).funding, left);
        for account in [Account::Bob, Account::Charlie] {
            scene.conviction.release(&mut scene.world, Account::Eve, account).unwrap();
        }
        next = scene.supported(left / U256::from(10));
    }
}

#[test]
fn nothing_is_executed_during_a_pause() {
    let mut scene = Scene::guarded();
    let id = scene.supported(whole(10));
    scene.pause();
    let Scene { mut world, conviction, .. } = scene;
    assert_refused(&mut world, Interface::Paused {}, |world| {
        conviction.execute(world, Account::Bob, id)
    });
    world.advance_time(14 * DAY);
    conviction.execute(&mut world, Account::Bob, id).unwrap();
}

#[test]
fn a_revocation_takes_back_what_is_not_yet_due() {
    let mut scene = Scene::default();
    let stream =
        Proposal { duration: 100 * DAY, ..Proposal::funding(address(Account::Eve), whole(10)) };
    let Scene { world, conviction, .. } = &mut scene;
    let granted = conviction.propose(world, Account::Bob, &stream).unwrap().value;
    scene.stake(Account::Bob, granted, whole(200));
    scene.world.advance_time(10 * DAY);
    scene.conviction.execute(&mut scene.world, Account::Bob, granted).unwrap();
    let revocation = Proposal::revocation(1);
    let Scene { world, conviction, .. } = &mut scene;
    let id = conviction.propose(world, Account::Bob, &revocation).unwrap().value;
    assert_refused(world, Interface::BelowThreshold {}, |world| {
        conviction.execute(world, Account::Bob, id)
    });
    scene.stake(Account::Bob, granted, U256::ZERO);
    scene.stake(Account::Bob, id, whole(200));
    scene.world.advance_time(40 * DAY);
    let Scene { mut world, commons, conviction } = scene;
    // As for a request of half the limit.
    let (totals, settings) = (conviction.totals(&mut world), conviction.settings(&mut world));
    let funds = commons.state(&mut world).funding;
    let stake =
        totals.effectiveStake.max(reckoning::share_up(totals.effectiveSupply, settings.minStake));
    let half = funds / U256::from(10);
    let exact = reckoning::threshold(half, funds, stake, settings.decay, 200_000, 2_000);
    let stated = conviction.threshold(&mut world, id);
    let tolerance = exact / U256::from(10).pow(U256::from(15)) + one();
    assert!(stated.abs_diff(exact) <= tolerance, "{stated}, not {exact}");

    let receipt = conviction.execute(&mut world, Account::Eve, id).unwrap();
    assert!(matches!(&receipt.events[..], [Event::Execute(told)] if told.grantId == 1));
    let grant = commons.grant_of(&mut world, 1);
    assert!(grant.revoked);
    assert_eq!(grant.due, whole(4));
    assert_eq!(commons.state(&mut world).funding, whole(96));
}

#[test]
fn a_refusal_of_the_commons_undoes_the_execution() {
    // Two requests that pass, and are together too much for one beneficiary.
    let mut scene = Scene::default();
    let (first, second) =
        (scene.supported(whole(12)), scene.propose(Account::Bob, Account::Bob, whole(12)));
    scene.stake(Account::Dave, second, whole(100));
    scene.stake(Account::Alice, second, whole(400));
    scene.world.advance_time(20 * DAY);
    scene.conviction.execute(&mut scene.world, Account::Eve, first).unwrap();
    assert_refused(&mut scene.world, Money::OverBeneficiaryLimit {}, |world| {
        scene.conviction.execute(world, Account::Eve, second)
    });
    // A grant is revoked once.
    let Scene { world, conviction, .. } = &mut scene;
    let revocations: Vec<_> = (0..2)
        .map(|_| conviction.propose(world, Account::Bob, &Proposal::revocation(1)).unwrap().value)
        .collect();
    let moves: Vec<_> = revocations.iter().map(|&id| (id, whole(250))).collect();
    conviction.stake(world, Account::Alice, &[(second, U256::ZERO), moves[0], moves[1]]).unwrap();
    world.advance_time(10 * DAY);
    conviction.execute(world, Account::Eve, revocations[0]).unwrap();
    assert_refused(world, Money::GrantRevoked {}, |world| {
        conviction.execute(world, Account::Eve, revocations[1])
    });
}
