//! A PostgreSQL of the tests' own: one cluster for the process, a database for each test, gone at
//! the end however the process ends.

use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection, postgres::PgConnectOptions};
use std::{
    fs,
    os::unix::fs::chown,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex, Weak,
        atomic::{AtomicU32, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};
use tempfile::TempDir;
use weir_indexer::infra::storage;

/// A database of a test.
pub(crate) struct Database {
    name: String,
    cluster: Arc<Cluster>,
}

impl Database {
    /// An empty database.
    pub(crate) async fn create() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        // Starting a cluster blocks for a second.
        let cluster = tokio::task::spawn_blocking(Cluster::shared).await.unwrap();
        let database =
            Self { name: format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed)), cluster };
        let mut postgres = database.cluster.options("postgres").connect().await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(format!("create database {}", database.name)))
            .execute(&mut postgres)
            .await
            .unwrap();
        database
    }

    /// A database with the newest schema.
    pub(crate) async fn migrated() -> Self {
        let database = Self::create().await;
        storage::migrate(&mut database.connect().await).await.unwrap();
        database
    }

    pub(crate) fn options(&self) -> PgConnectOptions {
        self.cluster.options(&self.name)
    }

    pub(crate) async fn connect(&self) -> PgConnection {
        self.options().connect().await.unwrap()
    }

    /// Runs statements.
    pub(crate) async fn run(&self, sql: &str) {
        let mut connection = self.connect().await;
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }

    /// The single value of a query, as text.
    pub(crate) async fn value(&self, sql: &str) -> String {
        let sql = format!("select value::text from ({sql}) as query (value)");
        sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut self.connect().await).await.unwrap()
    }

    /// Breaks all connections to this database, as a restart of the server would. Says how many.
    pub(crate) async fn break_connections(&self) -> i64 {
        let mut postgres = self.cluster.options("postgres").connect().await.unwrap();
        sqlx::query_scalar(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = $1",
        )
        .bind(&self.name)
        .fetch_one(&mut postgres)
        .await
        .unwrap()
    }
}

struct Cluster {
    folder: TempDir,
    server: Mutex<Child>,
}

impl Cluster {
    /// The cluster of this process; lives as long as a test uses it.
    fn shared() -> Arc<Self> {
        static SHARED: Mutex<Weak<Cluster>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap();
        shared.upgrade().unwrap_or_else(|| {
            let cluster = Arc::new(Self::start());
            *shared = Arc::downgrade(&cluster);
            cluster
        })
    }

    fn start() -> Self {
        let folder = TempDir::with_prefix("weir-pg-").unwrap();
        if is_root() {
            let user = id(&["-u", "postgres"]);
            chown(folder.path(), Some(user), None).unwrap();
        }
        let data = folder.path().join("data");
        let output = program("initdb", folder.path())
            .args(["-U", "postgres", "-A", "trust", "-N", "-D"])
            .arg(&data)
            .output()
            .expect("initdb of PostgreSQL, and setpriv of util-linux, are installed");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

        let mut server = program("postgres", folder.path());
        server
            .arg("-D")
            .arg(&data)
            .arg("-c")
            .arg(format!("unix_socket_directories={}", folder.path().display()));
        for setting in ["listen_addresses=", "fsync=off", "max_connections=300"] {
            server.args(["-c", setting]);
        }
        server.stdin(Stdio::null()).stdout(Stdio::null());
        server.stderr(fs::File::create(folder.path().join("log")).unwrap());
        // The kernel stops the server when the thread that started it ends, at the latest with this
        // process. The thread of a test would end too soon; this one does not end.
        let (sender, started) = mpsc::channel();
        thread::spawn(move || {
            sender.send(server.spawn()).ok();
            loop {
                thread::park();
            }
        });
        let server = started.recv().unwrap().expect("postgres starts");
        let cluster = Self { folder, server: Mutex::new(server) };
        cluster.wait();
        cluster
    }

    fn wait(&self) {
        let socket = self.folder.path().join(".s.PGSQL.5432");
        for _ in 0..600 {
            // It answers once a connection is accepted and not merely once the file is there.
            let ready = program("pg_isready", self.folder.path())
                .args(["-q", "-h"])
                .arg(self.folder.path())
                .status();
            if socket.exists() && ready.is_ok_and(|status| status.success()) {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("{}", fs::read_to_string(self.folder.path().join("log")).unwrap_or_default());
    }

    fn options(&self, database: &str) -> PgConnectOptions {
        let socket = self.folder.path().display();
        storage::options(&format!("postgres://postgres@localhost/{database}?host={socket}"))
            .unwrap()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut server = self.server.lock().unwrap();
        let pid = server.id().to_string();
        // SIGQUIT is the immediate shutdown: nothing here is worth writing down.
        Command::new("kill").args(["-QUIT", &pid]).status().ok();
        server.wait().ok();
    }
}

/// One of PostgreSQL's programs, as a user it accepts.
fn program(name: &str, folder: &Path) -> Command {
    let mut command = Command::new("setpriv");
    if is_root() {
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
    }
    command.args(["--pdeathsig", "QUIT"]).arg(binary(name)).current_dir(folder);
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

fn is_root() -> bool {
    id(&["-u"]) == 0
}

fn id(arguments: &[&str]) -> u32 {
    let output = Command::new("id").args(arguments).output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().parse().unwrap()
}
