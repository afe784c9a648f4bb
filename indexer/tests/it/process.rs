//! The program itself: what it says when it cannot start, and how it stops.

use crate::{
    cluster::Database,
    history::{START, chain, deployment},
    patience::PATIENCE,
    store::fill,
};
use nix::sys::signal::Signal;
use std::{
    env, fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    os::unix::net::UnixDatagram,
    path::PathBuf,
    process::{Command, Output},
    time::{Duration, Instant},
};
use tempfile::TempDir;
use weir_test_support::{Process, output, wait_until};

/// A folder with a deployment file.
pub(crate) struct Place(TempDir);

impl Place {
    pub(crate) fn new() -> Self {
        let place = Self(TempDir::new().unwrap());
        let d = deployment();
        let contract = |address| {
            serde_json::json!({
                "address": address, "code_hash": d.genesis_hash, "deployer": address
            })
        };
        let file = serde_json::json!({
            "version": weir_client::deployment::VERSION,
            "genesis_hash": d.genesis_hash,
            "block": { "number": d.block.height, "hash": d.block.hash },
            "chain": {
                "token_symbol": "DOT", "token_decimals": 10,
                "native_to_eth_ratio": 100_000_000, "ss58_prefix": 42
            },
            "contracts": {
                "commons": contract(d.contracts.commons),
                "conviction": contract(d.contracts.conviction)
            },
            "libraries": { "market": d.genesis_hash, "treasury": d.genesis_hash },
            "currency": d.currency,
            "parameters": d.parameters
        });
        fs::write(place.file(), file.to_string()).unwrap();
        place
    }

    /// The deployment file.
    fn file(&self) -> PathBuf {
        self.path("deployment.json")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The program, with nothing of this environment in it.
    pub(crate) fn program(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_weir-indexer"));
        let ours = |name: &str| {
            name.starts_with("WEIR_")
                || name.starts_with("PG")
                || name == "DATABASE_URL"
                || name == "RUST_LOG"
        };
        for (name, _) in env::vars().filter(|(name, _)| ours(name)) {
            command.env_remove(name);
        }
        command.args(arguments).current_dir(self.0.path());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.run_with(arguments, &[])
    }

    /// Runs the program with these variables.
    pub(crate) fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        let mut command = self.program(arguments);
        command.envs(variables.iter().copied());
        output(command, PATIENCE).unwrap()
    }
}

#[tokio::test]
async fn what_keeps_it_from_starting_is_told_in_one_line_that_says_what_to_do() {
    let place = Place::new();
    let database = Database::create().await;
    let missing = database.url().replace("/test_", "/missing_");
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = listener.local_addr().unwrap().to_string();
    let late = (START + 1).to_string();
    fs::write(place.path("bad.json"), "{}").unwrap();
    fs::write(place.path("old.json"), r#"{"version": 1}"#).unwrap();
    let cases: [(&[&str], &str); 9] = [
        (&["run", "--deployment", "nowhere.json"], "weir deploy"),
        (&["run", "--deployment", "bad.json"], "bad.json"),
        (&["run", "--deployment", "old.json"], "format version 1"),
        (&["run", "--url", "http://localhost"], "ws://127.0.0.1:9944"),
        (&["run", "--database-url", "mysql://localhost"], "postgres://user:password@"),
        (&["run", "--start-height", &late], "leave it out"),
        (&["run", "--listen", &taken], "--listen"),
        (&["run", "--listen", "127.0.0.1:0", "--database-url", &missing], "create it"),
        (&["migrate", "--database-url", &missing], "create it"),
    ];
    for (arguments, advice) in cases {
        let output = place.run(arguments);
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {errors}");
        let last = errors.lines().last().unwrap_or_default();
        assert!(last.starts_with("weir-indexer: "), "{arguments:?}: {errors}");
        assert!(last.contains(advice), "{arguments:?}: {last}");
    }
}

#[tokio::test]
async fn a_database_can_be_set_up_beforehand_and_again() {
    let database = Database::create().await;
    let place = Place::new();
    for _ in 0..2 {
        let output = place.run(&["migrate", "--database-url", database.url()]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(database.value("select count(*) from blocks").await, "0");
}

#[tokio::test]
async fn without_a_node_it_lives_says_so_and_stops_in_order() {
    let (database, place) = (Database::create().await, Place::new());
    let mut process = serve(&place, &database);
    let address = listens_at(&process);
    let answer = ask(&address, "/health");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let answer = ask(&address, "/ready");
    assert!(answer.starts_with("HTTP/1.1 503") && answer.contains("node"), "{answer}");

    let begun = Instant::now();
    let status = process.stop(Signal::SIGTERM).unwrap();
    let log = process.log();
    assert!(status.success(), "{status}: {log}");
    assert!(begun.elapsed() < Duration::from_secs(5));
    assert!(log.lines().last().unwrap_or_default().contains("stopped"), "{log}");
}

/// Starts the program on a database, without a node.
pub(crate) fn serve(place: &Place, database: &Database) -> Process {
    let mut command = place.program(&["--log-format", "json", "run", "--listen", "127.0.0.1:0"]);
    command.args(["--url", "ws://127.0.0.1:9", "--database-url", database.url()]);
    command.args(["--metrics-listen", "127.0.0.1:0"]);
    Process::spawn("indexer", command, &place.path("")).unwrap()
}

/// Waits until it listens, and says where it serves everybody.
pub(crate) fn listens_at(process: &Process) -> String {
    address_of(process, "listen")
}

/// Waits until it listens, and says where it serves operators.
pub(crate) fn operators_at(process: &Process) -> String {
    address_of(process, "metrics")
}

fn address_of(process: &Process, field: &str) -> String {
    let mut address = String::new();
    wait_until("it listens", Duration::from_secs(30), || {
        let log = process.log();
        let first = log.lines().next().and_then(|line| serde_json::from_str(line).ok());
        let first: serde_json::Value = first.unwrap_or_default();
        address = first["fields"][field].as_str().unwrap_or_default().to_owned();
        !address.is_empty()
    })
    .unwrap();
    address
}

pub(crate) fn ask(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[tokio::test]
async fn a_supervisor_is_told_that_it_serves_that_it_moves_and_that_it_stops() {
    let (database, place) = (Database::create().await, Place::new());
    let socket = UnixDatagram::bind(place.path("notify")).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let heard = || {
        let mut words = [0; 64];
        let length = socket.recv(&mut words).unwrap();
        String::from_utf8(words[..length].to_vec()).unwrap().trim().to_owned()
    };
    let mut command =
        place.program(&["run", "--listen", "127.0.0.1:0", "--url", "ws://127.0.0.1:9"]);
    command
        .args(["--database-url", database.url()])
        .env("NOTIFY_SOCKET", place.path("notify"))
        .env("WATCHDOG_USEC", "100000");
    let mut process = Process::spawn("indexer", command, &place.path("")).unwrap();
    assert_eq!(heard(), "READY=1");
    for _ in 0..3 {
        assert_eq!(heard(), "WATCHDOG=1");
    }
    process.signal(Signal::SIGTERM).unwrap();
    let last = std::iter::repeat_with(heard).find(|words| words != "WATCHDOG=1");
    assert_eq!(last.unwrap(), "STOPPING=1");
    assert!(process.wait_end(Duration::from_secs(20)).unwrap().success());
}

#[tokio::test]
async fn an_export_over_http_that_is_cut_off_by_the_order_to_stop_does_not_look_complete() {
    let (database, place) = (Database::create().await, Place::new());
    fill(&database, &chain(20_000), 2_000).await;
    let mut process = serve(&place, &database);
    let address = listens_at(&process);
    let mut stream = TcpStream::connect(&address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    write!(stream, "GET /v1/export/events.csv HTTP/1.1\r\nhost: {address}\r\n\r\n").unwrap();
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    assert!(line.starts_with("HTTP/1.1 200"), "{line}");
    // Nobody reads on, and more is to come than fits on the way.
    process.signal(Signal::SIGTERM).unwrap();
    assert!(process.wait_end(Duration::from_secs(20)).unwrap().success(), "{}", process.log());
    let mut rest = Vec::new();
    let _ = reader.read_to_end(&mut rest);
    assert!(rest.len() > 10_000 && !rest.ends_with(b"\r\n0\r\n\r\n"), "{} bytes", rest.len());
}

#[tokio::test]
async fn an_export_to_a_file_that_is_told_to_stop_leaves_no_file() {
    let (database, place) = (Database::create().await, Place::new());
    fill(&database, &chain(100), 50).await;
    let mut holding = database.connect().await;
    sqlx::raw_sql("begin; lock table chain.events").execute(&mut holding).await.unwrap();
    let mut command =
        place.program(&["export", "events", "--format", "csv", "--output", "events.csv"]);
    command.args(["--database-url", database.url()]);
    let mut process = Process::spawn("export", command, &place.path("")).unwrap();
    let waits =
        "select count(*) from pg_locks where not granted and relation = 'chain.events'::regclass";
    let begun = Instant::now();
    while database.value(waits).await == "0" {
        assert!(process.is_running(), "{}", process.log());
        assert!(begun.elapsed() < PATIENCE, "it never came to read: {}", process.log());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    process.signal(Signal::SIGTERM).unwrap();
    let status = process.wait_end(Duration::from_secs(20)).unwrap();
    assert_eq!(status.code(), Some(1), "{}", process.log());
    assert!(process.log().contains("before the export was whole"), "{}", process.log());
    for file in ["events.csv", "events.csv.part"] {
        assert!(!place.path(file).exists(), "{file}");
    }
}

#[tokio::test]
async fn an_export_refuses_blocks_that_go_backwards_and_says_where_there_are_none_yet() {
    let (database, place) = (Database::create().await, Place::new());
    fill(&database, &chain(100), 50).await;
    let export = |arguments: &[&str]| {
        let all = ["export", "transfers", "--format", "csv", "--output", "file.csv"];
        let mut command = place.program(&[&all[..], arguments].concat());
        command.args(["--database-url", database.url()]);
        weir_test_support::output(command, Duration::from_secs(120)).unwrap()
    };
    let said = |output: &Output| String::from_utf8_lossy(&output.stderr).into_owned();
    for refused in [
        &["--from-block", "10", "--to-block", "5"],
        &["--to-block", "9223372036854775808", "--from-block", "1"],
    ] {
        let output = export(refused);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(!place.path("file.csv").exists(), "{refused:?}");
    }
    assert!(said(&export(&["--from-block", "10", "--to-block", "5"])).contains("below the first"));
    let output = export(&["--to-block", "500"]);
    assert!(output.status.success());
    let said = said(&output);
    assert!(said.contains("to-block is 500") && said.contains("100"), "{said}");
    assert!(fs::read_to_string(place.path("file.csv")).unwrap().lines().count() > 10);
    let output = export(&["--to-block", "100"]);
    assert!(!String::from_utf8_lossy(&output.stderr).contains("to-block"));
}
