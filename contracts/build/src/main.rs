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

mod manifest;
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
        // SAFETY: the program has no other thread; the builds run in processes of their own.
        unsafe { env::set_var(name, value) };
    }

    let cargo_target = target.join("contracts-build");
    let folder = target.join("contracts/commons");
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;

    forget_unfinished(&cargo_target.join("ink"))?;

    // Both levels are for size. `z` is smaller for code without loops; with the curve's loops, `s`
    // is smaller as well as faster.
    let manifest = manifest::standalone(&root, "commons", &cargo_target, "s")?;
    let library = build(&manifest, &cargo_target, "library", BuildArtifacts::CodeOnly)
        .context("cannot build the library of the contract")?;
    let blob = library.dest_binary.context("the library's build left no blob")?;
    let code = fs::read(&blob).with_context(|| format!("cannot read {}", blob.display()))?;
    place(&blob, &folder.join("library.polkavm"))?;

    // The contract creates its library from this hash: pallet-revive's, Keccak-256 of the code.
    let hash: String =
        contract_build::code_hash(&code).iter().map(|byte| format!("{byte:02x}")).collect();
    // SAFETY: as above.
    unsafe { env::set_var("COMMONS_LIBRARY_HASH", hash) };

    let manifest = manifest::standalone(&root, "commons", &cargo_target, "z")?;
    let contract = build(&manifest, &cargo_target, "", BuildArtifacts::All)
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

/// Removes what a build that was killed left behind: contract-build writes down the target when a
/// build is through, and refuses to go on from one that is not.
fn forget_unfinished(folder: &Path) -> Result<()> {
    if folder.exists() && !folder.join(".target").exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

/// Builds a contract, with a feature or none.
fn build(
    manifest: &Path,
    cargo_target: &Path,
    feature: &str,
    build_artifact: BuildArtifacts,
) -> Result<BuildResult> {
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

/// Copies an artefact to its place and says so.
fn place(from: &Path, to: &Path) -> Result<()> {
    let bytes = fs::copy(from, to)
        .with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    println!("{} ({bytes} bytes)", to.display());
    Ok(())
}
