//! Dry runs by the runtime API `ReviveApi`: what a call would do, and what it would need.

use super::dispatch::Refused;
use crate::{
    amount::Amount,
    chain::{AtBlock, Chain},
    error::Error,
    refusal::{Reason, Refusal},
};
use alloy_core::primitives::Address;
use serde::Serialize;
use subxt::{
    dynamic::{self, Value},
    ext::{scale_decode::DecodeAsType, scale_encode::EncodeAsType},
    utils::{AccountId32, H160},
};

/// Compute time in picoseconds and proof size in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, DecodeAsType, EncodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
#[encode_as_type(crate_path = "subxt::ext::scale_encode")]
pub struct Weight {
    /// Compute time in picoseconds of a reference machine.
    pub ref_time: u64,
    /// Bytes of state that a validator must be sent.
    pub proof_size: u64,
}

impl Weight {
    /// What to allow for, as a limit: state and time will have moved when the transaction is
    /// executed. What is not used is not paid.
    ///
    /// A vote computes more, up to 0.2 billion ps for each of 16 proposals, if a second passes
    /// between the dry run and the block: in the dry run no time may have passed since the last one.
    pub(crate) fn with_margin(self) -> Self {
        Self {
            ref_time: self.ref_time.saturating_mul(2).saturating_add(4_000_000_000),
            proof_size: self.proof_size.saturating_add(self.proof_size / 5),
        }
    }
}

/// What a call would do and need.
#[derive(Debug, Clone)]
pub struct DryRun {
    /// What the transaction must be allowed to use.
    pub weight: Weight,
    /// The largest storage deposit that the call holds at any time.
    pub deposit: Amount,
    /// What the contract returned.
    pub output: Vec<u8>,
    /// The address that a new contract would get.
    pub address: Option<Address>,
}

/// What is called.
#[derive(Debug, Clone)]
pub(crate) enum Target {
    /// A contract.
    Contract(Address),
    /// The constructor of this code.
    Code(Vec<u8>),
}

/// A call of a contract, of whatever kind.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) target: Target,
    /// Native units.
    pub(crate) value: u128,
    pub(crate) data: Vec<u8>,
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct ContractResult<Output> {
    weight_required: Weight,
    max_storage_deposit: StorageDeposit,
    result: Outcome<Output>,
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
enum StorageDeposit {
    Refund,
    Charge(u128),
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
enum Outcome<Output> {
    Ok(Output),
    Err(Value),
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct Returned {
    flags: u32,
    data: Vec<u8>,
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct Instantiated {
    result: Returned,
    addr: H160,
}

#[derive(EncodeAsType)]
#[encode_as_type(crate_path = "subxt::ext::scale_encode")]
enum Code {
    Upload(Vec<u8>),
}

/// The flag by which a contract says that it reverted.
const REVERT: u32 = 1;

/// Runs a call at a block without a transaction.
///
/// # Errors
/// [`Error::Refused`] with the contract's reason, [`Error::Dispatch`] with the chain's.
pub(crate) async fn dry_run(
    chain: &Chain,
    at: &AtBlock,
    origin: &AccountId32,
    request: &Request,
) -> Result<DryRun, Error> {
    let none = (None::<Weight>, None::<u128>);
    match &request.target {
        Target::Contract(address) => {
            let arguments =
                (origin.0, address.0.0, request.value, none.0, none.1, request.data.clone());
            let payload = dynamic::runtime_api_call::<_, ContractResult<Returned>>(
                "ReviveApi",
                "call",
                arguments,
            );
            let result =
                at.runtime_apis().call(payload).await.map_err(Error::node("ReviveApi.call"))?;
            finish(chain, at, result, |returned| (returned, None))
        }
        Target::Code(code) => {
            let arguments = (
                origin.0,
                request.value,
                none.0,
                none.1,
                Code::Upload(code.clone()),
                request.data.clone(),
                None::<[u8; 32]>,
            );
            let payload = dynamic::runtime_api_call::<_, ContractResult<Instantiated>>(
                "ReviveApi",
                "instantiate",
                arguments,
            );
            let result = at
                .runtime_apis()
                .call(payload)
                .await
                .map_err(Error::node("ReviveApi.instantiate"))?;
            finish(chain, at, result, |made| (made.result, Some(Address::from(made.addr.0))))
        }
    }
}

fn finish<Output>(
    chain: &Chain,
    at: &AtBlock,
    result: ContractResult<Output>,
    split: impl FnOnce(Output) -> (Returned, Option<Address>),
) -> Result<DryRun, Error> {
    let (returned, address) = match result.result {
        Outcome::Ok(returned) => split(returned),
        Outcome::Err(error) => {
            let Refused { name, words } = Refused::read(at, &error);
            return Err(Error::Dispatch { error: name, words });
        }
    };
    if returned.flags & REVERT != 0 {
        return Err(Error::Refused(Refusal::from(Reason::decode(&returned.data))));
    }
    let deposit = match result.max_storage_deposit {
        StorageDeposit::Charge(native) => native,
        StorageDeposit::Refund => 0,
    };
    Ok(DryRun {
        weight: result.weight_required,
        deposit: Amount::from_native(deposit, chain.ratio()).unwrap_or(Amount::MAX),
        output: returned.data,
        address,
    })
}
