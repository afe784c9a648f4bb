//! The contract's rules, off the chain: a ledger in memory stands for it. What depends on the chain
//! itself (money, reverts, weights, the three blobs) is tested in `tests/sandbox`.

#![allow(clippy::unwrap_used, clippy::expect_used, unreachable_pub)] // tests fail by panicking

mod coin;
mod currency;
mod deployment;
mod grants;
mod hatch;
mod ledger;
mod locks;
mod messages;
mod pause;
mod roles;
mod services;
mod setup;
mod token;
mod trades;
