//! What can be set. An option that has a variable (`env`) is a setting: it can also stand in the file
//! of settings, and `docs/configuration.md` lists it under its heading.

use bytesize::ByteSize;
use clap::{Args, ValueEnum, builder::RangedI64ValueParser, value_parser};
use humantime::parse_duration;
use std::{path::PathBuf, time::Duration};
use tracing_subscriber::EnvFilter;
use weir_indexer::{
    application::Settings,
    infra::api::{Limits, Load, PageNode},
    infra::subxt_node::Timing,
};

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
    /// How long a node may take to answer, or to be connected to, before the next one is asked.
    #[arg(
        long,
        env = "WEIR_NODE_TIMEOUT",
        default_value = "10s",
        value_name = "TIME",
        value_parser = parse_duration
    )]
    pub(crate) node_timeout: Duration,
    /// How long a node may announce no final block before its subscription counts as dead.
    #[arg(
        long,
        env = "WEIR_NODE_SILENCE",
        default_value = "60s",
        value_name = "TIME",
        value_parser = parse_duration
    )]
    pub(crate) node_silence: Duration,
}

impl Source {
    /// How long to wait for nodes.
    pub(crate) fn timing(&self) -> Timing {
        Timing { answer: self.node_timeout, silence: self.node_silence, ..Timing::default() }
    }
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
#[command(next_help_heading = "Database")]
pub(crate) struct Reading {
    /// URL of the same database for the API, which only reads: with a user who is a member of the role
    /// `weir_reader` and owns nothing. Unless given, `database-url`, whose sessions take that role.
    #[arg(
        id = "reader_database_url",
        long = "reader-database-url",
        env = "WEIR_READER_DATABASE_URL",
        hide_env_values = true,
        value_name = "URL"
    )]
    pub(crate) url: Option<String>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Writing")]
pub(crate) struct Pace {
    /// Blocks written in one transaction, at most.
    #[arg(
        long,
        env = "WEIR_BATCH",
        default_value_t = 2000,
        value_name = "BLOCKS",
        value_parser = clap::value_parser!(u32).range(1..)
    )]
    pub(crate) batch: u32,
    /// Memory for the events of one transaction.
    #[arg(long, env = "WEIR_BATCH_MEMORY", default_value = "8MiB", value_name = "SIZE")]
    pub(crate) batch_memory: ByteSize,
    /// Memory for what is read ahead of the database.
    #[arg(long, env = "WEIR_PREFETCH_MEMORY", default_value = "32MiB", value_name = "SIZE")]
    pub(crate) prefetch_memory: ByteSize,
    /// How often a process that stands by looks whether the one that writes is gone.
    #[arg(
        long,
        env = "WEIR_STANDBY_INTERVAL",
        default_value = "1s",
        value_name = "TIME",
        value_parser = parse_duration
    )]
    pub(crate) standby_interval: Duration,
}

impl Pace {
    /// How the loop goes about its work, from this height on.
    pub(crate) fn settings(&self, start_height: u64) -> Settings {
        let bytes = |size: ByteSize| usize::try_from(size.as_u64()).unwrap_or(usize::MAX);
        Settings {
            batch: usize::try_from(self.batch).unwrap_or(usize::MAX),
            batch_bytes: bytes(self.batch_memory),
            ahead_bytes: bytes(self.prefetch_memory),
            standby: self.standby_interval,
            ..Settings::new(start_height)
        }
    }
}

#[derive(Debug, Args)]
#[command(next_help_heading = "HTTP")]
pub(crate) struct Http {
    /// Where to serve API and page.
    #[arg(long, env = "WEIR_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    pub(crate) listen: String,
    /// Where to serve metrics, and health with what node and database say when they fail: for
    /// operators, and nowhere unless given.
    #[arg(long, env = "WEIR_METRICS_LISTEN", value_name = "ADDRESS")]
    pub(crate) metrics_listen: Option<String>,
    /// WebSocket URL of a node as browsers reach it, by which people act on the page; wss:// where the
    /// page is reached by https. Everybody can read it. Without it the page only shows.
    #[arg(long, env = "WEIR_PAGE_NODE", value_name = "URL")]
    pub(crate) page_node: Option<PageNode>,
    /// How long a request may take, streams and exports apart.
    #[arg(
        long,
        env = "WEIR_REQUEST_TIMEOUT",
        default_value = "15s",
        value_name = "TIME",
        value_parser = parse_duration
    )]
    pub(crate) request_timeout: Duration,
    /// Requests about the database that are served at the same time; more wait, and are turned away.
    #[arg(long, env = "WEIR_MAX_REQUESTS", default_value_t = 64, value_name = "NUMBER", value_parser = number())]
    pub(crate) max_requests: u32,
    /// Clients of /v1/stream at the same time.
    #[arg(long, env = "WEIR_MAX_STREAMS", default_value_t = 256, value_name = "NUMBER", value_parser = number())]
    pub(crate) max_streams: u32,
    /// Exports over HTTP at the same time.
    #[arg(long, env = "WEIR_MAX_EXPORTS", default_value_t = 2, value_name = "NUMBER", value_parser = number())]
    pub(crate) max_exports: u32,
}

/// At least one, and no more than anybody means.
fn number() -> RangedI64ValueParser<u32> {
    value_parser!(u32).range(1..=100_000)
}

impl Http {
    /// What is served at the same time, and how long it may take.
    pub(crate) fn load(&self) -> Load {
        let count = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        Load {
            time: self.request_timeout,
            requests: count(self.max_requests),
            streams: count(self.max_streams),
            exports: count(self.max_exports),
        }
    }
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Health")]
pub(crate) struct Judgement {
    /// Blocks that the database may be behind the chain and /ready still say yes.
    #[arg(long, env = "WEIR_READY_WITHIN", default_value_t = 5, value_name = "BLOCKS")]
    pub(crate) ready_within: u64,
    /// How old the last block written may be, while there are newer ones, and /ready still say yes.
    #[arg(
        long,
        env = "WEIR_READY_WITHIN_TIME",
        default_value = "2m",
        value_name = "TIME",
        value_parser = parse_duration
    )]
    pub(crate) ready_within_time: Duration,
    /// How long the node may not answer and /ready still say yes.
    #[arg(
        long,
        env = "WEIR_READY_NODE_SILENCE",
        default_value = "30s",
        value_name = "TIME",
        value_parser = parse_duration
    )]
    pub(crate) ready_node_silence: Duration,
    /// How long the loop may stand still and /health still say yes.
    #[arg(
        long,
        env = "WEIR_STUCK_AFTER",
        default_value = "3m",
        value_name = "TIME",
        value_parser = parse_duration
    )]
    pub(crate) stuck_after: Duration,
}

impl Judgement {
    /// When to call the service unhealthy or not ready.
    pub(crate) fn limits(&self) -> Limits {
        Limits {
            behind: self.ready_within,
            age: self.ready_within_time,
            node_silence: self.ready_node_silence,
            stillness: self.stuck_after,
        }
    }
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
