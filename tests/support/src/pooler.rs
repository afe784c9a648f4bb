//! A connection pooler of a test's own: PgBouncer.

use crate::{
    Cluster, Process,
    cluster::{program, server_user},
    free_port,
};
use anyhow::Result;
use std::{fs, net::TcpStream, path::Path, time::Duration};
use tempfile::TempDir;

/// A running PgBouncer, ended when dropped.
#[derive(Debug)]
pub struct Pooler {
    _process: Process,
    _folder: TempDir,
    port: u16,
}

impl Pooler {
    /// PgBouncer before a cluster, in this mode, and with these parameters ignored that clients begin
    /// with. None where it is not installed.
    ///
    /// # Errors
    /// It does not start.
    pub fn start(cluster: &Cluster, mode: &str, ignored: &str) -> Result<Option<Self>> {
        // Debian keeps it out of the PATH of users.
        let Some(binary) =
            ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer"]
                .into_iter()
                .find(|path| Path::new(path).exists())
        else {
            return Ok(None);
        };
        let (folder, port) =
            (tempfile::Builder::new().prefix("weir-pooler-").tempdir()?, free_port()?);
        let settings = folder.path().join("pgbouncer.ini");
        fs::write(
            &settings,
            format!(
                "[databases]\n* = host={} user=postgres\n\n[pgbouncer]\nlisten_addr = 127.0.0.1\n\
                 listen_port = {port}\nunix_socket_dir =\nauth_type = any\npool_mode = {mode}\n\
                 ignore_startup_parameters = {ignored}\n",
                cluster.folder().display()
            ),
        )?;
        // Like PostgreSQL it refuses to run as root.
        if let Some(user) = server_user()? {
            for path in [folder.path(), &settings] {
                std::os::unix::fs::chown(path, Some(user.as_raw()), None)?;
            }
        }
        let mut command = program(binary, folder.path());
        command.arg(&settings);
        let mut process = Process::spawn("pgbouncer", command, folder.path())?;
        process.wait_ready(Duration::from_secs(30), || {
            TcpStream::connect(("127.0.0.1", port)).is_ok()
        })?;
        Ok(Some(Self { _process: process, _folder: folder, port }))
    }

    /// Connection string of one of the cluster's databases, by way of the pooler.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }
}
