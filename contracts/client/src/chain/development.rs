//! What only a development chain can do: move time, make blocks, hand out money.

use super::Chain;
use crate::{
    amount::Amount,
    call::{Receipt, Spending, send},
    deployment::Block,
    error::Error,
    key::Key,
};
use alloy_core::primitives::B256;
use std::time::Duration;
use subxt::{
    dynamic,
    rpcs::rpc_params,
    utils::{AccountId32, H256, MultiAddress},
};

impl Chain {
    /// Whether the node says that this is a development chain.
    pub fn is_development(&self) -> bool {
        self.inner.chain_type == "Development"
    }

    /// An error unless this is a development chain; `what` is the subject of its sentence.
    ///
    /// # Errors
    /// [`Error::NotDevelopment`] on every other chain.
    pub fn require_development(&self, what: &'static str) -> Result<(), Error> {
        if self.is_development() {
            return Ok(());
        }
        Err(Error::NotDevelopment(what, self.inner.chain_type.clone()))
    }

    /// Moves the chain's time forward by whole seconds and makes a block there.
    ///
    /// # Errors
    /// On a chain that is not a development chain, or whose node refuses (more than ten years).
    pub async fn advance_time(&self, by: Duration) -> Result<Block, Error> {
        self.require_development("advancing time")?;
        let hash: H256 = self
            .inner
            .raw
            .request("dev_advanceTime", rpc_params![by.as_secs()])
            .await
            .map_err(Error::node("dev_advanceTime"))?;
        Ok(super::block_of(&self.at(B256::from(hash.0)).await?))
    }

    /// Makes so many blocks, empty or not.
    ///
    /// # Errors
    /// On a chain that is not a development chain, or whose node refuses the number.
    pub async fn seal_blocks(&self, count: u32) -> Result<Block, Error> {
        self.require_development("making blocks")?;
        let hash: H256 = self
            .inner
            .raw
            .request("dev_sealBlocks", rpc_params![count])
            .await
            .map_err(Error::node("dev_sealBlocks"))?;
        Ok(super::block_of(&self.at(B256::from(hash.0)).await?))
    }

    /// Gives an account native money out of `from`'s.
    ///
    /// # Errors
    /// When the amount is not one of native money, or the chain refuses.
    pub async fn fund(
        &self,
        from: &Key,
        to: &AccountId32,
        amount: Amount,
    ) -> Result<Receipt, Error> {
        let value = amount.to_native(self.ratio())?;
        let to: MultiAddress<AccountId32, ()> = MultiAddress::Id(*to);
        let payload = dynamic::tx("Balances", "transfer_keep_alive", (to, value));
        send(self, from, &payload, Spending::of(amount)).await
    }
}
