//! Payouts by cred, value equations, shared equipment, bounties and slashes: who gets how much, in
//! pure `no_std` Rust and whole numbers.
//!
//! Nothing here knows of a chain, of files or of a clock. The command line computes lists with these
//! functions, everyone recomputes them with the same ones, and contracts pay by them.
//!
//! * [`split_sequential`], [`split_cumulative`], [`split_weights`], [`split_floor`]: one amount
//!   among many.
//! * [`immediate`], [`recent`], [`balanced`], [`special`], [`choose_intervals`]: policies, from cred
//!   of many weeks to shares of a budget.
//! * [`payout_round`], [`split_capped`], [`cap_group`]: small sums carried over, exclusions, caps.
//! * [`MerkleTree`], [`verify_proof`], [`claim_total`]: lists as one hash, and claims against it.
//! * [`value_flow`], [`distribute`]: what a deliverable owes to whom, and income by an equation.
//! * [`cofund_raise`], [`use_fee_split`], [`owners_entitlement`], [`equipment_story`]: equipment.
//! * [`bounty_payout`], [`bounty_refund`], [`slash`], [`slash_pro_rata`], [`vote_outcome`]: work.
//!
//! Amounts are [`U256`], base units; ratios are parts per million. Every product and every sum on
//! the way has the bits it needs: what is refused as too large is a result. Every function states
//! its rounding and its source; outside its domain it returns an [`Error`]. None panics, none wraps
//! around. Without the feature `alloc` what pays one person at a time is left, for contracts.

#![no_std]
#![forbid(unsafe_code)]

#[cfg(feature = "alloc")]
extern crate alloc;

#[cfg(feature = "alloc")]
mod bounty;
#[cfg(feature = "alloc")]
mod cap;
mod claim;
#[cfg(feature = "alloc")]
mod equation;
mod equipment;
mod error;
#[cfg(feature = "alloc")]
mod flow;
mod fraction;
mod merkle;
mod number;
#[cfg(feature = "alloc")]
mod policy;
#[cfg(feature = "alloc")]
mod round;
mod slash;
mod split;
mod vote;
mod wide;

#[cfg(feature = "alloc")]
pub use bounty::{BountyPayout, BountyRefund, bounty_payout, bounty_refund};
#[cfg(feature = "alloc")]
pub use cap::{Capped, cap_group, split_capped};
pub use claim::{Claimed, claim_total};
#[cfg(feature = "alloc")]
pub use equation::{
    distribute::{Distribution, PaidClaim, distribute},
    terms::{Behaviour, Bucket, Claim, Division, Rule, To},
};
pub use equipment::{
    fee::{FeeSplit, use_fee_split},
    owners::{OwnersIncome, entitlement, owners_income},
};
#[cfg(feature = "alloc")]
pub use equipment::{
    owners::{Entitled, Owners, owners_entitlement},
    raise::{Answer, Offer, Raise, RaiseState, cofund_raise},
    story::{Job, Story, equipment_story},
};
pub use error::Error;
#[cfg(feature = "alloc")]
pub use flow::{
    record::{Contribution, Input, Log, Payment, Process, Purchase, Resource},
    shares::{Flow, Share, Source, value_flow},
};
pub use fraction::Fraction;
#[cfg(feature = "alloc")]
pub use merkle::tree::MerkleTree;
pub use merkle::{
    keccak::{Hash, keccak256},
    leaf::{Address, Line},
    proof::verify_proof,
};
pub use number::U256;
#[cfg(feature = "alloc")]
pub use policy::{
    balanced::{Target, balanced},
    choose::choose_intervals,
    history::{Account, History, Interval},
    immediate::immediate,
    payout::{Payout, Split},
    recent::recent,
    special::special,
};
#[cfg(feature = "alloc")]
pub use round::{Entry, Member, Minimum, Round, payout_round};
pub use slash::{Slashed, slash, slash_pro_rata};
pub use split::share::cumulative_share;
#[cfg(feature = "alloc")]
pub use split::{
    cumulative::split_cumulative,
    floor::{Floored, MAX_INCENTIVE_PPM, split_floor},
    sequential::split_sequential,
    weights::{MAX_RECEIVERS, Weighted, split_weights},
};
pub use vote::{Outcome, vote_outcome};

/// One whole, in parts per million.
pub const PPM: u32 = weir_economics::PPM;
