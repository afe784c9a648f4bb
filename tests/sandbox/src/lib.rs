//! The contracts' real PolkaVM bytecode against pallet-revive, in process.
//!
//! No node and no network: a [`World`] is the development chain's genesis state in memory, and a
//! call runs through the same pallet, with the same prices, as on the chain. What a test proves
//! here is proved for the blob that is deployed, at thousands of calls a second.
//!
//! - [`world`]: the chain: accounts, money, time, transactions.
//! - [`contract`]: how contracts are called; [`commons`] and [`conviction`]: ours, typed by the
//!   same interface that the client uses.
//! - [`opening`]: what a Commons is deployed with.
//! - [`scene`]: where the examples start from.
//! - [`transaction`]: signed transactions and their fees; [`profile`]: where the compute goes.
//! - [`receiver`]: contracts that take, refuse or misuse a payment; [`currency`]: ERC-20 reserves.
//! - [`oracle`]: what the curve must satisfy, and [`reckoning`]: what conviction, thresholds,
//!   vesting and streams come to, both by exact integers.
//! - [`spending`]: whether what was granted keeps the spending limit.
//! - [`artifacts`]: where the blobs come from.

#![warn(missing_docs)]

pub mod abi;
pub mod artifacts;
pub mod commons;
pub mod contract;
pub mod conviction;
pub mod currency;
pub mod opening;
pub mod oracle;
pub mod profile;
pub mod receiver;
pub mod reckoning;
pub mod scene;
pub mod spending;
pub mod transaction;
pub mod world;

pub use alloy_core::{
    primitives::{Address, B256, U256},
    sol_types::{SolCall, SolError, SolValue},
};
pub use commons::{Commons, Opening};
pub use contract::{Error, Refused};
pub use conviction::{Conviction, Proposal, Rules};
pub use sp_keyring::Sr25519Keyring as Account;
pub use world::World;
