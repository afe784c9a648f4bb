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
};

/// Topics that an event of a contract can have: the chain's own limit.
const TOPICS: usize = 4;

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
        let mut events =
            self.read(state.events).map_err(|reason| ChainError::Undecodable { height, reason })?;
        events.retain(|event| contracts.contains(&event.contract));
        Ok(Block {
            height,
            hash: B256::new(state.hash.0),
            parent_hash: B256::new(state.parent_hash.0),
            timestamp: state.timestamp,
            spec_version: self.spec_version,
            events,
        })
    }

    fn read(&self, bytes: Vec<u8>) -> Result<Vec<RawEvent>, String> {
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
        let (mut found, mut count) = (Vec::new(), 0u32);
        for event in events.iter() {
            let event = event.map_err(|e| format!("event {count}: {e}"))?;
            count += 1;
            unread -= event.bytes().len();
            if event.pallet_name() == "Revive" && event.event_name() == "ContractEmitted" {
                found.push(contract_event(&event)?);
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
        extrinsic_index: match event.phase() {
            Phase::ApplyExtrinsic(index) => Some(index),
            Phase::Initialization | Phase::Finalization => None,
        },
        contract: Address::new(contract.0),
        topics: topics.into_iter().map(|t| B256::new(t.0)).collect(),
        data: data.into(),
    })
}
