//! Tokens that come free over time.

use crate::{
    fixed::{add, shift_right},
    limbs::{accumulate, divide, join, split},
    power::exp2_minus_1,
};

/// How much of `amount` is still locked, `elapsed` seconds after vesting began: all before the
/// `cliff`, from there on `amount × 2^(-(elapsed - cliff) / half_life)`, and nothing once 128
/// half-lives have passed since it. A half-life of zero frees everything at the cliff.
///
/// Domain: all.
/// Rounding: up, the ceiling of the exact value or one unit more, never more than `amount`.
pub fn locked(amount: u128, elapsed: u64, cliff: u64, half_life: u64) -> u128 {
    let Some(since) = elapsed.checked_sub(cliff) else { return amount };
    if half_life == 0 || since / half_life >= 128 {
        return 0;
    }
    let (halvings, rest) = (since / half_life, since % half_life);
    if rest == 0 {
        let left = amount >> halvings;
        return left + u128::from(left << halvings != amount);
    }
    let mut fraction = [0, 0, 0, rest];
    divide(&mut fraction, &[half_life, 0], &mut [0; 2]);
    // 2^-f = 2^(1 - f) / 2. The complement is 1 ulp less than 1 - f; all that is missing is less
    // than what is added.
    let root = exp2_minus_1(&[!fraction[0], !fraction[1], !fraction[2]]);
    let share = add(&shift_right(&root, 1), &[1 << 52, 0, 1 << 63]);
    let mut product = [0; 5];
    accumulate(&mut product, &share, &split(amount));
    // In rare cases, the one unit more is more than there was.
    ((join(product[3], product[4]) >> halvings) + 1).min(amount)
}
