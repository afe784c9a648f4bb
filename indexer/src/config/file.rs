//! The file of settings.

use clap::{
    Arg, Command,
    builder::StyledStr,
    error::{ContextKind, ContextValue, ErrorKind},
};
use std::{collections::BTreeMap, error::Error, fs, io, path::Path};
use thiserror::Error;
use toml::de::{DeTable, DeValue};

/// What a file says of one setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) values: Vec<String>,
    pub(super) line: usize,
}

/// The file of settings cannot be used. Names the line, and never repeats a value that may be a
/// secret.
#[derive(Debug, Error)]
pub(crate) enum ConfigError {
    #[error("the file of settings {path} cannot be read: {source}")]
    Missing { path: String, source: io::Error },
    #[error("{path}:{line}: this is not TOML: {reason}")]
    Syntax { path: String, line: usize, reason: String },
    #[error("{path}:{line}: there is no setting {key:?}; there are: {known}")]
    Unknown { path: String, line: usize, key: String, known: String },
    #[error("{path}:{line}: {key} cannot be {found}: {allowed}")]
    Value { path: String, line: usize, key: String, found: String, allowed: String },
}

/// Reads a file and holds each of its values against the setting it is for, also where another
/// value goes first.
pub(super) fn read(
    path: &Path,
    settings: &BTreeMap<String, Arg>,
) -> Result<Vec<Entry>, ConfigError> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path)
        .map_err(|source| ConfigError::Missing { path: name.clone(), source })?;
    parse(&name, &text, settings)
}

fn parse(
    path: &str,
    text: &str,
    settings: &BTreeMap<String, Arg>,
) -> Result<Vec<Entry>, ConfigError> {
    let path = path.to_owned();
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    let table = DeTable::parse(text).map_err(|error| ConfigError::Syntax {
        path: path.clone(),
        line: line(error.span().map_or(0, |span| span.start.min(text.len()))),
        // Not the error itself, which shows the line: there may be a password in it.
        reason: error.message().to_owned(),
    })?;
    let mut entries = Vec::new();
    for (key, value) in table.get_ref() {
        let (key, line) = (key.get_ref().to_string(), line(key.span().start));
        let Some(setting) = settings.get(&key) else {
            let known = settings.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
            return Err(ConfigError::Unknown { path, line, key, known });
        };
        let refuse = |found: String, allowed: String| ConfigError::Value {
            path: path.clone(),
            line,
            key: key.clone(),
            found,
            allowed,
        };
        let values = strings(value.get_ref())
            .map_err(|found| refuse(found.into(), "it is a string, a number or a list".into()))?;
        for value in &values {
            check(setting, value).map_err(|allowed| {
                let secret = super::is_secret(setting);
                refuse(if secret { "this".into() } else { format!("{value:?}") }, allowed)
            })?;
        }
        entries.push(Entry { key, values, line });
    }
    entries.sort_by_key(|entry| entry.line);
    Ok(entries)
}

/// A value as it would stand on the command line; the name of its kind if it could not.
fn strings(value: &DeValue<'_>) -> Result<Vec<String>, &'static str> {
    Ok(match value {
        DeValue::String(text) => vec![text.to_string()],
        DeValue::Integer(number) => vec![
            i128::from_str_radix(number.as_str(), number.radix())
                .map_err(|_| "this number")?
                .to_string(),
        ],
        DeValue::Float(number) => vec![number.as_str().to_owned()],
        DeValue::Boolean(yes) => vec![yes.to_string()],
        DeValue::Array(items) => {
            let items: Result<Vec<_>, _> =
                items.iter().map(|item| strings(item.get_ref())).collect();
            items?.concat()
        }
        DeValue::Table(_) => return Err("a table"),
        DeValue::Datetime(_) => return Err("a time"),
    })
}

/// Whether the setting can have this value; what is allowed if not.
fn check(setting: &Arg, value: &str) -> Result<(), String> {
    let option = format!("--{}={value}", super::key(setting).unwrap_or_default());
    let outcome = Command::new("settings")
        .no_binary_name(true)
        .arg(setting.clone())
        .try_get_matches_from([option]);
    outcome.map(drop).map_err(|error| allowed(&error))
}

/// What clap says is wrong with a value, without the words that are about a command line.
fn allowed(error: &clap::Error) -> String {
    let choices = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(choices)) if !choices.is_empty() => choices.join(", "),
        _ => String::new(),
    };
    match (error.kind(), error.source()) {
        (ErrorKind::InvalidValue, _) if !choices.is_empty() => format!("it is one of {choices}"),
        (_, Some(reason)) => reason.to_string(),
        _ => StyledStr::from(error.to_string()).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, parse};
    use crate::{cli::Cli, config::settings};
    use clap::CommandFactory;

    fn read(text: &str) -> Result<Vec<Entry>, String> {
        parse("weir.toml", text, &settings(&Cli::command())).map_err(|error| error.to_string())
    }

    #[test]
    fn strings_numbers_and_lists_are_values() {
        let entries = read("# first\nstart-height = 1_000\n\nlisten = '[::1]:80'\n").unwrap();
        let found: Vec<_> =
            entries.iter().map(|e| (e.key.as_str(), e.values.join("|"), e.line)).collect();
        assert_eq!(
            found,
            [("start-height", "1000".to_owned(), 2), ("listen", "[::1]:80".to_owned(), 4)]
        );
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_and_what_is_allowed() {
        for (text, words) in [
            ("\n\nbacth = 3", "weir.toml:3: there is no setting \"bacth\"; there are: "),
            (
                "\nlog-format = 'xml'",
                "weir.toml:2: log-format cannot be \"xml\": it is one of text, json",
            ),
            (
                "ready-within = 'soon'",
                "weir.toml:1: ready-within cannot be \"soon\": invalid digit",
            ),
            ("ready-within = -1", "weir.toml:1: ready-within cannot be \"-1\""),
            ("[run]\nlisten = 'x'", "weir.toml:1: there is no setting \"run\""),
            ("listen = { port = 1 }", "weir.toml:1: listen cannot be a table"),
            ("listen = 1\nlisten = 2", "weir.toml:2: this is not TOML: duplicate key"),
            ("config = 'other.toml'", "there is no setting \"config\""),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(words), "{text}: {error}");
        }
    }

    #[test]
    fn a_line_that_is_no_toml_is_not_repeated() {
        let error =
            read("database-url = \"postgres://weir:secret@localhost/weir\nx = 1").unwrap_err();
        assert!(error.contains("weir.toml:1: this is not TOML"), "{error}");
        assert!(!error.contains("secret"), "{error}");
    }
}
