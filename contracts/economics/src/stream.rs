//! Amounts that grow or shrink in a straight line.

use crate::{
    Error,
    limbs::{accumulate, divide, join, ratio, split},
};

/// What is due of a stream of `amount` over `duration`, `elapsed` seconds after its start:
/// `amount × elapsed / duration`, and all of it from its end on. A duration of zero is over at once.
///
/// Domain: all. Rounding: down, exactly the floor.
pub fn streamed(amount: u128, elapsed: u64, duration: u64) -> u128 {
    if elapsed >= duration {
        return amount;
    }
    ratio(amount, elapsed, duration.into()).map_or(amount, |(due, _)| due)
}

/// What still counts of `amount`, `elapsed` seconds after it was counted in full, in a `window`
/// over which it fades: `amount × (window - elapsed) / window`, and nothing after.
///
/// Domain: all. Rounding: up, exactly the ceiling.
pub fn faded(amount: u128, elapsed: u64, window: u64) -> u128 {
    if elapsed >= window {
        return 0;
    }
    ratio(amount, window - elapsed, window.into())
        .map_or(amount, |(counts, rest)| counts + u128::from(rest))
}

/// The share of `amount` that `part` has of `whole`: `amount × part / whole`.
///
/// Domain: a whole that is not zero.
/// Rounding: down, exactly the floor. Never more than `amount` for a part of the whole.
///
/// # Errors
/// [`Error::OutOfDomain`] for a whole of zero, [`Error::Overflow`] if the share exceeds 128 bits.
pub fn share_of(amount: u128, part: u128, whole: u128) -> Result<u128, Error> {
    if whole == 0 {
        return Err(Error::OutOfDomain);
    }
    let mut value = [0; 4];
    accumulate(&mut value, &split(amount), &split(part));
    divide(&mut value, &split(whole));
    if value[2] | value[3] == 0 { Ok(join(value[0], value[1])) } else { Err(Error::Overflow) }
}
