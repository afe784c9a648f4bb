//! What protects a caller: minimums and deadlines.

use weir_sandbox::{
    abi::Commons as Interface,
    commons::FOREVER,
    scene::{assert_refused, opened, whole},
    world::GENESIS_TIME,
    Account, U256,
};

#[test]
fn a_mint_below_the_callers_minimum_is_refused() {
    let (mut world, commons) = opened();
    let deposit = whole(10);
    let minted = commons.query(&mut world, Interface::quoteMintCall { deposit }).unwrap().minted;
    let mint = |min_tokens| Interface::mintCall { minTokens: min_tokens, deadline: FOREVER };
    for minimum in [minted + U256::from(1), U256::MAX] {
        assert_refused(&mut world, Interface::BelowMinimum {}, |world| {
            commons.send(world, Account::Bob, deposit, mint(minimum))
        });
    }
    let receipt = commons.send(&mut world, Account::Bob, deposit, mint(minted)).unwrap();
    assert_eq!(receipt.value, minted);
}

#[test]
fn a_redemption_below_the_callers_minimum_is_refused() {
    let (mut world, commons) = opened();
    let amount = whole(10);
    let returned =
        commons.query(&mut world, Interface::quoteRedeemCall { amount }).unwrap().returned;
    let redeem = |least| Interface::redeemCall { amount, minReturn: least, deadline: FOREVER };
    for minimum in [returned + U256::from(1), U256::MAX] {
        assert_refused(&mut world, Interface::BelowMinimum {}, |world| {
            commons.send(world, Account::Alice, U256::ZERO, redeem(minimum))
        });
    }
    let receipt = commons.send(&mut world, Account::Alice, U256::ZERO, redeem(returned)).unwrap();
    assert_eq!(receipt.value, returned);
}

#[test]
fn a_quote_does_not_survive_a_trade_in_front_of_it() {
    // The sandwich: the price that Bob saw is gone, his minimum saves him.
    let (mut world, commons) = opened();
    let deposit = whole(10);
    let seen = commons.query(&mut world, Interface::quoteMintCall { deposit }).unwrap().minted;
    commons.mint(&mut world, Account::Charlie, whole(50)).unwrap();
    assert_refused(&mut world, Interface::BelowMinimum {}, |world| {
        let call = Interface::mintCall { minTokens: seen, deadline: FOREVER };
        commons.send(world, Account::Bob, deposit, call)
    });
}

#[test]
fn a_deadline_is_the_last_second_that_counts() {
    let (mut world, commons) = opened();
    let mint = Interface::mintCall { minTokens: U256::ZERO, deadline: GENESIS_TIME };
    let redeem =
        Interface::redeemCall { amount: whole(1), minReturn: U256::ZERO, deadline: GENESIS_TIME };
    commons.send(&mut world, Account::Alice, whole(1), mint.clone()).unwrap();
    commons.send(&mut world, Account::Alice, U256::ZERO, redeem.clone()).unwrap();
    world.advance_time(1);
    assert_refused(&mut world, Interface::DeadlinePassed {}, |world| {
        commons.send(world, Account::Alice, whole(1), mint)
    });
    assert_refused(&mut world, Interface::DeadlinePassed {}, |world| {
        commons.send(world, Account::Alice, U256::ZERO, redeem)
    });
}
