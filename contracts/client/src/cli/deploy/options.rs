//! What a Commons is to be made with, as options.

use super::change::Change;
use crate::cli::{
    typed::Typed,
    when::{When, seconds},
};
use anyhow::{Context as _, bail};
use clap::Args;
use std::{str::FromStr, time::Duration};
use weir_client::{
    Amount, Currency, Parameters, Ppm, Recipient,
    amount::DECIMALS,
    deployment::{CommonsBounds, ConvictionParameters, HatchParameters, Settings, VoteBounds},
};

/// Seconds of half a year, for which a guardian is named unless another time is given.
const GUARDIAN: Duration = Duration::from_secs(180 * 24 * 3600);

/// The usual long notice, in seconds: 14 days.
const LONG_NOTICE: u64 = 14 * 24 * 3600;

/// Name, token and curve.
#[derive(Debug, Args)]
pub(super) struct Curve {
    /// Name of the token, at most 32 bytes
    #[arg(long)]
    pub(super) name: String,
    /// Symbol of the token, at most 12 bytes
    #[arg(long)]
    pub(super) symbol: String,
    /// Share of the token's market value that the reserve holds, above 0% up to 100%
    #[arg(long, value_name = "PERCENT")]
    reserve_ratio: Ppm,
    /// Share of each deposit that goes to the funding pool, below 100%
    #[arg(long, value_name = "PERCENT")]
    entry_tribute: Ppm,
    /// Share of each redemption that goes to the funding pool, below 100%
    #[arg(long, value_name = "PERCENT")]
    exit_tribute: Ppm,
}

/// A curve that opens at once.
#[derive(Debug, Args)]
#[command(next_help_heading = "Open the curve at once")]
pub(super) struct AtOnce {
    /// Tokens that you receive
    #[arg(
        long,
        value_name = "AMOUNT",
        requires = "reserve",
        conflicts_with = "hatch_min",
        allow_negative_numbers = true
    )]
    initial_supply: Option<Amount>,
    /// Money that you put into the reserve
    #[arg(long, value_name = "AMOUNT", requires = "initial_supply", allow_negative_numbers = true)]
    reserve: Option<Typed>,
}

/// A curve that opens after a hatch.
#[derive(Debug, Args)]
#[command(next_help_heading = "Or raise the first money in a hatch")]
pub(super) struct Hatch {
    /// Money that must be raised, or everyone is paid back
    #[arg(
        long,
        value_name = "AMOUNT",
        requires_all = ["hatch_max", "hatch_price"],
        required_unless_present = "initial_supply",
        allow_negative_numbers = true
    )]
    hatch_min: Option<Typed>,
    /// Money that is taken at most
    #[arg(long, value_name = "AMOUNT", requires = "hatch_min", allow_negative_numbers = true)]
    hatch_max: Option<Typed>,
    /// Money for a whole token
    #[arg(long, value_name = "AMOUNT", requires = "hatch_min", allow_negative_numbers = true)]
    hatch_price: Option<Typed>,
    /// Until when: a duration such as 14d, or a date
    #[arg(long, value_name = "TIME", default_value = "30d")]
    hatch_deadline: When,
    /// Share of what is raised that goes to the funding pool, below 100%
    #[arg(long, value_name = "PERCENT", default_value = "50%")]
    hatch_tribute: Ppm,
    /// For how long after the opening nothing of the hatch's tokens is free
    #[arg(long, value_name = "TIME", default_value = "90d", value_parser = seconds)]
    vesting_cliff: Duration,
    /// In how long after that half of the rest gets free, again and again
    #[arg(long, value_name = "TIME", default_value = "90d", value_parser = seconds)]
    vesting_half_life: Duration,
    /// Only accounts that you name with `weir hatch allow` may contribute
    #[arg(long)]
    allowlist: bool,
    /// How many times the hatch's price the opening price may be, at most
    #[arg(long, value_name = "TIMES", default_value = "3")]
    max_jump: Factor,
}

/// Limits, guardian and votes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Grants, votes and guardian")]
pub(super) struct Rules {
    /// Share of the funding pool that all grants of a window together must stay below
    #[arg(long, value_name = "PERCENT", default_value = "20%")]
    spending_limit: Ppm,
    /// For how long a grant counts against the spending limit, at most a year
    #[arg(long, value_name = "TIME", default_value = "30d", value_parser = seconds)]
    window: Duration,
    /// In how long support builds up by half, or fades by half
    #[arg(long, value_name = "TIME", default_value = "3d", value_parser = seconds)]
    half_life: Duration,
    /// How much support passing takes [default: 5% of the spending limit's square, so that a tiny
    /// request needs the lasting support of 5% of the stake]
    #[arg(long, value_name = "PERCENT")]
    weight: Option<Ppm>,
    /// Share of the supply that counts as staked, even if less is
    #[arg(long, value_name = "PERCENT", default_value = "10%")]
    min_stake: Ppm,
    /// Native money that the author of a proposal deposits until its end
    #[arg(long, value_name = "AMOUNT", default_value = "1", allow_negative_numbers = true)]
    proposal_deposit: Amount,
    /// How long a proposal can stay open, at most
    #[arg(long, value_name = "TIME", default_value = "90d", value_parser = seconds)]
    max_lifetime: Duration,
    /// How long people can object to a proposal that passes, before it is executed [default: the
    /// half-life, but at most a quarter of the longest lifetime]
    #[arg(long, value_name = "TIME", value_parser = seconds)]
    notice: Option<Duration>,
    /// The same for changes of rules and governor and for the wind-down [default: 14d or the notice
    /// if that is more, but at most half of the longest lifetime]
    #[arg(long, value_name = "TIME", value_parser = seconds)]
    long_notice: Option<Duration>,
    /// Who may pause for a time [default: nobody]
    #[arg(long, value_name = "ACCOUNT")]
    guardian: Option<Recipient>,
    /// When the guardian's power ends, at most four years away: a duration or a date [default: 180d]
    #[arg(long, value_name = "TIME", requires = "guardian")]
    guardian_until: Option<When>,
}

/// `2.5`, in parts per million.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Factor(u32);

impl FromStr for Factor {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("'{text}' is no factor: write a number such as 3 or 2.5");
        let number = text.trim().trim_end_matches(['x', '×']);
        let ppm = Amount::parse_with(number, 6).map_err(|_| wrong())?;
        u32::try_from(ppm.base_units()).map(Self).map_err(|_| wrong())
    }
}

/// The options together.
pub(super) struct Options<'a> {
    pub(super) curve: &'a Curve,
    pub(super) at_once: &'a AtOnce,
    pub(super) hatch: &'a Hatch,
    pub(super) rules: &'a Rules,
    pub(super) change: &'a Change,
}

impl Options<'_> {
    /// As parameters of the contracts, with money in base units of the currency and times from `now`
    /// on; `ratio` is the chain's.
    pub(super) fn parameters(
        &self,
        currency: &Currency,
        ratio: u128,
        now: u64,
    ) -> anyhow::Result<Parameters> {
        let hatch = self.hatch.parameters(currency, now)?;
        if hatch.is_none() && !currency.is_native() {
            bail!(
                "a Commons with an ERC-20 currency opens with a hatch: give --hatch-min and what \
                 belongs to it instead of --initial-supply"
            );
        }
        let reserve = self.at_once.reserve.as_ref().map(|reserve| reserve.of(currency, ratio));
        let rules = self.rules;
        rules.proposal_deposit.to_native(ratio)?;
        let (rule_share, exit_share) = self.change.shares()?;
        let (notice, long_notice) = rules.notices();
        let mut parameters = Parameters {
            name: self.curve.name.clone(),
            symbol: self.curve.symbol.clone(),
            decimals: DECIMALS,
            reserve_ratio_ppm: self.curve.reserve_ratio,
            entry_tribute_ppm: self.curve.entry_tribute,
            exit_tribute_ppm: self.curve.exit_tribute,
            initial_supply: self.at_once.initial_supply.unwrap_or_default(),
            initial_reserve: reserve.transpose()?.unwrap_or_default(),
            hatch,
            settings: Settings {
                spending_limit_ppm: rules.spending_limit,
                window: rules.window.as_secs(),
                guardian: rules.guardian.as_ref().map(|guardian| guardian.address),
                guardian_until: match rules.guardian {
                    Some(_) => rules.guardian_until.unwrap_or(When::In(GUARDIAN)).seconds(now),
                    None => 0,
                },
                bounds: CommonsBounds::default(),
            },
            conviction: ConvictionParameters {
                half_life: rules.half_life.as_secs(),
                weight_ppm: rules.weight.unwrap_or_else(|| default_weight(rules.spending_limit)),
                min_stake_ppm: rules.min_stake,
                deposit: rules.proposal_deposit,
                max_lifetime: rules.max_lifetime.as_secs(),
                notice,
                long_notice,
                rule_share_ppm: rule_share,
                exit_share_ppm: exit_share,
                bounds: VoteBounds::default(),
            },
        };
        self.change.set_bounds(&mut parameters)?;
        Ok(parameters)
    }
}

impl Rules {
    /// The notice and the long notice, in seconds.
    fn notices(&self) -> (u64, u64) {
        let lifetime = self.max_lifetime.as_secs();
        let given = |time: Option<Duration>| time.map(|time| time.as_secs());
        let usual = self.half_life.as_secs().min(lifetime / 4);
        let notice = given(self.notice).unwrap_or(usual);
        let long = given(self.long_notice).unwrap_or(LONG_NOTICE.max(notice).min(lifetime / 2));
        (notice, long)
    }
}

impl Hatch {
    fn parameters(&self, currency: &Currency, now: u64) -> anyhow::Result<Option<HatchParameters>> {
        let Some(minimum) = &self.hatch_min else { return Ok(None) };
        let needed = |option: &Option<Typed>, name| {
            let typed = option.as_ref().with_context(|| format!("a hatch needs {name}"))?;
            anyhow::Ok(typed.limit(currency)?)
        };
        Ok(Some(HatchParameters {
            minimum: minimum.limit(currency)?,
            maximum: needed(&self.hatch_max, "--hatch-max")?,
            deadline: self.hatch_deadline.seconds(now),
            price: needed(&self.hatch_price, "--hatch-price")?,
            tribute_ppm: self.hatch_tribute,
            vesting_cliff: self.vesting_cliff.as_secs(),
            vesting_half_life: self.vesting_half_life.as_secs(),
            allowlist: self.allowlist,
            max_jump_ppm: self.max_jump.0,
        }))
    }
}

/// A twentieth of the spending limit's square.
fn default_weight(spending_limit: Ppm) -> Ppm {
    let limit = u64::from(spending_limit.ppm());
    let weight = limit * limit / 20 / 1_000_000;
    Ppm::new(u32::try_from(weight).unwrap_or(u32::MAX).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_factor_is_a_number_with_or_without_its_sign() {
        assert_eq!("3".parse(), Ok(Factor(3_000_000)));
        assert_eq!("2.5x".parse(), Ok(Factor(2_500_000)));
        for wrong in ["", "x", "-1", "300%", "5000"] {
            assert!(wrong.parse::<Factor>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_default_weight_lets_a_tiny_request_pass_with_a_twentieth_of_the_stake() {
        assert_eq!(default_weight(Ppm::new(200_000)).to_string(), "0.2%");
        assert_eq!(default_weight(Ppm::new(1_000_000)).to_string(), "5%");
        assert_eq!(default_weight(Ppm::new(1)), Ppm::new(1));
    }
}
