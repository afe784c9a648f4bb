//! Inputs of the vectors, and answers in their form.

use serde_json::{Map, Value};
use weir_accounting::{Error, Fraction, U256};

/// A whole number, as text or as a small number.
pub(crate) fn amount(value: &Value) -> Result<U256, Error> {
    match value {
        Value::String(text) => text.parse(),
        Value::Number(number) => number.to_string().parse(),
        _ => Err(Error::NotANumber),
    }
}

pub(crate) fn amounts(value: &Value) -> Result<Vec<U256>, Error> {
    value.as_array().unwrap().iter().map(amount).collect()
}

pub(crate) fn ppm(value: &Value) -> Result<u32, Error> {
    Ok(u64::try_from(amount(value)?)?.try_into().unwrap_or(u32::MAX))
}

pub(crate) fn quantity(value: &Value) -> Fraction {
    match value {
        Value::Null => Fraction::zero(),
        value => value.as_str().unwrap().parse().unwrap(),
    }
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// The items of a list, or none.
pub(crate) fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// Sums by name.
pub(crate) fn sums(value: &Value) -> Result<Vec<(&str, U256)>, Error> {
    let entries = value.as_object().into_iter().flatten();
    entries.map(|(name, sum)| Ok((name.as_str(), amount(sum)?))).collect()
}

pub(crate) fn number(number: impl ToString) -> Value {
    Value::String(number.to_string())
}

pub(crate) fn numbers(list: &[U256]) -> Value {
    list.iter().map(number).collect()
}

pub(crate) fn by_name<'a, N: ToString>(entries: impl IntoIterator<Item = (&'a str, N)>) -> Value {
    let entries = entries.into_iter().map(|(name, entry)| (name.to_string(), number(entry)));
    Value::Object(entries.collect::<Map<_, _>>())
}

/// Holds a refusal to its kind. What is refused while it is read has no sign in this crate's
/// numbers, so that a negative one is no number.
pub(crate) fn refused(case: &Value, error: Error, kind: &Value) {
    let kind = kind.as_str().unwrap();
    let unread = kind.starts_with("negative_")
        || ["lookback_not_whole", "lookback_too_small"].contains(&kind);
    let fits = error.kind() == kind || unread && error == Error::NotANumber;
    assert!(fits, "{}: {error}", case["id"]);
}
