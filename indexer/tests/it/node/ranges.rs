//! Blocks as they are read by the range.

use super::{
    runtimes::{events_of, quiet},
    script::{Failure, Ranges, Script, node, read, read_all},
};
use crate::history::{commons, conviction};
use weir_indexer::domain::{Block, ChainError};

/// A node of 400 blocks with upgrades at 150 and 151. In most blocks the same happens as in the one
/// before; in some nothing does, not even of the runtime's own.
fn long() -> Script {
    let executed_by =
        (0..400).map(|height| if height < 150 || height == 151 { 1 } else { 2 }).collect();
    let mut script = Script::of(executed_by);
    for height in 0..400usize {
        let version = script.executed_by[height];
        match height % 10 {
            1..=3 => script.events[height] = quiet(version),
            4 => script.events[height] = Vec::new(),
            7 => script.events[height] = events_of(version, conviction()),
            _ => {}
        }
    }
    script
}

/// All blocks of the long chain, read one by one.
async fn one_by_one() -> Vec<Block> {
    let (node, script) = node(Script { ranges: Ranges::Refused, ..long() });
    let blocks = read_all(&node, 1..=399).await;
    assert_eq!(script.lock().unwrap().count("state_queryStorageAt"), 399);
    blocks
}

#[tokio::test]
async fn a_range_gives_what_single_blocks_give_also_what_did_not_change_and_across_upgrades() {
    let (node, script) = node(long());
    let blocks = read_all(&node, 1..=399).await;
    assert_eq!(blocks, one_by_one().await);
    let script = script.lock().unwrap();
    assert_eq!(script.count("state_queryStorageAt"), 0);
    assert!(script.lengths.len() <= 6, "{:?}", script.lengths);
    // Two identical sets of events in a row are two sets of events.
    let (one, two) = (&blocks[7], &blocks[8]);
    assert_eq!(one.events, two.events);
    assert_eq!((one.height, one.events.len(), one.events[0].contract), (8, 1, commons()));
}

#[tokio::test]
async fn a_node_that_refuses_ranges_is_asked_for_single_blocks_from_then_on() {
    let (node, script) = node(Script { ranges: Ranges::Refused, ..long() });
    assert_eq!(read_all(&node, 1..=399).await, one_by_one().await);
    let refusals = script.lock().unwrap().count("state_queryStorage");
    assert!((1..=4).contains(&refusals), "{refusals}");
    read_all(&node, 1..=399).await;
    assert_eq!(script.lock().unwrap().count("state_queryStorage"), refusals);
}

#[tokio::test]
async fn a_range_too_large_to_be_answered_is_halved_until_it_is() {
    for most in [1, 5, 30, 100] {
        let (node, script) = node(Script { ranges: Ranges::UpTo(most), ..long() });
        assert_eq!(read_all(&node, 1..=399).await, one_by_one().await, "{most}");
        let script = script.lock().unwrap();
        assert!(script.lengths.iter().all(|length| *length <= most));
        // Blocks are read one by one only where so few are left that a range is not worth it.
        let singles = script.count("state_queryStorageAt");
        assert!(if most == 1 { singles == 399 } else { singles < 10 }, "{most}: {singles}");
    }
}

#[tokio::test]
async fn a_node_that_leaves_blocks_out_of_ranges_is_not_believed() {
    let (node, script) = node(Script { ranges: Ranges::Wrong, ..long() });
    assert_eq!(read_all(&node, 1..=399).await, one_by_one().await);
    read_all(&node, 1..=399).await;
    // Given up after a few.
    let tried = script.lock().unwrap().count("state_queryStorage");
    assert!((3..=8).contains(&tried), "{tried}");
}

#[tokio::test]
async fn a_range_that_fails_once_is_read_one_by_one_and_the_next_by_range_again() {
    let (node, script) = node(long());
    script.lock().unwrap().failures.push(("state_queryStorage", Failure::Refusal("out of luck")));
    assert_eq!(read_all(&node, 1..=399).await, one_by_one().await);
    let script = script.lock().unwrap();
    assert_eq!(script.count("state_queryStorageAt"), 64);
    assert!(script.lengths.len() > 2, "{:?}", script.lengths);
}

#[tokio::test]
async fn a_block_of_a_range_that_does_not_decode_ends_the_reading_there() {
    let mut script = long();
    script.events[90] = vec![4, 0, 0, 0, 0, 0, 99, 0, 0];
    let (node, _) = node(script);
    let blocks = read(&node, 1..=399).await;
    assert_eq!(blocks.len(), 90);
    assert!(blocks[..89].iter().all(Result::is_ok));
    let Err(ChainError::Undecodable { height: 90, .. }) = &blocks[89] else {
        panic!("{:?}", blocks[89])
    };
}

#[tokio::test]
async fn blocks_that_the_node_does_not_have_yet_end_the_reading_and_are_no_fault_of_ranges() {
    let (node, script) = node(Script { known: 99, ..long() });
    for _ in 0..4 {
        let blocks = read(&node, 1..=399).await;
        assert_eq!(blocks.len(), 100);
        let Err(ChainError::NotYet { height: 100 }) = blocks[99] else { panic!("{blocks:?}") };
    }
    script.lock().unwrap().lengths.clear();
    script.lock().unwrap().known = 399;
    read_all(&node, 1..=399).await;
    assert!(!script.lock().unwrap().lengths.is_empty());
}

#[tokio::test]
async fn a_lost_connection_ends_the_reading_and_the_next_one_goes_on() {
    let (node, script) = node(long());
    script.lock().unwrap().failures.push(("state_queryStorage", Failure::Cut));
    let blocks = read(&node, 1..=399).await;
    assert!(matches!(blocks.last(), Some(Err(ChainError::Unavailable(_)))));
    let done = blocks.len() as u64 - 1;
    assert_eq!(read_all(&node, done + 1..=399).await, one_by_one().await[done as usize..]);
}
