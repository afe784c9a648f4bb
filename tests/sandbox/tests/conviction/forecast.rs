//! What a forecast says is what the contract then does: when a proposal passes, what it
//! lacks, and what stops it.

use weir_economics::{
    forecast::{
        opposition_needed, seconds_to_pass, tokens_needed, Bar, Reason, Standing, TimeToPass,
    },
    Conviction as Gathered, Decay, Rule,
};
use weir_sandbox::{
    abi::Conviction as Interface,
    commons::DAY,
    conviction::{Rules, ABSTAIN},
    scene::{assert_refused, whole, Scene},
    world::address,
    Account, Opening, Proposal, U256,
};

/// Everything that a forecast takes, read from the chain. `share` is what a revoked stream had.
fn standing_with(scene: &mut Scene, id: u32, share: u32) -> Standing {
    let Scene { world, commons, conviction } = scene;
    let (proposal, totals) = (conviction.proposal(world, id), conviction.totals(world));
    let (settings, state) = (conviction.settings(world), commons.state(world));
    let now = world.time();
    let bar = match proposal.kind {
        1 => Bar::Request { requested: proposal.amount.to() },
        2 => {
            let grant = commons.grant_of(world, proposal.amount.to());
            let elapsed = now - grant.start;
            Bar::Revocation { amount: grant.amount.to(), elapsed, duration: grant.duration, share }
        }
        3 | 4 => Bar::Supply { share: settings.ruleShare },
        _ => Bar::Supply { share: settings.exitShare },
    };
    Standing {
        conviction: gathered(proposal.conviction),
        stake: proposal.staked.to(),
        opposition: gathered(proposal.opposition),
        opposed: proposal.opposed.to(),
        bar,
        funds: state.funding.to(),
        effective_funds: totals.effectiveFunds.to(),
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
        remaining: proposal.expiry - now,
    }
}

fn standing(scene: &mut Scene, id: u32) -> Standing {
    standing_with(scene, id, 0)
}

fn gathered(conviction: U256) -> Gathered {
    let limbs = conviction.into_limbs();
    assert_eq!(limbs[3], 0, "a conviction has 192 bits");
    Gathered::from_limbs([limbs[0], limbs[1], limbs[2]])
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
        conviction.announce(world, Account::Eve, id)
    });
    scene.world.advance_time(1);
    assert_eq!(seconds_to_pass(&standing(scene, id)), TimeToPass::Now);
    conviction.announce(&mut scene.world, Account::Eve, id).unwrap();
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
        // Where nothing happens meanwhile, it is executed once its notice is over.
        let from = scene.conviction.notice(&mut scene.world, id).0 - scene.world.time();
        assert!(standing(&mut scene, id).passes(from));
        scene.world.advance_time(from);
        scene.conviction.execute(&mut scene.world, Account::Eve, id).unwrap();
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
fn a_forecast_holds_against_opposition() {
    let mut scene = Scene::default();
    let id = scene.propose(Account::Bob, Account::Bob, whole(5));
    scene.oppose(Account::Dave, id, whole(100));
    scene.world.advance_time(9 * DAY);
    scene.stake(Account::Bob, id, whole(200));
    scene.world.advance_time(DAY);
    // Part of those who object let go: what they had gathered no longer counts in full.
    scene.oppose(Account::Dave, id, whole(40));
    passes_as_foretold(&mut scene, id);
}

#[test]
fn a_forecast_holds_for_what_is_no_payment() {
    let mut scene = Scene::default();
    let id = scene.suggest(Account::Bob, &Proposal::governor(address(Account::Eve)));
    scene.stake(Account::Bob, id, whole(200));
    scene.stake(Account::Charlie, id, whole(100));
    scene.oppose(Account::Dave, id, whole(40));
    passes_as_foretold(&mut scene, id);
    let end = scene.suggest(Account::Bob, &Proposal::wind_down());
    scene.stake(Account::Alice, end, whole(450));
    passes_as_foretold(&mut scene, end);
}

#[test]
fn a_forecast_holds_for_a_revocation_while_the_stream_flows() {
    let mut scene = Scene::default();
    let stream =
        Proposal { duration: 200 * DAY, ..Proposal::funding(address(Account::Eve), whole(5)) };
    let granted = scene.suggest(Account::Bob, &stream);
    scene.stake(Account::Dave, granted, whole(40));
    scene.world.advance_time(60 * DAY);
    scene.pass(granted);
    scene.stake(Account::Alice, ABSTAIN, whole(400));
    scene.world.advance_time(60 * DAY);
    let id = scene.suggest(Account::Bob, &Proposal::revocation(1));
    scene.stake(Account::Charlie, id, whole(200));
    // All that was staked then supported the stream: half of the stake is the most that it takes.
    let seconds = match seconds_to_pass(&standing_with(&mut scene, id, 1_000_000)) {
        TimeToPass::In(seconds) => Some(seconds),
        TimeToPass::Never(_) => None,
        TimeToPass::Now => panic!("it has no support yet"),
    };
    assert_eq!(seconds, None, "200 of 640 are less than half");
    scene.stake(Account::Alice, ABSTAIN, U256::ZERO);
    scene.stake(Account::Alice, id, whole(400));
    let TimeToPass::In(seconds) = seconds_to_pass(&standing_with(&mut scene, id, 1_000_000)) else {
        panic!("600 of 640 are more than half")
    };
    scene.world.advance_time(seconds - 1);
    assert_refused(&mut scene.world, Interface::BelowThreshold {}, |world| {
        scene.conviction.announce(world, Account::Eve, id)
    });
    scene.world.advance_time(1);
    scene.conviction.announce(&mut scene.world, Account::Eve, id).unwrap();
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
    scene.oppose(Account::Charlie, weak, whole(1));
    assert!(matches!(seconds_to_pass(&standing(&mut scene, weak)), TimeToPass::Never(_)));
    scene.world.advance_time(89 * DAY);
    assert_refused(&mut scene.world, Interface::BelowThreshold {}, |world| {
        scene.conviction.announce(world, Account::Bob, weak)
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

#[test]
fn the_opposition_that_is_lacking_stops_an_announced_proposal_and_no_less_does() {
    let mut scene = Scene::default();
    let id = scene.supported(whole(12));
    scene.conviction.announce(&mut scene.world, Account::Bob, id).unwrap();
    let notice = scene.conviction.notice(&mut scene.world, id).0 - scene.world.time();
    let lacking = opposition_needed(&standing(&mut scene, id), notice).expect("Alice has as much");
    assert!(lacking > 0);
    let alice = 500_000_000_000_000_000_000_u128;
    for (opposed, stopped) in [(lacking - lacking / 100, false), (lacking, true)] {
        assert!(opposed < alice, "{opposed}");
        let mut scene = Scene::default();
        let id = scene.supported(whole(12));
        scene.conviction.announce(&mut scene.world, Account::Bob, id).unwrap();
        scene.oppose(Account::Alice, id, U256::from(opposed));
        scene.conviction.wait_for_notice(&mut scene.world, id);
        let outcome = scene.conviction.execute(&mut scene.world, Account::Eve, id);
        assert_eq!(outcome.is_err(), stopped, "{opposed} of {lacking}: {outcome:?}");
    }
}
