//! The reader to compare with: one block after the other, with no more than one request each.

use crate::measure::{Seen, peak_memory};
use anyhow::{Context, Result};
use serde_json::value::RawValue;
use std::time::Instant;
use subxt::rpcs::{RpcClient, rpc_params};
use weir_indexer::domain::Deployment;

/// Blocks that are read. More would take minutes over a slow network and tell nothing new.
const BLOCKS: u64 = 1000;
/// `System.Events`, all that such a reader needs.
const EVENTS: &str = "0x26aa394eea5630e07c48ae0c9558cef780d41e5e16056765bc8461851072c9d7";

/// Reads the events of the last blocks up to this one, and does not even decode them. Their hashes
/// are known before.
pub(crate) async fn read(url: &str, deployment: &Deployment, last: u64) -> Result<Seen> {
    let rpc = RpcClient::from_insecure_url(url).await?;
    let first = deployment.block.height.max((last + 1).saturating_sub(BLOCKS));
    let heights: Vec<u64> = (first..=last).collect();
    let hashes: Vec<String> = rpc.request("chain_getBlockHash", rpc_params![&heights]).await?;
    let mut seen = Seen::default();
    let begun = Instant::now();
    for hash in &hashes {
        let answer: Box<RawValue> =
            rpc.request("state_queryStorageAt", rpc_params![[EVENTS], hash]).await?;
        seen.blocks += 1;
        seen.requests += 1;
        seen.bytes += answer.get().len() as u64;
    }
    seen.seconds = begun.elapsed().as_secs_f64();
    seen.memory = peak_memory("self").context("its memory")?;
    Ok(seen)
}
