//! A value of any column, on its way from the database to whoever asked.

use serde::{Serialize, Serializer};
use sqlx::{Postgres, QueryBuilder, Row, postgres::PgRow};
use std::fmt;
use time::{
    Date, OffsetDateTime, format_description::well_known::Rfc3339, macros::format_description,
};

/// Digits of the longest number there is, one of 256 bits, and those after its point at most.
const ANY: (u16, u16) = (78, 18);

/// What kind of value a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `boolean`
    Boolean,
    /// `smallint`, `integer`, `bigint`: heights, positions, numbers of things.
    Integer,
    /// `numeric` of so many digits, so many of them after the point; none where the database does
    /// not say.
    Number(Option<(u16, u16)>),
    /// `double precision`: approximate.
    Float,
    /// `bytea`: addresses and hashes.
    Bytes,
    /// `timestamptz`
    Time,
    /// `date`
    Date,
    /// `text`, and whatever else is best shown as such.
    Text,
}

impl Kind {
    /// By PostgreSQL's name and modifier of the type.
    pub(super) fn of(name: &str, modifier: i32) -> Self {
        match name {
            "bool" => Self::Boolean,
            "int2" | "int4" | "int8" => Self::Integer,
            "numeric" => Self::Number(u32::try_from(modifier - 4).ok().map(|digits| {
                // As PostgreSQL packs them.
                ((digits >> 16) as u16, (digits & 0x7ff) as u16)
            })),
            "any_number" => Self::Number(Some(ANY)),
            "float4" | "float8" => Self::Float,
            "bytea" => Self::Bytes,
            "timestamptz" => Self::Time,
            "date" => Self::Date,
            _ => Self::Text,
        }
    }

    /// What the database is to make of such a column so that [`Value::of`] can read it.
    pub(super) fn cast(self) -> &'static str {
        match self {
            Self::Boolean | Self::Bytes | Self::Time | Self::Date => "",
            Self::Integer => "::bigint",
            Self::Float => "::double precision",
            Self::Number(_) | Self::Text => "::text",
        }
    }
}

/// A value. Written as JSON numbers where they are small, and as strings where they may not be:
/// what is `numeric` keeps all its digits.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// Yes or no.
    Boolean(bool),
    /// A small whole number.
    Integer(i64),
    /// A number of any size, exactly, in decimal digits.
    Number(String),
    /// An approximate number.
    Float(f64),
    /// Bytes, shown as 0x and hexadecimal digits.
    Bytes(Vec<u8>),
    /// A moment, shown as in RFC 3339, in UTC.
    Time(OffsetDateTime),
    /// A day.
    Date(Date),
    /// Text.
    Text(String),
}

impl Value {
    /// Reads the value at a place of a row whose columns were cast as [`Kind::cast`] says.
    pub(super) fn of(row: &PgRow, place: usize, kind: Kind) -> Result<Self, sqlx::Error> {
        let value = match kind {
            Kind::Boolean => row.try_get::<Option<_>, _>(place)?.map(Self::Boolean),
            Kind::Integer => row.try_get::<Option<_>, _>(place)?.map(Self::Integer),
            Kind::Number(_) => row.try_get::<Option<_>, _>(place)?.map(Self::Number),
            Kind::Float => row.try_get::<Option<_>, _>(place)?.map(Self::Float),
            Kind::Bytes => row.try_get::<Option<_>, _>(place)?.map(Self::Bytes),
            Kind::Time => row.try_get::<Option<_>, _>(place)?.map(Self::Time),
            Kind::Date => row.try_get::<Option<_>, _>(place)?.map(Self::Date),
            Kind::Text => row.try_get::<Option<_>, _>(place)?.map(Self::Text),
        };
        Ok(value.unwrap_or(Self::Null))
    }

    /// From text as this type shows it. None for what no column of this kind can hold.
    pub fn parse(kind: Kind, text: &str) -> Option<Self> {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        match kind {
            Kind::Boolean => text.parse().ok().map(Self::Boolean),
            Kind::Integer => {
                let plain = digits(text.strip_prefix('-').unwrap_or(text));
                text.parse().ok().filter(|_| plain).map(Self::Integer)
            }
            Kind::Number(_) => {
                let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
                let plain = digits(whole.strip_prefix('-').unwrap_or(whole)) && digits(fraction);
                (plain && text.len() <= 200).then(|| Self::Number(text.into()))
            }
            Kind::Float => text.parse().ok().filter(|n: &f64| n.is_finite()).map(Self::Float),
            Kind::Bytes => hex::decode(text.strip_prefix("0x")?).ok().map(Self::Bytes),
            Kind::Time => {
                // What the database cannot hold is out of the question anyway.
                let time = OffsetDateTime::parse(text, &Rfc3339).ok()?;
                (1..=9998).contains(&time.year()).then_some(Self::Time(time))
            }
            Kind::Date => {
                let date = Date::parse(text, format_description!("[year]-[month]-[day]")).ok()?;
                (1..=9998).contains(&date.year()).then_some(Self::Date(date))
            }
            Kind::Text => (!text.contains('\0')).then(|| Self::Text(text.into())),
        }
    }

    /// Adds it to a statement as a parameter.
    pub(super) fn bind(&self, to: &mut QueryBuilder<Postgres>) {
        match self {
            Self::Null => to.push("null"),
            Self::Boolean(value) => to.push_bind(*value),
            Self::Integer(value) => to.push_bind(*value),
            Self::Number(value) => to.push_bind(value.clone()).push("::numeric"),
            Self::Float(value) => to.push_bind(*value),
            Self::Bytes(value) => to.push_bind(value.clone()),
            Self::Time(value) => to.push_bind(*value),
            Self::Date(value) => to.push_bind(*value),
            Self::Text(value) => to.push_bind(value.clone()),
        };
    }

    /// About how much memory it takes beyond its own size, in bytes.
    pub(super) fn weight(&self) -> usize {
        match self {
            Self::Number(text) | Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
            _ => 0,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => Ok(()),
            Self::Boolean(value) => value.fmt(f),
            Self::Integer(value) => value.fmt(f),
            Self::Number(text) | Self::Text(text) => f.write_str(text),
            Self::Float(value) => value.fmt(f),
            Self::Bytes(bytes) => write!(f, "0x{}", hex::encode(bytes)),
            Self::Time(time) => f.write_str(&time.format(&Rfc3339).map_err(|_| fmt::Error)?),
            Self::Date(date) => date.fmt(f),
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => to.serialize_none(),
            Self::Boolean(value) => to.serialize_bool(*value),
            Self::Integer(value) => to.serialize_i64(*value),
            Self::Float(value) => to.serialize_f64(*value),
            other => to.collect_str(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Value};

    #[test]
    fn what_is_shown_is_read_back_and_what_no_column_holds_is_refused() {
        let number = Kind::Number(Some((78, 0)));
        for (kind, text) in [
            (Kind::Boolean, "true"),
            (Kind::Integer, "-9223372036854775808"),
            (
                number,
                "115792089237316195423570985008687907853269984665640564039457584007913129639935",
            ),
            (Kind::Number(None), "-0.000000000000000001"),
            (Kind::Float, "0.1"),
            (Kind::Bytes, "0x00ff"),
            (Kind::Time, "2026-11-21T09:30:00.123Z"),
            (Kind::Date, "2026-11-21"),
            (Kind::Text, "any ' text"),
        ] {
            let value = Value::parse(kind, text).unwrap_or_else(|| panic!("{kind:?} {text}"));
            assert_eq!(value.to_string(), text, "{kind:?}");
        }
        for (kind, text) in [
            (Kind::Boolean, "1"),
            (Kind::Integer, ""),
            (Kind::Integer, "+1"),
            (Kind::Integer, "9223372036854775808"),
            (number, "1e5"),
            (number, "NaN"),
            (number, "-"),
            (number, "1."),
            (Kind::Float, "inf"),
            (Kind::Bytes, "00"),
            (Kind::Bytes, "0x0"),
            (Kind::Time, "2026-11-21"),
            (Kind::Time, "-0001-11-21T09:30:00Z"),
            (Kind::Date, "0000-01-01"),
            (Kind::Text, "\0"),
        ] {
            assert_eq!(Value::parse(kind, text), None, "{kind:?} {text:?}");
        }
    }

    #[test]
    fn a_type_is_known_by_its_name_and_a_number_by_its_digits() {
        assert_eq!(Kind::of("numeric", (78 << 16) + 4), Kind::Number(Some((78, 0))));
        assert_eq!(Kind::of("numeric", ((38 << 16) | 18) + 4), Kind::Number(Some((38, 18))));
        assert_eq!(Kind::of("numeric", -1), Kind::Number(None));
        assert_eq!(Kind::of("interval", -1), Kind::Text);
    }
}
