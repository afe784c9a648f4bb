//! Burns, donations, and money that arrives by other ways.

use weir_sandbox::{
    abi::Commons as Interface,
    commons::Event,
    scene::{assert_refused, opened, whole},
    world::{address, DOT, NATIVE_TO_BASE},
    Account, Address, B256, U256,
};

fn burn(amount: U256) -> Interface::burnCall {
    Interface::burnCall { amount, service: 0, content: B256::repeat_byte(0xc0) }
}

#[test]
fn a_burn_destroys_without_payment_and_names_what_for() {
    let (mut world, commons) = opened();
    let (money, pools) = (world.balance(address(Account::Alice)), commons.state(&mut world));
    let price = commons.query(&mut world, Interface::spotPriceCall {}).unwrap();
    let receipt = commons.send(&mut world, Account::Alice, U256::ZERO, burn(whole(200))).unwrap();
    let state = commons.state(&mut world);
    assert_eq!(state.supply, whole(800));
    assert_eq!((state.reserve, state.funding), (pools.reserve, pools.funding));
    assert_eq!(commons.balance_of(&mut world, Account::Alice), whole(800));
    assert!(world.balance(address(Account::Alice)) <= money);
    // The same reserve stands behind fewer tokens.
    let raised = commons.query(&mut world, Interface::spotPriceCall {}).unwrap();
    assert_eq!(raised, price * U256::from(10) / U256::from(8));

    let alice = address(Account::Alice);
    let burnt = Interface::Burn {
        account: alice,
        service: 0,
        content: B256::repeat_byte(0xc0),
        amount: whole(200),
        supply: state.supply,
        reserve: state.reserve,
        fundingPool: state.funding,
    };
    let transfer = Interface::Transfer { from: alice, to: Address::ZERO, value: whole(200) };
    assert_eq!(receipt.events.len(), 2);
    assert!(receipt.events.contains(&Event::Burn(burnt)));
    assert!(receipt.events.contains(&Event::Transfer(transfer)));
}

#[test]
fn nobody_burns_nothing_or_more_than_they_have() {
    let (mut world, commons) = opened();
    assert_refused(&mut world, Interface::ZeroAmount {}, |world| {
        commons.send(world, Account::Alice, U256::ZERO, burn(U256::ZERO))
    });
    assert_refused(&mut world, Interface::InsufficientBalance {}, |world| {
        commons.send(world, Account::Bob, U256::ZERO, burn(U256::from(1)))
    });
}

#[test]
fn the_last_base_unit_is_neither_burnt_nor_redeemed() {
    let (mut world, commons) = opened();
    assert_refused(&mut world, Interface::LastToken {}, |world| {
        commons.send(world, Account::Alice, U256::ZERO, burn(whole(1_000)))
    });
    assert_refused(&mut world, Interface::LastToken {}, |world| {
        commons.redeem(world, Account::Alice, whole(1_000))
    });
    // All but one unit can go, and the curve still takes deposits.
    let most = whole(1_000) - U256::from(1);
    commons.redeem(&mut world, Account::Alice, most).unwrap();
    assert_eq!(commons.state(&mut world).supply, U256::from(1));
    assert_refused(&mut world, Interface::LastToken {}, |world| {
        commons.redeem(world, Account::Alice, U256::from(1))
    });
}

#[test]
fn a_donation_goes_to_the_funding_pool_whole() {
    let (mut world, commons) = opened();
    let before = commons.state(&mut world);
    let price = commons.query(&mut world, Interface::spotPriceCall {}).unwrap();
    let receipt =
        commons.send(&mut world, Account::Bob, whole(5), Interface::donateCall {}).unwrap();
    let state = commons.state(&mut world);
    assert_eq!(state.funding, whole(5));
    assert_eq!((state.supply, state.reserve), (before.supply, before.reserve));
    assert_eq!(commons.query(&mut world, Interface::spotPriceCall {}).unwrap(), price);
    let donated = Interface::Donate {
        account: address(Account::Bob),
        amount: whole(5),
        supply: state.supply,
        reserve: state.reserve,
        fundingPool: state.funding,
    };
    assert_eq!(receipt.events, [Event::Donate(donated)]);
    assert_refused(&mut world, Interface::ZeroAmount {}, |world| {
        commons.send(world, Account::Bob, U256::ZERO, Interface::donateCall {})
    });
}

#[test]
fn money_sent_to_the_account_moves_no_price() {
    let (mut world, commons) = opened();
    let before = commons.state(&mut world);
    let quote = Interface::quoteMintCall { deposit: whole(10) };
    let quoted = commons.query(&mut world, quote.clone()).unwrap();
    let price = commons.query(&mut world, Interface::spotPriceCall {}).unwrap();
    world.transfer(Account::Bob, commons.address, 500 * DOT / NATIVE_TO_BASE).unwrap();
    assert_eq!(world.balance(commons.address), before.reserve + whole(500));
    assert_eq!(commons.state(&mut world), before);
    assert_eq!(commons.query(&mut world, Interface::spotPriceCall {}).unwrap(), price);
    let again = commons.query(&mut world, quote).unwrap();
    assert_eq!((again.minted, again.tribute), (quoted.minted, quoted.tribute));
}

#[test]
fn money_sent_with_a_call_that_takes_none_is_refused() {
    use weir_sandbox::abi::Commons as I;
    let (mut world, commons) = opened();
    let bob = address(Account::Bob);
    let calls: [Vec<u8>; 9] = [
        vec![],
        vec![0xde, 0xad, 0xbe, 0xef],
        encode(I::transferCall { to: bob, value: U256::ZERO }),
        encode(I::approveCall { spender: bob, value: U256::ZERO }),
        encode(I::burnCall { amount: whole(1), service: 0, content: B256::ZERO }),
        encode(I::redeemCall { amount: whole(1), minReturn: U256::ZERO, deadline: u64::MAX }),
        encode(I::stateCall {}),
        encode(I::quoteMintCall { deposit: whole(1) }),
        encode(I::totalSupplyCall {}),
    ];
    for data in calls {
        let before = world.root();
        let executed = world.call(Account::Alice, commons.address, whole(1), data.clone());
        assert!(executed.result.is_err(), "{data:?}");
        assert!(world.root() == before, "{data:?}");
    }
}

#[test]
fn a_call_that_is_none_is_refused() {
    let (mut world, commons) = opened();
    for data in [vec![], vec![1, 2, 3], vec![0xde, 0xad, 0xbe, 0xef], {
        // A selector without its arguments.
        encode(Interface::transferCall { to: Address::ZERO, value: U256::ZERO })[..40].to_vec()
    }] {
        let before = world.root();
        let executed = world.call(Account::Alice, commons.address, U256::ZERO, data.clone());
        assert!(executed.result.is_err(), "{data:?}");
        assert!(world.root() == before, "{data:?}");
    }
}

fn encode<C: weir_sandbox::SolCall>(call: C) -> Vec<u8> {
    call.abi_encode()
}
