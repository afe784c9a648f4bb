//! Objections: stakes against a proposal, which weigh as much as those for it.

use weir_sandbox::{
    abi::Conviction as Interface,
    commons::DAY,
    conviction::{Event, ABSTAIN},
    reckoning,
    scene::{assert_refused, one, whole, Scene},
    world::address,
    Account, Proposal, U256,
};

#[test]
fn a_stake_against_a_proposal_is_set_told_and_locked() {
    let mut scene = Scene::default();
    let id = scene.propose(Account::Dave, Account::Dave, whole(1));
    let Scene { mut world, commons, conviction } = scene;
    let stakes = [(id, whole(50), true)];
    let receipt = conviction.take_sides(&mut world, Account::Bob, &stakes).unwrap();
    let told = Interface::Stake {
        proposal: id,
        account: address(Account::Bob),
        stake: whole(50),
        against: true,
        staked: U256::ZERO,
        conviction: U256::ZERO,
        opposed: whole(50),
        opposition: U256::ZERO,
        totalStaked: whole(50),
    };
    assert_eq!(receipt.events, [Event::Stake(told)]);
    assert_eq!(conviction.stakes(&mut world, Account::Bob), stakes);
    assert_eq!(commons.staked_of(&mut world, Account::Bob), whole(50));
    assert_eq!(commons.transferable(&mut world, Account::Bob), whole(150));
    let state = conviction.proposal(&mut world, id);
    assert_eq!((state.staked, state.opposed), (U256::ZERO, whole(50)));
}

#[test]
fn an_account_is_on_one_side_at_a_time() {
    let mut scene = Scene::default();
    let id = scene.propose(Account::Dave, Account::Dave, whole(1));
    scene.stake(Account::Bob, id, whole(120));
    scene.world.advance_time(DAY);
    // The same tokens change sides, and count once.
    scene.oppose(Account::Bob, id, whole(150));
    let Scene { mut world, commons, conviction } = scene;
    let state = conviction.proposal(&mut world, id);
    assert_eq!((state.staked, state.opposed), (U256::ZERO, whole(150)));
    assert_eq!(conviction.stakes(&mut world, Account::Bob), [(id, whole(150), true)]);
    assert_eq!(conviction.totals(&mut world).staked, whole(150));
    assert_eq!(commons.staked_of(&mut world, Account::Bob), whole(150));
    // Nothing is gathered on one side by having been on the other.
    assert_eq!(state.opposition, U256::ZERO);
    assert_refused(&mut world, Interface::InvalidList {}, |world| {
        let both = [(id, whole(10), false), (id, whole(10), true)];
        conviction.take_sides(world, Account::Bob, &both)
    });
    conviction.take_sides(&mut world, Account::Bob, &[(id, U256::ZERO, true)]).unwrap();
    assert!(conviction.stakes(&mut world, Account::Bob).is_empty());
    assert_eq!(conviction.proposal(&mut world, id).opposed, U256::ZERO);
    assert_eq!(commons.staked_of(&mut world, Account::Bob), U256::ZERO);
}

#[test]
fn opposition_grows_and_fades_by_the_formula_of_conviction() {
    let mut scene = Scene::default();
    let id = scene.propose(Account::Dave, Account::Dave, whole(1));
    let decay = scene.conviction.settings(&mut scene.world).decay;
    let (mut expected, mut stake, mut steps) = (U256::ZERO, U256::ZERO, 0);
    for (seconds, next) in [
        (5, whole(100)),
        (1, whole(120)),
        (3 * DAY, whole(7)),
        (12_345, U256::ZERO),
        (2 * DAY, whole(200)),
        (40 * DAY, U256::ZERO),
    ] {
        scene.world.advance_time(seconds);
        expected = reckoning::conviction(expected, stake, decay, seconds);
        steps += 1;
        let state = scene.conviction.proposal(&mut scene.world, id);
        assert!(reckoning::near(state.opposition, expected, steps), "{}", state.opposition);
        assert_eq!(state.conviction, U256::ZERO);
        scene.oppose(Account::Bob, id, next);
        stake = next;
    }
}

#[test]
fn what_lastingly_has_more_opposition_than_support_never_passes() {
    for (support, opposition) in [(200, 200), (100, 200), (200, 195)] {
        let mut scene = Scene::default();
        let id = scene.propose(Account::Bob, Account::Bob, one());
        scene.stake(Account::Bob, id, whole(support));
        scene.oppose(Account::Charlie, id, whole(opposition));
        for _ in 0..8 {
            scene.world.advance_time(10 * DAY);
            let Scene { world, conviction, .. } = &mut scene;
            assert_refused(world, Interface::BelowThreshold {}, |world| {
                conviction.announce(world, Account::Bob, id)
            });
        }
    }
}

#[test]
fn support_that_outweighs_the_opposition_by_enough_passes() {
    let mut scene = Scene::default();
    let id = scene.propose(Account::Bob, Account::Bob, whole(5));
    scene.stake(Account::Bob, id, whole(200));
    scene.oppose(Account::Dave, id, whole(60));
    scene.world.advance_time(40 * DAY);
    scene.conviction.announce(&mut scene.world, Account::Bob, id).unwrap();
    scene.conviction.wait_for_notice(&mut scene.world, id);
    let state = scene.conviction.proposal(&mut scene.world, id);
    let threshold = scene.conviction.threshold(&mut scene.world, id);
    assert!(state.conviction - state.opposition > threshold);
    let receipt = scene.conviction.execute(&mut scene.world, Account::Eve, id).unwrap();
    let told = Interface::Execute {
        proposal: id,
        grantId: 1,
        conviction: state.conviction,
        opposition: state.opposition,
        threshold,
        totalStaked: whole(260),
    };
    assert_eq!(receipt.events, [Event::Execute(told)]);
}

#[test]
fn conviction_counts_while_its_stake_is_there() {
    let mut scene = Scene::default();
    let id = scene.supported(whole(10));
    scene.conviction.announce(&mut scene.world, Account::Bob, id).unwrap();
    scene.conviction.wait_for_notice(&mut scene.world, id);
    // What was gathered would suffice for weeks; without stakes it counts for nothing.
    scene.stake(Account::Bob, id, U256::ZERO);
    scene.stake(Account::Charlie, id, one());
    let Scene { mut world, conviction, .. } = scene;
    assert!(conviction.proposal(&mut world, id).conviction > conviction.threshold(&mut world, id));
    assert_refused(&mut world, Interface::BelowThreshold {}, |world| {
        conviction.execute(world, Account::Bob, id)
    });
    // Neither does that of those who objected and went.
    let mut scene = Scene::default();
    let id = scene.propose(Account::Bob, Account::Bob, whole(5));
    scene.stake(Account::Bob, id, whole(200));
    scene.oppose(Account::Charlie, id, whole(200));
    scene.world.advance_time(40 * DAY);
    assert_refused(&mut scene.world, Interface::BelowThreshold {}, |world| {
        scene.conviction.announce(world, Account::Bob, id)
    });
    scene.oppose(Account::Charlie, id, U256::ZERO);
    scene.conviction.announce(&mut scene.world, Account::Bob, id).unwrap();
}

#[test]
fn signals_take_opposition_and_the_abstain_signal_takes_none() {
    let mut scene = Scene::default();
    let id = scene.suggest(Account::Bob, &Proposal::signal());
    scene.oppose(Account::Charlie, id, whole(10));
    assert_eq!(scene.conviction.proposal(&mut scene.world, id).opposed, whole(10));
    assert_refused(&mut scene.world, Interface::InvalidParameter {}, |world| {
        scene.conviction.take_sides(world, Account::Charlie, &[(ABSTAIN, whole(10), true)])
    });
}
