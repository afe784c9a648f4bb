//! Paying a Commons in its currency: native money goes with the call, an ERC-20 token is approved
//! first and then taken by the contract.

use super::Commons;
use crate::{
    amount::Amount,
    call::{Executed, Receipt},
    erc20::Erc20,
    error::Error,
    key::Key,
};
use alloy_core::{
    primitives::Address,
    sol_types::{SolCall, SolEvent},
};

impl Commons {
    /// Pays `amount` of the currency: with `native` as the value sent, or with `token` after the
    /// contract was allowed to take it.
    pub(super) async fn pay<N: SolCall, T: SolCall, E: SolEvent>(
        &self,
        key: &Key,
        amount: Amount,
        native: N,
        token: T,
    ) -> Result<Executed<E>, Error> {
        if self.currency.is_native() {
            return self.handle.act(key, amount, &native).await;
        }
        self.require_money(key, amount).await?;
        let erc20 = Erc20::new(self.chain(), self.currency.address);
        let approval = match amount.is_zero() {
            true => None,
            false => erc20.allow(key, self.address(), amount).await?,
        };
        let receipt = self.handle.send(key, Amount::ZERO, &token).await?;
        Receipt { approval, ..receipt }.executed(self.address())
    }

    /// How much of the currency an address holds. Of native money it is what is free.
    ///
    /// # Errors
    /// When the node or the currency does not answer.
    pub async fn money_of(&self, account: Address) -> Result<Amount, Error> {
        if self.currency.is_native() {
            let account = self.chain().account_of(account).await?;
            return self.chain().balance(&account).await;
        }
        Erc20::new(self.chain(), self.currency.address).balance_of(account).await
    }

    async fn require_money(&self, key: &Key, amount: Amount) -> Result<(), Error> {
        let held = self.money_of(key.address()).await?;
        if held >= amount {
            return Ok(());
        }
        Err(Error::TooLittleMoney {
            who: key.to_string(),
            held: self.currency.exact(held),
            needed: self.currency.exact(amount),
        })
    }
}
