//! Every error of the interface is reached, and a refused call changes nothing.

use weir_sandbox::{
    abi::Commons as Interface,
    commons::FOREVER,
    scene::{assert_refused, govern, open, opened, whole, GOVERNOR},
    world::address,
    Account, Address, Commons, Opening, World, U256,
};

#[test]
fn zero_amounts_are_refused() {
    let (mut world, commons) = opened();
    assert_refused(&mut world, Interface::ZeroAmount {}, |world| {
        commons.mint(world, Account::Bob, U256::ZERO)
    });
    assert_refused(&mut world, Interface::ZeroAmount {}, |world| {
        commons.redeem(world, Account::Alice, U256::ZERO)
    });
}

#[test]
fn nobody_redeems_more_than_they_have() {
    let (mut world, commons) = opened();
    assert_refused(&mut world, Interface::InsufficientBalance {}, |world| {
        commons.redeem(world, Account::Bob, U256::from(1))
    });
    // Not even where the supply itself is smaller.
    for amount in [whole(1_001), U256::from(1) << 128, U256::MAX] {
        let before = world.root();
        assert!(commons.redeem(&mut world, Account::Alice, amount).is_err());
        assert!(world.root() == before);
    }
}

#[test]
fn an_amount_that_rounds_to_nothing_is_refused() {
    // A base unit of token is worth more than a DOT: a million base units of money buy none.
    let dear = Opening { supply: U256::from(1_000), reserve: whole(1_000), ..Opening::default() };
    let (mut world, commons) = open(&dear);
    assert_refused(&mut world, Interface::AmountTooSmall {}, |world| {
        commons.mint(world, Account::Bob, U256::from(1_000_000))
    });
    // And the other way round.
    let cheap = Opening { supply: whole(1_000_000), reserve: U256::from(1_000), ..dear };
    let (mut world, commons) = open(&cheap);
    assert_refused(&mut world, Interface::AmountTooSmall {}, |world| {
        commons.redeem(world, Account::Alice, whole(1) / U256::from(1_000_000))
    });
}

#[test]
fn a_deposit_eaten_up_by_the_tribute_is_refused() {
    // One base unit: the tribute rounds up to all of it.
    let (mut world, commons) = opened();
    assert_refused(&mut world, Interface::AmountTooSmall {}, |world| {
        commons.mint(world, Account::Bob, U256::from(1))
    });
}

#[test]
fn what_leaves_the_domain_of_the_curve_is_refused() {
    let top = U256::from(1) << 112;
    let mut world = World::new();
    world.endow(Account::Alice, top + top);
    let opening = Opening { reserve: top - whole(1), ..Opening::default() };
    let (commons, _) = Commons::deploy(&mut world, Account::Alice, &opening).unwrap();
    govern(&mut world, &commons, address(GOVERNOR));
    assert_refused(&mut world, Interface::OutOfDomain {}, |world| {
        commons.mint(world, Account::Alice, whole(2))
    });
    for deposit in [top + U256::from(1), U256::from(1) << 128, U256::MAX] {
        assert_refused(&mut world, Interface::OutOfDomain {}, |world| {
            commons.query(world, Interface::quoteMintCall { deposit })
        });
    }
}

#[test]
fn every_name_of_a_refusal_has_its_own_selector() {
    use weir_sandbox::SolError;
    let mut selectors = vec![
        Interface::ZeroAmount::SELECTOR,
        Interface::ZeroAddress::SELECTOR,
        Interface::InvalidRecipient::SELECTOR,
        Interface::InsufficientBalance::SELECTOR,
        Interface::InsufficientAllowance::SELECTOR,
        Interface::DeadlinePassed::SELECTOR,
        Interface::BelowMinimum::SELECTOR,
        Interface::AmountTooSmall::SELECTOR,
        Interface::OutOfDomain::SELECTOR,
        Interface::LastToken::SELECTOR,
        Interface::PaymentRefused::SELECTOR,
        Interface::InvalidParameter::SELECTOR,
        Interface::NoGovernor::SELECTOR,
        Interface::NotYetFree::SELECTOR,
        Interface::NotLapsed::SELECTOR,
        Interface::RuleFixed::SELECTOR,
        Interface::TooSoon::SELECTOR,
    ];
    let all = selectors.len();
    selectors.sort_unstable();
    selectors.dedup();
    assert_eq!(selectors.len(), all);
}

#[test]
fn a_caller_without_the_money_deposits_nothing() {
    let (mut world, commons) = opened();
    let before = world.root();
    assert!(commons.mint(&mut world, Account::Bob, whole(2_000_000)).is_err());
    assert!(world.root() == before);
}

#[test]
fn refusals_come_in_an_order_that_tells_the_cause() {
    // Several things are wrong at once: the one that the caller can mend is named.
    let (mut world, commons) = opened();
    world.advance_time(10);
    let late = world.time() - 1;
    assert_refused(&mut world, Interface::DeadlinePassed {}, |world| {
        let call = Interface::mintCall { minTokens: whole(1_000), deadline: late };
        commons.send(world, Account::Bob, whole(1), call)
    });
    assert_refused(&mut world, Interface::InsufficientBalance {}, |world| {
        let call =
            Interface::redeemCall { amount: whole(1), minReturn: whole(1_000), deadline: FOREVER };
        commons.send(world, Account::Bob, U256::ZERO, call)
    });
    let approve = Interface::approveCall { spender: address(Account::Bob), value: whole(1) };
    commons.send(&mut world, Account::Alice, U256::ZERO, approve).unwrap();
    assert_refused(&mut world, Interface::InvalidRecipient {}, |world| {
        let call = Interface::transferFromCall {
            from: address(Account::Alice),
            to: Address::ZERO,
            value: whole(1),
        };
        commons.send(world, Account::Bob, U256::ZERO, call)
    });
}
