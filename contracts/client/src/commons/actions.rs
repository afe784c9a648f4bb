//! What changes a Commons. Each action is dry-run first, so a refusal costs nothing.

use super::{Commons, Interface};
use crate::{
    abi::Commons::CommonsErrors,
    amount::Amount,
    call::{Executed, Receipt, Request, Target, execute},
    error::Error,
    key::Key,
    refusal::{Reason, Refusal},
};
use alloy_core::{
    primitives::{Address, B256, U256},
    sol_types::{SolCall, SolEvent},
};

impl Commons {
    /// Deposits money and receives tokens: at least `min_tokens`, by `deadline` (seconds since
    /// the Unix epoch, see [`crate::Chain::deadline_in`]), or nothing happens.
    ///
    /// # Errors
    /// When the deposit is no amount of native money, or the contract refuses; `BelowMinimum`
    /// tells what there would be instead.
    pub async fn mint(
        &self,
        key: &Key,
        deposit: Amount,
        min_tokens: Amount,
        deadline: u64,
    ) -> Result<Executed<Interface::Mint>, Error> {
        let call = Interface::mintCall { minTokens: min_tokens.into(), deadline };
        let result = self.act(key, deposit, &call).await;
        match result {
            Err(error) => {
                Err(self.explain(error, Case::Mint { deposit, min_tokens, deadline }).await)
            }
            done => done,
        }
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
        let result = self.act(key, Amount::ZERO, &call).await;
        match result {
            Err(error) => {
                let case = Case::Redeem { owner: key.address(), amount, min_return, deadline };
                Err(self.explain(error, case).await)
            }
            done => done,
        }
    }

    /// Destroys tokens for a service, without payment. `content` is the hash of what was paid for.
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
        let result = self.act(key, Amount::ZERO, &call).await;
        self.explain_spend(result, key.address(), amount).await
    }

    /// Puts money into the funding pool. No tokens are received.
    ///
    /// # Errors
    /// When the value is no amount of native money, or the contract refuses.
    pub async fn donate(
        &self,
        key: &Key,
        value: Amount,
    ) -> Result<Executed<Interface::Donate>, Error> {
        self.act(key, value, &Interface::donateCall {}).await
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
        let result = self.act(key, Amount::ZERO, &call).await;
        self.explain_spend(result, key.address(), value).await
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
        self.act(key, Amount::ZERO, &Interface::approveCall { spender, value }).await
    }

    /// Sends tokens of someone who allowed it.
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
        let result = self.act(key, Amount::ZERO, &call).await;
        self.explain_spend(result, from, value).await
    }

    /// An error unless `owner` holds that many tokens: the one that the contract would give, with
    /// the figures. Nothing is sent.
    ///
    /// # Errors
    /// [`Error::Refused`] for `InsufficientBalance`, and as [`Commons::ask`].
    pub async fn require_balance(&self, owner: Address, amount: Amount) -> Result<(), Error> {
        if self.balance_of(owner).await? >= amount {
            return Ok(());
        }
        let error = CommonsErrors::InsufficientBalance(Interface::InsufficientBalance {});
        let detail = Some(self.shortage(owner, amount).await?);
        Err(Error::Refused(Refusal { reason: Reason::Commons(error), detail }))
    }

    async fn shortage(&self, owner: Address, amount: Amount) -> Result<String, Error> {
        let held = self.balance_of(owner).await?;
        let symbol = self.symbol().await?;
        Ok(format!(
            "the account {owner} holds {held} {symbol}, less than {amount} {symbol}: lower the \
             amount"
        ))
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
        let value = value.to_native(self.chain.ratio())?;
        let target = Target::Contract(self.address);
        execute(&self.chain, key, &Request { target, value, data: call.abi_encode() }).await
    }

    /// Sends a call and reads the event that records what it did.
    async fn act<C: SolCall, E: SolEvent>(
        &self,
        key: &Key,
        value: Amount,
        call: &C,
    ) -> Result<Executed<E>, Error> {
        let receipt = self.send(key, value, call).await?;
        let event = receipt.event(self.address).ok_or(Error::MissingEvent {
            block: receipt.block.number.into(),
            event: E::SIGNATURE,
        })?;
        Ok(Executed { event, receipt })
    }

    async fn explain_spend<E>(
        &self,
        result: Result<E, Error>,
        owner: Address,
        amount: Amount,
    ) -> Result<E, Error> {
        match result {
            Err(error) => Err(self.explain(error, Case::Spend { owner, amount }).await),
            done => done,
        }
    }

    /// Adds the figures of the case to a refusal, as far as they can be found out.
    async fn explain(&self, error: Error, case: Case) -> Error {
        match error {
            Error::Refused(refusal) => Error::Refused(self.detailed(refusal, case).await),
            Error::RefusedInBlock { block, refusal } => {
                Error::RefusedInBlock { block, refusal: self.detailed(refusal, case).await }
            }
            other => other,
        }
    }

    async fn detailed(&self, refusal: Refusal, case: Case) -> Refusal {
        let Reason::Commons(error) = &refusal.reason else { return refusal };
        // A refusal is told in any case: without figures when they cannot be had.
        let detail = self.detail(error, case).await.ok().flatten();
        Refusal { detail, ..refusal }
    }

    async fn detail(&self, error: &CommonsErrors, case: Case) -> Result<Option<String>, Error> {
        let money = self.chain.properties().token_symbol.as_str();
        Ok(match (error, case) {
            (CommonsErrors::BelowMinimum(_), Case::Mint { deposit, min_tokens, .. }) => {
                let minted = self.quote_mint(deposit).await?.minted;
                let symbol = self.symbol().await?;
                Some(format!(
                    "you would receive {minted} {symbol}, below your minimum of {min_tokens} \
                     {symbol}: the price moved or the minimum is too high; try again at the \
                     present price, or accept less"
                ))
            }
            (CommonsErrors::BelowMinimum(_), Case::Redeem { amount, min_return, .. }) => {
                let returned = self.quote_redeem(amount).await?.returned;
                Some(format!(
                    "you would receive {returned} {money}, below your minimum of {min_return} \
                     {money}: the price moved or the minimum is too high; try again at the \
                     present price, or accept less"
                ))
            }
            (CommonsErrors::DeadlinePassed(_), Case::Mint { deadline, .. })
            | (CommonsErrors::DeadlinePassed(_), Case::Redeem { deadline, .. }) => {
                let late = self.chain.now().await?.saturating_sub(deadline);
                Some(format!(
                    "the deadline passed {late} seconds ago by the chain's clock, and nothing was \
                     done: try again with a later one"
                ))
            }
            (CommonsErrors::InsufficientBalance(_), Case::Redeem { owner, amount, .. })
            | (CommonsErrors::InsufficientBalance(_), Case::Spend { owner, amount }) => {
                Some(self.shortage(owner, amount).await?)
            }
            _ => None,
        })
    }
}

/// What was tried when the contract refused.
#[derive(Debug, Clone, Copy)]
enum Case {
    Mint { deposit: Amount, min_tokens: Amount, deadline: u64 },
    Redeem { owner: Address, amount: Amount, min_return: Amount, deadline: u64 },
    Spend { owner: Address, amount: Amount },
}
