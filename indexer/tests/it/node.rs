//! The nodes' client against scripted answers, encoded as a runtime encodes them.

mod blocks;
mod failover;
mod forks;
mod program;
mod ranges;
mod refusals;
mod runtimes;
mod script;
mod server;
mod watchdog;
