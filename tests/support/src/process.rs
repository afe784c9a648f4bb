//! Child processes that do not outlive the test.

use anyhow::{Context, Result, bail};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::{
    fs::File,
    io,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Mutex, mpsc},
    thread::{self, sleep},
    time::{Duration, Instant},
};

/// A port that nothing listens on at this moment.
///
/// # Errors
/// No port is left.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
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
        let child =
            spawn_from_a_lasting_thread(command).with_context(|| format!("cannot start {name}"))?;
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
        let end = Instant::now() + limit;
        loop {
            if let Some(status) = self.child.try_wait()? {
                return Ok(status);
            }
            if Instant::now() > end {
                bail!("{} still runs after {limit:?}:\n{}", self.name, self.log());
            }
            sleep(Duration::from_millis(20));
        }
    }

    /// Ends it at once, as a power cut would.
    ///
    /// # Errors
    /// The system refuses.
    pub fn kill(&mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Asks it to end and waits; the exit status says whether it ended well.
    ///
    /// # Errors
    /// It has ended already.
    pub fn stop(&mut self, signal: Signal) -> Result<ExitStatus> {
        self.signal(signal)?;
        Ok(self.child.wait()?)
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

type Order = (Command, mpsc::Sender<io::Result<Child>>);

/// Starts a command that the kernel kills when this process ends.
///
/// The kernel goes by the thread that started it. A test's thread ends with the test, while what it
/// started may serve the next one too; so all are started by a thread that never ends.
fn spawn_from_a_lasting_thread(command: Command) -> io::Result<Child> {
    static ORDERS: Mutex<Option<mpsc::Sender<Order>>> = Mutex::new(None);
    let (answer, answered) = mpsc::channel();
    ORDERS
        .lock()
        .unwrap_or_else(|broken| broken.into_inner())
        .get_or_insert_with(|| {
            let (orders, ordered) = mpsc::channel::<Order>();
            thread::spawn(move || {
                for (mut command, answer) in ordered {
                    let _ = answer.send(die_with_this_process(&mut command).spawn());
                }
            });
            orders
        })
        .send((command, answer))
        .map_err(io::Error::other)?;
    answered.recv().map_err(io::Error::other)?
}

#[cfg(target_os = "linux")]
fn die_with_this_process(command: &mut Command) -> &mut Command {
    use std::os::unix::process::CommandExt;
    let order = || nix::sys::prctl::set_pdeathsig(Signal::SIGKILL).map_err(io::Error::from);
    // SAFETY: between fork and exec there is one system call, which allocates nothing and takes no
    // lock.
    unsafe { command.pre_exec(order) }
}

#[cfg(not(target_os = "linux"))]
fn die_with_this_process(command: &mut Command) -> &mut Command {
    command
}
