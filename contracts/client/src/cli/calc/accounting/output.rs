//! Answers as JSON.

use serde_json::{Map, Value, json};
use weir_accounting::{FeeSplit, U256};

/// A number, as a string of digits.
pub(super) fn number(number: impl ToString) -> Value {
    Value::String(number.to_string())
}

/// A list of numbers.
pub(super) fn numbers(list: &[U256]) -> Value {
    list.iter().map(number).collect()
}

/// An object, by name.
pub(super) fn by_name<'a>(entries: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    let entries = entries.into_iter().map(|(name, value)| (name.to_string(), value));
    Value::Object(entries.collect::<Map<_, _>>())
}

/// Numbers, by name.
pub(super) fn numbers_by_name<'a, N: ToString>(
    entries: impl IntoIterator<Item = (&'a str, N)>,
) -> Value {
    by_name(entries.into_iter().map(|(name, entry)| (name, number(entry))))
}

/// The five accounts of a fee.
pub(super) fn fee(split: &FeeSplit) -> Value {
    json!({
        "material": number(split.material),
        "technician": number(split.technician),
        "maintenance": number(split.maintenance),
        "owners": number(split.owners),
        "infrastructure": number(split.infrastructure),
    })
}
