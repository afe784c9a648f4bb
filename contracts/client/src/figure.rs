//! Figures that can have any size: prices, and shares that are no part of a whole. They are kept as
//! exact fractions and rounded once, where they are shown.

use crate::amount::{Amount, Ppm, text};
use alloy_core::primitives::U256;
use serde::{Serialize, Serializer};
use std::fmt;

/// Digits of a price that are shown for orientation.
const DIGITS: usize = 6;

/// The largest whole number that every reader of JSON takes as it is.
const SAFE: u64 = (1 << 53) - 1;

/// What a whole token costs, as a fraction: base units of money for base units of tokens.
///
/// Serialised as a string of base units of money for a whole token, rounded down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    money: U256,
    tokens: U256,
}

impl Price {
    /// So much money for so many tokens; none for no tokens.
    pub fn of(money: impl Into<U256>, tokens: impl Into<U256>) -> Option<Self> {
        let (money, tokens) = (money.into(), tokens.into());
        (!tokens.is_zero()).then_some(Self { money, tokens })
    }

    /// So much money for a whole token.
    pub fn per_token(money: Amount) -> Self {
        Self { money: money.into(), tokens: Amount::ONE.into() }
    }

    /// The curve's price for an amount so small that it moves nothing: reserve / (supply x ratio).
    /// None without supply or ratio.
    pub fn spot(supply: Amount, reserve: Amount, reserve_ratio: Ppm) -> Option<Self> {
        // At most 128 + 20 bits each.
        let money = reserve.wide() * U256::from(Ppm::WHOLE.ppm());
        let tokens = supply.wide() * U256::from(reserve_ratio.ppm());
        Self::of(money, tokens)
    }

    /// Base units of money for a whole token, rounded down; none where even 256 bits are too few.
    pub fn base_units(&self) -> Option<U256> {
        self.worth(Amount::ONE)
    }

    /// Money for so many tokens at this price, in base units, rounded down; none where even 256
    /// bits are too few.
    pub fn worth(&self, tokens: Amount) -> Option<U256> {
        self.money.checked_mul(tokens.into())?.checked_div(self.tokens)
    }

    /// How far another price is from this one, as a share of this one, rounded down; none where
    /// this one is zero or even 256 bits are too few.
    pub fn distance(&self, other: &Self) -> Option<Share> {
        let (own, theirs) =
            (self.money.checked_mul(other.tokens)?, other.money.checked_mul(self.tokens)?);
        Share::of(own.abs_diff(theirs), own)
    }

    /// To six digits however small it is, of money that has so many decimals, without its symbol.
    pub fn shown(&self, decimals: u8) -> String {
        if self.money.is_zero() {
            return "0".to_owned();
        }
        // So many more decimals that six digits are there.
        for more in (0..=60).step_by(6) {
            let Some(units) = self.with_decimals(more) else { break };
            let Some(decimals) = decimals.checked_add(more) else { break };
            let digits = units.to_string();
            if units.is_zero() || digits.len() < DIGITS && more < 60 {
                continue;
            }
            // Those before the point are all shown.
            let places = usize::from(decimals).saturating_sub(digits.len().saturating_sub(DIGITS));
            let places = if digits.len() > usize::from(decimals) { DIGITS } else { places };
            return text::rounded(&digits, decimals, places);
        }
        let digits = self.base_units().map_or_else(|| "0".to_owned(), |units| units.to_string());
        text::rounded(&digits, decimals, DIGITS)
    }

    /// Base units for a whole token, times `10^more`.
    fn with_decimals(&self, more: u8) -> Option<U256> {
        let factor = U256::from(10).checked_pow(U256::from(more))?;
        let money = self.money.checked_mul(Amount::ONE.into())?.checked_mul(factor)?;
        money.checked_div(self.tokens)
    }
}

impl Serialize for Price {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.base_units() {
            Some(units) => serializer.collect_str(&units),
            None => serializer.serialize_none(),
        }
    }
}

/// A share of any size in parts per million, rounded down.
///
/// Shown in percent. Serialised as a number, or where that would not be exact in every reader of
/// JSON as a string of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(U256);

impl Share {
    /// The whole: 100 %.
    pub const WHOLE: Self = Self(U256::from_limbs([1_000_000, 0, 0, 0]));

    /// So many parts per million.
    pub const fn from_ppm(ppm: u64) -> Self {
        Self(U256::from_limbs([ppm, 0, 0, 0]))
    }

    /// A part of a whole; none of no whole, or where even 256 bits are too few.
    pub fn of(part: impl Into<U256>, whole: impl Into<U256>) -> Option<Self> {
        let (part, whole) = (part.into(), whole.into());
        let million = U256::from(Ppm::WHOLE.ppm());
        if let Some(part) = part.checked_mul(million) {
            return part.checked_div(whole).map(Self);
        }
        // Both without their last 20 bits: of parts this large nothing that is shown is lost.
        let (shorter, rest): (U256, U256) = (part >> 20, whole >> 20);
        match rest.is_zero() {
            true => part.checked_div(whole)?.checked_mul(million).map(Self),
            false => shorter.checked_mul(million)?.checked_div(rest).map(Self),
        }
    }

    /// Parts per million; none above 2^64 - 1.
    pub fn ppm(self) -> Option<u64> {
        u64::try_from(self.0).ok()
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = text::rounded(&self.0.to_string(), 4, 4);
        let space = if text.contains('^') { " " } else { "" };
        f.pad(&format!("{text}{space}%"))
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.ppm() {
            Some(ppm) if ppm <= SAFE => serializer.serialize_u64(ppm),
            _ => serializer.collect_str(&self.0),
        }
    }
}

#[cfg(test)]
mod tests;
