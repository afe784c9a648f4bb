//! A token of the ERC-20 standard, as far as a Commons' currency needs it.

use crate::{
    amount::Amount, call::Approval, chain::Chain, currency::Currency, error::Error, handle::Handle,
    key::Key,
};
use alloy_core::primitives::{Address, U256};

#[allow(missing_docs, unreachable_pub)] // the standard's own
mod interface {
    alloy_core::sol! {
        interface Erc20 {
            function symbol() external view returns (string);
            function decimals() external view returns (uint8);
            function balanceOf(address account) external view returns (uint256);
            function allowance(address owner, address spender) external view returns (uint256);
            function approve(address spender, uint256 value) external returns (bool);
        }
    }
}
use interface::Erc20 as Interface;

/// An ERC-20 token on a chain. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Erc20 {
    handle: Handle,
}

impl Erc20 {
    /// The token at an address, unchecked.
    pub fn new(chain: &Chain, address: Address) -> Self {
        Self { handle: Handle::new(chain, address) }
    }

    /// The token at an address as the currency of a Commons: its symbol and decimals.
    ///
    /// # Errors
    /// [`Error::Currency`] when it does not answer as a token does.
    pub async fn currency(chain: &Chain, address: Address) -> Result<Currency, Error> {
        let token = Self::new(chain, address);
        let no_token = |error: Error| match error {
            Error::Node { .. } | Error::Connect { .. } => error,
            error => Error::Currency(address, error.to_string()),
        };
        let symbol = token.handle.ask(&Interface::symbolCall {}).await.map_err(no_token)?;
        let decimals = token.handle.ask(&Interface::decimalsCall {}).await.map_err(no_token)?;
        token.balance_of(address).await.map_err(no_token)?;
        let currency = Currency::erc20(address, symbol, decimals);
        currency.validate().map_err(|problem| Error::Currency(address, problem))?;
        Ok(currency)
    }

    /// What an address holds, in the token's base units.
    ///
    /// # Errors
    /// When the contract does not answer as a token does.
    pub async fn balance_of(&self, account: Address) -> Result<U256, Error> {
        self.handle.ask(&Interface::balanceOfCall { account }).await
    }

    /// What `spender` may take of an owner's, in the token's base units.
    ///
    /// # Errors
    /// When the contract does not answer as a token does.
    pub async fn allowance(&self, owner: Address, spender: Address) -> Result<U256, Error> {
        self.handle.ask(&Interface::allowanceCall { owner, spender }).await
    }

    /// Sees to it that `spender` may take `amount` of the key's tokens. Nothing is sent when it may
    /// already; otherwise exactly the amount is approved, so that nothing stays allowed after it
    /// was taken.
    ///
    /// # Errors
    /// When the chain or the token refuses.
    pub(crate) async fn allow(
        &self,
        key: &Key,
        spender: Address,
        amount: Amount,
    ) -> Result<Option<Approval>, Error> {
        let allowed = self.allowance(key.address(), spender).await?;
        if allowed >= U256::from(amount.base_units()) {
            return Ok(None);
        }
        let approve = |value: U256| {
            let call = Interface::approveCall { spender, value };
            async move { self.handle.send(key, Amount::ZERO, &call).await }
        };
        let (receipt, before) = match approve(amount.into()).await {
            // Some tokens let an allowance be changed only from zero.
            Err(Error::Refused(_) | Error::Dispatch { .. }) if !allowed.is_zero() => {
                let cleared = approve(U256::ZERO).await?;
                (approve(amount.into()).await?, cleared.fee)
            }
            result => (result?, Amount::ZERO),
        };
        let fee = receipt.fee.checked_add(before).unwrap_or(Amount::MAX);
        Ok(Some(Approval { amount, hash: receipt.hash, fee }))
    }
}
