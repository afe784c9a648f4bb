//! What people are told beforehand is what the contract then does: when a proposal passes, and
//! how much stake it lacks.

use weir_economics::{
    forecast::{seconds_to_pass, tokens_needed, Reason, Standing, TimeToPass},
    Conviction as Gathered, Decay, Rule,
};
use weir_sandbox::{
    abi::Conviction as Interface,
    commons::DAY,
    conviction::{Rules, ABSTAIN},
    scene::{assert_refused, whole, Scene},
    Account, Opening, U256,
};

/// Everything that a forecast takes, read from the chain.
fn standing(scene: &mut Scene, id: u32) -> Standing {
    let Scene { world, commons, conviction } = scene;
    let (proposal, totals) = (conviction.proposal(world, id), conviction.totals(world));
    let (settings, state) = (conviction.settings(world), commons.state(world));
    let limbs = proposal.conviction.into_limbs();
    assert_eq!(limbs[3], 0, "a conviction has 192 bits");
    Standing {
        conviction: Gathered::from_limbs([limbs[0], limbs[1], limbs[2]]),
        stake: proposal.staked.to(),
        requested: proposal.amount.to(),
        funds: state.funding.to(),
        total_stake: totals.staked.to(),
        effective_stake: totals.effectiveStake.to(),
        supply: state.supply.to(),
        effective_supply: totals.effectiveSupply.to(),
        min_stake: settings.minStake,
        rule: Rule {
            decay: Decay::new(settings.decay.to()).expect("the contract's decay is one"),
            limit: 10 * settings.spendingLimit,
            weight: 10 * settings.weight,
        },
        remaining: proposal.expiry - world.time(),
    }
}

/// Asserts that the proposal passes in the second that was foretold, and not in the one before.
fn passes_as_foretold(scene: &mut Scene, id: u32) -> u64 {
    let seconds = match seconds_to_pass(&standing(scene, id)) {
        TimeToPass::In(seconds) => seconds,
        other => panic!("it passes in time, not {other:?}"),
    };
    scene.world.advance_time(seconds - 1);
    assert_ne!(seconds_to_pass(&standing(scene, id)), TimeToPass::Now);
    let conviction = scene.conviction;
    assert_refused(&mut scene.world, Interface::BelowThreshold {}, |world| {
        conviction.execute(world, Account::Eve, id)
    });
    scene.world.advance_time(1);
    assert_eq!(seconds_to_pass(&standing(scene, id)), TimeToPass::Now);
    conviction.execute(&mut scene.world, Account::Eve, id).unwrap();
    seconds
}

#[test]
fn a_proposal_passes_in_the_second_that_was_foretold() {
    for (request, stake, others) in
        [(1, 200, 0), (10, 200, 0), (10, 150, 100), (15, 200, 20), (5, 100, 100), (14, 30, 0)]
    {
        let mut scene = Scene::default();
        let id = scene.propose(Account::Bob, Account::Bob, whole(request));
        scene.stake(Account::Bob, id, whole(stake));
        if others > 0 {
            scene.stake(Account::Charlie, ABSTAIN, whole(others));
        }
        passes_as_foretold(&mut scene, id);
    }
}

#[test]
fn a_forecast_holds_in_the_middle_of_things() {
    // Conviction and effective stake are on their way, in both directions.
    for rules in [
        Rules::default(),
        Rules { half_life: 600, ..Rules::default() },
        Rules { half_life: 30 * DAY, min_stake: 0, ..Rules::default() },
        Rules { min_stake: 150_000, ..Rules::default() },
    ] {
        let half_life = rules.half_life;
        let mut scene = Scene::new(&Opening::default(), &rules);
        let id = scene.propose(Account::Bob, Account::Bob, whole(13));
        scene.stake(Account::Charlie, ABSTAIN, whole(200));
        scene.world.advance_time(2 * half_life);
        scene.stake(Account::Charlie, ABSTAIN, whole(60));
        scene.stake(Account::Bob, id, whole(199));
        scene.world.advance_time(60);
        scene.commons.redeem(&mut scene.world, Account::Alice, whole(100)).unwrap();
        scene.stake(Account::Bob, id, whole(200));
        passes_as_foretold(&mut scene, id);
    }
}

#[test]
fn what_cannot_pass_is_foretold_too() {
    let mut scene = Scene::default();
    let over = scene.propose(Account::Bob, Account::Bob, whole(20));
    assert_eq!(seconds_to_pass(&standing(&mut scene, over)), TimeToPass::Never(Reason::OverLimit));
    let weak = scene.propose(Account::Bob, Account::Bob, whole(10));
    scene.stake(Account::Bob, weak, whole(1));
    assert_eq!(
        seconds_to_pass(&standing(&mut scene, weak)),
        TimeToPass::Never(Reason::StakeTooSmall)
    );
    scene.world.advance_time(89 * DAY);
    assert_refused(&mut scene.world, Interface::BelowThreshold {}, |world| {
        scene.conviction.execute(world, Account::Bob, weak)
    });
}

#[test]
fn the_stake_that_is_lacking_is_enough_and_no_less_is() {
    let mut scene = Scene::default();
    let id = scene.propose(Account::Bob, Account::Bob, whole(12));
    scene.stake(Account::Charlie, ABSTAIN, whole(200));
    scene.stake(Account::Bob, id, whole(10));
    scene.world.advance_time(DAY);
    let Standing { stake, .. } = standing(&mut scene, id);
    let mut asked = standing(&mut scene, id);
    asked.remaining = 60 * DAY;
    let lacking = tokens_needed(&asked).expect("there is enough to stake");
    assert!(lacking > 0);
    // The most that falls short by a sensible amount.
    let short = lacking - lacking / 100;
    scene.stake(Account::Bob, id, U256::from(stake + short));
    assert!(matches!(
        seconds_to_pass(&Standing { remaining: 60 * DAY, ..standing(&mut scene, id) }),
        TimeToPass::Never(_)
    ));
    scene.stake(Account::Bob, id, U256::from(stake + lacking));
    assert!(passes_as_foretold(&mut scene, id) <= 60 * DAY);
}
