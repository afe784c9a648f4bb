//! The hatch: one price for all, and what the curve makes of it when it opens.

use crate::{Error, ONE, PPM, limbs::ratio};

/// Tokens for a `contribution` at `price` base units per whole token: `contribution × 10^18 / price`.
///
/// Domain: any contribution; a price of at least one.
/// Rounding: down, exactly the floor.
///
/// # Errors
/// [`Error::OutOfDomain`] for a price of zero, [`Error::Overflow`] if the tokens exceed 128 bits.
pub fn hatch_tokens(contribution: u128, price: u128) -> Result<u128, Error> {
    if price == 0 {
        return Err(Error::OutOfDomain);
    }
    ratio(contribution, ONE as u64, price).map(|(tokens, _)| tokens)
}

/// The spot price right after the hatch, in parts per million of the hatch's price:
/// `10^6 × (1 - theta) / w`, theta the hatch tribute and w the reserve ratio.
///
/// Domain: a tribute of at most the whole, a reserve ratio in 1..=10^6.
/// Rounding: up, exactly the ceiling.
///
/// # Errors
/// [`Error::OutOfDomain`] outside the domain, [`Error::Overflow`] if the jump exceeds 32 bits.
pub fn opening_jump(tribute_ppm: u32, reserve_ratio_ppm: u32) -> Result<u32, Error> {
    if tribute_ppm > PPM || !(1..=PPM).contains(&reserve_ratio_ppm) {
        return Err(Error::OutOfDomain);
    }
    let kept = u64::from(PPM - tribute_ppm) * u64::from(PPM);
    u32::try_from(kept.div_ceil(reserve_ratio_ppm.into())).map_err(|_| Error::Overflow)
}
