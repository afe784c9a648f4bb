//! What ink! generates of a contract's interface, kept in `contracts/build/interfaces`.
//!
//! contract-build writes ABI and metadata from it. To get it, it has cargo build a program
//! `metadata-gen`, which links the contract with the whole of ink!, compiled for this machine: 500
//! crates and several minutes, where the blobs take seconds. It follows from the interface alone. So
//! what that program prints is kept, with the hash of the interface in it, and the program is built
//! only for another interface. What it prints then is to be committed with the change.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// Names the file that is kept, for the process that stands in for cargo.
const FILE: &str = "WEIR_BUILD_INTERFACE";

/// Says which interface it has to be of.
const KEY: &str = "WEIR_BUILD_INTERFACE_KEY";

/// A contract's interface.
pub(crate) struct Interface {
    /// Keccak-256 of all that it is made of.
    key: String,
    /// Where what is generated of it is kept.
    file: PathBuf,
}

impl Interface {
    /// Reads the interface of a contract: the manifest, which names ink!'s version, `src/interface.rs`,
    /// and what is below that but for the tests.
    pub(crate) fn read(root: &Path, name: &str) -> Result<Self> {
        let contract = root.join("contracts").join(name);
        let mut files = vec![contract.join("Cargo.toml"), contract.join("src/interface.rs")];
        collect(&contract.join("src/interface"), &mut files)?;
        let mut bytes = Vec::new();
        for file in files.iter().filter(|file| !file.ends_with("tests.rs")) {
            let text = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
            bytes.extend(contract_build::code_hash(&text));
        }
        let file = root.join("contracts/build/interfaces").join(format!("{name}.json"));
        Ok(Self { key: digits(&bytes), file })
    }

    /// The environment in which [`Self::from_environment`] finds it.
    pub(crate) fn environment(&self) -> [(&'static str, &Path); 2] {
        [(FILE, &self.file), (KEY, Path::new(&self.key))]
    }

    /// The interface of the contract that is being built.
    pub(crate) fn from_environment() -> Result<Self> {
        let file = env::var_os(FILE).with_context(|| format!("{FILE} is not set"))?.into();
        let key = env::var(KEY).with_context(|| format!("{KEY} is not set"))?;
        Ok(Self { key, file })
    }

    /// What is kept, if it is of this interface.
    pub(crate) fn kept(&self) -> Option<String> {
        fs::read_to_string(&self.file).ok().filter(|text| text.starts_with(&self.beginning()))
    }

    /// Keeps what was generated, and returns it as it is kept.
    pub(crate) fn keep(&self, generated: &str) -> Result<String> {
        let members =
            generated.trim().strip_prefix('{').context("what was generated is no JSON")?;
        let text = format!("{}{members}\n", self.beginning());
        let file = self.file.display();
        fs::write(&self.file, &text).with_context(|| format!("cannot write {file}"))?;
        eprintln!("{file} is of the new interface; commit it with that");
        Ok(text)
    }

    /// How what is kept begins.
    fn beginning(&self) -> String {
        format!("{{\n  \"interface\": \"{}\",", self.key)
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

#[cfg(test)]
mod tests {
    use super::Interface;
    use crate::repository;

    #[test]
    fn what_is_kept_is_of_the_interfaces_as_they_are() {
        for name in ["commons", "conviction"] {
            let interface = Interface::read(&repository().unwrap(), name).unwrap();
            let file = interface.file.display();
            assert!(
                interface.kept().is_some(),
                "{file} is of another interface: weir-build writes it; commit it with the change"
            );
        }
    }
}
