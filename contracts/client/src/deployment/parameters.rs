//! What a Commons and its conviction contract are made with, and whether they would accept it.

use super::{
    bounds::{CommonsBounds, VoteBounds},
    check,
};
use crate::{
    amount::{Amount, Ppm},
    text,
};
use alloy_core::primitives::Address;
use serde::{Deserialize, Serialize};

/// The largest supply, reserve and contribution, in base units: the curve's domain.
const DOMAIN: u128 = weir_economics::MAX_AMOUNT;
/// Seconds of ten years, the longest time that the contracts take.
pub const TEN_YEARS: u64 = 10 * YEAR;
/// Seconds of a year.
pub const YEAR: u64 = 365 * 24 * 3600;

/// What a Commons is made with. A vote may change the rules among it later, within their bounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameters {
    /// Name of the token, at most 32 bytes.
    pub name: String,
    /// Symbol of the token, at most 12 bytes.
    pub symbol: String,
    /// Decimals of the token: always 18.
    pub decimals: u8,
    /// Share of the token's market value that the reserve holds, above 0 up to 100 %.
    pub reserve_ratio_ppm: Ppm,
    /// Share of a deposit that goes to the funding pool, below 100 %.
    pub entry_tribute_ppm: Ppm,
    /// Share of a redemption that goes to the funding pool, below 100 %.
    pub exit_tribute_ppm: Ppm,
    /// Tokens that the deployer starts with; zero with a hatch.
    pub initial_supply: Amount,
    /// Money that the deployer put into the reserve; zero with a hatch.
    pub initial_reserve: Amount,
    /// How the first money is raised; absent where the curve opened at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hatch: Option<HatchParameters>,
    /// Limits and guardian.
    pub settings: Settings,
    /// What the conviction contract was made with.
    pub conviction: ConvictionParameters,
}

/// How a hatch raises the first money. Money in base units of the currency, times in seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HatchParameters {
    /// The hatch fails when less than this is raised.
    pub minimum: Amount,
    /// What would exceed this is returned.
    pub maximum: Amount,
    /// Until when contributions are taken, seconds since the Unix epoch.
    pub deadline: u64,
    /// Money for a whole token.
    pub price: Amount,
    /// Share of what is raised that goes to the funding pool, below 100 %.
    pub tribute_ppm: Ppm,
    /// For how long after the opening nothing of the hatch's tokens is free.
    pub vesting_cliff: u64,
    /// In how long after the cliff half of what vests gets free.
    pub vesting_half_life: u64,
    /// Whether only accounts that the owner names may contribute.
    pub allowlist: bool,
    /// The most by which the price may jump at the opening, in parts per million of the hatch's.
    pub max_jump_ppm: u32,
}

/// Limits that the Commons keeps by itself, and its guardian.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// All grants of a window together must stay below this share of the funding pool.
    pub spending_limit_ppm: Ppm,
    /// Seconds for which a grant counts against the spending limit.
    pub window: u64,
    /// Who may pause; absent: nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guardian: Option<Address>,
    /// When the guardian's power ends, seconds since the Unix epoch; 0 without a guardian.
    pub guardian_until: u64,
    /// Within what a vote may change the rules of the Commons.
    pub bounds: CommonsBounds,
}

/// What the conviction contract is made with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConvictionParameters {
    /// Seconds in which conviction covers half of the way to its limit.
    pub half_life: u64,
    /// How much conviction passing takes: rho of the threshold.
    pub weight_ppm: Ppm,
    /// The share of the supply that thresholds count with at least.
    pub min_stake_ppm: Ppm,
    /// What a proposal's author deposits at least: native money, in base units.
    pub deposit: Amount,
    /// The longest time that a proposal can stay open, in seconds.
    pub max_lifetime: u64,
    /// Seconds between the announcement of a proposal and its execution.
    pub notice: u64,
    /// The same for changes of rules and governor and for the wind-down.
    pub long_notice: u64,
    /// The share of the supply that must support a change of a rule or of the governor; 0: neither
    /// ever changes.
    pub rule_share_ppm: Ppm,
    /// The share of the supply that must support the wind-down; 0: there is none.
    pub exit_share_ppm: Ppm,
    /// Within what a vote may change the rules of the vote.
    pub bounds: VoteBounds,
}

impl Parameters {
    /// Whether the contracts would accept these, times that depend on the moment aside.
    ///
    /// # Errors
    /// A sentence about the first one that they would not.
    pub fn validate(&self) -> Result<(), String> {
        check::text("name", &self.name, 32)?;
        check::text("symbol", &self.symbol, 12)?;
        if self.decimals != crate::amount::DECIMALS {
            return Err(format!("the token has {} decimals instead of 18", self.decimals));
        }
        if self.reserve_ratio_ppm.ppm() == 0 || self.reserve_ratio_ppm > Ppm::WHOLE {
            return Err("the reserve ratio must be above 0% and at most 100%".into());
        }
        for (what, share) in [("entry", self.entry_tribute_ppm), ("exit", self.exit_tribute_ppm)] {
            if share >= Ppm::WHOLE {
                return Err(format!("the {what} tribute must be below 100%"));
            }
        }
        match &self.hatch {
            Some(hatch) => {
                if !self.initial_supply.is_zero() || !self.initial_reserve.is_zero() {
                    return Err("a Commons with a hatch starts with neither supply nor reserve: \
                                the hatch makes them"
                        .into());
                }
                hatch.validate(self.reserve_ratio_ppm)?;
            }
            None => {
                for (what, amount) in [
                    ("initial supply", self.initial_supply),
                    ("initial reserve", self.initial_reserve),
                ] {
                    if amount.is_zero() {
                        return Err(format!("the {what} must be above zero"));
                    }
                    check::domain(what, amount.base_units())?;
                }
            }
        }
        self.settings.validate()?;
        self.conviction.validate(self.settings.spending_limit_ppm)?;
        self.validate_bounds()
    }

    /// Checks name and symbol of a Commons that is to be made: each has something to see and nothing
    /// that hides, and the symbol is none of those of the money that it is shown beside.
    ///
    /// # Errors
    /// A sentence about the first one that would mislead.
    pub fn validate_texts<'a>(
        &self,
        money: impl IntoIterator<Item = &'a str>,
    ) -> Result<(), String> {
        check::label("name", &self.name, 32)?;
        check::label("symbol", &self.symbol, 12)?;
        let plain = |symbol: &str| symbol.trim().to_uppercase();
        for other in money {
            if plain(other) == plain(&self.symbol) {
                return Err(format!(
                    "the symbol {} is the one of the money {other}: give another, or their \
                     amounts look the same",
                    self.symbol
                ));
            }
        }
        Ok(())
    }

    /// [`Parameters::validate`], and whether the times fit `now`, seconds since the Unix epoch.
    ///
    /// # Errors
    /// A sentence about the first one that the contracts would not accept.
    pub fn validate_at(&self, now: u64) -> Result<(), String> {
        self.validate()?;
        if let Some(hatch) = &self.hatch {
            if hatch.deadline <= now {
                return Err("the hatch's deadline has passed".into());
            }
            if hatch.deadline - now > YEAR {
                return Err("the hatch's deadline is more than a year away".into());
            }
        }
        if self.settings.guardian.is_some() {
            if self.settings.guardian_until <= now {
                return Err("the guardian's end date has passed".into());
            }
            if self.settings.guardian_until - now > 4 * YEAR {
                return Err("the guardian's end date is more than four years away".into());
            }
        }
        Ok(())
    }
}

impl HatchParameters {
    /// The spot price right after the opening as a share of the hatch's price, in parts per
    /// million: (1 - tribute) / reserve ratio, rounded up.
    pub fn jump_ppm(&self, reserve_ratio: Ppm) -> Option<u32> {
        weir_economics::opening_jump(self.tribute_ppm.ppm(), reserve_ratio.ppm()).ok()
    }

    /// The spot price right after the opening, rounded down; `None` where it cannot be counted.
    pub fn opening_price(&self, reserve_ratio: Ppm) -> Option<Amount> {
        let rest = Ppm::WHOLE.ppm().checked_sub(self.tribute_ppm.ppm())?;
        self.price.mul_div(rest.into(), reserve_ratio.ppm().into())
    }

    /// Tokens for a contribution, rounded down.
    pub fn tokens(&self, contribution: Amount) -> Option<Amount> {
        let tokens =
            weir_economics::hatch_tokens(contribution.base_units(), self.price.base_units());
        tokens.ok().map(Amount::from_base_units)
    }

    fn validate(&self, reserve_ratio: Ppm) -> Result<(), String> {
        if self.minimum.is_zero() {
            return Err("the hatch's minimum must be above zero".into());
        }
        if self.minimum > self.maximum {
            return Err("the hatch's minimum is above its maximum".into());
        }
        check::domain("hatch's maximum", self.maximum.base_units())?;
        if self.price.is_zero() {
            return Err("the hatch's price must be above zero".into());
        }
        if self.price.base_units() > u128::MAX / 1_000_000 {
            return Err("the hatch's price is more than the contract can count".into());
        }
        if self.tribute_ppm >= Ppm::WHOLE {
            return Err("the hatch tribute must be below 100%".into());
        }
        match (self.tokens(self.minimum), self.tokens(self.maximum)) {
            (Some(least), Some(most)) if !least.is_zero() && most.base_units() <= DOMAIN => {}
            (Some(least), _) if least.is_zero() => {
                return Err("the hatch's price is so high that its minimum buys no token".into());
            }
            _ => {
                return Err("the hatch's price is so low that its maximum buys more tokens than \
                            the curve can compute (2^112 base units)"
                    .into());
            }
        }
        let tribute = weir_economics::tribute(self.minimum.base_units(), self.tribute_ppm.ppm());
        if tribute.is_ok_and(|tribute| tribute >= self.minimum.base_units()) {
            return Err("the hatch's minimum leaves nothing for the reserve".into());
        }
        check::years("vesting cliff", self.vesting_cliff)?;
        check::years("vesting half-life", self.vesting_half_life)?;
        if self.vesting_cliff > 0 && self.vesting_half_life == 0 {
            return Err("a vesting cliff needs a vesting half-life above zero".into());
        }
        match self.jump_ppm(reserve_ratio) {
            Some(jump) if jump <= self.max_jump_ppm => Ok(()),
            jump => Err(format!(
                "the price would jump to {} times the hatch's when the curve opens, above the {} \
                 times allowed: raise the hatch tribute or the reserve ratio, or --max-jump (the \
                 jump is (1 - hatch tribute) / reserve ratio, and tempts contributors to leave)",
                jump.map_or("too many".to_owned(), check::factor),
                check::factor(self.max_jump_ppm)
            )),
        }
    }
}

impl Settings {
    fn validate(&self) -> Result<(), String> {
        check::above_zero("spending limit", self.spending_limit_ppm)?;
        if self.window == 0 || self.window > YEAR {
            return Err("the window must be at least a second and at most a year".into());
        }
        match self.guardian {
            None if self.guardian_until != 0 => {
                Err("there is an end date for a guardian, but no guardian".into())
            }
            Some(guardian) if guardian.is_zero() => Err("the guardian's address is zero".into()),
            Some(_) if self.guardian_until == 0 => {
                Err("a guardian needs an end date: --guardian-until".into())
            }
            _ => Ok(()),
        }
    }
}

impl ConvictionParameters {
    fn validate(&self, spending_limit: Ppm) -> Result<(), String> {
        if self.half_life == 0 {
            return Err(
                "the half-life of conviction must be at least a second and at most ten years"
                    .into(),
            );
        }
        check::years("half-life of conviction", self.half_life)?;
        if self.min_stake_ppm > Ppm::WHOLE {
            return Err("the minimum stake must be at most 100%".into());
        }
        if self.max_lifetime == 0 {
            return Err(
                "the longest lifetime of proposals must be at least a second and at most ten years"
                    .into(),
            );
        }
        check::years("longest lifetime of proposals", self.max_lifetime)?;
        if self.notice > self.long_notice {
            return Err(format!(
                "the notice of {} is above the long notice of {}",
                text::duration(self.notice),
                text::duration(self.long_notice)
            ));
        }
        if self.long_notice >= self.max_lifetime {
            return Err(format!(
                "the long notice of {} must be below the longest lifetime of proposals, {}: what \
                 takes it could never be executed",
                text::duration(self.long_notice),
                text::duration(self.max_lifetime)
            ));
        }
        for (what, share) in
            [("rule share", self.rule_share_ppm), ("exit share", self.exit_share_ppm)]
        {
            if share >= Ppm::WHOLE {
                return Err(format!("the {what} must be below 100%"));
            }
        }
        if self.weight_ppm.ppm() == 0 {
            return Err("the weight must be above 0%".into());
        }
        let limit = u64::from(spending_limit.ppm());
        if u64::from(self.weight_ppm.ppm()) * 1_000_000 >= limit * limit {
            let square = (limit * limit / 1_000_000).saturating_sub(1);
            return Err(format!(
                "with a weight of {} and a spending limit of {spending_limit} no proposal could \
                 ever pass: the weight must be below the square of the spending limit, at most {}",
                self.weight_ppm,
                Ppm::new(u32::try_from(square).unwrap_or(u32::MAX))
            ));
        }
        Ok(())
    }
}
