//! The chain's specification: the runtime's development preset.

use sc_service::{ChainSpec, ChainType, GenericChainSpec, Properties};
use sp_core::storage::well_known_keys;
use sp_runtime::BuildStorage;
use weir_devnet_runtime::{genesis, WASM_BINARY};

/// Names the money, so that wallets show it right, and embeds the runtime.
///
/// The state is made natively: for the runtime to make it from its preset, its WebAssembly would be
/// compiled twice more, and that is most of what a node does when it starts.
pub fn development() -> Result<Box<dyn ChainSpec>, String> {
    let wasm = WASM_BINARY.ok_or("this node was built with SKIP_WASM_BUILD and has no runtime")?;
    let mut properties = Properties::new();
    properties.insert("tokenSymbol".into(), "DOT".into());
    properties.insert("tokenDecimals".into(), 10.into());
    properties.insert("ss58Format".into(), 42.into());
    let mut storage = genesis::development_config().build_storage()?;
    storage.top.insert(well_known_keys::CODE.to_vec(), wasm.to_vec());
    let mut spec = GenericChainSpec::<Option<()>>::builder(wasm, None)
        .with_name("Weir Development")
        .with_id("weir_dev")
        .with_chain_type(ChainType::Development)
        .with_properties(properties)
        .build();
    spec.set_storage(storage);
    Ok(Box::new(spec))
}
