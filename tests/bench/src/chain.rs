//! The chain to follow: made once for a version of node and contracts, and kept.

use crate::{Plan, node::Node, traffic::Traffic};
use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};
use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};
use weir_client::Deployment;
use weir_e2e::Weir;

/// Changes whenever this file or the traffic makes another chain.
const VERSION: u32 = 2;

/// How much happens on a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Life {
    /// As many events as the plan says.
    Busy,
    /// A vote in a thousand blocks, the rest next to empty.
    Quiet,
}

impl Life {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Busy => "busy",
            Self::Quiet => "quiet",
        }
    }

    /// Rounds, and the votes in each: a vote is as many events as there are proposals.
    fn rounds(self, plan: &Plan) -> (u64, u32) {
        match self {
            Self::Busy => (plan.events.div_ceil(13 * u64::from(crate::traffic::PROPOSALS)), 13),
            Self::Quiet => (plan.blocks.div_ceil(1_000), 1),
        }
    }
}

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
pub(crate) async fn prepare(plan: &Plan, life: Life) -> Result<Made> {
    let name = match life {
        Life::Busy => format!("v{VERSION}-{}-{}", plan.blocks, plan.events),
        Life::Quiet => format!("v{VERSION}-{}-quiet", plan.blocks),
    };
    let folder = plan.chain.join(name);
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
    let made = make(plan, life, &part).await?;
    fs::write(part.join("made.json"), serde_json::to_string(&made)?)?;
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::rename(&part, &folder)?;
    Ok(Made { folder, ..made })
}

async fn make(plan: &Plan, life: Life, folder: &Path) -> Result<Made> {
    let (rounds, votes) = life.rounds(plan);
    eprintln!("making a {} chain of {} blocks, once: some minutes", life.name(), plan.blocks);
    let begun = Instant::now();
    let node = Node::on(folder, &[])?;
    let weir = Weir::new(&node.url(), &folder.join("deployment.json"));
    weir.deploy().context("the Commons could not be deployed")?;
    let deployment = Deployment::load(weir.deployment())?;
    let mut traffic = Traffic::prepare(&node.url(), &deployment).await?;
    let (mut events, mut told) = (0, begun);
    for round in 1..=rounds {
        events += traffic.round(votes).await?;
        // The same density all along: what is measured at half of the chain is half of it.
        let due = plan.blocks * round / rounds;
        let height = node.height()?;
        node.seal(due.saturating_sub(height).max(1))?;
        if told.elapsed() > Duration::from_secs(60) {
            told = Instant::now();
            eprintln!("  block {}, {events} events, {:?}", node.height()?, begun.elapsed());
        }
    }
    ensure!(life == Life::Quiet || events >= plan.events, "only {events} events");
    let last = node.height()?;
    node.stop()?;
    Ok(Made { last, folder: folder.to_owned() })
}
