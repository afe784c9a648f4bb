//! The formulas of the vote with whole numbers of any size.

use num_bigint::BigInt;
use weir_economics::{Conviction, Decay};

/// One, as a numerator of 2^128.
pub(crate) fn whole() -> BigInt {
    BigInt::from(1) << 128
}

/// A conviction as a number.
pub(crate) fn number(conviction: Conviction) -> BigInt {
    conviction.limbs().iter().rev().fold(BigInt::ZERO, |sum, limb| (sum << 64) + limb)
}

/// What is left after so many seconds, in 1Hive's integers: squaring and multiplying, every product
/// rounded to the nearest.
pub(crate) fn left(decay: Decay, mut steps: u64) -> BigInt {
    let multiply = |a: &BigInt, b: &BigInt| (a * b + (BigInt::from(1) << 127)) >> 128;
    let mut power = BigInt::from(decay.numerator());
    let mut result = whole();
    while steps != 0 {
        if steps % 2 == 1 {
            result = multiply(&result, &power);
        }
        power = multiply(&power, &power);
        steps /= 2;
    }
    result
}

/// Conviction in 1Hive's integers.
pub(crate) fn conviction(previous: &BigInt, stake: u128, decay: Decay, steps: u64) -> BigInt {
    let left = left(decay, steps);
    let grown = stake * (whole() - &left) * whole() / (whole() - decay.numerator());
    (left * previous + grown + (BigInt::from(1) << 127)) >> 128
}

/// `numerator / denominator`, rounded up.
pub(crate) fn ceiling(numerator: BigInt, denominator: &BigInt) -> BigInt {
    (numerator + denominator - 1u32) / denominator
}
