//! The log: one that machines read, and that gives nothing away.

use crate::{cluster::Database, process::Place};
use nix::sys::signal::Signal;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use std::{fmt, process::Command, time::Duration};
use weir_test_support::{Process, wait_until};

/// The keys and values of an object as they are written: one that stands twice is here twice.
struct Pairs(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Collector;
        impl<'de> Visitor<'de> for Collector {
            type Value = Pairs;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Pairs, M::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        from.deserialize_map(Collector)
    }
}

/// Runs a command until it has said `enough` (or has ended), and returns all that it said.
fn run_until(place: &Place, mut command: Command, enough: &str) -> String {
    command.current_dir(place.path(""));
    let folder = tempfile::tempdir().unwrap();
    let mut process = Process::spawn("indexer", command, folder.path()).unwrap();
    wait_until(enough, Duration::from_secs(30), || {
        process.log().contains(enough) || !process.is_running()
    })
    .unwrap_or_else(|error| panic!("{error}:\n{}", process.log()));
    let _ = process.stop(Signal::SIGTERM);
    process.log()
}

const NOWHERE: [&str; 4] = ["--listen", "127.0.0.1:0", "--url", "ws://127.0.0.1:9"];

#[tokio::test]
async fn every_line_of_the_log_is_an_object_with_the_same_fields() {
    let (database, place) = (Database::create().await, Place::new());
    let missing = database.url().replace("/test_", "/missing_");
    let run = ["--log-format", "json", "--log-level", "weir_indexer=debug", "run"];
    let lives = |url: &str, enough: &str| {
        let arguments = [&run[..], &NOWHERE, &["--database-url", url]].concat();
        run_until(&place, place.program(&arguments), enough)
    };
    for (log, last) in [
        (lives(database.url(), "trying again"), "stopped"),
        // One that ends with an error says this in the same form.
        (lives(&missing, "giving up"), "giving up"),
    ] {
        for line in log.lines() {
            let Pairs(pairs) = serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"));
            let keys: Vec<&str> = pairs.iter().map(|(key, _)| key.as_str()).collect();
            assert_eq!(keys, ["timestamp", "level", "fields", "target"], "{line}");
            let fields: Pairs = serde_json::from_value(pairs[2].1.clone()).unwrap();
            let message = fields.0.iter().filter(|(key, _)| key == "message").count();
            assert_eq!(message, 1, "{line}");
        }
        assert!(log.lines().last().unwrap_or_default().contains(last), "{log}");
    }
}

#[tokio::test]
async fn nothing_that_is_said_holds_a_password_or_a_nodes_key() {
    let (database, place) = (Database::create().await, Place::new());
    let url = database.url().replace("postgres@", "postgres:hunter2@");
    let missing = url.replace("/test_", "/missing_");
    let database_urls = [
        (url.as_str(), "trying again"),
        (&missing, "create it"),
        ("postgres://weir:hunter2@127.0.0.1:1/weir", "trying again"),
        ("postgres://weir:hunter2@nowhere.invalid/weir", "trying again"),
        ("postgres://weir:hunter2@127.0.0.1:port/weir", "weir-indexer"),
        ("postgres://weir:hunter2@127.0.0.1/weir?sslmode=wrong", "weir-indexer"),
        ("mysql://weir:hunter2@127.0.0.1/weir", "weir-indexer"),
        ("hunter2", "weir-indexer"),
    ];
    let loud = ["--log-level", "trace"];
    let node = "ws://127.0.0.1:9/hunter2?key=hunter2";
    for (url, enough) in database_urls {
        for command in ["migrate", "rebuild", "config"] {
            let arguments = [&loud[..], &[command, "--database-url", url]].concat();
            let said = run_until(&place, place.program(&arguments), "nothing in particular");
            assert!(!said.contains("hunter2"), "{command} {url}:\n{said}");
        }
        let run = ["run", "--database-url", url, "--url", node, "--listen", "127.0.0.1:0"];
        let said = run_until(&place, place.program(&[&loud[..], &run].concat()), enough);
        assert!(!said.contains("hunter2"), "run {url}:\n{said}");
    }
    for node in ["http://me:hunter2@node/hunter2", "hunter2", "ws://:hunter2", "ws://a:hunter2@:1"]
    {
        let run = [&loud[..], &["run", "--listen", "127.0.0.1:0", "--url", node]].concat();
        let said = run_until(&place, place.program(&run), "weir-indexer");
        assert!(!said.contains("hunter2"), "run --url {node}:\n{said}");
    }
}
