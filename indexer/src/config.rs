//! Settings from the command line, the environment, a file and defaults, in this order.
//!
//! clap knows what settings there are: an option that has a variable is one, and its name without
//! the dashes is its key in the file. What the file says is given to clap as the default; so there
//! is one definition, one order and one way to read a value.

mod file;
mod reference;
mod secret;
mod show;

pub(crate) use file::ConfigError;
pub(crate) use reference::reference;
pub(crate) use show::show;

use crate::cli::Cli;
use clap::{
    Arg, ArgMatches, Command, CommandFactory, FromArgMatches,
    error::{ContextKind, ContextValue},
};
use file::Entry;
use std::{collections::BTreeMap, env, ffi::OsString, path::PathBuf};

/// The command line, with all settings that it left open filled in.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) cli: Cli,
    pub(crate) sources: Sources,
}

/// Where the value of each setting comes from.
#[derive(Debug)]
pub(crate) struct Sources {
    matches: ArgMatches,
    file: Vec<Entry>,
    path: Option<PathBuf>,
}

/// Why there are no settings to work with.
#[derive(Debug)]
pub(crate) enum LoadError {
    /// Something on the command line or in the environment; or no error but a cry for help.
    Usage(clap::Error),
    /// Something in the file.
    File(ConfigError),
}

/// Reads the command line and what it leaves open.
///
/// # Errors
/// Something in one of them is no setting, or not a value that the setting can have.
pub(crate) fn load(arguments: &[OsString]) -> Result<Loaded, LoadError> {
    let command = Cli::command();
    let matches = parse(command.clone(), arguments)?;
    let path = matches.get_one::<PathBuf>("config").cloned();
    let Some(path) = path else { return loaded(matches, Vec::new(), None) };
    let file = file::read(&path, &settings(&command)).map_err(LoadError::File)?;
    let matches = parse(with_defaults(command, &file), arguments)?;
    loaded(matches, file, Some(path))
}

fn loaded(
    matches: ArgMatches,
    file: Vec<Entry>,
    path: Option<PathBuf>,
) -> Result<Loaded, LoadError> {
    let cli = Cli::from_arg_matches(&matches).map_err(LoadError::Usage)?;
    Ok(Loaded { cli, sources: Sources { matches, file, path } })
}

fn parse(command: Command, arguments: &[OsString]) -> Result<ArgMatches, LoadError> {
    let settings = settings(&command);
    command.try_get_matches_from(arguments).map_err(|mut error| {
        if let Some(variable) = variable_at_fault(&error, &settings, arguments) {
            error.insert(ContextKind::InvalidArg, ContextValue::String(variable));
        }
        LoadError::Usage(error)
    })
}

/// The variable whose value clap refused in the name of its option; none if the option was given.
fn variable_at_fault(
    error: &clap::Error,
    settings: &BTreeMap<String, Arg>,
    arguments: &[OsString],
) -> Option<String> {
    let Some(ContextValue::String(option)) = error.get(ContextKind::InvalidArg) else {
        return None;
    };
    let option = option.split(' ').next()?;
    let given = |argument: &OsString| argument.to_string_lossy().starts_with(option);
    let variable = settings.get(option.strip_prefix("--")?)?.get_env()?;
    (!arguments.iter().any(given) && env::var_os(variable).is_some())
        .then(|| variable.to_string_lossy().into_owned())
}

/// All settings of all commands, by their keys.
fn settings(command: &Command) -> BTreeMap<String, Arg> {
    let own = command.get_arguments().filter_map(|arg| Some((key(arg)?.to_owned(), arg.clone())));
    own.chain(command.get_subcommands().flat_map(settings)).collect()
}

/// The name of a setting; none if the argument is something else. Where the file is cannot stand in
/// the file.
fn key(arg: &Arg) -> Option<&str> {
    arg.get_long().filter(|_| arg.get_env().is_some() && arg.get_id() != "config")
}

/// The command whose defaults are those of the file, where it says something.
fn with_defaults(command: Command, file: &[Entry]) -> Command {
    command
        .mut_args(|arg| {
            match key(&arg).and_then(|key| file.iter().find(|entry| entry.key == key)) {
                Some(entry) => arg.default_values(entry.values.clone()),
                None => arg,
            }
        })
        .mut_subcommands(|command| with_defaults(command, file))
}

/// Whether the value of a setting may hold a secret: it is hidden from the help for this reason.
fn is_secret(arg: &Arg) -> bool {
    arg.is_hide_env_values_set()
}
