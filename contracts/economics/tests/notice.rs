//! Times that protect, and what holders and opponents can rely on: held against whole numbers of any
//! size.

#![allow(clippy::unwrap_used)]

#[allow(dead_code)] // Nothing here is left over time.
#[path = "support/vote.rs"]
mod exact;

use exact::{ceiling, number, whole};
use num_bigint::BigInt;
use proptest::{prelude::*, test_runner::Config};
use weir_economics::{
    CLAIM_PERIOD, Conviction, Decay, Error, MAX_AMOUNT, MAX_HALF_LIFE, PPM, RULE_WHOLE, Rule,
    UNLOCK_DELAY, WEEK, conviction_limit, counted, equivalent_stake, executable_from, rest,
    revocation_threshold, share_of, supply_threshold, threshold,
};

const DAY: u64 = 86_400;

/// A number of any magnitude up to `max`, zero and `max` among them.
fn up_to(max: u128) -> impl Strategy<Value = u128> {
    let any = (0..=max.ilog2(), any::<u128>()).prop_map(move |(bits, noise)| {
        let power = 1u128 << bits;
        (power | (noise & (power - 1))).min(max)
    });
    prop_oneof![20 => any, 1 => Just(0), 1 => Just(max)]
}

/// Any decay at all.
fn decay() -> impl Strategy<Value = Decay> {
    prop_oneof![
        up_to(u128::MAX).prop_map(|numerator| Decay::new(numerator.max(1)).unwrap()),
        up_to(MAX_HALF_LIFE.into())
            .prop_map(|seconds| Decay::from_half_life(seconds.max(1) as u64).unwrap()),
    ]
}

/// Any conviction.
fn any_conviction() -> impl Strategy<Value = Conviction> {
    prop_oneof![
        any::<[u64; 3]>().prop_map(Conviction::from_limbs),
        up_to(u128::MAX).prop_map(Conviction::from),
        Just(Conviction::MAX),
    ]
}

/// The largest conviction, as a number.
fn most() -> BigInt {
    number(Conviction::MAX)
}

proptest! {
    #![proptest_config(Config { cases: 20_000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_difference_is_exact_and_never_negative(a in any_conviction(), b in any_conviction()) {
        let exact = (number(a) - number(b)).max(BigInt::ZERO);
        prop_assert_eq!(number(a.saturating_sub(&b)), exact);
        prop_assert_eq!(a.saturating_sub(&a), Conviction::ZERO);
        prop_assert_eq!(a.saturating_sub(&Conviction::ZERO), a);
    }

    #[test]
    fn what_counts_is_the_lesser_of_conviction_and_what_the_stake_can_reach(
        conviction in any_conviction(), stake in up_to(u128::MAX), decay in decay(),
    ) {
        let limit = ceiling(stake * whole(), &(whole() - decay.numerator()));
        let exact = number(conviction).min(limit);
        prop_assert_eq!(number(counted(conviction, stake, decay)), exact);
    }

    #[test]
    fn an_equivalent_stake_is_the_exact_floor(conviction in any_conviction(), decay in decay()) {
        let exact: BigInt = (number(conviction) * (whole() - decay.numerator())) >> 128;
        let exact = u128::try_from(exact).unwrap_or(u128::MAX);
        prop_assert_eq!(equivalent_stake(conviction, decay), exact);
    }

    #[test]
    fn a_stake_is_equivalent_to_what_it_tends_to(
        stake in up_to(MAX_AMOUNT), half_life in up_to(MAX_HALF_LIFE.into()),
    ) {
        let decay = Decay::from_half_life(half_life.max(1) as u64).unwrap();
        prop_assert_eq!(equivalent_stake(conviction_limit(stake, decay), decay), stake);
    }

    #[test]
    fn a_share_is_the_exact_floor(
        amount in up_to(u128::MAX), part in up_to(u128::MAX), total in up_to(u128::MAX),
    ) {
        if total == 0 {
            prop_assert_eq!(share_of(amount, part, total), Err(Error::OutOfDomain));
        } else {
            let exact = BigInt::from(amount) * part / total;
            let expected = u128::try_from(exact).map_err(|_| Error::Overflow);
            prop_assert_eq!(share_of(amount, part, total), expected);
            prop_assert!(part > total || share_of(amount, part, total).unwrap() <= amount);
        }
    }

    #[test]
    fn shares_one_after_another_empty_the_whole_and_never_gain(
        reserve in up_to(MAX_AMOUNT), parts in prop::collection::vec(1..=MAX_AMOUNT, 1..8),
    ) {
        // The last one gets all that is left, and those who come later get no less for it.
        let mut supply = parts.iter().sum::<u128>();
        let (total, mut left) = (supply, reserve);
        for part in parts {
            let paid = share_of(left, part, supply).unwrap();
            prop_assert!(paid >= share_of(reserve, part, total).unwrap());
            (left, supply) = (left - paid, supply - part);
        }
        prop_assert_eq!(left, 0);
    }

    #[test]
    fn a_share_of_the_supply_is_the_exact_ceiling(
        supply in up_to(u128::MAX), share in 0..=PPM, decay in decay(),
    ) {
        let part = ceiling(BigInt::from(supply) * share, &PPM.into());
        let exact = ceiling(part * whole(), &(whole() - decay.numerator())).min(most());
        prop_assert_eq!(number(supply_threshold(supply, share, decay).unwrap()), exact);
    }

    #[test]
    fn a_revocation_is_between_the_share_it_had_and_half(
        remaining in up_to(MAX_AMOUNT), funds in up_to(MAX_AMOUNT), stake in up_to(u128::MAX),
        share in 0..=PPM, decay in decay(), limit in 1..=RULE_WHOLE, weight in 1..=RULE_WHOLE,
    ) {
        let rule = Rule { decay, limit, weight };
        let tends = |stake: BigInt| {
            ceiling(stake * whole(), &(whole() - decay.numerator())).min(most())
        };
        let half = tends(ceiling(stake.into(), &2.into()));
        let had = tends(ceiling(BigInt::from(stake) * share, &PPM.into()));
        let price = threshold(remaining, funds + remaining, stake, &rule);
        let price = price.map_or(half.clone(), number);
        let result = revocation_threshold(remaining, funds, stake, share, &rule).unwrap();
        prop_assert_eq!(number(result), price.max(had).min(half));
    }

    #[test]
    fn an_execution_waits_for_its_notice_and_after_a_pause(
        announced in up_to(1 << 40), notice in up_to(1 << 30), short in up_to(1 << 30),
        paused_until in up_to(1 << 40),
    ) {
        let [announced, notice, short, paused_until] =
            [announced, notice, short, paused_until].map(|it| it as u64);
        let from = executable_from(announced, notice, short, paused_until);
        prop_assert!(from >= announced + notice);
        if paused_until <= announced {
            prop_assert_eq!(from, announced + notice);
        } else {
            prop_assert!(from >= paused_until + short.min(7 * DAY));
            prop_assert!(from == announced + notice || from == paused_until + short.min(7 * DAY));
        }
    }
}

#[test]
fn the_times_are_those_that_are_written() {
    assert_eq!(WEEK, 7 * DAY);
    assert_eq!(UNLOCK_DELAY, 30 * DAY);
    assert_eq!(CLAIM_PERIOD, 365 * DAY);
    assert_eq!(rest(3 * DAY), 33 * DAY);
    assert_eq!(rest(u64::MAX), u64::MAX);
}

#[test]
fn a_pause_postpones_an_execution_and_a_former_one_does_not() {
    let from = |paused_until| executable_from(100 * DAY, 3 * DAY, 3 * DAY, paused_until);
    assert_eq!(from(0), 103 * DAY);
    assert_eq!(from(100 * DAY), 103 * DAY, "it ended when this was announced");
    assert_eq!(from(100 * DAY + 1), 103 * DAY + 1);
    assert_eq!(from(114 * DAY), 117 * DAY);
    // Never longer than a week after the pause.
    assert_eq!(executable_from(100 * DAY, 14 * DAY, 14 * DAY, 114 * DAY), 121 * DAY);
    assert_eq!(executable_from(u64::MAX, 1, 1, 0), u64::MAX);
    assert_eq!(executable_from(0, 0, u64::MAX, u64::MAX), u64::MAX);
}

#[test]
fn a_share_beyond_the_whole_is_refused() {
    let decay = Decay::from_half_life(DAY).unwrap();
    let rule = Rule { decay, limit: RULE_WHOLE / 5, weight: 1 };
    assert_eq!(supply_threshold(1, PPM + 1, decay), Err(Error::OutOfDomain));
    assert_eq!(revocation_threshold(1, 1, 1, PPM + 1, &rule), Err(Error::OutOfDomain));
    let over = revocation_threshold(u128::MAX, 1, 1, 0, &rule);
    assert_eq!(over, Err(Error::Overflow));
}
