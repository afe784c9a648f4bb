//! The indexer as a process.

use crate::{Database, Process, Weir, free_port, http, output, programs};
use anyhow::{Context, Result};
use nix::sys::signal::Signal;
use serde_json::Value;
use std::{
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
    operators: u16,
}

impl Indexer {
    /// Starts it; it may not have connected to anything yet.
    ///
    /// # Errors
    /// The program is missing.
    pub fn spawn(node_url: &str, weir: &Weir, database: &Database) -> Result<Self> {
        Self::spawn_with(node_url, weir, &database.url, &[])
    }

    /// Starts it with these further options, on the database with this connection string.
    ///
    /// # Errors
    /// The program is missing.
    pub fn spawn_with(
        node_url: &str,
        weir: &Weir,
        database_url: &str,
        options: &[&str],
    ) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let (port, operators) = (free_port()?, free_port()?);
        let mut command = Command::new(programs::program("weir-indexer")?);
        command
            .arg("run")
            .args(["--url", node_url, "--database-url", database_url])
            .args(options)
            .arg("--deployment")
            .arg(weir.deployment())
            .args(["--listen", &format!("127.0.0.1:{port}")])
            .args(["--metrics-listen", &format!("127.0.0.1:{operators}")]);
        let process = Process::spawn("indexer", command, folder.path())?;
        Ok(Self { process, _folder: folder, port, operators })
    }

    /// Waits until it says it has caught up.
    pub fn wait_ready(&mut self) -> Result<()> {
        let url = self.url("/ready");
        self.process
            .wait_ready(Duration::from_secs(120), || http::status(&url) == Some(200))
            .context("while waiting until the indexer is ready")
    }

    /// Waits until this height is committed.
    pub fn wait_height(&mut self, height: u64) -> Result<()> {
        self.wait_until(|status| {
            status["cursor"]["height"].as_u64().is_some_and(|reached| reached >= height)
        })
        .with_context(|| format!("while waiting until block {height} is committed"))
    }

    /// Height of the last block committed, as it says.
    pub fn height(&self) -> Option<u64> {
        self.get("/v1/status").ok()?["cursor"]["height"].as_u64()
    }

    /// Waits until this is so.
    ///
    /// # Errors
    /// It was not so in time, or the indexer ended; says what it printed.
    pub fn wait_until(&mut self, mut so: impl FnMut(&Value) -> bool) -> Result<()> {
        let url = self.url("/v1/status");
        let mut last = None;
        let waited = self.process.wait_ready(Duration::from_secs(120), || {
            last = http::get(&url).ok();
            last.as_ref().is_some_and(&mut so)
        });
        waited.with_context(|| format!("the indexer's last status was {last:?}"))
    }

    /// Waits until it ends by itself; whether it ended well.
    ///
    /// # Errors
    /// It did not end in time.
    pub fn wait_end(&mut self) -> Result<bool> {
        Ok(self.process.wait_end(Duration::from_secs(120))?.success())
    }

    /// Sends it a signal.
    ///
    /// # Errors
    /// It has ended.
    pub fn signal(&mut self, signal: Signal) -> Result<()> {
        self.process.signal(signal)
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

    /// What it says at the address for operators.
    pub fn for_operators(&self, path: &str) -> Result<String> {
        http::text(&format!("http://127.0.0.1:{}{path}", self.operators))
    }

    /// A JSON answer of its API.
    pub fn get(&self, path: &str) -> Result<Value> {
        http::get(&self.url(path))
    }

    /// An answer as text.
    pub fn text(&self, path: &str) -> Result<String> {
        http::text(&self.url(path))
    }

    /// The status code of an answer.
    pub fn status(&self, path: &str) -> Option<u16> {
        http::status(&self.url(path))
    }
}

/// Runs a command of the indexer's other than `run`, and waits for its end.
pub fn indexer_tool(weir: &Weir, database: &Database, arguments: &[&str]) -> Result<Output> {
    let mut command = Command::new(programs::program("weir-indexer")?);
    command.args(arguments);
    command.env("DATABASE_URL", &database.url).env("WEIR_DEPLOYMENT", weir.deployment());
    output(command, Duration::from_secs(300))
}
