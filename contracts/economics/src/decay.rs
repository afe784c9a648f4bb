//! How fast conviction is forgotten.

use crate::{
    Error,
    fixed::{high, subtract, wide},
    limbs::{accumulate, divide, join, split},
    power::LN_2,
};

/// The longest half-life: ten years of 365 days, in seconds.
pub const MAX_HALF_LIFE: u64 = 315_360_000;

/// The terms of the exponential's series. The first one left out is `ln(2)^41 / 41! < 2^-186`.
const TERMS: u64 = 40;

/// The share of conviction that is left after a second: a numerator of 2^128, neither none nor all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decay(u128);

impl Decay {
    /// A share per second of `numerator / 2^128`.
    ///
    /// # Errors
    /// [`Error::OutOfDomain`] for zero.
    pub fn new(numerator: u128) -> Result<Self, Error> {
        if numerator == 0 { Err(Error::OutOfDomain) } else { Ok(Self(numerator)) }
    }

    /// The share that halves conviction in so many seconds: `floor(2^128 × 2^(-1 / seconds))`.
    ///
    /// Domain: 1 to [`MAX_HALF_LIFE`].
    /// Rounding: down, exactly the floor.
    ///
    /// `2^(-1 / seconds) = e^-z` with z = ln 2 / seconds, by its series in 192 bits. z is low by less
    /// than 2 ulp, each product by 1 and each quotient by 1, which the next step multiplies by
    /// z / term: the sum is off by less than 8 ulp, and by what the series leaves out. 2^12 ulp are
    /// added, so that the half of a half-life of one second does not fall below it. All others of
    /// the domain are at least 2^34 ulp away from a whole number of 2^-128, which was tried for each.
    ///
    /// # Errors
    /// [`Error::OutOfDomain`] outside the domain.
    pub fn from_half_life(seconds: u64) -> Result<Self, Error> {
        if !(1..=MAX_HALF_LIFE).contains(&seconds) {
            return Err(Error::OutOfDomain);
        }
        let mut exponent = LN_2;
        divide(&mut exponent, &[seconds]);
        // 1 - e^-z = z (1 - z / 2 (1 - z / 3 (...))), from the inside out.
        let mut lost = [0; 3];
        for term in (1..=TERMS).rev() {
            let mut product = [0; 6];
            accumulate(&mut product, &exponent, &lost);
            lost = subtract(&exponent, &[product[3], product[4], product[5]]);
            divide(&mut lost, &[term]);
        }
        // What is left, with a little more than all the rounding, so that a half is a half.
        let left = subtract(&[1 << 12, 0, 0], &lost);
        Ok(Self(join(left[1], left[2])))
    }

    /// The numerator of 2^128.
    pub fn numerator(&self) -> u128 {
        self.0
    }

    /// `2^128 - numerator`: what a second forgets.
    pub(crate) fn forgotten(&self) -> u128 {
        self.0.wrapping_neg()
    }

    /// The share left after so many seconds, a numerator of 2^128; for none, the whole does not fit
    /// and is given as `None`.
    pub(crate) fn after(&self, mut steps: u64) -> Option<u128> {
        let mut result = None;
        let mut power = self.0;
        while steps != 0 {
            if steps & 1 == 0 {
                power = round(power, power);
                steps >>= 1;
            } else {
                result = Some(result.map_or(power, |result| round(result, power)));
                steps -= 1;
            }
        }
        result
    }
}

/// `a × b / 2^128`, rounded to the nearest, a half up.
#[inline(never)]
fn round(a: u128, b: u128) -> u128 {
    let ([a0, a1], [b0, b1]) = (split(a), split(b));
    // At most (2^64 - 1)^2 + 2^63 + 2 (2^64 - 1): no sum exceeds 128 bits.
    let low = wide(a0, b1) + high(wide(a0, b0)) as u128 + (1 << 63);
    let middle = wide(a1, b0) + low as u64 as u128;
    wide(a1, b1) + (low >> 64) + (middle >> 64)
}
