//! The settings in force, as a file of settings with a word on where each comes from.

use super::{Sources, is_secret, key, secret::without_secrets};
use clap::{Arg, ArgMatches, Command, CommandFactory, parser::ValueSource};
use std::fmt::Write;

/// The settings of the command `config`, which are those of `run`.
pub(crate) fn show(sources: &Sources) -> String {
    let mut command = crate::cli::Cli::command();
    command.build();
    let (Some(chosen), Some(matches)) =
        (command.find_subcommand("config"), sources.matches.subcommand_matches("config"))
    else {
        return String::new();
    };
    let mut text = String::new();
    for (heading, settings) in by_heading(chosen) {
        let _ = writeln!(text, "{}# {heading}", if text.is_empty() { "" } else { "\n" });
        for setting in settings {
            text.push_str(&line(setting, matches, sources));
        }
    }
    text
}

/// The settings of a command under their headings, in the order of the help.
pub(super) fn by_heading(command: &Command) -> Vec<(&str, Vec<&Arg>)> {
    let mut headings: Vec<(&str, Vec<&Arg>)> = Vec::new();
    for arg in command.get_arguments().filter(|arg| key(arg).is_some()) {
        let heading = arg.get_help_heading().unwrap_or("General");
        match headings.iter_mut().find(|(known, _)| *known == heading) {
            Some((_, settings)) => settings.push(arg),
            None => headings.push((heading, vec![arg])),
        }
    }
    headings
}

fn line(setting: &Arg, matches: &ArgMatches, sources: &Sources) -> String {
    let key = key(setting).unwrap_or_default();
    let id = setting.get_id().as_str();
    let values: Vec<String> = matches
        .get_raw(id)
        .into_iter()
        .flatten()
        .map(|value| literal(&readable(setting, &value.to_string_lossy())))
        .collect();
    let several = setting.get_action().takes_values()
        && matches!(setting.get_action(), clap::ArgAction::Append);
    let entry = sources.file.iter().find(|entry| entry.key == key);
    let source = match (matches.value_source(id), entry, &sources.path) {
        (Some(ValueSource::CommandLine), ..) => format!("--{key}"),
        (Some(ValueSource::EnvVariable), ..) => {
            setting.get_env().unwrap_or_default().to_string_lossy().into_owned()
        }
        (Some(_), Some(entry), Some(path)) => format!("{}:{}", path.display(), entry.line),
        (Some(_), ..) => "default".into(),
        (None, ..) => return format!("# {key} =  # not set\n"),
    };
    match several {
        true => format!("{key} = [{}]  # {source}\n", values.join(", ")),
        false => format!("{key} = {}  # {source}\n", values.join(", ")),
    }
}

/// A value without what must not be shown.
fn readable(setting: &Arg, value: &str) -> String {
    match is_secret(setting) {
        true => without_secrets(value),
        false => value.to_owned(),
    }
}

/// A value as TOML writes it.
fn literal(value: &str) -> String {
    match value.parse::<i64>() {
        Ok(number) if number.to_string() == value => value.to_owned(),
        _ => toml::Value::from(value).to_string(),
    }
}
