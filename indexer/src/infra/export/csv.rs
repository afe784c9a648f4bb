//! Rows as comma-separated values.
//!
//! People open such files with programs that take a cell for a formula by its first character, and a
//! formula can send what is in the other cells elsewhere. So a text that begins with one of these
//! characters is written behind an apostrophe, which those programs take for the mark of a text.
//! Numbers are as they are: of them no stranger decides more than the digits.

use super::{Columns, ExportError, broken, values};
use crate::infra::storage::{Record, Value};
use std::borrow::Cow;

/// What a formula begins with, in one program or another; the wide forms are taken for the others
/// where these are typed.
const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

pub(super) struct Writer(csv::Writer<Vec<u8>>);

impl Writer {
    /// Begins with the line of names.
    pub(super) fn new(columns: &Columns) -> Result<Self, ExportError> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(columns.iter().map(|column| &column.name)).map_err(broken)?;
        Ok(Self(writer))
    }

    /// The lines of these rows, and what was begun before.
    pub(super) fn write(&mut self, rows: &[Record]) -> Result<Vec<u8>, ExportError> {
        for row in rows {
            self.0
                .write_record(values(row).iter().map(|value| cell(value).into_owned()))
                .map_err(broken)?;
        }
        let next = csv::Writer::from_writer(Vec::new());
        std::mem::replace(&mut self.0, next).into_inner().map_err(broken)
    }
}

/// What is written for a value.
fn cell(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Text(text) if text.starts_with(FORMULA) => format!("'{text}").into(),
        Value::Text(text) | Value::Number(text) => text.into(),
        other => other.to_string().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Value, cell};

    #[test]
    fn a_text_that_would_be_a_formula_is_marked_as_a_text_and_a_number_is_not() {
        for formula in ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "-"] {
            let text = Value::Text(formula.into());
            assert_eq!(cell(&text), format!("'{formula}"));
        }
        for text in ["", "Seed library", "1 = 1", "'=1", "a-b", " x"] {
            assert_eq!(cell(&Value::Text(text.into())), text);
        }
        assert_eq!(cell(&Value::Number("-12.5".into())), "-12.5");
        assert_eq!(cell(&Value::Integer(-1)), "-1");
        assert_eq!(cell(&Value::Float(-0.5)), "-0.5");
        assert_eq!(cell(&Value::Null), "");
    }
}
