//! The nodes' client against scripted answers, encoded as a runtime encodes them.

mod blocks;
mod failover;
mod program;
mod ranges;
mod runtimes;
mod script;
mod server;
mod watchdog;
