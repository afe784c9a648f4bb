//! What has to be done when this process ends, however it ends.

use anyhow::{Context, Result};
use std::{
    io::Write,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{ChildStdin, Command, Stdio},
    sync::Mutex,
};

/// Reads commands as long as the test process lives, and runs them when it is gone.
const SCRIPT: &str = r#"
commands=
while IFS= read -r command; do commands="$commands$command;"; done
eval "$commands"
"#;

/// Has a shell run `command` when this process has ended. It may have returned, panicked or been
/// killed: the kernel closes the pipe that the shell waits at in any case.
pub(crate) fn at_end(command: &str) -> Result<()> {
    static GUARDIAN: Mutex<Option<ChildStdin>> = Mutex::new(None);
    let mut guardian = GUARDIAN.lock().unwrap_or_else(|broken| broken.into_inner());
    let pipe = match &mut *guardian {
        Some(pipe) => pipe,
        none => none.insert(start()?),
    };
    writeln!(pipe, "{command}").context("the guardian of this test process is gone")
}

fn start() -> Result<ChildStdin> {
    #[expect(clippy::disallowed_methods, reason = "it outlives this process")]
    let mut shell = Command::new("sh")
        .args(["-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // Ctrl-C ends the tests, and not what cleans up after them.
        .process_group(0)
        .spawn()
        .context("cannot start a shell")?;
    shell.stdin.take().context("the shell has no input")
}

/// A new folder that stays until this process has ended, for what a whole test binary shares.
///
/// # Errors
/// There is no room for it.
pub fn lasting_folder(prefix: &str) -> Result<PathBuf> {
    let folder = tempfile::Builder::new().prefix(prefix).tempdir()?.keep();
    remove_at_end(&folder)?;
    Ok(folder)
}

/// Has a folder removed when this process has ended, if it is still there.
///
/// # Errors
/// There is no shell that could do it.
pub fn remove_at_end(folder: &Path) -> Result<()> {
    at_end(&format!("rm -rf {}", quoted(folder)))
}

/// A path as one word of a shell's command.
pub(crate) fn quoted(path: &Path) -> String {
    format!("'{}'", path.display().to_string().replace('\'', r"'\''"))
}
