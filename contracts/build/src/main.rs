//! Builds the contracts: blobs for PolkaVM, ABIs and metadata.
//!
//! `weir-build` compiles `contracts/commons` in release mode and leaves in
//! `<target>/contracts/commons/`:
//!
//! * `commons.polkavm`: the blob that is uploaded to the chain,
//! * `commons.abi`: the Solidity ABI, as JSON,
//! * `commons.json`: the Solidity metadata, which names the compiler and the blob's hash.
//!
//! The standard library is compiled for PolkaVM with the contract, so the build needs a toolchain
//! with the library's source: see [`toolchain`]. `CARGO_TARGET_DIR` moves `<target>`; what cargo
//! itself writes goes to `<target>/contracts-build`.

mod toolchain;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use contract_build::{
    BuildMode, ComposeBuildArgs, ExecuteArgs, ManifestPath, MetadataArtifacts, OutputType,
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
    build("commons", &root.join("contracts/commons"), &target)
}

/// Builds the contract in `folder` and collects its artefacts as `<target>/contracts/name/name.*`.
fn build(name: &str, folder: &Path, target: &Path) -> Result<()> {
    let result = contract_build::execute::<NoContainer>(ExecuteArgs {
        manifest_path: ManifestPath::new(folder.join("Cargo.toml"))?,
        build_mode: BuildMode::Release,
        output_type: OutputType::HumanReadable,
        target_dir: Some(target.join("contracts-build")),
        ..ExecuteArgs::default()
    })
    .with_context(|| format!("cannot build the contract `{name}`"))?;

    let mut artefacts: Vec<(PathBuf, &str)> = Vec::new();
    artefacts.extend(result.dest_binary.map(|path| (path, "polkavm")));
    match result.metadata_result {
        Some(MetadataArtifacts::Solidity(files)) => {
            artefacts.push((files.dest_abi, "abi"));
            artefacts.push((files.dest_metadata, "json"));
        }
        Some(MetadataArtifacts::Ink(files)) => {
            artefacts.push((files.dest_metadata, "json"));
            artefacts.push((files.dest_bundle, "contract"));
        }
        None => {}
    }

    let folder = target.join("contracts").join(name);
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    for (from, extension) in artefacts {
        let to = folder.join(name).with_extension(extension);
        let bytes = fs::copy(&from, &to)
            .with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
        println!("{} ({bytes} bytes)", to.display());
    }
    Ok(())
}
