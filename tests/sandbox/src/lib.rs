//! The contracts' real PolkaVM bytecode against pallet-revive, in process.
//!
//! No node and no network: a [`World`] is the development chain's genesis state in memory, and a
//! call runs through the same pallet, with the same prices, as on the chain. What a test proves
//! here is proved for the blob that is deployed, at thousands of calls a second.
//!
//! - [`world`]: the chain: accounts, money, time, transactions.
//! - [`commons`]: the Commons contract, typed by the same interface that the client uses.
//! - [`transaction`]: signed transactions and their fees; [`profile`]: where the compute goes.
//! - [`receiver`]: contracts that take, refuse or misuse a payment.
//! - [`oracle`]: what the curve must satisfy, decided by exact integers.
//! - [`artifacts`]: where the blobs come from.

#![warn(missing_docs)]

pub mod abi;
pub mod artifacts;
pub mod commons;
pub mod oracle;
pub mod profile;
pub mod receiver;
pub mod transaction;
pub mod world;

pub use alloy_core::{
    primitives::{Address, B256, U256},
    sol_types::{SolCall, SolError, SolValue},
};
pub use commons::{Commons, Opening, Refused};
pub use sp_keyring::Sr25519Keyring as Account;
pub use world::World;
