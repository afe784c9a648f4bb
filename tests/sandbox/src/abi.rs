//! The Solidity interface of the contracts, as the client declares it.

#![allow(missing_docs)] // the macro's output; the meaning of each item is documented on its declaration

use alloy_core::sol;

include!(concat!(env!("OUT_DIR"), "/interface.rs"));
