//! What is measured: all of it is listed, described, and shown.

use crate::{
    cluster::Database,
    process::{Place, ask, listens_at, operators_at, serve},
};
use nix::sys::signal::Signal;
use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};
use weir_indexer::infra::metrics::{Kind, METRICS};

/// Set to write the list instead of comparing it.
const WRITE: &str = "WEIR_WRITE_METRICS";
const BEGIN: &str = "<!-- The list of metrics; a test holds it to the program. -->\n";
const END: &str = "<!-- The end of the list. -->";

fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/operation.md")
}

#[test]
fn the_list_of_metrics_is_the_programs() {
    let mut list = "\n| metric | kind | what it says |\n|---|---|---|\n".to_owned();
    for metric in METRICS {
        let kind = format!("{:?}", metric.kind).to_lowercase();
        list.push_str(&format!("| `{}` | {kind} | {} |\n", metric.name, metric.meaning));
    }
    list.push('\n');
    let page_now = fs::read_to_string(page()).unwrap();
    let (before, rest) = page_now.split_once(BEGIN).unwrap();
    let (there, after) = rest.split_once(END).unwrap();
    if env::var_os(WRITE).is_some() {
        return fs::write(page(), [before, BEGIN, &list, END, after].concat()).unwrap();
    }
    assert!(
        there == list,
        "docs/operation.md is out of date: {WRITE}=1 cargo test -p weir-indexer --test it metrics"
    );
}

/// Names, kinds and descriptions of what is shown to Prometheus.
fn shown(text: &str) -> BTreeMap<String, (String, String)> {
    let words = |line: &str, mark: &str| {
        let (name, rest) = line.strip_prefix(mark)?.split_once(' ')?;
        Some((name.to_owned(), rest.to_owned()))
    };
    let help: BTreeMap<_, _> = text.lines().filter_map(|line| words(line, "# HELP ")).collect();
    text.lines()
        .filter_map(|line| words(line, "# TYPE "))
        .map(|(name, kind)| {
            let described = help.get(&name).cloned().unwrap_or_default();
            (name, (kind, described))
        })
        .collect()
}

#[tokio::test]
async fn what_is_shown_is_listed_and_described_and_there_before_anything_happens() {
    let (database, place) = (Database::create().await, Place::new());
    let mut process = serve(&place, &database);
    let shown = shown(&ask(&operators_at(&process), "/metrics"));
    let public = ask(&listens_at(&process), "/metrics");
    assert!(public.starts_with("HTTP/1.1 404"), "everybody can read: {public}");
    process.stop(Signal::SIGTERM).unwrap();

    for (name, (kind, description)) in &shown {
        if name.starts_with("process_") {
            assert!(!description.is_empty(), "{name}");
            continue;
        }
        let metric = METRICS.iter().find(|metric| metric.name == name);
        let metric = metric.unwrap_or_else(|| panic!("{name} is not listed"));
        assert_eq!(*kind, format!("{:?}", metric.kind).to_lowercase(), "{name}");
        assert_eq!(description, metric.meaning, "{name}");
    }
    // An alert on an increase, or on a state, must see it from the first.
    let early = METRICS.iter().filter(|metric| match metric.kind {
        Kind::Counter => metric.name != "weir_indexer_requests_total",
        Kind::Gauge => ["ready", "writer", "deriving", "build_info"]
            .iter()
            .any(|name| metric.name.ends_with(name)),
        Kind::Histogram => false,
    });
    for metric in early {
        assert!(shown.contains_key(metric.name), "{} is not shown yet", metric.name);
    }
    for name in ["process_resident_memory_bytes", "process_start_time_seconds"] {
        assert!(shown.contains_key(name), "{name}");
    }
}
