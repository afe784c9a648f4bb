//! Deployment: what a Commons starts with, and what it refuses to start with.

use weir_sandbox::{
    abi::Commons as Interface,
    artifacts,
    commons::{Event, Hatch, Settings, State},
    scene::{assert_refused, open, opened, whole},
    world, Account, Address, Commons, Opening, Refused, SolCall, World, U256,
};

/// A world in which only the contract itself is yet to be deployed.
fn prepared() -> World {
    let mut world = World::new();
    Commons::prepare(&mut world, Account::Alice).unwrap();
    world
}

#[test]
fn the_opening_is_what_the_deployer_asked_for() {
    let opening = Opening::default();
    let (mut world, commons) = open(&opening);
    let state = State { supply: opening.supply, reserve: opening.reserve, funding: U256::ZERO };
    assert_eq!(commons.state(&mut world), state);
    assert_eq!(commons.balance_of(&mut world, Account::Alice), opening.supply);
    assert_eq!(world.balance(commons.address), opening.reserve);

    let parameters = commons.query(&mut world, Interface::parametersCall {}).unwrap();
    assert_eq!(parameters.reserveRatio, opening.reserve_ratio);
    assert_eq!(parameters.entryTribute, opening.entry_tribute);
    assert_eq!(parameters.exitTribute, opening.exit_tribute);
    assert_eq!(commons.query(&mut world, Interface::nameCall {}).unwrap(), "Weir");
    assert_eq!(commons.query(&mut world, Interface::symbolCall {}).unwrap(), "WEIR");
    assert_eq!(commons.query(&mut world, Interface::decimalsCall {}).unwrap(), 18);
    assert_eq!(commons.query(&mut world, Interface::totalSupplyCall {}).unwrap(), opening.supply);
}

#[test]
fn the_opening_is_told_by_events() {
    let opening = Opening::default();
    let mut world = World::new();
    let (_, receipt) = Commons::deploy(&mut world, Account::Alice, &opening).unwrap();
    let alice = world::address(Account::Alice);
    let owned = Interface::OwnershipTransferred { from: Address::ZERO, to: alice };
    let transfer = Interface::Transfer { from: Address::ZERO, to: alice, value: opening.supply };
    let open = Interface::Open {
        account: alice,
        supply: opening.supply,
        reserve: opening.reserve,
        fundingPool: U256::ZERO,
    };
    let told = [Event::OwnershipTransferred(owned), Event::Transfer(transfer), Event::Open(open)];
    assert_eq!(receipt.events, told);
}

#[test]
fn a_hatch_with_a_guardian_tells_who_can_do_what() {
    let settings = Settings::guarded_by(Account::Eve);
    let opening = Opening { settings, ..Opening::hatched_by(Hatch::usual()) };
    let mut world = World::new();
    let (_, receipt) = Commons::deploy(&mut world, Account::Alice, &opening).unwrap();
    let owned =
        Interface::OwnershipTransferred { from: Address::ZERO, to: world::address(Account::Alice) };
    let guardian = Interface::Guardian {
        guardian: world::address(Account::Eve),
        until: opening.settings.guardian_until,
    };
    assert_eq!(receipt.events, [Event::OwnershipTransferred(owned), Event::Guardian(guardian)]);
}

#[test]
fn the_opening_price_is_the_curves() {
    // R / (S w) = 100 / (1000 x 0.2) DOT a token.
    let (mut world, commons) = opened();
    let price = commons.query(&mut world, Interface::spotPriceCall {}).unwrap();
    assert_eq!(price, whole(1) / U256::from(2));
}

#[test]
fn a_name_and_a_symbol_may_be_as_long_as_they_say() {
    let (name, symbol) = ("n".repeat(32), "s".repeat(12));
    let (mut world, commons) =
        open(&Opening { name: name.clone(), symbol: symbol.clone(), ..Opening::default() });
    assert_eq!(commons.query(&mut world, Interface::nameCall {}).unwrap(), name);
    assert_eq!(commons.query(&mut world, Interface::symbolCall {}).unwrap(), symbol);
}

#[test]
fn parameters_out_of_their_range_are_refused() {
    let bad = [
        Opening { reserve_ratio: 0, ..Opening::default() },
        Opening { reserve_ratio: 1_000_001, ..Opening::default() },
        Opening { entry_tribute: 1_000_000, ..Opening::default() },
        Opening { exit_tribute: 1_000_000, ..Opening::default() },
        Opening { exit_tribute: u32::MAX, ..Opening::default() },
    ];
    for opening in bad {
        let mut world = prepared();
        assert_refused(&mut world, Interface::InvalidParameter {}, |world| {
            Commons::deploy(world, Account::Alice, &opening)
        });
    }
}

#[test]
fn labels_that_are_too_long_show_nothing_or_hide_something_are_refused() {
    let long = "n".repeat(33);
    for bad in ["", " ", "\u{200d}", "\u{3164}", "a\u{202e}b", "\u{200b}", "two\nlines", &long] {
        for opening in [
            Opening { name: bad.into(), ..Opening::default() },
            Opening { symbol: bad.into(), ..Opening::default() },
            Opening { symbol: "s".repeat(13), ..Opening::default() },
        ] {
            let mut world = prepared();
            assert_refused(&mut world, Interface::InvalidText {}, |world| {
                Commons::deploy(world, Account::Alice, &opening)
            });
        }
    }
}

#[test]
fn parameters_at_the_ends_of_their_range_are_accepted() {
    let good = [
        Opening { reserve_ratio: 1, ..Opening::default() },
        Opening { reserve_ratio: 1_000_000, ..Opening::default() },
        Opening { entry_tribute: 999_999, exit_tribute: 999_999, ..Opening::default() },
        Opening { entry_tribute: 0, exit_tribute: 0, ..Opening::default() },
        Opening { name: "é".repeat(16), symbol: "世界世界".into(), ..Opening::default() },
        Opening { supply: U256::from(1), ..Opening::default() },
        Opening { supply: U256::from(1) << 112, ..Opening::default() },
    ];
    for opening in good {
        open(&opening);
    }
}

#[test]
fn an_opening_off_the_curve_is_refused() {
    for opening in [
        Opening { reserve: U256::ZERO, ..Opening::default() },
        Opening { supply: (U256::from(1) << 112) + U256::from(1), ..Opening::default() },
        Opening { supply: U256::MAX, ..Opening::default() },
    ] {
        let mut world = prepared();
        let before = world.root();
        let refused = Commons::deploy(&mut world, Account::Alice, &opening).unwrap_err();
        let named = [
            Refused::Error(Interface::OutOfDomain {}.into()),
            Refused::Error(Interface::InvalidParameter {}.into()),
            Refused::Error(Interface::ZeroAmount {}.into()),
        ];
        assert!(named.contains(&refused), "{refused:?}");
        assert!(world.root() == before);
    }
}

#[test]
fn a_constructor_without_its_arguments_is_refused() {
    let mut world = prepared();
    let before = world.root();
    let (_, executed) = world.deploy(Account::Alice, whole(100), artifacts::commons(), vec![0; 31]);
    assert!(executed.result.is_err());
    assert!(world.root() == before);
}

#[test]
fn a_deployment_that_calls_a_message_instead_of_the_constructor_is_refused() {
    // Else the constructor would be left for anybody to call, and to own the contract by it.
    let service = Interface::registerServiceCall { serviceName: "mine".into(), link: "".into() };
    for data in [
        Interface::nameCall {}.abi_encode(),
        Interface::phaseCall {}.abi_encode(),
        Interface::contributeCall {}.abi_encode(),
        service.abi_encode(),
    ] {
        let mut world = prepared();
        let before = world.root();
        let (_, executed) =
            world.deploy(Account::Alice, U256::ZERO, artifacts::commons(), data.clone());
        assert!(executed.result.is_err(), "{data:?}");
        assert!(world.root() == before);
    }
}
