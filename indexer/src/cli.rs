//! The command line. What stands here with a variable (`env`) is a setting: it can also stand in the
//! file of settings, and `docs/configuration.md` lists it.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use tracing_subscriber::EnvFilter;

/// Mirrors the events of a Weir deployment into Postgres and serves them.
#[derive(Debug, Parser)]
#[command(version)]
pub(crate) struct Cli {
    /// File of settings, in TOML: the names of the options below are its keys.
    #[arg(long, global = true, env = "WEIR_CONFIG", value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) log: Log,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Log")]
pub(crate) struct Log {
    /// How to write the log, which goes to standard error.
    #[arg(
        long,
        global = true,
        env = "WEIR_LOG_FORMAT",
        default_value = "text",
        value_name = "FORMAT"
    )]
    pub(crate) log_format: LogFormat,
    /// How much to log: a level (`error`, `warn`, `info`, `debug`, `trace`), and levels for parts
    /// of the program where they differ.
    #[arg(
        long,
        global = true,
        env = "RUST_LOG",
        default_value = "info,sqlx::postgres::notice=warn",
        value_name = "LEVELS",
        value_parser = levels
    )]
    pub(crate) log_level: String,
}

fn levels(text: &str) -> Result<String, tracing_subscriber::filter::ParseError> {
    EnvFilter::builder().parse(text).map(|_| text.to_owned())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
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
    /// Print the page that describes the schema (docs/schema.md), from the database's comments.
    Schema(Schema),
    /// Prove that the database is complete and right, at its last block.
    ///
    /// Compares every block with the chain's, and supply, pools, balances, stakes, convictions,
    /// grants and services with what the contracts say of themselves. The indexer may go on
    /// meanwhile. Exits with 0 if all is equal, with 1 if something differs, and with 2 if it could
    /// not be compared.
    Audit(Audit),
    /// Print the settings in force and where each of them comes from, and stop.
    ///
    /// Passwords and keys are left out. What it prints is a file of settings.
    Config(Config),
}

#[derive(Debug, Args)]
pub(crate) struct Run {
    #[command(flatten)]
    pub(crate) chain: Chain,
    #[command(flatten)]
    pub(crate) database: Database,
    #[command(flatten)]
    pub(crate) http: Http,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Chain")]
pub(crate) struct Chain {
    #[command(flatten)]
    pub(crate) source: Source,
    /// First block to read into an empty database; the deployment's unless given.
    #[arg(long, env = "WEIR_START_HEIGHT", value_name = "HEIGHT")]
    pub(crate) start_height: Option<u64>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Chain")]
pub(crate) struct Source {
    /// WebSocket URL of an archive node of the chain. Several, given one by one or separated by
    /// commas, are asked in this order: where one fails, the next one takes its place.
    #[arg(
        long,
        env = "WEIR_URL",
        hide_env_values = true,
        value_delimiter = ',',
        default_value = "ws://127.0.0.1:9944"
    )]
    pub(crate) url: Vec<String>,
    /// The file that `weir deploy` wrote.
    #[arg(long, env = "WEIR_DEPLOYMENT", default_value = "deployment.json", value_name = "FILE")]
    pub(crate) deployment: PathBuf,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Database")]
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

#[derive(Debug, Args)]
#[command(next_help_heading = "HTTP")]
pub(crate) struct Http {
    /// Where to serve API and page.
    #[arg(long, env = "WEIR_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    pub(crate) listen: String,
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
pub(crate) struct Schema {
    #[command(flatten)]
    pub(crate) database: Database,
}

#[derive(Debug, Args)]
pub(crate) struct Rebuild {
    #[command(flatten)]
    pub(crate) database: Database,
}

#[derive(Debug, Args)]
pub(crate) struct Audit {
    #[command(flatten)]
    pub(crate) source: Source,
    #[command(flatten)]
    pub(crate) database: Database,
    /// Read every block again as well, and compare its raw events: as long as indexing takes.
    #[arg(long)]
    pub(crate) events: bool,
    /// For machines: one JSON document on standard output.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Config {
    /// Print the list of all settings instead, as docs/configuration.md has it.
    #[arg(long)]
    pub(crate) reference: bool,
    #[command(flatten)]
    pub(crate) run: Run,
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
