//! Minting and redeeming: the amounts, the pools, the events, the quotes.

use std::cmp::Ordering;
use weir_sandbox::{
    abi::Commons as Interface,
    commons::{Event, State},
    oracle,
    scene::{open, opened, whole},
    world::{address, DOT},
    Account, Address, Opening, U256,
};

#[test]
fn a_deposit_is_split_between_the_pools_and_mints_by_the_curve() {
    let (mut world, commons) = opened();
    let receipt = commons.mint(&mut world, Account::Bob, whole(10)).unwrap();
    // 8 % of 10 DOT is the entry tribute.
    let (tribute, rest) = (U256::from(8 * DOT / 10), U256::from(92 * DOT / 10));
    let state = commons.state(&mut world);
    assert_eq!(state.funding, tribute);
    assert_eq!(state.reserve, whole(100) + rest);
    assert_eq!(state.supply, whole(1_000) + receipt.value);
    assert_eq!(commons.balance_of(&mut world, Account::Bob), receipt.value);
    // 1000 (1.092^0.2 - 1) = 17.758006735464954262...
    assert_eq!(receipt.value, U256::from(17_758_006_735_464_954_262_u128));

    let bob = address(Account::Bob);
    let mint = Interface::Mint {
        account: bob,
        deposit: whole(10),
        tribute,
        minted: receipt.value,
        supply: state.supply,
        reserve: state.reserve,
        fundingPool: state.funding,
    };
    let transfer = Interface::Transfer { from: Address::ZERO, to: bob, value: receipt.value };
    assert_eq!(receipt.events.len(), 2);
    assert!(receipt.events.contains(&Event::Mint(mint)));
    assert!(receipt.events.contains(&Event::Transfer(transfer)));
}

#[test]
fn a_redemption_pays_by_the_curve_less_the_tribute() {
    let (mut world, commons) = opened();
    let (money, pools) = (world.balance(address(Account::Alice)), commons.state(&mut world));
    let receipt = commons.redeem(&mut world, Account::Alice, whole(100)).unwrap();
    let state = commons.state(&mut world);
    // 100 (1 - 0.9^5) = 40.951 DOT, 5 % of it the exit tribute. Where the curve's exact value is an
    // integer, the lower bound that is paid may be one base unit less.
    let gross = pools.reserve - state.reserve;
    let exact = U256::from(40_951 * DOT / 1_000);
    assert!(gross == exact || gross + U256::from(1) == exact, "{gross}");
    let tribute = U256::from(40_951 * DOT / 1_000 / 20);
    assert_eq!(state.funding, tribute);
    assert_eq!(receipt.value, gross - tribute);
    assert_eq!(state.supply, whole(900));
    assert_eq!(world.balance(address(Account::Alice)), money + receipt.value);

    let alice = address(Account::Alice);
    let redeem = Interface::Redeem {
        account: alice,
        amount: whole(100),
        tribute,
        returned: receipt.value,
        supply: state.supply,
        reserve: state.reserve,
        fundingPool: state.funding,
    };
    let transfer = Interface::Transfer { from: alice, to: Address::ZERO, value: whole(100) };
    assert_eq!(receipt.events.len(), 2);
    assert!(receipt.events.contains(&Event::Redeem(redeem)));
    assert!(receipt.events.contains(&Event::Transfer(transfer)));
}

#[test]
fn a_quote_is_what_a_transaction_in_the_same_state_does() {
    for reserve_ratio in [1, 100_000, 333_333, 500_000, 999_999, 1_000_000] {
        let (mut world, commons) = open(&Opening { reserve_ratio, ..Opening::default() });
        for deposit in [1_000_000_007_u128, DOT / 3, 7 * DOT, 12_345 * DOT] {
            let deposit = U256::from(deposit);
            let quote = commons.query(&mut world, Interface::quoteMintCall { deposit });
            let before = commons.state(&mut world);
            match commons.mint(&mut world, Account::Bob, deposit) {
                Ok(receipt) => {
                    let quote = quote.unwrap();
                    let after = commons.state(&mut world);
                    assert_eq!(quote.minted, receipt.value);
                    assert_eq!(quote.tribute, after.funding - before.funding);
                }
                Err(refused) => assert_eq!(quote.unwrap_err(), refused),
            }
        }
        for amount in [1_000_000_007_u128, DOT / 3, 7 * DOT, 900 * DOT] {
            let amount = U256::from(amount);
            let quote = commons.query(&mut world, Interface::quoteRedeemCall { amount });
            let before = commons.state(&mut world);
            match commons.redeem(&mut world, Account::Alice, amount) {
                Ok(receipt) => {
                    let quote = quote.unwrap();
                    let after = commons.state(&mut world);
                    assert_eq!(quote.returned, receipt.value);
                    assert_eq!(quote.tribute, after.funding - before.funding);
                }
                Err(refused) => assert_eq!(quote.unwrap_err(), refused),
            }
        }
    }
}

#[test]
fn tributes_round_up_and_results_down() {
    let (mut world, commons) = open(&Opening {
        entry_tribute: 1,
        exit_tribute: 1,
        reserve_ratio: 1_000_000,
        ..Opening::default()
    });
    // A millionth of 1,000,001 base units is a little more than one: two go to the funding pool.
    commons.mint(&mut world, Account::Bob, U256::from(1_000_001)).unwrap();
    assert_eq!(commons.state(&mut world).funding, U256::from(2));
    // 1,000 tokens stand on 100 DOT: 10,000,020 base units of token are worth 1,000,002.
    let receipt = commons.redeem(&mut world, Account::Alice, U256::from(10_000_020)).unwrap();
    assert!(receipt.value <= U256::from(1_000_000));
    assert_eq!(commons.state(&mut world).funding, U256::from(4));
}

#[test]
fn without_tributes_the_funding_pool_stays_empty() {
    let (mut world, commons) =
        open(&Opening { entry_tribute: 0, exit_tribute: 0, ..Opening::default() });
    let minted = commons.mint(&mut world, Account::Bob, whole(10)).unwrap().value;
    commons.redeem(&mut world, Account::Bob, minted).unwrap();
    let state = commons.state(&mut world);
    assert_eq!(state.funding, U256::ZERO);
    assert!(state.reserve >= whole(100));
}

#[test]
fn a_trade_never_moves_the_curve_in_the_callers_favour() {
    for reserve_ratio in [1, 33_333, 200_000, 500_000, 777_777, 1_000_000] {
        let (mut world, commons) = open(&Opening { reserve_ratio, ..Opening::default() });
        let pair = |state: State| (state.supply, state.reserve);
        for deposit in [99_999_999_999_u128, DOT / 7, 55 * DOT] {
            let before = commons.state(&mut world);
            if commons.mint(&mut world, Account::Bob, U256::from(deposit)).is_err() {
                continue;
            }
            let after = commons.state(&mut world);
            let moved = oracle::compare_invariant(reserve_ratio, pair(before), pair(after));
            assert_ne!(moved, Ordering::Greater, "mint {deposit} at {reserve_ratio} ppm");
        }
        for amount in [99_999_999_999_u128, DOT / 7, 55 * DOT] {
            let before = commons.state(&mut world);
            if commons.redeem(&mut world, Account::Alice, U256::from(amount)).is_err() {
                continue;
            }
            let after = commons.state(&mut world);
            let moved = oracle::compare_invariant(reserve_ratio, pair(before), pair(after));
            assert_ne!(moved, Ordering::Greater, "redeem {amount} at {reserve_ratio} ppm");
        }
    }
}
