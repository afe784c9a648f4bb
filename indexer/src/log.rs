//! The log: lines for people, or a JSON object a line.
//!
//! As JSON, every line on standard error is an object with `timestamp`, `level`, `target` (which part
//! of the program) and `fields`: the `message`, and beside it what it is about. Fields stand in an
//! object of their own so that none can take the place of the others.

use crate::cli::{Log, LogFormat};
use std::{io::IsTerminal, panic};
use tracing::error;
use tracing_subscriber::EnvFilter;

/// What the libraries that connect to nodes say below this level holds the nodes' URLs, and those may
/// hold keys: it is never logged.
const DISCREET: [&str; 3] = ["jsonrpsee-client=info", "jsonrpsee_core=info", "soketto=info"];

/// Begins the log. To be called once.
pub(crate) fn begin(settings: &Log) {
    let log = tracing_subscriber::fmt()
        .with_env_filter(
            DISCREET
                .iter()
                .filter_map(|rule| rule.parse().ok())
                .fold(EnvFilter::new(&settings.log_level), EnvFilter::add_directive),
        )
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    match settings.log_format {
        LogFormat::Text => log.init(),
        LogFormat::Json => {
            log.json().init();
            // A panic is a bug, but no reason to write what no reader of the log understands.
            panic::set_hook(Box::new(|panic| error!(%panic, "a bug in the indexer")));
        }
    }
}

/// One line that says why the program ends, and what to do.
pub(crate) fn last_words(format: LogFormat, error: &anyhow::Error) {
    match format {
        LogFormat::Text => eprintln!("weir-indexer: {error:#}"),
        LogFormat::Json => error!(error = format!("{error:#}"), "giving up"),
    }
}
