//! The compiled contracts that are put to the test.

use std::{env, fs, path::PathBuf};

/// The repository's root.
pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The folder with the contracts' artefacts: `WEIR_ARTIFACTS`, or where the contract build puts
/// them.
pub fn folder() -> PathBuf {
    env::var_os("WEIR_ARTIFACTS")
        .map_or_else(|| repository().join("target/contracts"), PathBuf::from)
}

/// The Commons contract's PolkaVM blob.
///
/// # Panics
///
/// If there is none: a test that runs without its subject would prove nothing.
pub fn commons() -> Vec<u8> {
    blob("commons/commons.polkavm")
}

/// The PolkaVM blob of the code library that the Commons makes use of. It has to be uploaded
/// before the Commons is deployed.
///
/// # Panics
///
/// If there is none, as [`commons`].
pub fn library() -> Vec<u8> {
    blob("commons/library.polkavm")
}

fn blob(name: &str) -> Vec<u8> {
    let path = folder().join(name);
    fs::read(&path).unwrap_or_else(|error| {
        panic!(
            "no contract at {}: {error}. `scripts/test` builds it and then runs these tests; \
             `cargo run -p weir-build` in the repository's root builds it alone",
            path.display()
        )
    })
}
