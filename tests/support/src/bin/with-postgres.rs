//! Runs a command beside a PostgreSQL server of its own, which is gone when it ends:
//! `with-postgres COMMAND [ARGUMENT...]`. PostgreSQL's programs find the server by themselves; others
//! find its folder in `PGHOST`.

use anyhow::{Context, Result};
use std::{
    env,
    process::{Command, ExitCode},
};
use weir_test_support::Cluster;

fn main() -> Result<ExitCode> {
    let mut words = env::args_os().skip(1);
    let program = words.next().context("usage: with-postgres COMMAND [ARGUMENT...]")?;
    let cluster = Cluster::start()?;
    let mut command = Command::new(program);
    command.args(words).env("PGHOST", cluster.folder()).env("PGUSER", "postgres");
    command.env("PGDATABASE", "postgres").env("PATH", Cluster::search_path()?);
    #[expect(clippy::disallowed_methods, reason = "how long it may take is the caller's business")]
    let status = command.status()?;
    Ok(ExitCode::from(u8::try_from(status.code().unwrap_or(1)).unwrap_or(1)))
}
