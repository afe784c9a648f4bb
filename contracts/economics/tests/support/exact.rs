//! The exact results of the curve, rounded down, and of vesting, rounded up.

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

    /// `amount × 2^(-since / half_life)`, rounded up, for at most 128 half-lives.
    pub(crate) fn locked(&self, amount: u128, since: u64, half_life: u64) -> BigInt {
        let halvings = since / half_life;
        if amount == 0 || since % half_life == 0 {
            return (BigInt::from(amount) + (BigInt::from(1) << halvings) - 1) >> halvings;
        }
        let power = exp_minus_1(&(&self.ln_2 * since / half_life)) + (BigInt::from(1) << BITS);
        // Not whole, and no nearer to a whole number than the oracle is to the truth.
        (BigInt::from(amount) << BITS) / power + 1u32
    }
}

/// The floor of a number that is low by next to nothing: a whole number may look like a little
/// less than it.
fn floor(value: BigInt) -> BigInt {
    (value + (BigInt::from(1) << (BITS - 300))) >> BITS
}
