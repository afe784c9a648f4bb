//! The nodes' client against scripted answers, encoded as a runtime encodes them.

mod blocks;
mod failover;
mod ranges;
mod runtimes;
mod script;
mod watchdog;
