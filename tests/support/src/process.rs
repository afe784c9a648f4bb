//! Child processes that do not outlive the test.

use crate::spawn::spawn;
use anyhow::{Context, Result, bail};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::{
    fs::File,
    net::TcpListener,
    ops::Range,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    thread::sleep,
    time::{Duration, Instant},
};

/// How long an orderly end may take.
const ORDERLY_END: Duration = Duration::from_secs(120);

/// Where the ports for tests are: below those that Linux gives to connections that go out, so that
/// none of these takes a port before the program that it is for.
const PORTS: Range<u32> = 12_000..32_000;

/// A port that nothing listens on at this moment, another one at each call. Tests that run at the
/// same time in several processes look at different places first.
///
/// # Errors
/// No port is left.
pub fn free_port() -> Result<u16> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let first = std::process::id().wrapping_mul(127);
    for _ in PORTS {
        let next = first.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed));
        let port = u16::try_from(PORTS.start + next % (PORTS.end - PORTS.start))?;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return Ok(port);
        }
    }
    bail!("no port from {} to {} is free", PORTS.start, PORTS.end)
}

/// Asks again and again until the answer is yes.
///
/// # Errors
/// It was not yes within `limit`; says what was waited for.
pub fn wait_until(what: &str, limit: Duration, mut ready: impl FnMut() -> bool) -> Result<()> {
    let end = Instant::now() + limit;
    while !ready() {
        if Instant::now() > end {
            bail!("{what}: not within {limit:?}");
        }
        sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// A child process, killed when dropped, and by the kernel when this process ends before. What it
/// prints goes to a file.
#[derive(Debug)]
pub struct Process {
    name: &'static str,
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Starts a command, its output added to `<folder>/<name>.log`.
    ///
    /// # Errors
    /// There is no such program, or no room for its output.
    pub fn spawn(name: &'static str, mut command: Command, folder: &Path) -> Result<Self> {
        let log = folder.join(format!("{name}.log"));
        let output = File::options().create(true).append(true).open(&log)?;
        command.stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output);
        let child = spawn(command).with_context(|| format!("cannot start {name}"))?;
        Ok(Self { name, child, log })
    }

    /// Whether it still runs.
    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Waits until it answers, at most `limit`.
    ///
    /// # Errors
    /// It ended, or did not answer in time; says what it printed.
    pub fn wait_ready(&mut self, limit: Duration, mut ready: impl FnMut() -> bool) -> Result<()> {
        let end = Instant::now() + limit;
        while !ready() {
            if !self.is_running() {
                bail!("{} stopped while starting:\n{}", self.name, self.log());
            }
            if Instant::now() > end {
                bail!("{} did not answer within {limit:?}:\n{}", self.name, self.log());
            }
            sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// Waits until it ends by itself, at most `limit`; the exit status says whether it ended well.
    ///
    /// # Errors
    /// It still runs; says what it printed.
    pub fn wait_end(&mut self, limit: Duration) -> Result<ExitStatus> {
        let ended = end_of(&mut self.child, limit)?;
        ended.with_context(|| format!("{} still runs after {limit:?}:\n{}", self.name, self.log()))
    }

    /// Ends it at once, as a power cut would.
    ///
    /// # Errors
    /// The system refuses.
    pub fn kill(&mut self) -> Result<()> {
        self.child.kill()?;
        let ended = end_of(&mut self.child, ORDERLY_END)?;
        ended.map(drop).with_context(|| format!("{} outlives SIGKILL", self.name))
    }

    /// Asks it to end by a signal and waits; the exit status says whether it ended well.
    ///
    /// # Errors
    /// It has ended already, or does not end; says what it printed.
    pub fn stop(&mut self, signal: Signal) -> Result<ExitStatus> {
        self.signal(signal)?;
        self.wait_end(ORDERLY_END)
            .with_context(|| format!("{} does not end by {signal}", self.name))
    }

    /// Sends it a signal.
    ///
    /// # Errors
    /// It has ended already.
    pub fn signal(&mut self, signal: Signal) -> Result<()> {
        if !self.is_running() {
            bail!("{} has ended:\n{}", self.name, self.log());
        }
        Ok(kill(self.pid()?, signal)?)
    }

    /// Its number.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn pid(&self) -> Result<Pid> {
        Ok(Pid::from_raw(i32::try_from(self.child.id())?))
    }

    /// What it has printed so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.kill();
    }
}

/// Waits for the end of a child, at most `limit`; none where it still runs.
pub(crate) fn end_of(child: &mut Child, limit: Duration) -> Result<Option<ExitStatus>> {
    let end = Instant::now() + limit;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() > end {
            return Ok(None);
        }
        sleep(Duration::from_millis(20));
    }
}
