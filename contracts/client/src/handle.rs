//! What the handles of all contracts share: asking, sending, and the block that is looked at.

use crate::{
    amount::Amount,
    call::{Executed, Receipt, Request, Target, dry_run, execute},
    chain::{AtBlock, Chain},
    error::Error,
};
use alloy_core::{
    primitives::{Address, B256},
    sol_types::{SolCall, SolEvent},
};
use std::sync::Arc;
use subxt::utils::AccountId32;
use tokio::sync::OnceCell;

/// A contract on a chain. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Handle {
    chain: Chain,
    address: Address,
    block: Option<Pin>,
}

/// A block that is looked at, and the client for it once that was needed: setting it up costs the
/// node several requests.
#[derive(Clone)]
struct Pin {
    hash: B256,
    at: Arc<OnceCell<AtBlock>>,
}

/// Whose eyes a question is asked through: nobody's. Answers depend on no caller.
const NOBODY: AccountId32 = AccountId32([0; 32]);

impl std::fmt::Debug for Handle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Handle")
            .field("address", &self.address)
            .field("block", &self.block.as_ref().map(|pin| pin.hash))
            .finish_non_exhaustive()
    }
}

impl Handle {
    pub(crate) fn new(chain: &Chain, address: Address) -> Self {
        Self { chain: chain.clone(), address, block: None }
    }

    /// The same contract as it was at a block, for questions.
    pub(crate) fn at_block(&self, hash: B256) -> Self {
        Self { block: Some(Pin { hash, at: Arc::default() }), ..self.clone() }
    }

    /// Another contract at the block that this one is looked at.
    pub(crate) fn beside(&self, address: Address) -> Self {
        Self { address, ..self.clone() }
    }

    /// Pinned to one block, so that several questions are answered in one state.
    pub(crate) async fn pinned(&self) -> Result<Self, Error> {
        if self.block.is_some() {
            return Ok(self.clone());
        }
        Ok(self.at_block(self.chain.best_block().await?.hash))
    }

    pub(crate) fn chain(&self) -> &Chain {
        &self.chain
    }

    pub(crate) fn address(&self) -> Address {
        self.address
    }

    /// Asks the contract anything of its interface.
    pub(crate) async fn ask<C: SolCall>(&self, call: &C) -> Result<C::Return, Error> {
        let best;
        let at = match &self.block {
            Some(pin) => pin.at.get_or_try_init(|| self.chain.at(pin.hash)).await?,
            None => {
                best = self.chain.best().await?;
                &best
            }
        };
        let request =
            Request { target: Target::Contract(self.address), value: 0, data: call.abi_encode() };
        let answer = dry_run(&self.chain, at, &NOBODY, &request).await?;
        C::abi_decode_returns(&answer.output)
            .map_err(|error| Error::Answer { call: C::SIGNATURE, reason: error.to_string() })
    }

    /// Seconds since the Unix epoch at the block that is looked at.
    pub(crate) async fn now(&self) -> Result<u64, Error> {
        match &self.block {
            Some(pin) => {
                let at = pin.at.get_or_try_init(|| self.chain.at(pin.hash)).await?;
                self.chain.time_at(at).await
            }
            None => self.chain.now().await,
        }
    }

    /// Runs a call as the key's account would, without sending it.
    pub(crate) async fn try_out<C: SolCall>(
        &self,
        key: &crate::key::Key,
        call: &C,
    ) -> Result<(), Error> {
        let target = Target::Contract(self.address);
        let request = Request { target, value: 0, data: call.abi_encode() };
        dry_run(&self.chain, &self.chain.best().await?, &key.account(), &request).await.map(drop)
    }

    /// Sends any call of the interface with native money.
    pub(crate) async fn send<C: SolCall>(
        &self,
        key: &crate::key::Key,
        value: Amount,
        call: &C,
    ) -> Result<Receipt, Error> {
        let value = value.to_native(self.chain.ratio())?;
        let target = Target::Contract(self.address);
        execute(&self.chain, key, &Request { target, value, data: call.abi_encode() }).await
    }

    /// Sends a call and reads the event that records what it did.
    pub(crate) async fn act<C: SolCall, E: SolEvent>(
        &self,
        key: &crate::key::Key,
        value: Amount,
        call: &C,
    ) -> Result<Executed<E>, Error> {
        self.send(key, value, call).await?.executed(self.address)
    }
}
