//! Whole numbers of any width, as 64-bit limbs, the least significant first.
//!
//! What the fixed widths of [`fixed`](crate::fixed) are too narrow for: products of several
//! amounts, and their division. Two short routines, used by everything, instead of 128-bit library
//! calls and a routine for each width: every call of a contract pays for its code's bytes.

use core::mem::replace;

use crate::{
    Error,
    fixed::{high, wide},
};

/// The limbs of a double word.
#[inline(always)]
pub(crate) fn split(a: u128) -> [u64; 2] {
    [a as u64, high(a)]
}

/// The double word of two limbs.
#[inline(always)]
pub(crate) fn join(low: u64, high: u64) -> u128 {
    low as u128 | (high as u128) << 64
}

/// `sum + a × b`, in place. Exact; the caller knows that it fits.
#[inline(never)]
pub fn accumulate(mut sum: &mut [u64], a: &[u64], b: &[u64]) {
    for digit in a {
        let mut carry = 0;
        let mut factors = b.iter();
        for limb in sum.iter_mut() {
            let factor = factors.next().copied().unwrap_or(0);
            let step = wide(*digit, factor) + *limb as u128 + carry as u128;
            *limb = step as u64;
            carry = high(step);
        }
        sum = sum.split_first_mut().map_or(&mut [], |(_, upper)| upper);
    }
}

/// The longest divisor, in digits of 32 bits.
const LONGEST: usize = 16;

/// The low 32 bits.
const DIGIT: u64 = 0xffff_ffff;

/// `value / divisor`, in place, rounded down; whether something is left over.
///
/// Domain: the divisor is not zero and has at most [`LONGEST`] digits of 32 bits.
///
/// Schoolbook division (Knuth, The Art of Computer Programming, volume 2, 4.3.1, algorithm D) in
/// such digits, so that every guess is one 64-bit division. Both numbers are doubled until the
/// divisor's first digit has its top bit set; the guess from it and the two leading digits of what
/// is left is then too large by at most two.
#[inline(never)]
pub fn divide(value: &mut [u64], divisor: &[u64]) -> bool {
    let mut len = divisor.len();
    while divisor[len - 1] == 0 {
        len -= 1;
    }
    let zeros = divisor[len - 1].leading_zeros();
    let factor = 1 << (zeros % 32);
    let mut parts = [0; LONGEST];
    let mut carry = 0;
    for (pair, limb) in parts.chunks_exact_mut(2).zip(divisor) {
        let product = wide(*limb, factor) + carry as u128;
        pair[0] = product as u64 & DIGIT;
        pair[1] = product as u64 >> 32;
        carry = high(product);
    }
    let parts = &parts[..2 * len - (zeros / 32) as usize];
    // What is left, below it the next digit of the value.
    let mut left = [0; LONGEST + 1];
    let left = &mut left[..=parts.len()];
    for limb in value.iter_mut() {
        let product = wide(*limb, factor) + left[1] as u128;
        *limb = product as u64;
        left[1] = high(product);
    }

    for limb in value.iter_mut().rev() {
        for _ in 0..2 {
            let mut next = *limb >> 32;
            left[0] = next;
            let leading = left[parts.len()] << 32 | left[parts.len() - 1];
            let mut guess = (leading / parts[parts.len() - 1]).min(DIGIT);
            let mut borrow = 0;
            for (digit, part) in left[1..].iter_mut().zip(parts) {
                let product = part * guess + borrow;
                let difference = next.wrapping_sub(product & DIGIT);
                next = replace(digit, difference & DIGIT);
                borrow = (product >> 32) + (difference >> 63);
            }
            while borrow != next {
                let mut carry = 0;
                for (digit, part) in left[1..].iter_mut().zip(parts) {
                    carry += *digit + part;
                    *digit = carry & DIGIT;
                    carry >>= 32;
                }
                borrow -= carry;
                guess -= 1;
            }
            *limb = *limb << 32 | guess;
        }
    }
    left[1..].iter().any(|&digit| digit != 0)
}

/// `a × b / divisor`, rounded down, and whether something is left over.
///
/// Domain: the divisor is not zero.
///
/// # Errors
/// [`Error::Overflow`] if the quotient exceeds 128 bits.
#[inline(never)]
pub(crate) fn ratio(a: u128, b: u64, divisor: u128) -> Result<(u128, bool), Error> {
    let mut value = [0; 3];
    accumulate(&mut value, &split(a), &[b]);
    let rest = divide(&mut value, &split(divisor));
    if value[2] == 0 { Ok((join(value[0], value[1]), rest)) } else { Err(Error::Overflow) }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use std::{ops::RangeInclusive, vec::Vec};

    use num_bigint::BigUint;
    use proptest::{collection::vec, prelude::*, test_runner::Config};

    use super::*;

    fn number(limbs: &[u64]) -> BigUint {
        limbs.iter().rev().fold(BigUint::ZERO, |sum, limb| (sum << 64u32) + limb)
    }

    /// Limbs that are often all zeros or all ones, where guesses of a quotient go wrong.
    fn limbs(len: RangeInclusive<usize>) -> impl Strategy<Value = Vec<u64>> {
        let limb = prop_oneof![
            Just(0),
            Just(1),
            Just(u64::MAX),
            Just(1 << 63),
            Just(u64::MAX << 32),
            Just(DIGIT),
            any::<u64>(),
            any::<u64>().prop_map(|limb| limb >> (limb % 64)),
        ];
        vec(limb, len)
    }

    /// Limbs that are not all zeros.
    fn divisors(len: RangeInclusive<usize>) -> impl Strategy<Value = Vec<u64>> {
        limbs(len).prop_map(|mut limbs| {
            limbs[0] |= u64::from(limbs.iter().all(|&limb| limb == 0));
            limbs
        })
    }

    proptest! {
        #![proptest_config(Config { cases: 100_000, failure_persistence: None, ..Config::default() })]

        #[test]
        fn a_quotient_is_exact(value in limbs(1..=9), divisor in divisors(1..=8)) {
            let exact = number(&value) / number(&divisor);
            let rest = number(&value) % number(&divisor);
            let mut quotient = value;
            prop_assert_eq!(divide(&mut quotient, &divisor), rest != BigUint::ZERO);
            prop_assert_eq!(number(&quotient), exact);
        }

        #[test]
        fn a_quotient_that_was_multiplied_is_found_again(
            quotient in limbs(1..=4), divisor in divisors(1..=4), low in any::<bool>(),
        ) {
            // A multiple of the divisor, or one less: where a guess is off by one, if ever.
            let mut value = [0; 8];
            accumulate(&mut value, &quotient, &divisor);
            let mut exact = number(&quotient);
            let low = low && exact != BigUint::ZERO;
            if low {
                accumulate(&mut value, &[u64::MAX; 8], &[1]);
                exact -= 1u32;
            }
            let rest = divide(&mut value, &divisor);
            prop_assert_eq!(rest, low && number(&divisor) != BigUint::from(1u32));
            prop_assert_eq!(number(&value), exact);
        }

        #[test]
        fn a_product_is_exact_and_added(a in limbs(1..=4), b in limbs(1..=4), c in limbs(1..=7)) {
            let mut sum = [0; 9];
            sum[..c.len()].copy_from_slice(&c);
            accumulate(&mut sum, &a, &b);
            prop_assert_eq!(number(&sum), number(&a) * number(&b) + number(&c));
        }
    }
}
