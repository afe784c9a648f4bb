//! What tests of several crates need: child processes that do not outlive the test, and a
//! PostgreSQL of the tests' own.

mod cluster;
mod database;
mod family;
mod guardian;
mod process;

pub use cluster::Cluster;
pub use database::Database;
pub use guardian::{lasting_folder, remove_at_end};
pub use process::{Process, free_port, wait_until};
