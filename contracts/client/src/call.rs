//! A call of a contract: first a dry run, then the transaction, then its receipt.

mod dry_run;
mod receipt;
mod submit;

pub use dry_run::{DryRun, Weight};
pub use receipt::{Approval, ContractEvent, Executed, Instantiation, Mapping, Receipt};
pub(crate) use {
    dry_run::{Request, Target, dry_run},
    receipt::{contract_events, event_at},
    submit::{execute, send, upload},
};
