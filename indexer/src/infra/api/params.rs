//! Query parameters, read strictly: a misspelt one is an error, not a silent default.

use super::Problem;
use crate::domain::{Address, EventId};
use axum::http::Uri;
use std::collections::BTreeMap;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// The query parameters of a request. Each is taken once; what is left at the end is unknown.
#[derive(Debug)]
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

    pub(super) fn height(&mut self, name: &str) -> Result<Option<u64>, Problem> {
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
        self.read(name, "an address of 20 bytes: 0x and 40 hexadecimal digits", |text| {
            let digits = text.strip_prefix("0x")?;
            let mut address = [0; 20];
            hex::decode_to_slice(digits, &mut address).ok()?;
            Some(address.into())
        })
    }

    /// A number between 1 and `most`.
    pub(super) fn count(&mut self, name: &str, most: u16) -> Result<Option<u16>, Problem> {
        self.read(name, &format!("a number from 1 to {most}"), |text| {
            let plain = text.bytes().all(|b| b.is_ascii_digit());
            text.parse().ok().filter(|n| plain && (1..=most).contains(n))
        })
    }

    pub(super) fn time(&mut self, name: &str) -> Result<Option<OffsetDateTime>, Problem> {
        self.read(name, "a time such as 2026-11-21T09:30:00Z", |text| {
            // What the database cannot hold is out of the question anyway.
            let time = OffsetDateTime::parse(text, &Rfc3339).ok()?;
            (1..=9998).contains(&time.year()).then_some(time)
        })
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
