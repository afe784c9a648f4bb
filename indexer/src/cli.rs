//! The command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Mirrors the events of a Weir deployment into Postgres and serves them.
#[derive(Debug, Parser)]
#[command(version)]
pub(crate) struct Cli {
    /// How to write the log (to standard error); RUST_LOG says how much of it.
    #[arg(long, global = true, env = "WEIR_LOG_FORMAT", default_value = "text")]
    pub(crate) log_format: LogFormat,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum LogFormat {
    /// Lines for people.
    Text,
    /// A JSON object a line.
    Json,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Follow the chain, write to the database, serve API and page.
    ///
    /// Sets the database up by itself. Of several processes with one database, one writes; the
    /// others serve too, and wait to take over.
    Run(Run),
    /// Bring the database to the newest schema and stop.
    Migrate(Migrate),
    /// Derive every table anew from the raw events, without the chain, and switch over.
    ///
    /// Readers notice nothing, and the indexer may go on writing meanwhile. Needs room for the
    /// derived tables twice.
    Rebuild(Rebuild),
}

#[derive(Debug, Args)]
pub(crate) struct Run {
    /// WebSocket URL of an archive node of the chain.
    #[arg(long, env = "WEIR_URL", default_value = "ws://127.0.0.1:9944")]
    pub(crate) url: String,
    #[command(flatten)]
    pub(crate) database: Database,
    /// The file that `weir deploy` wrote.
    #[arg(long, env = "WEIR_DEPLOYMENT", default_value = "deployment.json", value_name = "FILE")]
    pub(crate) deployment: PathBuf,
    /// Where to serve API and page.
    #[arg(long, env = "WEIR_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    pub(crate) listen: String,
    /// First block to read into an empty database; the deployment's unless given.
    #[arg(long, env = "WEIR_START_HEIGHT", value_name = "HEIGHT")]
    pub(crate) start_height: Option<u64>,
    /// Blocks the database may be behind the chain and /ready still say yes.
    #[arg(long, env = "WEIR_READY_WITHIN", default_value_t = 5, value_name = "BLOCKS")]
    pub(crate) ready_within: u64,
}

#[derive(Debug, Args)]
pub(crate) struct Migrate {
    #[command(flatten)]
    pub(crate) database: Database,
}

#[derive(Debug, Args)]
pub(crate) struct Rebuild {
    #[command(flatten)]
    pub(crate) database: Database,
}

#[derive(Debug, Args)]
pub(crate) struct Database {
    /// URL of the PostgreSQL database.
    #[arg(
        id = "database_url",
        long = "database-url",
        env = "DATABASE_URL",
        hide_env_values = true,
        default_value = "postgres://postgres@127.0.0.1/weir",
        value_name = "URL"
    )]
    pub(crate) url: String,
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
