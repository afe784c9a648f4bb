//! Hatches that cannot be set up, and contributions that are none.

use weir_sandbox::{
    abi::Commons as Interface,
    commons::{Hatch, Settings, DAY},
    scene::{assert_refused, hatching, one, open, whole},
    world::{address, GENESIS_TIME},
    Account, Address, Commons, Opening, Refused, World, U256,
};

/// A world in which only the contract itself is yet to be deployed.
fn prepared() -> World {
    let mut world = World::new();
    Commons::prepare(&mut world, Account::Alice).unwrap();
    world
}

/// Asserts that a Commons cannot be deployed like this, and that nothing is left of the attempt.
#[track_caller]
fn cannot_open(what: &str, opening: &Opening) {
    let mut world = prepared();
    let before = world.root();
    let refused = Commons::deploy(&mut world, Account::Alice, opening).expect_err(what);
    let named = [
        Refused::Error(Interface::InvalidParameter {}.into()),
        Refused::Error(Interface::OutOfDomain {}.into()),
        Refused::Error(Interface::CurrencyRefused {}.into()),
    ];
    assert!(named.contains(&refused), "{what}: {refused:?}");
    assert!(world.root() == before, "{what}");
}

#[test]
fn a_hatch_that_makes_no_sense_is_refused() {
    let usual = Hatch::usual;
    for (what, hatch) in [
        ("no minimum", Hatch { minimum: U256::ZERO, ..usual() }),
        ("a minimum above the maximum", Hatch { minimum: whole(1_000) + one(), ..usual() }),
        ("a deadline that is past", Hatch { deadline: GENESIS_TIME, ..usual() }),
        ("a deadline far away", Hatch { deadline: GENESIS_TIME + 366 * DAY, ..usual() }),
        ("no price", Hatch { price: U256::ZERO, ..usual() }),
        ("a tribute of everything", Hatch { tribute: 1_000_000, ..usual() }),
        ("a jump above the bound", Hatch { max_jump: 3_499_999, ..usual() }),
        ("a cliff without a half-life", Hatch { half_life: 0, ..usual() }),
        ("a cliff of centuries", Hatch { cliff: 4_000 * DAY, ..usual() }),
        ("a half-life of centuries", Hatch { half_life: 4_000 * DAY, ..usual() }),
        (
            "a minimum worth no token",
            Hatch { minimum: one(), price: whole(2), tribute: 0, max_jump: u32::MAX, ..usual() },
        ),
        (
            "a minimum that is all tribute",
            Hatch { minimum: one(), price: one(), tribute: 1, max_jump: u32::MAX, ..usual() },
        ),
        ("tokens beyond the domain", Hatch { price: one(), maximum: whole(1_000_000), ..usual() }),
        (
            "a reserve beyond the domain",
            Hatch { maximum: U256::from(1) << 120, price: U256::from(1) << 120, ..usual() },
        ),
    ] {
        cannot_open(what, &Opening::hatched_by(hatch));
    }
}

#[test]
fn hatches_at_the_ends_of_their_ranges_are_accepted() {
    let usual = Hatch::usual;
    for hatch in [
        Hatch { minimum: whole(1_000), ..usual() },
        Hatch { deadline: GENESIS_TIME + 1, ..usual() },
        Hatch { deadline: GENESIS_TIME + 365 * DAY, ..usual() },
        Hatch { tribute: 0, max_jump: 5_000_000, ..usual() },
        Hatch { tribute: 999_999, max_jump: 5, ..usual() },
        Hatch { cliff: 3_650 * DAY, half_life: 3_650 * DAY, ..usual() },
        Hatch { cliff: 0, half_life: 1, ..usual() },
        Hatch { cliff: 0, half_life: 0, ..usual() },
    ] {
        hatching(hatch);
    }
}

#[test]
fn an_opening_is_either_hatched_or_paid_for() {
    // Tokens and a hatch together.
    cannot_open(
        "an initial supply beside a hatch",
        &Opening { supply: whole(1), reserve: whole(1), ..Opening::hatched_by(Hatch::usual()) },
    );
    // Neither: a supply of zero means a hatch, which this is none.
    cannot_open("neither supply nor hatch", &Opening::hatched_by(Hatch::default()));
    // Money with a hatch, which takes none yet.
    let mut world = prepared();
    let before = world.root();
    let opening = Opening { reserve: whole(1), ..Opening::hatched_by(Hatch::usual()) };
    assert!(Commons::deploy(&mut world, Account::Alice, &opening).is_err());
    assert!(world.root() == before);
}

#[test]
fn settings_that_make_no_sense_are_refused() {
    let usual = Settings::default;
    let (eve, until) = (address(Account::Eve), GENESIS_TIME + DAY);
    for (what, settings) in [
        ("no spending limit", Settings { spending_limit: 0, ..usual() }),
        ("a spending limit above everything", Settings { spending_limit: 1_000_001, ..usual() }),
        ("no window", Settings { window: 0, ..usual() }),
        ("a window of years", Settings { window: 366 * DAY, ..usual() }),
        ("a guardian without an end", Settings { guardian: eve, ..usual() }),
        ("an end without a guardian", Settings { guardian_until: until, ..usual() }),
        (
            "a guardian for too long",
            Settings { guardian: eve, guardian_until: GENESIS_TIME + 1_500 * DAY, ..usual() },
        ),
        (
            "a currency that is no contract",
            Settings { currency: Address::repeat_byte(0x77), ..usual() },
        ),
    ] {
        cannot_open(
            what,
            &Opening { settings: settings.clone(), ..Opening::hatched_by(Hatch::usual()) },
        );
        cannot_open(what, &Opening { settings, ..Opening::default() });
    }
    for settings in [
        Settings::votable(),
        Settings { spending_limit: 1, window: 1, ..usual() },
        Settings { spending_limit: 1_000_000, window: 365 * DAY, ..usual() },
        Settings { guardian: eve, guardian_until: GENESIS_TIME + 1_460 * DAY, ..usual() },
    ] {
        open(&Opening { settings, ..Opening::default() });
    }
}

#[test]
fn a_curve_cannot_open_at_once_in_an_erc20_currency() {
    // The value sent is its reserve, and that is native.
    let mut world = prepared();
    let currency = weir_sandbox::currency::Currency::deploy(&mut world);
    let settings = Settings { currency: currency.address, ..Settings::default() };
    assert_refused(&mut world, Interface::InvalidParameter {}, |world| {
        let opening = Opening { settings, ..Opening::default() };
        Commons::deploy_code(
            world,
            Account::Alice,
            opening.reserve,
            weir_sandbox::artifacts::commons(),
            opening.encode(),
        )
    });
}

#[test]
fn a_contribution_that_buys_nothing_is_refused() {
    let dear = Hatch { price: whole(2), ..Hatch::usual() };
    let (mut world, commons) = hatching(dear);
    assert_refused(&mut world, Interface::ZeroAmount {}, |world| {
        commons.contribute(world, Account::Bob, U256::ZERO)
    });
    assert_refused(&mut world, Interface::AmountTooSmall {}, |world| {
        commons.contribute(world, Account::Bob, one())
    });
    commons.contribute(&mut world, Account::Bob, U256::from(2)).unwrap();
    assert_eq!(commons.balance_of(&mut world, Account::Bob), one());
}

#[test]
fn no_contribution_leaves_a_rest_that_buys_nothing() {
    // A unit short of the maximum, nobody could ever fill the hatch.
    let (mut world, commons) = hatching(Hatch { price: whole(2), ..Hatch::usual() });
    assert_refused(&mut world, Interface::AmountTooSmall {}, |world| {
        commons.contribute(world, Account::Bob, whole(1_000) - one())
    });
    commons.contribute(&mut world, Account::Bob, whole(1_000) - U256::from(2)).unwrap();
    commons.contribute(&mut world, Account::Charlie, U256::from(2)).unwrap();
    commons.call(&mut world, Account::Dave, Interface::closeCall {}).unwrap();
}

#[test]
fn lists_of_the_allowlist_are_bounded() {
    let (mut world, commons) = hatching(Hatch { allowlist: true, ..Hatch::usual() });
    let list = |len: u8| (1..=len).map(Address::repeat_byte).collect::<Vec<_>>();
    for len in [0, 33] {
        assert_refused(&mut world, Interface::InvalidList {}, |world| {
            let call = Interface::allowCall { accounts: list(len), allowed: true };
            commons.call(world, Account::Alice, call)
        });
    }
    let call = Interface::allowCall { accounts: list(32), allowed: true };
    assert_eq!(commons.call(&mut world, Account::Alice, call).unwrap().events.len(), 32);
}
