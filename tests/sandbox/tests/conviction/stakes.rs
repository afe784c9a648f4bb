//! Stakes: how they are set, what they lock, and how conviction grows with them.

use weir_sandbox::{
    abi::{Commons as Money, Conviction as Interface},
    commons::DAY,
    conviction::{Event, ABSTAIN},
    reckoning,
    scene::{assert_refused, one, whole, Scene},
    world::address,
    Account, Proposal, U256,
};

/// A scene with `count` proposals beside the abstain signal: numbers 2 and up.
fn with_proposals(count: u32) -> Scene {
    let mut scene = Scene::default();
    for _ in 0..count {
        scene.conviction.propose(&mut scene.world, Account::Dave, &Proposal::signal()).unwrap();
    }
    scene
}

#[test]
fn a_stake_is_set_told_and_locked() {
    let Scene { mut world, commons, conviction } = with_proposals(1);
    let receipt = conviction.stake(&mut world, Account::Bob, &[(2, whole(50))]).unwrap();
    let told = Interface::Stake {
        proposal: 2,
        account: address(Account::Bob),
        stake: whole(50),
        against: false,
        staked: whole(50),
        conviction: U256::ZERO,
        opposed: U256::ZERO,
        opposition: U256::ZERO,
        totalStaked: whole(50),
    };
    assert_eq!(receipt.events, [Event::Stake(told)]);
    assert_eq!(conviction.stakes(&mut world, Account::Bob), [(2, whole(50), false)]);
    assert_eq!(commons.staked_of(&mut world, Account::Bob), whole(50));
    assert_eq!(commons.balance_of(&mut world, Account::Bob), whole(200));
    assert_eq!(commons.transferable(&mut world, Account::Bob), whole(150));
    // Amounts are absolute: this is 20 more, and then none.
    conviction.stake(&mut world, Account::Bob, &[(2, whole(70))]).unwrap();
    assert_eq!(conviction.proposal(&mut world, 2).staked, whole(70));
    conviction.stake(&mut world, Account::Bob, &[(2, U256::ZERO)]).unwrap();
    assert!(conviction.stakes(&mut world, Account::Bob).is_empty());
    assert_eq!(commons.staked_of(&mut world, Account::Bob), U256::ZERO);
    assert_eq!(conviction.totals(&mut world).staked, U256::ZERO);
}

#[test]
fn many_stakes_move_in_one_call() {
    let Scene { mut world, commons, conviction } = with_proposals(3);
    let moves = [(2, whole(100)), (3, whole(60)), (ABSTAIN, whole(40))];
    let receipt = conviction.stake(&mut world, Account::Bob, &moves).unwrap();
    assert_eq!(receipt.events.len(), 3);
    assert_eq!(commons.transferable(&mut world, Account::Bob), U256::ZERO);
    // All of it from one to another: only the sum has to be there, and only at the end.
    let moves = [(4, whole(100)), (2, U256::ZERO), (3, whole(60))];
    let receipt = conviction.stake(&mut world, Account::Bob, &moves).unwrap();
    // What is as it was before is no event.
    assert_eq!(receipt.events.len(), 2);
    let mut stakes = conviction.stakes(&mut world, Account::Bob);
    stakes.sort_unstable();
    assert_eq!(
        stakes,
        [(ABSTAIN, whole(40), false), (3, whole(60), false), (4, whole(100), false)]
    );
    assert_eq!(commons.staked_of(&mut world, Account::Bob), whole(200));
    assert_eq!(conviction.totals(&mut world).staked, whole(200));
    // Nobody says two things about one proposal.
    assert_refused(&mut world, Interface::InvalidList {}, |world| {
        conviction.stake(world, Account::Bob, &[(3, one()), (3, whole(2))])
    });
}

#[test]
fn nobody_stakes_more_than_they_have() {
    let Scene { mut world, commons, conviction } = with_proposals(2);
    assert_refused(&mut world, Interface::InsufficientBalance {}, |world| {
        conviction.stake(world, Account::Bob, &[(2, whole(200) + one())])
    });
    assert_refused(&mut world, Interface::InsufficientBalance {}, |world| {
        conviction.stake(world, Account::Bob, &[(2, whole(200)), (3, one())])
    });
    for amount in [U256::from(1) << 127, U256::from(1) << 128, U256::MAX] {
        let before = world.root();
        assert!(conviction.stake(&mut world, Account::Bob, &[(2, amount)]).is_err());
        let both = [(2, amount), (3, U256::MAX - amount + one())];
        assert!(conviction.stake(&mut world, Account::Bob, &both).is_err());
        assert!(world.root() == before);
    }
    conviction.stake(&mut world, Account::Bob, &[(2, whole(150)), (3, whole(50))]).unwrap();
    assert_refused(&mut world, Money::Locked {}, |world| {
        commons.transfer(world, Account::Bob, address(Account::Dave), one())
    });
}

#[test]
fn lists_and_stakes_are_bounded() {
    let Scene { mut world, conviction, .. } = with_proposals(17);
    assert_refused(&mut world, Interface::InvalidList {}, |world| {
        conviction.stake(world, Account::Bob, &[])
    });
    let moves: Vec<_> = (2..=18).map(|proposal| (proposal, whole(1))).collect();
    assert_refused(&mut world, Interface::InvalidList {}, |world| {
        conviction.stake(world, Account::Bob, &moves)
    });
    conviction.stake(&mut world, Account::Bob, &moves[..16]).unwrap();
    assert_eq!(conviction.stakes(&mut world, Account::Bob).len(), 16);
    assert_refused(&mut world, Interface::TooManyStakes {}, |world| {
        conviction.stake(world, Account::Bob, &[(18, whole(1))])
    });
    // In one call, one makes room for the other.
    conviction.stake(&mut world, Account::Bob, &[(9, U256::ZERO), (18, whole(1))]).unwrap();
    assert_eq!(conviction.stakes(&mut world, Account::Bob).len(), 16);
    conviction.stake(&mut world, Account::Charlie, &moves[..16]).unwrap();
}

#[test]
fn a_stake_on_what_is_not_there_is_refused() {
    let Scene { mut world, conviction, .. } = with_proposals(1);
    for unknown in [0, 3, u32::MAX] {
        for amount in [one(), U256::ZERO] {
            assert_refused(&mut world, Interface::UnknownProposal {}, |world| {
                conviction.stake(world, Account::Bob, &[(unknown, amount)])
            });
        }
    }
}

#[test]
fn conviction_grows_and_fades_by_the_formula() {
    let Scene { mut world, conviction, .. } = with_proposals(1);
    let decay = conviction.settings(&mut world).decay;
    let (mut expected, mut stake, mut steps) = (U256::ZERO, U256::ZERO, 0);
    for (seconds, next) in [
        (5, whole(100)),
        (0, whole(30)),
        (1, whole(120)),
        (6, whole(120)),
        (3 * DAY, whole(7)),
        (12_345, U256::ZERO),
        (2 * DAY, whole(200)),
        (300 * DAY, U256::ZERO),
    ] {
        world.advance_time(seconds);
        expected = reckoning::conviction(expected, stake, decay, seconds);
        steps += 1;
        let stated = conviction.proposal(&mut world, 2).conviction;
        assert!(reckoning::near(stated, expected, steps), "{stated}, not {expected}");
        assert!(stated <= reckoning::conviction_limit(whole(200), decay));
        conviction.stake(&mut world, Account::Bob, &[(2, next)]).unwrap();
        stake = next;
        assert_eq!(conviction.proposal(&mut world, 2).conviction, stated, "nothing in a second");
    }
}

#[test]
fn many_stakes_add_up_in_one_conviction() {
    let Scene { mut world, conviction, .. } = with_proposals(2);
    let accounts = [(Account::Alice, 500), (Account::Bob, 200), (Account::Charlie, 200)];
    for (account, amount) in accounts {
        conviction.stake(&mut world, account, &[(2, whole(amount))]).unwrap();
    }
    conviction.stake(&mut world, Account::Dave, &[(3, whole(100))]).unwrap();
    world.advance_time(DAY);
    let (all, one) = (
        conviction.proposal(&mut world, 2).conviction,
        conviction.proposal(&mut world, 3).conviction,
    );
    assert!(reckoning::near(all, one * U256::from(9), 9));
    assert_eq!(conviction.totals(&mut world).staked, whole(1_000));
}

#[test]
fn stakes_rise_during_a_pause_but_not_after_the_end() {
    let mut scene = Scene::guarded();
    let (running, ended) = (
        scene.propose(Account::Dave, Account::Dave, whole(1)),
        scene.propose(Account::Dave, Account::Dave, whole(1)),
    );
    for proposal in [running, ended] {
        scene.stake(Account::Bob, proposal, whole(50));
    }
    scene.conviction.cancel(&mut scene.world, Account::Dave, ended).unwrap();
    for against in [false, true] {
        assert_refused(&mut scene.world, Interface::NotActive {}, |world| {
            scene.conviction.take_sides(world, Account::Bob, &[(ended, whole(51), against)])
        });
    }
    scene.stake(Account::Bob, ended, whole(20));
    // A pause holds up nobody who supports or objects.
    scene.pause();
    scene.stake(Account::Bob, running, whole(51));
    scene.oppose(Account::Charlie, running, whole(60));
    scene.stake(Account::Bob, running, whole(20));
    scene.stake(Account::Bob, ended, U256::ZERO);
    assert_eq!(scene.commons.staked_of(&mut scene.world, Account::Bob), whole(20));
    scene.world.advance_time(90 * DAY);
    for against in [false, true] {
        assert_refused(&mut scene.world, Interface::NotActive {}, |world| {
            scene.conviction.take_sides(world, Account::Bob, &[(running, whole(21), against)])
        });
    }
    scene.stake(Account::Bob, running, U256::ZERO);
}
