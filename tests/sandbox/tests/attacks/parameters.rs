//! Attack 13: parameters changed while the curve is open.

use weir_sandbox::{
    abi::Commons as Interface,
    commons::{Hatch, Settings, DAY},
    conviction::Rules,
    scene::{assert_refused, hatched, one, whole, Scene},
    world::address,
    Account, Address, Opening, SolCall, U256,
};

#[test]
fn attack_13_parameters_changed_while_the_curve_is_open() {
    let mut scene = Scene::guarded();
    let Scene { world, commons, conviction } = &mut scene;
    let parameters = Interface::parametersCall {};
    let (before, quote) =
        (commons.ask(world, parameters.clone()), Interface::quoteMintCall { deposit: whole(10) });
    let (minted, limits, settings) = (
        commons.ask(world, quote.clone()).minted,
        commons.ask(world, Interface::limitsCall {}),
        conviction.settings(world),
    );
    // The constructors' data again, in every shape that could reach one; and what the message
    // would be called elsewhere.
    let opening = Opening {
        reserve_ratio: 1,
        entry_tribute: 0,
        settings: Settings { spending_limit: 1_000_000, ..Settings::default() },
        ..Opening::default()
    };
    let mut attempts = vec![opening.encode(), Opening::hatched_by(Hatch::usual()).encode()];
    attempts.push(Rules { weight: 1, ..Rules::default() }.encode(commons.address));
    for signature in [
        "setParameters(uint32,uint32,uint32)",
        "setReserveRatio(uint32)",
        "setTributes(uint32,uint32)",
        "setSpendingLimit(uint32)",
        "setCurrency(address)",
        "updateCurve(uint32)",
        "upgradeTo(address)",
        "setCodeHash(bytes32)",
        "initialize(address)",
    ] {
        let mut data = alloy_core::primitives::keccak256(signature)[..4].to_vec();
        data.extend([0; 96]);
        attempts.push(data);
    }
    for data in attempts {
        for contract in [commons.address, conviction.address] {
            for prefix in [&[][..], &[0; 4], &[0; 32]] {
                for value in [U256::ZERO, whole(100)] {
                    let root = world.root();
                    let data = [prefix, &data].concat();
                    let executed = world.call(Account::Alice, contract, value, data);
                    assert!(executed.result.is_err());
                    assert!(world.root() == root);
                }
            }
        }
    }
    // All that owner and guardian can do at their time.
    assert_refused(world, Interface::GovernorFixed {}, |world| {
        let call = Interface::setGovernorCall { governor: address(Account::Alice) };
        commons.call(world, Account::Alice, call)
    });
    for call in [
        Interface::setRuleCall { rule: 1, value: U256::ZERO }.abi_encode(),
        Interface::closingCall { announced: true }.abi_encode(),
        Interface::windDownCall {}.abi_encode(),
    ] {
        for account in [Account::Alice, Account::Eve] {
            let root = world.root();
            let executed = world.call(account, commons.address, U256::ZERO, call.clone());
            assert!(executed.result.is_err());
            assert!(world.root() == root);
        }
    }
    assert_refused(world, Interface::NotHatching {}, |world| {
        let accounts = vec![address(Account::Bob)];
        commons.call(world, Account::Alice, Interface::allowCall { accounts, allowed: true })
    });
    for (account, data) in [
        (
            Account::Alice,
            Interface::setGuardianCall { guardian: address(Account::Bob) }.abi_encode(),
        ),
        (Account::Bob, Interface::pauseCall { duration: DAY }.abi_encode()),
        (Account::Bob, Interface::unpauseCall {}.abi_encode()),
        (Account::Alice, Interface::setGuardianCall { guardian: Address::ZERO }.abi_encode()),
        (Account::Alice, Interface::renounceOwnershipCall {}.abi_encode()),
    ] {
        world.call(account, commons.address, U256::ZERO, data).result.unwrap();
    }
    let after = commons.ask(world, parameters);
    assert_eq!(
        (after.reserveRatio, after.entryTribute, after.exitTribute),
        (before.reserveRatio, before.entryTribute, before.exitTribute)
    );
    assert_eq!(commons.ask(world, quote).minted, minted);
    let same = commons.ask(world, Interface::limitsCall {});
    assert_eq!((same.spendingLimit, same.window), (limits.spendingLimit, limits.window));
    assert_eq!(conviction.settings(world), settings);
    assert_eq!(commons.roles(world).governor, conviction.address);
}

#[test]
fn attack_13_hatch_terms_changed_after_contributions() {
    let (mut world, commons) = hatched(Hatch::usual());
    let before = commons.ask(&mut world, Interface::hatchCall {});
    // Who would vest longer or shorter than agreed: nobody, by any message.
    assert_refused(&mut world, Interface::NotHatching {}, |world| {
        commons.call(world, Account::Alice, Interface::closeCall {})
    });
    assert_refused(&mut world, Interface::NotHatching {}, |world| {
        commons.contribute(world, Account::Bob, one())
    });
    world.advance_time(DAY);
    commons.mint(&mut world, Account::Bob, whole(1)).unwrap();
    assert_eq!(commons.ask(&mut world, Interface::hatchCall {}), before);
}
