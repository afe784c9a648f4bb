//! A PostgreSQL cluster of one's own.
//!
//! PostgreSQL refuses to run as root, so root starts it as the user `postgres`.

use crate::{Process, free_port, wait_until};
use anyhow::{Context, Result, ensure};
use sqlx::{Connection, PgConnection};
use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};
use tempfile::TempDir;

/// A running cluster, deleted when dropped.
#[derive(Debug)]
pub struct Postgres {
    process: Process,
    _folder: TempDir,
    port: u16,
    databases: AtomicU32,
}

/// A database of a cluster.
#[derive(Clone, Debug)]
pub struct Database {
    /// Its connection string.
    pub url: String,
}

impl Postgres {
    /// Makes a cluster in a temporary folder and starts it on a free port of loopback.
    pub fn start() -> Result<Self> {
        let bin = programs_folder()?;
        let folder = tempfile::tempdir()?;
        let data = folder.path().join("data");
        if nix::unistd::Uid::effective().is_root() {
            let status = Command::new("chown").arg("postgres").arg(folder.path()).status()?;
            ensure!(status.success(), "there is no user postgres to run the database as");
        }
        let init = unprivileged(&bin.join("initdb"), folder.path())
            .arg("--pgdata")
            .arg(&data)
            .args(["--username=weir", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"])
            .output()?;
        ensure!(init.status.success(), "initdb: {}", String::from_utf8_lossy(&init.stderr));

        let port = free_port()?;
        let mut command = unprivileged(&bin.join("postgres"), folder.path());
        command.arg("-D").arg(&data).args(["-p", &port.to_string()]).args([
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=off",
        ]);
        let process = Process::spawn("postgres", &mut command, folder.path())?;
        let ready = bin.join("pg_isready");
        wait_until("the database", Duration::from_secs(60), || {
            Command::new(&ready)
                .args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()])
                .status()
                .is_ok_and(|status| status.success())
        })
        .with_context(|| process.log())?;
        Ok(Self { process, _folder: folder, port, databases: AtomicU32::new(0) })
    }

    /// A new, empty database.
    pub async fn database(&self) -> Result<Database> {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let mut connection = PgConnection::connect(&self.url("postgres")).await?;
        sqlx::query(sqlx::AssertSqlSafe(format!("create database {name}")))
            .execute(&mut connection)
            .await?;
        Ok(Database { url: self.url(&name) })
    }

    fn url(&self, database: &str) -> String {
        format!("postgres://weir@127.0.0.1:{}/{database}", self.port)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // The quick but orderly way: the server takes its own child processes with it.
        let _ = self.process.stop(nix::sys::signal::Signal::SIGINT);
    }
}

impl Database {
    /// A connection to it.
    pub async fn connect(&self) -> Result<PgConnection> {
        Ok(PgConnection::connect(&self.url).await?)
    }
}

fn programs_folder() -> Result<PathBuf> {
    let on_path = std::env::var_os("PATH").unwrap_or_default();
    let packaged = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    std::env::split_paths(&on_path)
        .chain(packaged.map(|version| version.path().join("bin")))
        .find(|folder| {
            ["initdb", "postgres", "pg_isready"].iter().all(|name| folder.join(name).exists())
        })
        .context("PostgreSQL is missing; run scripts/test, which installs it")
}

fn unprivileged(program: &Path, folder: &Path) -> Command {
    let mut command = if nix::unistd::Uid::effective().is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.current_dir(folder);
    command
}
