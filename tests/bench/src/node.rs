//! A node on a chain that was made before.

use anyhow::{Context, Result, bail, ensure};
use nix::sys::signal::Signal;
use serde_json::{Value, json};
use std::{path::Path, process::Command, time::Duration};
use weir_test_support::{Process, free_port};

/// A running node.
pub(crate) struct Node {
    process: Process,
    port: u16,
}

impl Node {
    /// A node on the chain in this folder, with these further options.
    pub(crate) fn on(folder: &Path, options: &[&str]) -> Result<Self> {
        let program = std::env::var_os("WEIR_DEVNET").context(
            "WEIR_DEVNET does not name the node's binary; run scripts/bench indexer, which sets it",
        )?;
        let port = free_port()?;
        let mut command = Command::new(program);
        command.arg("--base-path").arg(folder.join("chain")).arg(format!("--rpc-port={port}"));
        command.args(options);
        let mut process = Process::spawn("node", command, folder)?;
        process.wait_ready(Duration::from_secs(180), || {
            request(port, "system_health", &json!([])).is_ok()
        })?;
        Ok(Self { process, port })
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn url(&self) -> String {
        format!("ws://127.0.0.1:{}", self.port)
    }

    /// Calls a method.
    pub(crate) fn rpc(&self, method: &str, params: &Value) -> Result<Value> {
        request(self.port, method, params)
    }

    /// Makes so many blocks, at least one.
    pub(crate) fn seal(&self, blocks: u64) -> Result<()> {
        self.rpc("dev_sealBlocks", &json!([blocks])).map(drop)
    }

    /// Height of the last final block.
    pub(crate) fn height(&self) -> Result<u64> {
        let hash = self.rpc("chain_getFinalizedHead", &json!([]))?;
        let header = self.rpc("chain_getHeader", &json!([hash]))?;
        let number = header["number"].as_str().context("a header without a number")?;
        Ok(u64::from_str_radix(number.trim_start_matches("0x"), 16)?)
    }

    /// Ends it in an orderly way, so that its chain is whole on disk.
    pub(crate) fn stop(mut self) -> Result<()> {
        let status = self.process.stop(Signal::SIGTERM)?;
        ensure!(status.success(), "the node ended badly:\n{}", self.process.log());
        Ok(())
    }
}

fn request(port: u16, method: &str, params: &Value) -> Result<Value> {
    let body = json!({ "id": 1, "jsonrpc": "2.0", "method": method, "params": params });
    // A node that is asked for thousands of blocks makes them first.
    let mut answer = ureq::post(format!("http://127.0.0.1:{port}"))
        .config()
        .timeout_global(Some(Duration::from_secs(600)))
        .build()
        .send_json(body)?;
    let answer: Value = answer.body_mut().read_json()?;
    if let Some(error) = answer.get("error") {
        bail!("{method}: {error}");
    }
    Ok(answer["result"].clone())
}
