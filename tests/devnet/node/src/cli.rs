//! Command line of the node.

use sc_cli::{ChainSpec, RunCmd, SubstrateCli};
use std::time::Duration;

/// A development chain for Weir: one node, blocks final at once, history kept.
///
/// Takes every option of a Substrate node as well. Without --base-path the chain is forgotten at
/// the end. With --chain NAME it is another chain, with another first block.
#[derive(Debug, clap::Parser)]
pub struct Cli {
    /// Make a block every so often (`2s`, `500ms`), empty or not. Without it a block is made as
    /// soon as a transaction arrives, and never an empty one.
    #[arg(long, value_name = "DURATION", value_parser = humantime::parse_duration)]
    pub block_time: Option<Duration>,

    /// Options of a Substrate node.
    #[command(flatten)]
    pub run: RunCmd,
}

/// What a single development node wants unless told otherwise: keep history, talk to nobody.
///
/// The pool is the one without forks: the fork-aware pool answers "already imported" to a
/// transaction that arrives while a block is made, although it took it.
const DEFAULTS: &[&str] = &[
    "--dev",
    "--state-pruning=archive",
    "--blocks-pruning=archive",
    "--no-telemetry",
    "--no-prometheus",
    "--no-mdns",
    "--pool-type=single-state",
    "--reserved-only",
    "--listen-addr=/ip4/127.0.0.1/tcp/0",
];

/// The arguments of this process, with a development node's defaults filled in.
pub fn arguments() -> Vec<String> {
    let given: Vec<String> = std::env::args().collect();
    let name = |arg: &str| arg.split('=').next().unwrap_or_default().to_owned();
    let defaults = DEFAULTS
        .iter()
        .filter(|default| !given.iter().any(|arg| name(arg) == name(default)))
        .map(|default| default.to_string());
    given.iter().cloned().chain(defaults).collect()
}

impl SubstrateCli for Cli {
    fn impl_name() -> String {
        "Weir development chain".into()
    }
    fn impl_version() -> String {
        env!("CARGO_PKG_VERSION").into()
    }
    fn description() -> String {
        env!("CARGO_PKG_DESCRIPTION").into()
    }
    fn author() -> String {
        env!("CARGO_PKG_AUTHORS").into()
    }
    fn support_url() -> String {
        "tests/devnet/README.md".into()
    }
    fn copyright_start_year() -> i32 {
        2026
    }
    fn load_spec(&self, id: &str) -> Result<Box<dyn ChainSpec>, String> {
        crate::chain_spec::development(id)
    }
}
