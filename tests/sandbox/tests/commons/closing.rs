//! The wind-down: announced, taken back, carried out; and what everybody then gets.

use weir_sandbox::{
    abi::Commons as Interface,
    commons::{Event, Hatch, State, DAY, FOREVER},
    scene::{assert_refused, governed, hatched, one, whole, GOVERNOR},
    world::{address, DOT, NATIVE_TO_BASE},
    Account, Commons, World, U256,
};

fn closing(world: &mut World, commons: &Commons, announced: bool) -> Vec<Event> {
    commons.call(world, GOVERNOR, Interface::closingCall { announced }).unwrap().events
}

fn grant(amount: U256, as_tokens: bool) -> Interface::grantCall {
    Interface::grantCall {
        beneficiary: address(Account::Eve),
        amount,
        duration: 100 * DAY,
        asTokens: as_tokens,
        proposal: 1,
    }
}

/// A Commons of 1,000 tokens with pools of 100 each, of which Bob has 400 tokens, wound down.
fn closed() -> (World, Commons) {
    let (mut world, commons) = governed();
    commons.transfer(&mut world, Account::Alice, address(Account::Bob), whole(400)).unwrap();
    closing(&mut world, &commons, true);
    commons.call(&mut world, GOVERNOR, Interface::windDownCall {}).unwrap();
    (world, commons)
}

#[test]
fn a_wind_down_is_announced_and_taken_back() {
    let (mut world, commons) = governed();
    for announced in [true, false] {
        assert_refused(&mut world, Interface::Unauthorized {}, |world| {
            commons.call(world, Account::Alice, Interface::closingCall { announced })
        });
    }
    let not_open = |world: &mut World, call| {
        assert_refused(world, Interface::NotOpen {}, |world| commons.call(world, GOVERNOR, call));
    };
    not_open(&mut world, Interface::closingCall { announced: false });
    assert_refused(&mut world, Interface::NotOpen {}, |world| {
        commons.call(world, GOVERNOR, Interface::windDownCall {})
    });
    let told = |announced| [Event::Closing(Interface::Closing { announced })];
    assert_eq!(closing(&mut world, &commons, true), told(true));
    assert_eq!(commons.phase(&mut world), 3);
    not_open(&mut world, Interface::closingCall { announced: true });
    assert_eq!(closing(&mut world, &commons, false), told(false));
    assert_eq!(commons.phase(&mut world), 1);
    commons.mint(&mut world, Account::Bob, whole(1)).unwrap();
}

#[test]
fn while_it_is_announced_nothing_comes_in_or_is_granted() {
    let (mut world, commons) = governed();
    closing(&mut world, &commons, true);
    assert_refused(&mut world, Interface::NotOpen {}, |world| {
        commons.mint(world, Account::Bob, whole(1))
    });
    assert_refused(&mut world, Interface::NotOpen {}, |world| {
        commons.donate(world, Account::Bob, whole(1))
    });
    assert_refused(&mut world, Interface::NotOpen {}, |world| {
        commons.call(world, GOVERNOR, grant(whole(1), false))
    });
    assert_refused(&mut world, Interface::NotOpen {}, |world| {
        let call = Interface::setRuleCall { rule: 1, value: U256::from(70_000) };
        commons.call(world, GOVERNOR, call)
    });
    assert_refused(&mut world, Interface::NotOpen {}, |world| {
        let call = Interface::setGovernorCall { governor: address(Account::Bob) };
        commons.call(world, GOVERNOR, call)
    });
    let call = Interface::lockCall { account: address(Account::Alice), staked: whole(10) };
    let told = commons.call(&mut world, GOVERNOR, call).unwrap().value;
    assert_eq!(told.spendingLimit, 0);
    world.transfer(Account::Dave, commons.address, DOT / NATIVE_TO_BASE).unwrap();
    commons.call(&mut world, Account::Dave, Interface::creditCall {}).unwrap();
    assert_eq!(commons.state(&mut world).funding, whole(101));
}

#[test]
fn who_leaves_meanwhile_gets_an_equal_share_of_the_reserve() {
    let (mut world, commons) = governed();
    commons.transfer(&mut world, Account::Alice, address(Account::Bob), whole(400)).unwrap();
    closing(&mut world, &commons, true);
    let quote = commons.ask(&mut world, Interface::quoteRedeemCall { amount: whole(300) });
    assert_eq!((quote.returned, quote.tribute), (whole(30), U256::ZERO));
    let receipt = commons.redeem(&mut world, Account::Bob, whole(300)).unwrap();
    assert_eq!(receipt.value, whole(30));
    let state = State { supply: whole(700), reserve: whole(70), funding: whole(100) };
    assert_eq!(commons.state(&mut world), state);
    let told = Interface::Redeem {
        account: address(Account::Bob),
        amount: whole(300),
        tribute: U256::ZERO,
        returned: whole(30),
        supply: state.supply,
        reserve: state.reserve,
        fundingPool: state.funding,
    };
    assert!(receipt.events.contains(&Event::Redeem(told)));
    // What objects stays.
    let call = Interface::lockCall { account: address(Account::Bob), staked: whole(100) };
    commons.call(&mut world, GOVERNOR, call).unwrap();
    assert_refused(&mut world, Interface::Locked {}, |world| {
        commons.redeem(world, Account::Bob, one())
    });
}

#[test]
fn after_it_the_funding_pool_belongs_to_the_holders() {
    let (mut world, commons) = governed();
    commons.transfer(&mut world, Account::Alice, address(Account::Bob), whole(400)).unwrap();
    closing(&mut world, &commons, true);
    assert_refused(&mut world, Interface::Unauthorized {}, |world| {
        commons.call(world, Account::Alice, Interface::windDownCall {})
    });
    let events = commons.call(&mut world, GOVERNOR, Interface::windDownCall {}).unwrap().events;
    let state = State { supply: whole(1_000), reserve: whole(200), funding: U256::ZERO };
    let told = Interface::WindDown {
        supply: state.supply,
        reserve: state.reserve,
        fundingPool: state.funding,
    };
    assert_eq!(events, [Event::WindDown(told)]);
    assert_eq!((commons.state(&mut world), commons.phase(&mut world)), (state, 4));
    // For good.
    for announced in [true, false] {
        assert_refused(&mut world, Interface::NotOpen {}, |world| {
            commons.call(world, GOVERNOR, Interface::closingCall { announced })
        });
    }
    assert_eq!(commons.redeem(&mut world, Account::Bob, whole(400)).unwrap().value, whole(80));
    // The last token goes too, with all that is left.
    assert_eq!(commons.redeem(&mut world, Account::Alice, whole(600)).unwrap().value, whole(120));
    assert_eq!(commons.state(&mut world), State::default());
    assert_eq!(world.balance(commons.address), U256::ZERO);
}

#[test]
fn shares_are_rounded_down_and_minimums_hold() {
    let (mut world, commons) = closed();
    // 200 for 1,000: of 7 base units a fifth, rounded down; of one nothing.
    assert_eq!(commons.redeem(&mut world, Account::Bob, U256::from(7)).unwrap().value, one());
    assert_refused(&mut world, Interface::AmountTooSmall {}, |world| {
        commons.redeem(world, Account::Bob, one())
    });
    let quote = commons.ask(&mut world, Interface::quoteRedeemCall { amount: whole(1) });
    assert_refused(&mut world, Interface::BelowMinimum {}, |world| {
        let call = Interface::redeemCall {
            amount: whole(1),
            minReturn: quote.returned + one(),
            deadline: FOREVER,
        };
        commons.call(world, Account::Bob, call)
    });
    assert_refused(&mut world, Interface::InsufficientBalance {}, |world| {
        commons.redeem(world, Account::Bob, whole(400))
    });
}

#[test]
fn what_vests_or_is_staked_is_free_for_it() {
    let (mut world, commons) = hatched(Hatch::usual());
    let call = Interface::lockCall { account: address(Account::Charlie), staked: whole(900) };
    commons.call(&mut world, GOVERNOR, call).unwrap();
    closing(&mut world, &commons, true);
    for account in [Account::Bob, Account::Charlie] {
        assert_refused(&mut world, Interface::Locked {}, |world| {
            commons.redeem(world, account, whole(1))
        });
    }
    commons.call(&mut world, GOVERNOR, Interface::windDownCall {}).unwrap();
    // 400 DOT for 4,000 tokens.
    let paid = commons.redeem(&mut world, Account::Charlie, whole(950)).unwrap().value;
    assert_eq!(paid, whole(95));
    assert_eq!(commons.redeem(&mut world, Account::Bob, whole(3_000)).unwrap().value, whole(300));
    assert_eq!(commons.redeem(&mut world, Account::Charlie, whole(50)).unwrap().value, whole(5));
    assert_eq!(commons.state(&mut world), State::default());
}

#[test]
fn what_was_granted_stays_granted_and_is_paid_in_money() {
    let (mut world, commons) = governed();
    for as_tokens in [false, true] {
        commons.call(&mut world, GOVERNOR, grant(whole(8), as_tokens)).unwrap();
    }
    world.advance_time(50 * DAY);
    closing(&mut world, &commons, true);
    let money = world.balance(address(Account::Charlie));
    let to = address(Account::Charlie);
    for id in [1, 2] {
        assert_eq!(commons.withdraw(&mut world, Account::Eve, id, to).unwrap().value, whole(4));
    }
    assert_eq!(world.balance(to), money + whole(8));
    commons.call(&mut world, GOVERNOR, Interface::windDownCall {}).unwrap();
    let state = State { supply: whole(1_000), reserve: whole(184), funding: U256::ZERO };
    assert_eq!(commons.state(&mut world), state);
    world.advance_time(25 * DAY);
    assert_eq!(commons.withdraw(&mut world, Account::Eve, 2, to).unwrap().value, whole(2));
    // What the streams still owe is not shared out, and no vote takes it back for those who wait.
    assert_eq!(commons.limits(&mut world).owed, whole(6));
    let call = Interface::revokeCall { grantId: 1, proposal: 9 };
    assert_refused(&mut world, Interface::NotOpen {}, |world| commons.call(world, GOVERNOR, call));
    assert_eq!(commons.state(&mut world), state);
    // What is never claimed is shared out, and what arrives without a message.
    world.transfer(Account::Dave, commons.address, 3 * DOT / NATIVE_TO_BASE).unwrap();
    commons.call(&mut world, Account::Dave, Interface::creditCall {}).unwrap();
    world.advance_time(400 * DAY);
    assert_refused(&mut world, Interface::NotLapsed {}, |world| {
        let time = world.time();
        world.set_time(time - 25 * DAY);
        let outcome = commons.call(world, Account::Dave, Interface::lapseCall { grantId: 2 });
        world.set_time(time);
        outcome
    });
    for (id, rest) in [(1, 4), (2, 2)] {
        let call = Interface::lapseCall { grantId: id };
        assert_eq!(commons.call(&mut world, Account::Dave, call).unwrap().value, whole(rest));
    }
    let last = State { reserve: whole(193), ..state };
    assert_eq!(commons.state(&mut world), last);
    assert_eq!(world.balance(commons.address), whole(193));
}
