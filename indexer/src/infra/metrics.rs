//! What is measured. `docs/operation.md` has the same list.

use metrics::{Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge};
use metrics_process::Collector;

/// What tells the series of a metric apart.
#[derive(Debug, Clone, Copy)]
enum Label {
    /// There is one series.
    None,
    /// The label, and all values that it can have.
    Known(&'static str, &'static [&'static str]),
    /// Its values are not known beforehand.
    Open,
}

/// What kind of metric it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Only ever grows.
    Counter,
    /// Goes up and down.
    Gauge,
    /// Counts of values by size.
    Histogram,
}

/// One metric.
#[derive(Debug, Clone, Copy)]
pub struct Metric {
    /// Its name.
    pub name: &'static str,
    /// Its kind.
    pub kind: Kind,
    /// Its unit, where it has one.
    pub unit: Option<Unit>,
    /// What it says.
    pub meaning: &'static str,
    label: Label,
}

const fn metric(kind: Kind, name: &'static str, meaning: &'static str) -> Metric {
    Metric { name, kind, unit: None, meaning, label: Label::None }
}

impl Metric {
    const fn in_unit(self, unit: Unit) -> Self {
        Self { unit: Some(unit), ..self }
    }

    const fn by(self, label: &'static str, values: &'static [&'static str]) -> Self {
        Self { label: Label::Known(label, values), ..self }
    }

    const fn by_whatever_comes(self) -> Self {
        Self { label: Label::Open, ..self }
    }
}

use Kind::{Counter, Gauge, Histogram};

/// Every metric, those of the operating system's process apart.
pub const METRICS: &[Metric] = &[
    metric(Gauge, "weir_indexer_build_info", "Always 1; its label says the version."),
    metric(
        Gauge,
        "weir_indexer_ready",
        "1 while what this process serves is up to date, as /ready says; else 0.",
    ),
    metric(
        Gauge,
        "weir_indexer_writer",
        "1 while this process has the writer's place; 0 while it stands by.",
    ),
    metric(
        Gauge,
        "weir_indexer_deriving",
        "1 while this process derives all tables anew before it writes; else 0.",
    ),
    metric(Gauge, "weir_indexer_height", "Height of the last block written."),
    metric(Gauge, "weir_indexer_finalized_height", "Highest finalized block that a node told of."),
    metric(Gauge, "weir_indexer_blocks_behind", "Finalized blocks not written yet."),
    metric(
        Gauge,
        "weir_indexer_seconds_behind",
        "Age of the last block written, while there are newer ones; 0 when there are none.",
    )
    .in_unit(Unit::Seconds),
    metric(
        Gauge,
        "weir_indexer_block_timestamp_seconds",
        "The chain's time of the last block written, since the Unix epoch.",
    )
    .in_unit(Unit::Seconds),
    metric(Gauge, "weir_indexer_endpoint", "By endpoint: 1 for the node in use, 0 for the others."),
    metric(Counter, "weir_indexer_blocks_total", "Blocks written by this process."),
    metric(Counter, "weir_indexer_events_total", "Events decoded and written by this process."),
    metric(
        Counter,
        "weir_indexer_dead_letters_total",
        "Events that the interface does not explain, kept by this process.",
    ),
    metric(
        Counter,
        "weir_indexer_retries_total",
        "Failures that were tried again, by cause: fetch (the node) or store (the database).",
    )
    .by("cause", &["fetch", "store"]),
    metric(
        Counter,
        "weir_indexer_stalled_microseconds_total",
        "Time the loop waited, by cause: fetch (the node), decode or store (the database).",
    )
    .by("cause", &["fetch", "decode", "store"]),
    metric(
        Counter,
        "weir_indexer_reconnects_total",
        "Times a node, a connection or a subscription was given up, by cause: unreachable, lost, \
         silent, other_chain, doubted or limited.",
    )
    .by("cause", &["unreachable", "lost", "silent", "other_chain", "doubted", "limited"]),
    metric(Counter, "weir_indexer_requests_total", "Requests to nodes, by method.")
        .by_whatever_comes(),
    metric(Counter, "weir_indexer_received_bytes_total", "What nodes answered, in bytes of JSON.")
        .in_unit(Unit::Bytes),
    metric(Histogram, "weir_indexer_commit_seconds", "Duration of a batch's transaction.")
        .in_unit(Unit::Seconds),
    metric(
        Histogram,
        "weir_indexer_finalized_to_committed_seconds",
        "From first hearing of the latest finalized block to having it written.",
    )
    .in_unit(Unit::Seconds),
    metric(
        Histogram,
        "weir_indexer_http_request_seconds",
        "Time until an HTTP request was answered (a stream: begun), by path and status.",
    )
    .in_unit(Unit::Seconds),
    metric(Gauge, "weir_indexer_streams", "Clients of /v1/stream."),
];

/// Tells the recorder what each metric means, and gives those a value that would have none before
/// something happens: a counter that begins with its first event has no increase to be seen.
pub fn describe_metrics() {
    for Metric { name, kind, unit, meaning, label } in METRICS.iter().copied() {
        let unit = unit.unwrap_or(Unit::Count);
        match kind {
            Counter => describe_counter!(name, unit, meaning),
            Gauge => describe_gauge!(name, unit, meaning),
            Histogram => describe_histogram!(name, unit, meaning),
        }
        match (kind, label) {
            (Counter, Label::None) => counter!(name).increment(0),
            (Counter, Label::Known(label, values)) => {
                values.iter().for_each(|value| counter!(name, label => *value).increment(0));
            }
            _ => {}
        }
    }
    for name in ["weir_indexer_ready", "weir_indexer_writer", "weir_indexer_deriving"] {
        gauge!(name).set(0);
    }
    gauge!("weir_indexer_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1);
    Collector::default().describe();
}

/// Measures what the operating system knows of this process.
pub(crate) fn measure_process() {
    Collector::default().collect();
}
