//! Whole tables and views as CSV or Parquet: of one moment, a piece at a time.
//!
//! | in the database | CSV | Parquet |
//! |---|---|---|
//! | `numeric` of an exact table | digits | string: no decimal of Parquet has room for 78 digits |
//! | `numeric` of a readable view (`v_`) | digits | `DECIMAL(38, 18)`; with fewer digits after the point where those before it need the room, and a string where no decimal of 38 digits holds all of the column's numbers, where the view says that it has no fraction, or that it may be any number |
//! | `text` | as it is, but behind an apostrophe where it would be a formula | string |
//! | `bytea` | 0x and hexadecimal digits | bytes |
//! | `timestamptz` | as in RFC 3339 | microseconds, UTC |
//! | `bigint`, `integer`, `smallint` | digits | `INT64` |
//! | null | nothing, as an empty text | null |

mod csv;
mod parquet;

use super::{
    datasets::Dataset,
    heights::{Heights, HeightsError},
    storage::{
        At, Catalogue, Column, Condition, Download, Reader, Record, Relation, Select, Value,
    },
};
use std::sync::Arc;

/// Bytes that are ready before a file counts as begun, more than the four that every Parquet file
/// begins with: its first rows. What fails earlier is told instead of the file.
const BEGUN: usize = 16;
use thiserror::Error;

/// What a table is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values with a line of names (RFC 4180), in UTF-8.
    Csv,
    /// Apache Parquet, compressed by Snappy.
    Parquet,
}

impl Format {
    /// What a file of it is called at the end.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Parquet => "parquet",
        }
    }
}

/// What is to be exported.
#[derive(Debug, Clone)]
pub struct Order {
    /// The table or view.
    pub relation: String,
    /// What it is written as.
    pub format: Format,
    /// Only rows of these blocks.
    pub blocks: Heights,
}

/// Why there is no export, or no whole one.
#[derive(Debug, Error)]
pub enum ExportError {
    /// There is no such table or view.
    #[error("there is no table or view {0}; there are: {1}")]
    Unknown(String, String),
    /// Its rows are not of blocks.
    #[error("{0} has no column height: leave the blocks out")]
    NoHeight(String),
    /// These are no blocks.
    #[error(transparent)]
    Blocks(#[from] HeightsError),
    /// A value does not fit the column's type.
    #[error("{column}: {value} has no place in a column of its type; export it as CSV")]
    DoesNotFit {
        /// The column.
        column: String,
        /// The value.
        value: String,
    },
    /// The database fails.
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
    /// It cannot be written.
    #[error("{0}")]
    Write(String),
}

/// An export under way.
pub struct Export {
    download: Download,
    writer: Writer,
    /// The beginning of the file.
    ready: Vec<u8>,
    ended: bool,
}

enum Writer {
    Csv(Box<csv::Writer>),
    Parquet(Box<parquet::Writer>),
}

impl Export {
    /// Begins one, and makes the first piece of the file. Nothing that is written from now on is
    /// part of it.
    ///
    /// # Errors
    /// There is nothing of this name, it has no blocks to be limited by, the database fails, or the
    /// file cannot be begun.
    pub async fn begin(reader: &Reader, order: &Order) -> Result<Self, ExportError> {
        let readable = order.format == Format::Parquet && order.relation.starts_with("v_");
        let measured = |column: &Column| readable && parquet::may_be_decimal(column.kind);
        let download = reader.download(|catalogue| select(catalogue, order), measured).await?;
        let columns = download.columns();
        let writer = match order.format {
            Format::Csv => Writer::Csv(Box::new(csv::Writer::new(&columns)?)),
            Format::Parquet => {
                let about = about(&order.relation, download.at());
                let extents = download.extents();
                Writer::Parquet(Box::new(parquet::Writer::new(&columns, readable, extents, about)?))
            }
        };
        let mut export = Self { download, writer, ready: Vec::new(), ended: false };
        while !export.ended && export.ready.len() < BEGUN {
            let piece = export.make().await?;
            export.ready.extend(piece);
        }
        Ok(export)
    }

    /// The last block that it is of; none before the first.
    pub fn at(&self) -> Option<&At> {
        self.download.at()
    }

    /// The next piece of the file; none at its end.
    ///
    /// # Errors
    /// The database fails, or a value cannot be written: what came before is not whole.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, ExportError> {
        let mut piece = std::mem::take(&mut self.ready);
        while !self.ended && piece.is_empty() {
            piece = self.make().await?;
        }
        Ok(Some(piece).filter(|piece| !piece.is_empty()))
    }

    /// What the next rows make of the file: nothing yet, where the format gathers them.
    async fn make(&mut self) -> Result<Vec<u8>, ExportError> {
        let rows = self.download.next().await?;
        self.ended = rows.is_empty();
        match &mut self.writer {
            Writer::Csv(writer) => writer.write(&rows),
            Writer::Parquet(writer) if rows.is_empty() => writer.finish(),
            Writer::Parquet(writer) => writer.write(rows),
        }
    }

    /// The note that the last block asked for is not written yet; none where it is.
    pub fn shortened(&self, order: &Order) -> Option<String> {
        let asked = order.blocks.to()?;
        let last = self.at().map_or(-1, |at| at.height);
        let here = match last {
            -1 => "no block is written yet: there are no rows".to_owned(),
            last => format!("the last block written is {last}: there are rows up to that one"),
        };
        (asked > last).then(|| format!("to-block is {asked}, but {here}"))
    }
}

/// What is read: in the order of the dataset, or of the events, or of all columns, so that two
/// exports of one moment are the same.
fn select<'a>(catalogue: &'a Catalogue, order: &Order) -> Result<Select<'a>, ExportError> {
    let relation = catalogue.get(&order.relation).ok_or_else(|| {
        let names: Vec<&str> = catalogue.iter().map(|relation| relation.name.as_str()).collect();
        ExportError::Unknown(order.relation.clone(), names.join(", "))
    })?;
    let has_height = relation.column("height").is_some();
    if !has_height && !order.blocks.are_all() {
        return Err(ExportError::NoHeight(order.relation.clone()));
    }
    let from = order.blocks.from().map(|block| Condition::AtLeast("height", Value::Integer(block)));
    let to = order.blocks.to().map(|block| Condition::AtMost("height", Value::Integer(block)));
    Ok(Select {
        conditions: from.into_iter().chain(to).collect(),
        past: None,
        either: None,
        order: order_of(relation),
        after: None,
        limit: None,
        with_time: false,
        relation,
    })
}

fn order_of(relation: &Relation) -> Vec<(&str, bool)> {
    if let Some(dataset) = Dataset::of_relation(&relation.name) {
        return dataset.order(false);
    }
    let of_events = ["height", "event_index"];
    if of_events.iter().all(|name| relation.column(name).is_some()) {
        return of_events.map(|name| (name, false)).into();
    }
    relation.columns.iter().map(|column| (column.name.as_str(), false)).collect()
}

/// What a file says of itself.
fn about(relation: &str, at: Option<&At>) -> Vec<(String, String)> {
    let mut about = vec![("weir.relation".to_owned(), relation.to_owned())];
    if let Some(at) = at {
        about.push(("weir.height".into(), at.height.to_string()));
        about.push(("weir.hash".into(), format!("0x{}", hex::encode(&at.hash))));
    }
    about
}

type Columns = Arc<[Column]>;

fn broken(error: impl std::fmt::Display) -> ExportError {
    ExportError::Write(error.to_string())
}

/// The values of a row, in the order of the columns.
fn values(row: &Record) -> &[Value] {
    row.values()
}
