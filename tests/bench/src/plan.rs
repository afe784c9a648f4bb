//! What is measured, in which order.

use crate::{
    Plan,
    chain::{self, Life, Made},
    measure::{self, Following, Seen},
    node::Node,
    report::{Report, Row},
    tip::{self, Act},
    traffic::Traffic,
};
use anyhow::{Result, anyhow};
use std::{path::Path, time::Duration};
use weir_client::Deployment;
use weir_e2e::{Proxy, Target};
use weir_test_support::Cluster;

/// A way to follow the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// The indexer into PostgreSQL.
    Indexer,
    /// The same, stored nowhere.
    Bare,
    /// One block after the other.
    Sequential,
}

/// Measures everything and prints it.
pub(crate) async fn run(plan: &Plan) -> Result<()> {
    let busy = chain::prepare(plan, Life::Busy).await?;
    let quiet = chain::prepare(plan, Life::Quiet).await?;
    let cluster = Cluster::durable()?;
    let mut rows = Vec::new();
    for (life, made) in [(Life::Busy, &busy), (Life::Quiet, &quiet)] {
        for (blocks, options) in [("ranges", &[][..]), ("blocks", &["--rpc-methods=safe"])] {
            rows.extend(ways(plan, life, made, (blocks, options), &cluster).await?);
        }
    }

    let folder = measure::copy_of(&busy.folder)?;
    let node = Node::on(folder.path(), &[])?;
    let mut following = Following::start(&node.url(), &busy.deployment(), &cluster).await?;
    let deployed = Deployment::load(busy.deployment())?;
    let mut traffic = Traffic::resume(&node.url(), &deployed).await?;
    following.reach(busy.last).await?;
    let mut latency = Vec::new();
    for act in [Act::Trade, Act::Vote] {
        let url = node.url();
        let seen = tip::latency(&url, act, &mut traffic, &mut following, plan.tip).await?;
        latency.push(seen);
    }
    let [trades, votes] = latency.try_into().map_err(|_| anyhow!("two were measured"))?;

    let report = Report { blocks: busy.last, rows, trades, votes, added_latency_ms: plan.latency };
    print!("{}", if plan.json { report.json()? } else { report.table() });
    Ok(())
}

/// Follows a chain in every way over both networks, from a node with these options.
async fn ways(
    plan: &Plan,
    life: Life,
    made: &Made,
    (blocks, options): (&'static str, &[&str]),
    cluster: &Cluster,
) -> Result<Vec<Row>> {
    let deployment = made.deployment();
    let folder = measure::copy_of(&made.folder)?;
    let node = Node::on(folder.path(), options)?;
    let slow = Proxy::to(Target::Port(node.port()))?;
    slow.latency(Duration::from_millis(plan.latency));
    // The node reads from disk the first time, and from memory from then on.
    measure::bare(&node.url(), &deployment, made.last, false)?;
    let mut rows = Vec::new();
    for (network, url) in [("loopback", node.url()), ("slow", slow.url())] {
        let mut ways = vec![Way::Indexer, Way::Bare];
        if blocks == "blocks" && life == Life::Busy {
            ways.push(Way::Sequential);
        }
        let mut seen: Vec<Vec<Seen>> = vec![Vec::new(); ways.len()];
        // One after the other and all over again: whatever else the machine does meets them all.
        for _ in 0..plan.rounds {
            for (way, seen) in ways.iter().zip(&mut seen) {
                seen.push(follow(*way, &url, &deployment, made.last, cluster).await?);
                let took = seen[seen.len() - 1].seconds;
                eprintln!("  {way:?}, {} chain by {blocks}, {network}: {took:.2} s", life.name());
            }
        }
        let seen = ways.into_iter().zip(seen);
        rows.extend(seen.map(|(way, seen)| Row::of(life, way, blocks, network, seen)));
    }
    Ok(rows)
}

async fn follow(
    way: Way,
    url: &str,
    deployment: &Path,
    last: u64,
    cluster: &Cluster,
) -> Result<Seen> {
    match way {
        Way::Indexer => measure::indexer(url, deployment, last, cluster).await,
        Way::Bare => measure::bare(url, deployment, last, false),
        Way::Sequential => measure::bare(url, deployment, last, true),
    }
}
