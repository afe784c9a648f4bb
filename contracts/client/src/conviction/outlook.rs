//! What people ask of a proposal: how far it is, how many tokens it lacks, when it passes at today's
//! stake, or why it cannot.

use super::{Conviction, ConvictionSettings, NEVER, Proposal, ProposalKind, Status, Totals};
use crate::{
    amount::{Amount, Ppm},
    commons::{Commons, Interface},
    error::Error,
    figure::Share,
};
use alloy_core::primitives::{Address, U256};
use serde::{Serialize, Serializer};
use weir_economics::{
    Decay, RULE_WHOLE, Rule,
    forecast::{Reason, Standing, TimeToPass, seconds_to_pass, tokens_needed},
};

/// The vote as of one block: what the outlook of every proposal depends on.
#[derive(Debug, Clone)]
pub struct Forecast {
    /// What the vote is decided by.
    pub settings: ConvictionSettings,
    /// All stakes together.
    pub totals: Totals,
    /// Tokens that exist.
    pub supply: Amount,
    /// Money in the funding pool.
    pub funds: Amount,
    /// Until when the guardian has paused; in the past or 0: not.
    pub paused_until: u64,
    /// The block's time, seconds since the Unix epoch.
    pub now: u64,
    rule: Rule,
}

/// What is to be said of a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outlook {
    /// Conviction as a share of the threshold.
    #[serde(rename = "progress_ppm")]
    pub progress: Option<Share>,
    /// When it passes, if stakes, funds and supply stay as they are.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// Tokens that have to be staked on it in addition, so that it passes before it expires; `None`
    /// where no number would do, or nothing is needed to be asked.
    pub tokens_needed: Option<Amount>,
    /// What stands in the way apart from the vote.
    pub obstacle: Option<Obstacle>,
}

/// When a proposal passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// It is over.
    Over,
    /// Its time is over, which anyone can tell the contract.
    Overdue,
    /// It requests nothing: it never passes.
    Signal,
    /// It can be executed now.
    Now,
    /// It can be executed in so many seconds.
    In {
        /// How many.
        seconds: u64,
    },
    /// It cannot pass.
    Never {
        /// Why.
        #[serde(serialize_with = "as_text")]
        because: Reason,
    },
}

/// What the Commons would refuse though the vote allows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Obstacle {
    /// The guardian has paused.
    Paused {
        /// Until then, seconds since the Unix epoch.
        until: u64,
    },
    /// The beneficiary's recent grants count against the limit of one beneficiary.
    RecentGrants {
        /// How much of them counts now.
        counted: Amount,
    },
}

/// What the Commons says of a moment.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// Tokens that exist.
    pub supply: Amount,
    /// Money in the funding pool.
    pub funds: Amount,
    /// Until when the guardian has paused; in the past or 0: not.
    pub paused_until: u64,
    /// The moment, seconds since the Unix epoch.
    pub now: u64,
}

impl Conviction {
    /// The vote at one block, to judge proposals by. The proposals must be read at the same block:
    /// give a Commons that is pinned to it.
    ///
    /// # Errors
    /// As [`Conviction::ask`].
    pub async fn forecast(&self, commons: &Commons) -> Result<Forecast, Error> {
        let conviction = self.beside(commons);
        let settings = conviction.settings().await?;
        let governance =
            commons.ask(&Interface::governanceCall { beneficiary: Address::ZERO }).await?;
        let seen = Seen {
            supply: governance.supply.try_into()?,
            funds: governance.fundingPool.try_into()?,
            paused_until: governance.pausedUntil,
            now: commons.now().await?,
        };
        Forecast::new(settings, conviction.totals().await?, seen)
            .map_err(|reason| Error::Answer { call: "settings()", reason })
    }

    /// What is to be said of a proposal.
    ///
    /// # Errors
    /// As [`Conviction::ask`].
    pub async fn outlook(
        &self,
        commons: &Commons,
        forecast: &Forecast,
        proposal: &Proposal,
    ) -> Result<Outlook, Error> {
        let mut outlook = forecast.outlook(proposal);
        if proposal.status != Status::Active {
            return Ok(outlook);
        }
        if let ProposalKind::Funding { beneficiary, amount, .. } = proposal.kind {
            let counted = commons.recently_granted(beneficiary).await?;
            outlook.obstacle = forecast.beneficiary_limit(amount, counted).or(outlook.obstacle);
        }
        Ok(outlook)
    }
}

impl Forecast {
    /// The vote as of a moment, from whatever source.
    ///
    /// # Errors
    /// The decay in the settings is none; why, in words.
    pub fn new(
        settings: ConvictionSettings,
        totals: Totals,
        Seen { supply, funds, paused_until, now }: Seen,
    ) -> Result<Self, String> {
        let decay = Decay::new(settings.decay).map_err(|error| error.to_string())?;
        let of_ten_million = RULE_WHOLE / Ppm::WHOLE.ppm();
        let rule = Rule {
            decay,
            limit: settings.spending_limit.ppm().saturating_mul(of_ten_million),
            weight: settings.weight.ppm().saturating_mul(of_ten_million),
        };
        Ok(Self { settings, totals, supply, funds, paused_until, now, rule })
    }

    /// Whether the guardian has paused.
    pub fn is_paused(&self) -> bool {
        self.now < self.paused_until
    }

    /// The most that a proposal can ask for now: it must stay below it.
    pub fn spending_limit(&self) -> Amount {
        let share = self.settings.spending_limit.ppm();
        self.funds.mul_div(share.into(), 1_000_000).unwrap_or(self.funds)
    }

    /// What is to be said of a proposal, apart from its beneficiary's recent grants.
    pub fn outlook(&self, proposal: &Proposal) -> Outlook {
        let plain = |verdict| Outlook {
            progress: proposal.progress(),
            verdict,
            tokens_needed: None,
            obstacle: None,
        };
        if proposal.status != Status::Active {
            return Outlook { progress: None, ..plain(Verdict::Over) };
        }
        if proposal.is_overdue(self.now) {
            return plain(Verdict::Overdue);
        }
        let Some(standing) = self.standing(proposal) else { return plain(Verdict::Signal) };
        let (verdict, tokens_needed) = match seconds_to_pass(&standing) {
            TimeToPass::Now => (Verdict::Now, None),
            TimeToPass::In(seconds) => (Verdict::In { seconds }, None),
            TimeToPass::Never(because) => (
                Verdict::Never { because },
                tokens_needed(&standing).ok().map(Amount::from_base_units),
            ),
        };
        let obstacle = self.is_paused().then_some(Obstacle::Paused { until: self.paused_until });
        Outlook { tokens_needed, obstacle, ..plain(verdict) }
    }

    /// Tokens that have to be staked on a proposal in addition, so that it passes within so many
    /// seconds and before it expires.
    ///
    /// # Errors
    /// Why no number would do.
    pub fn tokens_needed_within(
        &self,
        proposal: &Proposal,
        seconds: u64,
    ) -> Result<Amount, Reason> {
        let Some(standing) = self.standing(proposal) else { return Err(Reason::TooMuch) };
        let remaining = standing.remaining.min(seconds.saturating_add(1));
        tokens_needed(&Standing { remaining, ..standing }).map(Amount::from_base_units)
    }

    /// The proposal in this vote; `None` for one that requests nothing.
    fn standing(&self, proposal: &Proposal) -> Option<Standing> {
        let (requested, funds) = match proposal.kind {
            ProposalKind::Signal => return None,
            ProposalKind::Funding { amount, .. } => (amount.base_units(), self.funds.base_units()),
            // As hard to pass as a request for half of the spending limit, whatever the pool holds.
            ProposalKind::Revocation { .. } => {
                (self.settings.spending_limit.ppm().into(), 2 * u128::from(Ppm::WHOLE.ppm()))
            }
        };
        let [a, b, c, rest] = proposal.conviction.into_limbs();
        let conviction = match rest {
            0 => weir_economics::Conviction::from_limbs([a, b, c]),
            _ => weir_economics::Conviction::MAX,
        };
        Some(Standing {
            conviction,
            stake: proposal.staked.base_units(),
            requested,
            funds,
            total_stake: self.totals.staked.base_units(),
            effective_stake: self.totals.effective_stake.base_units(),
            supply: self.supply.base_units(),
            effective_supply: self.totals.effective_supply.base_units(),
            min_stake: self.settings.min_stake.ppm(),
            rule: self.rule,
            remaining: match proposal.expiry {
                NEVER => u64::MAX,
                expiry => expiry.saturating_sub(self.now),
            },
        })
    }

    /// What keeps the Commons from granting the amount to a beneficiary whose recent grants still
    /// count so much; none if nothing does.
    pub fn beneficiary_limit(&self, amount: Amount, counted: Amount) -> Option<Obstacle> {
        let over = !counted.is_zero() && self.over_beneficiary_limit(amount, counted);
        over.then_some(Obstacle::RecentGrants { counted })
    }

    /// (counted + amount) x 10^6 < limit x (funds + counted) must hold, as in the Commons.
    fn over_beneficiary_limit(&self, amount: Amount, counted: Amount) -> bool {
        let units = |amount: Amount| U256::from(amount.base_units());
        let asked = (units(counted) + units(amount)) * U256::from(1_000_000);
        asked
            >= U256::from(self.settings.spending_limit.ppm()) * (units(self.funds) + units(counted))
    }
}

fn as_text<S: Serializer>(reason: &Reason, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(reason)
}

#[cfg(test)]
mod tests;
