//! The node's client against scripted answers, encoded as a runtime encodes them.

use crate::history::{commons, contracts, conviction, empty, hash};
use frame_metadata::{
    RuntimeMetadataPrefixed,
    v15::{
        CustomMetadata, ExtrinsicMetadata, OuterEnums, PalletEventMetadata, PalletMetadata,
        RuntimeMetadataV15,
    },
};
use futures::StreamExt;
use parity_scale_codec::{Compact, Encode};
use scale_info::{MetaType, TypeInfo, meta_type};
use serde_json::{Value, json};
use sp_crypto_hashing::twox_128;
use std::{
    collections::BTreeMap,
    ops::RangeInclusive,
    sync::{Arc, Mutex},
    time::Duration,
};
use subxt_rpcs::{
    RpcClient,
    client::{MockRpcClient, mock_rpc_client::Json},
};
use weir_indexer::{
    domain::{Address, B256, Block, Chain, ChainError},
    infra::subxt_node::{Connection, SubxtNode},
};

/// The events of the first runtime.
mod first {
    use super::*;

    #[derive(Encode, TypeInfo)]
    pub(crate) enum System {
        ExtrinsicSuccess { weight: u64 },
    }

    #[derive(Encode, TypeInfo)]
    pub(crate) enum Revive {
        ContractEmitted { contract: [u8; 20], data: Vec<u8>, topics: Vec<[u8; 32]> },
    }

    #[derive(Encode, TypeInfo)]
    pub(crate) enum Event {
        #[codec(index = 0)]
        System(System),
        #[codec(index = 5)]
        Revive(Revive),
    }
}

/// The events after an upgrade: the pallet has moved, an event has another field, and the one that
/// matters another order of fields and one more.
mod second {
    use super::*;

    #[derive(Encode, TypeInfo)]
    pub(crate) enum System {
        ExtrinsicSuccess { weight: u64, fee: u128 },
    }

    #[derive(Encode, TypeInfo)]
    pub(crate) enum Revive {
        Renamed,
        ContractEmitted { depth: u8, data: Vec<u8>, topics: Vec<[u8; 32]>, contract: [u8; 20] },
    }

    #[derive(Encode, TypeInfo)]
    pub(crate) enum Event {
        #[codec(index = 0)]
        System(System),
        #[codec(index = 9)]
        Revive(Revive),
    }
}

fn metadata(system: MetaType, revive: (u8, MetaType), event: MetaType) -> Vec<u8> {
    let unit = || meta_type::<()>();
    let pallet = |name, index, event| PalletMetadata {
        name,
        storage: None,
        calls: None,
        event: Some(PalletEventMetadata { ty: event }),
        constants: Vec::new(),
        error: None,
        index,
        docs: Vec::new(),
    };
    let metadata = RuntimeMetadataV15::new(
        vec![pallet("System", 0, system), pallet("Revive", revive.0, revive.1)],
        ExtrinsicMetadata {
            version: 4,
            address_ty: unit(),
            call_ty: unit(),
            signature_ty: unit(),
            extra_ty: unit(),
            signed_extensions: Vec::new(),
        },
        unit(),
        Vec::new(),
        OuterEnums { call_enum_ty: unit(), event_enum_ty: event, error_enum_ty: unit() },
        CustomMetadata { map: BTreeMap::new() },
    );
    RuntimeMetadataPrefixed::from(metadata).encode()
}

fn metadata_of(version: u32) -> Vec<u8> {
    match version {
        1 => metadata(
            meta_type::<first::System>(),
            (5, meta_type::<first::Revive>()),
            meta_type::<first::Event>(),
        ),
        _ => metadata(
            meta_type::<second::System>(),
            (9, meta_type::<second::Revive>()),
            meta_type::<second::Event>(),
        ),
    }
}

/// Records as `System.Events` holds them: phase, event, no topics.
fn records<E: Encode>(events: Vec<(u32, E)>) -> Vec<u8> {
    let mut bytes = Compact(events.len() as u32).encode();
    for (extrinsic, event) in events {
        bytes.extend((0u8, extrinsic).encode());
        event.encode_to(&mut bytes);
        Vec::<[u8; 32]>::new().encode_to(&mut bytes);
    }
    bytes
}

fn events_of(version: u32, contract: Address) -> Vec<u8> {
    let (data, topics) = (vec![version as u8; 3], vec![hash(3, 1).0]);
    match version {
        1 => records(vec![
            (0, first::Event::System(first::System::ExtrinsicSuccess { weight: 9 })),
            (
                1,
                first::Event::Revive(first::Revive::ContractEmitted {
                    contract: contract.0.0,
                    data,
                    topics,
                }),
            ),
        ]),
        _ => records(vec![
            (0, second::Event::System(second::System::ExtrinsicSuccess { weight: 9, fee: 1 })),
            (0, second::Event::Revive(second::Revive::Renamed)),
            (
                2,
                second::Event::Revive(second::Revive::ContractEmitted {
                    contract: contract.0.0,
                    data,
                    topics,
                    depth: 1,
                }),
            ),
        ]),
    }
}

/// A node's answers, and what it was asked.
struct Script {
    /// Bytes of `System.Events` of each block.
    events: Vec<Vec<u8>>,
    /// The runtime that executed each block.
    executed_by: Vec<u32>,
    /// Methods to fail at once, with this message.
    failures: Vec<(&'static str, &'static str)>,
    /// Blocks that the node has.
    known: u64,
    asked: Vec<String>,
}

impl Script {
    fn block_of(&self, hash_text: &Value) -> u64 {
        let text = hash_text.as_str().unwrap();
        (0..self.events.len() as u64).find(|h| hash(0, *h).to_string() == text).unwrap()
    }

    fn answer(&mut self, method: &str, params: &Value) -> Result<Value, subxt_rpcs::Error> {
        self.asked.push(method.to_owned());
        if let Some(place) = self.failures.iter().position(|(name, _)| *name == method) {
            let (_, message) = self.failures.remove(place);
            return Err(subxt_rpcs::Error::Client(message.into()));
        }
        let hex = |bytes: Vec<u8>| json!(format!("0x{}", hex::encode(bytes)));
        Ok(match method {
            "chain_getBlockHash" => {
                let hash_of = |height: &Value| {
                    let height = height.as_u64().unwrap();
                    (height <= self.known).then(|| hash(0, height).to_string())
                };
                match &params[0] {
                    Value::Array(list) => json!(list.iter().map(hash_of).collect::<Vec<_>>()),
                    one => json!(hash_of(one)),
                }
            }
            "state_queryStorageAt" => {
                let height = self.block_of(&params[1]);
                let block = empty(0, height);
                let values = [
                    ("System", "Events", Some(self.events[height as usize].clone())),
                    ("System", "ParentHash", Some(block.parent_hash.to_vec())),
                    ("System", "Number", Some((height as u32).encode())),
                    (
                        "System",
                        "LastRuntimeUpgrade",
                        Some({
                            let version = self.executed_by[height as usize];
                            (Compact(version), "weir").encode()
                        }),
                    ),
                    ("Timestamp", "Now", Some(block.timestamp.encode())),
                ];
                let changes: Vec<_> = values
                    .into_iter()
                    .map(|(pallet, item, value)| {
                        let key = [twox_128(pallet.as_bytes()), twox_128(item.as_bytes())].concat();
                        json!([hex(key), value.map(hex)])
                    })
                    .collect();
                json!([{ "block": params[1], "changes": changes }])
            }
            // The state of a block holds the runtime that executes the next one.
            "state_getRuntimeVersion" => {
                let next = self.block_of(&params[0]) as usize + 1;
                let version = self.executed_by.get(next).or(self.executed_by.last());
                json!({ "specVersion": version, "transactionVersion": 1 })
            }
            "state_getMetadata" => {
                let next = self.block_of(&params[0]) as usize + 1;
                hex(metadata_of(self.executed_by[next]))
            }
            other => panic!("unexpected request {other}"),
        })
    }
}

/// A node of 6 blocks; the runtime is upgraded in block 3, so 4 is the first that the new one
/// executes.
fn upgraded() -> Script {
    let executed_by = vec![1, 1, 1, 1, 2, 2];
    Script {
        events: executed_by.iter().map(|version| events_of(*version, commons())).collect(),
        executed_by,
        failures: Vec::new(),
        known: 5,
        asked: Vec::new(),
    }
}

fn node(script: Script) -> (SubxtNode, Arc<Mutex<Script>>) {
    let script = Arc::new(Mutex::new(script));
    let shared = script.clone();
    let client = MockRpcClient::builder()
        .method_fallback(move |method, params| {
            let params = params.map_or(Value::Null, |p| serde_json::from_str(p.get()).unwrap());
            let answer = shared.lock().unwrap().answer(&method, &params);
            async move { answer.map(Json) }
        })
        .subscription_fallback(|_, _, _| std::future::pending::<Vec<Json<Value>>>())
        .build();
    let connection = Connection::established(RpcClient::new(client));
    let node = SubxtNode::new(connection, &contracts().addresses());
    (node, script)
}

async fn read(node: &SubxtNode, heights: RangeInclusive<u64>) -> Vec<Result<Block, ChainError>> {
    tokio::time::timeout(Duration::from_secs(30), node.blocks(heights).collect()).await.unwrap()
}

#[tokio::test]
async fn every_block_is_decoded_by_the_runtime_that_executed_it() {
    let (node, script) = node(upgraded());
    let blocks = read(&node, 1..=5).await;
    for (height, block) in (1..=5).zip(blocks) {
        let block = block.unwrap();
        let version = if height <= 3 { 1 } else { 2 };
        assert_eq!(block.height, height);
        assert_eq!(block.spec_version, version);
        assert_eq!(block.parent_hash, hash(0, height - 1));
        assert_eq!(block.timestamp, empty(0, height).timestamp);
        let [event] = block.events.as_slice() else { panic!("{:?}", block.events) };
        assert_eq!(event.contract, commons());
        assert_eq!(event.data.to_vec(), vec![version as u8; 3]);
        assert_eq!(event.topics, [hash(3, 1)]);
        let place = if version == 1 { (1, Some(1)) } else { (2, Some(2)) };
        assert_eq!((event.index, event.extrinsic_index), place);
    }
    // One request a block, one for all hashes; metadata once a runtime.
    let asked = script.lock().unwrap().asked.clone();
    let count = |method: &str| asked.iter().filter(|name| *name == method).count();
    assert_eq!(count("state_queryStorageAt"), 5);
    assert_eq!(count("chain_getBlockHash"), 1);
    assert_eq!(count("state_getMetadata"), 2);
}

#[tokio::test]
async fn starting_right_at_the_upgrade_decodes_its_block_by_the_old_runtime() {
    for start in [3, 4] {
        let (node, _) = node(upgraded());
        let blocks = read(&node, start..=start).await;
        let block = blocks.into_iter().next().unwrap().unwrap();
        assert_eq!(block.spec_version, if start == 3 { 1 } else { 2 });
        assert_eq!(block.events.len(), 1);
    }
}

#[tokio::test]
async fn events_of_both_contracts_are_kept_and_those_of_others_left_out() {
    let mut script = upgraded();
    script.events[2] = events_of(1, Address::repeat_byte(0xaa));
    script.events[3] = events_of(1, conviction());
    let (node, _) = node(script);
    let contracts: Vec<Vec<Address>> = read(&node, 1..=3)
        .await
        .into_iter()
        .map(|block| block.unwrap().events.iter().map(|event| event.contract).collect())
        .collect();
    assert_eq!(contracts, [vec![commons()], vec![], vec![conviction()]]);
}

#[tokio::test]
async fn records_that_do_not_decode_end_the_reading_at_their_block() {
    let good = events_of(1, commons());
    let cut = good[..good.len() - 1].to_vec();
    let trailing = [good.as_slice(), &[7]].concat();
    let mut fewer = good.clone();
    fewer[0] = Compact(1u32).encode()[0];
    let mut more = good.clone();
    more[0] = Compact(3u32).encode()[0];
    let unknown_pallet = vec![4, 0, 0, 0, 0, 0, 99, 0, 0];
    let no_length = vec![0xff];
    for bytes in [cut, trailing, fewer, more, unknown_pallet, no_length] {
        let mut script = upgraded();
        script.events[2] = bytes.clone();
        let (node, _) = node(script);
        let blocks = read(&node, 1..=3).await;
        assert_eq!(blocks.len(), 2, "{bytes:?}");
        assert!(blocks[0].is_ok());
        let Err(error) = &blocks[1] else { panic!("{bytes:?} was decoded") };
        assert!(matches!(error, ChainError::Undecodable { height: 2, .. }), "{error}");
        assert!(!error.is_transient());
    }
}

#[tokio::test]
async fn a_block_without_any_event_is_a_block_without_any_event() {
    let mut script = upgraded();
    script.events[2] = Vec::new();
    script.events[3] = vec![0];
    let (node, _) = node(script);
    for block in read(&node, 2..=3).await {
        assert!(block.unwrap().events.is_empty());
    }
}

#[tokio::test]
async fn failures_are_told_apart() {
    for (message, is_expected) in [
        (
            "UnknownBlock: State already discarded for 0x1",
            (|e| matches!(e, ChainError::Pruned { height: 2 })) as fn(&ChainError) -> bool,
        ),
        ("UnknownBlock: Header was not found in the database", |e| {
            matches!(e, ChainError::NotYet { height: 2 })
        }),
        ("connection reset by peer", |e| matches!(e, ChainError::Unavailable(_))),
    ] {
        let (node, script) = node(upgraded());
        script.lock().unwrap().failures.push(("state_queryStorageAt", message));
        let failure = read(&node, 2..=2).await.pop().unwrap().unwrap_err();
        assert!(is_expected(&failure), "{message}: {failure}");
        // The next try finds what the first did not.
        assert!(read(&node, 2..=2).await.pop().unwrap().is_ok());
    }
}

#[tokio::test]
async fn a_node_that_is_behind_is_told_from_a_gap() {
    let mut script = upgraded();
    script.known = 3;
    let (node, _) = node(script);
    let blocks = read(&node, 2..=5).await;
    let failure = blocks.last().unwrap().as_ref().unwrap_err();
    assert!(matches!(failure, ChainError::NotYet { height: 4 }), "{failure}");
    assert!(failure.is_transient());
}

#[tokio::test]
async fn the_genesis_hash_is_that_of_block_0() {
    let (node, _) = node(upgraded());
    assert_eq!(node.genesis_hash().await.unwrap(), B256::new(hash(0, 0).0));
}
