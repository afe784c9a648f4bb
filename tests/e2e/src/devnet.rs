//! A development chain of one's own.

use crate::{Process, Weir, free_port, http::call, output, programs};
use anyhow::{Context, Result, ensure};
use nix::sys::signal::Signal;
use serde_json::{Value, json};
use std::{
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};
use tempfile::TempDir;
use weir_test_support::remove_at_end;

/// A chain that makes a block for each transaction, or every `block_time`.
#[derive(Debug)]
pub struct Devnet {
    process: Process,
    folder: TempDir,
    port: u16,
    options: Vec<String>,
}

impl Devnet {
    /// A chain that seals at once.
    ///
    /// # Errors
    /// The node is missing, or does not start.
    pub fn start() -> Result<Self> {
        Self::start_with(&[])
    }

    /// A chain whose node has these further options, `--block-time=500ms` say.
    ///
    /// # Errors
    /// The node is missing, or does not start.
    pub fn start_with(options: &[&str]) -> Result<Self> {
        Self::start_in(tempfile::tempdir()?, options)
    }

    /// A chain that goes on where the one in this folder was stopped. The folder stays as it is.
    ///
    /// # Errors
    /// The folder cannot be read, or the node does not start.
    pub fn go_on_from(folder: &Path) -> Result<Self> {
        let own = tempfile::tempdir()?;
        copy(&[folder.join("chain"), folder.join("deployment.json")], own.path())?;
        Self::start_in(own, &[])
    }

    fn start_in(folder: TempDir, options: &[&str]) -> Result<Self> {
        // A chain that many tests share is never dropped.
        remove_at_end(folder.path())?;
        let port = free_port()?;
        let options: Vec<String> = options.iter().map(|option| (*option).to_owned()).collect();
        let process = spawn(folder.path(), port, &options)?;
        let mut devnet = Self { process, folder, port, options };
        devnet.wait()?;
        Ok(devnet)
    }

    fn wait(&mut self) -> Result<()> {
        let port = self.port;
        self.process
            .wait_ready(Duration::from_secs(180), || call(port, "system_health", json!([])).is_ok())
    }

    /// Kills the node and starts it again on the same state and port.
    ///
    /// # Errors
    /// It does not start again.
    pub fn restart(&mut self) -> Result<()> {
        self.kill()?;
        self.revive()
    }

    /// Kills the node and starts it again on the same state and port, with these options.
    ///
    /// # Errors
    /// It does not start again.
    pub fn restart_with(&mut self, options: &[&str]) -> Result<()> {
        self.options = options.iter().map(|option| (*option).to_owned()).collect();
        self.restart()
    }

    /// Starts a node that was killed or stopped again, on the same state and port.
    ///
    /// # Errors
    /// It does not start.
    pub fn revive(&mut self) -> Result<()> {
        self.process = spawn(self.folder.path(), self.port, &self.options)?;
        self.wait()
    }

    /// Kills the node.
    ///
    /// # Errors
    /// The system refuses.
    pub fn kill(&mut self) -> Result<()> {
        self.process.kill()
    }

    /// Stops the node in an orderly way: all that it knows is on the disk. The chain's folder, and in
    /// it the deployment, is then moved to `folder`.
    ///
    /// # Errors
    /// The node does not stop, or the folder cannot be copied.
    pub fn stop_into(mut self, folder: &Path) -> Result<()> {
        let ended = self.process.stop(Signal::SIGTERM)?;
        ensure!(ended.success(), "the node stopped with {ended}:\n{}", self.process.log());
        copy(&[self.folder.path().join(".")], folder)
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
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
        call(self.port, method, params)
    }

    /// Makes so many blocks.
    pub fn seal(&self, blocks: u32) -> Result<()> {
        self.rpc("dev_sealBlocks", json!([blocks])).map(drop)
    }

    /// Hash of the block at this height.
    ///
    /// # Errors
    /// There is none.
    pub fn block_hash(&self, height: u64) -> Result<String> {
        let hash = self.rpc("chain_getBlockHash", json!([height]))?;
        Ok(hash.as_str().context("no such block")?.to_owned())
    }

    /// Height of the last final block.
    pub fn finalized(&self) -> Result<u64> {
        let hash = self.rpc("chain_getFinalizedHead", json!([]))?;
        let header = self.rpc("chain_getHeader", json!([hash]))?;
        let number = header["number"].as_str().context("a header without a number")?;
        Ok(u64::from_str_radix(number.trim_start_matches("0x"), 16)?)
    }
}

fn spawn(folder: &Path, port: u16, options: &[String]) -> Result<Process> {
    let mut command = Command::new(programs::node()?);
    command.arg("--base-path").arg(folder.join("chain")).arg(format!("--rpc-port={port}"));
    command.args(options);
    Process::spawn("node", command, folder)
}

/// Copies a folder with all that is in it, or what is in it, to another.
fn copy(what: &[PathBuf], to: &Path) -> Result<()> {
    let mut cp = Command::new("cp");
    cp.args(["-r", "--reflink=auto", "--"]).args(what).arg(to);
    let copied = output(cp, Duration::from_secs(300))?;
    let said = String::from_utf8_lossy(&copied.stderr);
    ensure!(copied.status.success(), "cannot copy to {}: {said}", to.display());
    Ok(())
}
