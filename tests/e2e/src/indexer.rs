//! The indexer as a process, and its database as text.

use crate::{Database, Process, Weir, free_port, programs};
use anyhow::{Result, bail};
use nix::sys::signal::Signal;
use serde_json::Value;
use sqlx::Row;
use std::{
    collections::BTreeMap,
    process::{Command, Output},
    time::Duration,
};
use tempfile::TempDir;

/// A running indexer with its API.
#[derive(Debug)]
pub struct Indexer {
    process: Process,
    _folder: TempDir,
    port: u16,
}

impl Indexer {
    /// Starts it; it may not have connected to anything yet.
    pub fn spawn(node_url: &str, weir: &Weir, database: &Database) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let port = free_port()?;
        let mut command = Command::new(programs::program("weir-indexer")?);
        command
            .arg("run")
            .args(["--url", node_url, "--database-url", &database.url])
            .arg("--deployment")
            .arg(weir.deployment())
            .args(["--listen", &format!("127.0.0.1:{port}")]);
        let process = Process::spawn("indexer", command, folder.path())?;
        Ok(Self { process, _folder: folder, port })
    }

    /// Waits until it says it has caught up.
    pub fn wait_ready(&mut self) -> Result<()> {
        let port = self.port;
        self.process.wait_ready(Duration::from_secs(120), || status(port, "/ready") == Some(200))
    }

    /// Waits until this height is committed.
    pub fn wait_height(&mut self, height: u64) -> Result<()> {
        let port = self.port;
        self.process.wait_ready(Duration::from_secs(120), || {
            get(port, "/v1/status").is_ok_and(|status| {
                status["cursor"]["height"].as_u64().is_some_and(|reached| reached >= height)
            })
        })
    }

    /// Ends it without warning.
    pub fn kill(&mut self) -> Result<()> {
        self.process.kill()
    }

    /// Asks it to stop; whether it ended well.
    pub fn stop(&mut self) -> Result<bool> {
        Ok(self.process.stop(Signal::SIGTERM)?.success())
    }

    /// Whether it still runs.
    pub fn is_running(&mut self) -> bool {
        self.process.is_running()
    }

    /// What it printed.
    pub fn log(&self) -> String {
        self.process.log()
    }

    /// Where its page and API are.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// A JSON answer of its API.
    pub fn get(&self, path: &str) -> Result<Value> {
        get(self.port, path)
    }

    /// The status code of an answer.
    pub fn status(&self, path: &str) -> Option<u16> {
        status(self.port, path)
    }
}

/// Runs a command of the indexer's other than `run`, and waits for its end.
pub fn indexer_tool(weir: &Weir, database: &Database, arguments: &[&str]) -> Result<Output> {
    let mut command = Command::new(programs::program("weir-indexer")?);
    command.args(arguments);
    command.env("DATABASE_URL", &database.url).env("WEIR_DEPLOYMENT", weir.deployment());
    Ok(command.output()?)
}

fn get(port: u16, path: &str) -> Result<Value> {
    Ok(ureq::get(format!("http://127.0.0.1:{port}{path}")).call()?.body_mut().read_json()?)
}

fn status(port: u16, path: &str) -> Option<u16> {
    match ureq::get(format!("http://127.0.0.1:{port}{path}")).call() {
        Ok(answer) => Some(answer.status().as_u16()),
        Err(ureq::Error::StatusCode(code)) => Some(code),
        Err(_) => None,
    }
}

/// Every row of every table, as text in a fixed order: two databases that hold the same facts have
/// equal snapshots.
pub async fn snapshot(database: &Database) -> Result<BTreeMap<String, Vec<String>>> {
    let mut connection = database.connect().await?;
    let tables: Vec<String> = sqlx::query_scalar(
        "select table_name::text from information_schema.tables
         where table_schema in ('chain', 'weir') and table_type = 'BASE TABLE' and table_name not like '\\_sqlx%'",
    )
    .fetch_all(&mut connection)
    .await?;
    if tables.is_empty() {
        bail!("the database has no tables");
    }
    let mut snapshot = BTreeMap::new();
    for table in tables {
        let query = format!("select t::text as row from {table} t order by 1");
        let rows = sqlx::query(sqlx::AssertSqlSafe(query)).fetch_all(&mut connection).await?;
        let rows = rows.iter().map(|row| row.get::<String, _>("row")).collect();
        snapshot.insert(table, rows);
    }
    Ok(snapshot)
}
