//! The code libraries: they run in the contract's name, and nobody else gets anything from them.

use weir_sandbox::{
    abi::Commons as Interface,
    artifacts,
    commons::FOREVER,
    scene::{opened, whole, GOVERNOR},
    world::address,
    Account, Address, Commons, Opening, SolCall, World, U256,
};

/// A Commons and where its two libraries are.
fn opened_with_libraries() -> (World, Commons, Vec<Address>) {
    let (mut world, commons) = opened();
    let libraries = world.created_by(commons.address, 2);
    let mut codes: Vec<_> = libraries.iter().map(|&library| world.code(library)).collect();
    let mut blobs = vec![artifacts::market(), artifacts::treasury()];
    codes.sort();
    blobs.sort();
    assert!(codes == blobs, "the contract's two creations are its libraries");
    (world, commons, libraries)
}

/// The constructor's data in the shapes in which somebody might send it once more.
fn openings() -> Vec<Vec<u8>> {
    let opening = Opening { reserve_ratio: 1, ..Opening::default() }.encode();
    vec![
        opening.clone(),
        [&[0; 4][..], &opening].concat(),
        [&[0; 32][..], &opening].concat(),
        vec![0; 4],
        vec![0; 320],
        vec![0; 704],
    ]
}

#[test]
fn the_curve_opens_only_once() {
    let (mut world, commons) = opened();
    let before = world.root();
    for data in openings() {
        for value in [U256::ZERO, whole(100)] {
            let executed = world.call(Account::Bob, commons.address, value, data.clone());
            assert!(executed.result.is_err(), "{data:?}");
            assert!(world.root() == before);
        }
    }
}

#[test]
fn the_libraries_themselves_take_no_money_and_open_no_curve() {
    let (mut world, _, libraries) = opened_with_libraries();
    let before = world.root();
    let mut calls = openings();
    calls.extend([
        vec![],
        Interface::mintCall { minTokens: U256::ZERO, deadline: FOREVER }.abi_encode(),
        Interface::donateCall {}.abi_encode(),
        Interface::contributeCall {}.abi_encode(),
        Interface::stateCall {}.abi_encode(),
        Interface::redeemCall { amount: whole(1), minReturn: U256::ZERO, deadline: FOREVER }
            .abi_encode(),
    ]);
    for library in libraries {
        for data in &calls {
            let executed = world.call(Account::Bob, library, whole(1), data.clone());
            assert!(executed.result.is_err(), "{data:?}");
            assert!(world.root() == before);
        }
    }
}

#[test]
fn what_is_done_to_the_libraries_does_nothing_to_the_commons() {
    let (mut world, commons, libraries) = opened_with_libraries();
    let (state, roles) = (commons.state(&mut world), commons.roles(&mut world));
    let (alice, bob) = (address(Account::Alice), address(Account::Bob));
    for library in libraries {
        for data in [
            Interface::redeemCall { amount: whole(1), minReturn: U256::ZERO, deadline: FOREVER }
                .abi_encode(),
            Interface::increaseAllowanceCall { spender: bob, added: whole(1) }.abi_encode(),
            Interface::quoteMintCall { deposit: whole(1) }.abi_encode(),
            Interface::setGovernorCall { governor: bob }.abi_encode(),
            Interface::registerServiceCall { serviceName: "x".into(), link: "".into() }
                .abi_encode(),
            Interface::closeCall {}.abi_encode(),
            Interface::creditCall {}.abi_encode(),
            Interface::unlockCall {}.abi_encode(),
            Interface::windDownCall {}.abi_encode(),
        ] {
            // It may succeed, in the library's own empty storage.
            world.call(Account::Alice, library, U256::ZERO, data);
        }
        assert_eq!(world.balance(library), U256::ZERO);
    }
    assert_eq!(commons.state(&mut world), state);
    assert_eq!(commons.roles(&mut world), roles);
    assert_eq!(commons.balance_of(&mut world, Account::Alice), whole(1_000));
    let allowance = Interface::allowanceCall { owner: alice, spender: bob };
    assert_eq!(commons.query(&mut world, allowance).unwrap(), U256::ZERO);
    assert_eq!(commons.ask(&mut world, Interface::servicesCall {}), 0);
}

#[test]
fn two_commons_share_the_libraries_code_and_nothing_else() {
    let (mut world, first, libraries) = opened_with_libraries();
    let (second, _) = Commons::deploy(
        &mut world,
        Account::Bob,
        &Opening { supply: whole(7), reserve: whole(9), ..Opening::default() },
    )
    .unwrap();
    for library in world.created_by(second.address, 2) {
        assert!(!libraries.contains(&library), "each has libraries of its own");
    }
    let call = Interface::setGovernorCall { governor: address(GOVERNOR) };
    second.call(&mut world, Account::Bob, call).unwrap();
    second.mint(&mut world, Account::Charlie, whole(3)).unwrap();
    assert_eq!(first.state(&mut world).supply, whole(1_000));
    assert_eq!(first.balance_of(&mut world, Account::Charlie), U256::ZERO);
    assert_eq!(second.balance_of(&mut world, Account::Alice), U256::ZERO);
}
