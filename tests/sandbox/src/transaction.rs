//! Signed transactions, as a wallet would send them: what they use and what they cost.

use crate::world::{to_h160, Executed, World};
use alloy_core::primitives::Address;
use codec::Encode;
use frame_support::weights::Weight;
use pallet_revive::StorageDeposit;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
    generic::{Era, SignedPayload, UncheckedExtrinsic as Generic},
    traits::Header as _,
    MultiSignature,
};
use weir_devnet_runtime::{
    Balance, Executive, Header, Runtime, RuntimeCall, RuntimeEvent, System, TxExtension,
    UncheckedExtrinsic,
};

/// What the chain noted about a transaction that it executed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Applied {
    /// Compute and proof size, with what every transaction costs.
    pub weight: Weight,
    /// Fee that was paid, in native units.
    pub fee: Balance,
    /// Bytes of the signed transaction.
    pub length: u32,
}

/// The transaction that calls a contract, with the limits that its dry run asked for.
pub fn call(to: Address, native: Balance, data: Vec<u8>, dry_run: &Executed) -> RuntimeCall {
    RuntimeCall::Revive(pallet_revive::Call::call {
        dest: to_h160(to),
        value: native,
        weight_limit: dry_run.weight_required,
        storage_deposit_limit: charge(dry_run),
        data,
    })
}

/// The transaction that deploys a contract, with the limits that its dry run asked for.
pub fn deploy(code: Vec<u8>, native: Balance, data: Vec<u8>, dry_run: &Executed) -> RuntimeCall {
    RuntimeCall::Revive(pallet_revive::Call::instantiate_with_code {
        value: native,
        weight_limit: dry_run.weight_required,
        storage_deposit_limit: charge(dry_run),
        code,
        data,
        salt: None,
    })
}

/// The transaction that uploads a blob for contracts to make use of.
pub fn upload(code: Vec<u8>) -> RuntimeCall {
    let storage_deposit_limit = Balance::MAX / 2;
    RuntimeCall::Revive(pallet_revive::Call::upload_code { code, storage_deposit_limit })
}

fn charge(dry_run: &Executed) -> Balance {
    match dry_run.deposit {
        StorageDeposit::Charge(amount) => amount,
        StorageDeposit::Refund(_) => 0,
    }
}

/// Signs a transaction and applies it in a block of its own.
///
/// # Panics
///
/// If the chain does not take it or it fails: whoever measures wants to know of both.
pub fn submit(world: &mut World, from: Sr25519Keyring, call: RuntimeCall) -> Applied {
    world.enter(|| apply(from, call))
}

/// As [`submit`], within the runtime's state.
pub fn apply(from: Sr25519Keyring, call: RuntimeCall) -> Applied {
    let header = Header::new(
        System::block_number() + 1,
        Default::default(),
        Default::default(),
        System::parent_hash(),
        Default::default(),
    );
    Executive::initialize_block(&header);

    let extrinsic = sign(from, call);
    let length = extrinsic.encoded_size() as u32;
    Executive::apply_extrinsic(extrinsic)
        .expect("the transaction is valid")
        .expect("the transaction succeeds");

    let mut applied = Applied { length, ..Applied::default() };
    for record in System::read_events_no_consensus() {
        match record.event {
            RuntimeEvent::System(frame_system::Event::ExtrinsicSuccess { dispatch_info }) => {
                applied.weight = dispatch_info.weight;
            }
            RuntimeEvent::TransactionPayment(
                pallet_transaction_payment::Event::TransactionFeePaid { actual_fee, .. },
            ) => applied.fee = actual_fee,
            _ => {}
        }
    }
    applied
}

fn sign(from: Sr25519Keyring, call: RuntimeCall) -> UncheckedExtrinsic {
    let account = from.to_account_id();
    let extension: TxExtension = (
        frame_system::CheckNonZeroSender::new(),
        frame_system::CheckSpecVersion::new(),
        frame_system::CheckTxVersion::new(),
        frame_system::CheckGenesis::new(),
        frame_system::CheckEra::from(Era::Immortal),
        frame_system::CheckNonce::from(System::account_nonce(&account)),
        frame_system::CheckWeight::new(),
        pallet_transaction_payment::ChargeTransactionPayment::<Runtime>::from(0),
        pallet_revive::evm::tx_extension::SetOrigin::default(),
        frame_system::WeightReclaim::new(),
    );
    let payload = SignedPayload::new(call.clone(), extension.clone())
        .expect("the extensions' implicit parts are in the state");
    let signature = payload.using_encoded(|bytes| from.sign(bytes));
    Generic::new_signed(call, account.into(), MultiSignature::Sr25519(signature), extension).into()
}
