//! What the indexer is about: blocks, events, batches of them, and the two seams to the world.

mod audit;
mod batch;
mod block;
mod chain;
mod deployment;
mod event;
mod store;
mod voting;

pub use audit::{Claim, Ledger, Moment, Record, Subject, Value, Witness, WitnessError};
pub use batch::{Batch, DeadLetter, Decoded, PoolState, Pools};
pub use block::{Block, BlockRef, EventId, ParseEventIdError, RawEvent};
pub use chain::{Chain, ChainError};
pub use deployment::{Contracts, Deployment};
pub use event::{DecodeError, Event, decode};
pub use store::{Derived, Store, StoreError};
pub use voting::{
    Followed, Pace, Status, Support, Totals, Vote, Voting, gathered, number, proposal_of, within,
};

pub use alloy_core::primitives::{Address, B256, Bytes, U256};
pub use weir_client::abi::{
    Commons::{self, CommonsEvents},
    Conviction::{self, ConvictionEvents},
};
