//! Commands that run to their end within a limit.

use crate::{process::end_of, spawn::spawn};
use anyhow::{Context, Result, bail};
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use std::{
    fs::File,
    io::{Read, Seek, Write},
    process::{Command, Output, Stdio},
    time::Duration,
};

/// How long a command that overran its limit has to put its things in order.
const LAST_WORDS: Duration = Duration::from_secs(20);

/// Runs a command without input to its end and collects what it prints.
///
/// # Errors
/// It cannot be started, or still runs after `limit`: it is ended, and the error says which command
/// it was and what it printed.
pub fn output(command: Command, limit: Duration) -> Result<Output> {
    output_for(b"", command, limit)
}

/// Runs a command on this input to its end and collects what it prints.
///
/// # Errors
/// As [`output`].
pub fn output_for(input: &[u8], mut command: Command, limit: Duration) -> Result<Output> {
    let shown = format!("{command:?}");
    // Files and not pipes: a pipe ends with its last writer, and a child of the command may outlive it.
    let mut stdin = tempfile::tempfile()?;
    stdin.write_all(input)?;
    stdin.rewind()?;
    let (mut stdout, mut stderr) = (tempfile::tempfile()?, tempfile::tempfile()?);
    command.stdin(Stdio::from(stdin)).stdout(stdout.try_clone()?).stderr(stderr.try_clone()?);
    let mut child = spawn(command).with_context(|| format!("cannot start {shown}"))?;
    let status = match end_of(&mut child, limit)? {
        Some(status) => status,
        None => {
            let _ = kill(Pid::from_raw(i32::try_from(child.id())?), Signal::SIGTERM);
            if end_of(&mut child, LAST_WORDS)?.is_none() {
                child.kill()?;
                end_of(&mut child, LAST_WORDS)?;
            }
            let said = [contents(&mut stdout)?, contents(&mut stderr)?].concat();
            bail!("{shown} still ran after {limit:?}:\n{}", String::from_utf8_lossy(&said));
        }
    };
    Ok(Output { status, stdout: contents(&mut stdout)?, stderr: contents(&mut stderr)? })
}

/// Waits for something asynchronous, at most `limit`.
///
/// # Errors
/// It fails, or takes longer; says what was waited for.
pub async fn within<T, E>(
    what: &str,
    limit: Duration,
    work: impl Future<Output = Result<T, E>>,
) -> Result<T>
where
    anyhow::Error: From<E>,
{
    let done = tokio::time::timeout(limit, work).await;
    Ok(done.with_context(|| format!("{what}: not within {limit:?}"))??)
}

fn contents(file: &mut File) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}
