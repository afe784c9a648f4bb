//! Grants: money of the funding pool that a proposal gave away, and that its beneficiary pulls.

use super::{Commons, Interface, explain::Case};
use crate::{
    amount::{Amount, Ppm},
    call::Executed,
    error::Error,
    key::Key,
};
use alloy_core::primitives::Address;
use serde::Serialize;

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
    /// A grant must stay below this share of the funding pool.
    #[serde(rename = "spending_limit_ppm")]
    pub spending_limit: Ppm,
    /// Seconds over which a beneficiary's grants count together.
    pub window: u64,
    /// What is granted and not yet withdrawn.
    pub owed: Amount,
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

    /// Spending limit, window, and what is owed.
    ///
    /// # Errors
    /// As [`Commons::ask`].
    pub async fn limits(&self) -> Result<Limits, Error> {
        let limits = self.ask(&Interface::limitsCall {}).await?;
        Ok(Limits {
            spending_limit: Ppm::new(limits.spendingLimit),
            window: limits.window,
            owed: limits.owed.try_into()?,
        })
    }

    /// What a beneficiary's recent grants still count against its limit.
    ///
    /// # Errors
    /// As [`Commons::ask`].
    pub async fn recently_granted(&self, beneficiary: Address) -> Result<Amount, Error> {
        let counted = self.ask(&Interface::recentlyGrantedCall { beneficiary }).await?;
        Ok(Amount::try_from(counted)?)
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
}
