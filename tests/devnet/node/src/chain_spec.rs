//! The chain's specification: the runtime's development preset.

use sc_service::{ChainSpec, ChainType, GenericChainSpec, Properties};
use sp_core::storage::well_known_keys;
use sp_runtime::BuildStorage;
use weir_devnet_runtime::{genesis, WASM_BINARY};

/// The name of the chain that has none of its own.
const DEFAULT: &str = "dev";
/// Where in the state another name stands.
const NAME: &[u8] = b":weir:name";

/// Names the money, so that wallets show it right, and embeds the runtime.
///
/// The state is made natively: for the runtime to make it from its preset, its WebAssembly would be
/// compiled twice more, and that is most of what a node does when it starts.
///
/// Chains of different names begin with different blocks.
pub fn development(name: &str) -> Result<Box<dyn ChainSpec>, String> {
    let wasm = WASM_BINARY.ok_or("this node was built with SKIP_WASM_BUILD and has no runtime")?;
    let mut properties = Properties::new();
    properties.insert("tokenSymbol".into(), "DOT".into());
    properties.insert("tokenDecimals".into(), 10.into());
    properties.insert("ss58Format".into(), 42.into());
    let mut storage = genesis::development_config().build_storage()?;
    storage.top.insert(well_known_keys::CODE.to_vec(), wasm.to_vec());
    if name != DEFAULT {
        storage.top.insert(NAME.to_vec(), name.as_bytes().to_vec());
    }
    let mut spec = GenericChainSpec::<Option<()>>::builder(wasm, None)
        .with_name("Weir Development")
        .with_id("weir_dev")
        .with_chain_type(ChainType::Development)
        .with_properties(properties)
        .build();
    spec.set_storage(storage);
    Ok(Box::new(spec))
}
