//! Grants: money of the funding pool that a proposal gave away, and that its beneficiary pulls.

use super::{Commons, Interface, explain::Case};
use crate::{
    amount::{Amount, Ppm},
    call::Executed,
    error::Error,
    key::Key,
    rule::{Rule, RuleState},
};
use alloy_core::primitives::Address;
use serde::Serialize;
use weir_economics::CLAIM_PERIOD;

/// A grant. Money in base units of the currency, times in seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Grant {
    /// Its number, from 1.
    pub id: u32,
    /// Who may withdraw it.
    pub beneficiary: Address,
    /// All of it; after a revocation what was due by then.
    pub amount: Amount,
    /// What was withdrawn.
    pub withdrawn: Amount,
    /// What can be withdrawn now.
    pub due: Amount,
    /// When the stream began, seconds since the Unix epoch.
    pub start: u64,
    /// How long the stream takes; 0: due at once.
    pub duration: u64,
    /// Whether it is paid in tokens, by the curve.
    pub as_tokens: bool,
    /// Whether what was not yet due returned to the funding pool.
    pub revoked: bool,
    /// The proposal that made it.
    pub proposal: u32,
}

/// What the Commons keeps to by itself when it grants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Limits {
    /// All grants of a window together must stay below this share of the funding pool.
    #[serde(rename = "spending_limit_ppm")]
    pub spending_limit: Ppm,
    /// Seconds for which a grant counts against the limit.
    pub window: u64,
    /// What is granted and not yet withdrawn.
    pub owed: Amount,
    /// What recent grants still count against the limit.
    pub recently_granted: Amount,
}

impl Commons {
    /// A grant by its number.
    ///
    /// # Errors
    /// `UnknownGrant`, and as [`Commons::ask`].
    pub async fn grant(&self, id: u32) -> Result<Grant, Error> {
        let grant = self.ask(&Interface::grantOfCall { grantId: id }).await?;
        Ok(Grant {
            id,
            beneficiary: grant.beneficiary,
            amount: grant.amount.try_into()?,
            withdrawn: grant.withdrawn.try_into()?,
            due: grant.due.try_into()?,
            start: grant.start,
            duration: grant.duration,
            as_tokens: grant.asTokens,
            revoked: grant.revoked,
            proposal: grant.proposal,
        })
    }

    /// How many grants there ever were; they are numbered from 1.
    ///
    /// # Errors
    /// As [`Commons::ask`].
    pub async fn grant_count(&self) -> Result<u32, Error> {
        self.ask(&Interface::grantsCall {}).await
    }

    /// Spending limit, window, what is owed, and what recent grants count.
    ///
    /// # Errors
    /// As [`Commons::ask`].
    pub async fn limits(&self) -> Result<Limits, Error> {
        let limits = self.ask(&Interface::limitsCall {}).await?;
        Ok(Limits {
            spending_limit: Ppm::new(limits.spendingLimit),
            window: limits.window,
            owed: limits.owed.try_into()?,
            recently_granted: limits.recentlyGranted.try_into()?,
        })
    }

    /// A rule that the Commons keeps: a tribute, the spending limit or the window.
    ///
    /// # Errors
    /// `InvalidParameter` for a rule of the vote, and as [`Commons::ask`].
    pub async fn rule(&self, rule: Rule) -> Result<RuleState, Error> {
        let found = self.ask(&Interface::ruleCall { rule: rule.number() }).await?;
        let numbers = [found.value, found.least, found.most, found.step];
        RuleState::read(rule, numbers, found.changeableFrom)
    }

    /// Withdraws what is due of a grant to `to`; by its beneficiary. `min_tokens` counts for a grant
    /// in tokens.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn withdraw(
        &self,
        key: &Key,
        grant: u32,
        to: Address,
        min_tokens: Amount,
    ) -> Result<Executed<Interface::Withdraw>, Error> {
        let call = Interface::withdrawCall { grantId: grant, to, minTokens: min_tokens.into() };
        let result = self.handle.act(key, Amount::ZERO, &call).await;
        self.explained(result, Case::Withdraw { grant, min_tokens }).await
    }

    /// Ends a grant that was not claimed within a year after the last of it came due; what was not
    /// withdrawn returns to the funding pool. By anyone.
    ///
    /// # Errors
    /// When the contract refuses; `NotLapsed` with the time from which it can be done.
    pub async fn lapse(&self, key: &Key, grant: u32) -> Result<Executed<Interface::Lapse>, Error> {
        let call = Interface::lapseCall { grantId: grant };
        let result = self.handle.act(key, Amount::ZERO, &call).await;
        self.explained(result, Case::Lapse { grant }).await
    }
}

impl Grant {
    /// Until when it can be claimed at least, seconds since the Unix epoch: from then on anyone can
    /// end it.
    pub fn claimable_until(&self) -> u64 {
        self.start.saturating_add(self.duration).saturating_add(CLAIM_PERIOD)
    }
}
