//! What tests of several crates need: child processes that do not outlive the test, and a
//! PostgreSQL of the tests' own.

mod cluster;
mod database;
mod guardian;
mod process;

pub use cluster::Cluster;
pub use database::Database;
pub use guardian::lasting_folder;
pub use process::{Process, free_port, wait_until};
