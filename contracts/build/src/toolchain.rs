//! The Rust toolchain that compiles the contracts.
//!
//! It must have the source of the standard library, which is compiled for PolkaVM, and the linker
//! `rust-lld`. The first folder on `PATH` whose `rustc` has the source is taken, with the `cargo`
//! beside it, so that a second toolchain serves if the default one has none.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::cargo;

/// What to do if there is no toolchain with the library's source.
const NO_SOURCE: &str = "no Rust toolchain on PATH has the source of the standard library\n\
    with rustup:    rustup component add rust-src\n\
    on Debian:      apt-get install rustc-web cargo-web rust-web-src";

/// What to do if the linker is missing.
const NO_LINKER: &str = "rust-lld is neither on PATH nor in the toolchain\n\
    rustup's toolchains bring it along\n\
    on Debian: apt-get install lld-N, N being the LLVM version that `rustc -vV` names, and link\n\
    /usr/lib/llvm-N/bin/lld as rust-lld into ";

/// A toolchain that can compile for PolkaVM.
pub(crate) struct Toolchain {
    /// The folder of `cargo` and `rustc`.
    bin: PathBuf,
    /// The folder of the toolchain's own linker.
    tools: PathBuf,
}

/// Finds the toolchain.
pub(crate) fn find() -> Result<Toolchain> {
    let path = env::var_os("PATH").context("PATH is not set")?;
    for bin in env::split_paths(&path) {
        if !bin.join("rustc").is_file() || !bin.join("cargo").is_file() {
            continue;
        }
        let sysroot = PathBuf::from(ask(&bin, &["--print", "sysroot"])?);
        if sysroot.join("lib/rustlib/src/rust/library/core/Cargo.toml").is_file() {
            let version = ask(&bin, &["-vV"])?;
            let host = version
                .lines()
                .find_map(|line| line.strip_prefix("host: "))
                .context("`rustc -vV` names no host")?;
            let tools = sysroot.join("lib/rustlib").join(host).join("bin");
            return Ok(Toolchain { bin, tools });
        }
    }
    bail!(NO_SOURCE)
}

/// What `rustc` answers.
#[expect(clippy::disallowed_methods, reason = "rustc says what it is and ends")]
fn ask(bin: &Path, arguments: &[&str]) -> Result<String> {
    let rustc = bin.join("rustc");
    let output = Command::new(&rustc)
        .args(arguments)
        .output()
        .with_context(|| format!("cannot run {}", rustc.display()))?;
    if !output.status.success() {
        bail!("{} {arguments:?} failed: {}", rustc.display(), output.status);
    }
    Ok(String::from_utf8(output.stdout)?.trim_end().to_owned())
}

impl Toolchain {
    /// The environment in which the contracts' build finds this toolchain.
    pub(crate) fn environment(&self) -> Result<Vec<(&'static str, OsString)>> {
        let path = env::var_os("PATH").unwrap_or_default();
        let mut folders = vec![self.bin.clone(), self.tools.clone()];
        folders.extend(env::split_paths(&path));
        if !folders.iter().any(|folder| folder.join("rust-lld").is_file()) {
            bail!("{NO_LINKER}{}", self.tools.display());
        }
        let [own, stood_in_for] = cargo::replaced(self.bin.join("cargo").into())?;
        Ok(vec![
            ("PATH", env::join_paths(folders)?),
            own,
            stood_in_for,
            ("RUSTC", self.bin.join("rustc").into()),
            // cargo 1.95 and later take a target described in JSON only if told to.
            ("CARGO_UNSTABLE_JSON_TARGET_SPEC", "true".into()),
        ])
    }
}
