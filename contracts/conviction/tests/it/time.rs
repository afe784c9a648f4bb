//! What grows and fades with time: conviction, and the sums that thresholds count with.

use weir_economics::{Conviction, conviction, conviction_limit, follow, threshold, tribute};

use crate::ledger::{ALICE, BOB, CAROL, DAY, Draft, HALF_LIFE, Ledger, ONE, State, decay};

/// A ledger with proposals 2 and 3.
fn ledger() -> Ledger {
    let mut ledger = Ledger::new();
    for _ in 0..2 {
        ledger.propose(CAROL, Draft::default()).unwrap();
    }
    ledger
}

/// How far the convictions of two proposals are apart, which are below 2^128.
fn apart(one: &State, other: &State) -> u128 {
    let [one, other] = [one, other].map(|proposal| {
        let [low, high, zero] = proposal.conviction.limbs();
        assert_eq!(zero, 0);
        u128::from(high) << 64 | u128::from(low)
    });
    one.abs_diff(other)
}

/// Conviction from nothing.
fn grown(stake: u128, seconds: u64) -> Conviction {
    conviction(Conviction::ZERO, stake, decay(), seconds).unwrap()
}

#[test]
fn conviction_grows_with_the_stake_by_the_second() {
    let mut ledger = ledger();
    ledger.stake(ALICE, &[(2, 10 * ONE)]).unwrap();
    assert_eq!(ledger.proposal(2).conviction, Conviction::ZERO);
    ledger.time += 1;
    assert_eq!(ledger.proposal(2).conviction, (10 * ONE).into());
    ledger.time += DAY;
    assert_eq!(ledger.proposal(2).conviction, grown(10 * ONE, DAY + 1));
    assert_eq!(ledger.proposal(3).conviction, Conviction::ZERO);
    ledger.time += 1_000 * DAY;
    let limit = conviction_limit(10 * ONE, decay());
    assert!(ledger.proposal(2).conviction <= limit);
    assert!(ledger.proposal(2).conviction > conviction_limit(10 * ONE - 1, decay()));
}

#[test]
fn a_new_stake_counts_from_now_on() {
    let mut ledger = ledger();
    ledger.stake(ALICE, &[(2, 10 * ONE)]).unwrap();
    ledger.time += DAY;
    ledger.stake(BOB, &[(2, 30 * ONE)]).unwrap();
    let before = grown(10 * ONE, DAY);
    assert_eq!(ledger.proposal(2).conviction, before);
    ledger.time += 5;
    let both = conviction(before, 40 * ONE, decay(), 5).unwrap();
    assert_eq!(ledger.proposal(2).conviction, both);
    ledger.stake(ALICE, &[(2, 0)]).unwrap();
    ledger.stake(BOB, &[(2, 0)]).unwrap();
    ledger.time += HALF_LIFE;
    let faded = conviction(both, 0, decay(), HALF_LIFE).unwrap();
    assert_eq!(ledger.proposal(2).conviction, faded);
}

#[test]
fn stakes_that_come_and_go_within_a_second_leave_nothing() {
    let mut ledger = ledger();
    ledger.stake(BOB, &[(2, ONE)]).unwrap();
    ledger.time += DAY;
    let alone = ledger.clone();
    ledger.stake(ALICE, &[(2, 400 * ONE), (3, 100 * ONE)]).unwrap();
    ledger.stake(ALICE, &[(2, 0), (3, 0)]).unwrap();
    for seconds in [0, 1, HALF_LIFE] {
        let [mut with, mut without] = [ledger.clone(), alone.clone()];
        with.time += seconds;
        without.time += seconds;
        // But for the rounding at each look.
        let tolerance = u128::from(seconds != 0);
        assert!(apart(&with.proposal(2), &without.proposal(2)) <= tolerance);
        assert_eq!(with.proposal(3), without.proposal(3));
        assert_eq!(with.totals()[0], without.totals()[0]);
        assert!(with.totals()[1].abs_diff(without.totals()[1]) <= tolerance);
    }
}

#[test]
fn who_looks_on_the_way_changes_nothing_that_counts() {
    let mut ledger = ledger();
    ledger.stake(ALICE, &[(2, 123 * ONE + 7)]).unwrap();
    let mut touched = ledger.clone();
    for _ in 0..100 {
        touched.time += 977;
        // Somebody else's vote on the same proposal, back and forth.
        touched.stake(BOB, &[(2, 1)]).unwrap();
        touched.stake(BOB, &[(2, 0)]).unwrap();
    }
    ledger.time = touched.time;
    let difference = apart(&ledger.proposal(2), &touched.proposal(2));
    assert!(difference <= 200, "{difference}");
    let [_, effective, ..] = ledger.totals();
    let [_, stepwise, ..] = touched.totals();
    assert!(stepwise.abs_diff(effective) <= 200);
}

#[test]
fn the_effective_stake_follows_the_stakes() {
    let mut ledger = ledger();
    ledger.stake(ALICE, &[(2, 100 * ONE), (1, 40 * ONE)]).unwrap();
    assert_eq!(ledger.totals()[..2], [140 * ONE, 0]);
    ledger.time += HALF_LIFE;
    let half = follow(0, 140 * ONE, decay(), HALF_LIFE);
    assert_eq!(ledger.totals()[1], half);
    assert!(half.abs_diff(70 * ONE) < ONE / 1_000_000);
    ledger.stake(ALICE, &[(2, 0)]).unwrap();
    assert_eq!(ledger.totals()[..2], [40 * ONE, half]);
    ledger.time += DAY;
    assert_eq!(ledger.totals()[1], follow(half, 40 * ONE, decay(), DAY));
}

#[test]
fn the_effective_supply_is_the_present_one_or_what_follows_it() {
    let mut ledger = ledger();
    assert_eq!(ledger.totals()[2], 1_000 * ONE);
    // More counts at once, but does not stay.
    ledger.commons.supply = 5_000 * ONE;
    ledger.time += 1;
    assert_eq!(ledger.totals()[2], 5_000 * ONE);
    ledger.commons.supply = 1_000 * ONE;
    assert_eq!(ledger.totals()[2], 1_000 * ONE);
    // Less counts only in time. The contract has to hear of it: any vote tells it.
    ledger.commons.supply = 500 * ONE;
    ledger.time += HALF_LIFE;
    assert_eq!(ledger.totals()[2], 1_000 * ONE);
    ledger.stake(ALICE, &[(1, ONE)]).unwrap();
    assert_eq!(ledger.totals()[2], 1_000 * ONE);
    ledger.time += HALF_LIFE;
    let follower = follow(1_000 * ONE, 500 * ONE, decay(), HALF_LIFE);
    assert_eq!(ledger.totals()[2], follower);
    assert!(follower.abs_diff(750 * ONE) < ONE / 1_000_000);
}

#[test]
fn the_effective_funds_are_the_present_ones_or_what_follows_them() {
    let mut ledger = ledger();
    assert_eq!(ledger.totals()[4], 100 * ONE);
    // Less counts at once, more only in time, from when the contract hears of it.
    ledger.commons.funds = 40 * ONE;
    assert_eq!(ledger.totals()[4], 40 * ONE);
    ledger.commons.funds = 300 * ONE;
    ledger.time += DAY;
    assert_eq!(ledger.totals()[4], 100 * ONE);
    ledger.stake(ALICE, &[(1, ONE)]).unwrap();
    assert_eq!(ledger.totals()[4], 100 * ONE);
    ledger.time += HALF_LIFE;
    let follower = follow(100 * ONE, 300 * ONE, decay(), HALF_LIFE);
    assert_eq!(ledger.totals()[4], follower);
    assert!(follower.abs_diff(200 * ONE) < ONE / 1_000_000);
    // What came and went in a moment leaves nothing.
    ledger.commons.funds = 100 * ONE;
    assert_eq!(ledger.totals()[4], 100 * ONE);
}

#[test]
fn every_change_hears_of_the_supply() {
    let mut ledger = ledger();
    ledger.stake(ALICE, &[(2, ONE), (3, ONE)]).unwrap();
    let heard = |ledger: &mut Ledger| {
        ledger.time += DAY;
        let now = ledger.totals()[2];
        // What is told to a view is not kept.
        let silent = Ledger { time: ledger.time + DAY, ..ledger.clone() };
        silent.totals()[2].cmp(&now)
    };
    ledger.commons.supply = 100 * ONE;
    assert!(heard(&mut ledger).is_eq());
    ledger.propose(CAROL, Draft::default()).unwrap();
    assert!(heard(&mut ledger).is_lt());
    ledger.commons.supply = 1_000 * ONE;
    ledger.on(CAROL, "cancel", 3).unwrap();
    ledger.release(ALICE).unwrap();
    assert!(heard(&mut ledger).is_eq());
    ledger.commons.supply = 100 * ONE;
    ledger.stake(ALICE, &[(2, 0)]).unwrap();
    assert!(heard(&mut ledger).is_lt());
}

#[test]
fn thresholds_count_with_the_effective_stake_and_its_floor() {
    let mut ledger = ledger();
    let rule = weir_economics::Rule { decay: decay(), limit: 2_000_000, weight: 25_000 };
    let expected = |stake| threshold(ONE, 100 * ONE, stake, &rule).unwrap();
    let floor = tribute(1_000 * ONE, 50_000).unwrap();
    assert_eq!(floor, 50 * ONE);
    assert_eq!(ledger.threshold(2), Some(expected(floor)));
    ledger.stake(ALICE, &[(1, 400 * ONE)]).unwrap();
    assert_eq!(ledger.threshold(2), Some(expected(floor)));
    ledger.time += 10 * HALF_LIFE;
    let effective = ledger.totals()[1];
    assert!(effective > 399 * ONE);
    assert_eq!(ledger.threshold(2), Some(expected(effective)));
    // Rounded against the proposal: a supply of one asks for a stake of one.
    ledger.commons.supply = 1;
    assert_eq!(ledger.threshold(2), Some(expected(effective)));
    // Money that has just come makes no request smaller; money that is gone makes it larger.
    ledger.commons.funds = 200 * ONE;
    assert_eq!(ledger.threshold(2), Some(expected(effective)));
    ledger.commons.funds = 50 * ONE;
    assert_eq!(ledger.threshold(2), Some(threshold(ONE, 50 * ONE, effective, &rule).unwrap()));
}
