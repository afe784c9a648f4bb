//! The bonding curve with a constant reserve ratio w: `supply^(1 / w) / reserve` does not change.
//!
//! # Error bound
//! Both trades raise a quotient q >= 1 to a power, through y = log2(q) × exponent with 192
//! fractional bits, and 2^y. Both are off by less than one base unit, always in the pools' favour:
//! the result is the floor of the exact value or one less.
//!
//! Purchase: y <= 113 is low by less than w 2^-150 + 1 ulp < 2^-149, and 2^fraction(y) by another
//! 2^-147 of itself at most. So the value S 2^y, below 2^128 + 2^112 where the result is valid, is
//! low by less than 2^129 (2^-149 + 2^-147) < 2^-17 units.
//!
//! Sale: y is low by less than 2^-150 / w + 1 ulp <= 2^-130, which for w = 1 ppm is the worst. So
//! 2^-y <= 1 is high by less than 2^-130, and R 2^-y with R <= 2^112 by less than 2^-18 units,
//! and 2^-32 units more that make an upper bound of it.

use crate::{
    Error, MAX_AMOUNT, ONE, PPM,
    fixed::{Fraction, high, scale_down, scale_up, wide},
    limbs::{accumulate, divide, join, split},
    power::{exp2_minus_1, log2},
};

/// Tokens for a `deposit`: `supply × ((1 + deposit / reserve)^w - 1)`, `w = reserve_ratio_ppm / 10^6`.
///
/// Domain: supply, reserve and deposit in 1..=[`MAX_AMOUNT`], reserve ratio in 1..=10^6.
/// Rounding: the floor of the exact value or one unit less, never more.
///
/// # Errors
/// [`Error::ZeroAmount`] for a deposit of zero, [`Error::OutOfDomain`] outside the domain,
/// [`Error::Overflow`] if the result exceeds 128 bits (an exact value of 2^128 may still give
/// 2^128 - 1, one less).
pub fn purchase_return(
    supply: u128,
    reserve: u128,
    reserve_ratio_ppm: u32,
    deposit: u128,
) -> Result<u128, Error> {
    check(supply, reserve, reserve_ratio_ppm)?;
    check_amount(deposit, MAX_AMOUNT)?;

    let (whole, fraction) = power(reserve + deposit, reserve, reserve_ratio_ppm, PPM);
    let mut value = one_and(&exp2_minus_1(&fraction), supply);
    // whole <= log2(2^112 + 1) = 112: q is at most 2^112 + 1, w at most 1.
    shift_down(&mut value, 192 - whole);

    // 2^y >= 1, so that the supply can be taken off.
    let mut borrow = false;
    for (limb, part) in value.iter_mut().zip([supply as u64, high(supply), 0, 0, 0]) {
        let (difference, first) = limb.overflowing_sub(part);
        let (difference, second) = difference.overflowing_sub(borrow.into());
        *limb = difference;
        borrow = first | second;
    }
    if value[2] | value[3] | value[4] == 0 { Ok(low_half(&value)) } else { Err(Error::Overflow) }
}

/// Reserve for an `amount` of tokens: `reserve × (1 - (1 - amount / supply)^(1 / w))`,
/// `w = reserve_ratio_ppm / 10^6`.
///
/// Domain: supply and reserve in 1..=[`MAX_AMOUNT`], reserve ratio in 1..=10^6, amount in
/// 1..=supply. Selling the whole supply returns the whole reserve.
/// Rounding: the floor of the exact value or one unit less, never more.
///
/// # Errors
/// [`Error::ZeroAmount`] for an amount of zero, [`Error::OutOfDomain`] outside the domain.
pub fn sale_return(
    supply: u128,
    reserve: u128,
    reserve_ratio_ppm: u32,
    amount: u128,
) -> Result<u128, Error> {
    check(supply, reserve, reserve_ratio_ppm)?;
    check_amount(amount, supply)?;
    if amount == supply {
        return Ok(reserve);
    }

    let (whole, fraction) = power(supply, supply - amount, PPM, reserve_ratio_ppm);
    // 2^-y = 2^(1 - fraction) × 2^-(whole + 1). The complement is 1 ulp less than 1 - fraction.
    let root = exp2_minus_1(&[!fraction[0], !fraction[1], !fraction[2]]);
    let mut left = one_and(&root, reserve);
    // From a lower to an upper bound: 2^-32 units, where less than 2^113 × 2^-146 are missing.
    let (low, carry) = left[2].overflowing_add(1 << 32);
    left[2] = low;
    let integer = (left[3] as u128 | (left[4] as u128) << 64) + u128::from(carry);
    left[3] = integer as u64;
    left[4] = high(integer);
    shift_down(&mut left, 193 + whole);

    // What is left in the reserve is rounded up. For a dust sale that may be one more than there
    // was: the sale returns nothing.
    Ok(reserve.saturating_sub(low_half(&left) + 1))
}

/// Reserve base units per whole token: `reserve × 10^18 × 10^6 / (supply × reserve_ratio_ppm)`.
///
/// Domain: supply and reserve in 1..=[`MAX_AMOUNT`], reserve ratio in 1..=10^6.
/// Rounding: down, exactly the floor.
///
/// # Errors
/// [`Error::OutOfDomain`] outside the domain, [`Error::Overflow`] if the price exceeds 128 bits.
pub fn spot_price(supply: u128, reserve: u128, reserve_ratio_ppm: u32) -> Result<u128, Error> {
    match spot_price_limbs(supply, reserve, reserve_ratio_ppm)? {
        [low, high, 0] => Ok(join(low, high)),
        _ => Err(Error::Overflow),
    }
}

/// The same in 192 bits, as limbs, the least significant first: where few base units of supply are
/// left, a whole token would cost more than 128 bits hold.
///
/// Domain and rounding: as [`spot_price`].
///
/// # Errors
/// [`Error::OutOfDomain`] outside the domain.
pub fn spot_price_limbs(
    supply: u128,
    reserve: u128,
    reserve_ratio_ppm: u32,
) -> Result<[u64; 3], Error> {
    check(supply, reserve, reserve_ratio_ppm)?;
    // The product is below 2^112 × 2^80 = 2^192, the divisor below 2^132.
    let mut value = [0; 3];
    accumulate(&mut value, &split(reserve), &[ONE as u64]);
    scale_up(&mut value, PPM);
    let mut divisor = [0; 3];
    accumulate(&mut divisor, &split(supply), &[reserve_ratio_ppm.into()]);
    divide(&mut value, &divisor);
    Ok(value)
}

/// Whether the curve's state and parameter are in the domain.
#[inline(never)]
fn check(supply: u128, reserve: u128, reserve_ratio_ppm: u32) -> Result<(), Error> {
    let amounts = 1..=MAX_AMOUNT;
    if amounts.contains(&supply)
        && amounts.contains(&reserve)
        && (1..=PPM).contains(&reserve_ratio_ppm)
    {
        Ok(())
    } else {
        Err(Error::OutOfDomain)
    }
}

/// Whether an amount is in `1..=max`.
fn check_amount(amount: u128, max: u128) -> Result<(), Error> {
    match amount {
        0 => Err(Error::ZeroAmount),
        _ if amount > max => Err(Error::OutOfDomain),
        _ => Ok(()),
    }
}

/// `log2(numerator / denominator) × multiplier / divisor`: its integer part and its fraction.
///
/// The logarithm is below 114 and the multiplier at most 10^6, so the integer part stays below
/// 2^27. Rounded down like the logarithm, by its error × multiplier / divisor and 1 ulp.
fn power(numerator: u128, denominator: u128, multiplier: u32, divisor: u32) -> (u32, Fraction) {
    let mut log = log2(numerator, denominator);
    scale_up(&mut log, multiplier);
    scale_down(&mut log, divisor);
    let [limb0, limb1, limb2, whole] = log;
    (whole as u32, [limb0, limb1, limb2])
}

/// `(1 + fraction) × factor`, with 192 fractional bits, below 2^320. Exact.
fn one_and(fraction: &Fraction, factor: u128) -> [u64; 5] {
    let parts = [factor as u64, high(factor)];
    let mut product = [0, 0, 0, parts[0], parts[1]];
    for at in 0..2 {
        let mut carry = 0;
        for digit in 0..3 {
            let sum =
                wide(fraction[digit], parts[at]) + product[at + digit] as u128 + carry as u128;
            product[at + digit] = sum as u64;
            carry = high(sum);
        }
        // For the lower part, the carry may run on to the last limb; for the upper one, it ends
        // there.
        let (sum, over) = product[at + 3].overflowing_add(carry);
        product[at + 3] = sum;
        product[4] = product[4].wrapping_add(u64::from(over && at == 0));
    }
    product
}

/// `value × 2^-bits`, in place, rounded down.
fn shift_down(value: &mut [u64; 5], bits: u32) {
    let (words, bits) = ((bits / 64) as usize, bits % 64);
    for at in 0..5 {
        let limb = |index: usize| value.get(index).copied().unwrap_or(0);
        let (low, high) = (limb(at + words), limb(at + words + 1));
        value[at] = low >> bits | (high << 1) << (63 - bits);
    }
}

/// The lowest 128 bits.
fn low_half(value: &[u64; 5]) -> u128 {
    value[0] as u128 | (value[1] as u128) << 64
}
