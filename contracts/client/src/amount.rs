//! Amounts of money and tokens, and shares in parts per million, as people write them.
//!
//! Everything is counted in base units of 18 decimals, as contracts see it: `1.5` is
//! 1 500 000 000 000 000 000 base units. Native money has fewer decimals on the chain itself (DOT
//! has 10), so an amount of it must be a multiple of the chain's `NativeToEthRatio`. No floating
//! point anywhere: what is typed is what is sent.

use alloy_core::primitives::U256;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{fmt, str::FromStr};

/// Decimals of every amount: of tokens, and of native money as contracts see it.
pub const DECIMALS: u8 = 18;

/// Base units in one whole token.
const UNIT: u128 = 10u128.pow(DECIMALS as u32);

/// An amount of tokens or native money in base units of 18 decimals.
///
/// Parsed from and shown as a decimal number (`1.5`); serialised as a string of base units.
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
    #[error("'{0}' has more than {1} decimals, the finest there are")]
    TooPrecise(String, u8),
    /// More than 2^128 - 1 base units.
    #[error("'{0}' is more than can exist (2^128 - 1 base units)")]
    TooLarge(String),
    /// Not a whole number of native units.
    #[error(
        "{amount} has more than {decimals} decimals, and native money is not divided further: it \
         must be a multiple of {ratio} base units. Use {below} or {above}"
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

    /// For reading: thousands separated by commas, at most `places` decimals, the rest cut off.
    /// An amount too small to show is `<0.0001` rather than a zero that it is not.
    pub fn rounded(self, places: usize) -> String {
        let places = places.min(DECIMALS.into());
        let (whole, fraction) = (self.0 / UNIT, self.0 % UNIT);
        let kept = &format!("{fraction:018}")[..places];
        let kept = kept.trim_end_matches('0');
        if whole == 0 && kept.is_empty() && fraction > 0 {
            return format!("<{}", Self(10u128.pow(u32::from(DECIMALS) - places as u32)));
        }
        let dot = if kept.is_empty() { "" } else { "." };
        format!("{}{dot}{kept}", grouped(whole))
    }
}

/// A whole number with commas between thousands.
fn grouped(number: u128) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

impl FromStr for Amount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        decimal(text, DECIMALS).map(Self)
    }
}

/// A decimal number times `10^decimals`, exactly.
fn decimal(text: &str, decimals: u8) -> Result<u128, AmountError> {
    let shown = || text.trim().to_owned();
    let text = text.trim();
    if text.is_empty() {
        return Err(AmountError::Empty);
    }
    if text.starts_with('-') {
        return Err(AmountError::Negative(shown()));
    }
    if text.contains(',') {
        return Err(AmountError::Comma(shown()));
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let clean = |part: &str| -> Option<String> {
        let plain = part.replace('_', "");
        let misplaced = part.starts_with('_') || part.ends_with('_') || part.contains("__");
        (!misplaced && plain.bytes().all(|b| b.is_ascii_digit())).then_some(plain)
    };
    let (Some(whole), Some(fraction)) = (clean(whole), clean(fraction)) else {
        return Err(AmountError::NotANumber(shown()));
    };
    if whole.is_empty() && fraction.is_empty() {
        return Err(AmountError::NotANumber(shown()));
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > decimals.into() {
        return Err(AmountError::TooPrecise(shown(), decimals));
    }
    let digits = format!("{whole}{fraction:0<width$}", width = decimals.into());
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Ok(0);
    }
    digits.parse().map_err(|_| AmountError::TooLarge(shown()))
}

impl fmt::Display for Amount {
    /// Exact, without separators: what [`Amount::from_str`] reads back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = (self.0 / UNIT, self.0 % UNIT);
        if fraction == 0 {
            return f.pad(&whole.to_string());
        }
        let fraction = format!("{fraction:018}");
        f.pad(&format!("{whole}.{}", fraction.trim_end_matches('0')))
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

/// A share in parts per million: `20%` is 200 000.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ppm(u32);

impl Ppm {
    /// The whole: 100 %.
    pub const WHOLE: Self = Self(1_000_000);

    /// So many parts per million.
    pub const fn new(ppm: u32) -> Self {
        Self(ppm)
    }

    /// The number of parts per million.
    pub const fn ppm(self) -> u32 {
        self.0
    }
}

impl FromStr for Ppm {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        let Some(percent) = text.trim().strip_suffix('%') else {
            return Err(AmountError::NotAShare(text.trim().to_owned()));
        };
        let ppm = decimal(percent, 4).map_err(|error| match error {
            AmountError::TooPrecise(..) => AmountError::ShareTooPrecise(text.trim().to_owned()),
            AmountError::TooLarge(..) => AmountError::ShareTooLarge(text.trim().to_owned()),
            _ => AmountError::NotAShare(text.trim().to_owned()),
        })?;
        match u32::try_from(ppm) {
            Ok(ppm) if ppm <= 1_000_000 => Ok(Self(ppm)),
            _ => Err(AmountError::ShareTooLarge(text.trim().to_owned())),
        }
    }
}

impl fmt::Display for Ppm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = (self.0 / 10_000, self.0 % 10_000);
        if fraction == 0 {
            return f.pad(&format!("{whole}%"));
        }
        let fraction = format!("{fraction:04}");
        f.pad(&format!("{whole}.{}%", fraction.trim_end_matches('0')))
    }
}

impl fmt::Debug for Ppm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ppm({self})")
    }
}

#[cfg(test)]
mod tests;
