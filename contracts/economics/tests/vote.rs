//! What the vote promises, held against whole numbers of any size: stakes and previous convictions
//! of every magnitude, from one second to millions of half-lives.

#![allow(clippy::unwrap_used)]

#[path = "support/vote.rs"]
mod exact;

use exact::{ceiling, number, whole};
use num_bigint::BigInt;
use proptest::{prelude::*, test_runner::Config};
use weir_economics::{
    Conviction, Decay, Error, MAX_AMOUNT, MAX_HALF_LIFE, RULE_WHOLE, Rule, conviction,
    conviction_limit, follow, threshold,
};

/// Random cases of each property.
const CASES: u32 = 20_000;

/// A number of any magnitude up to `max`, zero and `max` among them.
fn up_to(max: u128) -> impl Strategy<Value = u128> {
    let any = (0..=max.ilog2(), any::<u128>()).prop_map(move |(bits, noise)| {
        let power = 1u128 << bits;
        (power | (noise & (power - 1))).min(max)
    });
    prop_oneof![20 => any, 1 => Just(0), 1 => Just(max)]
}

/// Seconds of any magnitude up to thousands of years.
fn seconds() -> impl Strategy<Value = u64> {
    up_to(1 << 40).prop_map(|seconds| seconds as u64)
}

/// A decay by its half-life, of any magnitude.
fn decay() -> impl Strategy<Value = Decay> {
    up_to(MAX_HALF_LIFE.into())
        .prop_map(|seconds| Decay::from_half_life(seconds.max(1) as u64).unwrap())
}

/// Any decay at all.
fn wild_decay() -> impl Strategy<Value = Decay> {
    prop_oneof![
        up_to(u128::MAX).prop_map(|numerator| Decay::new(numerator.max(1)).unwrap()),
        up_to(u128::MAX).prop_map(|rest| Decay::new((u128::MAX - rest).max(1)).unwrap()),
        decay(),
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

/// A conviction of at most what the stake tends to.
fn below_limit(stake: u128, decay: Decay) -> impl Strategy<Value = Conviction> {
    let limit = number(conviction_limit(stake, decay));
    up_to(u128::MAX).prop_map(move |share| {
        let part: BigInt = (&limit * share) >> 128;
        let limbs: Vec<u64> = part.iter_u64_digits().collect();
        let limb = |at: usize| limbs.get(at).copied().unwrap_or(0);
        Conviction::from_limbs([limb(0), limb(1), limb(2)])
    })
}

/// Stake, decay, and a conviction of at most what that stake tends to.
fn growing() -> impl Strategy<Value = (u128, Decay, Conviction)> {
    (up_to(MAX_AMOUNT), decay())
        .prop_flat_map(|(stake, decay)| (Just(stake), Just(decay), below_limit(stake, decay)))
}

/// The share that rounding may have put into what is left after so many seconds, of `amount`.
fn rounding(amount: &BigInt, steps: u64) -> BigInt {
    (amount * steps) >> 129
}

proptest! {
    #![proptest_config(Config { cases: CASES, failure_persistence: None, ..Config::default() })]

    #[test]
    fn conviction_is_1hives_to_the_last_bit(
        previous in any_conviction(), stake in up_to(u128::MAX), decay in wild_decay(),
        steps in prop_oneof![seconds(), any::<u64>()],
    ) {
        let exact = exact::conviction(&number(previous), stake, decay, steps);
        match conviction(previous, stake, decay, steps) {
            Ok(result) => prop_assert_eq!(number(result), exact),
            Err(error) => {
                prop_assert_eq!(error, Error::Overflow);
                prop_assert!(exact >> 192 != BigInt::ZERO);
            }
        }
    }

    #[test]
    fn conviction_is_the_real_one_but_for_the_rounding_that_is_stated(
        (stake, decay, previous) in growing(), steps in 0u64..5_000,
    ) {
        // The real power, with 640 bits.
        let mut left = BigInt::from(1) << 640;
        for bit in (0..64 - steps.leading_zeros()).rev() {
            left = (&left * &left) >> 640;
            if steps >> bit & 1 == 1 {
                left = (left * decay.numerator()) >> 128;
            }
        }
        let limit = (BigInt::from(stake) << 768) / (whole() - decay.numerator());
        let real = (&left * number(previous) + (&limit - ((&left * &limit) >> 640))) >> 512;
        let result: BigInt = number(conviction(previous, stake, decay, steps).unwrap()) << 128;
        let bound = whole() + rounding(&(&limit >> 512), steps);
        let off = if result > real { result - &real } else { &real - result };
        prop_assert!(off <= bound, "off by {off}");
        // What the published vectors ask for.
        prop_assert!(off <= whole().max(&real / BigInt::from(10).pow(27)), "off by {off}");
    }

    #[test]
    fn conviction_never_exceeds_what_its_stake_tends_to(
        (stake, decay, previous) in growing(), steps in seconds(),
    ) {
        let limit = conviction_limit(stake, decay);
        prop_assert!(conviction(previous, stake, decay, steps).unwrap() <= limit);
    }

    #[test]
    fn conviction_above_what_its_stake_tends_to_only_falls(
        (stake, decay, _) in growing(), steps in seconds(), more in up_to(MAX_AMOUNT),
    ) {
        let limit = conviction_limit(stake, decay);
        let previous = conviction_limit(stake + more, decay);
        let result = conviction(previous, stake, decay, steps).unwrap();
        prop_assert!(result <= previous);
        // The nearest to the limit, which is rounded up.
        prop_assert!(number(result) + 1 >= number(limit));
    }

    #[test]
    fn the_limit_is_the_exact_ceiling(stake in up_to(u128::MAX), decay in wild_decay()) {
        let exact = ceiling(stake * whole(), &(whole() - decay.numerator()));
        let result = conviction_limit(stake, decay);
        if exact.bits() <= 192 {
            prop_assert_eq!(number(result), exact);
        } else {
            prop_assert_eq!(result, Conviction::MAX);
        }
    }

    #[test]
    fn to_advance_twice_is_to_advance_by_the_sum(
        (stake, decay, previous) in growing(), first in seconds(), second in seconds(),
    ) {
        let advance = |from, steps| conviction(from, stake, decay, steps).unwrap();
        let at_once = number(advance(previous, first + second));
        let in_two = number(advance(advance(previous, first), second));
        let limit = number(conviction_limit(stake, decay));
        let bound = 2 + rounding(&limit, first + second) * 2u32;
        prop_assert!(&at_once - &in_two <= bound && &in_two - &at_once <= bound);
    }

    #[test]
    fn more_stake_or_more_before_is_never_less_conviction(
        (stake, decay, previous) in growing(), steps in seconds(),
        tokens in up_to(MAX_AMOUNT), more in up_to(MAX_AMOUNT),
    ) {
        let result = conviction(previous, stake, decay, steps).unwrap();
        prop_assert!(conviction(previous, stake + tokens, decay, steps).unwrap() >= result);
        let [limb0, limb1, limb2] = previous.limbs();
        let (limb0, carry) = limb0.overflowing_add(more as u64);
        let (limb1, carry) = limb1.overflowing_add(u64::from(carry));
        let higher = Conviction::from_limbs([limb0, limb1, limb2 + u64::from(carry)]);
        prop_assert!(higher >= previous);
        prop_assert!(conviction(higher, stake, decay, steps).unwrap() >= result);
    }

    #[test]
    fn the_follower_is_rounded_up_and_stays_between(
        previous in up_to(u128::MAX), target in up_to(u128::MAX), decay in wild_decay(),
        steps in prop_oneof![seconds(), any::<u64>()],
    ) {
        let left = exact::left(decay, steps);
        let exact = ceiling(&left * previous + (whole() - &left) * target, &whole());
        let result = follow(previous, target, decay, steps);
        prop_assert_eq!(BigInt::from(result), exact);
        prop_assert!((previous.min(target)..=previous.max(target)).contains(&result));
    }

    #[test]
    fn a_threshold_is_the_exact_ceiling(
        requested in up_to(u128::MAX), funds in up_to(u128::MAX), stake in up_to(u128::MAX),
        decay in wild_decay(), limit in any::<u32>(), weight in any::<u32>(),
        near in any::<bool>(),
    ) {
        // Half of the requests are near the limit.
        let limit = if near { limit % RULE_WHOLE } else { limit };
        let most = BigInt::from(funds) * limit / RULE_WHOLE;
        let requested = match u128::try_from(most) {
            Ok(most) if near => most.saturating_sub(requested % 1_000),
            _ => requested,
        };
        let room = BigInt::from(funds) * limit - BigInt::from(requested) * RULE_WHOLE;
        let empty = funds == 0 && requested == 0;
        let (room, share) = if empty { (limit.into(), 1u32.into()) } else { (room, BigInt::from(funds)) };
        let result = threshold(requested, funds, stake, &Rule { decay, limit, weight });
        if room <= BigInt::ZERO {
            prop_assert_eq!(result, Err(Error::OverLimit));
        } else {
            let above = BigInt::from(weight) * RULE_WHOLE * &share * &share * stake * whole();
            let exact = ceiling(above, &(&room * &room * (whole() - decay.numerator())));
            match result {
                Ok(result) => prop_assert_eq!(number(result), exact),
                Err(error) => {
                    prop_assert_eq!(error, Error::Overflow);
                    prop_assert!(exact.bits() > 192);
                }
            }
        }
    }

    #[test]
    fn a_larger_request_never_takes_less(
        funds in up_to(MAX_AMOUNT), stake in up_to(MAX_AMOUNT), decay in decay(),
        limit in 1..=RULE_WHOLE, weight in 1..=RULE_WHOLE, shares in any::<[u32; 2]>(),
    ) {
        let rule = Rule { decay, limit, weight };
        let part = |share: u32| funds / (1 << 32) * u128::from(share);
        let less = threshold(part(shares[0].min(shares[1])), funds, stake, &rule);
        let more = threshold(part(shares[0].max(shares[1])), funds, stake, &rule);
        match (less, more) {
            (Ok(less), Ok(more)) => prop_assert!(less <= more),
            (less, more) => prop_assert!(more.is_err(), "{less:?} {more:?}"),
        }
    }

    #[test]
    fn convictions_compare_as_numbers(a in any_conviction(), b in any_conviction()) {
        prop_assert_eq!(a.cmp(&b), number(a).cmp(&number(b)));
        prop_assert_eq!(a == b, number(a) == number(b));
        prop_assert_eq!(a.max(b), if number(a) > number(b) { a } else { b });
    }
}

#[test]
fn a_half_life_gives_the_exact_floor_of_its_decay() {
    // a is the largest with a^seconds <= 2^(128 seconds - 1): the definition, without a logarithm.
    for seconds in (1..=600).chain([3_600, 86_400]) {
        let decay = BigInt::from(Decay::from_half_life(seconds).unwrap().numerator());
        let bound = BigInt::from(1) << (128 * seconds - 1);
        assert!(decay.pow(seconds as u32) <= bound, "{seconds}");
        let above: BigInt = decay + 1;
        assert!(above.pow(seconds as u32) > bound, "{seconds}");
    }
}

#[test]
fn conviction_is_half_way_after_a_half_life() {
    for seconds in [1, 2, 3, 60, 86_400, 259_200, 31_536_000, MAX_HALF_LIFE] {
        let decay = Decay::from_half_life(seconds).unwrap();
        let stake = 1_000_000_000_000_000_000_000_000;
        let limit = number(conviction_limit(stake, decay));
        let result = number(conviction(Conviction::ZERO, stake, decay, seconds).unwrap());
        let off: BigInt = result * 2 - &limit;
        // The decay is a floor: its power after a half-life is low by up to `seconds` of its units.
        let bound: BigInt = 3 + limit * (2 * seconds) / whole();
        assert!(off.magnitude() <= bound.magnitude(), "{seconds}: {off}");
    }
}
