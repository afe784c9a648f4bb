//! The exact results of the curve, rounded down.

use num_bigint::BigInt;

use crate::oracle::{BITS, exp_minus_1, ln, ln_2, ratio};

/// One whole, in parts per million.
const PPM: u32 = 1_000_000;

/// Exact results, with what they all need computed once.
pub(crate) struct Exact {
    ln_2: BigInt,
}

impl Exact {
    /// The oracle.
    pub(crate) fn new() -> Self {
        Self { ln_2: ln_2() }
    }

    /// The floor of `supply × ((1 + deposit / reserve)^w - 1)`.
    pub(crate) fn purchase(&self, supply: u128, reserve: u128, ppm: u32, deposit: u128) -> BigInt {
        let y = ln(&ratio(reserve + deposit, reserve), &self.ln_2) * ppm / PPM;
        floor(exp_minus_1(&y) * supply)
    }

    /// The floor of `reserve × (1 - (1 - amount / supply)^(1 / w))`.
    pub(crate) fn sale(&self, supply: u128, reserve: u128, ppm: u32, amount: u128) -> BigInt {
        if amount == supply {
            return BigInt::from(reserve);
        }
        let y = ln(&ratio(supply, supply - amount), &self.ln_2) * PPM / ppm;
        // Beyond this, e^-y × 2^112 is far below a unit, and less than all is returned.
        if y > (BigInt::from(100) << BITS) {
            return BigInt::from(reserve - 1);
        }
        // 1 - e^-y = (e^y - 1) / e^y
        let power = exp_minus_1(&y);
        let share = (&power << BITS) / (&power + (BigInt::from(1) << BITS));
        floor(share * reserve)
    }
}

/// The floor of a number that is low by next to nothing: a whole number may look like a little
/// less than it.
fn floor(value: BigInt) -> BigInt {
    (value + (BigInt::from(1) << (BITS - 300))) >> BITS
}
