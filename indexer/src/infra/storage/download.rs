//! All rows of a relation, as of one moment, some at a time.

use super::{
    catalogue::Column,
    moment::{At, Moment},
    reader::{Record, Select},
};
use sqlx::Row;
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
    extents: Vec<Extent>,
    rows: usize,
}

/// How long the numbers of a column are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extent {
    /// The column.
    pub column: String,
    /// Digits before the point of the greatest number; 0 where all are below 1.
    pub whole: usize,
    /// Digits after the point of the longest fraction.
    pub fraction: usize,
}

impl Download {
    /// Measures the columns that are to be measured, and opens the cursor. None if the tables were
    /// exchanged meanwhile: then it has to be tried again.
    pub(super) async fn open(
        mut moment: Moment,
        select: &Select<'_>,
        measured: impl Fn(&Column) -> bool,
    ) -> Result<Option<Self>, sqlx::Error> {
        let columns = select.columns();
        let measured: Vec<&str> =
            columns.iter().filter(|column| measured(column)).map(|c| c.name.as_str()).collect();
        let extents = extents(&mut moment, select, &measured).await?;
        let mut statement = select.statement(&columns, "declare rows no scroll cursor for ");
        statement.build().execute(moment.db()).await?;
        // The cursor has the tables by now, whatever they are called later.
        Ok(moment.is_one().await?.then_some(Self { moment, columns, extents, rows: FEW }))
    }

    /// The columns of the rows.
    pub fn columns(&self) -> Arc<[Column]> {
        self.columns.clone()
    }

    /// How long the numbers of the columns are that were to be measured.
    pub fn extents(&self) -> &[Extent] {
        &self.extents
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

async fn extents(
    moment: &mut Moment,
    select: &Select<'_>,
    columns: &[&str],
) -> Result<Vec<Extent>, sqlx::Error> {
    if columns.is_empty() {
        return Ok(Vec::new());
    }
    let row = select.extents(columns).build().persistent(false).fetch_one(moment.db()).await?;
    let extent = |(place, column): (usize, &&str)| {
        let greatest: String = row.try_get(2 * place)?;
        let fraction: i32 = row.try_get(2 * place + 1)?;
        Ok(Extent {
            column: (*column).to_owned(),
            whole: if greatest == "0" { 0 } else { greatest.len() },
            fraction: usize::try_from(fraction).unwrap_or_default(),
        })
    };
    columns.iter().enumerate().map(extent).collect()
}
