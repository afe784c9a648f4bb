//! What vesting, streams, fading amounts and the hatch promise, held against exact results.

#![allow(clippy::unwrap_used)]

#[allow(dead_code)] // Vesting takes no logarithms.
#[path = "support/oracle.rs"]
mod oracle;

use num_bigint::BigInt;
use oracle::{BITS, exp_minus_1, ln_2};
use proptest::{prelude::*, test_runner::Config};
use weir_economics::{
    Error, MAX_AMOUNT, MAX_HALF_LIFE, ONE, PPM, faded, hatch_tokens, locked, opening_jump,
    streamed, tribute,
};

/// Random cases of each property.
const CASES: u32 = 10_000;

/// A number of any magnitude up to `max`, zero and `max` among them.
fn up_to(max: u128) -> impl Strategy<Value = u128> {
    let any = (0..=max.ilog2(), any::<u128>()).prop_map(move |(bits, noise)| {
        let power = 1u128 << bits;
        (power | (noise & (power - 1))).min(max)
    });
    prop_oneof![20 => any, 1 => Just(0), 1 => Just(max)]
}

/// Seconds of any magnitude up to `max`.
fn seconds(max: u64) -> impl Strategy<Value = u64> {
    up_to(max.into()).prop_map(|seconds| seconds as u64)
}

/// A half-life, and a time since the cliff of up to 130 of them, often a whole number of them.
fn since_and_half_life() -> impl Strategy<Value = (u64, u64)> {
    seconds(MAX_HALF_LIFE).prop_flat_map(|half_life| {
        let half_life = half_life.max(1);
        let since = prop_oneof![
            seconds(130 * half_life),
            (0..=130u64).prop_map(move |count| count * half_life),
        ];
        (since, Just(half_life))
    })
}

/// `amount × 2^(-since / half_life)`, rounded up, for at most 128 half-lives.
fn decayed(ln_2: &BigInt, amount: u128, since: u64, half_life: u64) -> BigInt {
    if amount == 0 || since.is_multiple_of(half_life) {
        let halvings = since / half_life;
        return (BigInt::from(amount) + (BigInt::from(1) << halvings) - 1) >> halvings;
    }
    // Not whole, and far from a whole number as seen by the oracle.
    let power = exp_minus_1(&(ln_2 * since / half_life)) + (BigInt::from(1) << BITS);
    (BigInt::from(amount) << BITS) / power + 1u32
}

proptest! {
    #![proptest_config(Config { cases: CASES, failure_persistence: None, ..Config::default() })]

    #[test]
    fn what_is_locked_is_the_ceiling_or_one_more(
        amount in up_to(u128::MAX), (since, half_life) in since_and_half_life(),
        cliff in seconds(1 << 40),
    ) {
        thread_local!(static LN_2: BigInt = ln_2());
        let result = locked(amount, cliff + since, cliff, half_life);
        if since / half_life >= 128 {
            prop_assert_eq!(result, 0);
        } else {
            let exact = LN_2.with(|ln_2| decayed(ln_2, amount, since, half_life));
            let result = BigInt::from(result);
            prop_assert!(
                result == exact || since % half_life != 0 && result == &exact + 1,
                "{result}, not {exact}"
            );
            prop_assert!(result <= BigInt::from(amount));
        }
    }

    #[test]
    fn what_is_locked_only_falls_but_for_a_unit_of_rounding(
        amount in up_to(MAX_AMOUNT), times in any::<[u64; 2]>(), cliff in any::<u64>(),
        half_life in any::<u64>(),
    ) {
        let [earlier, later] = [times[0].min(times[1]), times[0].max(times[1])];
        let before = locked(amount, earlier, cliff, half_life);
        prop_assert!(before <= amount);
        prop_assert!(locked(amount, later, cliff, half_life) <= before + 1);
    }

    #[test]
    fn nothing_is_free_before_the_cliff(
        amount in any::<u128>(), cliff in 1..=u64::MAX, half_life in any::<u64>(),
    ) {
        prop_assert_eq!(locked(amount, cliff - 1, cliff, half_life), amount);
    }

    #[test]
    fn a_stream_is_the_exact_floor(
        amount in any::<u128>(), elapsed in any::<u64>(), duration in any::<u64>(),
    ) {
        let due = streamed(amount, elapsed, duration);
        if elapsed >= duration {
            prop_assert_eq!(due, amount);
        } else {
            prop_assert_eq!(BigInt::from(due), BigInt::from(amount) * elapsed / duration);
        }
    }

    #[test]
    fn what_fades_is_the_exact_ceiling_and_with_a_stream_as_long_the_whole(
        amount in any::<u128>(), elapsed in any::<u64>(), window in any::<u64>(),
    ) {
        let counts = faded(amount, elapsed, window);
        if elapsed >= window {
            prop_assert_eq!(counts, 0);
        } else {
            let exact = BigInt::from(amount) * (window - elapsed) + (window - 1);
            prop_assert_eq!(BigInt::from(counts), exact / window);
            prop_assert_eq!(counts + streamed(amount, elapsed, window), amount);
        }
    }

    #[test]
    fn the_hatch_gives_the_exact_floor(
        contribution in up_to(u128::MAX), price in up_to(u128::MAX),
    ) {
        match hatch_tokens(contribution, price) {
            Ok(tokens) => {
                prop_assert_eq!(BigInt::from(tokens), BigInt::from(contribution) * ONE / price);
            }
            Err(Error::OutOfDomain) => prop_assert_eq!(price, 0),
            Err(error) => {
                prop_assert_eq!(error, Error::Overflow);
                prop_assert!(BigInt::from(contribution) * ONE / price > u128::MAX.into());
            }
        }
    }

    #[test]
    fn a_contribution_in_two_parts_never_gives_more(
        first in up_to(MAX_AMOUNT), second in up_to(MAX_AMOUNT), price in 1..=MAX_AMOUNT,
    ) {
        let tokens = |contribution| hatch_tokens(contribution, price);
        if let (Ok(first), Ok(second), Ok(at_once)) =
            (tokens(first), tokens(second), tokens(first + second))
        {
            prop_assert!(first + second <= at_once);
        }
    }

    #[test]
    fn the_jump_is_the_exact_ceiling(theta in 0..=PPM, ratio in 1..=PPM) {
        let exact = (u128::from(PPM - theta) * u128::from(PPM)).div_ceil(ratio.into());
        match opening_jump(theta, ratio) {
            Ok(jump) => prop_assert_eq!(u128::from(jump), exact),
            Err(error) => {
                prop_assert_eq!(error, Error::Overflow);
                prop_assert!(exact > u32::MAX.into());
            }
        }
    }

    #[test]
    fn the_curve_never_opens_above_the_jump(
        raised in 1_000_000..=MAX_AMOUNT >> 20, theta in 0..PPM, ratio in 1..=PPM,
    ) {
        // At a price of one the supply is what was raised.
        let reserve = raised - tribute(raised, theta).unwrap();
        if let (Ok(jump), true) = (opening_jump(theta, ratio), reserve > 0) {
            let price = weir_economics::spot_price(raised, reserve, ratio).unwrap();
            prop_assert!(price <= ONE / u128::from(PPM) * u128::from(jump));
        }
    }
}

#[test]
fn vesting_at_its_marks() {
    let day = 86_400;
    assert_eq!(locked(1_000, 0, 0, day), 1_000);
    assert_eq!(locked(1_000, day, 0, day), 500);
    assert_eq!(locked(1_000, 2 * day, 0, day), 250);
    assert_eq!(locked(1_000, 3 * day, 2 * day, day), 500);
    assert_eq!(locked(1, 127 * day, 0, day), 1);
    assert_eq!(locked(u128::MAX, 128 * day, 0, day), 0);
    // Without a half-life, all at the cliff.
    assert_eq!(locked(1_000, day - 1, day, 0), 1_000);
    assert_eq!(locked(1_000, day, day, 0), 0);
    assert_eq!(locked(1_000, 0, 0, 0), 0);
    // A half-life of more than a century frees nothing.
    assert_eq!(locked(1_000, u64::MAX, 0, 1 << 32), 1_000);
}

#[test]
fn a_stream_without_a_duration_is_due_at_once() {
    assert_eq!(streamed(1_000, 0, 0), 1_000);
    assert_eq!(faded(1_000, 0, 0), 0);
    assert_eq!(streamed(1_000, 0, 10), 0);
    assert_eq!(streamed(1_000, 5, 10), 500);
    assert_eq!(faded(1_000, 0, 10), 1_000);
    assert_eq!(faded(999, 5, 10), 500);
    assert_eq!(faded(1_000, 10, 10), 0);
}

#[test]
fn parameters_outside_the_domain_are_refused() {
    assert_eq!(hatch_tokens(1, 0), Err(Error::OutOfDomain));
    assert_eq!(opening_jump(PPM + 1, PPM), Err(Error::OutOfDomain));
    assert_eq!(opening_jump(0, 0), Err(Error::OutOfDomain));
    assert_eq!(opening_jump(0, PPM + 1), Err(Error::OutOfDomain));
    assert_eq!(opening_jump(0, 1), Err(Error::Overflow));
    assert_eq!(opening_jump(PPM, 1), Ok(0));
}
