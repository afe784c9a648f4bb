//! Scripts that use the page in a browser as people do. What only the test can do, such as killing
//! the node, they ask for.

use crate::{Database, Weir, repository};
use anyhow::{Context, Result, ensure};
use std::{
    io::{BufRead, BufReader, Read, Write},
    process::{Command, Stdio},
    thread,
};

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
    let mut child = Command::new("node")
        .current_dir(repository().join("tests/e2e/browser"))
        .args(script.split(' '))
        .envs(weir.get_envs().filter_map(|(name, value)| Some((name, value?))))
        .env("WEIR", weir.get_program())
        .env("WEIR_TEST_PAGE", page)
        .env("WEIR_TEST_NODE", format!("http://127.0.0.1:{node}"))
        .env("WEIR_TEST_DATABASE", &database.url)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("node does not start; is Node.js installed?")?;
    let mut stdin = child.stdin.take().context("it has an input")?;
    let stdout = child.stdout.take().context("it has an output")?;
    let mut stderr = child.stderr.take().context("it has an output for errors")?;
    let complaints = thread::spawn(move || {
        let mut text = String::new();
        stderr.read_to_string(&mut text).map(|_| text)
    });
    let mut said = String::new();
    let mut unfulfilled = None;
    for line in BufReader::new(stdout).lines() {
        let line = line?;
        said.push_str(&line);
        said.push('\n');
        if let Some(wish) = line.strip_prefix(WISH) {
            if let Err(error) = fulfil(wish) {
                unfulfilled = Some(error.context(format!("it asked: {wish}")));
                child.kill()?;
                break;
            }
            stdin.write_all(b"done\n")?;
        }
    }
    drop(stdin);
    let status = child.wait()?;
    if let Some(error) = unfulfilled {
        return Err(error);
    }
    let complaints = complaints.join().ok().and_then(Result::ok).unwrap_or_default();
    ensure!(status.success(), "{script} ended with {status}:\n{said}{complaints}");
    print!("{said}");
    Ok(())
}
