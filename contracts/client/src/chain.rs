//! The connection to a node, and what the chain itself knows: money, accounts, time.

mod accounts;
mod development;
mod link;
mod properties;
mod transactions;

use crate::{
    amount::Amount,
    deployment::{Block, ChainProperties},
    error::{Error, describe},
};
use alloy_core::primitives::B256;
use std::{
    ops::RangeInclusive,
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use subxt::{
    OnlineClient, OnlineClientAtBlock, PolkadotConfig,
    backend::LegacyBackend,
    config::RpcConfigFor,
    dynamic,
    rpcs::{RpcClient, methods::legacy::LegacyRpcMethods, rpc_params},
    utils::{AccountId32, H256},
};

/// The chain at one block.
pub(crate) type AtBlock = OnlineClientAtBlock<PolkadotConfig>;

/// A chain with pallet-revive, by one of its nodes. Cheap to clone.
#[derive(Clone)]
pub struct Chain {
    inner: Arc<Inner>,
}

struct Inner {
    url: String,
    client: OnlineClient<PolkadotConfig>,
    rpc: LegacyRpcMethods<RpcConfigFor<PolkadotConfig>>,
    raw: RpcClient,
    properties: ChainProperties,
    existential_deposit: Amount,
    chain_type: String,
    name: String,
}

impl std::fmt::Debug for Chain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Chain").field("url", &self.inner.url).finish_non_exhaustive()
    }
}

impl Chain {
    /// Connects to a node by its WebSocket address, `ws://127.0.0.1:9944`. Unencrypted
    /// connections are for this machine only. One that breaks is made once more.
    ///
    /// # Errors
    /// When no node answers, or its chain has no pallet-revive.
    pub async fn connect(url: &str) -> Result<Self, Error> {
        let connect = |error: &dyn std::error::Error| Error::Connect {
            url: url.to_owned(),
            reason: reason(error),
        };
        let raw = link::connect(url).await.map_err(|e| connect(&e))?;
        // The legacy methods: the newer ones limit how long a block may be looked at.
        let backend = LegacyBackend::<PolkadotConfig>::builder().build(raw.clone());
        let client = OnlineClient::<PolkadotConfig>::from_backend(Arc::new(backend))
            .await
            .map_err(|e| connect(&e))?;
        let at = client.at_current_block().await.map_err(|e| connect(&e))?;
        let rpc = LegacyRpcMethods::new(raw.clone());

        let ratio = at
            .constants()
            .entry(dynamic::constant::<u128>("Revive", "NativeToEthRatio"))
            .map_err(|_| {
            Error::Unsupported(
                "it has no pallet-revive (constant Revive.NativeToEthRatio), so it runs no \
                     contracts"
                    .into(),
            )
        })?;
        let existential_deposit = at
            .constants()
            .entry(dynamic::constant::<u128>("Balances", "ExistentialDeposit"))
            .map_err(Error::node("Balances.ExistentialDeposit"))?;
        let properties = properties::read(&raw, ratio).await?;
        let text = |value: serde_json::Value| match value {
            serde_json::Value::String(text) => text,
            other => other.to_string(),
        };
        let chain_type = raw
            .request("system_chainType", rpc_params![])
            .await
            .map(text)
            .map_err(Error::node("system_chainType"))?;
        let name = raw
            .request("system_chain", rpc_params![])
            .await
            .map(text)
            .map_err(Error::node("system_chain"))?;
        let inner = Inner {
            url: url.to_owned(),
            client,
            rpc,
            raw,
            existential_deposit: Amount::from_native(existential_deposit, ratio)
                .unwrap_or(Amount::MAX),
            properties,
            chain_type,
            name,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The node's address.
    pub fn url(&self) -> &str {
        &self.inner.url
    }

    /// The chain's name, `Weir Development`.
    pub fn name(&self) -> &str {
        &self.inner.name
    }

    /// Hash of the chain's first block.
    pub fn genesis_hash(&self) -> B256 {
        B256::from(self.inner.client.genesis_hash().0)
    }

    /// Money and addresses of the chain.
    pub fn properties(&self) -> &ChainProperties {
        &self.inner.properties
    }

    /// Base units in one native unit.
    pub fn ratio(&self) -> u128 {
        self.inner.properties.native_to_eth_ratio
    }

    /// The least that an account can hold and stay.
    pub fn existential_deposit(&self) -> Amount {
        self.inner.existential_deposit
    }

    /// subxt's own client, for what this crate does not offer.
    pub fn client(&self) -> &OnlineClient<PolkadotConfig> {
        &self.inner.client
    }

    /// The newest block, final or not: what a transaction sent now will meet.
    ///
    /// # Errors
    /// When the node does not answer.
    pub async fn best_block(&self) -> Result<Block, Error> {
        Ok(block_of(&self.best().await?))
    }

    /// The newest final block.
    ///
    /// # Errors
    /// When the node does not answer.
    pub async fn finalized_block(&self) -> Result<Block, Error> {
        Ok(block_of(&self.finalized().await?))
    }

    /// Hash of the block at a height, if the node's chain reaches it.
    ///
    /// # Errors
    /// When the node does not answer.
    pub async fn block_hash(&self, number: u32) -> Result<Option<B256>, Error> {
        let hash = self
            .inner
            .rpc
            .chain_get_block_hash(Some(number.into()))
            .await
            .map_err(Error::node("chain_getBlockHash"))?;
        Ok(hash.map(|hash| B256::from(hash.0)))
    }

    /// Hashes of the blocks of these heights, in order and with one request; fewer if the chain ends
    /// before the last of them.
    ///
    /// # Errors
    /// When the node does not answer.
    pub async fn block_hashes(&self, numbers: RangeInclusive<u64>) -> Result<Vec<B256>, Error> {
        let numbers: Vec<u64> = numbers.collect();
        let hashes: Vec<Option<H256>> = self
            .inner
            .raw
            .request("chain_getBlockHash", rpc_params![numbers])
            .await
            .map_err(Error::node("chain_getBlockHash"))?;
        Ok(hashes.into_iter().map_while(|hash| hash.map(|hash| B256::from(hash.0))).collect())
    }

    pub(crate) async fn best(&self) -> Result<AtBlock, Error> {
        let hash = self
            .inner
            .rpc
            .chain_get_block_hash(None)
            .await
            .map_err(Error::node("chain_getBlockHash"))?;
        match hash {
            Some(hash) => self.at(B256::from(hash.0)).await,
            None => self.finalized().await,
        }
    }

    pub(crate) async fn finalized(&self) -> Result<AtBlock, Error> {
        self.inner.client.at_current_block().await.map_err(Error::node("the newest final block"))
    }

    /// The account's nonce at a block, counting what that block executed.
    pub(crate) async fn nonce_at(&self, at: &AtBlock, account: &AccountId32) -> Result<u64, Error> {
        at.transactions().account_nonce(account).await.map_err(Error::node("the account's nonce"))
    }

    pub(crate) async fn at(&self, hash: B256) -> Result<AtBlock, Error> {
        let hash = H256(hash.0);
        self.inner.client.at_block(hash).await.map_err(Error::node("a block by its hash"))
    }

    /// The account's next nonce, counting transactions that wait.
    pub(crate) async fn next_nonce(&self, account: &AccountId32) -> Result<u64, Error> {
        self.inner
            .rpc
            .system_account_next_index(account)
            .await
            .map_err(Error::node("system_accountNextIndex"))
    }

    /// Seconds since the Unix epoch by the newest block's own clock, which contracts go by.
    ///
    /// # Errors
    /// When the node does not answer.
    pub async fn now(&self) -> Result<u64, Error> {
        self.time_at(&self.best().await?).await
    }

    /// Seconds since the Unix epoch at a block.
    pub(crate) async fn time_at(&self, at: &AtBlock) -> Result<u64, Error> {
        let now = at
            .storage()
            .try_fetch(dynamic::storage::<(), u64>("Timestamp", "Now"), ())
            .await
            .map_err(Error::node("Timestamp.Now"))?
            .map(|value| value.decode())
            .transpose()
            .map_err(Error::node("Timestamp.Now"))?;
        Ok(now.unwrap_or_default() / 1000)
    }

    /// The time `window` from now, as a deadline for the Commons.
    ///
    /// Now is the later of the newest block's clock and this machine's: a chain that makes blocks
    /// only for transactions has an old newest block. On a development chain whose clock was
    /// moved ahead a block is made first, since nothing else tells what time it is there.
    ///
    /// # Errors
    /// When the node does not answer.
    pub async fn deadline_in(&self, window: Duration) -> Result<u64, Error> {
        let machine =
            SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let mut chain = self.now().await?;
        // Blocks in quick succession may run a moment ahead: that is not worth a block.
        if chain > machine.saturating_add(2) && self.is_development() {
            self.seal_blocks(1).await?;
            chain = self.now().await?;
        }
        Ok(chain.max(machine).saturating_add(window.as_secs()))
    }
}

/// Why there is no connection, without the names of the layers that say so.
fn reason(error: &dyn std::error::Error) -> String {
    let text = describe(error).replace("RPC error: ", "").replace("client error: ", "");
    if text.starts_with("insecure URL") {
        return "unencrypted ws:// is for this machine only, elsewhere it must be wss://".into();
    }
    text
}

/// Height and hash of a block.
pub(crate) fn block_of(at: &AtBlock) -> Block {
    Block {
        number: u32::try_from(at.block_number()).unwrap_or(u32::MAX),
        hash: B256::from(at.block_hash().0),
    }
}
