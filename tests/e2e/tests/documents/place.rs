//! Where the commands of the documents are run: a folder that looks like a checkout, beside a Commons
//! as `scripts/up` makes it.

use anyhow::{Context, Result, ensure};
use std::{
    collections::BTreeMap,
    ffi::OsString,
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::{Command, Output},
    time::Duration,
};
use tempfile::TempDir;
use weir_e2e::{Cluster, Database, Devnet, Indexer, Weir, opened, output, repository};

/// How long a command may take; the benchmarks' smallest sizes take longest.
const PATIENCE: Duration = Duration::from_secs(1200);

/// Stands for a database in the documents.
const SOME_DATABASE: &str = "postgres://…";

pub(crate) struct Place {
    folder: TempDir,
    weir: Weir,
    database: Database,
    cluster: Cluster,
    devnet: Devnet,
    _indexer: Indexer,
    /// What the blocks of a document have exported so far.
    exports: BTreeMap<String, Vec<String>>,
}

impl Place {
    pub(crate) async fn new() -> Result<Self> {
        let devnet = Devnet::start()?;
        let weir = devnet.weir();
        opened(&weir)?;
        // Of its own: one of the commands makes a database by a name.
        let cluster = tokio::task::spawn_blocking(Cluster::start).await??;
        let database = Database::create_in(&cluster).await?;
        let mut indexer = Indexer::spawn(&devnet.url(), &weir, &database)?;
        indexer.wait_height(devnet.finalized()?)?;
        let folder = tempfile::tempdir()?;
        for name in ["README.md", "Cargo.toml", "scripts", "indexer", "target", "tests"] {
            symlink(repository().join(name), folder.path().join(name))?;
        }
        fs::create_dir(folder.path().join(".weir"))?;
        fs::copy(weir.deployment(), folder.path().join(".weir/deployment.json"))?;
        fs::copy(weir.deployment(), folder.path().join("deployment.json"))?;
        let exports = BTreeMap::new();
        Ok(Self { folder, weir, database, cluster, devnet, _indexer: indexer, exports })
    }

    /// Puts the settings of a document where its commands look for them.
    pub(crate) fn write(&self, name: &str, text: &str) -> Result<()> {
        Ok(fs::write(self.folder.path().join(name), text)?)
    }

    /// Runs a command of a document, and holds that it ends well.
    pub(crate) fn run(&mut self, document: &str, command: &str) -> Result<()> {
        let before = self.exports.entry(document.to_owned()).or_default();
        if command.starts_with("export ") {
            before.push(command.to_owned());
        }
        let prelude = before.join("\n");
        let command = command.replace(SOME_DATABASE, &self.database.url).replace("/etc/weir/", "");
        let ran = self.shell(document, &format!("set -euo pipefail\n{prelude}\n{command}"))?;
        let said = [ran.stdout, ran.stderr].concat();
        ensure!(
            ran.status.success(),
            "{document} names `{command}`, which ends with {}:\n{}",
            ran.status,
            String::from_utf8_lossy(&said)
        );
        Ok(())
    }

    fn shell(&self, document: &str, script: &str) -> Result<Output> {
        let programs = repository().join("target/debug");
        // The page's own document speaks of its own folder, which must not be written to.
        let folder = match document {
            "indexer/web/README.md" => repository().join("indexer/web"),
            _ => self.folder.path().to_owned(),
        };
        let script = script.replace("--out public", &format!("--out {}", self.path("public")));
        let mut bash = Command::new("bash");
        let weir = self.weir.command(&[])?;
        bash.envs(weir.get_envs().filter_map(|(name, value)| Some((name, value?))));
        bash.args(["-c", &script])
            .current_dir(folder)
            .env("PATH", search_path(&programs)?)
            .env("DATABASE_URL", &self.database.url)
            .env("PGHOST", self.cluster.folder())
            .env("PGUSER", "postgres")
            .env_remove("WEIR_KEY")
            .env_remove("WEIR_DEPLOYMENT");
        output(bash, PATIENCE)
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// What a program says of itself with `--help`.
    pub(crate) fn help(&self, words: &[&str]) -> Result<String> {
        let ran = self.shell("", &format!("set -e\n{} --help", words.join(" ")))?;
        let said = String::from_utf8_lossy(&[ran.stdout, ran.stderr].concat()).into_owned();
        ensure!(ran.status.success(), "`{} --help` fails:\n{said}", words.join(" "));
        Ok(said)
    }

    /// The development chain, for commands that need nothing else.
    pub(crate) fn devnet(&self) -> &Devnet {
        &self.devnet
    }
}

/// Where programs are looked for: the workspace's, PostgreSQL's, the node's, all others.
fn search_path(programs: &Path) -> Result<OsString> {
    let node = PathBuf::from(std::env::var_os("WEIR_DEVNET").context("WEIR_DEVNET is not set")?);
    let folders = [programs, node.parent().context("a file in no folder")?].map(Path::to_owned);
    let others = Cluster::search_path()?;
    Ok(std::env::join_paths(folders.into_iter().chain(std::env::split_paths(&others)))?)
}
