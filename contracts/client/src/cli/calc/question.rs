//! What can be asked, and the answers.

use super::fading::{Fading, of_half_life};
use alloy_core::primitives::U256;
use clap::{Args, Subcommand};
use weir_economics::{
    Conviction, Error, ONE, RULE_WHOLE, Rule, conviction, counted, executable_from, hatch_tokens,
    locked, opening_jump, purchase_return, revocation_threshold, sale_return, share_of, spot_price,
    supply_threshold, threshold, tribute,
};

/// A question about a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
pub(crate) enum Question {
    /// Tokens for a deposit, tributes aside: supply x ((1 + amount / reserve)^ratio - 1)
    PurchaseReturn {
        #[command(flatten)]
        curve: Curve,
        /// Money put into the reserve, base units
        #[arg(long, allow_negative_numbers = true)]
        amount: u128,
    },
    /// Money for tokens, tributes aside: reserve x (1 - (1 - amount / supply)^(1 / ratio))
    SaleReturn {
        #[command(flatten)]
        curve: Curve,
        /// Tokens given up, base units
        #[arg(long, allow_negative_numbers = true)]
        amount: u128,
    },
    /// Money for a whole token at the margin: reserve / (supply x ratio)
    SpotPrice {
        #[command(flatten)]
        curve: Curve,
    },
    /// The part of a payment that goes to the funding pool, rounded up
    Tribute {
        /// What is paid, base units
        #[arg(long, allow_negative_numbers = true)]
        amount: u128,
        /// The tribute in parts per million, 0 to 1000000
        #[arg(long, allow_negative_numbers = true)]
        tribute_ppm: u32,
    },
    /// Conviction after some seconds: decay^steps x previous + stake x (1 - decay^steps) / (1 - decay)
    Conviction {
        /// Conviction before
        #[arg(long, allow_negative_numbers = true)]
        previous: U256,
        /// Tokens staked meanwhile, base units
        #[arg(long, allow_negative_numbers = true)]
        stake: u128,
        /// Seconds
        #[arg(long, allow_negative_numbers = true)]
        steps: u64,
        #[command(flatten)]
        fading: Fading,
    },
    /// Conviction that a request must exceed: weight x supply / ((1 - decay) (max ratio - requested / funds)^2)
    Threshold {
        /// Money asked for, base units
        #[arg(long, allow_negative_numbers = true)]
        requested: u128,
        /// Money in the funding pool, base units
        #[arg(long, allow_negative_numbers = true)]
        funds: u128,
        /// The stake that thresholds count with, base units
        #[arg(long, allow_negative_numbers = true)]
        supply: u128,
        /// The share of the funds that a request must stay below, over 10^7
        #[arg(long, allow_negative_numbers = true)]
        max_ratio_over_1e7: u32,
        /// How high thresholds are, over 10^7
        #[arg(long, allow_negative_numbers = true)]
        weight_over_1e7: u32,
        #[command(flatten)]
        fading: Fading,
    },
    /// Conviction that a request to revoke a grant must exceed, of what is not yet due of it
    RevocationThreshold {
        /// Money of the grant that is not yet due, base units
        #[arg(long, allow_negative_numbers = true)]
        remaining: u128,
        /// Money in the funding pool without it, base units
        #[arg(long, allow_negative_numbers = true)]
        funds: u128,
        /// The stake that thresholds count with, base units
        #[arg(long, allow_negative_numbers = true)]
        supply: u128,
        /// The share of the stake that the grant's own proposal had, in parts per million
        #[arg(long, allow_negative_numbers = true)]
        share_ppm: u32,
        /// The share of the funds that a request must stay below, over 10^7
        #[arg(long, allow_negative_numbers = true)]
        max_ratio_over_1e7: u32,
        /// How high thresholds are, over 10^7
        #[arg(long, allow_negative_numbers = true)]
        weight_over_1e7: u32,
        #[command(flatten)]
        fading: Fading,
    },
    /// Conviction that a change of rules or governor or a wind-down must exceed: share x supply / (1 - decay)
    SupplyThreshold {
        /// The supply that it is a share of, base units
        #[arg(long, allow_negative_numbers = true)]
        supply: u128,
        /// The share in parts per million, 0 to 1000000
        #[arg(long, allow_negative_numbers = true)]
        share_ppm: u32,
        #[command(flatten)]
        fading: Fading,
    },
    /// What of a conviction counts with so much stake behind it: at most what that tends to
    Counted {
        /// The conviction
        #[arg(long, allow_negative_numbers = true)]
        conviction: U256,
        /// Tokens staked now, base units
        #[arg(long, allow_negative_numbers = true)]
        stake: u128,
        #[command(flatten)]
        fading: Fading,
    },
    /// From when on an announced proposal can be executed, in seconds
    ExecutableFrom {
        /// When it was announced
        #[arg(long, allow_negative_numbers = true)]
        announced: u64,
        /// Its notice
        #[arg(long, allow_negative_numbers = true)]
        notice: u64,
        /// The notice of a proposal for money, which it waits for after a pause; at most a week
        #[arg(long, allow_negative_numbers = true)]
        short_notice: u64,
        /// Until when the Commons was paused last; 0: never
        #[arg(long, default_value_t = 0, allow_negative_numbers = true)]
        paused_until: u64,
    },
    /// The share of an amount that a part has of a whole, rounded down: amount x part / whole
    ShareOf {
        /// The amount, such as the reserve
        #[arg(long, allow_negative_numbers = true)]
        amount: u128,
        /// The part, such as the tokens redeemed
        #[arg(long, allow_negative_numbers = true)]
        part: u128,
        /// The whole, such as all tokens
        #[arg(long, allow_negative_numbers = true)]
        whole: u128,
    },
    /// What a second leaves of a conviction, times 2^128: 2^(128 - 1 / half-life)
    Decay {
        /// Seconds in which a conviction halves
        #[arg(long, allow_negative_numbers = true)]
        half_life: u64,
    },
    /// Tokens that have come free: amount x (1 - 2^(-(age - cliff) / half-life)), nothing before the cliff
    Vesting {
        /// Tokens that vest, base units; if not given 10^18, so that the answer is a share of it
        #[arg(long, default_value_t = ONE, allow_negative_numbers = true)]
        amount: u128,
        /// For how long nothing comes free, seconds
        #[arg(long, allow_negative_numbers = true)]
        cliff: u64,
        /// Seconds in which half of what is left comes free, from the cliff on
        #[arg(long, allow_negative_numbers = true)]
        half_life: u32,
        /// Seconds since vesting began
        #[arg(long, allow_negative_numbers = true)]
        age: u64,
    },
    /// Tokens for a contribution to the hatch: contribution / price
    HatchTokens {
        /// Money contributed, base units
        #[arg(long, allow_negative_numbers = true)]
        contribution: u128,
        /// Base units of money for a whole token
        #[arg(long, allow_negative_numbers = true)]
        price: u128,
    },
    /// The price after the hatch in millionths of the hatch's: (1 - tribute) / reserve ratio, rounded up
    OpeningJump {
        /// The hatch tribute in parts per million, 0 to 1000000
        #[arg(long, allow_negative_numbers = true)]
        tribute_ppm: u32,
        /// Reserve ratio in parts per million, 1 to 1000000
        #[arg(long, allow_negative_numbers = true)]
        reserve_ratio_ppm: u32,
    },
}

/// The state of a curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Args)]
pub(crate) struct Curve {
    /// Tokens that exist, base units
    #[arg(long, allow_negative_numbers = true)]
    pub(super) supply: u128,
    /// Money in the reserve, base units
    #[arg(long, allow_negative_numbers = true)]
    pub(super) reserve: u128,
    /// Reserve ratio in parts per million, 1 to 1000000
    #[arg(long, allow_negative_numbers = true)]
    pub(super) reserve_ratio_ppm: u32,
}

impl Question {
    /// The answer, or why there is none.
    pub(super) fn answer(self) -> Result<U256, String> {
        let answer = match self {
            Self::PurchaseReturn { curve: c, amount } => {
                purchase_return(c.supply, c.reserve, c.reserve_ratio_ppm, amount)
            }
            Self::SaleReturn { curve: c, amount } => {
                sale_return(c.supply, c.reserve, c.reserve_ratio_ppm, amount)
            }
            Self::SpotPrice { curve: c } => spot_price(c.supply, c.reserve, c.reserve_ratio_ppm),
            Self::Tribute { amount, tribute_ppm } => tribute(amount, tribute_ppm),
            Self::Conviction { previous, stake, steps, fading } => {
                let previous = narrow("previous", previous)?;
                return conviction(previous, stake, fading.decay()?, steps)
                    .map(number)
                    .map_err(|error| self.reason(error));
            }
            Self::Threshold {
                requested,
                funds,
                supply,
                max_ratio_over_1e7: limit,
                weight_over_1e7: weight,
                fading,
            } => {
                let rule = rule(fading, limit, weight)?;
                return threshold(requested, funds, supply, &rule)
                    .map(number)
                    .map_err(|error| self.reason(error));
            }
            Self::RevocationThreshold {
                remaining,
                funds,
                supply,
                share_ppm,
                max_ratio_over_1e7: limit,
                weight_over_1e7: weight,
                fading,
            } => {
                let rule = rule(fading, limit, weight)?;
                return revocation_threshold(remaining, funds, supply, share_ppm, &rule)
                    .map(number)
                    .map_err(|error| self.reason(error));
            }
            Self::SupplyThreshold { supply, share_ppm, fading } => {
                return supply_threshold(supply, share_ppm, fading.decay()?)
                    .map(number)
                    .map_err(|error| self.reason(error));
            }
            Self::Counted { conviction, stake, fading } => {
                let conviction = narrow("conviction", conviction)?;
                return Ok(number(counted(conviction, stake, fading.decay()?)));
            }
            Self::ExecutableFrom { announced, notice, short_notice, paused_until } => {
                Ok(executable_from(announced, notice, short_notice, paused_until).into())
            }
            Self::ShareOf { amount, part, whole } => share_of(amount, part, whole),
            Self::Decay { half_life } => Ok(of_half_life(half_life)?.numerator()),
            Self::Vesting { amount, cliff, half_life, age } => {
                Ok(amount - locked(amount, age, cliff, half_life.into()))
            }
            Self::HatchTokens { contribution, price } => hatch_tokens(contribution, price),
            Self::OpeningJump { tribute_ppm, reserve_ratio_ppm } => {
                opening_jump(tribute_ppm, reserve_ratio_ppm).map(u128::from)
            }
        };
        answer.map(U256::from).map_err(|error| self.reason(error))
    }

    /// The domain, spelt out.
    fn reason(self, error: Error) -> String {
        let domain = match self {
            _ if error != Error::OutOfDomain => return error.to_string(),
            Self::PurchaseReturn { .. } | Self::SaleReturn { .. } | Self::SpotPrice { .. } => {
                "supply and reserve must be 1 to 2^112, the amount 1 to 2^112 and at most the \
                 supply in a sale, and the ratio 1 to 1000000 ppm"
            }
            Self::HatchTokens { .. } => "the price must be at least 1",
            Self::ShareOf { .. } => "the whole must be at least 1",
            Self::RevocationThreshold { .. } | Self::SupplyThreshold { .. } => {
                "the share must be at most 1000000 ppm"
            }
            _ => "the tribute must be at most 1000000 ppm, the ratio 1 to 1000000 ppm",
        };
        format!("{error}: {domain}")
    }
}

/// A number as a conviction.
fn narrow(name: &str, number: U256) -> Result<Conviction, String> {
    match number.into_limbs() {
        [limb0, limb1, limb2, 0] => Ok(Conviction::from_limbs([limb0, limb1, limb2])),
        _ => Err(format!("{name} is above 2^192 - 1")),
    }
}

/// What a vote is decided by.
fn rule(fading: Fading, limit: u32, weight: u32) -> Result<Rule, String> {
    if limit > RULE_WHOLE || weight > RULE_WHOLE {
        return Err(format!("max_ratio_over_1e7 or weight_over_1e7 is above {RULE_WHOLE}"));
    }
    Ok(Rule { decay: fading.decay()?, limit, weight })
}

/// A conviction as one number.
fn number(conviction: Conviction) -> U256 {
    let [limb0, limb1, limb2] = conviction.limbs();
    U256::from_limbs([limb0, limb1, limb2, 0])
}
