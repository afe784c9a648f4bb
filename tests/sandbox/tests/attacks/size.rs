//! Attacks 6 and 19: on what is bounded.

use weir_sandbox::{
    abi::{Commons as Money, Conviction as Interface},
    commons::{Hatch, DAY},
    conviction::{Rules, ABSTAIN},
    reckoning,
    scene::{assert_refused, govern, hatching, one, voting, whole, with_currency, Scene, GOVERNOR},
    world::address,
    Account, Address, Opening, Proposal, World, U256,
};

/// What the messages that anyone depends on use, as compute and proof size: a stake, a proposal, an
/// announcement, an execution, a withdrawal, a release, a transfer and a redemption.
fn weights(scene: &mut Scene) -> Vec<(u64, u64)> {
    let wanted = scene.propose(Account::Bob, Account::Bob, whole(1));
    let Scene { world, commons, conviction } = scene;
    let mut weights = vec![
        conviction.stake(world, Account::Bob, &[(wanted, whole(100))]).unwrap().weight,
        conviction.propose(world, Account::Bob, &Proposal::signal()).unwrap().weight,
    ];
    world.advance_time(10 * DAY);
    weights.push(conviction.announce(world, Account::Eve, wanted).unwrap().weight);
    conviction.wait_for_notice(world, wanted);
    weights.push(conviction.execute(world, Account::Eve, wanted).unwrap().weight);
    let grant = commons.ask(world, Money::grantsCall {});
    let bob = address(Account::Bob);
    weights.push(commons.withdraw(world, Account::Bob, grant, bob).unwrap().weight);
    weights.push(conviction.release(world, Account::Bob, Account::Bob).unwrap().weight);
    weights.push(commons.transfer(world, Account::Alice, bob, one()).unwrap().weight);
    weights.push(commons.redeem(world, Account::Alice, whole(1)).unwrap().weight);
    weights.iter().map(|weight| (weight.ref_time(), weight.proof_size())).collect()
}

#[test]
fn attack_06_loops_that_grow_until_a_message_cannot_run() {
    let (mut scene, mut crowded) = (Scene::default(), Scene::default());
    // Two hundred holders, proposals, stakes and grants more.
    let Scene { world, commons, conviction } = &mut crowded;
    for number in 0..200_u32 {
        let holder = Address::left_padding_from(&(number + 1_000).to_be_bytes());
        commons.transfer(world, Account::Alice, holder, one()).unwrap();
        let proposal = Proposal::funding(holder, one());
        let id = conviction.propose(world, Account::Dave, &proposal).unwrap().value;
        conviction.stake(world, Account::Charlie, &[(id, whole(200))]).unwrap();
        world.advance_time(DAY);
        conviction.pass(world, Account::Eve, id).unwrap();
        conviction.release(world, Account::Charlie, Account::Charlie).unwrap();
    }
    let (alone, among_many) = (weights(&mut scene), weights(&mut crowded));
    for (before, after) in alone.iter().zip(&among_many) {
        // Instructions differ by the digits of the numbers that are computed with.
        assert!(after.0 < before.0 + before.0 / 50, "{alone:?} {among_many:?}");
        assert!(after.1 < before.1 + before.1 / 50, "{alone:?} {among_many:?}");
    }
}

#[test]
fn attack_06_lists_longer_than_a_message_can_bear() {
    let mut scene = Scene::default();
    let signal = Proposal::signal();
    for _ in 0..17 {
        scene.conviction.propose(&mut scene.world, Account::Dave, &signal).unwrap();
    }
    let Scene { world, conviction, .. } = &mut scene;
    let moves: Vec<_> = (1..=17).map(|proposal| (proposal, whole(1))).collect();
    assert_refused(world, Interface::InvalidList {}, |world| {
        conviction.stake(world, Account::Bob, &moves)
    });
    conviction.stake(world, Account::Bob, &moves[..16]).unwrap();
    assert_refused(world, Interface::TooManyStakes {}, |world| {
        conviction.stake(world, Account::Bob, &moves[16..])
    });
    // As many as there can be are still moved and freed in one call each.
    let back: Vec<_> = moves[..16].iter().map(|&(proposal, _)| (proposal, U256::ZERO)).collect();
    conviction.stake(world, Account::Bob, &back).unwrap();
    conviction.stake(world, Account::Bob, &moves[1..]).unwrap();
    world.advance_time(90 * DAY);
    let receipt = conviction.release(world, Account::Bob, Account::Bob).unwrap();
    assert_eq!(receipt.events.len(), 32);
    assert!(conviction.stakes(world, Account::Bob).is_empty());

    let (mut world, commons) = hatching(Hatch { allowlist: true, ..Hatch::usual() });
    let accounts: Vec<_> = (1..=33).map(Address::repeat_byte).collect();
    assert_refused(&mut world, Money::InvalidList {}, |world| {
        commons.call(world, Account::Alice, Money::allowCall { accounts, allowed: true })
    });
}

#[test]
fn attack_06_a_list_that_claims_to_be_longer_than_it_is() {
    use weir_sandbox::SolCall;
    let Scene { mut world, conviction, .. } = Scene::default();
    let data = weir_sandbox::conviction::moves(&[(ABSTAIN, whole(1))]).abi_encode();
    for len in [2_u64, 16, 17, 1 << 32, u64::MAX] {
        let mut data = data.clone();
        data[36..68].copy_from_slice(&U256::from(len).to_be_bytes::<32>());
        let before = world.root();
        let executed = world.call(Account::Bob, conviction.address, U256::ZERO, data);
        assert!(executed.result.is_err(), "{len}");
        assert!(world.root() == before);
    }
}

#[test]
fn attack_19_overflow_at_the_top_of_the_domain() {
    let top = U256::from(1) << 112;
    let mut world = World::new();
    for account in [Account::Alice, Account::Bob] {
        world.endow(account, top << 4);
    }
    // A curve that is nearly full, in supply and in reserve.
    let opening = Opening {
        supply: top - whole(1),
        reserve: top - whole(1),
        reserve_ratio: 1_000_000,
        entry_tribute: 0,
        exit_tribute: 0,
        ..Opening::default()
    };
    let (commons, _) = weir_sandbox::Commons::deploy(&mut world, Account::Alice, &opening).unwrap();
    govern(&mut world, &commons, address(GOVERNOR));
    for deposit in [whole(2), top, (U256::from(1) << 116) - one()] {
        assert_refused(&mut world, Money::OutOfDomain {}, |world| {
            commons.mint(world, Account::Bob, deposit)
        });
    }
    commons.mint(&mut world, Account::Bob, whole(1) - one()).unwrap();
    let state = commons.state(&mut world);
    assert!(state.supply <= top && state.reserve <= top);
    // At the top everything still goes down.
    commons.redeem(&mut world, Account::Alice, top - whole(10)).unwrap();
    commons.transfer(&mut world, Account::Alice, address(Account::Bob), whole(1)).unwrap();

    // The funding pool takes what a call can bring, and grants from it stay exact.
    let much = U256::from(1) << 115;
    commons.send(&mut world, Account::Bob, much, Money::donateCall {}).unwrap();
    let before = commons.state(&mut world);
    let call = Money::grantCall {
        beneficiary: address(Account::Eve),
        amount: (U256::from(1) << 112) + one(),
        duration: 3_650 * DAY,
        asTokens: true,
        proposal: 2,
    };
    commons.call(&mut world, GOVERNOR, call).unwrap();
    world.advance_time(3_650 * DAY);
    // It is more than the curve can take: refused as a whole, and nothing is lost.
    assert_refused(&mut world, Money::OutOfDomain {}, |world| {
        commons.withdraw(world, Account::Eve, 1, address(Account::Eve))
    });
    assert_eq!(commons.state(&mut world).reserve, before.reserve);
}

#[test]
fn attack_19_votes_at_the_top_of_the_domain() {
    let top = U256::from(1) << 112;
    for half_life in [1, 3_650 * DAY] {
        let opening = Opening { supply: top, ..Opening::default() };
        let rules = Rules { half_life, ..Rules::default() };
        let (mut world, commons, conviction) = voting(&opening, &rules);
        commons.send(&mut world, Account::Bob, whole(100), Money::donateCall {}).unwrap();
        let proposal = Proposal::funding(address(Account::Bob), whole(15));
        let id = conviction.propose(&mut world, Account::Bob, &proposal).unwrap().value;
        conviction.stake(&mut world, Account::Alice, &[(id, top)]).unwrap();
        let decay = conviction.settings(&mut world).decay;
        let mut elapsed = 0;
        for wait in [1, 80 * DAY] {
            world.advance_time(wait);
            elapsed += wait;
            let stated = conviction.proposal(&mut world, id).conviction;
            let expected = reckoning::conviction(U256::ZERO, top, decay, elapsed);
            assert!(reckoning::near(stated, expected, 1), "{stated}, not {expected}");
            assert!(stated <= reckoning::conviction_limit(top, decay));
            assert!(conviction.totals(&mut world).effectiveStake <= top);
        }
        if half_life == 1 {
            conviction.pass(&mut world, Account::Bob, id).unwrap();
        }
        conviction.stake(&mut world, Account::Alice, &[(id, U256::ZERO)]).unwrap();
        assert_eq!(commons.transferable(&mut world, Account::Alice), top);
    }
}

#[test]
fn attack_19_donation_that_leaves_no_room_for_tributes() {
    // Of a currency that anyone can create, somebody gives the funding pool all that a number of
    // 128 bits can hold: then no tribute would fit in, and nobody could redeem.
    let (mut world, commons, currency) = with_currency();
    let limit = U256::from(1) << 127;
    currency.give(&mut world, Account::Dave, limit << 2);
    let funding = commons.state(&mut world).funding;
    let donate = |amount| Money::donateWithCall { amount };
    for amount in [limit - funding + one(), (limit << 1) - funding - one(), limit << 1, U256::MAX] {
        assert_refused(&mut world, Money::OutOfDomain {}, |world| {
            commons.call(world, Account::Dave, donate(amount))
        });
    }
    commons.call(&mut world, Account::Dave, donate(limit - funding)).unwrap();
    commons.redeem(&mut world, Account::Bob, whole(100)).unwrap();
    let mint = Money::mintWithCall {
        amount: whole(10),
        minTokens: U256::ZERO,
        deadline: weir_sandbox::commons::FOREVER,
    };
    commons.call(&mut world, Account::Dave, mint).unwrap();
}
