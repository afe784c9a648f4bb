//! A PostgreSQL cluster of the tests' own.
//!
//! PostgreSQL refuses to run as root, so root starts it as the user `postgres`.

use crate::{
    Process,
    guardian::{at_end, quoted},
};
use anyhow::{Context, Result, bail, ensure};
use nix::{
    sys::signal::{Signal, kill},
    unistd::{Pid, Uid},
};
use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::{Mutex, MutexGuard},
    time::Duration,
};
use tempfile::TempDir;

/// How long a server may take to start: one that was killed reads its log first.
const PATIENCE: Duration = Duration::from_secs(60);

/// Settings of every server. Nothing here must survive a power cut of the machine, only the end of
/// processes; so there is no need to wait for the disk.
const SETTINGS: [&str; 3] = ["listen_addresses=", "fsync=off", "max_connections=300"];

/// A running cluster, deleted when dropped, or when this process ends.
///
/// It listens on a socket in a folder of its own: there is no port to collide on, and a server that
/// was killed is found at the same address when it is back.
#[derive(Debug)]
pub struct Cluster {
    folder: TempDir,
    server: Mutex<Process>,
}

impl Cluster {
    /// The cluster that all tests of this process share.
    ///
    /// # Errors
    /// PostgreSQL is missing, or does not start.
    pub fn shared() -> Result<&'static Self> {
        static SHARED: Mutex<Option<&'static Cluster>> = Mutex::new(None);
        let mut shared = SHARED.lock().unwrap_or_else(|broken| broken.into_inner());
        match *shared {
            Some(cluster) => Ok(cluster),
            // Never dropped: the guardian deletes it.
            None => Ok(shared.insert(Box::leak(Box::new(Self::start()?)))),
        }
    }

    /// A cluster for a test that will ill-treat it.
    ///
    /// # Errors
    /// PostgreSQL is missing, or does not start.
    pub fn start() -> Result<Self> {
        Self::start_in(&std::env::temp_dir(), &[])
    }

    /// A cluster in a new folder below `parent`, made with these further options of `initdb`.
    ///
    /// # Errors
    /// PostgreSQL is missing, or does not start.
    pub fn start_in(parent: &Path, options: &[&str]) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("weir-pg-").tempdir_in(parent)?;
        at_end(&format!(
            "test -d {folder} && {{ pid=$(head -n 1 {folder}/data/postmaster.pid); kill -QUIT $pid; \
             for try in $(seq 100); do kill -0 $pid || break; sleep 0.1; done; rm -rf {folder}; }}",
            folder = quoted(folder.path())
        ))?;
        if Uid::effective().is_root() {
            let user = nix::unistd::User::from_name("postgres")?
                .context("there is no user postgres to run the database as")?;
            std::os::unix::fs::chown(folder.path(), Some(user.uid.as_raw()), None)?;
        }
        let made = program("initdb", folder.path())
            .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C"])
            .args(["--no-sync", "--pgdata"])
            .arg(data(folder.path()))
            .args(options)
            .output()
            .context("PostgreSQL is missing; run scripts/test, which installs it")?;
        ensure!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
        let server = Mutex::new(serve(folder.path())?);
        Ok(Self { folder, server })
    }

    /// Ends every process of the server at once, as a power cut would. What it had told the
    /// operating system to write is on the disk, and nothing else.
    ///
    /// # Errors
    /// The server was dead already.
    pub fn kill(&self) -> Result<()> {
        let mut server = self.server();
        // One that stands still starts no further processes.
        server.signal(Signal::SIGSTOP)?;
        let children = children(server.pid()?)?;
        for child in &children {
            let _ = kill(*child, Signal::SIGKILL);
        }
        server.kill()?;
        crate::wait_until("the server's processes end", PATIENCE, || {
            !children.iter().any(|child| is_alive(*child))
        })
    }

    /// Starts it again after [`kill`](Self::kill), on the same data and socket.
    ///
    /// # Errors
    /// It does not start.
    pub fn restart(&self) -> Result<()> {
        *self.server() = serve(self.folder.path())?;
        Ok(())
    }

    /// Connection string of one of its databases.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://postgres@localhost/{database}?host={}", self.folder.path().display())
    }

    /// The socket that it listens on.
    pub fn socket(&self) -> PathBuf {
        self.folder.path().join(".s.PGSQL.5432")
    }

    /// What the server has printed.
    pub fn log(&self) -> String {
        self.server().log()
    }

    fn server(&self) -> MutexGuard<'_, Process> {
        self.server.lock().unwrap_or_else(|broken| broken.into_inner())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // The immediate shutdown: nothing here is worth writing down.
        let _ = self.server().stop(Signal::SIGQUIT);
    }
}

fn data(folder: &Path) -> PathBuf {
    folder.join("data")
}

fn serve(folder: &Path) -> Result<Process> {
    let mut command = program("postgres", folder);
    command.arg("-D").arg(data(folder));
    let mut socket = OsString::from("unix_socket_directories=");
    socket.push(folder);
    command.arg("-c").arg(socket);
    for setting in SETTINGS {
        command.args(["-c", setting]);
    }
    let mut server = Process::spawn("postgres", command, folder)?;
    server.wait_ready(PATIENCE, || {
        // It is there once it accepts a connection, and not merely once the socket is.
        let ready = program("pg_isready", folder).args(["-q", "-h"]).arg(folder).status();
        ready.is_ok_and(|status| status.success())
    })?;
    Ok(server)
}

/// One of PostgreSQL's programs, as a user it accepts.
fn program(name: &str, folder: &Path) -> Command {
    let mut command = match Uid::effective().is_root() {
        true => {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]);
            command.arg(binary(name));
            command
        }
        false => Command::new(binary(name)),
    };
    command.current_dir(folder);
    command
}

fn binary(name: &str) -> PathBuf {
    // Debian keeps the server's programs out of PATH.
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> =
        versions.map(|v| v.path().join("bin").join(name)).filter(|p| p.exists()).collect();
    found.sort();
    found.pop().unwrap_or_else(|| name.into())
}

/// The processes that this one started.
fn children(parent: Pid) -> Result<Vec<Pid>> {
    let mut children = Vec::new();
    for entry in fs::read_dir("/proc").context("processes are looked up in /proc")?.flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else {
            continue;
        };
        let pid = Pid::from_raw(pid);
        if status(pid).is_some_and(|(_, started_by)| started_by == parent.as_raw()) {
            children.push(pid);
        }
    }
    if children.is_empty() {
        bail!("the server has no processes");
    }
    Ok(children)
}

fn is_alive(pid: Pid) -> bool {
    // Whoever inherited a dead process may take its time to notice.
    status(pid).is_some_and(|(state, _)| state != 'Z')
}

/// State and parent of a process.
fn status(pid: Pid) -> Option<(char, i32)> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name before them is in parentheses, and may hold anything.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    Some((fields.next()?.chars().next()?, fields.next()?.parse().ok()?))
}
