//! The page in a real browser on Commons at their extremes: empty, of one, of the most, at any price,
//! with texts that mean harm. Without a chain: the answers of the API are made, and held to its
//! description.

use anyhow::{Context, Result, ensure};
use std::process::Command;
use weir_e2e::repository;

#[test]
fn every_page_of_any_commons_is_whole_and_keeps_to_its_window() -> Result<()> {
    let root = repository();
    let status = Command::new("node")
        .current_dir(root.join("tests/e2e/browser"))
        .arg("extremes.mjs")
        .env("WEIR_TEST_DIST", root.join("indexer/web/dist"))
        .env("WEIR_TEST_OPENAPI", root.join("indexer/openapi.json"))
        .status()
        .context("node does not start; is Node.js installed?")?;
    ensure!(status.success(), "extremes.mjs ended with {status}");
    Ok(())
}
