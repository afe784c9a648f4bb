//! Query parameters, read strictly: a misspelt one is an error, not a silent default.

use super::Problem;
use crate::{
    domain::{Address, EventId},
    infra::{
        heights::{Heights, HeightsError},
        storage::{Kind, Value},
    },
};
use axum::http::Uri;
use percent_encoding::percent_decode_str;
use std::collections::BTreeMap;
use time::{Date, OffsetDateTime, format_description::well_known::Rfc3339};
use weir_client::address;

/// The first and the last moment of a time, where they are limited.
pub(super) type Between = (Option<OffsetDateTime>, Option<OffsetDateTime>);

/// The query parameters of a request. Each is taken once; what is left at the end is unknown.
#[derive(Debug, Clone)]
pub(super) struct Params(BTreeMap<String, String>);

impl Params {
    pub(super) fn of(uri: &Uri) -> Result<Self, Problem> {
        let mut params = BTreeMap::new();
        let query = uri.query().unwrap_or_default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let name = name.into_owned();
            if params.insert(name.clone(), value.into_owned()).is_some() {
                return Err(Problem::parameter(name, "It is given twice."));
            }
        }
        Ok(Self(params))
    }

    pub(super) fn take(&mut self, name: &str) -> Option<String> {
        self.0.remove(name)
    }

    /// A parameter made from its text by `read`.
    fn read<T>(
        &mut self,
        name: &str,
        expected: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Problem> {
        let Some(text) = self.take(name) else { return Ok(None) };
        match read(&text) {
            Some(value) => Ok(Some(value)),
            None => Err(Problem::parameter(name, format!("It must be {expected}."))),
        }
    }

    /// The blocks between which to look, both included: `from_block` and `to_block`.
    pub(super) fn blocks(&mut self) -> Result<Heights, Problem> {
        let (from, to) = (self.height("from_block")?, self.height("to_block")?);
        Heights::between(from, to)
            .map_err(|error: HeightsError| Problem::parameter("to_block", sentence(&error)))
    }

    /// The times between which to look, both included: `from` and `to`.
    pub(super) fn times(&mut self) -> Result<Between, Problem> {
        let (from, to) = (self.time("from")?, self.time("to")?);
        match (from, to) {
            (Some(from), Some(to)) if from > to => {
                Err(Problem::parameter("to", "It must not be before from."))
            }
            both => Ok(both),
        }
    }

    /// The days between which to look, both included: `from` and `to`.
    pub(super) fn days(&mut self) -> Result<(Option<Date>, Option<Date>), Problem> {
        let mut day = |name| {
            self.read(name, expected(Kind::Date), |text| match Value::parse(Kind::Date, text)? {
                Value::Date(day) => Some(day),
                _ => None,
            })
        };
        match (day("from")?, day("to")?) {
            (Some(from), Some(to)) if from > to => {
                Err(Problem::parameter("to", "It must not be before from."))
            }
            both => Ok(both),
        }
    }

    /// A block that is written, of which the last has the height `written`.
    pub(super) fn past(
        &mut self,
        name: &str,
        written: Option<i64>,
    ) -> Result<Option<i64>, Problem> {
        let height = self.height(name)?.and_then(|height| i64::try_from(height).ok());
        match (height, written) {
            (Some(height), Some(written)) if height > written => {
                let detail = format!("No such block is written yet; the last one is {written}.");
                Err(Problem::parameter(name, detail))
            }
            (height, _) => Ok(height),
        }
    }

    fn height(&mut self, name: &str) -> Result<Option<u64>, Problem> {
        self.read(name, "a block's height, from 0 to 9223372036854775807", |text| {
            let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
            let height = plain.then(|| text.parse::<i64>().ok()).flatten()?;
            u64::try_from(height).ok()
        })
    }

    pub(super) fn event_id(&mut self, name: &str) -> Result<Option<EventId>, Problem> {
        self.read(name, "an event's id such as 1234-5", |text| text.parse().ok())
    }

    pub(super) fn account(&mut self, name: &str) -> Result<Option<Address>, Problem> {
        self.take(name).map(|text| account(name, &text)).transpose()
    }

    /// A number between 1 and `most`.
    pub(super) fn count(&mut self, name: &str, most: u16) -> Result<Option<u16>, Problem> {
        self.read(name, &format!("a number from 1 to {most}"), |text| {
            let plain = text.bytes().all(|b| b.is_ascii_digit());
            text.parse().ok().filter(|n| plain && (1..=most).contains(n))
        })
    }

    fn time(&mut self, name: &str) -> Result<Option<OffsetDateTime>, Problem> {
        self.read(name, "a time such as 2026-11-21T09:30:00Z", |text| {
            // What the database cannot hold is out of the question anyway.
            let time = OffsetDateTime::parse(text, &Rfc3339).ok()?;
            (1..=9998).contains(&time.year()).then_some(time)
        })
    }

    /// A value of this kind.
    pub(super) fn value(&mut self, name: &str, kind: Kind) -> Result<Option<Value>, Problem> {
        self.read(name, expected(kind), |text| Value::parse(kind, text))
    }

    /// One of `known`.
    pub(super) fn word(&mut self, name: &str, known: &[&str]) -> Result<Option<String>, Problem> {
        let expected = format!("one of {}", known.join(", "));
        self.read(name, &expected, |text| known.contains(&text).then(|| text.to_owned()))
    }

    /// One or several of `known`, separated by commas.
    pub(super) fn words(
        &mut self,
        name: &str,
        known: &[&str],
    ) -> Result<Option<Vec<String>>, Problem> {
        let expected = format!("one or several of {}, separated by commas", known.join(", "));
        self.read(name, &expected, |text| {
            let words: Vec<String> = text.split(',').map(str::to_owned).collect();
            words.iter().all(|word| known.contains(&word.as_str())).then_some(words)
        })
    }

    /// That nothing is left over.
    pub(super) fn end(self, known: &str) -> Result<(), Problem> {
        match self.0.into_keys().next() {
            None => Ok(()),
            Some(name) => {
                let detail = format!("There is no such parameter here. There are: {known}.");
                Err(Problem::parameter(name, detail))
            }
        }
    }
}

/// The last part of a path, with its escapes resolved.
pub(super) fn last_part(uri: &Uri) -> String {
    part(uri, 0)
}

/// A part of a path, counted from its end, with its escapes resolved.
pub(super) fn part(uri: &Uri, from_end: usize) -> String {
    let part = uri.path().rsplit('/').nth(from_end).unwrap_or_default();
    percent_decode_str(part).decode_utf8_lossy().into_owned()
}

/// The account that a text names: by its address, or by an SS58 address of any chain.
pub(super) fn account(name: &str, text: &str) -> Result<Address, Problem> {
    address::parse(text).map(|written| written.address).map_err(|fault| {
        let text = weir_text::clean(text);
        Problem::parameter(name, format!("It must be an account: '{text}' {fault}."))
    })
}

/// An error as a sentence.
pub(super) fn sentence(error: &impl ToString) -> String {
    let text = error.to_string();
    let mut rest = text.chars();
    rest.next()
        .map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), rest.as_str()))
}

/// What a value of this kind looks like, in words.
pub(super) fn expected(kind: Kind) -> &'static str {
    match kind {
        Kind::Boolean => "true or false",
        Kind::Integer => "a whole number of 64 bits",
        Kind::Number(_) => "a number in decimal digits",
        Kind::Float => "a number",
        Kind::Bytes => "0x and hexadecimal digits",
        Kind::Time => "a time such as 2026-11-21T09:30:00Z",
        Kind::Date => "a day such as 2026-11-21",
        Kind::Text => "text",
    }
}
