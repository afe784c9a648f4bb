//! Rows as Apache Parquet, by groups of rows that are written when they are full.

use super::{Columns, ExportError, broken, values};
use crate::infra::storage::{Column, Extent, Kind, Record, Value};
use parquet::{
    basic::{Compression, LogicalType, Repetition, TimeUnit, Type as Physical},
    data_type::{
        BoolType, ByteArray, ByteArrayType, DataType, DoubleType, FixedLenByteArray,
        FixedLenByteArrayType, Int32Type, Int64Type,
    },
    file::{
        metadata::KeyValue,
        properties::WriterProperties,
        writer::{SerializedColumnWriter, SerializedFileWriter},
    },
    schema::types::Type,
};
use std::{
    io,
    sync::{Arc, Mutex},
};
use time::{Date, macros::date};

/// Bytes of values in a group of rows.
const WEIGHT: usize = 8 << 20;
/// Rows in a group.
const ROWS: usize = 65_536;
/// Digits of a decimal, and those after the point unless what is there needs it otherwise.
const PRECISION: usize = 38;
const SCALE: usize = 18;
const EPOCH: Date = date!(1970 - 01 - 01);

pub(super) struct Writer {
    file: SerializedFileWriter<Shared>,
    written: Shared,
    columns: Vec<(Column, Shape)>,
    rows: Vec<Record>,
    weight: usize,
}

/// How the values of a column are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Boolean,
    Integer,
    Double,
    Bytes,
    Text,
    Time,
    Date,
    /// So many digits after the point.
    Decimal(usize),
}

impl Shape {
    fn of(column: &Column, readable: bool, extents: &[Extent]) -> Self {
        match column.kind {
            Kind::Boolean => Self::Boolean,
            Kind::Integer => Self::Integer,
            Kind::Float => Self::Double,
            Kind::Bytes => Self::Bytes,
            Kind::Time => Self::Time,
            Kind::Date => Self::Date,
            Kind::Number(_) if readable && may_be_decimal(column.kind) => {
                let extent = extents.iter().find(|extent| extent.column == column.name);
                extent.map_or(Some(SCALE), scale).map_or(Self::Text, Self::Decimal)
            }
            Kind::Number(_) | Kind::Text => Self::Text,
        }
    }

    fn types(self) -> (Physical, Option<LogicalType>) {
        match self {
            Self::Boolean => (Physical::BOOLEAN, None),
            Self::Integer => (Physical::INT64, None),
            Self::Double => (Physical::DOUBLE, None),
            Self::Bytes => (Physical::BYTE_ARRAY, None),
            Self::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Self::Time => (Physical::INT64, Some(LogicalType::timestamp(true, TimeUnit::MICROS))),
            Self::Date => (Physical::INT32, Some(LogicalType::Date)),
            Self::Decimal(scale) => (
                Physical::FIXED_LEN_BYTE_ARRAY,
                Some(LogicalType::decimal(scale as i32, PRECISION as i32)),
            ),
        }
    }
}

impl Writer {
    pub(super) fn new(
        columns: &Columns,
        readable: bool,
        extents: &[Extent],
        about: Vec<(String, String)>,
    ) -> Result<Self, ExportError> {
        let shape = |column| Shape::of(column, readable, extents);
        let shaped = columns.iter().map(|column| (column.clone(), shape(column)));
        let columns: Vec<_> = shaped.collect();
        let fields = columns.iter().map(|(column, shape)| field(column, *shape));
        let fields = fields.collect::<Result<Vec<_>, _>>()?;
        let schema = Type::group_type_builder("row").with_fields(fields).build().map_err(broken)?;
        let about = about.into_iter().map(|(key, value)| KeyValue::new(key, value)).collect();
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(format!("weir-indexer {}", env!("CARGO_PKG_VERSION")))
            .set_key_value_metadata(Some(about))
            .build();
        let written = Shared::default();
        let file =
            SerializedFileWriter::new(written.clone(), Arc::new(schema), Arc::new(properties))
                .map_err(broken)?;
        Ok(Self { file, written, columns, rows: Vec::new(), weight: 0 })
    }

    /// Takes the rows, and gives what has become ready of the file.
    pub(super) fn write(&mut self, rows: Vec<Record>) -> Result<Vec<u8>, ExportError> {
        self.weight += rows.iter().map(Record::weight).sum::<usize>();
        self.rows.extend(rows);
        if self.weight >= WEIGHT || self.rows.len() >= ROWS {
            self.write_group()?;
        }
        Ok(self.written.take())
    }

    /// The end of the file, without which nobody can read it.
    pub(super) fn finish(&mut self) -> Result<Vec<u8>, ExportError> {
        if !self.rows.is_empty() {
            self.write_group()?;
        }
        self.file.finish().map_err(broken)?;
        Ok(self.written.take())
    }

    fn write_group(&mut self) -> Result<(), ExportError> {
        let rows = std::mem::take(&mut self.rows);
        self.weight = 0;
        let mut group = self.file.next_row_group().map_err(broken)?;
        for (place, (column, shape)) in self.columns.iter().enumerate() {
            let Some(mut writer) = group.next_column().map_err(broken)? else { break };
            let cells = rows.iter().map(|row| &values(row)[place]);
            write_column(&mut writer, column, *shape, cells)?;
            writer.close().map_err(broken)?;
        }
        group.close().map_err(broken)?;
        // What lies in between is handed on too.
        io::Write::flush(self.file.inner_mut()).map_err(broken)
    }
}

fn field(column: &Column, shape: Shape) -> Result<Arc<Type>, ExportError> {
    let (physical, logical) = shape.types();
    let mut builder = Type::primitive_type_builder(&column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical);
    if let Shape::Decimal(scale) = shape {
        builder = builder
            .with_length(size_of::<i128>() as i32)
            .with_precision(PRECISION as i32)
            .with_scale(scale as i32);
    }
    builder.build().map(Arc::new).map_err(broken)
}

fn write_column<'a>(
    writer: &mut SerializedColumnWriter<'_>,
    column: &Column,
    shape: Shape,
    cells: impl Iterator<Item = &'a Value>,
) -> Result<(), ExportError> {
    match shape {
        Shape::Boolean => write::<BoolType>(writer, cells, |value| match value {
            Value::Boolean(value) => Ok(*value),
            other => Err(misfit(column, other)),
        }),
        Shape::Integer => write::<Int64Type>(writer, cells, |value| match value {
            Value::Integer(value) => Ok(*value),
            other => Err(misfit(column, other)),
        }),
        Shape::Double => write::<DoubleType>(writer, cells, |value| match value {
            Value::Float(value) => Ok(*value),
            other => Err(misfit(column, other)),
        }),
        Shape::Bytes => write::<ByteArrayType>(writer, cells, |value| match value {
            Value::Bytes(bytes) => Ok(ByteArray::from(bytes.clone())),
            other => Err(misfit(column, other)),
        }),
        Shape::Text => write::<ByteArrayType>(writer, cells, |value| {
            Ok(ByteArray::from(value.to_string().into_bytes()))
        }),
        Shape::Time => write::<Int64Type>(writer, cells, |value| match value {
            Value::Time(time) => i64::try_from(time.unix_timestamp_nanos().div_euclid(1_000))
                .map_err(|_| misfit(column, value)),
            other => Err(misfit(column, other)),
        }),
        Shape::Date => write::<Int32Type>(writer, cells, |value| match value {
            Value::Date(day) => Ok(day.to_julian_day() - EPOCH.to_julian_day()),
            other => Err(misfit(column, other)),
        }),
        Shape::Decimal(scale) => write::<FixedLenByteArrayType>(writer, cells, |value| {
            let unscaled = match value {
                Value::Number(digits) => unscaled(digits, scale),
                _ => None,
            };
            let unscaled = unscaled.ok_or_else(|| misfit(column, value))?;
            Ok(FixedLenByteArray::from(unscaled.to_be_bytes().to_vec()))
        }),
    }
}

fn write<'a, T: DataType>(
    writer: &mut SerializedColumnWriter<'_>,
    cells: impl Iterator<Item = &'a Value>,
    convert: impl Fn(&Value) -> Result<T::T, ExportError>,
) -> Result<(), ExportError> {
    let (mut there, mut values) = (Vec::new(), Vec::new());
    for cell in cells {
        there.push(i16::from(*cell != Value::Null));
        if *cell != Value::Null {
            values.push(convert(cell)?);
        }
    }
    writer.typed::<T>().write_batch(&values, Some(&there), None).map(drop).map_err(broken)
}

fn misfit(column: &Column, value: &Value) -> ExportError {
    ExportError::DoesNotFit { column: column.name.clone(), value: value.to_string() }
}

/// Whether the numbers of a column of a readable view may be decimals: how many digits they have says
/// nobody, or they have a fraction and room in one.
pub(super) fn may_be_decimal(kind: Kind) -> bool {
    match kind {
        Kind::Number(None) => true,
        Kind::Number(Some((digits, after))) => after > 0 && usize::from(digits) <= PRECISION,
        _ => false,
    }
}

/// How many digits after the point a decimal has that holds every number of a column; none where no
/// decimal does.
fn scale(extent: &Extent) -> Option<usize> {
    let wanted = extent.fraction.max(SCALE);
    let room = PRECISION.checked_sub(extent.whole)?;
    (extent.fraction <= room).then(|| wanted.min(room))
}

/// A decimal number times 10^scale; none if it is not whole then, or has too many digits.
fn unscaled(text: &str, scale: usize) -> Option<i128> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = fraction.trim_end_matches('0');
    if whole.is_empty() || fraction.len() > scale {
        return None;
    }
    let number: i128 = format!("{whole}{fraction:0<scale$}").parse().ok()?;
    (number < 10_i128.pow(PRECISION as u32)).then_some(sign * number)
}

/// Where the file is written to until it is taken away.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Shared {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(|broken| broken.into_inner()))
    }
}

impl io::Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(|broken| broken.into_inner()).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Extent, scale};

    fn unscaled(text: &str) -> Option<i128> {
        super::unscaled(text, 18)
    }

    #[test]
    fn a_decimal_has_room_for_all_that_is_there_or_there_is_none() {
        let of = |whole, fraction| scale(&Extent { column: String::new(), whole, fraction });
        assert_eq!([of(0, 0), of(1, 18), of(20, 18)], [Some(18); 3]);
        assert_eq!(
            [of(21, 17), of(22, 6), of(37, 1), of(38, 0)].map(Option::unwrap),
            [17, 16, 1, 0]
        );
        assert_eq!([of(5, 20), of(0, 38)], [Some(20), Some(38)]);
        assert_eq!([of(21, 18), of(38, 1), of(39, 0), of(0, 39), of(78, 0)], [None; 5]);
    }

    #[test]
    fn a_decimal_is_taken_to_the_last_digit_or_not_at_all() {
        let most = "99999999999999999999.999999999999999999";
        assert_eq!(unscaled(most), Some(10_i128.pow(38) - 1));
        assert_eq!(unscaled(&format!("-{most}")), Some(1 - 10_i128.pow(38)));
        assert_eq!(unscaled("1"), Some(10_i128.pow(18)));
        assert_eq!(unscaled("-0.000000000000000001"), Some(-1));
        assert_eq!(unscaled("0.5000000000000000000000"), Some(5 * 10_i128.pow(17)));
        for misfit in ["100000000000000000000", "0.0000000000000000001", "NaN", ""] {
            assert_eq!(unscaled(misfit), None, "{misfit}");
        }
    }
}
