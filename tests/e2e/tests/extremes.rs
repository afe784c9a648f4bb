//! The page in a real browser on Commons at their extremes: empty, of one, of the most, at any price,
//! with texts that mean harm. Without a chain: the answers of the API are made, and held to its
//! description.

use anyhow::{Context, Result, ensure};
use std::{process::Command, time::Duration};
use weir_e2e::repository;

/// How long the script may take.
const PATIENCE: Duration = Duration::from_secs(40 * 60);

#[test]
#[ignore = "twenty Commons at three widths take long: by name, with --ignored"]
fn every_page_of_any_commons_is_whole_and_keeps_to_its_window() -> Result<()> {
    let root = repository();
    let mut command = Command::new("node");
    command
        .current_dir(root.join("tests/e2e/browser"))
        .arg("extremes.mjs")
        .env("WEIR_TEST_DIST", root.join("indexer/web/dist"))
        .env("WEIR_TEST_OPENAPI", root.join("indexer/openapi.json"));
    let output = weir_test_support::output(command, PATIENCE)
        .context("node does not start; is Node.js installed?")?;
    let said = String::from_utf8_lossy(&output.stdout);
    let complaints = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success(),
        "extremes.mjs ended with {}:\n{said}{complaints}",
        output.status
    );
    Ok(())
}
