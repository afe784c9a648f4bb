//! The nodes' client against scripted answers, encoded as a runtime encodes them.

mod blocks;

mod ranges;
mod runtimes;
mod script;
