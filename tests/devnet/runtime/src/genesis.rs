//! The genesis state: endowed development accounts, which map themselves, a dollar beside the native
//! money, and Alice as the sudo key.

use crate::{money, AssetId, Balance, RuntimeGenesisConfig};
use alloc::{string::ToString, vec, vec::Vec};
use pallet_assets::GenesisConfig as AssetsConfig;
use pallet_balances::GenesisConfig as BalancesConfig;
use pallet_sudo::GenesisConfig as SudoConfig;
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET};
use sp_keyring::Sr25519Keyring;

/// A dollar to test reserves with that are not the native money. It has the identifier and the
/// decimals that USDT has on the Hub, and like it needs no native money in its holder's account.
pub const TEST_USD: AssetId = 1984;
/// One whole test dollar: 6 decimals.
pub const TEST_USD_UNIT: Balance = 1_000_000;
/// The least that an account can hold of it, a cent as on the Hub.
pub const TEST_USD_MINIMUM: Balance = TEST_USD_UNIT / 100;

/// The development chain's configuration at genesis.
pub fn development_config() -> RuntimeGenesisConfig {
    let alice = Sr25519Keyring::Alice.to_account_id();
    let balances: Vec<_> = money::endowed_accounts().collect();
    let accounts = balances
        .iter()
        .map(|(account, _)| (TEST_USD, account.clone(), 1_000_000 * TEST_USD_UNIT))
        .collect();
    RuntimeGenesisConfig {
        balances: BalancesConfig { balances, ..Default::default() },
        assets: AssetsConfig {
            assets: vec![(TEST_USD, alice.clone(), true, TEST_USD_MINIMUM)],
            metadata: vec![(TEST_USD, b"Test USD".to_vec(), b"TUSD".to_vec(), 6)],
            accounts,
            ..Default::default()
        },
        sudo: SudoConfig { key: Some(alice) },
        ..Default::default()
    }
}

/// The development preset: the same configuration as JSON.
pub fn development() -> serde_json::Value {
    serde_json::to_value(development_config()).expect("the configuration is plain data")
}

/// The preset with this name, encoded, if there is one.
pub fn preset(id: &PresetId) -> Option<Vec<u8>> {
    (id.as_str() == DEV_RUNTIME_PRESET).then(|| development().to_string().into_bytes())
}

/// Names of the presets.
pub fn preset_names() -> Vec<PresetId> {
    vec![PresetId::from(DEV_RUNTIME_PRESET)]
}
