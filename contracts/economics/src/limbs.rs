//! Whole numbers of any width, as 64-bit limbs, the least significant first.
//!
//! What the fixed widths of [`fixed`](crate::fixed) are too narrow for: products of several
//! amounts, and their division. Two short loops, used by everything, instead of 128-bit library
//! calls and a routine for each width: every call of a contract pays for its code's bytes.

use crate::fixed::{high, wide};

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
pub(crate) fn accumulate(sum: &mut [u64], a: &[u64], b: &[u64]) {
    for (at, &digit) in a.iter().enumerate() {
        let mut carry = 0;
        let mut factors = b.iter();
        for limb in sum.iter_mut().skip(at) {
            let factor = factors.next().copied().unwrap_or(0);
            let step = wide(digit, factor) + *limb as u128 + carry as u128;
            *limb = step as u64;
            carry = high(step);
        }
    }
}

/// `value / divisor`, in place, rounded down; whether something is left over.
///
/// Domain: the divisor is not zero and has its top bit clear, and `remainder` is as long as it,
/// whatever it holds.
#[inline(never)]
pub(crate) fn divide(value: &mut [u64], divisor: &[u64], remainder: &mut [u64]) -> bool {
    remainder.fill(0);
    for _ in 0..value.len() * 64 {
        let mut carry = 0;
        for limb in value.iter_mut().chain(remainder.iter_mut()) {
            (*limb, carry) = (*limb << 1 | carry, *limb >> 63);
        }
        if remainder.iter().rev().ge(divisor.iter().rev()) {
            let mut borrow = false;
            for (limb, part) in remainder.iter_mut().zip(divisor) {
                let (difference, first) = limb.overflowing_sub(*part);
                let (difference, second) = difference.overflowing_sub(borrow.into());
                *limb = difference;
                borrow = first | second;
            }
            value[0] |= 1;
        }
    }
    remainder.iter().any(|&limb| limb != 0)
}

/// `a × b / divisor`, rounded down, and whether something is left over.
///
/// Domain: the divisor is not zero.
///
/// # Errors
/// [`Error::Overflow`](crate::Error::Overflow) if the quotient exceeds 128 bits.
#[inline(never)]
pub(crate) fn ratio(a: u128, b: u64, divisor: u128) -> Result<(u128, bool), crate::Error> {
    let mut value = [0; 3];
    accumulate(&mut value, &split(a), &[b]);
    let divisor = [divisor as u64, high(divisor), 0];
    let rest = divide(&mut value, &divisor, &mut [0; 3]);
    if value[2] == 0 { Ok((join(value[0], value[1]), rest)) } else { Err(crate::Error::Overflow) }
}
