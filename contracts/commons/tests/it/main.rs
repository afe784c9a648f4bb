//! The contract's rules, off the chain: a ledger in memory stands for it. What depends on the chain
//! itself (money, reverts, weights, the two blobs) is tested in `tests/sandbox`.

#![allow(clippy::unwrap_used, clippy::expect_used, unreachable_pub)] // tests fail by panicking

mod deployment;
mod ledger;
mod messages;
mod token;
mod trades;
