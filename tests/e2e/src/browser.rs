//! Scripts that use the page in a browser as people do. What only the test can do, such as killing
//! the node, they ask for.

use crate::{Database, Weir, repository};
use anyhow::{Context, Result, anyhow, ensure};
use std::{
    io::{BufRead, BufReader, Read, Seek, Write},
    process::{Command, Stdio},
    sync::mpsc::{RecvTimeoutError, channel},
    thread,
    time::{Duration, Instant},
};
use weir_test_support::spawn;

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
    let mut complaints = tempfile::tempfile()?;
    let mut command = Command::new("node");
    command
        .current_dir(repository().join("tests/e2e/browser"))
        .args(script.split(' '))
        .envs(weir.get_envs().filter_map(|(name, value)| Some((name, value?))))
        .env("WEIR", weir.get_program())
        .env("WEIR_TEST_PAGE", page)
        .env("WEIR_TEST_NODE", format!("http://127.0.0.1:{node}"))
        .env("WEIR_TEST_DATABASE", &database.url)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(complaints.try_clone()?);
    let mut child = spawn(command).context("node does not start; is Node.js installed?")?;
    let mut stdin = child.stdin.take().context("it has an input")?;
    let stdout = child.stdout.take().context("it has an output")?;
    let (sender, lines) = channel();
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines() {
            let Ok(line) = line else { return };
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    let end = Instant::now() + PATIENCE;
    let mut said = String::new();
    let broken_off = loop {
        let line = match lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(line) => line,
            Err(RecvTimeoutError::Disconnected) => break None,
            Err(RecvTimeoutError::Timeout) => break Some(anyhow!("not within {PATIENCE:?}")),
        };
        said.push_str(&line);
        said.push('\n');
        if let Some(wish) = line.strip_prefix(WISH) {
            if let Err(error) = fulfil(wish) {
                break Some(error.context(format!("it asked: {wish}")));
            }
            stdin.write_all(b"done\n")?;
        }
    };
    drop(stdin);
    if broken_off.is_some() {
        child.kill()?;
    }
    // Its output has ended, or it was killed: it is gone in a moment.
    #[expect(clippy::disallowed_methods, reason = "it has ended")]
    let status = child.wait()?;
    let mut text = String::new();
    complaints.rewind()?;
    complaints.read_to_string(&mut text)?;
    if let Some(error) = broken_off {
        return Err(error.context(format!("{script} was broken off:\n{said}{text}")));
    }
    ensure!(status.success(), "{script} ended with {status}:\n{said}{text}");
    print!("{said}");
    Ok(())
}
