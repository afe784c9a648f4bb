//! Tokens that come free over time.

use crate::{
    fixed::{add, scale_down, shift_right},
    limbs::{accumulate, join, split},
    power::exp2_minus_1,
};

/// How much of `amount` is still locked, `elapsed` seconds after vesting began: all before the
/// `cliff`, from there on `amount × 2^(-(elapsed - cliff) / half_life)`, and nothing once 128
/// half-lives have passed since it. A half-life of zero frees everything at the cliff.
///
/// Domain: any amount and times; a half-life of less than 2^32 seconds, 136 years. A longer one
/// frees nothing.
/// Rounding: up, the ceiling of the exact value or one unit more, never more than `amount`.
///
/// The exact value is not whole but at a multiple of the half-life, which is answered exactly. Else
/// 2^(1 - f) / 2, f being what is left of the exponent, is low by less than 2^-146 (see
/// [`exp2_minus_1`]), and 2^-140 is added: too much by less than 2^-12 units for any amount.
pub fn locked(amount: u128, elapsed: u64, cliff: u64, half_life: u64) -> u128 {
    let Some(since) = elapsed.checked_sub(cliff) else { return amount };
    let Ok(divisor) = u32::try_from(half_life) else { return amount };
    if half_life == 0 || since / half_life >= 128 {
        return 0;
    }
    let (halvings, rest) = (since / half_life, since % half_life);
    let mut left = amount;
    if rest != 0 {
        let mut fraction = [0, 0, 0, rest];
        scale_down(&mut fraction, divisor);
        // The complement is 1 ulp less than 1 - f.
        let root = exp2_minus_1(&[!fraction[0], !fraction[1], !fraction[2]]);
        let share = add(&shift_right(&root, 1), &[1 << 52, 0, 1 << 63]);
        let mut product = [0; 5];
        accumulate(&mut product, &share, &split(amount));
        left = join(product[3], product[4]);
    }
    // In rare cases, the one unit more is more than there was.
    let whole = left >> halvings;
    if rest == 0 && whole << halvings == amount { whole } else { (whole + 1).min(amount) }
}
