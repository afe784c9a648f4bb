//! How fast the indexer is, beside what the node and the network allow.
//!
//! It makes a chain with many real events of the contracts, once per machine, and then follows it
//! in several ways, one after the other in the same run: the indexer itself, with ranges of blocks
//! and block by block, each also over a slow network; the same reading and decoding stored nowhere,
//! which is the limit; and a reader that asks for one block after the other. What counts are the
//! ratios: times of one machine say little of another.

mod chain;
mod measure;
mod node;
mod nowhere;
mod plan;
mod report;
mod sequential;
mod tip;
mod traffic;

use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use tracing_subscriber::EnvFilter;

#[derive(Parser)]
#[command(about = "How fast the indexer is, beside what the node and the network allow.")]
struct Cli {
    #[command(subcommand)]
    part: Option<Part>,
    #[command(flatten)]
    plan: Plan,
}

#[derive(Subcommand)]
enum Part {
    /// Reads a chain and stores it nowhere; a part of the benchmark, in a process of its own.
    #[command(hide = true)]
    Read(Read),
}

#[derive(Args, Clone)]
struct Plan {
    /// Where the chain is kept between runs.
    #[arg(long, env = "WEIR_BENCH_CHAIN", default_value = "target/bench")]
    chain: PathBuf,
    /// Blocks of the chain, at least.
    #[arg(long, default_value_t = 20_000)]
    blocks: u64,
    /// Events of the contracts in it, at least.
    #[arg(long, default_value_t = 200_000)]
    events: u64,
    /// How often everything is measured; the median counts.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Milliseconds that the slow network adds to a round trip.
    #[arg(long, default_value_t = 20)]
    latency: u64,
    /// Blocks that are followed at the tip.
    #[arg(long, default_value_t = 200)]
    tip: usize,
    /// One document for machines instead of tables.
    #[arg(long)]
    json: bool,
}

#[derive(Args, Clone)]
struct Read {
    #[arg(long)]
    url: String,
    #[arg(long)]
    deployment: PathBuf,
    #[arg(long)]
    last: u64,
    /// One block after the other instead of as the indexer does.
    #[arg(long)]
    sequential: bool,
}

fn main() -> Result<()> {
    let cli = Cli::parse();
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn".into()))
        .with_writer(std::io::stderr)
        .init();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match cli.part {
            None => plan::run(&cli.plan).await,
            Some(Part::Read(read)) => {
                let deployment = weir_indexer::infra::deployment::load(&read.deployment)
                    .context("the chain was made by another version; remove its folder")?;
                let seen = match read.sequential {
                    true => sequential::read(&read.url, &deployment, read.last).await?,
                    false => nowhere::read(&read.url, deployment, read.last).await?,
                };
                println!("{}", serde_json::to_string(&seen)?);
                Ok(())
            }
        }
    })
}
