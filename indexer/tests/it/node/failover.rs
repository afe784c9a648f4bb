//! Several nodes: which one is asked, and when it is left for another.

use super::script::{Failure, Ranges, Script, Shared, node, nodes, patient, read, read_all};
use crate::{
    doubles::ToyStore,
    history::{START, deployment, hash},
    patience::until,
    the_loop::{Running, hasty},
};
use metrics_exporter_prometheus::PrometheusBuilder;
use std::time::Duration;
use weir_indexer::{
    application::{Error, Settings},
    domain::{Chain, ChainError},
    infra::subxt_node::Timing,
};

/// A node of 41 blocks.
fn healthy() -> Shared {
    Script::of(vec![1; 41]).shared()
}

fn connections(node: &Shared) -> usize {
    node.lock().unwrap().connections
}

#[tokio::test]
async fn a_node_that_cannot_be_reached_is_left_for_the_next() {
    let (first, second) = (healthy(), healthy());
    first.lock().unwrap().down = true;
    let node = nodes(&[&first, &second], patient());
    assert_eq!(read_all(&node, 1..=40).await.len(), 40);
    assert_eq!(connections(&second), 1);
    assert!(first.lock().unwrap().asked.is_empty());
}

#[tokio::test]
async fn a_node_whose_connection_breaks_is_left_for_the_next_and_that_one_kept() {
    let (first, second) = (healthy(), healthy());
    let node = nodes(&[&first, &second], patient());
    assert_eq!(read_all(&node, 1..=20).await.len(), 20);
    first.lock().unwrap().down = true;
    let failure = read(&node, 21..=40).await.pop().unwrap().unwrap_err();
    assert!(failure.is_transient() && failure.to_string().contains("first"), "{failure}");
    assert_eq!(read_all(&node, 21..=40).await.len(), 20);
    // Well again, but there is no reason to go back.
    first.lock().unwrap().down = false;
    assert_eq!(read_all(&node, 1..=40).await.len(), 40);
    assert_eq!((connections(&first), connections(&second)), (1, 1));
}

#[tokio::test]
async fn a_node_that_takes_connections_and_breaks_them_is_left_for_the_next() {
    let (first, second) = (healthy(), healthy());
    let breaks = (0..9).map(|_| ("chain_getFinalizedHead", Failure::Cut));
    first.lock().unwrap().failures.extend(breaks);
    let node = nodes(&[&first, &second], patient());
    let failure = node.finalized().await.unwrap_err();
    assert!(failure.is_transient() && failure.to_string().contains("first"), "{failure}");
    assert_eq!(node.finalized().await.unwrap().height, 40);
    assert_eq!((connections(&first), connections(&second)), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_node_that_says_nothing_is_left_for_the_next() {
    let (first, second) = (healthy(), healthy());
    let node = nodes(&[&first, &second], patient());
    assert_eq!(read_all(&node, 1..=20).await.len(), 20);
    first.lock().unwrap().silent = true;
    let failure = node.finalized().await.unwrap_err();
    assert!(failure.is_transient(), "{failure}");
    assert_eq!(node.finalized().await.unwrap().height, 40);
    assert_eq!(connections(&second), 1);
}

#[tokio::test(start_paused = true)]
async fn a_node_that_takes_connections_and_says_nothing_is_no_obstacle() {
    let (first, second) = (healthy(), healthy());
    first.lock().unwrap().silent = true;
    let node = nodes(&[&first, &second], patient());
    assert_eq!(node.finalized().await.unwrap().height, 40);
}

#[tokio::test]
async fn a_node_of_another_chain_is_never_asked_for_a_block() {
    let (stranger, right) = (healthy(), healthy());
    stranger.lock().unwrap().chain = 1;
    let node = nodes(&[&stranger, &right], patient());
    assert_eq!(read_all(&node, 1..=40).await.len(), 40);
    assert_eq!(stranger.lock().unwrap().asked, ["chain_getBlockHash"]);
}

#[tokio::test]
async fn the_chain_is_looked_at_again_at_each_new_connection() {
    let (node, script) = node(Script::of(vec![1; 41]));
    assert_eq!(read_all(&node, 1..=20).await.len(), 20);
    {
        let mut script = script.lock().unwrap();
        script.failures.push(("state_queryStorage", Failure::Cut));
        script.chain = 1;
    }
    assert!(read(&node, 21..=40).await.pop().unwrap().unwrap_err().is_transient());
    let failure = node.finalized().await.unwrap_err();
    assert!(matches!(failure, ChainError::OtherChain { .. }), "{failure}");
    assert!(!failure.is_transient());
    assert!(failure.to_string().contains(&hash(1, 0).to_string()), "{failure}");
}

#[tokio::test]
async fn a_node_that_cannot_be_reached_may_be_the_right_one() {
    let (stranger, right) = (healthy(), healthy());
    stranger.lock().unwrap().chain = 1;
    right.lock().unwrap().down = true;
    let node = nodes(&[&stranger, &right], patient());
    assert!(node.finalized().await.unwrap_err().is_transient());
    right.lock().unwrap().down = false;
    assert_eq!(node.finalized().await.unwrap().height, 40);
}

#[tokio::test(start_paused = true)]
async fn a_doubted_node_rests_while_there_is_another_and_the_last_one_is_not_left() {
    let (first, second) = (healthy(), healthy());
    let timing = Timing { rest: Duration::from_secs(60), ..patient() };
    let node = nodes(&[&first, &second], timing);
    assert!(!node.doubt("it is not even connected"));
    node.finalized().await.unwrap();
    assert!(node.doubt("it speaks in riddles"));
    node.finalized().await.unwrap();
    assert_eq!((connections(&first), connections(&second)), (1, 1));
    assert!(!node.doubt("the other one does too"));
    tokio::time::advance(Duration::from_secs(61)).await;
    assert!(node.doubt("it still does"));
    node.finalized().await.unwrap();
    assert_eq!((connections(&first), connections(&second)), (2, 1));
}

#[tokio::test]
async fn each_node_is_asked_for_ranges_as_it_allows() {
    let (first, second) = (healthy(), healthy());
    first.lock().unwrap().ranges = Ranges::Refused;
    let node = nodes(&[&first, &second], patient());
    read_all(&node, 1..=40).await;
    assert!(node.doubt("in this test"));
    read_all(&node, 1..=40).await;
    assert_eq!(first.lock().unwrap().count("state_queryStorageAt"), 40);
    assert_eq!(second.lock().unwrap().count("state_queryStorageAt"), 0);
}

#[tokio::test]
async fn what_is_left_and_what_is_in_use_can_be_seen_in_the_metrics() {
    let recorder = PrometheusBuilder::new().build_recorder();
    let shown = recorder.handle();
    let _here = metrics::set_default_local_recorder(&recorder);
    let (first, second) = (healthy(), healthy());
    let node = nodes(&[&first, &second], patient());
    node.finalized().await.unwrap();
    assert!(shown.render().contains("weir_indexer_endpoint{endpoint=\"first\"} 1"));
    first.lock().unwrap().down = true;
    node.finalized().await.unwrap_err();
    node.finalized().await.unwrap();
    let shown = shown.render();
    for line in [
        "weir_indexer_endpoint{endpoint=\"first\"} 0",
        "weir_indexer_endpoint{endpoint=\"second\"} 1",
        "weir_indexer_reconnects_total{cause=\"lost\"} 1",
        "weir_indexer_requests_total{method=\"chain_getFinalizedHead\"} 3",
    ] {
        assert!(shown.contains(line), "{line} is not in\n{shown}");
    }
    assert!(shown.contains("weir_indexer_received_bytes_total"), "{shown}");
}

fn swift() -> Settings {
    Settings { lag: Duration::from_millis(20), ..hasty() }
}

fn range(from: u64, to: u64) -> Vec<u64> {
    (from..=to).collect()
}

#[tokio::test]
async fn the_loop_goes_on_at_the_next_node_and_misses_nothing() {
    let (first, second, store) = (healthy(), healthy(), ToyStore::default());
    first.lock().unwrap().known = 25;
    let node = nodes(&[&first, &second], patient());
    let mut run = Running::start_with(&node, store.clone(), deployment(), swift());
    run.reach(25).await;
    first.lock().unwrap().down = true;
    run.reach(40).await;
    run.stop().await;
    assert_eq!(store.heights(), range(START, 40));
}

#[tokio::test]
async fn a_node_behind_the_cursor_is_no_error_but_is_left_for_a_better_one() {
    let (first, second, store) = (healthy(), healthy(), ToyStore::default());
    first.lock().unwrap().known = 30;
    second.lock().unwrap().known = 28;
    let node = nodes(&[&first, &second], patient());
    let mut run = Running::start_with(&node, store.clone(), deployment(), swift());
    run.reach(30).await;
    // The second is behind, and after a while the first is asked again.
    first.lock().unwrap().failures.push(("chain_getFinalizedHead", Failure::Cut));
    until("the first is asked again", || {
        first.lock().unwrap().known = 40;
        connections(&first) >= 2
    })
    .await;
    run.reach(40).await;
    assert!(run.progress.borrow().finalized.is_some_and(|f| f.height == 40));
    run.stop().await;
    assert_eq!(store.heights(), range(START, 40));
}

#[tokio::test]
async fn the_only_node_is_waited_for_while_it_is_behind() {
    let (first, second, store) = (healthy(), healthy(), ToyStore::default());
    second.lock().unwrap().known = 20;
    let mut run =
        Running::start_with(&nodes(&[&first], patient()), store.clone(), deployment(), swift());
    run.reach(40).await;
    run.stop().await;
    // Another one takes its place, which is still syncing.
    let node = nodes(&[&second], patient());
    let run = Running::start_with(&node, store.clone(), deployment(), swift());
    let asked = || second.lock().unwrap().count("chain_getFinalizedHead");
    until("it is asked again and again", || asked() >= 20).await;
    assert_eq!(run.progress.borrow().trouble, None);
    run.stop().await;
    assert_eq!((store.heights(), connections(&second)), (range(START, 40), 1));
}

#[tokio::test]
async fn what_one_node_cannot_tell_another_may() {
    let (pruned, broken, right) = (healthy(), healthy(), healthy());
    pruned.lock().unwrap().failures.extend([
        ("state_queryStorage", Failure::Refusal("State already discarded")),
        ("state_queryStorageAt", Failure::Refusal("UnknownBlock: State already discarded")),
    ]);
    broken.lock().unwrap().events[20] = vec![4, 0, 0, 0, 0, 0, 99, 0, 0];
    let store = ToyStore::default();
    let node = nodes(&[&pruned, &broken, &right], patient());
    let mut run = Running::start_with(&node, store.clone(), deployment(), swift());
    run.reach(40).await;
    run.stop().await;
    assert_eq!(store.heights(), range(START, 40));
    assert_eq!([&pruned, &broken, &right].map(connections), [1, 1, 1]);
}

#[tokio::test]
async fn what_no_node_can_tell_stops_the_loop() {
    let (first, second, store) = (healthy(), healthy(), ToyStore::default());
    for node in [&first, &second] {
        node.lock().unwrap().events[20] = vec![4, 0, 0, 0, 0, 0, 99, 0, 0];
    }
    let node = nodes(&[&first, &second], patient());
    let run = Running::start_with(&node, store.clone(), deployment(), swift());
    let failure = run.failure().await;
    let expected =
        |e: &Error| matches!(e, Error::Chain(ChainError::Undecodable { height: 20, .. }));
    assert!(expected(&failure), "{failure}");
    assert_eq!(store.heights(), range(START, 19));
}
