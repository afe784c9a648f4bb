//! Rows for the tables that nearly every event goes into, in PostgreSQL's binary copy format.
//!
//! Copied rows are written many at a time and parsed by nobody: half the work of an `insert`. What
//! they mean is the same: each column has the bytes of its type, and constraints hold.

use super::{Done, height, index};
use crate::domain::{EventId, U256};
use sqlx::PgConnection;

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

/// Rows of one table, as they are sent.
pub(super) struct Copy {
    columns: i16,
    bytes: Vec<u8>,
}

impl Copy {
    /// Rows of so many columns, none of them yet.
    pub(super) fn of(columns: i16) -> Self {
        Self { columns, bytes: HEADER.to_vec() }
    }

    /// Begins a row that is keyed by an event: the first two columns.
    pub(super) fn event(&mut self, id: EventId) -> &mut Self {
        self.row().bigint(height(id.height)).integer(index(id.index))
    }

    /// Begins a row.
    pub(super) fn row(&mut self) -> &mut Self {
        self.bytes.extend(self.columns.to_be_bytes());
        self
    }

    pub(super) fn bigint(&mut self, value: i64) -> &mut Self {
        self.field(&value.to_be_bytes())
    }

    pub(super) fn integer(&mut self, value: i32) -> &mut Self {
        self.field(&value.to_be_bytes())
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

    /// `numeric`: how many digits, the power of the first one, a sign, decimals; then the digits,
    /// of which zeros at the end are left out.
    pub(super) fn numeric(&mut self, value: U256) -> &mut Self {
        let mut digits = [0u16; DIGITS];
        let (mut rest, mut first) = (value, DIGITS);
        while !rest.is_zero() {
            let (quotient, digit) = rest.div_rem(U256::from(BASE));
            first -= 1;
            digits[first] = digit.to::<u16>();
            rest = quotient;
        }
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

    /// Writes the rows by this statement, a `copy … from stdin with (format binary)`.
    pub(super) async fn write(mut self, db: &mut PgConnection, statement: &'static str) -> Done {
        self.bytes.extend(TRAILER);
        let mut copy = db.copy_in_raw(statement).await?;
        copy.send(self.bytes).await?;
        copy.finish().await.map(drop)
    }
}
