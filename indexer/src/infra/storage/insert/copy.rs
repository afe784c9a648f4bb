//! Rows for the tables that nearly every event goes into, in PostgreSQL's binary format.
//!
//! Many are copied: written at once and parsed by nobody, half the work of an `insert`. Few are
//! inserted, since a copy takes two messages of which only the last is answered, and a network that
//! waits for an answer before it sends a small message costs 40 ms then. What they mean is the same:
//! each column has the bytes of its type, and constraints hold.

use super::{Done, height, index};
use crate::domain::{EventId, U256};
use sqlx::{
    Encode, PgConnection, Postgres, QueryBuilder, Type,
    encode::IsNull,
    error::BoxDynError,
    postgres::{PgArgumentBuffer, PgTypeInfo, types::Oid},
};

/// Rows that are worth a copy.
const MANY: usize = 200;
/// The signature of the format, no flags, no extension.
const HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
/// The end of the rows.
const TRAILER: [u8; 2] = (-1i16).to_be_bytes();
/// The length of what is not there.
const NULL: [u8; 4] = (-1i32).to_be_bytes();
/// PostgreSQL writes a numeric as digits to this base.
const BASE: u64 = 10_000;
/// Digits to that base of the largest 256-bit number.
const DIGITS: usize = 20;
/// Those of [`CHUNK`]: as many as 64 bits hold are split off at once, since dividing wide numbers
/// is what writing them costs.
const IN_CHUNK: usize = 4;
const CHUNK: u64 = BASE.pow(IN_CHUNK as u32);

/// The type of a column: PostgreSQL's number of it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sort {
    Boolean = 16,
    Bytes = 17,
    Bigint = 20,
    Integer = 23,
    Text = 25,
    Numeric = 1700,
}

/// Rows of one table, as they are sent.
pub(super) struct Copy {
    table: &'static str,
    columns: &'static [(&'static str, Sort)],
    count: usize,
    bytes: Vec<u8>,
}

impl Copy {
    /// Rows of this table with these columns, none of them yet.
    pub(super) fn into(table: &'static str, columns: &'static [(&'static str, Sort)]) -> Self {
        Self { table, columns, count: 0, bytes: HEADER.to_vec() }
    }

    /// Begins a row that is keyed by an event: the first two columns.
    pub(super) fn event(&mut self, id: EventId) -> &mut Self {
        self.row().bigint(height(id.height)).integer(index(id.index))
    }

    /// Begins a row.
    pub(super) fn row(&mut self) -> &mut Self {
        self.count += 1;
        self.bytes.extend((self.columns.len() as i16).to_be_bytes());
        self
    }

    pub(super) fn bigint(&mut self, value: i64) -> &mut Self {
        self.field(&value.to_be_bytes())
    }

    pub(super) fn integer(&mut self, value: i32) -> &mut Self {
        self.field(&value.to_be_bytes())
    }

    pub(super) fn boolean(&mut self, value: bool) -> &mut Self {
        self.field(&[value.into()])
    }

    /// `bytea` or `text`.
    pub(super) fn field(&mut self, value: &[u8]) -> &mut Self {
        // No message is longer, and so nothing in it.
        let length = i32::try_from(value.len()).unwrap_or(i32::MAX);
        self.bytes.extend(length.to_be_bytes());
        self.bytes.extend_from_slice(value);
        self
    }

    /// `null` where there is none.
    pub(super) fn maybe(&mut self, value: Option<&[u8]>) -> &mut Self {
        match value {
            Some(value) => self.field(value),
            None => {
                self.bytes.extend(NULL);
                self
            }
        }
    }

    /// `null` where there is no number.
    pub(super) fn maybe_numeric(&mut self, value: Option<U256>) -> &mut Self {
        match value {
            Some(value) => self.numeric(value),
            None => self.maybe(None),
        }
    }

    /// `numeric`: how many digits, the power of the first one, a sign, decimals; then the digits,
    /// of which zeros at the end are left out.
    pub(super) fn numeric(&mut self, value: U256) -> &mut Self {
        let mut digits = [0u16; DIGITS];
        let (mut rest, mut end) = (value, DIGITS);
        while !rest.is_zero() {
            let (quotient, mut chunk) = split(rest);
            for digit in digits[end - IN_CHUNK..end].iter_mut().rev() {
                *digit = (chunk % BASE) as u16;
                chunk /= BASE;
            }
            (rest, end) = (quotient, end - IN_CHUNK);
        }
        let first = digits.iter().position(|digit| *digit != 0).unwrap_or(DIGITS);
        let last = digits.iter().rposition(|digit| *digit != 0).map_or(first, |place| place + 1);
        let (count, weight) = (last - first, (DIGITS - first).saturating_sub(1));
        self.bytes.extend((8 + 2 * count as i32).to_be_bytes());
        for word in [count as u16, weight as u16, 0, 0] {
            self.bytes.extend(word.to_be_bytes());
        }
        for digit in &digits[first..last] {
            self.bytes.extend(digit.to_be_bytes());
        }
        self
    }

    /// Writes the rows.
    pub(super) async fn write(mut self, db: &mut PgConnection) -> Done {
        if self.count < MANY {
            return self.insert(db).await;
        }
        self.bytes.extend(TRAILER);
        let (table, columns) = (self.table, self.names());
        let statement = format!("copy {table} ({columns}) from stdin with (format binary)");
        let mut copy = db.copy_in_raw(&statement).await?;
        copy.send(self.bytes).await?;
        copy.finish().await.map(drop)
    }

    async fn insert(&self, db: &mut PgConnection) -> Done {
        if self.count == 0 {
            return Ok(());
        }
        let (table, columns) = (self.table, self.names());
        let mut sql = QueryBuilder::<Postgres>::new(format!("insert into {table} ({columns}) "));
        let mut rest = &self.bytes[HEADER.len()..];
        sql.push_values(0..self.count, |mut row, _| {
            rest = &rest[size_of::<i16>()..];
            for (_, sort) in self.columns {
                let (cell, behind) = Cell::first(rest, *sort);
                row.push_bind(cell);
                rest = behind;
            }
        });
        // There is a statement for each number of rows: not worth keeping.
        sql.build().persistent(false).execute(db).await.map(drop)
    }

    fn names(&self) -> String {
        self.columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
    }
}

/// A number divided by [`CHUNK`], and the rest.
fn split(number: U256) -> (U256, u64) {
    match u128::try_from(number) {
        Ok(number) => {
            let chunk = u128::from(CHUNK);
            (U256::from(number / chunk), (number % chunk) as u64)
        }
        Err(_) => {
            let (quotient, rest) = number.div_rem(U256::from(CHUNK));
            (quotient, rest.to::<u64>())
        }
    }
}

/// A value in PostgreSQL's binary format.
struct Cell {
    sort: Sort,
    bytes: Option<Vec<u8>>,
}

impl Cell {
    /// The first value of a row's rest, and what is behind it.
    fn first(row: &[u8], sort: Sort) -> (Self, &[u8]) {
        let (length, rest) = row.split_first_chunk().unwrap_or((&NULL, &[]));
        match usize::try_from(i32::from_be_bytes(*length)) {
            Err(_) => (Self { sort, bytes: None }, rest),
            Ok(length) => {
                let (bytes, rest) = rest.split_at(length);
                (Self { sort, bytes: Some(bytes.to_vec()) }, rest)
            }
        }
    }
}

impl Type<Postgres> for Cell {
    fn type_info() -> PgTypeInfo {
        PgTypeInfo::with_oid(Oid(Sort::Bytes as u32))
    }
}

impl Encode<'_, Postgres> for Cell {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        let Some(bytes) = &self.bytes else { return Ok(IsNull::Yes) };
        buffer.extend_from_slice(bytes);
        Ok(IsNull::No)
    }

    fn produces(&self) -> Option<PgTypeInfo> {
        Some(PgTypeInfo::with_oid(Oid(self.sort as u32)))
    }
}
