//! The development chain's runtime.
//!
//! As little as contracts need: accounts, money, fees, time, a sudo key, pallet-revive, and assets
//! that contracts see as ERC-20 tokens. Its prices are the Hub's (see [`money`]). Accounts map
//! themselves to their Ethereum-style address, and Ethereum transactions are accepted, so that
//! every kind of wallet can be tried against it.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

/// The runtime that can take this one's place: a later version, whose pallets have other indices,
/// so that its events do not read like this one's.
#[cfg(feature = "std")]
pub mod next {
    include!(concat!(env!("OUT_DIR"), "/next_binary.rs"));
}

mod apis;
pub mod genesis;
pub mod money;

pub use apis::RuntimeApi;

use alloc::{borrow::Cow, vec::Vec};
use frame::runtime::prelude::*;
use frame_support::{
    derive_impl, parameter_types,
    traits::{AsEnsureOriginWithArg, ConstBool, ConstU32, ConstU64, VariantCountOf},
};
use frame_system::{limits::BlockWeights, EnsureRoot, EnsureSigned};
use pallet_assets_precompiles::{InlineIdConfig, ERC20};
use pallet_revive::{
    evm::{fees::Info as FeeInfo, runtime::EthExtra},
    AccountId32Mapper, AutoMapper,
};
use pallet_transaction_payment::{ConstFeeMultiplier, FungibleAdapter, Multiplier};
use sp_runtime::{
    generic,
    traits::{BlakeTwo256, IdentifyAccount, One, Verify},
    MultiAddress, MultiSignature,
};

/// Signature of an account.
pub type Signature = MultiSignature;
/// Account identifier: 32 bytes.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// Native balance: 10 decimals.
pub type Balance = u128;
/// Identifier of an asset.
pub type AssetId = u32;
/// Number of an account's next transaction.
pub type Nonce = u32;
/// Height of a block.
pub type BlockNumber = u32;
/// Hash of a block.
pub type Hash = sp_core::H256;
/// How a transaction names an account.
pub type Address = MultiAddress<AccountId, ()>;
/// Header of a block.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// A block with its transactions.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;
/// A block whose transactions are opaque bytes: all that the node needs to know.
pub type OpaqueBlock = generic::Block<Header, sp_runtime::OpaqueExtrinsic>;
/// A transaction, Substrate's or Ethereum's.
pub type UncheckedExtrinsic =
    pallet_revive::evm::runtime::UncheckedExtrinsic<Address, Signature, EthExtraImpl>;
/// Executes blocks.
pub type Executive = frame_executive::Executive<
    Runtime,
    Block,
    frame_system::ChainContext<Runtime>,
    Runtime,
    AllPalletsWithSystem,
>;

/// What a transaction carries beside its call, and what is checked before it runs.
pub type TxExtension = (
    frame_system::CheckNonZeroSender<Runtime>,
    frame_system::CheckSpecVersion<Runtime>,
    frame_system::CheckTxVersion<Runtime>,
    frame_system::CheckGenesis<Runtime>,
    frame_system::CheckEra<Runtime>,
    frame_system::CheckNonce<Runtime>,
    frame_system::CheckWeight<Runtime>,
    pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
    pallet_revive::evm::tx_extension::SetOrigin<Runtime>,
    frame_system::WeightReclaim<Runtime>,
);

/// Gives an Ethereum transaction the extensions that a Substrate one carries itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EthExtraImpl;

impl EthExtra for EthExtraImpl {
    type Config = Runtime;
    type ExtensionV0 = TxExtension;
    type ExtensionOtherVersions = sp_runtime::traits::InvalidVersion;

    fn get_eth_extension(nonce: u32, tip: Balance) -> Self::ExtensionV0 {
        (
            frame_system::CheckNonZeroSender::new(),
            frame_system::CheckSpecVersion::new(),
            frame_system::CheckTxVersion::new(),
            frame_system::CheckGenesis::new(),
            frame_system::CheckEra::from(generic::Era::Immortal),
            frame_system::CheckNonce::from(nonce),
            frame_system::CheckWeight::new(),
            pallet_transaction_payment::ChargeTransactionPayment::from(tip),
            pallet_revive::evm::tx_extension::SetOrigin::new_from_eth_transaction(),
            frame_system::WeightReclaim::new(),
        )
    }
}

/// The runtime, but for what an upgrade changes.
macro_rules! runtime {
    (version: $version:tt, balances: $balances:tt, transaction_payment: $payment:tt) => {
        /// Name and version of this runtime.
        #[sp_version::runtime_version]
        pub const VERSION: RuntimeVersion = RuntimeVersion {
            spec_name: Cow::Borrowed("weir-devnet"),
            impl_name: Cow::Borrowed("weir-devnet"),
            authoring_version: 1,
            spec_version: $version,
            impl_version: 1,
            apis: apis::RUNTIME_API_VERSIONS,
            transaction_version: $version,
            system_version: 1,
        };

        #[frame_support::runtime]
        mod runtime {
            #[runtime::runtime]
            #[runtime::derive(
                RuntimeCall,
                RuntimeEvent,
                RuntimeError,
                RuntimeOrigin,
                RuntimeFreezeReason,
                RuntimeHoldReason,
                RuntimeSlashReason,
                RuntimeLockId,
                RuntimeTask,
                RuntimeViewFunction
            )]
            pub struct Runtime;

            #[runtime::pallet_index(0)]
            pub type System = frame_system::Pallet<Runtime>;
            #[runtime::pallet_index(1)]
            pub type Timestamp = pallet_timestamp::Pallet<Runtime>;
            #[runtime::pallet_index($balances)]
            pub type Balances = pallet_balances::Pallet<Runtime>;
            #[runtime::pallet_index(3)]
            pub type Sudo = pallet_sudo::Pallet<Runtime>;
            #[runtime::pallet_index($payment)]
            pub type TransactionPayment = pallet_transaction_payment::Pallet<Runtime>;
            // Stays where it is: what it holds of balances is noted by its index.
            #[runtime::pallet_index(5)]
            pub type Revive = pallet_revive::Pallet<Runtime>;
            #[runtime::pallet_index(6)]
            pub type Assets = pallet_assets::Pallet<Runtime>;
            #[runtime::pallet_index(7)]
            pub type AssetsPermit = pallet_assets_precompiles::permit::Pallet<Runtime>;
        }
    };
}

#[cfg(not(feature = "next"))]
runtime!(version: 1, balances: 2, transaction_payment: 4);
#[cfg(feature = "next")]
runtime!(version: 2, balances: 4, transaction_payment: 2);

parameter_types! {
    pub const Version: RuntimeVersion = VERSION;
    pub const BlockHashCount: BlockNumber = 4096;
    pub FeeMultiplier: Multiplier = Multiplier::one();
    pub RuntimeBlockWeights: BlockWeights =
        BlockWeights::with_sensible_defaults(money::MAXIMUM_BLOCK_WEIGHT, money::NORMAL_DISPATCH_RATIO);
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
    type Block = Block;
    type BlockHashCount = BlockHashCount;
    type BlockWeights = RuntimeBlockWeights;
    type DbWeight = money::DbWeight;
    type Version = Version;
    type AccountId = AccountId;
    type Hash = Hash;
    type Nonce = Nonce;
    type AccountData = pallet_balances::AccountData<Balance>;
    type OnNewAccount = AutoMapper<Runtime>;
    type OnKilledAccount = AutoMapper<Runtime>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Runtime {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Runtime {
    type AccountStore = System;
    type Balance = Balance;
    type ExistentialDeposit = money::ExistentialDeposit;
    type RuntimeFreezeReason = RuntimeFreezeReason;
    type FreezeIdentifier = RuntimeFreezeReason;
    type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
    type WeightInfo = pallet_balances::weights::SubstrateWeight<Runtime>;
}

#[derive_impl(pallet_sudo::config_preludes::TestDefaultConfig)]
impl pallet_sudo::Config for Runtime {}

#[derive_impl(pallet_transaction_payment::config_preludes::TestDefaultConfig)]
impl pallet_transaction_payment::Config for Runtime {
    type OnChargeTransaction = FungibleAdapter<Balances, ()>;
    type WeightToFee = money::WeightToFee;
    type LengthToFee =
        frame_support::weights::ConstantMultiplier<Balance, money::TransactionByteFee>;
    type FeeMultiplierUpdate = ConstFeeMultiplier<FeeMultiplier>;
    type WeightInfo = pallet_transaction_payment::weights::SubstrateWeight<Runtime>;
}

#[derive_impl(pallet_revive::config_preludes::TestDefaultConfig)]
impl pallet_revive::Config for Runtime {
    type AddressMapper = AccountId32Mapper<Self>;
    type AllowEVMBytecode = ConstBool<true>;
    type AutoMap = ConstBool<true>;
    type Balance = Balance;
    type ChainId = ConstU64<420_420_420>;
    type CodeHashLockupDepositPercent = money::CodeHashLockupDepositPercent;
    type Currency = Balances;
    type DepositPerByte = money::DepositPerByte;
    type DepositPerChildTrieItem = money::DepositPerChildTrieItem;
    type DepositPerItem = money::DepositPerItem;
    type FeeInfo = FeeInfo<Address, Signature, EthExtraImpl>;
    type GasScale = ConstU32<1_000>;
    type InstantiateOrigin = EnsureSigned<Self::AccountId>;
    type NativeToEthRatio = ConstU32<100_000_000>;
    type Precompiles = (ERC20<Self, InlineIdConfig<ASSETS_PREFIX>>,);
    type Time = Timestamp;
    type UploadOrigin = EnsureSigned<Self::AccountId>;
    type WeightInfo = pallet_revive::weights::SubstrateWeight<Self>;
}

/// What marks the address of an asset's ERC-20 contract: the Hub's prefix for assets that anyone
/// may create.
pub const ASSETS_PREFIX: u16 = 0x0120;

/// Address at which contracts find this asset as an ERC-20 token.
pub fn erc20_address(asset: AssetId) -> sp_core::H160 {
    let mut address = sp_core::H160::zero();
    address.0[..4].copy_from_slice(&asset.to_be_bytes());
    address.0[16..18].copy_from_slice(&ASSETS_PREFIX.to_be_bytes());
    address
}

// The Hub gives out the next free identifier; here the creator chooses one, so that a test knows
// the address beforehand.
impl pallet_assets::Config for Runtime {
    type ApprovalDeposit = money::ExistentialDeposit;
    type AssetAccountDeposit = money::AssetAccountDeposit;
    type AssetDeposit = money::AssetDeposit;
    type AssetId = AssetId;
    type AssetIdAllocator = ();
    type AssetIdParameter = codec::Compact<AssetId>;
    type Balance = Balance;
    type CallbackHandle = ();
    type CreateOrigin = AsEnsureOriginWithArg<EnsureSigned<AccountId>>;
    type Currency = Balances;
    type Extra = ();
    type ForceOrigin = EnsureRoot<AccountId>;
    type Freezer = ();
    type Holder = ();
    type MetadataDepositBase = money::AssetMetadataDepositBase;
    type MetadataDepositPerByte = money::DepositPerByte;
    type RemoveItemsLimit = ConstU32<1_000>;
    type ReserveData = ();
    type RuntimeEvent = RuntimeEvent;
    type StringLimit = ConstU32<50>;
    type WeightInfo = pallet_assets::weights::SubstrateWeight<Self>;
}

// Approvals by signature (EIP-2612), which the ERC-20 precompile includes.
impl pallet_assets_precompiles::PermitConfig for Runtime {
    type ChainId = <Self as pallet_revive::Config>::ChainId;
    type WeightInfo = pallet_assets_precompiles::weights::SubstrateWeight<Self>;
}
