//! Forks: whatever a node thinks best, only what was announced as final is written.

use super::{
    program::Follower,
    script::{Fork, Ranges, Script, Shared, nodes, patient, read_all},
};
use crate::{
    history::{account, chain, empty, raw, transfer},
    patience::{PATIENCE, until},
};
use std::ops::RangeInclusive;
use weir_indexer::domain::{Address, Block, Chain};

/// Blocks of a fork: in each of them an account is given something that the chain does not know of.
pub(super) fn gifts(heights: RangeInclusive<u64>) -> Vec<Block> {
    let gift = |height| {
        let mut block = empty(0, height);
        block.events.push(raw(1, transfer(Address::ZERO, account(77), 1)));
        block
    };
    heights.map(gift).collect()
}

/// A node of these blocks that are final up to `known`, and answers for a height with what is best at
/// another one, which has this fork.
fn forked(blocks: &[Block], known: u64, fork: RangeInclusive<u64>) -> Script {
    Script { known, fork: Some(Fork::of(&gifts(fork))), ..Script::telling(blocks) }
}

fn grow(script: &Shared, known: u64) {
    script.lock().unwrap().grow(known);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_has_another_block_at_a_final_height_is_not_believed() {
    for ranges in [Ranges::Answered, Ranges::UpTo(16), Ranges::Refused] {
        let blocks = chain(60);
        let script = Script { ranges, ..forked(&blocks, 40, 41..=55) }.shared();
        let mut follower = Follower::of(&script).await;
        follower.reach(40).await;
        // One block, a few, and what the other node has not at all.
        for known in [41, 48, 60] {
            grow(&script, known);
            follower.reach(known).await;
            follower.has_written(&blocks[..=known as usize]).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fork_from_far_below_what_is_written_ends_nothing() {
    for ranges in [Ranges::Answered, Ranges::Refused] {
        let blocks = chain(60);
        let script = Script { ranges, known: 40, ..Script::telling(&blocks) }.shared();
        let mut follower = Follower::of(&script).await;
        follower.reach(40).await;
        // A node takes its place that is twenty blocks behind, and all of them on a fork.
        script.lock().unwrap().fork = Some(Fork::of(&gifts(21..=50)));
        for known in [41, 44, 60] {
            grow(&script, known);
            follower.reach(known).await;
        }
        follower.has_written(&blocks).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backfill_past_a_fork_reads_what_the_announced_block_descends_from() {
    for remembered in [250, 7, 0] {
        for ranges in [Ranges::Answered, Ranges::UpTo(16), Ranges::Refused] {
            let blocks = chain(300);
            let script = Script { ranges, remembered, ..forked(&blocks, 300, 20..=280) }.shared();
            let mut follower = Follower::of(&script).await;
            follower.reach(300).await;
            follower.has_written(&blocks).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_block_that_was_announced_and_not_final_stops_it_and_can_be_undone() {
    let blocks = chain(60);
    let script = forked(&blocks, 40, 41..=55).shared();
    script.lock().unwrap().fork.as_mut().unwrap().announced = Some(45);
    let mut follower = Follower::of(&script).await;
    // Nothing contradicts it so far.
    follower.reach(45).await;
    script.lock().unwrap().fork.as_mut().unwrap().announced = None;
    grow(&script, 50);
    let ended = follower.process.wait_end(PATIENCE).unwrap();
    assert_eq!(ended.code(), Some(1));
    let log = follower.process.log();
    let last = log.lines().last().unwrap_or_default();
    assert!(last.contains("block 46") && last.contains("weir-indexer rewind"), "{log}");

    let undone = follower.rewind("40");
    assert!(undone.status.success(), "{}", String::from_utf8_lossy(&undone.stderr));
    follower.has_written(&blocks[..=40]).await;
    follower.start_again();
    grow(&script, 60);
    follower.reach(60).await;
    follower.has_written(&blocks).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_height_announced_too_early_is_waited_for_once_it_is_taken_back() {
    let blocks = chain(60);
    let script = forked(&blocks, 55, 41..=60).shared();
    let mut follower = Follower::of(&script).await;
    follower.reach(55).await;
    // It says less again, and more, and has a fork at hand for every height.
    for (back, on) in [(41, 56), (20, 58), (57, 60)] {
        grow(&script, back);
        let asked = script.lock().unwrap().count("chain_getFinalizedHead");
        until("it asks again", || {
            assert!(follower.process.is_running(), "{}", follower.process.log());
            let mut script = script.lock().unwrap();
            script.grow(back);
            script.count("chain_getFinalizedHead") >= asked + 2
        })
        .await;
        grow(&script, on);
        follower.reach(on).await;
    }
    follower.has_written(&blocks).await;
}

#[tokio::test]
async fn the_way_down_from_the_final_block_costs_few_requests_and_is_made_once() {
    let blocks = chain(1_500);
    let script = Script { known: 1_490, ..Script::telling(&blocks) }.shared();
    let node = nodes(&[&script], patient());
    let lineage = || script.lock().unwrap().count("lineage");
    assert_eq!(read_all(&node, 1..=700).await.len(), 700);
    let first = lineage();
    // Leaps of 250 blocks, the ends of ranges, and what is left of them.
    assert!(first <= 8 + 2 * script.lock().unwrap().lengths.len(), "{first}");
    // Broken off, it goes on from another final block.
    script.lock().unwrap().known = 1_500;
    let ranges = script.lock().unwrap().lengths.len();
    assert_eq!(read_all(&node, 701..=720).await.len(), 20);
    let ranges = script.lock().unwrap().lengths.len() - ranges;
    assert!(lineage() - first <= 1 + 2 * ranges, "{}", lineage() - first);
}

#[tokio::test]
async fn the_newest_block_costs_no_more_requests_than_its_own() {
    let script = Script { known: 30, ..Script::of(vec![1; 41]) }.shared();
    let node = nodes(&[&script], patient());
    read_all(&node, 1..=30).await;
    script.lock().unwrap().asked.clear();
    script.lock().unwrap().known = 31;
    assert_eq!(read_all(&node, 31..=31).await.len(), 1);
    let mut asked = script.lock().unwrap().asked.clone();
    asked.retain(|method| method != "subscribe");
    assert_eq!(asked, ["chain_getFinalizedHead", "chain_getHeader", "state_queryStorageAt"]);
}

#[tokio::test]
async fn blocks_above_the_final_one_are_not_there_yet() {
    let blocks = chain(60);
    let script = forked(&blocks, 40, 41..=55).shared();
    let node = nodes(&[&script], patient());
    let read = super::script::read(&node, 30..=50).await;
    assert_eq!(read.len(), 12);
    assert!(read[11].as_ref().is_err_and(|e| e.to_string().contains("block 41 yet")), "{read:?}");
    assert_eq!(node.finalized().await.unwrap().height, 40);
}
