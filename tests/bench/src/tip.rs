//! At the tip: from a block being final to its rows being there for others to read.

use crate::{measure::Following, traffic::Traffic};
use anyhow::Result;
use serde::Serialize;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use subxt::rpcs::{RpcClient, client::RpcSubscription, rpc_params};

/// Milliseconds from the node's announcement of a final block to its commit.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Latency {
    pub(crate) blocks: usize,
    pub(crate) median: f64,
    pub(crate) p90: f64,
    pub(crate) p99: f64,
    pub(crate) most: f64,
}

/// What happens in each block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    /// One trade, transfer, burn or donation.
    Trade,
    /// One vote about all proposals. Its answer is too large for the buffer of the node's socket,
    /// which then waits for the reader's side to acknowledge a frame's head before it sends the rest:
    /// 40 ms on Linux.
    Vote,
}

/// Makes so many blocks with an act in each, one at a time, and looks when each is announced and
/// when it is committed.
pub(crate) async fn latency(
    url: &str,
    act: Act,
    traffic: &mut Traffic,
    following: &mut Following,
    blocks: usize,
) -> Result<Latency> {
    let announced: Arc<Mutex<HashMap<u64, Instant>>> = Arc::default();
    let rpc = RpcClient::from_insecure_url(url).await?;
    let mut heads: RpcSubscription<serde_json::Value> = rpc
        .subscribe(
            "chain_subscribeFinalizedHeads",
            rpc_params![],
            "chain_unsubscribeFinalizedHeads",
        )
        .await?;
    let noted = announced.clone();
    let listener = tokio::spawn(async move {
        while let Some(Ok(head)) = heads.next().await {
            let now = Instant::now();
            let number = head["number"].as_str().unwrap_or_default().trim_start_matches("0x");
            if let (Ok(number), Ok(mut noted)) = (u64::from_str_radix(number, 16), noted.lock()) {
                noted.entry(number).or_insert(now);
            }
        }
    });
    let mut spans = Vec::with_capacity(blocks);
    for block in 0..blocks {
        match act {
            Act::Trade => traffic.trade(block, block).await?,
            Act::Vote => traffic.vote(block).await?,
        }
        let (height, committed) = following.next_commit().await?;
        let told = announced.lock().ok().and_then(|noted| noted.get(&height).copied());
        // The announcement may reach this process after the commit: then there was no delay.
        spans.push(
            told.map_or(0.0, |told| {
                committed.saturating_duration_since(told).as_secs_f64() * 1000.0
            }),
        );
        // Blocks come one at a time, seconds apart; a pause shows what waiting would hide.
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    listener.abort();
    spans.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let place = (spans.len() as f64 * share).ceil() as usize;
        spans.get(place.saturating_sub(1)).copied().unwrap_or(f64::NAN)
    };
    Ok(Latency { blocks, median: at(0.5), p90: at(0.9), p99: at(0.99), most: at(1.0) })
}
