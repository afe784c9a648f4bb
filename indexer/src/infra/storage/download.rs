//! All rows of a relation, as of one moment, some at a time.

use super::{
    catalogue::Column,
    moment::{At, Moment},
    reader::{Record, Select},
};
use std::sync::Arc;

/// Bytes of values to be read at once, about: as many rows as the ones before say.
const WEIGHT: usize = 1 << 20;
/// Rows read at once, at least and at most. Each may bring the 64 KiB of an event along.
const FEW: usize = 16;
const MANY: usize = 500;

/// Rows that are being read through a cursor of the server.
#[derive(Debug)]
pub struct Download {
    moment: Moment,
    columns: Arc<[Column]>,
    rows: usize,
}

impl Download {
    /// Opens the cursor. None if the tables were exchanged meanwhile: then it has to be tried again.
    pub(super) async fn open(
        mut moment: Moment,
        select: &Select<'_>,
    ) -> Result<Option<Self>, sqlx::Error> {
        let columns = select.columns();
        let mut statement = select.statement(&columns, "declare rows no scroll cursor for ");
        statement.build().execute(moment.db()).await?;
        // The cursor has the tables by now, whatever they are called later.
        Ok(moment.is_one().await?.then_some(Self { moment, columns, rows: FEW }))
    }

    /// The columns of the rows.
    pub fn columns(&self) -> Arc<[Column]> {
        self.columns.clone()
    }

    /// The last block written at the moment; none before the first.
    pub fn at(&self) -> Option<&At> {
        self.moment.at()
    }

    /// The next rows; none are left when there are none.
    ///
    /// # Errors
    /// The database fails.
    pub async fn next(&mut self) -> Result<Vec<Record>, sqlx::Error> {
        let fetch = sqlx::AssertSqlSafe(format!("fetch {} from rows", self.rows));
        // Not kept: what the cursor's columns are is another thing each time.
        let rows = sqlx::query(fetch).persistent(false).fetch_all(self.moment.db()).await?;
        let read = rows.iter().map(|row| Record::read(&self.columns, row));
        let rows: Vec<Record> = read.collect::<Result<_, _>>()?;
        let weight: usize = rows.iter().map(Record::weight).sum();
        self.rows = (WEIGHT * rows.len()).checked_div(weight).unwrap_or(MANY).clamp(FEW, MANY);
        Ok(rows)
    }
}
