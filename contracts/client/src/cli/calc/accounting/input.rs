//! What a question says, read by what is expected there.

use super::super::fields::{Fields, whole_number};
use serde_json::Value;
use std::borrow::Cow;
use weir_accounting::{Fraction, U256};

/// A value in a question, with its place, so that a refusal can name it.
#[derive(Debug, Clone)]
pub(super) struct Input<'a> {
    value: Option<&'a Value>,
    place: Cow<'a, str>,
}

impl Fields {
    /// A field of the question.
    pub(super) fn input<'a>(&'a self, name: &'a str) -> Input<'a> {
        Input::new(self.get(name), name.into())
    }
}

impl<'a> Input<'a> {
    fn new(value: Option<&'a Value>, place: Cow<'a, str>) -> Self {
        Self { value: value.filter(|value| !value.is_null()), place }
    }

    /// The value itself, if it is there.
    pub(super) fn given(self) -> Option<Self> {
        self.value.is_some().then_some(self)
    }

    /// The value, where it may be left out.
    pub(super) fn or<T>(
        self,
        default: T,
        read: impl FnOnce(&Self) -> Result<T, String>,
    ) -> Result<T, String> {
        self.given().map_or(Ok(default), |input| read(&input))
    }

    fn expected(&self, what: &str) -> String {
        match self.value {
            None => format!("{} is missing", self.place),
            Some(_) => format!("{} must be {what}", self.place),
        }
    }

    /// The value's place, for a refusal.
    pub(super) fn place(&self) -> &str {
        &self.place
    }

    /// A field of an object.
    pub(super) fn field(&self, name: &str) -> Input<'a> {
        Input::new(self.value.and_then(|value| value.get(name)), self.under(name))
    }

    fn under(&self, name: &str) -> Cow<'a, str> {
        format!("{}.{name}", self.place).into()
    }

    /// The items of a list.
    pub(super) fn list(&self) -> Result<Vec<Input<'a>>, String> {
        let items = self.value.and_then(Value::as_array).ok_or_else(|| self.expected("a list"))?;
        let place = |index| format!("{}[{index}]", self.place);
        Ok(items
            .iter()
            .enumerate()
            .map(|(index, item)| Input { value: Some(item), place: place(index).into() })
            .collect())
    }

    /// The entries of an object.
    pub(super) fn entries(&self) -> Result<Vec<(&'a str, Input<'a>)>, String> {
        let entries =
            self.value.and_then(Value::as_object).ok_or_else(|| self.expected("an object"))?;
        Ok(entries
            .iter()
            .map(|(name, value)| {
                (name.as_str(), Input { value: Some(value), place: self.under(name) })
            })
            .collect())
    }

    /// Refuses what is not an object.
    pub(super) fn object(&self) -> Result<&Self, String> {
        match self.value {
            Some(Value::Object(_)) => Ok(self),
            _ => Err(self.expected("an object")),
        }
    }

    pub(super) fn text(&self) -> Result<&'a str, String> {
        self.value.and_then(Value::as_str).ok_or_else(|| self.expected("a text"))
    }

    pub(super) fn flag(&self) -> Result<bool, String> {
        self.value.and_then(Value::as_bool).ok_or_else(|| self.expected("true or false"))
    }

    /// A whole number of at most 256 bits.
    pub(super) fn amount(&self) -> Result<U256, String> {
        amount(self.value, || self.place.to_string())
    }

    /// A list of such numbers.
    pub(super) fn amounts(&self) -> Result<Vec<U256>, String> {
        let items = self.value.and_then(Value::as_array).ok_or_else(|| self.expected("a list"))?;
        items
            .iter()
            .enumerate()
            .map(|(index, item)| amount(Some(item), || format!("{}[{index}]", self.place)))
            .collect()
    }

    /// Sums by name.
    pub(super) fn sums(&self) -> Result<Vec<(&'a str, U256)>, String> {
        self.entries()?.into_iter().map(|(name, sum)| Ok((name, sum.amount()?))).collect()
    }

    /// Parts per million. What does not fit in 32 bits is far above the whole, and refused as that.
    pub(super) fn ppm(&self) -> Result<u32, String> {
        Ok(u32::try_from(self.most()?).unwrap_or(u32::MAX))
    }

    /// A number of things.
    pub(super) fn count(&self) -> Result<u64, String> {
        u64::try_from(self.amount()?).map_err(|_| format!("{} is above 2^64 - 1", self.place))
    }

    /// A number of things where more than there are means all.
    pub(super) fn most(&self) -> Result<u64, String> {
        Ok(u64::try_from(self.amount()?).unwrap_or(u64::MAX))
    }

    /// A moment, before or after the zero of its clock.
    pub(super) fn time(&self) -> Result<i64, String> {
        let time = match self.value {
            Some(Value::Number(number)) => number.as_i64(),
            Some(Value::String(text)) => text.parse().ok(),
            _ => None,
        };
        time.ok_or_else(|| self.expected("a moment, as a whole number below 2^63"))
    }

    /// A quantity: whole, or with decimals as a text.
    pub(super) fn quantity(&self) -> Result<Fraction, String> {
        let expected = "a number, zero or more, as a string with at most 60 decimals";
        match self.value {
            Some(Value::String(text)) => text.parse().map_err(|_| self.expected(expected)),
            Some(Value::Number(_)) => Ok(self.amount()?.into()),
            _ => Err(self.expected(expected)),
        }
    }
}

fn amount(value: Option<&Value>, place: impl Fn() -> String) -> Result<U256, String> {
    match whole_number(value, &place)? {
        Some(number) => Ok(U256::from_limbs(number.into_limbs())),
        None => Err(format!("overflow: {} is above 2^256 - 1", place())),
    }
}
