//! Amounts of money and tokens, and shares in parts per million, as people write them.
//!
//! Tokens and native money are counted in base units of 18 decimals, as contracts see them: `1.5` is
//! 1 500 000 000 000 000 000 base units. Another currency has decimals of its own, see
//! [`crate::Currency`]. Native money has fewer decimals on the chain itself (DOT
//! has 10), so an amount of it must be a multiple of the chain's `NativeToEthRatio`. No floating
//! point anywhere: what is typed is what is sent.

mod share;
pub(crate) mod text;

pub use share::Ppm;

use alloy_core::primitives::U256;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{fmt, str::FromStr};
use text::decimal;

/// Decimals of tokens, and of native money as contracts see it.
pub const DECIMALS: u8 = 18;

/// Base units in one whole token.
const UNIT: u128 = 10u128.pow(DECIMALS as u32);

/// An amount in base units; of tokens or native money, unless it is said to be of a currency.
///
/// Parsed from and shown as a decimal number of 18 decimals (`1.5`); serialised as a string of base
/// units.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(u128);

/// Why a text is not an amount, or an amount not one of native money.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Nothing was written.
    #[error("an amount is missing: write a number such as 12 or 0.5")]
    Empty,
    /// Something other than digits and one decimal point.
    #[error("'{0}' is not an amount: write a number such as 12 or 0.5")]
    NotANumber(String),
    /// A comma means thousands to some and decimals to others.
    #[error(
        "'{0}' has a comma, which could mean thousands or decimals: write 1500 or 1.5 (1_500 is \
         fine as well)"
    )]
    Comma(String),
    /// A minus sign.
    #[error("'{0}' is negative: an amount is zero or more")]
    Negative(String),
    /// More decimals than base units have.
    #[error("'{0}' has more than {n}, the finest there are", n = in_decimals(u32::from(*.1)))]
    TooPrecise(String, u8),
    /// More than 2^128 - 1 base units.
    #[error("'{0}' is more than can exist (2^128 - 1 base units)")]
    TooLarge(String),
    /// Not a whole number of native units.
    #[error(
        "{amount} has more than {n}, and native money is not divided further: it must be a multiple \
         of {ratio} base units. Use {below} or {above}", n = in_decimals(*decimals)
    )]
    NotNative {
        /// The amount given.
        amount: Amount,
        /// Decimals of native money on the chain.
        decimals: u32,
        /// Base units in one native unit.
        ratio: u128,
        /// The nearest amounts that exist.
        below: Amount,
        /// The nearest amounts that exist.
        above: Amount,
    },
    /// Not a share such as `20%`.
    #[error("'{0}' is not a share: write a percentage such as 20% or 0.5%")]
    NotAShare(String),
    /// Shares have four decimals of a percent.
    #[error("'{0}' is finer than a part per million: at most 4 decimals of a percent")]
    ShareTooPrecise(String),
    /// Above one.
    #[error("'{0}' is above 100%")]
    ShareTooLarge(String),
}

/// `1 decimal`, `6 decimals`
fn in_decimals(number: u32) -> String {
    format!("{number} decimal{}", if number == 1 { "" } else { "s" })
}

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// One whole token.
    pub const ONE: Self = Self(UNIT);
    /// The most that can be written.
    pub const MAX: Self = Self(u128::MAX);

    /// So many base units.
    pub const fn from_base_units(base_units: u128) -> Self {
        Self(base_units)
    }

    /// So many whole tokens.
    pub const fn whole(tokens: u64) -> Self {
        Self(tokens as u128 * UNIT)
    }

    /// The number of base units.
    pub const fn base_units(self) -> u128 {
        self.0
    }

    /// The number of base units in 256 bits, as contracts count.
    pub const fn wide(self) -> U256 {
        U256::from_limbs([self.0 as u64, (self.0 >> 64) as u64, 0, 0])
    }

    /// Whether there is nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The sum, unless it is more than can exist.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, unless it is negative.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The difference, or zero where it would be negative.
    pub fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// `self * numerator / denominator`, rounded down; `None` for a zero denominator or a result
    /// that is more than can exist.
    pub fn mul_div(self, numerator: u128, denominator: u128) -> Option<Self> {
        let product = U256::from(self.0).checked_mul(U256::from(numerator))?;
        let quotient = product.checked_div(U256::from(denominator))?;
        u128::try_from(quotient).ok().map(Self)
    }

    /// What is left when up to `share` of this is given up, rounded up: the least to accept.
    pub fn less(self, share: Ppm) -> Self {
        // floor(a * s / 1e6) is at most `a`, so neither step can fail.
        self.saturating_sub(self.mul_div(share.ppm().into(), 1_000_000).unwrap_or(self))
    }

    /// In native units, for the value of an extrinsic; `ratio` is the chain's `NativeToEthRatio`.
    ///
    /// # Errors
    /// [`AmountError::NotNative`] when it is not a whole number of native units.
    pub fn to_native(self, ratio: u128) -> Result<u128, AmountError> {
        let ratio = ratio.max(1);
        if self.0.is_multiple_of(ratio) {
            return Ok(self.0 / ratio);
        }
        let below = self.0 - self.0 % ratio;
        Err(AmountError::NotNative {
            amount: self,
            decimals: u32::from(DECIMALS).saturating_sub(ratio.ilog10()),
            ratio,
            below: Self(below),
            above: Self(below.saturating_add(ratio)),
        })
    }

    /// From native units of the chain; `None` when it is more than can be counted here.
    pub fn from_native(native: u128, ratio: u128) -> Option<Self> {
        native.checked_mul(ratio).map(Self)
    }

    /// Base units of money that has `decimals` decimals: `1.5` is 1 500 000 of a money with 6.
    ///
    /// # Errors
    /// When the text is no amount, or finer than the money.
    pub fn parse_with(text: &str, decimals: u8) -> Result<Self, AmountError> {
        decimal(text, decimals).map(Self)
    }

    /// As a number of money that has `decimals` decimals, exact: what [`Amount::parse_with`] reads
    /// back.
    pub fn exact_with(self, decimals: u8) -> String {
        text::exact(&self.0.to_string(), decimals)
    }

    /// For reading, exact: thousands separated by commas.
    pub fn grouped(self) -> String {
        self.grouped_with(DECIMALS)
    }

    /// As [`Amount::grouped`], of money that has `decimals` decimals.
    pub fn grouped_with(self, decimals: u8) -> String {
        text::grouped(&self.0.to_string(), decimals)
    }

    /// For orientation: thousands separated by commas, at most `places` decimals, the rest cut off.
    /// An amount too small to show is `<0.0001` rather than a zero that it is not; one of more than
    /// fifteen digits before the point is `5.192 x 10^15`.
    pub fn rounded(self, places: usize) -> String {
        self.rounded_with(DECIMALS, places)
    }

    /// As [`Amount::rounded`], of money that has `decimals` decimals.
    pub fn rounded_with(self, decimals: u8, places: usize) -> String {
        text::rounded(&self.0.to_string(), decimals, places)
    }
}

/// Base units of any number as people read them, exactly: with commas between thousands.
pub fn grouped(units: U256, decimals: u8) -> String {
    text::grouped(&units.to_string(), decimals)
}

impl FromStr for Amount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        decimal(text, DECIMALS).map(Self)
    }
}

impl fmt::Display for Amount {
    /// Exact, without separators: what [`Amount::from_str`] reads back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&text::exact(&self.0.to_string(), DECIMALS))
    }
}

impl fmt::Debug for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Amount({self})")
    }
}

impl From<Amount> for U256 {
    fn from(amount: Amount) -> Self {
        U256::from(amount.0)
    }
}

impl TryFrom<U256> for Amount {
    type Error = AmountError;

    fn try_from(value: U256) -> Result<Self, AmountError> {
        u128::try_from(value).map(Self).map_err(|_| AmountError::TooLarge(value.to_string()))
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(de::Error::custom(format!("'{text}' is not a whole number of base units")));
        }
        text.parse()
            .map(Self)
            .map_err(|_| de::Error::custom(format!("'{text}' is above 2^128 - 1")))
    }
}

#[cfg(test)]
mod tests;
