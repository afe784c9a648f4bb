//! The Commons contract: token, bonding curve and pools.
#![cfg_attr(not(feature = "std"), no_std, no_main)]

pub mod abi;
pub mod error;
pub mod events;
pub mod front;
pub mod host;
#[cfg(feature = "std")]
#[allow(unused_imports)] // ink!'s macro exports what only a caller of the contract takes.
mod interface;
pub mod library;
pub mod pools;
#[cfg(target_arch = "riscv64")]
mod revive;
pub mod token;
