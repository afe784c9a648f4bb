//! A Commons on the chain: what can be asked of it, and what can be done with it.

mod actions;
mod deploy;
mod quote;

pub use deploy::{Code, Deployed};
pub use quote::{MintQuote, RedeemQuote};

use crate::{
    abi,
    amount::{Amount, Ppm},
    call::{Request, Target, dry_run},
    chain::{AtBlock, Chain},
    deployment::Deployment,
    error::Error,
};
use abi::Commons as Interface;
use alloy_core::{
    primitives::{Address, B256, U256},
    sol_types::SolCall,
};
use serde::Serialize;
use subxt::utils::AccountId32;

/// A Commons contract. Cheap to clone.
///
/// Questions are answered at the newest block, or at the one given to [`Commons::at_block`].
#[derive(Debug, Clone)]
pub struct Commons {
    chain: Chain,
    address: Address,
    block: Option<B256>,
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

/// The shares that a Commons was deployed with.
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

/// Whose eyes a question is asked through: nobody's. Answers depend on no caller.
const NOBODY: AccountId32 = AccountId32([0; 32]);

impl Commons {
    /// The Commons at an address, unchecked.
    pub fn new(chain: &Chain, address: Address) -> Self {
        Self { chain: chain.clone(), address, block: None }
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
        // A development chain that is started anew has the same genesis, and often a contract at
        // the same address: only the deployment's block tells it from the old one.
        let block = deployment.block;
        if chain.block_hash(block.number).await? != Some(block.hash) {
            return Err(Error::OtherHistory { number: block.number, hash: block.hash });
        }
        let address = deployment.contracts.commons.address;
        if chain.code_hash(address).await?.is_none() {
            return Err(Error::NoContract(address));
        }
        Ok(Self::new(chain, address))
    }

    /// The same Commons as it was at a block, for questions.
    pub fn at_block(&self, hash: B256) -> Self {
        Self { block: Some(hash), ..self.clone() }
    }

    /// The contract's address.
    pub fn address(&self) -> Address {
        self.address
    }

    /// The chain that it is on.
    pub fn chain(&self) -> &Chain {
        &self.chain
    }

    /// Asks the contract anything of its interface.
    ///
    /// # Errors
    /// When the contract refuses, or its answer does not follow the interface.
    pub async fn ask<C: SolCall>(&self, call: &C) -> Result<C::Return, Error> {
        let at = match self.block {
            Some(hash) => self.chain.at(hash).await?,
            None => self.chain.best().await?,
        };
        self.ask_at(&at, call).await
    }

    async fn ask_at<C: SolCall>(&self, at: &AtBlock, call: &C) -> Result<C::Return, Error> {
        let request =
            Request { target: Target::Contract(self.address), value: 0, data: call.abi_encode() };
        let answer = dry_run(&self.chain, at, &NOBODY, &request).await?;
        C::abi_decode_returns(&answer.output)
            .map_err(|error| Error::Answer { call: C::SIGNATURE, reason: error.to_string() })
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

    /// Tokens that an address holds.
    ///
    /// # Errors
    /// As [`Commons::ask`].
    pub async fn balance_of(&self, account: Address) -> Result<Amount, Error> {
        Ok(Amount::try_from(self.ask(&Interface::balanceOfCall { account }).await?)?)
    }

    /// Tokens of `owner` that `spender` may still move; not an [`Amount`], since it may be
    /// unlimited (2^256 - 1).
    ///
    /// # Errors
    /// As [`Commons::ask`].
    pub async fn allowance(&self, owner: Address, spender: Address) -> Result<U256, Error> {
        self.ask(&Interface::allowanceCall { owner, spender }).await
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

    /// Price of a whole token for an amount so small that it moves nothing, before tributes.
    ///
    /// # Errors
    /// As [`Commons::ask`].
    pub async fn spot_price(&self) -> Result<Amount, Error> {
        Ok(Amount::try_from(self.ask(&Interface::spotPriceCall {}).await?)?)
    }
}

impl State {
    /// Price of a whole token in this state, rounded down; `None` outside the curve's domain.
    pub fn spot_price(&self, reserve_ratio: Ppm) -> Option<Amount> {
        let (supply, reserve) = (self.supply.base_units(), self.reserve.base_units());
        weir_economics::spot_price(supply, reserve, reserve_ratio.ppm())
            .ok()
            .map(Amount::from_base_units)
    }
}
