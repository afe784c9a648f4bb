//! Attack 14: on the hatch.

use weir_sandbox::{
    abi::Commons as Interface,
    commons::Hatch,
    scene::{assert_refused, hatching, one, whole},
    world::address,
    Account, U256,
};

#[test]
fn attack_14_contribution_over_the_maximum() {
    let (mut world, commons) = hatching(Hatch::usual());
    commons.contribute(&mut world, Account::Bob, whole(999)).unwrap();
    commons.contribute(&mut world, Account::Charlie, whole(10)).unwrap();
    let state = commons.ask(&mut world, Interface::hatchCall {});
    assert_eq!(state.raised, whole(1_000));
    assert_eq!(commons.state(&mut world).supply, whole(10_000));
    assert_eq!(world.balance(commons.address), whole(1_000));
    for amount in [one(), whole(1)] {
        assert_refused(&mut world, Interface::HatchFull {}, |world| {
            commons.contribute(world, Account::Dave, amount)
        });
    }
}

#[test]
fn attack_14_contribution_after_the_deadline() {
    let (mut world, commons) = hatching(Hatch::usual());
    commons.contribute(&mut world, Account::Bob, whole(99)).unwrap();
    // The last unit that the minimum lacks comes too late, and the refunds stay due.
    world.set_time(Hatch::usual().deadline + 1);
    assert_refused(&mut world, Interface::DeadlinePassed {}, |world| {
        commons.contribute(world, Account::Charlie, whole(1))
    });
    commons.call(&mut world, Account::Dave, Interface::closeCall {}).unwrap();
    assert_refused(&mut world, Interface::NotHatching {}, |world| {
        commons.contribute(world, Account::Charlie, whole(1))
    });
    commons.call(&mut world, Account::Bob, Interface::refundCall {}).unwrap();
}

#[test]
fn attack_14_refund_twice() {
    let (mut world, commons) = hatching(Hatch::usual());
    commons.contribute(&mut world, Account::Bob, whole(10)).unwrap();
    commons.contribute(&mut world, Account::Charlie, whole(60)).unwrap();
    world.set_time(Hatch::usual().deadline + 1);
    commons.call(&mut world, Account::Bob, Interface::closeCall {}).unwrap();
    commons.call(&mut world, Account::Bob, Interface::refundCall {}).unwrap();
    assert_refused(&mut world, Interface::NothingToRefund {}, |world| {
        commons.call(world, Account::Bob, Interface::refundCall {})
    });
    assert_eq!(world.balance(commons.address), whole(60));
}

#[test]
fn attack_14_contribution_and_refund_while_the_hatch_runs_or_after_it() {
    let (mut world, commons) = hatching(Hatch::usual());
    commons.contribute(&mut world, Account::Bob, whole(500)).unwrap();
    // Not while it runs: a refund would keep the tokens or break the raise.
    assert_refused(&mut world, Interface::NotRefunding {}, |world| {
        commons.call(world, Account::Bob, Interface::refundCall {})
    });
    world.set_time(Hatch::usual().deadline + 1);
    assert_refused(&mut world, Interface::NotRefunding {}, |world| {
        commons.call(world, Account::Bob, Interface::refundCall {})
    });
    commons.call(&mut world, Account::Bob, Interface::closeCall {}).unwrap();
    // Nor after it succeeded: the money backs the tokens now.
    assert_refused(&mut world, Interface::NotRefunding {}, |world| {
        commons.call(world, Account::Bob, Interface::refundCall {})
    });
    assert_eq!(world.balance(commons.address), whole(500));
}

#[test]
fn attack_14_tokens_of_a_failed_hatch_passed_on_before_the_refund() {
    let (mut world, commons) = hatching(Hatch::usual());
    commons.contribute(&mut world, Account::Bob, whole(50)).unwrap();
    let charlie = address(Account::Charlie);
    for _ in 0..2 {
        assert_refused(&mut world, Interface::Locked {}, |world| {
            commons.transfer(world, Account::Bob, charlie, whole(500))
        });
        world.set_time(Hatch::usual().deadline + 1);
        let _ = commons.call(&mut world, Account::Dave, Interface::closeCall {});
    }
    commons.call(&mut world, Account::Bob, Interface::refundCall {}).unwrap();
    assert_eq!(commons.state(&mut world).supply, U256::ZERO);
    assert_eq!(commons.balance_of(&mut world, Account::Bob), U256::ZERO);
}

#[test]
fn attack_14_hatch_closed_early() {
    let (mut world, commons) = hatching(Hatch::usual());
    commons.contribute(&mut world, Account::Bob, whole(999)).unwrap();
    for account in [Account::Alice, Account::Eve] {
        assert_refused(&mut world, Interface::HatchNotOver {}, |world| {
            commons.call(world, account, Interface::closeCall {})
        });
    }
    world.set_time(Hatch::usual().deadline);
    assert_refused(&mut world, Interface::HatchNotOver {}, |world| {
        commons.call(world, Account::Alice, Interface::closeCall {})
    });
}
