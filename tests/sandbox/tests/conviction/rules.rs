//! Rules, governor and end of the Commons, by vote.

use weir_sandbox::{
    abi::{Commons as Money, Conviction as Interface},
    commons::{self, Bounds, Settings, DAY},
    conviction::{Event, Rules},
    reckoning,
    scene::{assert_refused, whole, Scene},
    world::{address, DOT},
    Account, Conviction, Opening, Proposal, U256,
};

/// Has a proposal gather half of the supply, and executes it.
fn carry(scene: &mut Scene, proposal: &Proposal) -> Vec<Event> {
    let id = scene.suggest(Account::Bob, proposal);
    scene.stake(Account::Alice, id, whole(500));
    scene.world.advance_time(30 * DAY);
    let Scene { world, conviction, .. } = scene;
    conviction.announce(world, Account::Eve, id).unwrap();
    conviction.wait_for_notice(world, id);
    let receipt = conviction.execute(world, Account::Eve, id).unwrap();
    conviction.release(world, Account::Alice, Account::Alice).unwrap();
    receipt.events
}

#[test]
fn a_rule_of_the_commons_changes_by_vote() {
    let mut scene = Scene::votable();
    let events = carry(&mut scene, &Proposal::rule(1, U256::from(100_000)));
    assert!(matches!(&events[..], [Event::Execute(told)] if told.grantId == 0), "{events:?}");
    let Scene { mut world, commons, .. } = scene;
    assert_eq!(commons.rule(&mut world, 1).value, U256::from(100_000));
    let quote = commons.ask(&mut world, Money::quoteMintCall { deposit: whole(10) });
    assert_eq!(quote.tribute, whole(1));
}

#[test]
fn a_rule_of_the_vote_changes_by_vote() {
    let mut scene = Scene::votable();
    for (rule, value) in
        [(5, 2 * DAY), (6, 3_000), (7, 70_000), (8, 2 * DOT as u64), (9, 3 * DAY + 3 * DAY / 5)]
    {
        let value = U256::from(value);
        let events = carry(&mut scene, &Proposal::rule(rule, value));
        let told = Event::Rule(Interface::Rule { rule, value });
        assert!(events.contains(&told), "{events:?}");
        let Scene { world, conviction, .. } = &mut scene;
        let now = world.time();
        let stated = conviction.rule(world, rule);
        assert_eq!((stated.value, stated.changeableFrom), (value, now + 30 * DAY));
    }
    let settings = scene.conviction.settings(&mut scene.world);
    assert_eq!((settings.notice, settings.longNotice), (2 * DAY, 14 * DAY));
    assert_eq!((settings.weight, settings.minStake), (3_000, 70_000));
    assert_eq!(settings.deposit, whole(2));
    assert_eq!(settings.halfLife, 3 * DAY + 3 * DAY / 5);
    assert_eq!(settings.decay, reckoning::decay(settings.halfLife));
}

#[test]
fn what_has_gathered_goes_on_with_the_new_half_life() {
    let mut scene = Scene::votable();
    let id = scene.propose(Account::Bob, Account::Bob, whole(5));
    scene.stake(Account::Bob, id, whole(200));
    scene.oppose(Account::Dave, id, whole(20));
    carry(&mut scene, &Proposal::rule(9, U256::from(3 * DAY / 5 * 4)));
    let Scene { mut world, conviction, .. } = scene;
    let decay = conviction.settings(&mut world).decay;
    assert_eq!(decay, reckoning::decay(3 * DAY / 5 * 4));
    // Within a few half-lives it is where the new rule lets it be, and no threshold ran away.
    world.advance_time(40 * DAY);
    let state = conviction.proposal(&mut world, id);
    let most = reckoning::conviction_limit(whole(200), decay);
    assert!(state.conviction <= most + (most >> 40usize));
    assert!(state.conviction > most - most / U256::from(1_000));
    conviction.pass(&mut world, Account::Bob, id).unwrap();
}

#[test]
fn a_rule_rests_for_a_window_and_moves_by_steps() {
    let mut scene = Scene::votable();
    carry(&mut scene, &Proposal::rule(6, U256::from(3_000)));
    // 44 days pass until the next one could be executed: the window is over by then.
    carry(&mut scene, &Proposal::rule(6, U256::from(4_000)));
    // Two at once: the second one is too soon.
    let ids: Vec<_> = [4_500, 5_000]
        .map(|weight| scene.suggest(Account::Bob, &Proposal::rule(6, U256::from(weight))))
        .to_vec();
    scene.stake(Account::Alice, ids[0], whole(500));
    for account in [Account::Bob, Account::Charlie] {
        scene.stake(account, ids[1], whole(200));
    }
    scene.world.advance_time(30 * DAY);
    let Scene { mut world, conviction, .. } = scene;
    for &id in &ids {
        conviction.announce(&mut world, Account::Eve, id).unwrap();
    }
    world.advance_time(14 * DAY);
    conviction.execute(&mut world, Account::Eve, ids[0]).unwrap();
    assert_refused(&mut world, Interface::TooSoon {}, |world| {
        conviction.execute(world, Account::Eve, ids[1])
    });
}

#[test]
fn a_step_is_measured_from_what_holds_when_it_is_taken() {
    let mut scene = Scene::votable();
    // Proposed in two steps' distance: it is refused when it would be executed.
    let id = scene.suggest(Account::Bob, &Proposal::rule(6, U256::from(4_000)));
    scene.stake(Account::Alice, id, whole(500));
    scene.world.advance_time(30 * DAY);
    scene.conviction.announce(&mut scene.world, Account::Eve, id).unwrap();
    scene.conviction.wait_for_notice(&mut scene.world, id);
    assert_refused(&mut scene.world, Interface::InvalidParameter {}, |world| {
        scene.conviction.execute(world, Account::Eve, id)
    });
}

#[test]
fn no_change_lets_nothing_pass_any_more() {
    // The weight stays below the square of the limit, whichever of them moves.
    let settings = Settings {
        spending_limit_bounds: Bounds::new(10_000_u32, 500_000_u32, 170_000_u32),
        ..Settings::votable()
    };
    let opening = Opening { settings, ..Opening::default() };
    let rules =
        Rules { weight_bounds: Bounds::new(500_u32, 50_000_u32, 50_000_u32), ..Rules::votable() };
    let mut scene = Scene::new(&opening, &rules);
    // 0.04^2 = 0.0016 is less than the weight of 0.002; and 0.2^2 is 0.04.
    for proposal in [Proposal::rule(3, U256::from(40_000)), Proposal::rule(6, U256::from(40_000))] {
        let id = scene.suggest(Account::Bob, &proposal);
        scene.stake(Account::Alice, id, whole(500));
        scene.world.advance_time(30 * DAY);
        scene.conviction.announce(&mut scene.world, Account::Eve, id).unwrap();
        scene.conviction.wait_for_notice(&mut scene.world, id);
        assert_refused(&mut scene.world, Interface::InvalidParameter {}, |world| {
            scene.conviction.execute(world, Account::Eve, id)
        });
        scene.stake(Account::Alice, id, U256::ZERO);
    }
}

#[test]
fn a_rule_takes_its_share_of_the_supply() {
    let mut scene = Scene::votable();
    let id = scene.suggest(Account::Bob, &Proposal::rule(1, U256::from(90_000)));
    scene.stake(Account::Bob, id, whole(200));
    scene.stake(Account::Charlie, id, whole(49));
    scene.world.advance_time(80 * DAY);
    let decay = scene.conviction.settings(&mut scene.world).decay;
    let stated = scene.conviction.threshold(&mut scene.world, id);
    let quarter = reckoning::conviction_limit(whole(250), decay);
    assert!(stated.abs_diff(quarter) <= quarter >> 80usize, "{stated}, not {quarter}");
    assert_refused(&mut scene.world, Interface::BelowThreshold {}, |world| {
        scene.conviction.announce(world, Account::Bob, id)
    });
    let end = scene.suggest(Account::Bob, &Proposal::wind_down());
    let stated = scene.conviction.threshold(&mut scene.world, end);
    let share = reckoning::conviction_limit(whole(400), decay);
    assert!(stated.abs_diff(share) <= share >> 80usize, "{stated}, not {share}");
}

#[test]
fn another_governor_takes_over_by_vote() {
    let mut scene = Scene::default();
    let (next, _) = Conviction::deploy(
        &mut scene.world,
        Account::Bob,
        &scene.commons,
        &Rules { half_life: DAY, ..Rules::default() },
    )
    .unwrap();
    // Who has staked in the former one is not held by it.
    scene.stake(Account::Charlie, 1, whole(150));
    let id = scene.suggest(Account::Bob, &Proposal::governor(next.address));
    scene.stake(Account::Alice, id, whole(500));
    scene.world.advance_time(30 * DAY);
    scene.conviction.announce(&mut scene.world, Account::Eve, id).unwrap();
    scene.conviction.wait_for_notice(&mut scene.world, id);
    let Scene { mut world, commons, conviction } = scene;
    let receipt = conviction.execute(&mut world, Account::Eve, id).unwrap();
    let told = Money::Governor { governor: next.address };
    assert_eq!(commons.events(&receipt.logs), [commons::Event::Governor(told)]);
    assert_eq!(commons.roles(&mut world).governor, next.address);
    // The former one can lock and free nothing any more.
    assert_refused(&mut world, Money::Unauthorized {}, |world| {
        conviction.stake(world, Account::Charlie, &[(1, U256::ZERO)])
    });
    // The new one sets what is staked; and who does not vote there frees its own.
    next.stake(&mut world, Account::Alice, &[(1, whole(20))]).unwrap();
    assert_eq!(commons.staked_of(&mut world, Account::Alice), whole(20));
    commons.unlock(&mut world, Account::Charlie).unwrap();
    world.advance_time(30 * DAY);
    commons.unlock(&mut world, Account::Charlie).unwrap();
    commons.redeem(&mut world, Account::Charlie, whole(200)).unwrap();
}

#[test]
fn a_wind_down_is_announced_in_the_commons_and_taken_back() {
    let mut scene = Scene::default();
    let id = scene.suggest(Account::Bob, &Proposal::wind_down());
    scene.stake(Account::Alice, id, whole(450));
    scene.world.advance_time(30 * DAY);
    scene.conviction.announce(&mut scene.world, Account::Eve, id).unwrap();
    assert_eq!(scene.commons.phase(&mut scene.world), 3);
    // Nothing is granted meanwhile, and one can object.
    assert_refused(&mut scene.world, Interface::NotOpen {}, |world| {
        let proposal = Proposal::funding(address(Account::Eve), whole(1));
        scene.conviction.propose(world, Account::Bob, &proposal)
    });
    scene.suggest(Account::Bob, &Proposal::signal());
    scene.oppose(Account::Charlie, id, whole(200));
    scene.world.advance_time(7 * DAY);
    let Scene { mut world, commons, conviction } = scene;
    conviction.reset(&mut world, Account::Eve, id).unwrap();
    assert_eq!(commons.phase(&mut world), 1);
    commons.mint(&mut world, Account::Eve, whole(1)).unwrap();
}

#[test]
fn a_wind_down_that_is_withdrawn_or_expires_opens_the_commons_again() {
    for expires in [false, true] {
        let mut scene = Scene::default();
        let id =
            scene.suggest(Account::Bob, &Proposal { lifetime: 45 * DAY, ..Proposal::wind_down() });
        scene.stake(Account::Alice, id, whole(450));
        scene.world.advance_time(30 * DAY);
        scene.conviction.announce(&mut scene.world, Account::Eve, id).unwrap();
        assert_eq!(scene.commons.phase(&mut scene.world), 3);
        let Scene { mut world, commons, conviction } = scene;
        if expires {
            world.advance_time(15 * DAY);
            conviction.expire(&mut world, Account::Eve, id).unwrap();
        } else {
            conviction.cancel(&mut world, Account::Bob, id).unwrap();
        }
        assert_eq!(commons.phase(&mut world), 1);
    }
}

#[test]
fn two_wind_downs_do_not_hold_each_other_up() {
    let mut scene = Scene::default();
    let ids: Vec<_> = (0..2).map(|_| scene.suggest(Account::Bob, &Proposal::wind_down())).collect();
    scene.stake(Account::Alice, ids[0], whole(450));
    for (account, amount) in [(Account::Bob, 200), (Account::Charlie, 200), (Account::Dave, 100)] {
        scene.stake(account, ids[1], whole(amount));
    }
    scene.world.advance_time(40 * DAY);
    let Scene { mut world, commons, conviction } = scene;
    conviction.announce(&mut world, Account::Eve, ids[0]).unwrap();
    let second = conviction.announce(&mut world, Account::Eve, ids[1]);
    // The first one is withdrawn: whatever became of the second one, it does not stay closing.
    conviction.cancel(&mut world, Account::Bob, ids[0]).unwrap();
    if second.is_ok() {
        conviction.cancel(&mut world, Account::Bob, ids[1]).unwrap();
    }
    assert_eq!(commons.phase(&mut world), 1);
}

#[test]
fn a_wound_down_commons_pays_everybody_their_share() {
    let mut scene = Scene::default();
    let other = scene.propose(Account::Bob, Account::Bob, whole(1));
    scene.stake(Account::Charlie, other, whole(200));
    let id = scene.suggest(Account::Bob, &Proposal::wind_down());
    scene.stake(Account::Alice, id, whole(500));
    scene.world.advance_time(30 * DAY);
    scene.conviction.announce(&mut scene.world, Account::Eve, id).unwrap();
    scene.conviction.wait_for_notice(&mut scene.world, id);
    scene.conviction.execute(&mut scene.world, Account::Eve, id).unwrap();
    let Scene { mut world, commons, conviction } = scene;
    assert_eq!(commons.phase(&mut world), 4);
    assert_refused(&mut world, Interface::NotOpen {}, |world| {
        conviction.propose(world, Account::Bob, &Proposal::wind_down())
    });
    // 200 for 1,000 tokens, staked or not.
    for (account, tokens) in [(Account::Alice, 500), (Account::Bob, 200), (Account::Charlie, 200)] {
        let paid = commons.redeem(&mut world, account, whole(tokens)).unwrap().value;
        assert_eq!(paid, whole(tokens) / U256::from(5));
    }
    // Deposits come back, stakes are taken down.
    conviction.cancel(&mut world, Account::Bob, other).unwrap();
    for proposal in [other, id] {
        conviction.reclaim(&mut world, Account::Eve, proposal).unwrap();
    }
    conviction.stake(&mut world, Account::Charlie, &[(other, U256::ZERO)]).unwrap();
    commons.redeem(&mut world, Account::Dave, whole(100)).unwrap();
    assert_eq!(world.balance(commons.address), U256::ZERO);
}

#[test]
fn a_proposal_for_who_governs_by_now_still_answers() {
    let mut scene = Scene::default();
    let next = address(Account::Eve);
    let ids = [
        scene.suggest(Account::Bob, &Proposal::governor(next)),
        scene.suggest(Account::Bob, &Proposal::governor(next)),
        scene.propose(Account::Bob, Account::Eve, whole(1)),
    ];
    scene.stake(Account::Alice, ids[0], whole(500));
    scene.stake(Account::Bob, ids[1], whole(150));
    scene.stake(Account::Charlie, ids[1], whole(150));
    scene.stake(Account::Dave, ids[2], whole(100));
    scene.world.advance_time(30 * DAY);
    let Scene { mut world, conviction, .. } = scene;
    for id in ids {
        conviction.announce(&mut world, Account::Eve, id).unwrap();
    }
    world.advance_time(14 * DAY);
    conviction.execute(&mut world, Account::Eve, ids[0]).unwrap();
    for id in &ids[1..] {
        assert!(conviction.threshold(&mut world, *id) < U256::MAX);
        assert_ne!(conviction.notice(&mut world, *id), (0, 0));
    }
    // What can no longer be done is refused, and its announcement taken back.
    assert!(conviction.execute(&mut world, Account::Eve, ids[1]).is_err());
    world.advance_time(8 * DAY);
    for id in &ids[1..] {
        conviction.reset(&mut world, Account::Eve, *id).unwrap();
    }
}
