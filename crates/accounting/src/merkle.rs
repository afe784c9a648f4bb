//! Payout lists as one hash: leaves, trees, and proofs that an entry is in a list.
//!
//! Every function takes the hash function: [`keccak256`] here, the host's in a contract.

pub(crate) mod keccak;
pub(crate) mod leaf;
pub(crate) mod proof;
#[cfg(feature = "alloc")]
pub(crate) mod tree;
