//! Mirrors the events of a Weir deployment into Postgres and serves them.
//!
//! Three layers, each of which knows only the ones before it:
//! - [`domain`]: what a block, an event and a batch are, and the two seams of the indexer, the
//!   traits [`domain::Chain`] and [`domain::Store`]. No I/O.
//! - [`application`]: the loop that moves blocks from a chain to a store. It is generic over both,
//!   so that it can be tested with ones that fail on purpose.
//! - [`infra`]: the real chain (a Substrate node), the real store (Postgres) and the HTTP API.
//!
//! The guarantees: only finalized blocks; each block's parent is the block stored before it; the
//! rows of a block and the cursor are written in one transaction; one writer at a time; a crash at
//! any moment leaves whole blocks behind and the next start goes on from there.

pub mod application;
pub mod domain;
pub mod infra;
