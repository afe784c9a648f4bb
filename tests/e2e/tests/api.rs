//! The API against its own description, by requests that nobody thought of.
//!
//! Apart from the other tests: it takes Python's schemathesis, which `scripts/test api` installs.

use anyhow::{Context, Result, ensure};
use std::{process::Command, time::Duration};
use weir_e2e::{Database, Devnet, Indexer, output, repository, traffic, upheaval, whole_life};

/// Seconds that requests are made up for.
const TIME: &str = "120";

#[tokio::test]
async fn no_request_makes_the_api_fail_and_every_answer_is_as_described() -> Result<()> {
    let schemathesis = std::env::var_os("WEIR_SCHEMATHESIS")
        .context("WEIR_SCHEMATHESIS does not name the program; run scripts/test api")?;
    let devnet = Devnet::start()?;
    let weir = devnet.weir();
    whole_life(&weir)?;
    upheaval(&weir)?;
    traffic(&devnet.url(), &weir, 5).await?;
    let database = Database::create().await?;
    let mut indexer = Indexer::spawn(&devnet.url(), &weir, &database)?;
    indexer.wait_height(devnet.finalized()?)?;
    indexer.wait_ready()?;

    let mut command = Command::new(schemathesis);
    command.arg("--config-file").arg(repository().join("tests/e2e/schemathesis/schemathesis.toml"));
    command.arg("run").arg(indexer.url("/v1/openapi.json"));
    // The seed is printed; to see the same again, give it with --seed.
    command.args(["--url", &indexer.url(""), "--max-time", TIME, "--no-color"]);
    // It leaves a cache where it runs.
    let folder = tempfile::tempdir()?;
    command.current_dir(folder.path());
    let limit = Duration::from_secs(900);
    let said = tokio::task::spawn_blocking(move || output(command, limit)).await??;
    let text = [said.stdout, said.stderr].concat();
    let text = String::from_utf8_lossy(&text);
    println!("{text}");
    ensure!(said.status.success(), "schemathesis found faults:\n{text}");
    ensure!(indexer.is_running(), "the indexer ended:\n{}", indexer.log());
    let log = indexer.log();
    ensure!(!log.contains("this is a bug"), "{log}");
    Ok(())
}
