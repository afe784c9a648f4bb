//! One event of each kind, with the row it must become. All values differ, so that none can stand
//! in another's place.

mod decisions;
mod money;

use crate::history::account;
use weir_indexer::domain::{RawEvent, U256};

/// An event and what it means.
pub(crate) struct Case {
    pub(crate) event: RawEvent,
    /// The table it goes into.
    pub(crate) table: &'static str,
    /// The columns of its row apart from the event's place, as text.
    pub(crate) row: Vec<(&'static str, String)>,
    /// Supply, reserve and funding pool after it.
    pub(crate) pools: Option<[u32; 3]>,
}

impl Case {
    /// An event that leaves the pools alone.
    fn new<const N: usize>(
        event: RawEvent,
        table: &'static str,
        row: [(&'static str, String); N],
    ) -> Self {
        Self { event, table, row: row.into(), pools: None }
    }

    fn then(self, supply: u32, reserve: u32, funding: u32) -> Self {
        Self { pools: Some([supply, reserve, funding]), ..self }
    }
}

fn n(value: u32) -> U256 {
    U256::from(value)
}

fn text(value: impl ToString) -> String {
    value.to_string()
}

/// An account as the database shows bytes.
fn bytes(n: u8) -> String {
    format!("\\x{}", hex::encode(account(n)))
}

/// One event of each kind.
pub(crate) fn cases() -> Vec<Case> {
    [
        money::token_and_curve(),
        money::hatch(),
        decisions::grants_and_services(),
        decisions::roles(),
        decisions::rules_and_the_wind_down(),
        decisions::conviction(),
    ]
    .into_iter()
    .flatten()
    .map(|case| Case { event: RawEvent { signer: Some(account(99)), ..case.event }, ..case })
    .collect()
}

/// The signer of all of them, as the database shows it.
fn signer() -> (&'static str, String) {
    ("signer", bytes(99))
}
