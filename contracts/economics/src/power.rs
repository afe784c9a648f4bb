//! Logarithm and exponential to base 2, the two halves of a power with a fractional exponent.
//!
//! Both reduce their argument with the numbers `1 + 2^-k`: to multiply by one is a shift and an
//! addition, and the logarithms of [`STEPS`] of them are a small table. Both round down, always:
//! whoever needs a bound from above adds the error bound.

use crate::fixed::{
    Fraction, add, high, mul, reaches, scale_down, shift_left, shift_right, subtract, wide,
};

/// How many of the numbers `1 + 2^-k` reduce an argument.
const STEPS: usize = 9;

/// `floor(2^192 × log2(1 + 2^-k))` for k = 1..=9. None of them is exact: each is less than one ulp
/// below the true value.
const LOG2_STEP: [Fraction; STEPS] = [
    [0x24f3_e6a3_a259_b040, 0xa00b_120a_068b_add1, 0x95c0_1a39_fbd6_879f],
    [0x65b1_57f8_dece_b53a, 0x24af_dbfd_36bf_6d33, 0x5269_e12f_346e_2bf9],
    [0x49e7_cd47_44b3_6080, 0x4016_2414_0d17_5ba2, 0x2b80_3473_f7ad_0f3f],
    [0xca50_7cfa_b1d2_7f98, 0xcc53_8261_4457_5ac3, 0x1663_f6fa_c913_167c],
    [0x6366_f25a_e368_399c, 0x9b03_784b_5be0_8490, 0x0b5d_69ba_c77e_c398],
    [0x82a5_dbcb_6ed5_2c01, 0x9b89_f884_6042_be51, 0x05b9_e5a1_70b4_8a62],
    [0x399b_ec91_e4cb_483c, 0xf1c6_f600_2f29_e888, 0x02df_ca16_dde1_0a2f],
    [0x089f_e3f2_f157_eaa0, 0xad9b_d249_2f84_3ade, 0x0170_9c46_d7aa_c774],
    [0x08c6_91a0_905f_1e2c, 0x31d4_676d_1d81_7558, 0x00b8_7c1f_f853_ab26],
];

/// `floor(2^192 × ln 2)`.
pub(crate) const LN_2: Fraction =
    [0x40f3_4326_7298_b62d, 0xc9e3_b398_03f2_f6af, 0xb172_17f7_d1cf_79ab];

/// `floor(2^192 × log2(e) / 2)`.
const HALF_LOG2_E: Fraction = [0xeb57_7aa8_dd69_5a58, 0xbe87_fed0_691d_3e88, 0xb8aa_3b29_5c17_f0bb];

/// The least common multiple of the denominators 3, 5, ..., 13 of the logarithm's series.
const LOG2_DENOMINATOR: u32 = 45_045;

/// The terms of the exponential's series.
const EXP2_TERMS: u32 = 12;

/// Their common denominator, 12!.
const EXP2_DENOMINATOR: u32 = 479_001_600;

/// `log2(numerator / denominator)`: fraction and integer part, as one number of four limbs.
///
/// Domain: `1 <= denominator <= numerator <= 2^113`. The result is below 114.
///
/// Rounding: down, by less than 2^-150.
///
/// 1. Both are shifted so that numerator / denominator = 2^e m with m in [1, 2); e is the integer
///    part. This is exact.
/// 2. For k = 1..=9: where m >= 1 + 2^-k, the denominator is multiplied by 1 + 2^-k, which divides
///    m by it. After step k, m < 1 + 2^-k. The denominator has 31 + 15 zero bits at its end and
///    the shifts add up to 45, so this is exact too. Each of the at most nine logarithms that are
///    added is low by less than 1 ulp.
/// 3. ln m = 2 (z + z^3 / 3 + z^5 / 5 + ...) with z = (n - d) / (n + d) < 2^-10. The series ends
///    with z^13 / 13; the terms left out are below z^15 / 15 × 1.0001 < 2^-153.9, times 2 log2(e)
///    < 2^-152.3. The quotient is low by less than 2 ulp, and so is its square by 6. The series is
///    z + z z^2 (15015 + 9009 z^2 + ... + 3465 z^10) / 45045, the parenthesis with whole
///    coefficients as a fraction of 2^16: no division but one. It is low by less than 7 ulp, hence
///    less than one after the division by 45045, which takes another; times 2^16 that is 2^-175,
///    times z < 2^-185. All that, times 2 log2(e), is below 2^-182.
pub(crate) fn log2(numerator: u128, denominator: u128) -> [u64; 4] {
    let zeros = numerator.leading_zeros();
    let mut exponent = denominator.leading_zeros() - zeros;
    let mut n = align(numerator << zeros);
    let mut d = align(denominator << (zeros + exponent));
    if !reaches(&n, &d) {
        n = shift_left(&n, 1);
        exponent -= 1;
    }

    let mut log = [0; 3];
    for (k, step) in (1..).zip(&LOG2_STEP) {
        let product = add(&d, &shift_right(&d, k));
        if reaches(&n, &product) {
            d = product;
            log = add(&log, step);
        }
    }

    let z = quotient(subtract(&n, &d), &add(&n, &d));
    let square = mul(&z, &z);
    let mut series = [0; 3];
    let mut odd = 13;
    while odd > 1 {
        series = mul(&series, &square);
        series[2] += u64::from(LOG2_DENOMINATOR / odd) << 48;
        odd -= 2;
    }
    series = mul(&series, &square);
    scale_down(&mut series, LOG2_DENOMINATOR);
    // Below 2^-21: it has room for 16 bits, and the sum, below 2^-9, for two.
    let series = add(&z, &mul(&z, &shift_left(&series, 16)));
    let log = add(&log, &mul(&shift_left(&series, 2), &HALF_LOG2_E));
    [log[0], log[1], log[2], exponent as u64]
}

/// `2^x - 1`, for x in [0, 1).
///
/// Rounding: down, by less than 2^-140.
///
/// 1. For k = 1..=9: where x exceeds log2(1 + 2^-k), rounded up, that is subtracted. After step k,
///    x <= log2(1 + 2^-k) + 1 ulp. Each subtraction takes off less than 1 ulp too much.
/// 2. r = x ln 2 < 2^-9. e^r - 1 = r + r^2 / 2! + ... + r^12 / 12!; the terms left out are below
///    r^13 / 13! × 1.001 < 2^-149. The sum is r (12!/1! + 12!/2! r + ... + 12!/12! r^11) / 12!, the
///    parenthesis with whole coefficients as a fraction of 2^32: no division but one. Each of its
///    steps is low by less than 7 ulp, and what it passes on is multiplied by r: less than 8 in
///    all, 1 after the multiplication by r and the division, which take 7 more; times 2^32 that is
///    below 2^-157.
/// 3. The result is multiplied by the 1 + 2^-k that were taken off, together less than 2, less
///    than 1 ulp lost at each.
///
/// In all less than 9 ln 2 × 2 ulp + 2 (2^-149 + 2^-157 + 6 ulp) + 18 ulp < 2^-147.
pub(crate) fn exp2_minus_1(x: &Fraction) -> Fraction {
    let mut rest = *x;
    let mut taken = 0u32;
    for (k, step) in (1..).zip(&LOG2_STEP) {
        // The table's entry is the true value rounded down, so one ulp more is it rounded up.
        if !reaches(step, &rest) {
            rest = subtract(&subtract(&rest, step), &[1, 0, 0]);
            taken |= 1 << k;
        }
    }

    let r = mul(&rest, &LN_2);
    let mut series = [0; 3];
    let mut coefficient = 1;
    for n in (1..=EXP2_TERMS).rev() {
        series = mul(&series, &r);
        series[2] += coefficient << 32;
        coefficient *= u64::from(n);
    }
    series = mul(&series, &r);
    scale_down(&mut series, EXP2_DENOMINATOR);
    let mut result = shift_left(&series, 32);

    for k in 1..=STEPS as u32 {
        if taken >> k & 1 == 1 {
            // (1 + result) (1 + 2^-k) - 1 = result + (result + 1) 2^-k
            let mut product = shift_right(&result, k);
            product[2] |= 1 << (64 - k);
            result = add(&result, &product);
        }
    }
    result
}

/// A number with its top bit set, moved to the bits 31 to 158 of a fraction: a factor of 4 and the
/// sum with another one fit above it, nine shifts by up to nine bits below it.
#[inline(always)]
fn align(top_aligned: u128) -> Fraction {
    [(top_aligned << 31) as u64, (top_aligned >> 33) as u64, (top_aligned >> 97) as u64]
}

/// `numerator / denominator`, rounded down by less than 2 ulp.
///
/// Domain: numerator < denominator / 2^8, and denominator in [2^159, 2^161) ulp.
///
/// One digit of 24 bits and six of 28. A digit is guessed from the leading words, with the
/// denominator's rounded up so that the guess is never too large: it is then short of the true
/// digit by less than 1 + digit / 2^31 < 1.15, so that what is left stays below 1.15 denominators.
/// A digit may thus have 29 bits; it is added, not appended.
fn quotient(mut remainder: Fraction, denominator: &Fraction) -> Fraction {
    let mut result = [0; 3];
    let guess = denominator[2] + 1;
    let mut bits = 24;
    for _ in 0..7 {
        remainder = shift_left(&remainder, bits);
        let digit = remainder[2] / guess;
        let part0 = wide(denominator[0], digit);
        let part1 = wide(denominator[1], digit) + (part0 >> 64);
        let part2 = denominator[2].wrapping_mul(digit).wrapping_add(high(part1));
        remainder = subtract(&remainder, &[part0 as u64, part1 as u64, part2]);
        result = add(&shift_left(&result, bits), &[digit, 0, 0]);
        bits = 28;
    }
    result
}

#[cfg(test)]
#[path = "../tests/support/oracle.rs"]
mod oracle;

#[cfg(test)]
mod tests {
    use num_bigint::BigInt;

    use super::{
        oracle::{BITS, exp_minus_1, ln, ln_2, ratio},
        *,
    };

    /// A fraction as a whole number of ulp.
    fn ulp(fraction: &Fraction) -> BigInt {
        fraction.iter().rev().fold(BigInt::ZERO, |sum, limb| (sum << 64) + limb)
    }

    /// The floor of one of the oracle's numbers, in ulp.
    fn floor(number: BigInt) -> BigInt {
        number >> (BITS - 192)
    }

    #[test]
    fn the_constants_are_the_floors_of_what_they_stand_for() {
        let ln_2 = ln_2();
        assert_eq!(ulp(&LN_2), floor(ln_2.clone()));
        assert_eq!(ulp(&HALF_LOG2_E), floor((BigInt::from(1) << (2 * BITS - 1)) / &ln_2));
        for (k, step) in (1..).zip(&LOG2_STEP) {
            let log = (ln(&ratio((1 << k) + 1, 1 << k), &ln_2) << BITS) / &ln_2;
            assert_eq!(ulp(step), floor(log), "step {k}");
        }
    }

    #[test]
    fn a_logarithm_is_low_by_less_than_its_bound() {
        let ln_2 = ln_2();
        let mut denominator = 1u128;
        for numerator in (0..113).map(|bits| (1u128 << bits) + (1 << (bits / 2)) - 1) {
            let exact = (ln(&ratio(numerator, denominator), &ln_2) << BITS) / &ln_2;
            let [limb0, limb1, limb2, whole] = log2(numerator, denominator);
            let result = ulp(&[limb0, limb1, limb2]) + (BigInt::from(whole) << 192);
            let low = floor(exact) - result;
            assert!(low >= BigInt::ZERO && low < BigInt::from(1) << (192 - 150), "{numerator}");
            denominator = denominator.max(numerator / 3);
        }
    }

    #[test]
    fn an_exponential_is_low_by_less_than_its_bound() {
        let ln_2 = ln_2();
        for n in 0..=512u64 {
            let noise = n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            for x in [[noise, !noise, n << 55 | n], [u64::MAX, u64::MAX, (n << 55).wrapping_sub(1)]]
            {
                let exact = exp_minus_1(&((ulp(&x) * &ln_2) >> 192));
                let low = floor(exact) - ulp(&exp2_minus_1(&x));
                assert!(low >= BigInt::ZERO && low < BigInt::from(1) << (192 - 147), "{x:x?}");
            }
        }
    }
}
