//! What is not claimed: grants that lapse, and money that arrives without a message.

use weir_sandbox::{
    abi::Commons as Interface,
    commons::{Commons, Event, Hatch, DAY},
    scene::{assert_refused, governed, hatching, one, whole, GOVERNOR},
    world::{address, DOT, GENESIS_TIME, NATIVE_TO_BASE},
    Account, World, U256,
};

const YEAR: u64 = 365 * DAY;

fn grant(world: &mut World, commons: &Commons, amount: U256, duration: u64) -> u32 {
    let call = Interface::grantCall {
        beneficiary: address(Account::Eve),
        amount,
        duration,
        asTokens: false,
        proposal: 1,
    };
    commons.call(world, GOVERNOR, call).unwrap().value
}

fn lapse(grant_id: u32) -> Interface::lapseCall {
    Interface::lapseCall { grantId: grant_id }
}

#[test]
fn a_grant_that_nobody_claims_returns_after_a_year() {
    let (mut world, commons) = governed();
    let id = grant(&mut world, &commons, whole(10), 100 * DAY);
    world.advance_time(20 * DAY);
    commons.withdraw(&mut world, Account::Eve, id, address(Account::Eve)).unwrap();
    // A year after all of it came due.
    let lapses = GENESIS_TIME + 100 * DAY + YEAR;
    for time in [GENESIS_TIME + 20 * DAY, GENESIS_TIME + 100 * DAY, lapses - 1] {
        world.set_time(time);
        assert_refused(&mut world, Interface::NotLapsed {}, |world| {
            commons.call(world, Account::Bob, lapse(id))
        });
    }
    world.set_time(lapses + 1);
    let receipt = commons.call(&mut world, Account::Bob, lapse(id)).unwrap();
    assert_eq!(receipt.value, whole(8));
    let state = commons.state(&mut world);
    assert_eq!(state.funding, whole(98));
    let told = Interface::Lapse {
        grantId: id,
        returned: whole(8),
        supply: state.supply,
        reserve: state.reserve,
        fundingPool: state.funding,
    };
    assert_eq!(receipt.events, [Event::Lapse(told)]);
    let kept = commons.grant_of(&mut world, id);
    assert_eq!((kept.amount, kept.withdrawn, kept.due), (whole(2), whole(2), U256::ZERO));
    assert_eq!(commons.limits(&mut world).owed, U256::ZERO);
    assert_refused(&mut world, Interface::NothingDue {}, |world| {
        commons.call(world, Account::Bob, lapse(id))
    });
    assert_refused(&mut world, Interface::NothingDue {}, |world| {
        commons.withdraw(world, Account::Eve, id, address(Account::Eve))
    });
}

#[test]
fn who_claims_within_the_year_loses_nothing() {
    let (mut world, commons) = governed();
    let id = grant(&mut world, &commons, whole(10), 0);
    world.advance_time(YEAR - 1);
    assert_refused(&mut world, Interface::NotLapsed {}, |world| {
        commons.call(world, Account::Bob, lapse(id))
    });
    commons.withdraw(&mut world, Account::Eve, id, address(Account::Eve)).unwrap();
    world.advance_time(YEAR);
    assert_refused(&mut world, Interface::NothingDue {}, |world| {
        commons.call(world, Account::Bob, lapse(id))
    });
    for unknown in [0, id + 1, u32::MAX] {
        assert_refused(&mut world, Interface::UnknownGrant {}, |world| {
            commons.call(world, Account::Bob, lapse(unknown))
        });
    }
}

#[test]
fn a_revoked_grant_lapses_a_year_after_its_revocation() {
    let (mut world, commons) = governed();
    let id = grant(&mut world, &commons, whole(10), 1_000 * DAY);
    world.advance_time(100 * DAY);
    let call = Interface::revokeCall { grantId: id, proposal: 9 };
    commons.call(&mut world, GOVERNOR, call).unwrap();
    world.advance_time(YEAR - 1);
    assert_refused(&mut world, Interface::NotLapsed {}, |world| {
        commons.call(world, Account::Bob, lapse(id))
    });
    world.advance_time(2);
    assert_eq!(commons.call(&mut world, Account::Bob, lapse(id)).unwrap().value, whole(1));
    assert_eq!(commons.state(&mut world).funding, whole(100));
}

#[test]
fn money_without_a_message_goes_to_the_funding_pool_once() {
    let (mut world, commons) = governed();
    grant(&mut world, &commons, whole(10), DAY);
    assert_refused(&mut world, Interface::NothingDue {}, |world| {
        commons.call(world, Account::Bob, Interface::creditCall {})
    });
    world.transfer(Account::Bob, commons.address, 5 * DOT / NATIVE_TO_BASE).unwrap();
    let before = commons.state(&mut world);
    assert_eq!(before.funding, whole(90));
    let receipt = commons.call(&mut world, Account::Charlie, Interface::creditCall {}).unwrap();
    assert_eq!(receipt.value, whole(5));
    let state = commons.state(&mut world);
    assert_eq!((state.supply, state.reserve), (before.supply, before.reserve));
    assert_eq!(state.funding, whole(95));
    let told = Interface::Credit {
        account: address(Account::Charlie),
        amount: whole(5),
        supply: state.supply,
        reserve: state.reserve,
        fundingPool: state.funding,
    };
    assert_eq!(receipt.events, [Event::Credit(told)]);
    assert_refused(&mut world, Interface::NothingDue {}, |world| {
        commons.call(world, Account::Bob, Interface::creditCall {})
    });
    // It takes no money itself.
    let before = world.root();
    assert!(commons.send(&mut world, Account::Bob, one(), Interface::creditCall {}).is_err());
    assert!(world.root() == before);
}

#[test]
fn a_hatch_credits_nothing() {
    let (mut world, commons) = hatching(Hatch::usual());
    commons.contribute(&mut world, Account::Bob, whole(50)).unwrap();
    world.transfer(Account::Bob, commons.address, DOT / NATIVE_TO_BASE).unwrap();
    assert_refused(&mut world, Interface::NotOpen {}, |world| {
        commons.call(world, Account::Bob, Interface::creditCall {})
    });
    world.set_time(Hatch::usual().deadline + 1);
    commons.call(&mut world, Account::Bob, Interface::closeCall {}).unwrap();
    assert_refused(&mut world, Interface::NotOpen {}, |world| {
        commons.call(world, Account::Bob, Interface::creditCall {})
    });
    commons.call(&mut world, Account::Bob, Interface::refundCall {}).unwrap();
}
