//! Attacks 27, 28, 32 and 33: on streams, on what was granted, on rules, and on the end.

use weir_sandbox::{
    abi::{Commons as Money, Conviction as Interface},
    commons::{State, DAY},
    receiver::{OnPayment, Receiver},
    scene::{assert_refused, governed, whole, Scene, GOVERNOR},
    world::address,
    Account, Address, Proposal, U256,
};

/// A stream of 10 to Eve over a hundred days that Alice's 500 carried, and its proposal.
fn streaming() -> (Scene, u32) {
    let mut scene = Scene::default();
    let stream =
        Proposal { duration: 100 * DAY, ..Proposal::funding(address(Account::Eve), whole(10)) };
    let granted = scene.suggest(Account::Alice, &stream);
    scene.stake(Account::Alice, granted, whole(500));
    scene.world.advance_time(30 * DAY);
    scene.pass(granted);
    (scene, granted)
}

#[test]
fn attack_27_stream_revoked_at_a_fixed_price() {
    // A fifth of the tokens against a stream that half of them carried, and that does not defend
    // itself: as long as Alice leaves her stake where it is, half of what is staked is needed.
    let (mut scene, _) = streaming();
    let id = scene.suggest(Account::Bob, &Proposal::revocation(1));
    scene.stake(Account::Bob, id, whole(200));
    for _ in 0..8 {
        scene.world.advance_time(10 * DAY);
        assert_refused(&mut scene.world, Interface::BelowThreshold {}, |world| {
            scene.conviction.announce(world, Account::Bob, id)
        });
    }
    assert!(!scene.commons.grant_of(&mut scene.world, 1).revoked);
}

#[test]
fn attack_27_stream_revoked_while_its_supporters_defend_it() {
    // More than half of the stake wants the revocation, and is outweighed by those who object.
    let (mut scene, granted) = streaming();
    let id = scene.suggest(Account::Bob, &Proposal::revocation(1));
    for (account, amount) in [(Account::Bob, 200), (Account::Charlie, 200), (Account::Dave, 100)] {
        scene.stake(account, id, whole(amount));
    }
    scene.stake(Account::Alice, granted, U256::ZERO);
    scene.oppose(Account::Alice, id, whole(500));
    for _ in 0..6 {
        scene.world.advance_time(10 * DAY);
        assert_refused(&mut scene.world, Interface::BelowThreshold {}, |world| {
            scene.conviction.announce(world, Account::Bob, id)
        });
    }
    // And a stream without a defender ends by what it was granted by.
    scene.oppose(Account::Alice, id, U256::ZERO);
    scene.world.advance_time(10 * DAY);
    scene.pass(id);
    assert!(scene.commons.grant_of(&mut scene.world, 1).revoked);
}

#[test]
fn attack_28_grant_that_nobody_can_claim() {
    // To an address without a key, to a contract that calls nothing, and to one that takes nothing.
    let (mut world, commons) = governed();
    let idle = Receiver::deploy(&mut world, &OnPayment::Reject);
    let beneficiaries = [Address::repeat_byte(0x77), idle.address, Address::repeat_byte(0x78)];
    for (number, beneficiary) in beneficiaries.into_iter().enumerate() {
        let call = Money::grantCall {
            beneficiary,
            amount: whole(5),
            duration: number as u64 * 100 * DAY,
            asTokens: number == 2,
            proposal: 1,
        };
        commons.call(&mut world, GOVERNOR, call).unwrap();
    }
    assert_eq!(commons.state(&mut world).funding, whole(85));
    let lapse = |id| Money::lapseCall { grantId: id };
    world.advance_time(364 * DAY);
    for id in 1..=3 {
        assert_refused(&mut world, Money::NotLapsed {}, |world| {
            commons.call(world, Account::Bob, lapse(id))
        });
    }
    world.advance_time(202 * DAY);
    for id in 1..=3 {
        commons.call(&mut world, Account::Bob, lapse(id)).unwrap();
    }
    let state = commons.state(&mut world);
    assert_eq!(state.funding, whole(100));
    assert_eq!(commons.limits(&mut world).owed, U256::ZERO);
    assert_eq!(world.balance(commons.address), state.reserve + state.funding);
}

#[test]
fn attack_28_grant_that_lapses_makes_no_room_for_another() {
    // What returns does not count as not granted: the limit of the window stays used up.
    let (mut world, commons) = governed();
    let grant = |amount| Money::grantCall {
        beneficiary: address(Account::Eve),
        amount,
        duration: 0,
        asTokens: false,
        proposal: 1,
    };
    commons.call(&mut world, GOVERNOR, grant(whole(10))).unwrap();
    world.advance_time(366 * DAY);
    commons.call(&mut world, GOVERNOR, grant(whole(17))).unwrap();
    commons.call(&mut world, Account::Bob, Money::lapseCall { grantId: 1 }).unwrap();
    let limits = commons.limits(&mut world);
    assert_eq!(limits.recentlyGranted, whole(17));
    // A fifth of the 83 and the 17: three are left.
    assert_refused(&mut world, Money::OverSpendingLimit {}, |world| {
        commons.call(world, GOVERNOR, grant(whole(3)))
    });
}

/// Everything that Alice's half of the supply can push through in a year, one rule in many
/// proposals made in advance.
#[test]
fn attack_32_rules_that_change_faster_than_people_can_leave() {
    let mut scene = Scene::votable();
    let start = scene.world.time();
    let ids: Vec<_> = (1..=15)
        .map(|step| {
            let value = U256::from(50_000 + 20_000 * step.min(12));
            let proposal = Proposal { lifetime: 364 * DAY, ..Proposal::rule(2, value) };
            scene.suggest(Account::Alice, &proposal)
        })
        .collect();
    let tribute = |scene: &mut Scene| {
        let call = Money::parametersCall {};
        scene.commons.ask(&mut scene.world, call).exitTribute
    };
    let (mut last, mut changed) = (50_000, start);
    scene.stake(Account::Alice, ids[0], whole(500));
    let mut at = 0;
    for _ in 0..120 {
        scene.world.advance_time(3 * DAY);
        let Scene { world, conviction, .. } = &mut scene;
        let now = world.time();
        // All of them, whether they could pass or not.
        let mut executed = false;
        for &id in &ids {
            let _ = conviction.reset(world, Account::Alice, id);
            if let Ok(receipt) = conviction.announce(world, Account::Alice, id) {
                assert_eq!(receipt.events.len(), 1);
            }
            let announced = conviction.proposal(world, id).announced;
            if conviction.execute(world, Account::Alice, id).is_ok() {
                // Two weeks in which everybody could leave by the rule that held.
                assert!(now >= announced + 14 * DAY);
                assert!(!executed, "twice in a block");
                executed = true;
            }
        }
        if executed {
            let now_at = tribute(&mut scene);
            assert!(now_at.abs_diff(last) <= 20_000, "{last} -> {now_at}");
            if last != 50_000 {
                assert!(now >= changed + 30 * DAY, "{} s after the last change", now - changed);
            }
            (last, changed) = (now_at, now);
            // Her tokens go to the next one.
            at += 1;
            scene.conviction.release(&mut scene.world, Account::Alice, Account::Alice).unwrap();
            scene.stake(Account::Alice, ids[at], whole(500));
        }
    }
    assert!(at >= 3, "{at} changes");
    let now_at = tribute(&mut scene);
    assert!(now_at <= 300_000 && now_at <= 50_000 + 20_000 * 13, "{now_at}");
}

#[test]
fn attack_32_rule_that_jumps_to_the_end_of_its_bounds() {
    // Within what it may ever be, and far beyond a step.
    for (rule, value) in [(1, 300_000), (2, 300_000), (3, 500_000), (4, 365 * DAY), (9, 6 * DAY)] {
        let mut scene = Scene::votable();
        let id = scene.suggest(Account::Alice, &Proposal::rule(rule, U256::from(value)));
        scene.stake(Account::Alice, id, whole(500));
        scene.world.advance_time(30 * DAY);
        scene.conviction.announce(&mut scene.world, Account::Alice, id).unwrap();
        scene.conviction.wait_for_notice(&mut scene.world, id);
        assert_refused(&mut scene.world, Interface::InvalidParameter {}, |world| {
            scene.conviction.execute(world, Account::Alice, id)
        });
    }
}

#[test]
fn attack_32_leaving_during_the_notice() {
    let mut scene = Scene::votable();
    let quote = Money::quoteRedeemCall { amount: whole(200) };
    let before = scene.commons.ask(&mut scene.world, quote.clone());
    let id = scene.suggest(Account::Alice, &Proposal::rule(2, U256::from(70_000)));
    scene.stake(Account::Alice, id, whole(500));
    scene.world.advance_time(30 * DAY);
    scene.conviction.announce(&mut scene.world, Account::Alice, id).unwrap();
    scene.world.advance_time(14 * DAY - 1);
    let Scene { mut world, commons, conviction } = scene;
    assert_refused(&mut world, Interface::TooEarly {}, |world| {
        conviction.execute(world, Account::Alice, id)
    });
    let paid = commons.redeem(&mut world, Account::Charlie, whole(200)).unwrap().value;
    assert_eq!(paid, before.returned);
}

/// A Commons whose wind-down is announced.
fn closing() -> (Scene, u32) {
    let mut scene = Scene::default();
    let id = scene.suggest(Account::Alice, &Proposal::wind_down());
    scene.stake(Account::Alice, id, whole(500));
    scene.world.advance_time(30 * DAY);
    scene.conviction.announce(&mut scene.world, Account::Alice, id).unwrap();
    (scene, id)
}

#[test]
fn attack_33_mint_before_a_wind_down() {
    // Who buys between announcement and end would take a part of the funding pool along.
    let (scene, id) = closing();
    let Scene { mut world, commons, conviction } = scene;
    for wait in [0, 7 * DAY, 7 * DAY - 1] {
        world.advance_time(wait);
        assert_refused(&mut world, Money::NotOpen {}, |world| {
            commons.mint(world, Account::Eve, whole(1_000))
        });
    }
    world.advance_time(1);
    conviction.execute(&mut world, Account::Alice, id).unwrap();
    assert_refused(&mut world, Money::NotOpen {}, |world| {
        commons.mint(world, Account::Eve, whole(1_000))
    });
    let state = State { supply: whole(1_000), reserve: whole(200), funding: U256::ZERO };
    assert_eq!(commons.state(&mut world), state);
}

#[test]
fn attack_33_run_before_a_wind_down() {
    // The curve would pay the first five times as much as the last. Announced, it pays all alike.
    let (scene, id) = closing();
    let Scene { mut world, commons, conviction } = scene;
    let mut paid = Vec::new();
    for account in [Account::Bob, Account::Charlie] {
        paid.push(commons.redeem(&mut world, account, whole(200)).unwrap().value);
        world.advance_time(7 * DAY);
    }
    assert_eq!(paid, [whole(20), whole(20)]);
    let state = commons.state(&mut world);
    assert_eq!(state.reserve * U256::from(1_000), whole(100) * state.supply / whole(1));
    // Who stayed gets no less, and the funding pool beside it.
    conviction.execute(&mut world, Account::Alice, id).unwrap();
    let dave = commons.redeem(&mut world, Account::Dave, whole(100)).unwrap().value;
    assert!(dave > whole(10), "{dave}");
    let alice = commons.redeem(&mut world, Account::Alice, whole(500)).unwrap().value;
    assert!(alice >= dave * U256::from(5), "{alice} beside {dave}");
    assert_eq!(world.balance(commons.address), U256::ZERO);
}

#[test]
fn attack_33_wind_down_announced_and_taken_back_again_and_again() {
    // Who holds enough to announce one cannot trade by two prices: each announcement takes mints
    // away for its time, and redemptions are never better than the curve's by going back and forth.
    let (mut scene, id) = closing();
    let worth = |scene: &mut Scene| {
        let call = Money::quoteRedeemCall { amount: whole(1) };
        scene.commons.ask(&mut scene.world, call).returned
    };
    let shared = worth(&mut scene);
    scene.stake(Account::Alice, id, U256::ZERO);
    scene.conviction.reset(&mut scene.world, Account::Eve, id).unwrap();
    let curve = worth(&mut scene);
    assert!(curve > shared);
    // While it is closing nothing is bought, so nothing bought at one price is sold at the other.
    scene.stake(Account::Alice, id, whole(500));
    scene.conviction.announce(&mut scene.world, Account::Alice, id).unwrap();
    assert_refused(&mut scene.world, Money::NotOpen {}, |world| {
        scene.commons.mint(world, Account::Alice, whole(1))
    });
}
