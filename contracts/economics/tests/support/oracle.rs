//! The truth that the curve is held against: the same formulas with whole numbers of any size.
//!
//! Real numbers are integers scaled by 2^[`BITS`]. Nothing here is shared with the code under test:
//! logarithms come from the series of the inverse hyperbolic tangent without a table, powers from
//! Taylor's series with repeated squaring. Every operation is off by at most a few units of
//! 2^-`BITS`; with 640 bits, more than 400 are right in every result, where 256 decide.

use num_bigint::BigInt;

/// Fractional bits of the oracle's numbers.
pub(crate) const BITS: u32 = 640;

/// `numerator / denominator`.
pub(crate) fn ratio(numerator: u128, denominator: u128) -> BigInt {
    (BigInt::from(numerator) << BITS) / denominator
}

/// The product of two numbers.
pub(crate) fn multiply(a: &BigInt, b: &BigInt) -> BigInt {
    (a * b) >> BITS
}

/// `2 artanh(z)`, for z in 0..=1/3.
fn double_artanh(z: &BigInt) -> BigInt {
    let square = multiply(z, z);
    let (mut power, mut sum, mut odd) = (z.clone(), z.clone(), 1u32);
    while power != BigInt::ZERO {
        power = multiply(&power, &square);
        odd += 2;
        sum += &power / odd;
    }
    sum << 1
}

/// The natural logarithm of 2.
pub(crate) fn ln_2() -> BigInt {
    double_artanh(&ratio(1, 3))
}

/// The natural logarithm of a number of at least 1.
pub(crate) fn ln(x: &BigInt, ln_2: &BigInt) -> BigInt {
    let exponent = x.bits() as u32 - 1 - BITS;
    let one = BigInt::from(1) << BITS;
    let mantissa: BigInt = x >> exponent;
    let z = ((&mantissa - &one) << BITS) / (&mantissa + &one);
    double_artanh(&z) + ln_2 * exponent
}

/// `e^y - 1`, for y in 0..=100.
pub(crate) fn exp_minus_1(y: &BigInt) -> BigInt {
    const HALVINGS: u32 = 24;
    // e^y - 1 = E: (E + 1)^2 - 1 = E (E + 2), exact in small E.
    let r: BigInt = y >> HALVINGS;
    let (mut term, mut sum, mut n) = (r.clone(), r.clone(), 1u32);
    while term != BigInt::ZERO {
        n += 1;
        term = multiply(&term, &r) / n;
        sum += &term;
    }
    let two = BigInt::from(2) << BITS;
    for _ in 0..HALVINGS {
        sum = multiply(&sum, &(&sum + &two));
    }
    sum
}
