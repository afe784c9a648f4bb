//! Fractions in [0, 1) with 192 bits, and the few operations that the curve needs of them.
//!
//! A fraction is three 64-bit limbs, the least significant first, and stands for the integer they
//! make up divided by 2^192. One unit in the last place (ulp) is 2^-192. All operations round
//! down. There is no division of 128-bit integers: on RISC-V it is a library call, and its code
//! would be larger than all of this.

/// A fraction in [0, 1): `(limbs[0] + limbs[1] 2^64 + limbs[2] 2^128) / 2^192`.
pub(crate) type Fraction = [u64; 3];

/// The product of two words.
#[inline(always)]
pub(crate) fn wide(a: u64, b: u64) -> u128 {
    a as u128 * b as u128
}

/// The upper half of a double word.
#[inline(always)]
pub(crate) fn high(a: u128) -> u64 {
    (a >> 64) as u64
}

/// `a + b` modulo 1. Exact.
#[inline(always)]
pub(crate) fn add(a: &Fraction, b: &Fraction) -> Fraction {
    let limb0 = a[0] as u128 + b[0] as u128;
    let limb1 = a[1] as u128 + b[1] as u128 + (limb0 >> 64);
    [limb0 as u64, limb1 as u64, a[2].wrapping_add(b[2]).wrapping_add(high(limb1))]
}

/// `a - b` modulo 1. Exact.
#[inline(always)]
pub(crate) fn subtract(a: &Fraction, b: &Fraction) -> Fraction {
    let (limb0, borrow0) = a[0].overflowing_sub(b[0]);
    let (limb1, borrow1) = a[1].overflowing_sub(b[1]);
    let (limb1, borrow2) = limb1.overflowing_sub(borrow0.into());
    [limb0, limb1, a[2].wrapping_sub(b[2]).wrapping_sub((borrow1 | borrow2).into())]
}

/// Whether `a >= b`. Mostly, the leading limbs tell.
#[inline(always)]
pub(crate) fn reaches(a: &Fraction, b: &Fraction) -> bool {
    if a[2] != b[2] {
        a[2] > b[2]
    } else if a[1] != b[1] {
        a[1] > b[1]
    } else {
        a[0] >= b[0]
    }
}

/// `a × 2^-bits` for `bits` in 1..=63. Rounded down, less than 1 ulp.
#[inline(always)]
pub(crate) fn shift_right(a: &Fraction, bits: u32) -> Fraction {
    let up = 64 - bits;
    [a[0] >> bits | a[1] << up, a[1] >> bits | a[2] << up, a[2] >> bits]
}

/// `a × 2^bits` modulo 1, for `bits` in 1..=63. Exact.
#[inline(always)]
pub(crate) fn shift_left(a: &Fraction, bits: u32) -> Fraction {
    let down = 64 - bits;
    [a[0] << bits, a[1] << bits | a[0] >> down, a[2] << bits | a[1] >> down]
}

/// `a × b`, rounded down by less than 6 ulp.
///
/// Of the nine partial products, those whose upper half does not reach the result's limbs are not
/// computed at all; of those that reach it with the upper half alone, the lower half is left out.
/// Left out in all: `a0 b0 + (a0 b1 + a1 b0) 2^64 < 3 × 2^192` and three lower halves `< 2^64`
/// each at 2^128, `< 3 × 2^192`, in units of 2^-384.
#[inline(never)]
pub(crate) fn mul(a: &Fraction, b: &Fraction) -> Fraction {
    let m12 = wide(a[1], b[2]);
    let m21 = wide(a[2], b[1]);
    let m22 = wide(a[2], b[2]);
    let limb0 = (m12 as u64) as u128
        + (m21 as u64) as u128
        + high(wide(a[0], b[2])) as u128
        + high(wide(a[1], b[1])) as u128
        + high(wide(a[2], b[0])) as u128;
    let limb1 = (limb0 >> 64) + (m12 >> 64) + (m21 >> 64) + (m22 as u64) as u128;
    let limb2 = high(limb1) + high(m22);
    [limb0 as u64, limb1 as u64, limb2]
}

/// `limbs × factor`, in place, the most significant limb taking what it can: the caller knows that
/// the product fits. Exact.
#[inline(always)]
pub(crate) fn scale_up(limbs: &mut [u64], factor: u32) {
    let mut carry = 0;
    for limb in limbs {
        let product = wide(*limb, factor as u64) + carry as u128;
        *limb = product as u64;
        carry = high(product);
    }
}

/// `limbs / divisor`, in place, rounded down; the remainder. The divisor is not zero.
///
/// Schoolbook division by one digit of 32 bits, so that every step is one 64-bit division.
#[inline(never)]
pub(crate) fn scale_down(limbs: &mut [u64], divisor: u32) -> u64 {
    let divisor = divisor as u64;
    let mut remainder = 0;
    for limb in limbs.iter_mut().rev() {
        let upper = remainder << 32 | *limb >> 32;
        let lower = (upper % divisor) << 32 | *limb & 0xffff_ffff;
        *limb = ((upper / divisor) << 32) | (lower / divisor);
        remainder = lower % divisor;
    }
    remainder
}
