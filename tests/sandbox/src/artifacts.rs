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
/// If there is none: a test that runs without its subject would prove nothing. So do the others.
pub fn commons() -> Vec<u8> {
    blob("commons/commons.polkavm")
}

/// The code library of the Commons that holds the curve. Both libraries have to be uploaded before
/// a Commons is deployed.
pub fn market() -> Vec<u8> {
    blob("commons/market.polkavm")
}

/// The code library of the Commons that holds the hatch, grants, services and roles.
pub fn treasury() -> Vec<u8> {
    blob("commons/treasury.polkavm")
}

/// The Conviction contract's PolkaVM blob.
pub fn conviction() -> Vec<u8> {
    blob("conviction/conviction.polkavm")
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
