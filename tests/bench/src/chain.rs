//! The chain to follow: made once for a version of node and contracts, and kept.

use crate::{Plan, node::Node, traffic::Traffic};
use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};
use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};
use weir_client::Deployment;
use weir_e2e::Weir;

/// Changes whenever this file or the traffic makes another chain.
const VERSION: u32 = 1;
/// Votes in a round, each of which is as many events as there are proposals.
const VOTES: u32 = 13;

/// A chain on disk.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Made {
    /// Its last block.
    pub(crate) last: u64,
    #[serde(skip)]
    pub(crate) folder: PathBuf,
}

impl Made {
    pub(crate) fn deployment(&self) -> PathBuf {
        self.folder.join("deployment.json")
    }
}

/// The chain that the plan asks for, as it was made before or is made now.
pub(crate) async fn prepare(plan: &Plan) -> Result<Made> {
    let folder = plan.chain.join(format!("v{VERSION}-{}-{}", plan.blocks, plan.events));
    let facts = folder.join("made.json");
    if let Ok(text) = fs::read_to_string(&facts) {
        let made: Made = serde_json::from_str(&text)?;
        return Ok(Made { folder, ..made });
    }
    // Made aside and moved, so that one that was broken off is not taken for a whole one.
    let part = plan.chain.join("part");
    if part.exists() {
        fs::remove_dir_all(&part)?;
    }
    fs::create_dir_all(&part)?;
    let made = make(plan, &part).await?;
    fs::write(part.join("made.json"), serde_json::to_string(&made)?)?;
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::rename(&part, &folder)?;
    Ok(Made { folder, ..made })
}

async fn make(plan: &Plan, folder: &Path) -> Result<Made> {
    eprintln!(
        "making a chain of {} blocks and {} events, once: some minutes",
        plan.blocks, plan.events
    );
    let begun = Instant::now();
    let node = Node::on(folder, &[])?;
    let weir = Weir::new(&node.url(), &folder.join("deployment.json"));
    weir.deploy().context("the Commons could not be deployed")?;
    let deployment = Deployment::load(weir.deployment())?;
    let mut traffic = Traffic::prepare(&node.url(), &deployment).await?;
    let mut events = 0;
    let rounds = plan.events.div_ceil(u64::from(VOTES * crate::traffic::PROPOSALS));
    for round in 1..=rounds {
        events += traffic.round(VOTES).await?;
        // The same density all along: what is measured at half of the chain is half of it.
        let due = plan.blocks * round / rounds;
        let height = node.height()?;
        node.seal(due.saturating_sub(height).max(1))?;
        if round % 100 == 0 {
            eprintln!("  block {}, {events} events, {:?}", node.height()?, begun.elapsed());
        }
    }
    ensure!(events >= plan.events, "only {events} events");
    let last = node.height()?;
    node.stop()?;
    Ok(Made { last, folder: folder.to_owned() })
}
