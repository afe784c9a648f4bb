//! The conviction contract: proposals, stakes on them, and what makes them pass.

mod actions;
mod explain;
mod forecast;
mod outlook;
mod proposal;

pub use actions::NewProposal;
pub use forecast::{Forecast, Seen, Subject};
pub use outlook::{Notice, Obstacle, Outlook, Verdict};
pub use proposal::{NEVER, Proposal, ProposalKind, Stake, Status};

use crate::{
    abi,
    amount::{Amount, Ppm},
    call::Receipt,
    chain::Chain,
    commons::Commons,
    deployment::Deployment,
    error::Error,
    handle::Handle,
    key::Key,
    rule::{Rule, RuleState},
};
use abi::Conviction as Interface;
use alloy_core::{
    primitives::{Address, B256, U256},
    sol_types::SolCall,
};
use serde::Serialize;

/// A conviction contract. Cheap to clone.
///
/// Questions are answered at the newest block, or at the one given to [`Conviction::at_block`].
#[derive(Debug, Clone)]
pub struct Conviction {
    handle: Handle,
}

/// What all proposals share, as of the block that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// All stakes together, for and against, on proposals that are over too until they are freed.
    pub staked: Amount,
    /// The stake that thresholds count with: it follows `staked` at the speed of conviction.
    pub effective_stake: Amount,
    /// The supply that the stake's floor counts with.
    pub effective_supply: Amount,
    /// How many proposals there ever were; they are numbered from 1.
    pub proposals: u32,
    /// The funding pool that thresholds count with: the present one, or what it was for long if that
    /// is less.
    pub effective_funds: Amount,
}

/// What the vote is decided by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ConvictionSettings {
    /// The Commons that it governs.
    pub commons: Address,
    /// Seconds in which conviction covers half of the way to its limit.
    pub half_life: u64,
    /// The decay per second, times 2^128.
    #[serde(serialize_with = "as_text")]
    pub decay: u128,
    /// A proposal must ask for less than this share of the funding pool; the Commons', and 0 while
    /// nothing can be granted.
    #[serde(rename = "spending_limit_ppm")]
    pub spending_limit: Ppm,
    /// How much conviction passing takes: rho of the threshold.
    #[serde(rename = "weight_ppm")]
    pub weight: Ppm,
    /// The share of the supply that thresholds count with at least.
    #[serde(rename = "min_stake_ppm")]
    pub min_stake: Ppm,
    /// What a proposal's author deposits at least: native money.
    pub deposit: Amount,
    /// The longest time that a proposal can stay open, in seconds.
    pub max_lifetime: u64,
    /// Seconds between the announcement of a proposal and its execution.
    pub notice: u64,
    /// The same for changes of rules and governor and for the wind-down.
    pub long_notice: u64,
    /// The share of the supply that must support a change of a rule or of the governor; 0: neither
    /// ever changes.
    #[serde(rename = "rule_share_ppm")]
    pub rule_share: Ppm,
    /// The share of the supply that must support the wind-down; 0: there is none.
    #[serde(rename = "exit_share_ppm")]
    pub exit_share: Ppm,
}

/// The most stakes of an account, and the most that can be set in one call.
pub const MAX_STAKES: usize = 16;

impl Conviction {
    /// The conviction contract at an address, unchecked.
    pub fn new(chain: &Chain, address: Address) -> Self {
        Self { handle: Handle::new(chain, address) }
    }

    /// The conviction contract of a deployment, after checking that it exists; that the chain is the
    /// right one [`Commons::open`] checks.
    ///
    /// # Errors
    /// [`Error::NoContract`].
    pub async fn open(chain: &Chain, deployment: &Deployment) -> Result<Self, Error> {
        let address = deployment.contracts.conviction.address;
        if chain.code_hash(address).await?.is_none() {
            return Err(Error::NoContract(address));
        }
        Ok(Self::new(chain, address))
    }

    /// The same contract as it was at a block, for questions.
    pub fn at_block(&self, hash: B256) -> Self {
        Self { handle: self.handle.at_block(hash) }
    }

    /// The same contract at the block at which `commons` is looked at.
    pub fn beside(&self, commons: &Commons) -> Self {
        Self { handle: commons.handle().beside(self.address()) }
    }

    /// The contract's address.
    pub fn address(&self) -> Address {
        self.handle.address()
    }

    /// The chain that it is on.
    pub fn chain(&self) -> &Chain {
        self.handle.chain()
    }

    /// Asks the contract anything of its interface.
    ///
    /// # Errors
    /// When the contract refuses, or its answer does not follow the interface.
    pub async fn ask<C: SolCall>(&self, call: &C) -> Result<C::Return, Error> {
        self.handle.ask(call).await
    }

    /// Sends any call of the interface with native money.
    ///
    /// # Errors
    /// When the value is no amount of native money, or the chain or the contract refuses.
    pub async fn send<C: SolCall>(
        &self,
        key: &Key,
        value: Amount,
        call: &C,
    ) -> Result<Receipt, Error> {
        self.handle.send(key, value, call).await
    }

    /// What all proposals share.
    ///
    /// # Errors
    /// As [`Conviction::ask`].
    pub async fn totals(&self) -> Result<Totals, Error> {
        let totals = self.ask(&Interface::totalsCall {}).await?;
        Ok(Totals {
            staked: totals.staked.try_into()?,
            effective_stake: totals.effectiveStake.try_into()?,
            effective_supply: totals.effectiveSupply.try_into()?,
            proposals: totals.proposals,
            effective_funds: totals.effectiveFunds.try_into()?,
        })
    }

    /// What the vote is decided by now.
    ///
    /// # Errors
    /// As [`Conviction::ask`].
    pub async fn settings(&self) -> Result<ConvictionSettings, Error> {
        let settings = self.ask(&Interface::settingsCall {}).await?;
        let wrong = |reason: &str| Error::Answer { call: "settings()", reason: reason.into() };
        Ok(ConvictionSettings {
            commons: settings.commons,
            half_life: settings.halfLife,
            decay: u128::try_from(settings.decay).map_err(|_| wrong("decay is above 1"))?,
            spending_limit: Ppm::new(settings.spendingLimit),
            weight: Ppm::new(settings.weight),
            min_stake: Ppm::new(settings.minStake),
            deposit: settings.deposit.try_into()?,
            max_lifetime: settings.maxLifetime,
            notice: settings.notice,
            long_notice: settings.longNotice,
            rule_share: Ppm::new(settings.ruleShare),
            exit_share: Ppm::new(settings.exitShare),
        })
    }

    /// A proposal by its number, with its texts and its threshold.
    ///
    /// # Errors
    /// `UnknownProposal`, and as [`Conviction::ask`].
    pub async fn proposal(&self, id: u32) -> Result<Proposal, Error> {
        let state = self.ask(&Interface::proposalOfCall { proposal: id }).await?;
        let text = self.ask(&Interface::textOfCall { proposal: id }).await?;
        let threshold = self.ask(&Interface::thresholdOfCall { proposal: id }).await?;
        let threshold = (threshold < U256::MAX).then_some(threshold);
        Proposal::read(id, state, text.title, text.link, threshold)
    }

    /// The stakes of an account.
    ///
    /// # Errors
    /// As [`Conviction::ask`].
    pub async fn stakes_of(&self, account: Address) -> Result<Vec<Stake>, Error> {
        let stakes = self.ask(&Interface::stakesOfCall { account }).await?;
        stakes
            .into_iter()
            .map(|stake| {
                Ok(Stake {
                    proposal: stake.proposal,
                    amount: stake.amount.try_into()?,
                    against: stake.against,
                })
            })
            .collect()
    }

    /// A rule that the vote keeps: notice, weight, minimum stake, deposit or half-life.
    ///
    /// # Errors
    /// `InvalidParameter` for a rule of the Commons, and as [`Conviction::ask`].
    pub async fn rule(&self, rule: Rule) -> Result<RuleState, Error> {
        let found = self.ask(&Interface::ruleCall { rule: rule.number() }).await?;
        let numbers = [found.value, found.least, found.most, found.step];
        RuleState::read(rule, numbers, found.changeableFrom)
    }

    /// Any rule, of the Commons or of the vote.
    ///
    /// # Errors
    /// As [`Conviction::ask`].
    pub async fn any_rule(&self, commons: &Commons, rule: Rule) -> Result<RuleState, Error> {
        match rule.is_of_commons() {
            true => commons.rule(rule).await,
            false => self.rule(rule).await,
        }
    }
}

fn as_text<S: serde::Serializer>(number: &u128, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(number)
}
