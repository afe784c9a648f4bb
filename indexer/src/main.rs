//! Mirrors the events of a Weir deployment into Postgres and serves them.

mod cli;
mod commands;
mod config;
mod log;
mod service;

use cli::Command;
use config::{LoadError, Loaded};
use std::{env, io::Write, process::ExitCode};

/// Of an audit: something differs.
const DIFFERENT: u8 = 1;
/// Of an audit: it could not be made.
const TROUBLE: u8 = 2;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<_> = env::args_os().collect();
    let Loaded { cli, sources } = match config::load(&arguments) {
        Ok(loaded) => loaded,
        Err(LoadError::Usage(error)) => error.exit(),
        Err(LoadError::File(error)) => {
            eprintln!("weir-indexer: {error}");
            return ExitCode::FAILURE;
        }
    };
    log::begin(&cli.log);
    let mut failure = ExitCode::FAILURE;
    let done = match cli.command {
        Command::Run(run) => commands::run(run).await,
        Command::Migrate(migrate) => commands::migrate(migrate).await,
        Command::Rebuild(rebuild) => commands::rebuild(rebuild).await,
        Command::Rewind(rewind) => commands::rewind(rewind).await,
        Command::Export(export) => commands::export(export).await,
        Command::Schema(schema) => commands::schema(schema).await,
        Command::Audit(audit) => {
            failure = ExitCode::from(TROUBLE);
            match commands::audit(&audit).await {
                Ok(false) => return ExitCode::from(DIFFERENT),
                clean => clean.map(drop),
            }
        }
        Command::Config(config) => {
            let text = if config.reference { config::reference() } else { config::show(&sources) };
            std::io::stdout().write_all(text.as_bytes()).map_err(Into::into)
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            log::last_words(cli.log.log_format, &error);
            failure
        }
    }
}
