//! The Conviction contract: token holders stake for or against proposals, conviction grows with time,
//! and a proposal whose support less its opposition exceeds its threshold is announced and, after a
//! notice, executed on the Commons.
//!
//! * [`state`], [`settings`], [`totals`]: one storage item with the settings and with the sums that
//!   thresholds count with. [`proposal`]: one item for each. [`stakes`]: one for each account.
//!   [`rules`]: what votes may change, and one item with the bounds.
//! * [`call`], [`words`]: what a call has in hand, and how numbers go in and out. [`messages`]: what it
//!   does. [`propose`], [`moves`], [`thresholds`], [`revocation`], [`announcing`], [`execution`],
//!   [`ending`], [`views`]: its parts.
//! * [`commons`]: what is asked of the Commons, which holds the tokens and the money. This contract
//!   holds the proposals' deposits only.
//! * [`events`]: what it emits, in the Solidity ABI.
//! * `revive`: the entry points on the chain; `interface`: ink!'s environment and the source of the
//!   ABI. Both give the rules a [`host::Host`], which `weir-shell` declares.
//!
//! Nothing here loops over proposals or holders: a call touches the proposals that it names, 16 at
//! most, and what everybody's votes come to is kept in sums. A sum that is needed "as of now" follows
//! from its last value, the time gone by and the decay.
#![cfg_attr(not(feature = "std"), no_std, no_main)]

pub use weir_shell::{abi, error, host};

pub mod announcing;
pub mod call;
pub mod commons;
pub mod ending;
pub mod events;
pub mod execution;
#[cfg(feature = "std")]
#[allow(unused_imports)] // ink!'s macro exports what only a caller of the contract takes.
mod interface;
pub mod messages;
pub mod moves;
pub mod proposal;
pub mod propose;
#[cfg(target_arch = "riscv64")]
mod revive;
pub mod revocation;
pub mod rules;
pub mod settings;
pub mod stakes;
pub mod state;
pub mod thresholds;
pub mod totals;
pub mod views;
pub mod words;
