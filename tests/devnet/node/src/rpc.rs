//! What this node answers beside the usual: ways for a test to make blocks and move time.

use crate::clock::Clock;
use futures::channel::{mpsc, oneshot};
use jsonrpsee::{core::RpcResult, types::ErrorObjectOwned, RpcModule};
use sc_consensus_manual_seal::EngineCommand;
use sp_core::Bytes;
use sp_maybe_compressed_blob::CODE_BLOB_BOMB_LIMIT;
use std::time::Duration;
use weir_devnet_runtime::{next, Hash};

/// The longest jump in time that one request may ask for: ten years.
const LONGEST_JUMP: u64 = 10 * 365 * 24 * 3600;
/// The most blocks that one request may ask for.
const MOST_BLOCKS: u32 = 10_000;

/// State of the `dev_*` methods.
pub struct Dev {
    /// The chain's clock.
    pub clock: Clock,
    /// To the engine that makes blocks.
    pub seal: mpsc::Sender<EngineCommand<Hash>>,
}

impl Dev {
    async fn seal(&self) -> RpcResult<Hash> {
        let (sender, created) = oneshot::channel();
        let command = EngineCommand::SealNewBlock {
            create_empty: true,
            finalize: true,
            parent_hash: None,
            sender: Some(sender),
        };
        self.seal.clone().try_send(command).map_err(|e| refusal(e.to_string()))?;
        let block = created.await.map_err(|e| refusal(e.to_string()))?;
        Ok(block.map_err(|e| refusal(e.to_string()))?.hash)
    }
}

fn refusal(message: String) -> ErrorObjectOwned {
    ErrorObjectOwned::owned(-32_000, message, None::<()>)
}

/// The runtime's next version, compressed so that it fits into a block.
fn next_runtime() -> RpcResult<Bytes> {
    let blob = next::WASM_BINARY.ok_or_else(|| refusal("this node was built without it".into()))?;
    sp_maybe_compressed_blob::compress_weakly(blob, CODE_BLOB_BOMB_LIMIT)
        .map(Bytes)
        .ok_or_else(|| refusal("it is too large".into()))
}

/// `dev_advanceTime(seconds)` makes a block that much later; `dev_sealBlocks(count)` makes blocks,
/// empty or not. Both return the hash of the last block made, which is final. `dev_nextRuntime()`
/// returns the code that an upgrade of the runtime can set.
pub fn methods(dev: Dev) -> RpcModule<Dev> {
    let mut module = RpcModule::new(dev);
    module
        .register_async_method("dev_advanceTime", |params, dev, _| async move {
            let seconds: u64 = params.one()?;
            if seconds > LONGEST_JUMP {
                return Err(refusal(format!("at most {LONGEST_JUMP} seconds at once")));
            }
            dev.clock.advance(Duration::from_secs(seconds));
            dev.seal().await
        })
        .expect("the name is used once");
    module
        .register_async_method("dev_sealBlocks", |params, dev, _| async move {
            let count: u32 = params.one()?;
            if count == 0 || count > MOST_BLOCKS {
                return Err(refusal(format!("between 1 and {MOST_BLOCKS} blocks at once")));
            }
            let mut last = dev.seal().await?;
            for _ in 1..count {
                last = dev.seal().await?;
            }
            Ok(last)
        })
        .expect("the name is used once");
    module
        .register_blocking_method("dev_nextRuntime", |_, _, _| next_runtime())
        .expect("the name is used once");
    module
}
