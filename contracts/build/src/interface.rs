//! ABI and metadata that are still right.
//!
//! To write them, contract-build compiles ink! and the contract for this machine: minutes, where the
//! blobs take seconds. They follow from the contract's interface alone, but for the hash of the
//! blob. So as long as the interface stays as it is, the files stay, and only the hash is renewed.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// What the name of the blob's hash looks like in the metadata; the hash follows.
const HASH: &str = "\"hash\":\"0x";

/// What a contract's ABI and metadata are made of, all in one.
pub(crate) struct Interface {
    /// Keccak-256 of it.
    key: String,
    /// Where the key of the last build is.
    stamp: PathBuf,
}

impl Interface {
    /// Reads the interface of a contract: `src/lib.rs`, which is quoted in the metadata,
    /// `src/interface.rs` and what is below it, manifest and lock file. The metadata name the compiler
    /// as well.
    pub(crate) fn read(root: &Path, name: &str, target: &Path, compiler: &str) -> Result<Self> {
        let contract = root.join("contracts").join(name);
        let mut files = vec![root.join("Cargo.lock"), contract.join("Cargo.toml")];
        files.push(contract.join("src/lib.rs"));
        files.push(contract.join("src/interface.rs"));
        collect(&contract.join("src/interface"), &mut files)?;
        let mut bytes = compiler.as_bytes().to_vec();
        for file in &files {
            let text = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
            bytes.extend(contract_build::code_hash(&text));
        }
        let stamp = target.join("interfaces").join(name);
        Ok(Self { key: digits(&bytes), stamp })
    }

    /// Whether ABI and metadata of the last build are those of this interface.
    pub(crate) fn is_known(&self, abi: &Path) -> bool {
        abi.exists() && fs::read_to_string(&self.stamp).is_ok_and(|key| key == self.key)
    }

    /// Renews the blob's hash in the metadata; false if it is not to be found there.
    pub(crate) fn renew(&self, metadata: &Path, code: &[u8]) -> Result<bool> {
        let Ok(mut text) = fs::read_to_string(metadata) else { return Ok(false) };
        let Some(at) = text.find(HASH) else { return Ok(false) };
        let at = at + HASH.len();
        let hash = digits(code);
        if text.get(at..at + hash.len()).is_none() {
            return Ok(false);
        }
        text.replace_range(at..at + hash.len(), &hash);
        fs::write(metadata, text)
            .with_context(|| format!("cannot write {}", metadata.display()))?;
        Ok(true)
    }

    /// Notes that ABI and metadata are those of this interface.
    pub(crate) fn settle(&self) -> Result<()> {
        let folder = self.stamp.parent().context("a file is in a folder")?;
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&self.stamp, &self.key))
            .with_context(|| format!("cannot write {}", self.stamp.display()))
    }
}

/// The Keccak-256 hash of some bytes, in hexadecimal digits: pallet-revive's hash of a code.
pub(crate) fn digits(bytes: &[u8]) -> String {
    contract_build::code_hash(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Appends the files of a folder and of those in it, in the order of their names.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    let entries = fs::read_dir(folder)
        .and_then(|entries| entries.collect::<Result<Vec<_>, _>>())
        .with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths: Vec<_> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}
