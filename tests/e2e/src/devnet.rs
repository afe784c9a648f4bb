//! A development chain of one's own.

use crate::{Process, Weir, free_port, programs};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::{path::Path, process::Command, time::Duration};
use tempfile::TempDir;

/// A chain that makes a block for each transaction, or every `block_time`.
#[derive(Debug)]
pub struct Devnet {
    process: Process,
    folder: TempDir,
    port: u16,
    block_time: Option<&'static str>,
}

impl Devnet {
    /// A chain that seals at once.
    pub fn start() -> Result<Self> {
        Self::start_with(None)
    }

    /// A chain with a block every so often, `"500ms"` say.
    pub fn start_with(block_time: Option<&'static str>) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let port = free_port()?;
        let process = spawn(folder.path(), port, block_time)?;
        let mut devnet = Self { process, folder, port, block_time };
        devnet.wait()?;
        Ok(devnet)
    }

    fn wait(&mut self) -> Result<()> {
        let port = self.port;
        self.process.wait_ready(Duration::from_secs(180), || {
            request(port, "system_health", json!([])).is_ok()
        })
    }

    /// Kills the node and starts it again on the same state and port.
    pub fn restart(&mut self) -> Result<()> {
        self.process.kill()?;
        self.process = spawn(self.folder.path(), self.port, self.block_time)?;
        self.wait()
    }

    /// Kills the node.
    pub fn kill(&mut self) -> Result<()> {
        self.process.kill()
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("ws://127.0.0.1:{}", self.port)
    }

    /// The command line for this chain, with its deployment beside the chain's state.
    pub fn weir(&self) -> Weir {
        Weir::new(&self.url(), &self.folder.path().join("deployment.json"))
    }

    /// Calls a method of the node.
    pub fn rpc(&self, method: &str, params: Value) -> Result<Value> {
        request(self.port, method, params)
    }

    /// Makes so many blocks.
    pub fn seal(&self, blocks: u32) -> Result<()> {
        self.rpc("dev_sealBlocks", json!([blocks])).map(drop)
    }

    /// Height of the last final block.
    pub fn finalized(&self) -> Result<u64> {
        let hash = self.rpc("chain_getFinalizedHead", json!([]))?;
        let header = self.rpc("chain_getHeader", json!([hash]))?;
        let number = header["number"].as_str().context("a header without a number")?;
        Ok(u64::from_str_radix(number.trim_start_matches("0x"), 16)?)
    }
}

fn spawn(folder: &Path, port: u16, block_time: Option<&str>) -> Result<Process> {
    let mut command = Command::new(programs::node()?);
    command.arg("--base-path").arg(folder.join("chain")).arg(format!("--rpc-port={port}"));
    if let Some(time) = block_time {
        command.arg(format!("--block-time={time}"));
    }
    Process::spawn("node", command, folder)
}

fn request(port: u16, method: &str, params: Value) -> Result<Value> {
    let body = json!({ "id": 1, "jsonrpc": "2.0", "method": method, "params": params });
    let mut answer = ureq::post(format!("http://127.0.0.1:{port}")).send_json(body)?;
    let answer: Value = answer.body_mut().read_json()?;
    if let Some(error) = answer.get("error") {
        bail!("{method}: {error}");
    }
    Ok(answer["result"].clone())
}
