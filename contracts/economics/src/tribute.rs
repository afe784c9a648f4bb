use crate::{
    Error, PPM,
    fixed::{high, scale_down, scale_up},
};

/// The part of `amount` that goes to the funding pool, at `tribute_ppm` parts per million.
///
/// Domain: any amount; a tribute of at most the whole (`tribute_ppm <= 1_000_000`).
/// Rounding: up, `ceil(amount × tribute_ppm / 10^6)`, exactly: against the payer. The result never
/// exceeds `amount`, so `amount - tribute` cannot underflow.
///
/// # Errors
/// [`Error::OutOfDomain`] if the tribute is more than the whole.
pub fn tribute(amount: u128, tribute_ppm: u32) -> Result<u128, Error> {
    if tribute_ppm > PPM {
        return Err(Error::OutOfDomain);
    }
    let mut limbs = [amount as u64, high(amount), 0];
    scale_up(&mut limbs, tribute_ppm);
    let remainder = scale_down(&mut limbs, PPM);
    Ok((limbs[0] as u128 | (limbs[1] as u128) << 64) + u128::from(remainder != 0))
}
