//! Conviction: support that grows with the time a stake stays.
//!
//! `y(t) = a^t y0 + x (1 - a^t) / (1 - a)`, with a stake of x, a decay a and t in seconds. The
//! integers are those of 1Hive's conviction voting, with a as a fraction of 2^128.

use core::cmp::Ordering;

use crate::{
    Decay, Error,
    fixed::{high, reaches, subtract},
    limbs::{accumulate, divide, join, split},
};

/// A conviction, or a threshold that one is compared with: a whole number of 192 bits.
///
/// Enough for 2^112 base units at the longest half-life, with 50 bits to spare.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Conviction([u64; 3]);

impl Conviction {
    /// None.
    pub const ZERO: Self = Self([0; 3]);

    /// The largest, 2^192 - 1: as a threshold, no conviction exceeds it.
    pub const MAX: Self = Self([u64::MAX; 3]);

    /// From limbs, the least significant first.
    pub const fn from_limbs(limbs: [u64; 3]) -> Self {
        Self(limbs)
    }

    /// The limbs, the least significant first.
    pub const fn limbs(&self) -> [u64; 3] {
        self.0
    }

    /// This less the other; zero if the other is more.
    pub fn saturating_sub(&self, other: &Self) -> Self {
        if reaches(&self.0, &other.0) { Self(subtract(&self.0, &other.0)) } else { Self::ZERO }
    }
}

impl From<u128> for Conviction {
    fn from(value: u128) -> Self {
        Self([value as u64, high(value), 0])
    }
}

impl Ord for Conviction {
    fn cmp(&self, other: &Self) -> Ordering {
        if self == other {
            Ordering::Equal
        } else if reaches(&self.0, &other.0) {
            Ordering::Greater
        } else {
            Ordering::Less
        }
    }
}

impl PartialOrd for Conviction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Conviction `steps` seconds later, with a `stake` that did not change meanwhile.
///
/// Domain: all.
/// Formula: `(A y0 + floor(x (2^128 - A) 2^128 / (2^128 - a)) + 2^127) >> 128`, with A the decay's
/// numerator to the power of steps, by squaring and multiplying, each product rounded to the
/// nearest. Those are 1Hive's integers (ConvictionVoting.sol), bit by bit, with `2^128 / (2^128 - a)`
/// for their `10^7 / (10^7 - decay)`.
///
/// # Errors
/// [`Error::Overflow`] if the result exceeds 192 bits.
pub fn conviction(
    previous: Conviction,
    stake: u128,
    decay: Decay,
    steps: u64,
) -> Result<Conviction, Error> {
    let Some(left) = decay.after(steps) else { return Ok(previous) };
    let mut value = [0; 6];
    let gone = left.wrapping_neg();
    let whole = u64::from(left == 0);
    accumulate(&mut value[2..], &split(stake), &[gone as u64, high(gone), whole]);
    divide(&mut value, &split(decay.forgotten()));
    accumulate(&mut value, &split(left), &previous.0);
    accumulate(&mut value, &[1 << 63], &[0, 1]);
    let [_, _, limb0, limb1, limb2, 0] = value else { return Err(Error::Overflow) };
    Ok(Conviction([limb0, limb1, limb2]))
}

/// What conviction tends to with a `stake` that stays: `x / (1 - a)`.
///
/// Domain: all. Rounding: up, exactly the ceiling, but [`Conviction::MAX`] if that exceeds 192 bits.
pub fn conviction_limit(stake: u128, decay: Decay) -> Conviction {
    let mut value = [0, 0, stake as u64, high(stake)];
    let rest = divide(&mut value, &split(decay.forgotten()));
    accumulate(&mut value, &[rest.into()], &[1]);
    match value {
        [limb0, limb1, limb2, 0] => Conviction([limb0, limb1, limb2]),
        _ => Conviction::MAX,
    }
}

/// A number that follows another one at the speed of conviction, `steps` seconds later:
/// `A previous + (1 - A) target`, with A as in [`conviction`].
///
/// Domain: all. Rounding: up, the ceiling for the rounded A. Never outside `previous..=target`.
pub fn follow(previous: u128, target: u128, decay: Decay, steps: u64) -> u128 {
    let Some(left) = decay.after(steps) else { return previous };
    let mut product = [0; 4];
    accumulate(&mut product, &split(left), &split(previous.abs_diff(target)));
    let distance = join(product[2], product[3]);
    if previous < target {
        target - distance
    } else {
        target + distance + u128::from(product[0] | product[1] != 0)
    }
}

/// What of a conviction counts while `stake` lies behind it: no more than that stake could ever
/// reach. Conviction does not outlive the exposure that it came from.
///
/// Domain: all. Rounding: as [`conviction_limit`].
pub fn counted(conviction: Conviction, stake: u128, decay: Decay) -> Conviction {
    conviction.min(conviction_limit(stake, decay))
}

/// The stake that tends to a conviction: `y (1 - a)`.
///
/// Domain: all. Rounding: down, exactly the floor, but `u128::MAX` if that exceeds 128 bits.
pub fn equivalent_stake(conviction: Conviction, decay: Decay) -> u128 {
    let mut product = [0; 5];
    accumulate(&mut product, &conviction.0, &split(decay.forgotten()));
    if product[4] == 0 { join(product[2], product[3]) } else { u128::MAX }
}
