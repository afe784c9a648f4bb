//! The genesis state: endowed development accounts, which map themselves, and Alice as the sudo key.

use crate::{money, RuntimeGenesisConfig};
use alloc::{string::ToString, vec, vec::Vec};
use frame_support::build_struct_json_patch;
use pallet_balances::GenesisConfig as BalancesConfig;
use pallet_sudo::GenesisConfig as SudoConfig;
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET};
use sp_keyring::Sr25519Keyring;

/// The development preset, as the JSON patch that the chain specification applies.
pub fn development() -> serde_json::Value {
    let balances: Vec<_> = money::endowed_accounts().collect();
    build_struct_json_patch!(RuntimeGenesisConfig {
        balances: BalancesConfig { balances },
        sudo: SudoConfig { key: Some(Sr25519Keyring::Alice.to_account_id()) },
    })
}

/// The preset with this name, encoded, if there is one.
pub fn preset(id: &PresetId) -> Option<Vec<u8>> {
    (id.as_str() == DEV_RUNTIME_PRESET).then(|| development().to_string().into_bytes())
}

/// Names of the presets.
pub fn preset_names() -> Vec<PresetId> {
    vec![PresetId::from(DEV_RUNTIME_PRESET)]
}
