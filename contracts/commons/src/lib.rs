//! The Commons contract: token, bonding curve, pools, hatch, grants, rules and services.
//!
//! * [`front`], [`market`], [`treasury`]: the messages, in the three parts that the contract's code
//!   has on the chain. The contract itself is the front; it holds all state and all money. The other
//!   two are libraries, code that it lets run in its own name: a transfer must not pay for the curve,
//!   nor a trade for the hatch.
//! * [`pools`], [`token`], [`vesting`], [`service`]: the state and its rules; the numbers come from
//!   `weir-economics`. [`keys`]: where the state is in storage.
//! * [`currency`]: how money comes and goes. [`events`]: what it emits, in the Solidity ABI.
//! * `revive`: the entry points on the chain; `interface`: ink!'s environment and the source of the
//!   ABI. Both give the rules a [`host::Host`], which `weir-shell` declares.
//!
//! Compute and proof size decide the shape of this code. In pallet-revive every access to another
//! storage item costs 10 KB of proof, every byte of a blob one byte, every instruction 43 ns: hence
//! one item for the pools, one word for a balance, three blobs, and no generated entry points.
#![cfg_attr(not(feature = "std"), no_std, no_main)]

pub use weir_shell::{abi, error, host};

pub mod currency;
pub mod events;
pub mod front;
#[cfg(feature = "std")]
#[allow(unused_imports)] // ink!'s macro exports what only a caller of the contract takes.
mod interface;
pub mod keys;
pub mod market;
mod messages;
pub mod output;
pub mod pools;
#[cfg(target_arch = "riscv64")]
mod revive;
pub mod service;
pub mod token;
pub mod treasury;
pub mod vesting;
