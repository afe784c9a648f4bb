//! The contract's rules, off the chain: a ledger in memory stands for it, and for the Commons. What
//! depends on the chain itself (money, reverts, weights, the Commons' own rules) is tested in
//! `tests/sandbox`.

#![allow(clippy::unwrap_used, clippy::expect_used, unreachable_pub)] // tests fail by panicking

mod announcing;
mod attacks;
mod commons;
mod deployment;
mod drafts;
mod ending;
mod execution;
mod ledger;
mod messages;
mod never_stuck;
mod objection;
mod proposals;
mod random;
mod release;
mod revocation;
mod rules;
mod stakes;
mod time;
mod views;
mod wind_down;
