//! Attacks 21, 22, 25 and 31: on the funding pool, by those who hold a part of the tokens.

use weir_sandbox::{
    abi::{Commons as Money, Conviction as Interface},
    commons::DAY,
    conviction::{Rules, ABSTAIN},
    scene::{assert_refused, governed, one, whole, Scene, GOVERNOR},
    spending::Spending,
    world::address,
    Account, Address, Opening, Proposal, Refused, U256,
};

const WINDOW: u64 = 30 * DAY;
/// The usual spending limit, in parts per million.
const LIMIT: u32 = 200_000;

fn number(count: u8) -> Address {
    Address::repeat_byte(0x40 + count)
}

fn over_limit<R: std::fmt::Debug>(outcome: Result<R, Refused>) {
    let due = Refused::Error(Money::OverSpendingLimit {}.into());
    assert_eq!(outcome.expect_err("it is over the limit"), due);
}

#[test]
fn attack_21_many_beneficiaries_in_one_block() {
    // Twenty grants, each a little below a fifth of what the pool holds then, to twenty addresses.
    let (mut world, commons) = governed();
    let mut pool = Spending::new(whole(100), WINDOW);
    for day in 0..100 {
        for count in 0..20 {
            let funding = commons.state(&mut world).funding;
            for part in [5, 50, 5_000] {
                let call = Money::grantCall {
                    beneficiary: number(count),
                    amount: funding / U256::from(part) - one(),
                    duration: 0,
                    asTokens: false,
                    proposal: 1,
                };
                let amount = call.amount;
                match commons.call(&mut world, GOVERNOR, call) {
                    Ok(_) => pool.grant(world.time(), amount, LIMIT).unwrap(),
                    Err(refused) => over_limit::<()>(Err(refused)),
                }
            }
        }
        if day == 0 {
            let granted = pool.granted();
            assert!(granted < whole(20) && granted > whole(19), "{granted}");
        }
        world.advance_time(DAY);
    }
    assert!(pool.granted() > whole(40), "the limit is not what stops all: {}", pool.granted());
    assert_eq!(commons.state(&mut world).funding, pool.held());
}

#[test]
fn attack_21_many_beneficiaries_by_vote() {
    // A fifth of the tokens, and eight proposals of 4.5 % for eight addresses, while all are silent.
    let mut scene = Scene::default();
    let mut pool = Spending::new(whole(100), WINDOW);
    let amount = whole(45) / U256::from(10);
    let ids: Vec<_> = (0..8)
        .map(|count| scene.suggest(Account::Bob, &Proposal::funding(number(count), amount)))
        .collect();
    let moves: Vec<_> = ids.iter().map(|&id| (id, whole(25))).collect();
    let Scene { mut world, commons, conviction } = scene;
    conviction.stake(&mut world, Account::Bob, &moves).unwrap();
    world.advance_time(30 * DAY);
    for &id in &ids {
        conviction.announce(&mut world, Account::Bob, id).unwrap();
    }
    world.advance_time(3 * DAY);
    for &id in &ids {
        match conviction.execute(&mut world, Account::Bob, id) {
            Ok(_) => pool.grant(world.time(), amount, LIMIT).unwrap(),
            Err(refused) => over_limit::<()>(Err(refused)),
        }
    }
    assert_eq!(pool.granted(), whole(18));
    assert_eq!(commons.state(&mut world).funding, whole(82));
    // The rest waits for the window, whatever is tried meanwhile.
    for _ in 0..29 {
        world.advance_time(DAY);
        for &id in &ids {
            let _ = conviction.announce(&mut world, Account::Bob, id);
            let _ = conviction.reset(&mut world, Account::Bob, id);
            if conviction.execute(&mut world, Account::Bob, id).is_ok() {
                pool.grant(world.time(), amount, LIMIT).unwrap();
            }
        }
    }
    assert_eq!(pool.granted(), whole(18));
}

/// Sixty rounds, in each of which an account requests as much as it can for itself, and `answer`
/// says what others do once the request is announced. Answers with what was granted.
fn sixty_rounds(
    scene: &mut Scene,
    by: Account,
    stake: U256,
    answer: impl Fn(&mut Scene, u32),
) -> Spending {
    let mut pool = Spending::new(whole(100), WINDOW);
    for _ in 0..60 {
        let funding = scene.commons.state(&mut scene.world).funding;
        // The largest of these that passes.
        let ids: Vec<_> = [135, 90, 55, 20, 1]
            .map(|part| scene.propose(by, by, funding * U256::from(part) / U256::from(1_000)))
            .to_vec();
        let id = ids.iter().copied().find(|&id| {
            let Scene { world, conviction, .. } = scene;
            for other in &ids {
                conviction.stake(world, by, &[(*other, U256::ZERO)]).unwrap();
            }
            conviction.stake(world, by, &[(id, stake)]).unwrap();
            world.advance_time(6 * DAY);
            conviction.announce(world, by, id).is_ok()
        });
        let Some(id) = id else {
            let moves: Vec<_> = ids.iter().map(|&id| (id, U256::ZERO)).collect();
            scene.conviction.stake(&mut scene.world, by, &moves).unwrap();
            continue;
        };
        answer(scene, id);
        let Scene { world, conviction, .. } = scene;
        conviction.wait_for_notice(world, id);
        let amount = conviction.proposal(world, id).amount;
        let announced = conviction.proposal(world, id).announced;
        if conviction.execute(world, by, id).is_ok() {
            let now = world.time();
            assert!(now >= announced + 3 * DAY, "nothing before the notice");
            pool.grant(now, amount, LIMIT).unwrap();
        } else {
            // Anybody takes back what has stopped passing.
            let _ = conviction.reset(world, Account::Eve, id);
        }
        conviction.stake(world, by, &[(id, U256::ZERO)]).unwrap();
    }
    assert_eq!(scene.commons.state(&mut scene.world).funding, pool.held());
    pool
}

#[test]
fn attack_22_a_tenth_against_nine_tenths_that_abstain() {
    // Dave has a tenth. All others abstain, and do not look: the limit of every window holds.
    let abstaining = || {
        let mut scene = Scene::default();
        for (account, amount) in
            [(Account::Alice, 500), (Account::Bob, 200), (Account::Charlie, 200)]
        {
            scene.stake(account, ABSTAIN, whole(amount));
        }
        scene.world.advance_time(60 * DAY);
        scene
    };
    let mut asleep = abstaining();
    let pool = sixty_rounds(&mut asleep, Account::Dave, whole(100), |_, _| {});
    assert!(!pool.granted().is_zero());
    // A part of them look once a proposal is announced, and object: nothing is granted any more.
    let mut awake = abstaining();
    let pool = sixty_rounds(&mut awake, Account::Dave, whole(100), |scene, id| {
        scene.stake(Account::Alice, ABSTAIN, whole(100));
        scene.oppose(Account::Alice, id, whole(400));
        scene.world.advance_time(3 * DAY);
        assert_refused(&mut scene.world, Interface::BelowThreshold {}, |world| {
            scene.conviction.execute(world, Account::Dave, id)
        });
        scene.conviction.reset(&mut scene.world, Account::Eve, id).unwrap();
        scene.oppose(Account::Alice, id, U256::ZERO);
        scene.stake(Account::Alice, ABSTAIN, whole(500));
    });
    assert_eq!(pool.granted(), U256::ZERO);
}

#[test]
fn attack_22_a_twentieth_in_a_quiet_commons() {
    // A twentieth of the tokens, where a tenth counts as staked at least and all others are silent.
    let quiet = || {
        let rules = Rules { min_stake: 100_000, ..Rules::default() };
        Scene::new(&Opening::default(), &rules)
    };
    let mut asleep = quiet();
    let pool = sixty_rounds(&mut asleep, Account::Dave, whole(50), |_, _| {});
    assert!(!pool.granted().is_zero());
    // One that holds four times as much wakes up whenever something is announced.
    let mut awake = quiet();
    let pool = sixty_rounds(&mut awake, Account::Dave, whole(50), |scene, id| {
        scene.oppose(Account::Bob, id, whole(200));
        scene.world.advance_time(3 * DAY);
        assert_refused(&mut scene.world, Interface::BelowThreshold {}, |world| {
            scene.conviction.execute(world, Account::Dave, id)
        });
        scene.conviction.reset(&mut scene.world, Account::Eve, id).unwrap();
        scene.oppose(Account::Bob, id, U256::ZERO);
    });
    assert_eq!(pool.granted(), U256::ZERO);
}

#[test]
fn attack_25_a_donation_that_makes_a_request_pass_in_its_own_block() {
    // 40 of 100 is over the limit; of 1,000 it is next to nothing.
    let mut scene = Scene::default();
    let wanted = scene.propose(Account::Bob, Account::Bob, whole(40));
    scene.stake(Account::Bob, wanted, whole(200));
    scene.world.advance_time(30 * DAY);
    let Scene { mut world, commons, conviction } = scene;
    let cannot = |world: &mut weir_sandbox::World| {
        assert_refused(world, Interface::OverSpendingLimit {}, |world| {
            conviction.announce(world, Account::Bob, wanted)
        });
    };
    cannot(&mut world);
    commons.donate(&mut world, Account::Bob, whole(900)).unwrap();
    let donated = world.time();
    cannot(&mut world);
    // Not even after everything that makes the vote look at the pool.
    conviction.stake(&mut world, Account::Bob, &[(wanted, whole(199))]).unwrap();
    conviction.propose(&mut world, Account::Bob, &Proposal::signal()).unwrap();
    conviction.stake(&mut world, Account::Bob, &[(wanted, whole(200))]).unwrap();
    cannot(&mut world);
    world.advance_time(6);
    cannot(&mut world);
    // In time it may, and has its notice.
    while conviction.announce(&mut world, Account::Bob, wanted).is_err() {
        world.advance_time(3_600);
        assert!(world.time() < donated + 10 * DAY, "it passes in the end");
    }
    assert!(world.time() > donated + 3_600);
    conviction.wait_for_notice(&mut world, wanted);
    assert!(world.time() > donated + 3 * DAY + 3_600);
    conviction.execute(&mut world, Account::Bob, wanted).unwrap();
}

#[test]
fn attack_25_a_revocation_that_makes_a_request_pass_in_its_own_block() {
    let mut scene = Scene::default();
    let stream =
        Proposal { duration: 1_000 * DAY, ..Proposal::funding(address(Account::Eve), whole(15)) };
    let granted = scene.suggest(Account::Alice, &stream);
    scene.stake(Account::Alice, granted, whole(500));
    scene.world.advance_time(40 * DAY);
    scene.pass(granted);
    // 85 are left, of which 17.1 are over the limit; of all 100 they are not.
    let wanted = scene.propose(Account::Bob, Account::Bob, whole(171) / U256::from(10));
    scene.stake(Account::Bob, wanted, whole(200));
    let revocation = scene.suggest(Account::Alice, &Proposal::revocation(1));
    scene.stake(Account::Alice, granted, U256::ZERO);
    scene.stake(Account::Alice, revocation, whole(500));
    scene.world.advance_time(40 * DAY);
    scene.pass(revocation);
    assert!(scene.commons.state(&mut scene.world).funding > whole(99));
    let Scene { mut world, conviction, .. } = scene;
    assert_refused(&mut world, Interface::OverSpendingLimit {}, |world| {
        conviction.announce(world, Account::Bob, wanted)
    });
}

#[test]
fn attack_25_a_mint_whose_tribute_makes_a_request_pass_in_its_own_block() {
    let mut scene = Scene::default();
    let wanted = scene.propose(Account::Bob, Account::Bob, whole(20));
    scene.stake(Account::Bob, wanted, whole(200));
    scene.world.advance_time(30 * DAY);
    let Scene { mut world, commons, conviction } = scene;
    let minted = commons.mint(&mut world, Account::Eve, whole(10_000)).unwrap().value;
    commons.redeem(&mut world, Account::Eve, minted).unwrap();
    assert!(commons.state(&mut world).funding > whole(800));
    assert_refused(&mut world, Interface::OverSpendingLimit {}, |world| {
        conviction.announce(world, Account::Bob, wanted)
    });
}

#[test]
fn attack_31_spam_of_objections() {
    // Who objects to everything does so with the tokens it has, and each counts once.
    let mut scene = Scene::default();
    let ids: Vec<_> =
        (0..16).map(|_| scene.propose(Account::Bob, Account::Bob, whole(1))).collect();
    let objections: Vec<_> =
        ids.iter().map(|&id| (id, whole(100) / U256::from(16), true)).collect();
    scene.conviction.take_sides(&mut scene.world, Account::Dave, &objections).unwrap();
    assert_refused(&mut scene.world, Money::InsufficientBalance {}, |world| {
        scene.conviction.take_sides(world, Account::Dave, &[(ids[0], whole(7), true)])
    });
    scene.stake(Account::Bob, ids[0], whole(100));
    scene.stake(Account::Bob, ids[1], whole(100));
    scene.stake(Account::Charlie, ids[2], whole(200));
    scene.world.advance_time(30 * DAY);
    for &id in &ids[..3] {
        scene.pass(id);
    }
    // Even all of it, on the one that matters.
    for account in [Account::Bob, Account::Charlie] {
        scene.conviction.release(&mut scene.world, account, account).unwrap();
    }
    let wanted = scene.supported(whole(5));
    for &id in &ids {
        scene.stake(Account::Dave, id, U256::ZERO);
    }
    scene.oppose(Account::Dave, wanted, whole(100));
    scene.world.advance_time(30 * DAY);
    scene.pass(wanted);
}

#[test]
fn attack_31_spam_of_proposals() {
    // A fifth of the tokens on sixteen proposals at once, and many more that are never staked on:
    // half of the tokens are still enough against all of them.
    let mut scene = Scene::default();
    let ids: Vec<_> =
        (0..40).map(|_| scene.propose(Account::Bob, Account::Bob, whole(1))).collect();
    // Each has its price, for as long as it is there.
    let least = scene.conviction.settings(&mut scene.world).deposit;
    assert_eq!(scene.world.balance(scene.conviction.address), least * U256::from(40));
    for deposit in [U256::ZERO, least - one()] {
        assert_refused(&mut scene.world, Interface::DepositTooLow {}, |world| {
            scene.conviction.send(world, Account::Bob, deposit, Proposal::signal().call())
        });
    }
    let sixteenth = whole(200) / U256::from(16);
    let moves: Vec<_> = ids[..16].iter().map(|&id| (id, sixteenth)).collect();
    let Scene { mut world, commons, conviction } = scene;
    conviction.stake(&mut world, Account::Bob, &moves).unwrap();
    world.advance_time(30 * DAY);
    for &id in &ids[..16] {
        conviction.announce(&mut world, Account::Bob, id).unwrap();
    }
    let objections: Vec<_> =
        ids[..16].iter().map(|&id| (id, whole(500) / U256::from(16), true)).collect();
    conviction.take_sides(&mut world, Account::Alice, &objections).unwrap();
    world.advance_time(3 * DAY);
    for &id in &ids[..16] {
        assert_refused(&mut world, Interface::BelowThreshold {}, |world| {
            conviction.execute(world, Account::Bob, id)
        });
    }
    assert_eq!(commons.state(&mut world).funding, whole(100));
}
