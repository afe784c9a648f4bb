//! Processes that others started.

use anyhow::{Context, Result, bail};
use nix::unistd::Pid;
use std::fs;

/// The processes that this one started.
pub(crate) fn children(parent: Pid) -> Result<Vec<Pid>> {
    let mut children = Vec::new();
    for entry in fs::read_dir("/proc").context("processes are looked up in /proc")?.flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else {
            continue;
        };
        let pid = Pid::from_raw(pid);
        if status(pid).is_some_and(|(_, started_by)| started_by == parent.as_raw()) {
            children.push(pid);
        }
    }
    if children.is_empty() {
        bail!("process {parent} has started none");
    }
    Ok(children)
}

/// Whether it still runs.
pub(crate) fn is_alive(pid: Pid) -> bool {
    // Whoever inherited a dead process may take its time to notice.
    status(pid).is_some_and(|(state, _)| state != 'Z')
}

/// State and parent of a process.
fn status(pid: Pid) -> Option<(char, i32)> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name before them is in parentheses, and may hold anything.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    Some((fields.next()?.chars().next()?, fields.next()?.parse().ok()?))
}
