//! The curve and the pools: what moves money in and out. Each action is dry-run first, so a refusal
//! costs nothing.

use super::{Commons, Interface, explain::Case};
use crate::{
    abi::Commons::CommonsErrors, amount::Amount, call::Executed, error::Error, key::Key,
    refusal::Refusal,
};
use alloy_core::primitives::Address;

impl Commons {
    /// Deposits money of the currency and receives tokens: at least `min_tokens`, by `deadline`
    /// (seconds since the Unix epoch, see [`crate::Chain::deadline_in`]), or nothing happens. An
    /// ERC-20 currency is approved first if it has to be.
    ///
    /// # Errors
    /// When the deposit is no amount of the currency, or the contract refuses; `BelowMinimum`
    /// tells what there would be instead.
    pub async fn mint(
        &self,
        key: &Key,
        deposit: Amount,
        min_tokens: Amount,
        deadline: u64,
    ) -> Result<Executed<Interface::Mint>, Error> {
        let min = min_tokens.into();
        let native = Interface::mintCall { minTokens: min, deadline };
        let token = Interface::mintWithCall { amount: deposit.into(), minTokens: min, deadline };
        let result = self.pay(key, deposit, native, token).await;
        self.explained(result, Case::Mint { deposit, min_tokens, deadline }).await
    }

    /// Gives up tokens for money: at least `min_return`, by `deadline`, or nothing happens.
    ///
    /// # Errors
    /// When the contract refuses; `BelowMinimum` tells what there would be instead.
    pub async fn redeem(
        &self,
        key: &Key,
        amount: Amount,
        min_return: Amount,
        deadline: u64,
    ) -> Result<Executed<Interface::Redeem>, Error> {
        let (tokens, least) = (amount.into(), min_return.into());
        let call = Interface::redeemCall { amount: tokens, minReturn: least, deadline };
        let result = self.handle.act(key, Amount::ZERO, &call).await;
        let case = Case::Redeem { owner: key.address(), amount, min_return, deadline };
        self.explained(result, case).await
    }

    /// Puts money of the currency into the funding pool. No tokens are received.
    ///
    /// # Errors
    /// When the value is no amount of the currency, or the contract refuses.
    pub async fn donate(
        &self,
        key: &Key,
        value: Amount,
    ) -> Result<Executed<Interface::Donate>, Error> {
        let token = Interface::donateWithCall { amount: value.into() };
        self.pay(key, value, Interface::donateCall {}, token).await
    }

    /// Puts money that arrived without a message into the funding pool, of a wound-down Commons into
    /// its reserve; by anyone.
    ///
    /// # Errors
    /// When the contract refuses; `NothingDue` where all of its money is accounted for.
    pub async fn credit(&self, key: &Key) -> Result<Executed<Interface::Credit>, Error> {
        let result = self.handle.act(key, Amount::ZERO, &Interface::creditCall {}).await;
        self.explained(result, Case::Credit).await
    }

    /// An error unless `owner` can spend that many tokens: the one that the contract would give,
    /// with the figures. Nothing is sent.
    ///
    /// # Errors
    /// [`Error::Refused`] for `InsufficientBalance` or `Locked`, and as [`Commons::ask`].
    pub async fn require_free(&self, owner: Address, amount: Amount) -> Result<(), Error> {
        let holding = self.holding(owner).await?;
        if holding.transferable >= amount {
            return Ok(());
        }
        let error = if holding.balance >= amount {
            CommonsErrors::Locked(Interface::Locked {})
        } else {
            CommonsErrors::InsufficientBalance(Interface::InsufficientBalance {})
        };
        let detail = Some(self.shortage(owner, amount).await?);
        Err(Error::Refused(Refusal { detail, ..error.into() }))
    }
}
