//! One amount divided among many.
//!
//! * [`split_sequential`]: SourceCred's. The sum is exact, but with many accounts a share can be
//!   several units off the exact one, and the order of accounts decides whose it is.
//! * [`split_cumulative`]: Weir's own. The sum is exact, no share is a whole unit off, and each can
//!   be checked alone from two prefix sums.
//! * [`split_weights`]: the same by fixed weights in parts per million, the rest kept.
//! * [`split_floor`]: every share rounded down, the dust kept.
//!
//! An account that is replaced by several whose scores sum to its own, in its place, gets exactly
//! the same by the cumulative split, and never more by the rounded-down one.

#[cfg(feature = "alloc")]
pub(crate) mod cumulative;
#[cfg(feature = "alloc")]
pub(crate) mod floor;
#[cfg(feature = "alloc")]
pub(crate) mod sequential;
pub(crate) mod share;
#[cfg(feature = "alloc")]
pub(crate) mod weights;
