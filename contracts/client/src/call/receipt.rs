//! What a transaction did: its block, its fee, the events of contracts.

use super::Weight;
use crate::{amount::Amount, chain::Chain, deployment::Block, error::Error};
use alloy_core::{
    primitives::{Address, B256, Bytes, Log, LogData},
    sol_types::SolEvent,
};
use subxt::{
    PolkadotConfig,
    events::Event,
    ext::scale_decode::DecodeAsType,
    extrinsics::ExtrinsicEvents,
    utils::{H160, H256},
};

/// A transaction in a final block.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// The block.
    pub block: Block,
    /// Position of the transaction in the block.
    pub extrinsic_index: u32,
    /// Hash of the transaction.
    pub hash: B256,
    /// Fee that was paid.
    pub fee: Amount,
    /// Money newly held as a deposit for storage; returned when the storage is freed.
    pub deposit: Amount,
    /// Weight that was charged.
    pub weight: Option<Weight>,
    /// Events of contracts, in order.
    pub events: Vec<ContractEvent>,
    /// Contracts that were made, in order.
    pub instantiated: Vec<Address>,
    /// The transaction that had to come first, if the account was not mapped to its address yet.
    pub mapping: Option<Mapping>,
}

/// What it cost to map an account to its address; done once for an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mapping {
    /// Hash of the transaction.
    pub hash: B256,
    /// Fee that was paid.
    pub fee: Amount,
    /// Money held as a deposit; returned when the mapping is undone.
    pub deposit: Amount,
}

/// An event that a contract emitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractEvent {
    /// The contract.
    pub contract: Address,
    /// Signature and indexed fields.
    pub topics: Vec<B256>,
    /// The other fields, encoded.
    pub data: Bytes,
}

/// An action of the Commons that was executed: the event that records it, and the receipt.
#[derive(Debug, Clone)]
pub struct Executed<E> {
    /// What happened, with the state after it.
    pub event: E,
    /// The transaction.
    pub receipt: Receipt,
}

impl ContractEvent {
    /// Reads it as an event of the interface; `None` when it is another one.
    pub fn decode<E: SolEvent>(&self) -> Option<E> {
        let data = LogData::new(self.topics.clone(), self.data.clone())?;
        let log = Log { address: self.contract, data };
        E::decode_log(&log).ok().map(|log| log.data)
    }
}

impl Receipt {
    /// The first event of this kind by this contract.
    pub fn event<E: SolEvent>(&self, contract: Address) -> Option<E> {
        self.events.iter().filter(|event| event.contract == contract).find_map(|e| e.decode())
    }
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct ContractEmitted {
    contract: H160,
    data: Vec<u8>,
    topics: Vec<H256>,
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct Instantiated {
    contract: H160,
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct TransactionFeePaid {
    actual_fee: u128,
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct ExtrinsicSuccess {
    dispatch_info: DispatchInfo,
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct DispatchInfo {
    weight: Weight,
}

/// Money put on hold: `Balances.Held` and `Balances.TransferAndHold`.
#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct Held {
    amount: u128,
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct TransferAndHold {
    transferred: u128,
}

/// Reads the events of a transaction that succeeded.
pub(super) fn read(
    chain: &Chain,
    block: Block,
    events: &ExtrinsicEvents<PolkadotConfig>,
) -> Result<Receipt, Error> {
    let money = |native: u128| Amount::from_native(native, chain.ratio()).unwrap_or(Amount::MAX);
    let mut receipt = Receipt {
        block,
        extrinsic_index: u32::try_from(events.extrinsic_index()).unwrap_or(u32::MAX),
        hash: B256::from(events.extrinsic_hash().0),
        fee: Amount::ZERO,
        deposit: Amount::ZERO,
        weight: None,
        events: Vec::new(),
        instantiated: Vec::new(),
        mapping: None,
    };
    let mut held = 0u128;
    for event in events.iter() {
        let event = event.map_err(Error::node("System.Events"))?;
        match (event.pallet_name(), event.event_name()) {
            ("Revive", "ContractEmitted") => {
                let emitted: ContractEmitted = fields(&event)?;
                receipt.events.push(ContractEvent {
                    contract: Address::from(emitted.contract.0),
                    topics: emitted.topics.iter().map(|topic| B256::from(topic.0)).collect(),
                    data: emitted.data.into(),
                });
            }
            ("Revive", "Instantiated") => {
                let made: Instantiated = fields(&event)?;
                receipt.instantiated.push(Address::from(made.contract.0));
            }
            ("TransactionPayment", "TransactionFeePaid") => {
                receipt.fee = money(fields::<TransactionFeePaid>(&event)?.actual_fee);
            }
            ("Balances", "Held") => {
                held = held.saturating_add(fields::<Held>(&event)?.amount);
            }
            ("Balances", "TransferAndHold") => {
                held = held.saturating_add(fields::<TransferAndHold>(&event)?.transferred);
            }
            ("System", "ExtrinsicSuccess") => {
                receipt.weight = Some(fields::<ExtrinsicSuccess>(&event)?.dispatch_info.weight);
            }
            _ => {}
        }
    }
    receipt.deposit = money(held);
    Ok(receipt)
}

fn fields<T>(event: &Event<'_, PolkadotConfig>) -> Result<T, Error>
where
    T: subxt::ext::scale_decode::DecodeAsFields,
{
    event.decode_fields_unchecked_as().map_err(Error::node("the fields of an event"))
}
