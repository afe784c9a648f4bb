//! Money, fees and weights, with the values that Polkadot Hub has.
//!
//! Taken from the Hub's runtime (polkadot-fellows/runtimes, `system-parachains/constants` and
//! `asset-hub-polkadot`): a fee or a deposit that is measured here is the one a user would pay
//! there, up to the Hub's fee multiplier, which is fixed at one on this chain.

use crate::{AccountId, Balance, Runtime};
use frame_support::{
    parameter_types,
    weights::{
        constants::{ExtrinsicBaseWeight, WEIGHT_REF_TIME_PER_NANOS, WEIGHT_REF_TIME_PER_SECOND},
        RuntimeDbWeight, Weight,
    },
};
use sp_runtime::Perbill;

/// One DOT: 10 decimals.
pub const UNITS: Balance = 10_000_000_000;
/// A hundredth of a DOT.
pub const CENTS: Balance = UNITS / 100;
/// A thousandth of a cent.
pub const MILLICENTS: Balance = CENTS / 1_000;

/// Deposit for `items` storage items that hold `bytes` in all, a hundredth of the relay chain's.
pub const fn deposit(items: u32, bytes: u32) -> Balance {
    (items as Balance * 20 * UNITS + bytes as Balance * 100 * MILLICENTS) / 100
}

/// Compute and proof size that one block may use: 2 s and 10 MiB.
pub const MAXIMUM_BLOCK_WEIGHT: Weight =
    Weight::from_parts(WEIGHT_REF_TIME_PER_SECOND.saturating_mul(2), 10 * 1024 * 1024);
/// Share of a block that ordinary transactions may use.
pub const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(85);
/// Share of a block that is assumed to go into initialisation.
pub const AVERAGE_ON_INITIALIZE_RATIO: Perbill = Perbill::from_percent(5);

/// What a storage access costs on the Hub, whose collators keep the state in memory.
pub const HUB_DB_WEIGHT: RuntimeDbWeight = RuntimeDbWeight {
    read: 9_000 * WEIGHT_REF_TIME_PER_NANOS,
    write: 28_000 * WEIGHT_REF_TIME_PER_NANOS,
};

// A native build may set another value for its thread: the benchmark does, to set its figures
// beside ones that were measured with free storage accesses.
#[cfg(feature = "std")]
parameter_types! {
    pub static DbWeight: RuntimeDbWeight = HUB_DB_WEIGHT;
}
#[cfg(not(feature = "std"))]
parameter_types! {
    pub const DbWeight: RuntimeDbWeight = HUB_DB_WEIGHT;
}

/// Weight to fee on the Hub: a base extrinsic costs 1/200 of a cent, compute and proof size are
/// charged by whichever fills the block more.
pub type WeightToFee = pallet_revive::evm::fees::BlockRatioFee<
    { CENTS },
    { (200 * ExtrinsicBaseWeight::get().ref_time()) as u128 },
    Runtime,
    Balance,
>;

parameter_types! {
    pub const ExistentialDeposit: Balance = UNITS / 100;
    pub const TransactionByteFee: Balance = MILLICENTS / 2;
    pub const DepositPerItem: Balance = deposit(1, 0);
    pub const DepositPerChildTrieItem: Balance = deposit(1, 0) / 100;
    pub const DepositPerByte: Balance = deposit(0, 1);
    pub const CodeHashLockupDepositPercent: Perbill = Perbill::from_percent(30);
    pub const AssetDeposit: Balance = deposit(1, 190);
    pub const AssetAccountDeposit: Balance = deposit(1, 16);
    pub const AssetMetadataDepositBase: Balance = deposit(1, 68);
}

/// Every development account starts with a million DOT.
pub fn endowed_accounts() -> impl Iterator<Item = (AccountId, Balance)> {
    sp_keyring::Sr25519Keyring::well_known().map(|key| (key.to_account_id(), 1_000_000 * UNITS))
}
