//! The contract's rules, off the chain: a ledger in memory stands for it. What depends on the chain
//! itself (money, reverts, weights, the three blobs) is tested in `tests/sandbox`.

#![allow(clippy::unwrap_used, clippy::expect_used, unreachable_pub)] // tests fail by panicking

mod actions;
mod closing;
mod coin;
mod credit;
mod currency;
mod deployment;
mod grants;
mod hatch;
mod lapse;
mod ledger;
mod limits;
mod locks;
mod messages;
mod pause;
mod roles;
mod rules;
mod services;
mod setup;
mod token;
mod trades;
mod unlock;
