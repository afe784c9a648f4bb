//! What a transaction did: its block, its fee, the events of contracts.

use super::Weight;
use crate::{
    amount::Amount,
    chain::{AtBlock, Chain},
    deployment::Block,
    error::Error,
};
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
    pub instantiated: Vec<Instantiation>,
    /// The transaction that had to come first, if the account was not mapped to its address yet.
    pub mapping: Option<Mapping>,
    /// What had to come first, if the contract was not allowed to take the ERC-20 currency.
    pub approval: Option<Approval>,
}

/// What allowing the Commons to take so much of an ERC-20 currency cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Approval {
    /// What was allowed: exactly what is then taken.
    pub amount: Amount,
    /// Hash of the transaction.
    pub hash: B256,
    /// Fee that was paid.
    pub fee: Amount,
}

/// A contract that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instantiation {
    /// Who made it: the account, or a contract that it called.
    pub deployer: Address,
    /// Its address.
    pub contract: Address,
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
    /// Its position among all events of the block.
    pub index: u32,
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
        self.events_of(contract).next()
    }

    /// All events of this kind by this contract, in order.
    pub fn events_of<E: SolEvent>(&self, contract: Address) -> impl Iterator<Item = E> {
        self.events
            .iter()
            .filter(move |event| event.contract == contract)
            .filter_map(ContractEvent::decode)
    }

    /// With the event that records what was done.
    ///
    /// # Errors
    /// [`Error::MissingEvent`] when the contract did not emit it.
    pub(crate) fn executed<E: SolEvent>(self, contract: Address) -> Result<Executed<E>, Error> {
        let event = self.event(contract).ok_or(Error::MissingEvent {
            block: self.block.number.into(),
            hash: self.hash,
            event: E::SIGNATURE,
        })?;
        Ok(Executed { event, receipt: self })
    }
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct ContractEmitted {
    contract: H160,
    data: Vec<u8>,
    topics: Vec<H256>,
}

impl ContractEmitted {
    fn at(self, index: u32) -> ContractEvent {
        ContractEvent {
            index,
            contract: Address::from(self.contract.0),
            topics: self.topics.iter().map(|topic| B256::from(topic.0)).collect(),
            data: self.data.into(),
        }
    }
}

/// The contract's event at this position among all events of a block; `None` where there is none,
/// or one of the chain itself.
pub(crate) async fn event_at(at: &AtBlock, index: u32) -> Result<Option<ContractEvent>, Error> {
    let mut events = contract_events(at).await?;
    Ok(events.iter().position(|event| event.index == index).map(|i| events.swap_remove(i)))
}

/// All contracts' events of a block.
pub(crate) async fn contract_events(at: &AtBlock) -> Result<Vec<ContractEvent>, Error> {
    let events = at.events().fetch().await.map_err(Error::node("System.Events"))?;
    let mut found = Vec::new();
    for event in events.iter() {
        let event = event.map_err(Error::node("System.Events"))?;
        if (event.pallet_name(), event.event_name()) == ("Revive", "ContractEmitted") {
            found.push(fields::<ContractEmitted>(&event)?.at(event.index()));
        }
    }
    Ok(found)
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct Instantiated {
    deployer: H160,
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
        approval: None,
    };
    let mut held = 0u128;
    for event in events.iter() {
        let event = event.map_err(Error::node("System.Events"))?;
        match (event.pallet_name(), event.event_name()) {
            ("Revive", "ContractEmitted") => {
                let emitted: ContractEmitted = fields(&event)?;
                receipt.events.push(emitted.at(event.index()));
            }
            ("Revive", "Instantiated") => {
                let made: Instantiated = fields(&event)?;
                receipt.instantiated.push(Instantiation {
                    deployer: Address::from(made.deployer.0),
                    contract: Address::from(made.contract.0),
                });
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

pub(super) fn fields<T>(event: &Event<'_, PolkadotConfig>) -> Result<T, Error>
where
    T: subxt::ext::scale_decode::DecodeAsFields,
{
    event.decode_fields_unchecked_as().map_err(Error::node("the fields of an event"))
}
