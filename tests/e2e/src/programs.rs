//! The programs under test, as a user runs them.

use crate::output;
use anyhow::{Context, Result, bail, ensure};
use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
    time::Duration,
};

/// How long a command may take: the scenario is dozens of transactions, each in a block of its own.
const PATIENCE: Duration = Duration::from_secs(300);

/// The root of the repository.
pub fn repository() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// A program of the workspace, beside this one, or where this one is a test, beside its folder.
pub(crate) fn program(name: &str) -> Result<PathBuf> {
    let here = std::env::current_exe()?;
    let folder = here.parent().context("this program is in no folder")?;
    let folder = if folder.ends_with("deps") { folder.join("..") } else { folder.to_owned() };
    let path = folder.join(name);
    ensure!(
        path.exists(),
        "{} is missing; run scripts/test, which builds it first",
        path.display()
    );
    Ok(path)
}

/// The node, which is built outside the checkout.
pub(crate) fn node() -> Result<PathBuf> {
    let path = std::env::var_os("WEIR_DEVNET")
        .context("WEIR_DEVNET does not name the node's binary; run scripts/test, which sets it")?;
    Ok(path.into())
}

/// The command line, bound to one chain and one deployment.
#[derive(Clone, Debug)]
pub struct Weir {
    url: String,
    deployment: PathBuf,
}

impl Weir {
    /// For the chain at this URL and the deployment in this file, which need not exist yet.
    pub fn new(url: &str, deployment: &Path) -> Self {
        Self { url: url.into(), deployment: deployment.into() }
    }

    /// The file that tells where the contracts are.
    pub fn deployment(&self) -> &Path {
        &self.deployment
    }

    /// The command that runs `weir` with these arguments.
    pub fn command(&self, arguments: &[&str]) -> Result<Command> {
        let artifacts = std::env::var_os("WEIR_ARTIFACTS")
            .map_or_else(|| repository().join("target/contracts"), PathBuf::from);
        let mut command = Command::new(program("weir")?);
        command
            .args(arguments)
            .env("WEIR_URL", &self.url)
            .env("WEIR_DEPLOYMENT", &self.deployment)
            .env("WEIR_ARTIFACTS", artifacts)
            .env_remove("WEIR_KEY");
        Ok(command)
    }

    /// Runs `weir` with these arguments.
    pub fn run(&self, arguments: &[&str]) -> Result<Output> {
        output(self.command(arguments)?, PATIENCE)
    }

    /// What a command that succeeds answers with `--json`.
    pub fn json(&self, arguments: &[&str]) -> Result<serde_json::Value> {
        let output = self.run(&[arguments, &["--json"]].concat())?;
        if !output.status.success() {
            // With --json, errors are on standard output too.
            let said = [output.stderr, output.stdout].concat();
            bail!("weir {arguments:?} failed: {}", String::from_utf8_lossy(&said));
        }
        serde_json::from_slice(&output.stdout).with_context(|| {
            format!("weir {arguments:?}: {}", String::from_utf8_lossy(&output.stdout))
        })
    }

    /// What a command that is refused says.
    pub fn refusal(&self, arguments: &[&str]) -> Result<String> {
        let output = self.run(arguments)?;
        ensure!(!output.status.success(), "weir {arguments:?} was not refused");
        Ok(String::from_utf8(output.stderr)?)
    }

    /// Deploys a Commons of 100,000 tokens on 2,000 DOT: ratio 20 %, tributes 5 % and 2 %.
    ///
    /// # Errors
    /// The chain refuses.
    pub fn deploy(&self) -> Result<()> {
        self.deploy_as(
            "--symbol TEST --reserve-ratio 20% --entry-tribute 5% --exit-tribute 2% \
             --initial-supply 100000 --reserve 2000",
        )
    }

    /// Deploys a Commons that hatches for a day, with a vote that is decided within hours.
    ///
    /// # Errors
    /// The chain refuses.
    pub fn deploy_with_hatch(&self) -> Result<()> {
        self.deploy_as(
            "--symbol HATCH --reserve-ratio 30% --entry-tribute 5% --exit-tribute 2% \
             --hatch-min 100 --hatch-max 1000 --hatch-price 0.01 --hatch-deadline 1d \
             --hatch-tribute 40% --vesting-cliff 1d --vesting-half-life 1d --max-jump 3 \
             --half-life 1h --min-stake 5% --proposal-deposit 1",
        )
    }

    fn deploy_as(&self, what: &str) -> Result<()> {
        let out = self.deployment.to_string_lossy().into_owned();
        let words: Vec<&str> = what.split_whitespace().collect();
        let name = ["deploy", "--key", "//Alice", "--name", "Test Commons", "--out", &out];
        self.json(&[&name, words.as_slice()].concat())?;
        Ok(())
    }
}
