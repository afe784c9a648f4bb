//! Blocks as they are read one by one.

use super::{
    runtimes::{events_of, paid},
    script::{Failure, Ranges, Script, node, read},
};
use crate::history::{commons, conviction, empty, hash};
use parity_scale_codec::{Compact, Encode};
use weir_client::key::{Key, fallback_account};
use weir_indexer::domain::{Address, B256, Chain, ChainError};

/// A node of 6 blocks, two runtimes and no ranges.
fn upgraded() -> Script {
    Script { ranges: Ranges::Refused, ..Script::upgraded() }
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
    // One request a block; metadata once a runtime.
    let asked = script.lock().unwrap();
    assert_eq!(asked.count("state_queryStorageAt"), 5);
    assert_eq!(asked.count("state_getMetadata"), 2);
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

/// As pallet-transaction-payment tells it, for Substrate's transactions and Ethereum's alike.
#[tokio::test]
async fn an_event_has_the_signer_of_its_extrinsic_as_contracts_know_the_account() {
    let bob = Key::development("//Bob").unwrap();
    let ethereum = Address::repeat_byte(0x42);
    let mut script = upgraded();
    script.events[2] = paid(&[
        (1, 2, Some(bob.account().0)),
        (2, 0, Some([7; 32])),
        (3, 1, Some(fallback_account(ethereum).0)),
        (4, 1, None),
        (5, 0, Some([9; 32])),
    ]);
    let (node, _) = node(script);
    let block = read(&node, 2..=2).await.pop().unwrap().unwrap();
    let signers: Vec<_> = block.events.iter().map(|event| event.signer).collect();
    assert_eq!(signers, [Some(bob.address()), Some(bob.address()), Some(ethereum), None]);
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
        ("database is on fire", |e| matches!(e, ChainError::Refused(_))),
    ] {
        let (node, script) = node(upgraded());
        script.lock().unwrap().failures.push(("state_queryStorageAt", Failure::Refusal(message)));
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
