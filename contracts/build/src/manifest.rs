//! The manifest that a contract's blob is built from.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use toml::{Table, Value};

/// How the program that writes the metadata is built: quickly.
const METADATA_PROFILE: &str =
    "[profile.release]\nopt-level = 0\nlto = \"off\"\ncodegen-units = 16\n";

/// Writes the manifest of the contract `name` as that of a workspace of its own, beside a copy of
/// the repository's lock file, and returns its path.
///
/// contract-build takes a contract out of its workspace to build it. Without this, the lock file
/// would stay behind and cargo would take the newest version of everything: the code, and with it
/// its hash, would change from day to day. The profile could not be set there either.
pub(crate) fn standalone(root: &Path, name: &str, target: &Path, level: &str) -> Result<PathBuf> {
    let source = root.join("contracts").join(name);
    let path = source.join("Cargo.toml");
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut manifest: Table =
        text.parse().with_context(|| format!("{} is no manifest", path.display()))?;
    make_absolute(&mut manifest, &source);

    let mut release = Table::new();
    release.insert("opt-level".into(), level.into());
    // The contract says itself where its arithmetic may wrap around.
    release.insert("overflow-checks".into(), false.into());
    let mut profile = Table::new();
    profile.insert("release".into(), release.into());
    manifest.insert("profile".into(), profile.into());
    manifest.insert("workspace".into(), Table::new().into());

    let folder = target.join("manifests").join(name);
    let write = |file: &str, text: &str| -> Result<PathBuf> {
        let path = folder.join(file);
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path)
    };
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let lock = root.join("Cargo.lock");
    let lock =
        fs::read_to_string(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
    write("Cargo.lock", &lock)?;
    // The program that writes the metadata is built from here as well, with the contract and the
    // whole of ink! for this machine, to run once. The blob's build runs elsewhere, and neither
    // takes the settings of the other.
    fs::create_dir_all(folder.join(".cargo"))
        .with_context(|| format!("cannot create {}/.cargo", folder.display()))?;
    write(".cargo/config.toml", METADATA_PROFILE)?;
    write("Cargo.toml", &manifest.to_string())
}

/// Makes every `path` in a manifest absolute: the library's and the dependencies'.
fn make_absolute(table: &mut Table, folder: &Path) {
    for (key, value) in table {
        match value {
            Value::String(path) if key == "path" => {
                *path = folder.join(path.as_str()).to_string_lossy().into_owned();
            }
            Value::Table(table) => make_absolute(table, folder),
            _ => {}
        }
    }
}
