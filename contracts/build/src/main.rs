//! Builds the contracts: blobs for PolkaVM, ABIs and metadata.
//!
//! `weir-build` compiles `contracts/commons` and `contracts/conviction` in release mode and leaves in
//! `<target>/contracts/commons/` and `<target>/contracts/conviction/`:
//!
//! * `commons.polkavm`, `conviction.polkavm`: the contracts' blobs,
//! * `market.polkavm`, `treasury.polkavm`: the blobs of the code libraries that the Commons creates
//!   at its deployment. They must be uploaded before: the contract's blob knows them by their hashes,
//! * `commons.abi`, `conviction.abi`: the Solidity ABIs, as JSON,
//! * `commons.json`, `conviction.json`: the Solidity metadata, which name the compiler and the
//!   blob's hash.
//!
//! What ABIs and metadata are made from is kept in the repository: see [`interface`]. `weir-build
//! --blobs` leaves them as they are, for work on the contracts' code.
//!
//! The standard library is compiled for PolkaVM with the contract, so the build needs a toolchain
//! with the library's source: see [`toolchain`]. `CARGO_TARGET_DIR` moves `<target>`; what cargo
//! itself writes goes to `<target>/contracts-build`.

mod cargo;
mod interface;
mod manifest;
mod toolchain;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use contract_build::{
    BuildArtifacts, BuildMode, BuildResult, ComposeBuildArgs, ExecuteArgs, Features, ManifestPath,
    MetadataArtifacts, OutputType,
};
use interface::Interface;

/// The build never runs inside a container.
struct NoContainer;

impl ComposeBuildArgs for NoContainer {
    fn compose_build_args() -> Result<Vec<String>> {
        Ok(Vec::new())
    }
}

/// How the program is called.
const USAGE: &str =
    "usage: weir-build [--blobs]\n\n--blobs  build the blobs alone, without ABIs and metadata";

fn main() -> Result<()> {
    if cargo::stand_in()? {
        return Ok(());
    }
    let arguments: Vec<_> = env::args().skip(1).collect();
    let metadata = match &arguments[..] {
        [] => true,
        [only] if only == "--blobs" => false,
        _ => bail!(USAGE),
    };
    let root = repository()?;
    let target =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
    let toolchain = toolchain::find()?;
    for (name, value) in toolchain.environment()? {
        // SAFETY: the program has no other thread; the builds run in processes of their own.
        unsafe { env::set_var(name, value) };
    }

    let workshop = Workshop { cargo_target: target.join("contracts-build"), root, metadata };
    forget_unfinished(&workshop.cargo_target.join("ink"))?;

    let folder = target.join("contracts/commons");
    for (feature, hash) in
        [("market", "COMMONS_MARKET_HASH"), ("treasury", "COMMONS_TREASURY_HASH")]
    {
        let code = workshop.library("commons", feature, &folder)?;
        // The contract creates its libraries from these hashes.
        // SAFETY: as above.
        unsafe { env::set_var(hash, interface::digits(&code)) };
    }
    workshop.contract("commons", "z", &folder)?;
    workshop.contract("conviction", "s", &target.join("contracts/conviction"))
}

/// The repository that this program was built from.
fn repository() -> Result<PathBuf> {
    Ok(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?)
}

/// Where contracts are built.
struct Workshop {
    /// The repository.
    root: PathBuf,
    /// What cargo writes goes here.
    cargo_target: PathBuf,
    /// Whether ABIs and metadata are written.
    metadata: bool,
}

impl Workshop {
    /// Builds the code library that a feature makes of a contract, and returns its code.
    ///
    /// `z` is smaller for code without loops; with the curve's loops, `s` is smaller as well as
    /// faster.
    fn library(&self, contract: &str, feature: &str, folder: &Path) -> Result<Vec<u8>> {
        let result = self
            .build(contract, "s", feature, BuildArtifacts::CodeOnly)
            .with_context(|| format!("cannot build the library {feature} of {contract}"))?;
        place_blob(&result, folder, feature)
    }

    /// Builds a contract, with its ABI and metadata if they are wanted.
    fn contract(&self, name: &str, level: &str, folder: &Path) -> Result<()> {
        let context = || format!("cannot build the contract {name}");
        // Removes ABI and metadata of the last build as well: contract-build writes them where the
        // blob is another or they are missing, and the interface is no part of the blob.
        let result = self.build(name, level, "", BuildArtifacts::CodeOnly).with_context(context)?;
        place_blob(&result, folder, name)?;
        if !self.metadata {
            return Ok(());
        }
        for (variable, value) in Interface::read(&self.root, name)?.environment() {
            // SAFETY: the program has no other thread; the builds run in processes of their own.
            unsafe { env::set_var(variable, value) };
        }
        let result = self.build(name, level, "", BuildArtifacts::All).with_context(context)?;
        let Some(MetadataArtifacts::Solidity(files)) = result.metadata_result else {
            bail!("the contract's build left no Solidity metadata");
        };
        place(&files.dest_abi, &folder.join(format!("{name}.abi")))?;
        place(&files.dest_metadata, &folder.join(format!("{name}.json")))
    }

    /// Builds a contract, with a feature or none, at a level of optimisation.
    fn build(
        &self,
        contract: &str,
        level: &str,
        feature: &str,
        build_artifact: BuildArtifacts,
    ) -> Result<BuildResult> {
        let manifest = manifest::standalone(&self.root, contract, &self.cargo_target, level)?;
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
            target_dir: Some(self.cargo_target.clone()),
            ..ExecuteArgs::default()
        })
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

/// Copies a build's blob into a folder and returns it.
fn place_blob(result: &BuildResult, folder: &Path, name: &str) -> Result<Vec<u8>> {
    let blob = result.dest_binary.as_ref().context("the build left no blob")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    place(blob, &folder.join(format!("{name}.polkavm")))?;
    fs::read(blob).with_context(|| format!("cannot read {}", blob.display()))
}

/// Copies an artefact to its place and says so.
fn place(from: &Path, to: &Path) -> Result<()> {
    let bytes = fs::copy(from, to)
        .with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    println!("{} ({bytes} bytes)", to.display());
    Ok(())
}
