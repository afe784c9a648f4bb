//! Paying a Commons in its currency: native money goes with the call, an ERC-20 token is approved
//! first and then taken by the contract.

use super::Commons;
use crate::{
    amount::Amount,
    call::{Approval, Executed, Receipt, again},
    erc20::Erc20,
    error::Error,
    key::Key,
};
use alloy_core::{
    primitives::{Address, U256},
    sol_types::{SolCall, SolEvent},
};
use backon::BackoffBuilder;

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
        let mut approval = None;
        let receipt =
            self.take(key, amount, &token, &mut approval).await.map_err(
                |cause| match approval {
                    Some(Approval { hash, .. }) => {
                        Error::AfterApproval { approval: hash, cause: Box::new(cause) }
                    }
                    None => cause,
                },
            )?;
        Receipt { approval, ..receipt }.executed(self.address())
    }

    /// Has the contract take `amount` of an ERC-20 currency, which it is allowed first if it has to
    /// be. Where payments of the same account used up the allowance of this one, once more.
    async fn take<T: SolCall>(
        &self,
        key: &Key,
        amount: Amount,
        call: &T,
        approval: &mut Option<Approval>,
    ) -> Result<Receipt, Error> {
        let erc20 = Erc20::new(self.chain(), self.currency.address);
        let mut pauses = again().build();
        loop {
            // All other reasons to refuse are met before anything is allowed.
            match self.handle.try_out(key, call).await {
                Err(error) if is_currency_refused(&error) => {
                    self.require_money(key, amount).await?;
                    let allowed = erc20.allow(key, self.address(), amount).await?;
                    *approval = allowed.or(*approval);
                }
                result => result?,
            }
            let error = match self.handle.send(key, Amount::ZERO, call).await {
                Err(error) if is_currency_refused(&error) => error,
                result => return result,
            };
            let eaten = erc20.allowance(key.address(), self.address()).await? < amount.wide();
            match pauses.next().filter(|_| eaten) {
                Some(pause) => tokio::time::sleep(pause).await,
                None => return Err(error),
            }
        }
    }

    /// Returns how much of the currency an address holds. Of native money it is what is free.
    ///
    /// # Errors
    /// When the node or the currency does not answer.
    pub async fn money_of(&self, account: Address) -> Result<U256, Error> {
        if self.currency.is_native() {
            let account = self.chain().account_of(account).await?;
            return self.chain().balance(&account).await.map(Amount::wide);
        }
        Erc20::new(self.chain(), self.currency.address).balance_of(account).await
    }

    async fn require_money(&self, key: &Key, amount: Amount) -> Result<(), Error> {
        let held = self.money_of(key.address()).await?;
        if held >= amount.wide() {
            return Ok(());
        }
        Err(Error::TooLittleMoney {
            who: key.to_string(),
            held: self.currency.exact(Amount::try_from(held)?),
            needed: self.currency.exact(amount),
        })
    }
}

/// Says if a refusal comes from the currency: what an allowance can heal.
fn is_currency_refused(error: &Error) -> bool {
    error.refusal().is_some_and(|reason| reason.name() == "CurrencyRefused")
}
