//! What an end-to-end test needs: a chain, a database, an indexer and the command line, each of
//! its own, on free ports, gone when the test ends.
//!
//! `scripts/test` builds the programs first; a test that finds one missing says how to build it.

mod browser;
mod devnet;
mod dice;
mod http;
mod indexer;
mod life;
mod programs;
mod proxy;
mod rows;
mod traffic;

pub use browser::run_in_browser;
pub use devnet::Devnet;
pub use dice::Dice;
pub use indexer::{Indexer, indexer_tool};
pub use life::{opened, season, upheaval, whole_life};
pub use programs::{Weir, repository};
pub use proxy::{Proxy, Target};
pub use rows::Rows;
pub use traffic::traffic;
pub use weir_test_support::{
    Cluster, Database, Process, free_port, lasting_folder, output, wait_until, within,
};
