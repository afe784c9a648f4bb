//! The chain's specification: the runtime's development preset.

use sc_service::{ChainType, GenericChainSpec, Properties};
use weir_devnet_runtime::WASM_BINARY;

/// Names the money, so that wallets show it right, and embeds the runtime.
pub fn development() -> Result<Box<dyn sc_cli::ChainSpec>, String> {
    let wasm = WASM_BINARY.ok_or("this node was built with SKIP_WASM_BUILD and has no runtime")?;
    let mut properties = Properties::new();
    properties.insert("tokenSymbol".into(), "DOT".into());
    properties.insert("tokenDecimals".into(), 10.into());
    properties.insert("ss58Format".into(), 42.into());
    let spec = GenericChainSpec::<Option<()>>::builder(wasm, None)
        .with_name("Weir Development")
        .with_id("weir_dev")
        .with_chain_type(ChainType::Development)
        .with_genesis_config_preset_name("development")
        .with_properties(properties)
        .build();
    Ok(Box::new(spec))
}
