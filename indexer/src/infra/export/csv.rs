//! Rows as comma-separated values.

use super::{Columns, ExportError, broken, values};
use crate::infra::storage::Record;

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
            self.0.write_record(values(row).iter().map(ToString::to_string)).map_err(broken)?;
        }
        let next = csv::Writer::from_writer(Vec::new());
        std::mem::replace(&mut self.0, next).into_inner().map_err(broken)
    }
}
