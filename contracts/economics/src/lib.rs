//! The economics of Weir: every number the contracts decide, in pure `no_std` Rust.
//!
//! Nothing here knows of a chain. The contracts call these functions, the client calls the same
//! ones off the chain, and both get the same integers.
//!
//! * [`purchase_return`], [`sale_return`], [`spot_price`], [`spot_price_limbs`]: the bonding curve.
//! * [`tribute`]: the share of a payment that goes to the funding pool.
//! * [`hatch_tokens`], [`opening_jump`]: the hatch, and the price that the curve opens with.
//! * [`locked`], [`streamed`], [`faded`]: vesting, streams, and what an amount still counts later.
//! * [`conviction`], [`conviction_limit`], [`counted`], [`follow`]: the vote.
//! * [`threshold`], [`revocation_threshold`], [`supply_threshold`]: what it takes to pass it.
//! * [`executable_from`], [`rest`], [`UNLOCK_DELAY`], [`CLAIM_PERIOD`]: times that protect.
//! * [`forecast`]: when a proposal passes, what it lacks, or why it cannot; off the chain only.
//! * [`risk`]: what an attacker could take; off the chain only.
//!
//! Amounts are base units in `u128`; ratios are parts per million. Every function states its
//! domain, the direction in which it rounds and by how much; outside the domain it returns an
//! [`Error`]. None panics, none wraps around.

#![no_std]
#![forbid(unsafe_code)]

mod conviction;
mod curve;
mod decay;
mod error;
mod fixed;
pub mod forecast;
mod hatch;
#[doc(hidden)]
pub mod limbs;
mod notice;
mod power;
pub mod risk;
mod stream;
mod threshold;
mod tribute;
mod vesting;

pub use conviction::{Conviction, conviction, conviction_limit, counted, equivalent_stake, follow};
pub use curve::{purchase_return, sale_return, spot_price, spot_price_limbs};
pub use decay::{Decay, MAX_HALF_LIFE};
pub use error::Error;
pub use hatch::{hatch_tokens, opening_jump};
pub use notice::{CLAIM_PERIOD, UNLOCK_DELAY, WEEK, executable_from, rest};
pub use stream::{faded, share_of, streamed};
pub use threshold::{RULE_WHOLE, Rule, revocation_threshold, supply_threshold, threshold};
pub use tribute::tribute;
pub use vesting::locked;

/// One whole, in parts per million.
pub const PPM: u32 = 1_000_000;

/// Base units in a whole token: tokens and the reserve both have 18 decimals.
pub const ONE: u128 = 1_000_000_000_000_000_000;

/// The largest supply, reserve and amount that the curve takes: 2^112.
///
/// At 18 decimals this is 5 × 10^15 whole tokens, and it leaves the curve's arithmetic (see the
/// `power` module) the bits it needs to be right to the last unit.
pub const MAX_AMOUNT: u128 = 1 << 112;
