//! What tests of several crates need: child processes that do not outlive the test, a PostgreSQL of
//! the tests' own, and a server that says what it is told to say.

mod cluster;
mod database;
mod dialogue;
mod family;
mod guardian;
mod output;
mod pooler;
mod process;
mod rpc;
mod spawn;

pub use cluster::Cluster;
pub use database::Database;
pub use dialogue::Dialogue;
pub use guardian::{lasting_folder, remove_at_end};
pub use output::{output, output_for, within};
pub use pooler::Pooler;
pub use process::{Process, free_port, wait_until};
pub use rpc::{Answer, RpcServer, Subscription};
pub use spawn::spawn;
