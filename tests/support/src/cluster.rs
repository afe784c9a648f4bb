//! A PostgreSQL cluster of the tests' own.
//!
//! PostgreSQL refuses to run as root, so root starts it as the user `postgres`.

use crate::{
    Process,
    family::{children, is_alive},
    guardian::{at_end, quoted},
    output,
};
use anyhow::{Context, Result, ensure};
use nix::{
    sys::signal::{Signal, kill},
    unistd::Uid,
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

/// Name of the tablespace on the small disk, and of the folder where the disk is.
const SMALL: &str = "small";

/// Makes the disk, and becomes the server. The disk is seen by this process and its children alone,
/// and gone with the last of them.
const WITH_SMALL_DISK: &str = r#"mount -t tmpfs -o "$1" tmpfs "$2" && shift 2 && exec "$@""#;

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
        let folder = make()?;
        let server = Mutex::new(serve(&folder, server_program(folder.path()))?);
        Ok(Self { folder, server })
    }

    /// A cluster that writes to the disk as in earnest, for whoever measures how fast it is.
    ///
    /// # Errors
    /// PostgreSQL is missing, or does not start.
    pub fn durable() -> Result<Self> {
        let folder = make()?;
        let mut command = server_program(folder.path());
        // The last one counts.
        command.args(["-c", "fsync=on"]);
        let server = Mutex::new(serve(&folder, command)?);
        Ok(Self { folder, server })
    }

    /// A cluster with a tablespace `small` on a disk that holds so many megabytes. It must not be
    /// killed: the disk would be lost with the server.
    ///
    /// # Errors
    /// PostgreSQL is missing, or does not start; or this user may not mount anything, not even in a
    /// namespace of its own.
    pub fn with_small_disk(megabytes: u32) -> Result<Self> {
        let folder = make()?;
        let disk = folder.path().join(SMALL);
        fs::create_dir(&disk)?;
        let mut command = Command::new("unshare");
        let owner = match server_user()? {
            Some(user) => {
                command.arg("--mount");
                user.as_raw()
            }
            // Root in a namespace of one's own may mount, and is this user outside.
            None => {
                command.args(["--user", "--map-root-user", "--mount"]);
                0
            }
        };
        command.args(["--", "sh", "-c", WITH_SMALL_DISK, "sh"]);
        command.arg(format!("size={megabytes}m,mode=0700,uid={owner},gid={owner}")).arg(&disk);
        if !Uid::effective().is_root() {
            // PostgreSQL refuses to be root even there.
            command.args(["unshare", "--user", "--map-user=1", "--map-group=1", "--"]);
        }
        let postgres = server_program(folder.path());
        command.arg(postgres.get_program()).args(postgres.get_args()).current_dir(folder.path());
        let server = Mutex::new(serve(&folder, command)?);
        let cluster = Self { folder, server };
        let statement = format!("create tablespace {SMALL} location '{}'", disk.display());
        let mut psql = program("psql", cluster.folder.path());
        psql.args(["-q", "-v", "ON_ERROR_STOP=1", "-c", &statement, &cluster.url("postgres")]);
        let made = output(psql, PATIENCE)?;
        ensure!(made.status.success(), "psql: {}", String::from_utf8_lossy(&made.stderr));
        Ok(cluster)
    }

    /// A standby of it, which follows it and can take its place.
    ///
    /// # Errors
    /// This one does not answer, or the standby does not start.
    pub fn standby(&self) -> Result<Self> {
        let folder = folder()?;
        let mut copy = program("pg_basebackup", folder.path());
        copy.args([
            "--write-recovery-conf",
            "--wal-method=stream",
            "--checkpoint=fast",
            "--pgdata",
        ])
        .arg(data(folder.path()))
        .args(["--username=postgres", "--host"])
        .arg(self.folder.path());
        let made = output(copy, PATIENCE)?;
        ensure!(made.status.success(), "pg_basebackup: {}", String::from_utf8_lossy(&made.stderr));
        let server = Mutex::new(serve(&folder, server_program(folder.path()))?);
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
        *self.server() = serve(&self.folder, server_program(self.folder.path()))?;
        Ok(())
    }

    /// Connection string of one of its databases.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://postgres@localhost/{database}?host={}", self.folder.path().display())
    }

    /// The socket that it listens on.
    pub fn socket(&self) -> PathBuf {
        self.folder().join(".s.PGSQL.5432")
    }

    /// The folder of that socket, which PostgreSQL's programs take for a host.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where programs are looked for, PostgreSQL's own first.
    ///
    /// # Errors
    /// A folder has a name that no search path can hold.
    pub fn search_path() -> Result<OsString> {
        let others = std::env::var_os("PATH").unwrap_or_default();
        let own = binary("psql").parent().map(Path::to_owned).unwrap_or_default();
        let folders = [own].into_iter().filter(|own| own.is_absolute());
        Ok(std::env::join_paths(folders.chain(std::env::split_paths(&others)))?)
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

/// A new folder for a cluster.
fn folder() -> Result<TempDir> {
    let folder = tempfile::Builder::new().prefix("weir-pg-").tempdir()?;
    at_end(&format!(
        "test -d {folder} && {{ pid=$(head -n 1 {folder}/data/postmaster.pid); kill -QUIT $pid; \
         for try in $(seq 100); do kill -0 $pid || break; sleep 0.1; done; rm -rf {folder}; }}",
        folder = quoted(folder.path())
    ))?;
    if let Some(user) = server_user()? {
        std::os::unix::fs::chown(folder.path(), Some(user.as_raw()), None)?;
    }
    Ok(folder)
}

/// A new folder with the data of a new cluster.
fn make() -> Result<TempDir> {
    let folder = folder()?;
    let mut initdb = program("initdb", folder.path());
    initdb
        .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C"])
        .args(["--no-sync", "--pgdata"])
        .arg(data(folder.path()));
    let made = output(initdb, PATIENCE)
        .context("PostgreSQL is missing; run scripts/test, which installs it")?;
    ensure!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
    Ok(folder)
}

/// Who the server runs as, where that is not who runs the tests.
pub(crate) fn server_user() -> Result<Option<Uid>> {
    if !Uid::effective().is_root() {
        return Ok(None);
    }
    let user = nix::unistd::User::from_name("postgres")?;
    Ok(Some(user.context("there is no user postgres to run the database as")?.uid))
}

fn server_program(folder: &Path) -> Command {
    let mut command = program("postgres", folder);
    command.arg("-D").arg(data(folder));
    let mut socket = OsString::from("unix_socket_directories=");
    socket.push(folder);
    command.arg("-c").arg(socket);
    for setting in SETTINGS {
        command.args(["-c", setting]);
    }
    command
}

fn serve(folder: &TempDir, server: Command) -> Result<Process> {
    let folder = folder.path();
    let mut server = Process::spawn("postgres", server, folder)?;
    server.wait_ready(PATIENCE, || {
        // It is there once it accepts a connection, and not merely once the socket is.
        let mut question = program("pg_isready", folder);
        question.args(["-q", "-h"]).arg(folder);
        output(question, PATIENCE).is_ok_and(|answer| answer.status.success())
    })?;
    Ok(server)
}

/// One of PostgreSQL's programs, as a user it accepts.
pub(crate) fn program(name: &str, folder: &Path) -> Command {
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
