//! The economics of Weir: every number the contracts decide, in pure no_std Rust.
