//! The hatch: contributions, the opening, and money back where it fails.

use weir_sandbox::{
    abi::Commons as Interface,
    commons::{Event, Hatch, State, DAY},
    scene::{assert_refused, hatched, hatching, one, open, whole},
    world::{address, GENESIS_TIME},
    Account, Address, Commons, Opening, World, U256,
};

fn close(world: &mut World, commons: &Commons) -> Vec<Event> {
    commons.call(world, Account::Eve, Interface::closeCall {}).unwrap().events
}

fn refund(world: &mut World, commons: &Commons, account: Account) -> (U256, Vec<Event>) {
    let receipt = commons.call(world, account, Interface::refundCall {}).unwrap();
    (receipt.value, receipt.events)
}

fn hatch_of(world: &mut World, commons: &Commons) -> Interface::HatchState {
    commons.ask(world, Interface::hatchCall {})
}

fn phase(world: &mut World, commons: &Commons) -> u8 {
    commons.ask(world, Interface::phaseCall {})
}

/// What an account contributed, was granted for it, and has vesting.
fn vesting(world: &mut World, commons: &Commons, account: Account) -> (U256, U256, U256) {
    let state = commons.ask(world, Interface::vestingOfCall { account: address(account) });
    (state.contributed, state.granted, state.vesting)
}

#[test]
fn a_contribution_buys_tokens_at_the_hatch_price() {
    let (mut world, commons) = hatching(Hatch::usual());
    let receipt = commons.contribute(&mut world, Account::Bob, whole(10)).unwrap();
    assert_eq!(receipt.value, whole(100));
    let bob = address(Account::Bob);
    let transfer = Interface::Transfer { from: Address::ZERO, to: bob, value: whole(100) };
    let contribute = Interface::Contribute {
        account: bob,
        amount: whole(10),
        tokens: whole(100),
        supply: whole(100),
        raised: whole(10),
    };
    assert_eq!(receipt.events.len(), 2);
    assert!(receipt.events.contains(&Event::Transfer(transfer)));
    assert!(receipt.events.contains(&Event::Contribute(contribute)));

    commons.contribute(&mut world, Account::Bob, whole(5)).unwrap();
    commons.contribute(&mut world, Account::Charlie, one()).unwrap();
    assert_eq!(commons.balance_of(&mut world, Account::Bob), whole(150));
    assert_eq!(commons.balance_of(&mut world, Account::Charlie), U256::from(10));
    let bob = vesting(&mut world, &commons, Account::Bob);
    assert_eq!(bob, (whole(15), whole(150), whole(150)));
    assert_eq!(commons.transferable(&mut world, Account::Bob), U256::ZERO);
    assert_eq!(phase(&mut world, &commons), 0);
    assert_eq!(hatch_of(&mut world, &commons).raised, whole(15) + one());
    assert_eq!(world.balance(commons.address), whole(15) + one());
}

#[test]
fn what_a_hatch_was_set_up_with_can_be_read() {
    let usual = Hatch { allowlist: true, ..Hatch::usual() };
    let (mut world, commons) = hatching(usual.clone());
    let state = hatch_of(&mut world, &commons);
    assert_eq!((state.minimum, state.maximum), (usual.minimum, usual.maximum));
    assert_eq!((state.deadline, state.price), (usual.deadline, usual.price));
    assert_eq!((state.tribute, state.maxJump), (usual.tribute, usual.max_jump));
    assert_eq!((state.cliff, state.halfLife), (usual.cliff, usual.half_life));
    assert!(state.allowlist);
    assert_eq!((state.raised, state.openedAt), (U256::ZERO, 0));
}

#[test]
fn what_exceeds_the_maximum_is_returned() {
    let (mut world, commons) = hatching(Hatch::usual());
    commons.contribute(&mut world, Account::Bob, whole(900)).unwrap();
    let money = world.balance(address(Account::Charlie));
    let receipt = commons.contribute(&mut world, Account::Charlie, whole(300)).unwrap();
    assert_eq!(receipt.value, whole(1_000));
    // The rest is the deposit for what is stored.
    let paid = money - world.balance(address(Account::Charlie));
    assert!(paid >= whole(100) && paid < whole(101), "{paid}");
    assert_eq!(vesting(&mut world, &commons, Account::Charlie).0, whole(100));
    assert_eq!(world.balance(commons.address), whole(1_000));
    assert_refused(&mut world, Interface::HatchFull {}, |world| {
        commons.contribute(world, Account::Dave, one())
    });
}

#[test]
fn a_full_hatch_is_closed_by_anyone_and_opens_the_curve() {
    let (mut world, commons) = hatching(Hatch::usual());
    let shown = hatch_of(&mut world, &commons).openingPrice;
    commons.contribute(&mut world, Account::Bob, whole(1_000)).unwrap();
    let events = close(&mut world, &commons);
    // 30 % are the hatch's tribute.
    let state = State { supply: whole(10_000), reserve: whole(700), funding: whole(300) };
    let open = Interface::Open {
        account: address(Account::Eve),
        supply: state.supply,
        reserve: state.reserve,
        fundingPool: state.funding,
    };
    assert_eq!(events, [Event::Open(open)]);
    assert_eq!(commons.state(&mut world), state);
    assert_eq!(phase(&mut world, &commons), 1);
    assert_eq!(hatch_of(&mut world, &commons).openedAt, GENESIS_TIME);
    // 0.1 (1 - 0.3) / 0.2 DOT a token, as was to be seen from the start.
    assert_eq!(shown, whole(35) / U256::from(100));
    assert_eq!(commons.ask(&mut world, Interface::spotPriceCall {}), shown);
    assert_eq!(hatch_of(&mut world, &commons).openingPrice, shown);
    assert_refused(&mut world, Interface::NotHatching {}, |world| {
        commons.contribute(world, Account::Dave, whole(1))
    });
    assert_refused(&mut world, Interface::NotHatching {}, |world| {
        commons.call(world, Account::Dave, Interface::closeCall {})
    });
    commons.mint(&mut world, Account::Dave, whole(1)).unwrap();
}

#[test]
fn a_hatch_that_reached_its_minimum_opens_after_the_deadline() {
    let (mut world, commons) = hatching(Hatch::usual());
    commons.contribute(&mut world, Account::Bob, whole(100)).unwrap();
    assert_refused(&mut world, Interface::HatchNotOver {}, |world| {
        commons.call(world, Account::Bob, Interface::closeCall {})
    });
    world.set_time(Hatch::usual().deadline);
    assert_refused(&mut world, Interface::HatchNotOver {}, |world| {
        commons.call(world, Account::Bob, Interface::closeCall {})
    });
    // The deadline is the last second that counts.
    commons.contribute(&mut world, Account::Charlie, whole(1)).unwrap();
    world.advance_time(1);
    assert_refused(&mut world, Interface::DeadlinePassed {}, |world| {
        commons.contribute(world, Account::Charlie, whole(1))
    });
    close(&mut world, &commons);
    let state = commons.state(&mut world);
    assert_eq!(state.supply, whole(1_010));
    assert_eq!(state.reserve + state.funding, whole(101));
}

#[test]
fn a_tribute_of_the_hatch_is_rounded_up() {
    let hatch =
        Hatch { tribute: 1, minimum: U256::from(100), max_jump: u32::MAX, ..Hatch::usual() };
    let (mut world, commons) = hatching(hatch);
    commons.contribute(&mut world, Account::Bob, U256::from(1_000_001)).unwrap();
    world.advance_time(31 * DAY);
    close(&mut world, &commons);
    let state = commons.state(&mut world);
    assert_eq!((state.reserve, state.funding), (U256::from(999_999), U256::from(2)));
}

#[test]
fn a_failed_hatch_pays_everyone_back_once() {
    let (mut world, commons) = hatching(Hatch::usual());
    commons.contribute(&mut world, Account::Bob, whole(60)).unwrap();
    commons.contribute(&mut world, Account::Charlie, whole(40) - one()).unwrap();
    assert_refused(&mut world, Interface::NotRefunding {}, |world| {
        commons.call(world, Account::Bob, Interface::refundCall {})
    });
    world.set_time(Hatch::usual().deadline + 1);
    let events = close(&mut world, &commons);
    let raised = whole(100) - one();
    assert_eq!(events, [Event::HatchFailed(Interface::HatchFailed { raised })]);
    assert_eq!(phase(&mut world, &commons), 2);

    let money = world.balance(address(Account::Bob));
    let (amount, events) = refund(&mut world, &commons, Account::Bob);
    assert_eq!(amount, whole(60));
    assert!(world.balance(address(Account::Bob)) >= money + whole(60));
    let bob = address(Account::Bob);
    let told = Interface::Refund {
        account: bob,
        amount,
        tokens: whole(600),
        supply: whole(400) - U256::from(10),
        raised: whole(40) - one(),
    };
    let burnt = Interface::Transfer { from: bob, to: Address::ZERO, value: whole(600) };
    assert_eq!(events.len(), 2);
    assert!(events.contains(&Event::Refund(told)) && events.contains(&Event::Transfer(burnt)));
    for account in [Account::Bob, Account::Dave] {
        assert_refused(&mut world, Interface::NothingToRefund {}, |world| {
            commons.call(world, account, Interface::refundCall {})
        });
    }
    refund(&mut world, &commons, Account::Charlie);
    assert_eq!(world.balance(commons.address), U256::ZERO);
    assert_eq!(commons.state(&mut world).supply, U256::ZERO);
    assert_eq!(commons.balance_of(&mut world, Account::Bob), U256::ZERO);
}

#[test]
fn a_hatch_that_nobody_joined_fails() {
    let (mut world, commons) = hatching(Hatch::usual());
    world.set_time(Hatch::usual().deadline + 1);
    close(&mut world, &commons);
    assert_eq!(phase(&mut world, &commons), 2);
}

#[test]
fn an_allowlist_lets_in_whom_the_owner_allows() {
    let (mut world, commons) = hatching(Hatch { allowlist: true, ..Hatch::usual() });
    let (bob, charlie) = (address(Account::Bob), address(Account::Charlie));
    let allowed =
        |world: &mut World, account| commons.ask(world, Interface::allowedCall { account });
    let allow = |accounts: Vec<Address>, allowed| Interface::allowCall { accounts, allowed };
    assert!(!allowed(&mut world, bob));
    assert_refused(&mut world, Interface::NotAllowed {}, |world| {
        commons.contribute(world, Account::Bob, whole(1))
    });
    assert_refused(&mut world, Interface::Unauthorized {}, |world| {
        commons.call(world, Account::Bob, allow(vec![bob], true))
    });
    let call = allow(vec![bob, charlie], true);
    let receipt = commons.call(&mut world, Account::Alice, call).unwrap();
    let told = |account| Event::Allow(Interface::Allow { account, allowed: true });
    assert_eq!(receipt.events, [told(bob), told(charlie)]);
    commons.contribute(&mut world, Account::Bob, whole(1)).unwrap();
    // What was contributed stays when the permission goes.
    commons.call(&mut world, Account::Alice, allow(vec![bob], false)).unwrap();
    assert!(!allowed(&mut world, bob) && allowed(&mut world, charlie));
    assert_refused(&mut world, Interface::NotAllowed {}, |world| {
        commons.contribute(world, Account::Bob, whole(1))
    });
    assert_eq!(vesting(&mut world, &commons, Account::Bob).0, whole(1));
}

#[test]
fn published_numbers_come_out() {
    // The commons-simulator's: 100,000 raised at 0.1, a tribute of 30 %, kappa 2.
    let hatch = Hatch {
        minimum: whole(100_000),
        maximum: whole(100_000),
        cliff: 0,
        half_life: 0,
        max_jump: 1_400_000,
        ..Hatch::usual()
    };
    let opening =
        Opening { reserve_ratio: 500_000, exit_tribute: 20_000, ..Opening::hatched_by(hatch) };
    let (mut world, commons) = open(&opening);
    commons.contribute(&mut world, Account::Bob, whole(100_000)).unwrap();
    close(&mut world, &commons);
    let state = State { supply: whole(1_000_000), reserve: whole(70_000), funding: whole(30_000) };
    assert_eq!(commons.state(&mut world), state);
    assert_eq!(commons.ask(&mut world, Interface::spotPriceCall {}), whole(14) / U256::from(100));
    // 50,000 tokens are worth 6,825; with a tribute of 2 % that pays 6,688.5. The curve's exact
    // value is an integer here, of which it may pay a base unit less.
    let paid = commons.redeem(&mut world, Account::Bob, whole(50_000)).unwrap().value;
    assert!(paid.abs_diff(whole(66_885) / U256::from(10)) <= one(), "{paid}");
}

#[test]
fn the_open_curve_waits_for_the_end_of_the_hatch() {
    let (mut world, commons) = hatching(Hatch::usual());
    commons.contribute(&mut world, Account::Bob, whole(1)).unwrap();
    for _ in 0..2 {
        assert_refused(&mut world, Interface::NotOpen {}, |world| {
            commons.mint(world, Account::Dave, whole(1))
        });
        assert_refused(&mut world, Interface::NotOpen {}, |world| {
            commons.redeem(world, Account::Bob, whole(1))
        });
        assert_refused(&mut world, Interface::NotOpen {}, |world| {
            commons.send(world, Account::Dave, whole(1), Interface::donateCall {})
        });
        // There is nothing to burn but what is locked.
        assert_refused(&mut world, Interface::Locked {}, |world| {
            let call =
                Interface::burnCall { amount: one(), service: 0, content: Default::default() };
            commons.call(world, Account::Bob, call)
        });
        // The second time, the hatch has failed.
        world.set_time(Hatch::usual().deadline + 1);
        if phase(&mut world, &commons) == 0 {
            close(&mut world, &commons);
        }
    }
}

#[test]
fn a_hatched_commons_trades_like_any_other() {
    let (mut world, commons) = hatched(Hatch { cliff: 0, half_life: 0, ..Hatch::usual() });
    assert_eq!(commons.state(&mut world).supply, whole(4_000));
    let minted = commons.mint(&mut world, Account::Dave, whole(10)).unwrap().value;
    commons.redeem(&mut world, Account::Dave, minted).unwrap();
    // Without vesting the hatchers' tokens are free at once.
    commons.redeem(&mut world, Account::Bob, whole(3_000)).unwrap();
    let state = commons.state(&mut world);
    assert_eq!(world.balance(commons.address), state.reserve + state.funding);
}
