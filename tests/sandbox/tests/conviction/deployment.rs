//! Deployment: what a Conviction contract starts with, and what it refuses to start with.

use weir_sandbox::{
    abi::Conviction as Interface,
    artifacts,
    commons::{Bounds, Settings, DAY},
    conviction::{Rules, ABSTAIN},
    reckoning,
    scene::{assert_refused, open, opened, whole, Scene},
    world::{address, DOT},
    Account, Address, Conviction, Opening, World, U256,
};

#[test]
fn the_rules_are_what_the_deployer_asked_for() {
    let rules = Rules { deposit: U256::from(5), ..Rules::votable() };
    let Scene { mut world, commons, conviction } = Scene::new(&Opening::default(), &rules);
    let settings = conviction.settings(&mut world);
    assert_eq!(settings.commons, commons.address);
    assert_eq!((settings.halfLife, settings.maxLifetime), (rules.half_life, rules.max_lifetime));
    assert_eq!(settings.decay, reckoning::decay(rules.half_life));
    assert_eq!((settings.spendingLimit, settings.weight), (200_000, 2_000));
    assert_eq!((settings.minStake, settings.deposit), (50_000, U256::from(5)));
    assert_eq!((settings.notice, settings.longNotice), (3 * DAY, 14 * DAY));
    assert_eq!((settings.ruleShare, settings.exitShare), (250_000, 400_000));
    for (rule, value, bounds) in [
        (5, U256::from(3 * DAY), rules.notice_bounds),
        (6, U256::from(2_000), rules.weight_bounds),
        (7, U256::from(50_000), rules.min_stake_bounds),
        (8, U256::from(5), rules.deposit_bounds),
        (9, U256::from(3 * DAY), rules.half_life_bounds),
    ] {
        let stated = conviction.rule(&mut world, rule);
        assert_eq!((stated.value, stated.changeableFrom), (value, 0), "rule {rule}");
        let stated = (stated.least, stated.most, stated.step);
        assert_eq!(stated, (bounds.least, bounds.most, bounds.step), "rule {rule}");
    }
    for unknown in [0, 1, 4, 10, 255] {
        assert_refused(&mut world, Interface::InvalidParameter {}, |world| {
            conviction.query(world, Interface::ruleCall { rule: unknown })
        });
    }
}

#[test]
fn the_decay_is_that_of_the_half_life() {
    for half_life in [1, 2, 3, 600, DAY, 3 * DAY + 7, 365 * DAY, 3_650 * DAY] {
        let (mut world, commons) = opened();
        let rules = Rules { half_life, ..Rules::default() };
        let (conviction, _) =
            Conviction::deploy(&mut world, Account::Alice, &commons, &rules).unwrap();
        let decay = conviction.settings(&mut world).decay;
        assert_eq!(decay, reckoning::decay(half_life), "{half_life} s");
    }
}

#[test]
fn the_abstain_signal_is_there_from_the_start() {
    let Scene { mut world, conviction, .. } = Scene::default();
    let abstain = conviction.proposal(&mut world, ABSTAIN);
    assert_eq!((abstain.kind, abstain.status), (0, 0));
    assert_eq!(abstain.author, address(Account::Alice));
    assert_eq!((abstain.beneficiary, abstain.amount), (Address::ZERO, U256::ZERO));
    assert_eq!(abstain.expiry, u64::MAX);
    assert_eq!(abstain.deposit, U256::ZERO);
    let text = conviction.ask(&mut world, Interface::textOfCall { proposal: ABSTAIN });
    assert_eq!((text.title.as_str(), text.link.as_str()), ("Abstain", ""));
    assert_eq!(conviction.totals(&mut world).proposals, 1);
    // It has no end.
    world.advance_time(4_000 * DAY);
    for account in [Account::Alice, Account::Bob] {
        let before = world.root();
        conviction.cancel(&mut world, account, ABSTAIN).unwrap_err();
        conviction.expire(&mut world, account, ABSTAIN).unwrap_err();
        conviction.reclaim(&mut world, account, ABSTAIN).unwrap_err();
        assert_eq!(
            conviction.execute(&mut world, account, ABSTAIN).unwrap_err(),
            weir_sandbox::Refused::Error(Interface::NotExecutable {}.into())
        );
        assert!(world.root() == before);
    }
}

#[test]
fn rules_out_of_their_range_are_refused() {
    let usual = Rules::default;
    for (what, rules) in [
        ("no half-life", Rules { half_life: 0, ..usual() }),
        ("a half-life of decades", Rules { half_life: 3_651 * DAY, ..usual() }),
        ("no weight", Rules { weight: 0, ..usual() }),
        // rho = beta^2: nothing could ever pass.
        ("a weight too high", Rules { weight: 40_000, ..usual() }),
        ("a minimum stake above everything", Rules { min_stake: 1_000_001, ..usual() }),
        ("no lifetime", Rules { max_lifetime: 0, ..usual() }),
        ("a lifetime of decades", Rules { max_lifetime: 3_651 * DAY, ..usual() }),
        ("a notice of a lifetime", Rules { notice: 365 * DAY, long_notice: 365 * DAY, ..usual() }),
        ("a longer notice that is shorter", Rules { long_notice: 3 * DAY - 1, ..usual() }),
        ("a long notice of a lifetime", Rules { long_notice: 365 * DAY, ..usual() }),
        ("rules that nothing changes", Rules { rule_share: 1_000_000, ..usual() }),
        ("an end that never comes", Rules { exit_share: 1_000_000, ..usual() }),
        (
            "bounds upside down",
            Rules { weight_bounds: Bounds::new(2_000_u32, 1_000_u32, 1_u32), ..usual() },
        ),
        (
            "bounds beside the value",
            Rules { weight_bounds: Bounds::new(2_001_u32, 3_000_u32, 1_u32), ..usual() },
        ),
        (
            "no weight at last",
            Rules { weight_bounds: Bounds::new(0_u32, 3_000_u32, 1_u32), ..usual() },
        ),
        (
            "no half-life at last",
            Rules { half_life_bounds: Bounds::new(0_u32, 9 * DAY, 1_u32), ..usual() },
        ),
        (
            "decades at last",
            Rules { half_life_bounds: Bounds::new(1_u32, 3_651 * DAY, 1_u32), ..usual() },
        ),
        (
            "all at last",
            Rules { min_stake_bounds: Bounds::new(0_u32, 1_000_001_u32, 1_u32), ..usual() },
        ),
        ("no end at last", Rules { notice_bounds: Bounds::new(0_u32, 15 * DAY, 1_u32), ..usual() }),
    ] {
        let (mut world, commons) = opened();
        let before = world.root();
        let refused =
            Conviction::deploy(&mut world, Account::Alice, &commons, &rules).expect_err(what);
        let due = weir_sandbox::Refused::Error(Interface::InvalidParameter {}.into());
        assert_eq!(refused, due, "{what}");
        assert!(world.root() == before, "{what}");
    }
}

#[test]
fn rules_at_the_ends_of_their_ranges_are_accepted() {
    let usual = Rules::default;
    for rules in [
        Rules { half_life: 1, ..usual() },
        Rules { half_life: 3_650 * DAY, ..usual() },
        Rules::votable(),
        Rules { notice: 0, long_notice: 0, ..usual() },
        Rules { notice: 364 * DAY, long_notice: 364 * DAY, ..usual() },
        Rules { rule_share: 0, exit_share: 0, ..usual() },
        Rules { rule_share: 999_999, exit_share: 999_999, ..usual() },
        Rules { weight: 39_999, ..usual() },
        Rules { weight: 1, min_stake: 1_000_000, ..usual() },
        Rules {
            min_stake: 0,
            deposit: U256::ZERO,
            max_lifetime: 1,
            notice: 0,
            long_notice: 0,
            ..usual()
        },
        Rules { max_lifetime: 3_650 * DAY, deposit: U256::from(1_000 * DOT), ..usual() },
    ] {
        Scene::new(&Opening::default(), &rules);
    }
    let settings = Settings { spending_limit: 1_000_000, ..Settings::default() };
    let opening = Opening { settings, ..Opening::default() };
    Scene::new(&opening, &Rules { weight: 999_999, ..usual() });
}

#[test]
fn a_commons_that_is_none_is_refused() {
    let (mut world, _) = open(&Opening::default());
    for commons in [Address::ZERO, Address::repeat_byte(0x77), address(Account::Bob)] {
        let before = world.root();
        let code = artifacts::conviction();
        let arguments = Rules::default().encode(commons);
        let outcome =
            Conviction::deploy_code(&mut world, Account::Alice, U256::ZERO, code, arguments);
        assert!(outcome.is_err(), "{commons}");
        assert!(world.root() == before);
    }
}

#[test]
fn a_constructor_without_its_arguments_or_with_money_is_refused() {
    let (mut world, commons) = opened();
    let before = world.root();
    let code = artifacts::conviction();
    let arguments = Rules::default().encode(commons.address);
    let (_, short) =
        world.deploy(Account::Alice, U256::ZERO, code.clone(), arguments[..768].to_vec());
    assert!(short.result.is_err());
    let (_, paid) = world.deploy(Account::Alice, whole(1), code, arguments);
    assert!(paid.result.is_err());
    assert!(world.root() == before);
}

#[test]
fn money_and_calls_that_are_none_are_refused() {
    use weir_sandbox::SolCall;
    let Scene { mut world, conviction, .. } = Scene::default();
    let calls: Vec<Vec<u8>> = vec![
        vec![],
        vec![1, 2, 3],
        vec![0xde, 0xad, 0xbe, 0xef],
        Interface::executeCall { proposal: 1 }.abi_encode(),
        Interface::totalsCall {}.abi_encode(),
        Interface::releaseCall { account: address(Account::Bob) }.abi_encode(),
        Interface::announceCall { proposal: 1 }.abi_encode(),
        Interface::forfeitCall { account: address(Account::Bob) }.abi_encode(),
        weir_sandbox::conviction::moves(&[(1, U256::ZERO)]).abi_encode(),
    ];
    for data in calls {
        let before = world.root();
        let executed = world.call(Account::Bob, conviction.address, whole(1), data.clone());
        assert!(executed.result.is_err(), "{data:?}");
        assert!(world.root() == before, "{data:?}");
    }
    let before = world.root();
    let cut = Interface::executeCall { proposal: 1 }.abi_encode()[..20].to_vec();
    for data in [vec![], vec![1], vec![0xde, 0xad, 0xbe, 0xef], cut] {
        let executed = world.call(Account::Bob, conviction.address, U256::ZERO, data.clone());
        assert!(executed.result.is_err(), "{data:?}");
        assert!(world.root() == before, "{data:?}");
    }
}

#[test]
fn the_constructor_runs_only_once() {
    let Scene { mut world, commons, conviction } = Scene::default();
    let before = world.root();
    let again = Rules { weight: 1, ..Rules::default() }.encode(commons.address);
    for data in
        [again.clone(), [vec![0; 4], again].concat(), vec![0; 4], vec![0; 224], vec![0; 800]]
    {
        let executed = world.call(Account::Bob, conviction.address, U256::ZERO, data);
        assert!(executed.result.is_err());
        assert!(world.root() == before);
    }
}

/// The chain for a test that only asks.
#[test]
fn a_question_about_what_is_not_there_is_refused() {
    let Scene { mut world, conviction, .. } = Scene::default();
    let ask = |world: &mut World, proposal| {
        conviction.query(world, Interface::proposalOfCall { proposal })
    };
    for proposal in [0, 2, u32::MAX] {
        assert_refused(&mut world, Interface::UnknownProposal {}, |world| {
            let before = world.root();
            let answer = ask(world, proposal);
            assert!(world.root() == before);
            answer
        });
        let text = conviction.query(&mut world, Interface::textOfCall { proposal });
        assert!(text.is_err());
    }
    assert!(conviction.stakes(&mut world, Account::Bob).is_empty());
}
