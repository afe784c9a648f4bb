//! Amounts, scores and cred.

use core::{cmp::Ordering, fmt, str::FromStr};

use crate::{Error, PPM, wide::Wide};

/// A whole number of 256 bits: an amount in base units, a score, cred.
///
/// As wide as an amount of the contracts' ABI. Nothing wraps around: what does not fit is an
/// [`Error`].
///
/// ```
/// use weir_accounting::U256;
/// let amount: U256 = "123456789012345678901".parse()?;
/// assert_eq!(amount.plus(U256::from(1u32))?.to_string(), "123456789012345678902");
/// assert!(U256::MAX.plus(amount).is_err());
/// # Ok::<(), weir_accounting::Error>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct U256([u64; 4]);

impl U256 {
    /// Nothing.
    pub const ZERO: Self = Self([0; 4]);

    /// The largest number, 2^256 - 1.
    pub const MAX: Self = Self([u64::MAX; 4]);

    /// Builds a number from its 64-bit limbs, the least significant first.
    #[must_use]
    pub const fn from_limbs(limbs: [u64; 4]) -> Self {
        Self(limbs)
    }

    /// Returns the 64-bit limbs, the least significant first.
    #[must_use]
    pub const fn limbs(self) -> [u64; 4] {
        self.0
    }

    /// Returns the 32 bytes of the contracts' ABI, the most significant first.
    ///
    /// ```
    /// use weir_accounting::U256;
    /// assert_eq!(U256::from(258u32).to_be_bytes()[30..], [1, 2]);
    /// ```
    #[must_use]
    pub fn to_be_bytes(self) -> [u8; 32] {
        let mut bytes = [0; 32];
        for (word, limb) in bytes.chunks_exact_mut(8).zip(self.0.iter().rev()) {
            word.copy_from_slice(&limb.to_be_bytes());
        }
        bytes
    }

    /// Says whether the number is zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self == Self::ZERO
    }

    /// Adds.
    ///
    /// # Errors
    /// [`Error::Overflow`] above 256 bits.
    pub fn plus(self, other: Self) -> Result<Self, Error> {
        Wide::sum([self, other]).narrow()
    }

    /// Subtracts.
    ///
    /// # Errors
    /// [`Error::Underflow`] if the other number is larger.
    pub fn minus(self, other: Self) -> Result<Self, Error> {
        Wide::from(self).minus(&other.into())?.narrow()
    }

    /// Subtracts, down to nothing.
    ///
    /// ```
    /// use weir_accounting::U256;
    /// assert_eq!(U256::from(3u32).less(U256::from(5u32)), U256::ZERO);
    /// ```
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        self.minus(other).unwrap_or(Self::ZERO)
    }

    /// Computes `self × factor / divisor`, the product in as many bits as it needs.
    ///
    /// Rounding: down.
    ///
    /// ```
    /// use weir_accounting::U256;
    /// let third = U256::MAX.times_over(U256::from(2u32), U256::from(6u32))?;
    /// assert_eq!(third.times_over(U256::from(3u32), U256::from(1u32))?, U256::MAX);
    /// # Ok::<(), weir_accounting::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::ZeroTotal`] if the divisor is zero, [`Error::Overflow`] above 256 bits.
    pub fn times_over(self, factor: Self, divisor: Self) -> Result<Self, Error> {
        Wide::from(self).times_over(&factor.into(), &divisor.into())?.narrow()
    }

    /// Computes a part of the number, `self × ppm / 10^6`.
    ///
    /// Rounding: down. Limb by limb, since a discount is applied to every account and week.
    ///
    /// ```
    /// use weir_accounting::U256;
    /// assert_eq!(U256::from(1001u32).part(333_333)?, U256::from(333u32));
    /// assert!(U256::from(1001u32).part(1_000_001).is_err());
    /// # Ok::<(), weir_accounting::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::RatioOverOne`] if the part is more than the whole.
    pub fn part(self, ppm: u32) -> Result<Self, Error> {
        if ppm > PPM {
            return Err(Error::RatioOverOne);
        }
        let mut limbs = [self.0[0], self.0[1], self.0[2], self.0[3], 0];
        let mut carry = 0u64;
        for limb in &mut limbs {
            let product = u128::from(*limb) * u128::from(ppm) + u128::from(carry);
            (*limb, carry) = (product as u64, (product >> 64) as u64);
        }
        divide_small(&mut limbs, PPM);
        Ok(Self([limbs[0], limbs[1], limbs[2], limbs[3]]))
    }
}

/// `limbs / divisor`, in place, rounded down; the remainder. Zeros at the top cost nothing.
fn divide_small(limbs: &mut [u64], divisor: u32) -> u64 {
    let divisor = u64::from(divisor);
    let mut rest = 0;
    for limb in limbs.iter_mut().rev() {
        if rest == 0 && *limb < divisor {
            rest = core::mem::take(limb);
            continue;
        }
        let upper = rest << 32 | *limb >> 32;
        let lower = (upper % divisor) << 32 | *limb & 0xffff_ffff;
        *limb = ((upper / divisor) << 32) | (lower / divisor);
        rest = lower % divisor;
    }
    rest
}

impl From<u128> for U256 {
    fn from(number: u128) -> Self {
        Self([number as u64, (number >> 64) as u64, 0, 0])
    }
}

impl From<u64> for U256 {
    fn from(number: u64) -> Self {
        Self([number, 0, 0, 0])
    }
}

impl From<u32> for U256 {
    fn from(number: u32) -> Self {
        Self([number.into(), 0, 0, 0])
    }
}

impl TryFrom<U256> for u128 {
    type Error = Error;

    fn try_from(number: U256) -> Result<Self, Error> {
        let [limb0, limb1, 0, 0] = number.0 else {
            return Err(Error::Overflow);
        };
        Ok(u128::from(limb0) | u128::from(limb1) << 64)
    }
}

impl TryFrom<U256> for u64 {
    type Error = Error;

    fn try_from(number: U256) -> Result<Self, Error> {
        let [limb0, 0, 0, 0] = number.0 else {
            return Err(Error::Overflow);
        };
        Ok(limb0)
    }
}

impl PartialOrd for U256 {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for U256 {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.iter().rev().cmp(other.0.iter().rev())
    }
}

impl FromStr for U256 {
    type Err = Error;

    /// Reads decimal digits, and nothing but those.
    fn from_str(text: &str) -> Result<Self, Error> {
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Error::NotANumber);
        }
        let mut limbs = [0u64; 4];
        for digit in text.bytes() {
            let mut carry = u64::from(digit - b'0');
            for limb in &mut limbs {
                let step = u128::from(*limb) * 10 + u128::from(carry);
                (*limb, carry) = (step as u64, (step >> 64) as u64);
            }
            if carry != 0 {
                return Err(Error::Overflow);
            }
        }
        Ok(Self(limbs))
    }
}

impl fmt::Display for U256 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // 2^256 has 78 digits.
        let mut digits = [0; 78];
        let mut first = digits.len();
        let mut limbs = self.0;
        while first == digits.len() || limbs != [0; 4] {
            first -= 1;
            digits[first] = b'0' + divide_small(&mut limbs, 10) as u8;
        }
        let text = core::str::from_utf8(&digits[first..]).map_err(|_| fmt::Error)?;
        formatter.pad_integral(true, "", text)
    }
}

impl fmt::Debug for U256 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
