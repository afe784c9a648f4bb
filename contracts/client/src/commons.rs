//! A Commons on the chain: what can be asked of it, and what can be done with it.

mod constructor;
mod deploy;
mod explain;
mod grants;
mod hatch;
mod market;
mod money;
mod quote;
mod roles;
mod services;
mod token;

pub use deploy::{Code, Deployed, Step};
pub use grants::{Grant, Limits};
pub use hatch::{Hatch, Phase, Vesting};
pub use quote::{MintQuote, RedeemQuote};
pub use roles::Roles;
pub use services::Service;
pub use token::Holding;

use crate::{
    abi,
    amount::{Amount, Ppm},
    call::Receipt,
    chain::Chain,
    currency::Currency,
    deployment::Deployment,
    error::Error,
    figure::Price,
    handle::Handle,
    key::Key,
};
pub(crate) use abi::Commons as Interface;
use alloy_core::{
    primitives::{Address, B256, U256},
    sol_types::SolCall,
};
use serde::Serialize;

/// A Commons contract. Cheap to clone.
///
/// Questions are answered at the newest block, or at the one given to [`Commons::at_block`].
#[derive(Debug, Clone)]
pub struct Commons {
    handle: Handle,
    currency: Currency,
}

/// The three figures that the curve and the pools consist of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct State {
    /// Tokens that exist.
    pub supply: Amount,
    /// Money that backs them.
    pub reserve: Amount,
    /// Money for projects.
    pub funding_pool: Amount,
}

/// The shares that a Commons takes and keeps now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Shares {
    /// Share of the token's market value that the reserve holds.
    #[serde(rename = "reserve_ratio_ppm")]
    pub reserve_ratio: Ppm,
    /// Share of a deposit that goes to the funding pool.
    #[serde(rename = "entry_tribute_ppm")]
    pub entry_tribute: Ppm,
    /// Share of a redemption that goes to the funding pool.
    #[serde(rename = "exit_tribute_ppm")]
    pub exit_tribute: Ppm,
}

impl Commons {
    /// The Commons at an address, unchecked.
    pub fn new(chain: &Chain, address: Address, currency: Currency) -> Self {
        Self { handle: Handle::new(chain, address), currency }
    }

    /// The Commons of a deployment, after checking that it is on this chain and exists.
    ///
    /// # Errors
    /// [`Error::OtherChain`], [`Error::OtherHistory`] or [`Error::NoContract`].
    pub async fn open(chain: &Chain, deployment: &Deployment) -> Result<Self, Error> {
        let found = chain.genesis_hash();
        if found != deployment.genesis_hash {
            return Err(Error::OtherChain {
                url: chain.url().to_owned(),
                expected: deployment.genesis_hash,
                found,
            });
        }
        // A development chain that is started over has the same genesis, and often a contract at
        // the same address: only the deployment's block tells it from the old one.
        let block = deployment.block;
        if chain.block_hash(block.number).await? != Some(block.hash) {
            return Err(Error::OtherHistory { number: block.number, hash: block.hash });
        }
        let address = deployment.contracts.commons.address;
        if chain.code_hash(address).await?.is_none() {
            return Err(Error::NoContract(address));
        }
        Ok(Self::new(chain, address, deployment.currency.clone()))
    }

    /// The same Commons as it was at a block, for questions.
    pub fn at_block(&self, hash: B256) -> Self {
        Self { handle: self.handle.at_block(hash), ..self.clone() }
    }

    /// Pinned to one block, so that several questions are answered in one state.
    ///
    /// # Errors
    /// When the node does not answer.
    pub async fn pinned(&self) -> Result<Self, Error> {
        Ok(Self { handle: self.handle.pinned().await?, ..self.clone() })
    }

    /// The contract's address.
    pub fn address(&self) -> Address {
        self.handle.address()
    }

    /// The chain that it is on.
    pub fn chain(&self) -> &Chain {
        self.handle.chain()
    }

    /// The money that it takes.
    pub fn currency(&self) -> &Currency {
        &self.currency
    }

    /// Seconds since the Unix epoch at the block that is looked at.
    ///
    /// # Errors
    /// When the node does not answer.
    pub async fn now(&self) -> Result<u64, Error> {
        self.handle.now().await
    }

    pub(crate) fn handle(&self) -> &Handle {
        &self.handle
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

    /// Name of the token.
    ///
    /// # Errors
    /// As [`Commons::ask`]; so have all the questions below.
    pub async fn name(&self) -> Result<String, Error> {
        self.ask(&Interface::nameCall {}).await
    }

    /// Symbol of the token.
    ///
    /// # Errors
    /// As [`Commons::ask`].
    pub async fn symbol(&self) -> Result<String, Error> {
        self.ask(&Interface::symbolCall {}).await
    }

    /// Supply, reserve and funding pool.
    ///
    /// # Errors
    /// As [`Commons::ask`].
    pub async fn state(&self) -> Result<State, Error> {
        let state = self.ask(&Interface::stateCall {}).await?;
        Ok(State {
            supply: state.supply.try_into()?,
            reserve: state.reserve.try_into()?,
            funding_pool: state.fundingPool.try_into()?,
        })
    }

    /// Reserve ratio and tributes.
    ///
    /// # Errors
    /// As [`Commons::ask`].
    pub async fn shares(&self) -> Result<Shares, Error> {
        let shares = self.ask(&Interface::parametersCall {}).await?;
        Ok(Shares {
            reserve_ratio: Ppm::new(shares.reserveRatio),
            entry_tribute: Ppm::new(shares.entryTribute),
            exit_tribute: Ppm::new(shares.exitTribute),
        })
    }

    /// The price of a token for an amount so small that it moves nothing, before tributes. None
    /// while there are no tokens.
    ///
    /// # Errors
    /// As [`Commons::ask`].
    pub async fn spot_price(&self) -> Result<Option<Price>, Error> {
        let commons = self.pinned().await?;
        // Not asked of the contract, which has no figure above 2^128 - 1 base units.
        Ok(commons.state().await?.spot_price(commons.shares().await?.reserve_ratio))
    }
}

impl State {
    /// The price of a token in this state; none without tokens.
    pub fn spot_price(&self, reserve_ratio: Ppm) -> Option<Price> {
        Price::spot(self.supply, self.reserve, reserve_ratio)
    }

    /// What all tokens are worth at the spot price, in base units of the currency: reserve / ratio.
    /// None without tokens.
    pub fn market_value(&self, reserve_ratio: Ppm) -> Option<U256> {
        self.spot_price(reserve_ratio)?.worth(self.supply)
    }
}
