//! Typed client of the Weir contracts, and the command line weir.
pub mod abi;
