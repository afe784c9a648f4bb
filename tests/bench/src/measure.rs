//! What is measured of one way to follow the chain.

use anyhow::{Context, Result, bail, ensure};
use serde::{Deserialize, Serialize};
use sqlx::postgres::PgListener;
use std::{
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};
use tempfile::TempDir;
use weir_test_support::{Cluster, Database, Process, free_port, output};

/// How long following the whole chain may take.
const PATIENCE: Duration = Duration::from_secs(1800);

/// What was seen.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Seen {
    pub(crate) blocks: u64,
    /// Of the contracts.
    pub(crate) events: u64,
    /// From the start of the process to its last block.
    pub(crate) seconds: f64,
    pub(crate) requests: u64,
    /// Of the node's answers.
    pub(crate) bytes: u64,
    /// The most memory that the process had by half of the chain, in bytes.
    pub(crate) memory_half: u64,
    /// And by its end.
    pub(crate) memory: u64,
    /// Microseconds that the loop waited for the node, for decoding, for the database.
    pub(crate) stalled: [u64; 3],
}

impl Seen {
    pub(crate) fn blocks_per_second(&self) -> f64 {
        self.blocks as f64 / self.seconds
    }

    pub(crate) fn events_per_second(&self) -> f64 {
        self.events as f64 / self.seconds
    }
}

/// The most memory that a process ever had, in bytes.
pub(crate) fn peak_memory(process: &str) -> Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).context("no VmHWM")?;
    let kib: u64 = line.split_whitespace().nth(1).context("no figure")?.parse()?;
    Ok(kib * 1024)
}

/// Reads the indexer's own counters.
pub(crate) fn counters(metrics: &str, seen: &mut Seen) {
    let sum = |name: &str| {
        let of =
            |line: &&str| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(['{', ' ']));
        let values = metrics.lines().filter(of).filter_map(|line| line.rsplit(' ').next());
        values.filter_map(|value| value.parse::<u64>().ok()).sum()
    };
    seen.requests = sum("weir_indexer_requests_total");
    seen.bytes = sum("weir_indexer_received_bytes_total");
    seen.stalled = ["fetch", "decode", "store"]
        .map(|cause| sum(&format!("weir_indexer_stalled_microseconds_total{{cause=\"{cause}\"}}")));
}

/// A program beside this one.
pub(crate) fn program(name: &str) -> Result<PathBuf> {
    let path = std::env::current_exe()?.with_file_name(name);
    ensure!(path.exists(), "{} is missing; run scripts/bench indexer", path.display());
    Ok(path)
}

/// Reads the chain and stores it nowhere, in a process of its own.
pub(crate) fn bare(url: &str, deployment: &Path, last: u64, sequential: bool) -> Result<Seen> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["read", "--url", url, "--last", &last.to_string(), "--deployment"]);
    command.arg(deployment);
    if sequential {
        command.arg("--sequential");
    }
    let output = output(command, PATIENCE)?;
    if !output.status.success() {
        bail!("reading failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// An indexer on a database of its own.
pub(crate) struct Following {
    pub(crate) process: Process,
    pub(crate) database: Database,
    commits: PgListener,
    pub(crate) begun: Instant,
    reached: Option<(u64, Instant)>,
    metrics: u16,
    _folder: TempDir,
}

impl Following {
    /// Starts it. The database is set up before, which is not what is measured.
    pub(crate) async fn start(url: &str, deployment: &Path, cluster: &Cluster) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let database = Database::create_in(cluster).await?;
        let mut migrate = Command::new(program("weir-indexer")?);
        migrate.args(["migrate", "--database-url", &database.url]);
        let made = output(migrate, PATIENCE)?;
        ensure!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let mut commits = PgListener::connect(&database.url).await?;
        commits.listen(weir_indexer::infra::storage::CHANNEL).await?;
        let (port, metrics) = (free_port()?, free_port()?);
        let mut command = Command::new(program("weir-indexer")?);
        command.args(["run", "--url", url, "--database-url", &database.url]);
        command.args(["--listen", &format!("127.0.0.1:{port}"), "--deployment"]).arg(deployment);
        command.args(["--metrics-listen", &format!("127.0.0.1:{metrics}")]);
        let begun = Instant::now();
        let process = Process::spawn("indexer", command, folder.path())?;
        Ok(Self { process, database, commits, begun, reached: None, metrics, _folder: folder })
    }

    /// Waits for this height, and says when it was committed.
    pub(crate) async fn reach(&mut self, height: u64) -> Result<Instant> {
        loop {
            if let Some((_, when)) = self.reached.filter(|(reached, _)| *reached >= height) {
                return Ok(when);
            }
            self.next_commit().await?;
        }
    }

    /// Waits for the next commit, and says up to which height.
    pub(crate) async fn next_commit(&mut self) -> Result<(u64, Instant)> {
        let heard = tokio::time::timeout(PATIENCE, self.commits.recv()).await;
        let heard = heard
            .with_context(|| format!("no commit within {PATIENCE:?}:\n{}", self.process.log()))??;
        let reached = (heard.payload().parse()?, Instant::now());
        self.reached = Some(reached);
        Ok(reached)
    }

    pub(crate) fn peak_memory(&self) -> Result<u64> {
        peak_memory(&self.process.id().to_string())
    }

    pub(crate) fn metrics(&self) -> Result<String> {
        let url = format!("http://127.0.0.1:{}/metrics", self.metrics);
        let request = ureq::get(url).config().timeout_global(Some(Duration::from_secs(60))).build();
        Ok(request.call()?.body_mut().read_to_string()?)
    }
}

/// The indexer itself, from an empty database to this height.
pub(crate) async fn indexer(
    url: &str,
    deployment: &Path,
    last: u64,
    cluster: &Cluster,
) -> Result<Seen> {
    let mut seen = Seen::default();
    let mut following = Following::start(url, deployment, cluster).await?;
    following.reach(last / 2).await?;
    seen.memory_half = following.peak_memory()?;
    let end = following.reach(last).await?;
    seen.seconds = (end - following.begun).as_secs_f64();
    seen.memory = following.peak_memory()?;
    counters(&following.metrics()?, &mut seen);
    let mut connection = following.database.connect().await?;
    let count = "select (select count(*) from blocks), (select count(*) from events)";
    let count = count.replace("from ", "from chain.");
    let (blocks, events): (i64, i64) =
        sqlx::query_as(sqlx::AssertSqlSafe(count)).fetch_one(&mut connection).await?;
    (seen.blocks, seen.events) = (u64::try_from(blocks)?, u64::try_from(events)?);
    if std::env::var_os("WEIR_BENCH_LOGS").is_some() {
        eprintln!("{}", following.process.log());
    }
    Ok(seen)
}

/// A node on a copy of the chain, so that what is kept stays as it was made.
pub(crate) fn copy_of(chain: &Path) -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    let mut copy = Command::new("cp");
    copy.args(["-a", "--reflink=auto"]).arg(chain.join("chain")).arg(folder.path());
    ensure!(output(copy, PATIENCE)?.status.success(), "the chain could not be copied");
    Ok(folder)
}
