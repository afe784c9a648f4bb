//! What the contracts share, without a number being decided in it.
//!
//! * [`abi`]: the Solidity ABI's words. [`error`]: refusals.
//! * [`host`]: what a contract needs of a chain; all rules are written against it.
//! * `revive`: the chain itself, pallet-revive; `ink_chain`: ink!'s environment in its place.

#![cfg_attr(target_arch = "riscv64", no_std)]

pub mod abi;
pub mod error;
pub mod host;
#[cfg(feature = "ink")]
pub mod ink_chain;
#[cfg(target_arch = "riscv64")]
pub mod revive;
