//! The page in a real browser, against the real chain, database and indexer.

use anyhow::{Result, ensure};
use std::process::Command;
use weir_e2e::{Database, Devnet, Indexer, repository, traffic};

/// Pictures go to `docs/` when `WEIR_SCREENSHOTS` names that folder, else to a temporary one.
#[tokio::test]
async fn the_page_shows_what_happens_as_it_happens() -> Result<()> {
    let devnet = Devnet::start()?;
    let weir = devnet.weir();
    weir.deploy()?;
    traffic(&devnet.url(), &weir, 2).await?;
    let database = Database::create().await?;
    let mut indexer = Indexer::spawn(&devnet.url(), &weir, &database)?;
    indexer.wait_ready()?;

    let temporary = tempfile::tempdir()?;
    let pictures = std::env::var_os("WEIR_SCREENSHOTS")
        .map_or_else(|| temporary.path().to_owned(), Into::into);
    let mint = weir.command(&["mint", "7.5", "--key", "//Bob"])?;
    let run = Command::new("node")
        .current_dir(repository().join("tests/e2e/browser"))
        .arg("page.mjs")
        .arg(indexer.url("/"))
        .arg(pictures)
        .arg(mint.get_program())
        .args(mint.get_args())
        .envs(mint.get_envs().filter_map(|(name, value)| Some((name, value?))))
        .output()?;
    let said = String::from_utf8_lossy(&run.stdout) + String::from_utf8_lossy(&run.stderr);
    ensure!(run.status.success(), "{said}");
    Ok(())
}
