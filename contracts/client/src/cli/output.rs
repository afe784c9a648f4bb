//! How answers look: aligned text for people, plain JSON for programs.

use serde_json::{Value, json};
use std::io::{self, Write};
use weir_client::{Amount, Receipt, U256, amount::DECIMALS};

/// Decimals of figures that are shown for orientation; receipts and JSON have them all.
pub(crate) const PLACES: usize = 6;

/// A price to six digits, however small it is.
pub(crate) fn price(price: Amount) -> String {
    let (whole, units) = (Amount::ONE.base_units(), price.base_units());
    let zeros = if units == 0 || units >= whole { 0 } else { (whole / units).ilog10() as usize };
    price.rounded(PLACES + zeros)
}

/// Writes to standard output. That nobody reads any longer (`| head`) is no error.
pub(crate) fn print(text: &str) {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    if let Err(error) = written
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        eprintln!("error: cannot write the answer: {error}");
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

/// Rows of a table: the first column to the left, the others to the right.
pub(crate) fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let widths: Vec<usize> = (0..header.len())
        .map(|i| {
            let cells = rows.iter().filter_map(|row| row.get(i)).map(|cell| cell.chars().count());
            cells.chain([header[i].chars().count()]).max().unwrap_or(0)
        })
        .collect();
    let line = |cells: Vec<&str>| {
        let padded: Vec<String> = cells
            .iter()
            .enumerate()
            .map(|(i, cell)| match i {
                0 => format!("{cell:width$}", width = widths[i]),
                _ => format!("{cell:>width$}", width = widths[i]),
            })
            .collect();
        format!("  {}\n", padded.join("  ").trim_end())
    };
    let mut text = line(header.to_vec());
    for row in rows {
        text.push_str(&line(row.iter().map(String::as_str).collect()));
    }
    text
}

/// A figure of an event, exact, for reading.
pub(crate) fn shown(value: U256) -> String {
    match Amount::try_from(value) {
        Ok(amount) => amount.rounded(usize::from(DECIMALS)),
        Err(_) => value.to_string(),
    }
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
    })
}

/// A figure of an event, in JSON: a string of base units.
pub(crate) fn units(value: U256) -> Value {
    Value::String(value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_keeps_six_digits_however_small() {
        let shown = |text: &str| price(text.parse().expect("an amount"));
        assert_eq!(shown("12.3456789"), "12.345678");
        assert_eq!(shown("0.05"), "0.05");
        assert_eq!(shown("0.0500374"), "0.0500374");
        assert_eq!(shown("0.00000012345678"), "0.000000123456");
        assert_eq!(shown("0.000000000000000001"), "0.000000000000000001");
        assert_eq!(shown("0"), "0");
    }
}
