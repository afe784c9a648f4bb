//! Rules that a vote may change, within the bounds of the deployment, and the governor that passes
//! on its role.

use weir_sandbox::{
    abi::Commons as Interface,
    commons::{Bounds, Event, Settings, DAY},
    contract::Error,
    scene::{
        assert_refused, govern, governed, governed_with, one, open, ungoverned, whole, GOVERNOR,
    },
    world::{address, GENESIS_TIME},
    Account, Address, Commons, Opening, Refused, World, U256,
};

const ENTRY: u8 = 1;
const EXIT: u8 = 2;
const LIMIT: u8 = 3;
const WINDOW: u8 = 4;

fn votable() -> (World, Commons) {
    governed_with(Settings::votable())
}

fn set(
    world: &mut World,
    commons: &Commons,
    rule: u8,
    value: impl Into<u128>,
) -> Result<Vec<Event>, Refused> {
    let call = Interface::setRuleCall { rule, value: U256::from(value.into()) };
    commons.call(world, GOVERNOR, call).map(|receipt| receipt.events)
}

#[track_caller]
fn cannot_set(
    world: &mut World,
    commons: &Commons,
    rule: u8,
    value: impl Into<u128>,
    due: impl Into<Error>,
) {
    let value = value.into();
    assert_refused(world, due, |world| set(world, commons, rule, value));
}

#[test]
fn a_rule_changes_by_the_governor_and_tells_so() {
    let (mut world, commons) = votable();
    let before = commons.rule(&mut world, ENTRY);
    assert_eq!((before.value, before.changeableFrom), (U256::from(80_000), 0));
    assert_eq!((before.least, before.most), (U256::ZERO, U256::from(300_000)));
    assert_eq!(before.step, U256::from(20_000));
    for account in [Account::Alice, Account::Bob] {
        assert_refused(&mut world, Interface::Unauthorized {}, |world| {
            let call = Interface::setRuleCall { rule: ENTRY, value: U256::from(90_000) };
            commons.call(world, account, call)
        });
    }
    let events = set(&mut world, &commons, ENTRY, 100_000_u32).unwrap();
    assert_eq!(events, [Event::Rule(Interface::Rule { rule: ENTRY, value: U256::from(100_000) })]);
    let after = commons.rule(&mut world, ENTRY);
    assert_eq!(after.value, U256::from(100_000));
    assert_eq!(after.changeableFrom, GENESIS_TIME + 30 * DAY);
    let parameters = commons.ask(&mut world, Interface::parametersCall {});
    assert_eq!((parameters.reserveRatio, parameters.entryTribute), (200_000, 100_000));
    assert_eq!(parameters.exitTribute, 50_000);
    let quote = commons.ask(&mut world, Interface::quoteMintCall { deposit: whole(10) });
    assert_eq!(quote.tribute, whole(1));
}

#[test]
fn every_rule_takes_effect() {
    let (mut world, commons) = votable();
    set(&mut world, &commons, EXIT, 70_000_u32).unwrap();
    set(&mut world, &commons, LIMIT, 150_000_u32).unwrap();
    set(&mut world, &commons, WINDOW, 60 * DAY).unwrap();
    let parameters = commons.ask(&mut world, Interface::parametersCall {});
    assert_eq!(parameters.exitTribute, 70_000);
    let limits = commons.limits(&mut world);
    assert_eq!((limits.spendingLimit, limits.window), (150_000, 60 * DAY));
    let call = Interface::governanceCall { beneficiary: Address::ZERO };
    assert_eq!(commons.ask(&mut world, call).spendingLimit, 150_000);
    for rule in [EXIT, LIMIT, WINDOW] {
        // The window that now holds counts.
        let from = commons.rule(&mut world, rule).changeableFrom;
        assert_eq!(from, GENESIS_TIME + 60 * DAY);
    }
    assert_eq!(commons.rule(&mut world, ENTRY).changeableFrom, 0);
}

#[test]
fn a_rule_stays_within_its_bounds_and_moves_by_steps() {
    let (mut world, commons) = votable();
    for value in [80_000_u32, 100_001, 59_999, 300_001, u32::MAX] {
        cannot_set(&mut world, &commons, ENTRY, value, Interface::InvalidParameter {});
    }
    cannot_set(&mut world, &commons, ENTRY, u128::MAX, Interface::InvalidParameter {});
    assert_refused(&mut world, Interface::InvalidParameter {}, |world| {
        commons.call(world, GOVERNOR, Interface::setRuleCall { rule: EXIT, value: U256::MAX })
    });
    for unknown in [0, 5, 9, 255] {
        cannot_set(&mut world, &commons, unknown, 1_u32, Interface::InvalidParameter {});
        assert_refused(&mut world, Interface::InvalidParameter {}, |world| {
            commons.query(world, Interface::ruleCall { rule: unknown })
        });
    }
    // At the ends of the steps it moves.
    set(&mut world, &commons, ENTRY, 60_000_u32).unwrap();
    set(&mut world, &commons, LIMIT, 250_000_u32).unwrap();
    cannot_set(&mut world, &commons, WINDOW, 7 * DAY - 1, Interface::InvalidParameter {});
    set(&mut world, &commons, WINDOW, 7 * DAY).unwrap();
}

#[test]
fn a_rule_rests_for_a_window_after_a_change() {
    let (mut world, commons) = votable();
    set(&mut world, &commons, LIMIT, 250_000_u32).unwrap();
    for wait in [0, 15 * DAY, 15 * DAY - 1] {
        world.advance_time(wait);
        cannot_set(&mut world, &commons, LIMIT, 300_000_u32, Interface::TooSoon {});
    }
    // Others have their own time.
    set(&mut world, &commons, ENTRY, 90_000_u32).unwrap();
    world.advance_time(1);
    set(&mut world, &commons, LIMIT, 300_000_u32).unwrap();
}

#[test]
fn a_rule_without_a_step_never_changes() {
    let (mut world, commons) = governed();
    for (rule, value) in [(ENTRY, 70_000), (EXIT, 60_000), (LIMIT, 190_000), (WINDOW, 31 * DAY)] {
        cannot_set(&mut world, &commons, rule, value, Interface::RuleFixed {});
        assert_eq!(commons.rule(&mut world, rule).step, U256::ZERO);
    }
}

#[test]
fn a_change_of_the_window_forgets_no_grant() {
    let (mut world, commons) = votable();
    let grant = |amount| Interface::grantCall {
        beneficiary: address(Account::Eve),
        amount,
        duration: 0,
        asTokens: false,
        proposal: 1,
    };
    commons.call(&mut world, GOVERNOR, grant(whole(15))).unwrap();
    world.advance_time(20 * DAY);
    for window in [7 * DAY, 37 * DAY] {
        set(&mut world, &commons, WINDOW, window).unwrap();
        assert_eq!(commons.limits(&mut world).recentlyGranted, whole(15));
        assert_refused(&mut world, Interface::OverSpendingLimit {}, |world| {
            commons.call(world, GOVERNOR, grant(whole(5)))
        });
        // All of it counts for the whole new window from now on.
        world.advance_time(window);
        assert_eq!(commons.limits(&mut world).recentlyGranted, whole(15));
    }
    world.advance_time(37 * DAY / 4);
    assert_eq!(commons.limits(&mut world).recentlyGranted, U256::ZERO);
}

#[test]
fn bounds_that_make_no_sense_are_refused() {
    let usual = Settings::votable;
    for (what, settings) in [
        (
            "above all",
            Settings { entry_tribute_bounds: Bounds::new(0_u32, 1_000_000_u32, 1_u32), ..usual() },
        ),
        (
            "above all",
            Settings { exit_tribute_bounds: Bounds::new(0_u32, 1_000_000_u32, 1_u32), ..usual() },
        ),
        (
            "above the value",
            Settings {
                entry_tribute_bounds: Bounds::new(80_001_u32, 90_000_u32, 1_u32),
                ..usual()
            },
        ),
        (
            "below the value",
            Settings { exit_tribute_bounds: Bounds::new(0_u32, 49_999_u32, 1_u32), ..usual() },
        ),
        (
            "no limit at all",
            Settings { spending_limit_bounds: Bounds::new(0_u32, 500_000_u32, 1_u32), ..usual() },
        ),
        (
            "above all",
            Settings { spending_limit_bounds: Bounds::new(1_u32, 1_000_001_u32, 1_u32), ..usual() },
        ),
        ("no window", Settings { window_bounds: Bounds::new(0_u32, 40 * DAY, 1_u32), ..usual() }),
        ("years", Settings { window_bounds: Bounds::new(1_u32, 366 * DAY, 1_u32), ..usual() }),
        (
            "upside down",
            Settings { window_bounds: Bounds::new(40 * DAY, 20 * DAY, 1_u32), ..usual() },
        ),
    ] {
        let mut world = World::new();
        Commons::prepare(&mut world, Account::Alice).unwrap();
        assert_refused(&mut world, Interface::InvalidParameter {}, |world| {
            println!("{what}");
            Commons::deploy(world, Account::Alice, &Opening { settings, ..Opening::default() })
        });
    }
    // As far as they go.
    let settings = Settings {
        entry_tribute_bounds: Bounds::new(0_u32, 999_999_u32, 999_999_u32),
        spending_limit_bounds: Bounds::new(1_u32, 1_000_000_u32, 1_000_000_u32),
        window_bounds: Bounds::new(1_u32, 365 * DAY, u64::MAX),
        ..Settings::default()
    };
    open(&Opening { settings, ..Opening::default() });
}

#[test]
fn a_governor_passes_its_role_on_and_never_returns() {
    let (mut world, commons) = governed();
    let set = |account| Interface::setGovernorCall { governor: address(account) };
    assert_refused(&mut world, Interface::Unauthorized {}, |world| {
        commons.call(world, Account::Bob, set(Account::Bob))
    });
    assert_refused(&mut world, Interface::InvalidRecipient {}, |world| {
        commons.call(world, GOVERNOR, set(GOVERNOR))
    });
    for barred in [Address::ZERO, commons.address] {
        assert_refused(&mut world, Interface::InvalidRecipient {}, |world| {
            commons.call(world, GOVERNOR, Interface::setGovernorCall { governor: barred })
        });
    }
    let receipt = commons.call(&mut world, GOVERNOR, set(Account::Bob)).unwrap();
    let told = Interface::Governor { governor: address(Account::Bob) };
    assert_eq!(receipt.events, [Event::Governor(told)]);
    assert_eq!(commons.roles(&mut world).governor, address(Account::Bob));
    // The former one has no say any more, and gets nothing.
    assert_refused(&mut world, Interface::Unauthorized {}, |world| {
        let call = Interface::lockCall { account: address(Account::Alice), staked: one() };
        commons.call(world, GOVERNOR, call)
    });
    assert_refused(&mut world, Interface::InvalidRecipient {}, |world| {
        commons.call(world, Account::Bob, set(GOVERNOR))
    });
    assert_refused(&mut world, Interface::GovernorFixed {}, |world| {
        commons.call(world, Account::Alice, set(Account::Charlie))
    });
    let call = Interface::lockCall { account: address(Account::Alice), staked: whole(3) };
    commons.call(&mut world, Account::Bob, call).unwrap();
    assert_eq!(commons.staked_of(&mut world, Account::Alice), whole(3));
}

#[test]
fn no_money_is_taken_before_there_is_a_governor() {
    let (mut world, commons) = ungoverned(&Opening::default());
    let refused = |world: &mut World, call: &dyn Fn(&mut World) -> Result<(), Refused>| {
        assert_refused(world, Interface::NoGovernor {}, call);
    };
    refused(&mut world, &|world| commons.mint(world, Account::Bob, whole(1)).map(|_| ()));
    refused(&mut world, &|world| commons.donate(world, Account::Bob, whole(1)).map(|_| ()));
    refused(&mut world, &|world| {
        commons.call(world, Account::Bob, Interface::creditCall {}).map(|_| ())
    });
    govern(&mut world, &commons, address(GOVERNOR));
    commons.mint(&mut world, Account::Bob, whole(1)).unwrap();
    commons.donate(&mut world, Account::Bob, whole(1)).unwrap();
}
