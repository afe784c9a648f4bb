//! The Commons contract: token, bonding curve and pools.
#![cfg_attr(not(feature = "std"), no_std, no_main)]

pub mod abi;
pub mod contract;
pub mod error;
pub mod events;
pub mod host;
pub mod pools;
#[cfg(feature = "std")]
mod interface;
#[cfg(target_arch = "riscv64")]
mod revive;
pub mod token;
