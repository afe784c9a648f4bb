//! From a block's state to what contracts emitted in it. Pure.

use super::state::State;
use crate::domain::{Address, B256, Block, ChainError, RawEvent};
use scale_decode::DecodeAsType;
use scale_decode::ext::primitive_types::H160;
use subxt::{
    Metadata,
    client::{OfflineClient, OfflineClientAtBlock},
    config::substrate::{H256, SpecVersionForRange, SubstrateConfig},
    events::{Event, Phase},
    ext::codec::{Compact, Decode},
    utils::AccountId32,
};
use weir_client::key::address_of;

/// Topics that an event of a contract can have: the chain's own limit.
const TOPICS: usize = 4;

/// Events by which a chain tells who paid for an extrinsic, and so who signed it: in its own money, or
/// in an asset. Ethereum's transactions are told of by the first, with the account that stands for
/// their sender.
const PAID: &[&str] = &["TransactionFeePaid", "AssetTxFeePaid"];

/// What such an event says of that.
#[derive(Debug, DecodeAsType)]
struct Paid {
    who: [u8; 32],
}

/// `Revive.ContractEmitted`, found by its field names so that it may grow others.
#[derive(Debug, DecodeAsType)]
struct ContractEmitted {
    contract: H160,
    data: Vec<u8>,
    topics: Vec<H256>,
}

/// Decodes the events of the blocks that one runtime executed.
pub(super) struct Decoder {
    spec_version: u32,
    client: OfflineClientAtBlock<SubstrateConfig>,
}

impl Decoder {
    /// A decoder by the metadata of this runtime, as the node gives it.
    pub(super) fn new(spec_version: u32, metadata: &[u8]) -> Result<Self, String> {
        let metadata = Metadata::decode_from(metadata)
            .map_err(|e| format!("the metadata of runtime {spec_version} is unreadable: {e}"))?;
        let config = SubstrateConfig::builder()
            .set_metadata_for_spec_versions([(spec_version, metadata.arc())])
            .set_spec_version_for_block_ranges([SpecVersionForRange {
                block_range: 0..u64::MAX,
                spec_version,
                // Of no meaning for events.
                transaction_version: 0,
            }])
            .build();
        let client = OfflineClient::new_with_config(config)
            .at_block(0u64)
            .map_err(|e| format!("the metadata of runtime {spec_version} is unusable: {e}"))?;
        Ok(Self { spec_version, client })
    }

    /// The block with this state, and in it what these contracts emitted.
    ///
    /// All of the events' bytes must make sense. Event records have no length: where one cannot be
    /// decoded, those behind it cannot even be found.
    pub(super) fn block(&self, state: State, contracts: &[Address]) -> Result<Block, ChainError> {
        let height = state.height;
        let events = self
            .read(state.events, contracts)
            .map_err(|reason| ChainError::Undecodable { height, reason })?;
        Ok(Block {
            height,
            hash: B256::new(state.hash.0),
            parent_hash: B256::new(state.parent_hash.0),
            timestamp: state.timestamp,
            spec_version: self.spec_version,
            events,
        })
    }

    fn read(&self, bytes: Vec<u8>, contracts: &[Address]) -> Result<Vec<RawEvent>, String> {
        if bytes.is_empty() {
            return Ok(Vec::new());
        }
        // The library takes an unreadable length for zero, and records that end early for the end.
        let mut rest = bytes.as_slice();
        let due = Compact::<u32>::decode(&mut rest)
            .map_err(|e| format!("its events have no readable length: {e}"))?
            .0;
        let mut unread = rest.len();
        let events = self.client.events().from_bytes(bytes);
        let (mut found, mut count): (Vec<RawEvent>, _) = (Vec::new(), 0u32);
        for event in events.iter() {
            let event = event.map_err(|e| format!("event {count}: {e}"))?;
            count += 1;
            unread -= event.bytes().len();
            if event.pallet_name() == "Revive" && event.event_name() == "ContractEmitted" {
                let emitted = contract_event(&event)?;
                if contracts.contains(&emitted.contract) {
                    found.push(emitted);
                }
            } else if PAID.contains(&event.event_name()) {
                sign(&mut found, &event);
            }
        }
        if count != due || unread != 0 {
            return Err(format!(
                "it has {due} events, but {count} were read and {unread} bytes left"
            ));
        }
        Ok(found)
    }
}

/// Says of the events that an extrinsic caused who signed it. The fee is told last, and where it is
/// told in a way that is not known here, so is the signer not.
fn sign(found: &mut [RawEvent], event: &Event<'_, SubstrateConfig>) {
    let extrinsic = extrinsic_of(event);
    let mut caused =
        found.iter_mut().rev().take_while(|e| e.extrinsic_index == extrinsic).peekable();
    if extrinsic.is_none() || caused.peek().is_none() {
        return;
    }
    let Ok(Paid { who }) = event.decode_fields_unchecked_as() else { return };
    let signer = address_of(&AccountId32(who));
    caused.for_each(|event| event.signer = Some(signer));
}

fn extrinsic_of(event: &Event<'_, SubstrateConfig>) -> Option<u32> {
    match event.phase() {
        Phase::ApplyExtrinsic(index) => Some(index),
        Phase::Initialization | Phase::Finalization => None,
    }
}

fn contract_event(event: &Event<'_, SubstrateConfig>) -> Result<RawEvent, String> {
    let index = event.index();
    let ContractEmitted { contract, data, topics } = event
        .decode_fields_unchecked_as()
        .map_err(|e| format!("event {index}, Revive.ContractEmitted: {e}"))?;
    if topics.len() > TOPICS {
        return Err(format!("event {index} has {} topics", topics.len()));
    }
    Ok(RawEvent {
        index,
        extrinsic_index: extrinsic_of(event),
        signer: None,
        contract: Address::new(contract.0),
        topics: topics.into_iter().map(|t| B256::new(t.0)).collect(),
        data: data.into(),
    })
}
