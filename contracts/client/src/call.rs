//! A call of a contract: first a dry run, then the transaction, then its receipt.

mod dispatch;
mod dry_run;
mod execute;
mod money;
mod outcome;
mod pool;
mod receipt;
mod search;
mod sent;
mod submit;

pub use dry_run::{DryRun, Weight};
pub use money::Shortage;
pub use outcome::Outcome;
pub use receipt::{Approval, ContractEvent, Executed, Instantiation, Mapping, Receipt};
pub use search::{Place, search};
pub use submit::LIFETIME;
pub(crate) use {
    dry_run::{Request, Target, dry_run},
    execute::{execute, upload},
    money::Spending,
    receipt::{contract_events, event_at},
    submit::{again, send},
};

/// Returns the hash by which a transaction of these bytes is known.
pub fn hash(bytes: &[u8]) -> alloy_core::primitives::B256 {
    sp_crypto_hashing::blake2_256(bytes).into()
}
