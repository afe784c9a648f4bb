//! A single-node development chain. `weir-devnet --help` lists its options, `README.md` beside
//! this workspace says how it is built and used.

mod chain_spec;
mod cli;
mod clock;
mod rpc;
mod service;

use cli::Cli;
use sc_cli::SubstrateCli;

fn main() -> sc_cli::Result<()> {
    let cli = Cli::from_iter(cli::arguments());
    let block_time = cli.block_time;
    cli.create_runner(&cli.run)?.run_node_until_exit(|config| async move {
        service::start(config, block_time).map_err(sc_cli::Error::Service)
    })
}
