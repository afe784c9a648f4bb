//! Shares in parts per million, written as percentages.

use super::{AmountError, text::decimal};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

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
