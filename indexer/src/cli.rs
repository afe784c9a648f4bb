//! The command line: what can be done, and with which of the [`settings`].

mod settings;

pub(crate) use settings::{
    Chain, Database, Http, Judgement, Log, LogFormat, Pace, Reading, Source,
};

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use weir_indexer::infra::export::Format;

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
    /// Undo every block above a height, where a node called a block final that was not.
    ///
    /// Stop every indexer of the database first. Deletes what was read above that block and derives
    /// every table again, in one step for readers; the next start of the indexer reads on from there.
    /// Needs room for the derived tables twice.
    Rewind(Rewind),
    /// Write a table or view to a file, as CSV or Parquet, as of one moment.
    ///
    /// Amounts are exact: base units as digits (as strings in Parquet); views v_* have decimals.
    /// Nothing is left of a file that could not be finished.
    Export(Export),
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
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) pace: Pace,
    #[command(flatten)]
    pub(crate) http: Http,
    #[command(flatten)]
    pub(crate) judgement: Judgement,
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
pub(crate) struct Export {
    /// The table or view, for example trades or v_trades.
    pub(crate) relation: String,
    /// What to write.
    #[arg(long, value_enum)]
    pub(crate) format: FileFormat,
    /// Only rows of this block and later ones.
    #[arg(long, value_name = "HEIGHT")]
    pub(crate) from_block: Option<u64>,
    /// Only rows of this block and earlier ones.
    #[arg(long, value_name = "HEIGHT")]
    pub(crate) to_block: Option<u64>,
    /// Where to write it; standard output unless given.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) database: Database,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum FileFormat {
    /// Comma-separated values, with a line of names.
    Csv,
    /// Apache Parquet.
    Parquet,
}

impl From<FileFormat> for Format {
    fn from(format: FileFormat) -> Self {
        match format {
            FileFormat::Csv => Self::Csv,
            FileFormat::Parquet => Self::Parquet,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Rebuild {
    #[command(flatten)]
    pub(crate) database: Database,
}

#[derive(Debug, Args)]
pub(crate) struct Rewind {
    /// The last block that is to stay.
    pub(crate) height: u64,
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
    use super::{Cli, Command};
    use clap::{CommandFactory, Parser};
    use weir_indexer::{
        application::Settings,
        infra::{
            api::{Limits, Load},
            subxt_node::Timing,
        },
    };

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_defaults_are_those_of_the_parts_that_are_set() {
        let cli = Cli::try_parse_from(["weir-indexer", "run"]).unwrap();
        let Command::Run(run) = cli.command else { panic!("run is run") };
        let same = [
            (format!("{:?}", run.pace.settings(7)), format!("{:?}", Settings::new(7))),
            (format!("{:?}", run.http.load()), format!("{:?}", Load::default())),
            (format!("{:?}", run.judgement.limits()), format!("{:?}", Limits::default())),
            (format!("{:?}", run.chain.source.timing()), format!("{:?}", Timing::default())),
        ];
        for (here, there) in same {
            assert_eq!(here, there);
        }
    }
}
