//! The token: who holds what and how much of it is free, and what moves or destroys it.

use super::{Commons, Interface, explain::Case};
use crate::{amount::Amount, call::Executed, error::Error, key::Key};
use alloy_core::primitives::{Address, B256, U256};
use serde::Serialize;

/// The tokens of an account. Vesting and staked tokens overlap: the same ones may be both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Holding {
    /// All of them.
    pub balance: Amount,
    /// Those from the hatch that are not free yet; they can be staked.
    pub vesting: Amount,
    /// Those staked on proposals.
    pub staked: Amount,
    /// Those that can be sent, burnt or redeemed now.
    pub transferable: Amount,
}

impl Commons {
    /// Tokens that an address holds.
    ///
    /// # Errors
    /// As [`Commons::ask`]; so have all the questions below.
    pub async fn balance_of(&self, account: Address) -> Result<Amount, Error> {
        Ok(Amount::try_from(self.ask(&Interface::balanceOfCall { account }).await?)?)
    }

    /// What an account holds, and how much of it is free.
    ///
    /// # Errors
    /// As [`Commons::ask`].
    pub async fn holding(&self, account: Address) -> Result<Holding, Error> {
        let commons = self.pinned().await?;
        let (transferable, staked) = (
            commons.ask(&Interface::transferableCall { account }).await?,
            commons.ask(&Interface::stakedOfCall { account }).await?,
        );
        Ok(Holding {
            balance: commons.balance_of(account).await?,
            vesting: commons.vesting_of(account).await?.vesting,
            staked: staked.try_into()?,
            transferable: transferable.try_into()?,
        })
    }

    /// Tokens of `owner` that `spender` may still move; not an [`Amount`], since it may be
    /// unlimited (2^256 - 1).
    ///
    /// # Errors
    /// As [`Commons::ask`].
    pub async fn allowance(&self, owner: Address, spender: Address) -> Result<U256, Error> {
        self.ask(&Interface::allowanceCall { owner, spender }).await
    }

    /// When the staked tokens of an account that asked for them are free, seconds since the Unix
    /// epoch; in the past once they are. `None`: it did not ask.
    ///
    /// # Errors
    /// As [`Commons::ask`].
    pub async fn unlock_of(&self, account: Address) -> Result<Option<u64>, Error> {
        let free_at = self.ask(&Interface::unlockOfCall { account }).await?;
        Ok((free_at != 0).then_some(free_at))
    }

    /// Asks for the key's staked tokens without the vote; once 30 days are over, frees them.
    ///
    /// # Errors
    /// When the contract refuses; `NotYetFree` with the time that is left.
    pub async fn unlock(&self, key: &Key) -> Result<Executed<Interface::Unlock>, Error> {
        let result = self.handle.act(key, Amount::ZERO, &Interface::unlockCall {}).await;
        self.explained(result, Case::Unlock { owner: key.address() }).await
    }

    /// Takes that back: the key's stakes can be raised again.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn cancel_unlock(&self, key: &Key) -> Result<Executed<Interface::Unlock>, Error> {
        let result = self.handle.act(key, Amount::ZERO, &Interface::cancelUnlockCall {}).await;
        self.explained(result, Case::CancelUnlock).await
    }

    /// Sends tokens to someone.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn transfer(
        &self,
        key: &Key,
        to: Address,
        value: Amount,
    ) -> Result<Executed<Interface::Transfer>, Error> {
        let call = Interface::transferCall { to, value: value.into() };
        let result = self.handle.act(key, Amount::ZERO, &call).await;
        self.explained(result, Case::Spend { owner: key.address(), amount: value }).await
    }

    /// Sends tokens of `from`, who has allowed it, to someone.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn transfer_from(
        &self,
        key: &Key,
        from: Address,
        to: Address,
        value: Amount,
    ) -> Result<Executed<Interface::Transfer>, Error> {
        let call = Interface::transferFromCall { from, to, value: value.into() };
        let result = self.handle.act(key, Amount::ZERO, &call).await;
        self.explained(result, Case::Spend { owner: from, amount: value }).await
    }

    /// Allows `spender` to move up to `value` base units of the key's tokens.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn approve(
        &self,
        key: &Key,
        spender: Address,
        value: U256,
    ) -> Result<Executed<Interface::Approval>, Error> {
        self.handle.act(key, Amount::ZERO, &Interface::approveCall { spender, value }).await
    }

    /// Allows `spender` to move `added` more of the key's tokens than before.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn increase_allowance(
        &self,
        key: &Key,
        spender: Address,
        added: Amount,
    ) -> Result<Executed<Interface::Approval>, Error> {
        let call = Interface::increaseAllowanceCall { spender, added: added.into() };
        self.handle.act(key, Amount::ZERO, &call).await
    }

    /// Allows `spender` to move `subtracted` less of the key's tokens than before.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn decrease_allowance(
        &self,
        key: &Key,
        spender: Address,
        subtracted: Amount,
    ) -> Result<Executed<Interface::Approval>, Error> {
        let call = Interface::decreaseAllowanceCall { spender, subtracted: subtracted.into() };
        self.handle.act(key, Amount::ZERO, &call).await
    }

    /// Destroys tokens without payment, for a service (0: none). `content` is the hash of what was
    /// paid for.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn burn(
        &self,
        key: &Key,
        amount: Amount,
        service: u32,
        content: B256,
    ) -> Result<Executed<Interface::Burn>, Error> {
        let call = Interface::burnCall { amount: amount.into(), service, content };
        let result = self.handle.act(key, Amount::ZERO, &call).await;
        self.explained(result, Case::Spend { owner: key.address(), amount }).await
    }
}
