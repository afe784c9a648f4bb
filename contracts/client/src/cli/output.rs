//! How answers look: aligned text for people, plain JSON for programs.

use serde_json::{Value, json};
use std::{
    io::{self, Write},
    sync::atomic::{AtomicBool, Ordering},
};
use weir_client::{Receipt, U256};

/// Decimals of figures that are shown for orientation; receipts and JSON have them all.
pub(crate) const PLACES: usize = 6;

/// Whether an answer could not be written.
static LOST: AtomicBool = AtomicBool::new(false);

/// Says if an answer could not be written to standard output. What it answers for may be done.
pub(crate) fn is_lost() -> bool {
    LOST.load(Ordering::Relaxed)
}

/// Writes to standard output, or if that fails to standard error: the answer may name a
/// transaction. That its reader is gone (`| head`) is no error.
pub(crate) fn print(text: &str) {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    if let Err(error) = written
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        eprintln!("error: cannot write the answer to standard output: {error}. It is:\n{text}");
        LOST.store(true, Ordering::Relaxed);
    }
}

/// A sentence followed by aligned rows of a label and a value.
pub(crate) struct Page {
    text: String,
    rows: Vec<(String, String)>,
}

impl Page {
    pub(crate) fn new(heading: impl Into<String>) -> Self {
        Self { text: format!("{}\n", heading.into()), rows: Vec::new() }
    }

    pub(crate) fn row(mut self, label: &str, value: impl Into<String>) -> Self {
        self.rows.push((label.to_owned(), value.into()));
        self
    }

    /// Ends the rows so far and starts a group with a heading of its own.
    pub(crate) fn group(mut self, heading: &str) -> Self {
        self.flush();
        self.text.push_str(&format!("\n{heading}\n"));
        self
    }

    /// Text as it is, such as a table, after the rows so far.
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.flush();
        self.text.push_str(text);
        self
    }

    pub(crate) fn finish(mut self) -> String {
        self.flush();
        self.text
    }

    /// Rows about the transaction at the end.
    pub(crate) fn receipt(self, receipt: &Receipt, money: &str) -> String {
        let page = self.row("fee", format!("{} {money}", receipt.fee.rounded(PLACES)));
        let page = match &receipt.mapping {
            Some(mapping) => page.row(
                "account mapped first",
                format!(
                    "fee {} {money}, deposit {} {money}; this is needed once",
                    mapping.fee.rounded(PLACES),
                    mapping.deposit.rounded(PLACES)
                ),
            ),
            None => page,
        };
        let page = match &receipt.approval {
            Some(approval) => page.row(
                "approved first",
                format!(
                    "exactly what was taken, for a fee of {} {money}",
                    approval.fee.rounded(PLACES)
                ),
            ),
            None => page,
        };
        let page = if receipt.deposit.is_zero() {
            page
        } else {
            let deposit = receipt.deposit.rounded(PLACES);
            page.row("storage deposit", format!("{deposit} {money}"))
        };
        page.row("block", format!("{} {}", receipt.block.number, receipt.block.hash))
            .row("transaction", receipt.hash.to_string())
            .finish()
    }

    fn flush(&mut self) {
        let width = self.rows.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
        for (label, value) in self.rows.drain(..) {
            self.text.push_str(&format!("  {label:width$}  {value}\n"));
        }
    }
}

/// `1 grant`, `2 grants`
pub(crate) fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// The transaction, in JSON.
pub(crate) fn transaction(receipt: &Receipt) -> Value {
    json!({
        "hash": receipt.hash,
        "block": receipt.block,
        "index": receipt.extrinsic_index,
        "fee": receipt.fee,
        "storage_deposit": receipt.deposit,
        "weight": receipt.weight,
        "mapping": receipt.mapping.map(|mapping| json!({
            "hash": mapping.hash, "fee": mapping.fee, "storage_deposit": mapping.deposit,
        })),
        "approval": receipt.approval.map(|approval| json!({
            "hash": approval.hash, "fee": approval.fee, "amount": approval.amount,
        })),
    })
}

/// A figure of an event, in JSON: a string of base units.
pub(crate) fn units(value: U256) -> Value {
    Value::String(value.to_string())
}
