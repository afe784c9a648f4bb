//! Builds the contracts: blobs for PolkaVM, ABIs and metadata.
//!
//! `weir-build` compiles `contracts/commons` in release mode and leaves in
//! `<target>/contracts/commons/`:
//!
//! * `commons.polkavm`: the contract's blob,
//! * `library.polkavm`: the blob of the code library that the contract creates at its deployment.
//!   It must be uploaded before: the contract's blob knows it by its hash,
//! * `commons.abi`: the Solidity ABI, as JSON,
//! * `commons.json`: the Solidity metadata, which names the compiler and the blob's hash.
//!
//! The standard library is compiled for PolkaVM with the contract, so the build needs a toolchain
//! with the library's source: see [`toolchain`]. `CARGO_TARGET_DIR` moves `<target>`; what cargo
//! itself writes goes to `<target>/contracts-build`.

mod toolchain;

use std::{env, fs, path::Path};

use anyhow::{Context, Result, bail};
use contract_build::{
    BuildArtifacts, BuildMode, BuildResult, ComposeBuildArgs, ExecuteArgs, Features, ManifestPath,
    MetadataArtifacts, OutputType,
};

/// The build never runs inside a container.
struct NoContainer;

impl ComposeBuildArgs for NoContainer {
    fn compose_build_args() -> Result<Vec<String>> {
        Ok(Vec::new())
    }
}

fn main() -> Result<()> {
    // The repository that this program was built from.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let target =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));

    for (name, value) in toolchain::find()?.environment()? {
        // SAFETY: the program has no other thread yet.
        unsafe { env::set_var(name, value) };
    }
    let manifest = root.join("contracts/commons/Cargo.toml");
    let cargo_target = target.join("contracts-build");
    let folder = target.join("contracts/commons");
    pin_versions(&root, &cargo_target)?;
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;

    let library = build(&manifest, &cargo_target, ("library", "s"), BuildArtifacts::CodeOnly)
        .context("cannot build the library of the contract")?;
    let blob = library.dest_binary.context("the library's build left no blob")?;
    let code = fs::read(&blob).with_context(|| format!("cannot read {}", blob.display()))?;
    place(&blob, &folder.join("library.polkavm"))?;

    // The contract creates its library from this hash: pallet-revive's, Keccak-256 of the code.
    let hash = contract_build::code_hash(&code);
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    // SAFETY: as above.
    unsafe { env::set_var("COMMONS_LIBRARY_HASH", hash) };

    let contract = build(&manifest, &cargo_target, ("", "z"), BuildArtifacts::All)
        .context("cannot build the contract")?;
    let blob = contract.dest_binary.context("the contract's build left no blob")?;
    place(&blob, &folder.join("commons.polkavm"))?;
    match contract.metadata_result {
        Some(MetadataArtifacts::Solidity(files)) => {
            place(&files.dest_abi, &folder.join("commons.abi"))?;
            place(&files.dest_metadata, &folder.join("commons.json"))
        }
        _ => bail!("the contract's build left no Solidity metadata"),
    }
}

/// Builds the contract's crate, with a feature or none, at an optimisation level.
///
/// Both levels are for size. `z` is smaller for code without loops; with the curve's loops `s` is
/// smaller as well as faster. The arithmetic says itself where it may wrap around, so checks for
/// overflow would only be paid for.
fn build(
    manifest: &Path,
    cargo_target: &Path,
    (feature, level): (&str, &str),
    build_artifact: BuildArtifacts,
) -> Result<BuildResult> {
    // SAFETY: the program has no other thread; the builds run in processes of their own.
    unsafe {
        env::set_var("CARGO_PROFILE_RELEASE_OPT_LEVEL", level);
        env::set_var("CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS", "false");
    }
    let mut features = Features::default();
    if !feature.is_empty() {
        features.push(feature.to_owned());
    }
    contract_build::execute::<NoContainer>(ExecuteArgs {
        manifest_path: ManifestPath::new(manifest)?,
        build_mode: BuildMode::Release,
        build_artifact,
        features,
        output_type: OutputType::HumanReadable,
        target_dir: Some(cargo_target.to_owned()),
        ..ExecuteArgs::default()
    })
}

/// Lets the builds use the versions in the workspace's lock file.
///
/// They run on a copy of the contract outside the workspace, where cargo would take the newest
/// versions: the code, and with it its hash, would change from day to day. They get a copy of the
/// lock file, since cargo strikes from it what the contract does not use.
fn pin_versions(root: &Path, cargo_target: &Path) -> Result<()> {
    fs::create_dir_all(cargo_target)
        .with_context(|| format!("cannot create {}", cargo_target.display()))?;
    let copy = cargo_target.join("Cargo.lock");
    fs::copy(root.join("Cargo.lock"), &copy)
        .with_context(|| format!("cannot copy the lock file to {}", copy.display()))?;
    // SAFETY: the program has no other thread yet.
    unsafe {
        env::set_var("CARGO_RESOLVER_LOCKFILE_PATH", copy);
        env::set_var("CARGO_UNSTABLE_LOCKFILE_PATH", "true");
        env::set_var("RUSTC_BOOTSTRAP", "1");
    }
    Ok(())
}

/// Copies an artefact to its place and says so.
fn place(from: &Path, to: &Path) -> Result<()> {
    let bytes = fs::copy(from, to)
        .with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    println!("{} ({bytes} bytes)", to.display());
    Ok(())
}
