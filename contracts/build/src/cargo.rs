//! Standing in for cargo, so that what ink! generates of an interface is generated only when that
//! changed: see [`crate::interface`]. Everything else is left to cargo.

use std::{
    env,
    ffi::OsString,
    io::Write,
    os::unix::process::CommandExt,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

use crate::interface::Interface;

/// Names the cargo that is stood in for. Where it is set, this program is called in its place.
const CARGO: &str = "WEIR_BUILD_CARGO";

/// The environment in which contract-build calls this program instead of cargo.
pub(crate) fn replaced(cargo: OsString) -> Result<[(&'static str, OsString); 2]> {
    let own = env::current_exe().context("this program is not to be found")?;
    Ok([("CARGO", own.into()), (CARGO, cargo)])
}

/// Does what cargo is asked for, if this program is called in its place; false if it is not.
pub(crate) fn stand_in() -> Result<bool> {
    let Some(cargo) = env::var_os(CARGO) else { return Ok(false) };
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let generates = arguments.first().is_some_and(|first| first == "run")
        && arguments.iter().any(|argument| argument == "metadata-gen");
    let mut command = Command::new(&cargo);
    command.args(arguments);
    if !generates {
        return Err(command.exec()).with_context(|| cannot_run(&cargo));
    }
    let interface = Interface::from_environment()?;
    let text = match interface.kept() {
        Some(text) => text,
        None => interface.keep(&generated(command).with_context(|| cannot_run(&cargo))?)?,
    };
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(true)
}

/// What the program prints that contract-build has written for it.
#[expect(clippy::disallowed_methods, reason = "a compilation takes what it takes")]
fn generated(mut command: Command) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        bail!("it ended with {}", output.status);
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn cannot_run(cargo: &OsString) -> String {
    format!("cannot run {}", Path::new(cargo).display())
}
