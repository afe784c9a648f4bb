//! Scripts that use the page in a browser as people do. What only the test can do, such as killing
//! the node, they ask for.

use crate::{Database, Weir, repository};
use anyhow::{Context, Result, ensure};
use std::{
    process::Command,
    time::{Duration, Instant},
};
use weir_test_support::Dialogue;

/// How long a script may take. It gives up a little earlier by itself, and says at which step.
const PATIENCE: Duration = Duration::from_secs(20 * 60);

/// What a line begins with that asks for something.
const WISH: &str = "please ";

/// Runs a script of `tests/e2e/browser`, by its name and arguments, and does what it asks for until
/// it ends: beside a node on this port, with the page at this URL.
///
/// # Errors
/// It ended badly, with all that it said; or a wish could not be fulfilled.
pub fn run_in_browser(
    script: &str,
    (node, weir, database, page): (u16, &Weir, &Database, String),
    mut fulfil: impl FnMut(&str) -> Result<()>,
) -> Result<()> {
    let weir = weir.command(&[])?;
    let mut command = Command::new("node");
    command
        .current_dir(repository().join("tests/e2e/browser"))
        .args(script.split(' '))
        .envs(weir.get_envs().filter_map(|(name, value)| Some((name, value?))))
        .env("WEIR", weir.get_program())
        .env("WEIR_TEST_PAGE", page)
        .env("WEIR_TEST_NODE", format!("http://127.0.0.1:{node}"))
        .env("WEIR_TEST_DATABASE", &database.url);
    let mut browser =
        Dialogue::with(command).context("node does not start; is Node.js installed?")?;
    let end = Instant::now() + PATIENCE;
    let mut said = String::new();
    let mut play = || -> Result<()> {
        while let Some(line) = browser.hear(end.saturating_duration_since(Instant::now()))? {
            said.push_str(&line);
            said.push('\n');
            if let Some(wish) = line.strip_prefix(WISH) {
                fulfil(wish).with_context(|| format!("it asked: {wish}"))?;
                browser.say("done")?;
            }
        }
        let status = browser.end(Duration::from_secs(60))?;
        ensure!(status.success(), "it ended with {status}");
        Ok(())
    };
    let played = play();
    let complaints = browser.complaints()?;
    played.with_context(|| format!("{script} said:\n{said}{complaints}"))?;
    print!("{said}");
    Ok(())
}
