//! The fields of a question in a batch.

use super::unambiguous::Unambiguous;
use alloy_core::primitives::U256;
use serde_json::{Map, Value};

/// A JSON object whose fields are numbers.
pub(super) struct Fields(Map<String, Value>);

impl Fields {
    /// A line's fields.
    pub(super) fn read(line: &[u8]) -> Result<Self, String> {
        let read = serde_json::from_slice(line).map_err(|error| format!("not JSON: {error}"));
        let Unambiguous(value) = read?;
        match value {
            Value::Object(fields) => Ok(Self(fields)),
            _ => Err("not a JSON object".into()),
        }
    }

    /// What is asked.
    pub(super) fn op(&self) -> Result<&str, String> {
        match self.0.get("op") {
            Some(Value::String(op)) => Ok(op),
            Some(_) => Err("op must be a string".into()),
            None => Err("op is missing".into()),
        }
    }

    /// A whole number: a string of digits, or a JSON number as far as those are exact.
    pub(super) fn wide(&self, name: &str) -> Result<U256, String> {
        // Only too many digits are left to refuse; callers refuse it as too large as well.
        Ok(whole_number(self.0.get(name), || name.into())?.unwrap_or(U256::MAX))
    }

    /// A whole number of at most 128 bits.
    pub(super) fn number(&self, name: &str) -> Result<u128, String> {
        u128::try_from(self.wide(name)?).map_err(|_| format!("{name} is above 2^128 - 1"))
    }

    /// A whole number of at most 64 bits.
    pub(super) fn seconds(&self, name: &str) -> Result<u64, String> {
        u64::try_from(self.wide(name)?).map_err(|_| format!("{name} is above 2^64 - 1"))
    }

    /// A share, in units of which `whole` make up all.
    pub(super) fn share(&self, name: &str, whole: u32) -> Result<u32, String> {
        u32::try_from(self.wide(name)?).map_err(|_| format!("{name} is above {whole}"))
    }

    /// As [`Self::number`], if the field is there.
    pub(super) fn optional(&self, name: &str) -> Result<Option<u128>, String> {
        self.has(name).then(|| self.number(name)).transpose()
    }

    /// As [`Self::seconds`], if the field is there.
    pub(super) fn optional_seconds(&self, name: &str) -> Result<Option<u64>, String> {
        self.has(name).then(|| self.seconds(name)).transpose()
    }

    /// A field as it stands, for questions whose fields are more than numbers.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|value| !value.is_null())
    }
}

/// A whole number: a string of digits, or a JSON number as far as those are exact. `None` if it is
/// above 2^256 - 1.
pub(super) fn whole_number(
    value: Option<&Value>,
    name: impl Fn() -> String,
) -> Result<Option<U256>, String> {
    let expected =
        || format!("{} must be a whole number, zero or more, as a string of digits", name());
    let negative = || format!("{} is negative: {}", name(), expected());
    match value {
        None | Some(Value::Null) => Err(format!("{} is missing", name())),
        Some(Value::String(text)) if text.starts_with('-') => Err(negative()),
        Some(Value::String(text)) => {
            if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
                return Err(expected());
            }
            Ok(U256::from_str_radix(text, 10).ok())
        }
        Some(Value::Number(number)) => match number.as_u64() {
            Some(number) => Ok(Some(U256::from(number))),
            None if number.as_i64().is_some() => Err(negative()),
            None => Err(expected()),
        },
        Some(_) => Err(expected()),
    }
}
