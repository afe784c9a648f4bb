//! Whole numbers of 512 bits, for what lies between two amounts.
//!
//! A sum of any number of amounts and the product of two of them fit; the product of two such
//! numbers is formed in 1024 bits before it is divided. So nothing is rounded but results.

use core::cmp::Ordering;

use weir_economics::limbs::{accumulate, divide};

use crate::{Error, U256};

/// The limbs of a wide number.
const LIMBS: usize = 8;

/// A whole number of 512 bits, as 64-bit limbs, the least significant first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wide([u64; LIMBS]);

impl Wide {
    pub(crate) const ZERO: Self = Self([0; LIMBS]);

    /// The sum of amounts: exact, since 2^256 of them are needed to exceed it.
    pub(crate) fn sum(amounts: impl IntoIterator<Item = U256>) -> Self {
        amounts.into_iter().fold(Self::ZERO, |mut sum, amount| {
            accumulate(&mut sum.0, &amount.limbs(), &[1]);
            sum
        })
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.0 == [0; LIMBS]
    }

    pub(crate) fn is_even(&self) -> bool {
        self.0[0] & 1 == 0
    }

    /// Counts the limbs in use.
    fn used(&self) -> usize {
        LIMBS - self.0.iter().rev().take_while(|&&limb| limb == 0).count()
    }

    pub(crate) fn plus(&self, other: &Self) -> Result<Self, Error> {
        let mut sum = *self;
        let mut carry = false;
        for (limb, added) in sum.0.iter_mut().zip(other.0) {
            let (step, carry0) = limb.overflowing_add(added);
            let (step, carry1) = step.overflowing_add(carry.into());
            (*limb, carry) = (step, carry0 | carry1);
        }
        if carry { Err(Error::Overflow) } else { Ok(sum) }
    }

    pub(crate) fn minus(&self, other: &Self) -> Result<Self, Error> {
        let mut difference = *self;
        let mut borrow = false;
        for (limb, taken) in difference.0.iter_mut().zip(other.0) {
            let (step, borrow0) = limb.overflowing_sub(taken);
            let (step, borrow1) = step.overflowing_sub(borrow.into());
            (*limb, borrow) = (step, borrow0 | borrow1);
        }
        if borrow { Err(Error::Underflow) } else { Ok(difference) }
    }

    pub(crate) fn times(&self, other: &Self) -> Result<Self, Error> {
        Self::low(product(self, other))
    }

    /// `self × factor / divisor` rounded down, and whether something is left over.
    pub(crate) fn ratio(&self, factor: &Self, divisor: &Self) -> Result<(Self, bool), Error> {
        if divisor.is_zero() {
            return Err(Error::ZeroTotal);
        }
        let mut value = product(self, factor);
        let used = (self.used() + factor.used()).max(1);
        let rest = divide(&mut value[..used], &divisor.0[..divisor.used()]);
        Ok((Self::low(value)?, rest))
    }

    /// `self × factor / divisor`, rounded down.
    pub(crate) fn times_over(&self, factor: &Self, divisor: &Self) -> Result<Self, Error> {
        Ok(self.ratio(factor, divisor)?.0)
    }

    /// `self / 2`, rounded down.
    pub(crate) fn half(&self) -> Self {
        let mut half = self.0;
        let mut above = 0;
        for limb in half.iter_mut().rev() {
            (*limb, above) = (*limb >> 1 | above << 63, *limb & 1);
        }
        Self(half)
    }

    /// Compares `a × b` with `c × d`. Exact.
    pub(crate) fn compare_products(a: &Self, b: &Self, c: &Self, d: &Self) -> Ordering {
        product(a, b).iter().rev().cmp(product(c, d).iter().rev())
    }

    /// The amount, if it is one.
    pub(crate) fn narrow(&self) -> Result<U256, Error> {
        let [limb0, limb1, limb2, limb3, 0, 0, 0, 0] = self.0 else {
            return Err(Error::Overflow);
        };
        Ok(U256::from_limbs([limb0, limb1, limb2, limb3]))
    }

    fn low(product: [u64; 2 * LIMBS]) -> Result<Self, Error> {
        let mut low = [0; LIMBS];
        low.copy_from_slice(&product[..LIMBS]);
        if product[LIMBS..] == [0; LIMBS] { Ok(Self(low)) } else { Err(Error::Overflow) }
    }
}

/// `a × b`. Exact.
fn product(a: &Wide, b: &Wide) -> [u64; 2 * LIMBS] {
    let mut product = [0; 2 * LIMBS];
    let (used_a, used_b) = (a.used(), b.used());
    accumulate(&mut product[..used_a + used_b], &a.0[..used_a], &b.0[..used_b]);
    product
}

impl From<U256> for Wide {
    fn from(amount: U256) -> Self {
        Self::sum([amount])
    }
}

impl From<u64> for Wide {
    fn from(small: u64) -> Self {
        let mut limbs = [0; LIMBS];
        limbs[0] = small;
        Self(limbs)
    }
}

impl PartialOrd for Wide {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Wide {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.iter().rev().cmp(other.0.iter().rev())
    }
}
