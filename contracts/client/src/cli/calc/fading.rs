//! How fast conviction is forgotten, in the three ways that it is told.

use super::fields::Fields;
use alloy_core::primitives::U256;
use clap::Args;
use weir_economics::{Decay, MAX_HALF_LIFE, RULE_WHOLE};

/// One of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Fading {
    /// What a second leaves of a conviction, times 2^128
    #[arg(long, allow_negative_numbers = true)]
    pub(super) decay: Option<u128>,
    /// What a second leaves of a conviction, times 10^7
    #[arg(long, allow_negative_numbers = true)]
    pub(super) decay_over_1e7: Option<u128>,
    /// Seconds in which a conviction halves
    #[arg(long, allow_negative_numbers = true)]
    pub(super) half_life: Option<u64>,
}

impl Fading {
    pub(super) fn read(fields: &Fields) -> Result<Self, String> {
        let fading = Self {
            decay: fields.optional("decay")?,
            decay_over_1e7: fields.optional("decay_over_1e7")?,
            half_life: fields.optional_seconds("half_life")?,
        };
        let given =
            [fading.decay.is_some(), fading.decay_over_1e7.is_some(), fading.half_life.is_some()];
        match given.into_iter().filter(|&given| given).count() {
            0 => Err("decay is missing: give decay, decay_over_1e7 or half_life".into()),
            1 => Ok(fading),
            _ => Err("give only one of decay, decay_over_1e7 and half_life".into()),
        }
    }

    pub(super) fn decay(self) -> Result<Decay, String> {
        if let Some(seconds) = self.half_life {
            return of_half_life(seconds);
        }
        let numerator = match self.decay_over_1e7 {
            Some(share) if share < RULE_WHOLE.into() => {
                let numerator: U256 = (U256::from(share) << 128) / U256::from(RULE_WHOLE);
                // Below 2^128, since the share is less than the whole.
                u128::try_from(numerator).unwrap_or(0)
            }
            Some(_) => 0,
            None => self.decay.unwrap_or(0),
        };
        Decay::new(numerator).map_err(|_| {
            format!(
                "the decay is out of range: decay must be 1 to 2^128 - 1, decay_over_1e7 1 to {}",
                RULE_WHOLE - 1
            )
        })
    }
}

/// The decay that halves a conviction in so many seconds.
pub(super) fn of_half_life(seconds: u64) -> Result<Decay, String> {
    Decay::from_half_life(seconds)
        .map_err(|_| format!("half_life is out of range: it must be 1 to {MAX_HALF_LIFE} seconds"))
}
