//! A program that is spoken with, line by line.

use crate::{process::end_of, spawn::spawn};
use anyhow::{Context, Result, bail};
use std::{
    fs::File,
    io::{BufRead, BufReader, Read, Seek, Write},
    process::{Child, ChildStdin, Command, ExitStatus, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread,
    time::Duration,
};

/// A running program, killed when dropped; its standard output is heard line by line.
#[derive(Debug)]
pub struct Dialogue {
    child: Child,
    stdin: Option<ChildStdin>,
    lines: Receiver<String>,
    complaints: File,
}

impl Dialogue {
    /// Starts a command.
    ///
    /// # Errors
    /// There is no such program.
    pub fn with(mut command: Command) -> Result<Self> {
        let complaints = tempfile::tempfile()?;
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(complaints.try_clone()?);
        let mut child = spawn(command)?;
        let stdin = child.stdin.take();
        let stdout = child.stdout.take().context("it has an output")?;
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Ok(Self { child, stdin, lines, complaints })
    }

    /// Gives it a line.
    ///
    /// # Errors
    /// It listens no more.
    pub fn say(&mut self, line: &str) -> Result<()> {
        let stdin = self.stdin.as_mut().context("its input is closed")?;
        Ok(writeln!(stdin, "{line}")?)
    }

    /// Waits for its next line; none where its output has ended.
    ///
    /// # Errors
    /// It says nothing within `limit`.
    pub fn hear(&mut self, limit: Duration) -> Result<Option<String>> {
        match self.lines.recv_timeout(limit) {
            Ok(line) => Ok(Some(line)),
            Err(RecvTimeoutError::Disconnected) => Ok(None),
            Err(RecvTimeoutError::Timeout) => bail!("it said nothing for {limit:?}"),
        }
    }

    /// Closes its input and waits for its end.
    ///
    /// # Errors
    /// It still runs after `limit`.
    pub fn end(&mut self, limit: Duration) -> Result<ExitStatus> {
        drop(self.stdin.take());
        end_of(&mut self.child, limit)?.with_context(|| format!("it still runs after {limit:?}"))
    }

    /// What it has said on its standard error so far.
    ///
    /// # Errors
    /// That cannot be read.
    pub fn complaints(&mut self) -> Result<String> {
        let mut text = String::new();
        self.complaints.rewind()?;
        self.complaints.read_to_string(&mut text)?;
        Ok(text)
    }
}

impl Drop for Dialogue {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = end_of(&mut self.child, Duration::from_secs(20));
    }
}
