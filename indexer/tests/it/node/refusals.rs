//! Nodes that answer, and not with what is needed: left for another one, and asked again later.

use super::script::{Failure, Ranges, Script, Shared, nodes, patient};
use crate::{
    doubles::ToyStore,
    history::{START, deployment},
    patience::until,
    the_loop::{Running, hasty},
};
use serde_json::{Value, json};
use std::time::Duration;
use weir_indexer::{application::Settings, infra::subxt_node::Timing};

/// All that the loop asks a node that answers no ranges.
const NEEDED: [&str; 5] = [
    "chain_getFinalizedHead",
    "chain_getHeader",
    "state_queryStorageAt",
    "state_getRuntimeVersion",
    "state_getMetadata",
];
const QUOTA: [(i32, &str); 4] = [
    (-32999, "RPC rate limit exceeded"),
    (429, "Too Many Requests"),
    (-32005, "daily request limit reached"),
    (-32000, "your quota is used up"),
];

/// A node of 41 blocks that answers no ranges.
fn healthy() -> Script {
    Script { ranges: Ranges::Refused, ..Script::of(vec![1; 41]) }
}

fn refusing(methods: &[&'static str], code: i32, words: &'static str) -> Shared {
    let refused = methods.iter().map(|method| (*method, code, words)).collect();
    Script { refused, ..healthy() }.shared()
}

fn connections(node: &Shared) -> usize {
    node.lock().unwrap().connections
}

fn all() -> Vec<u64> {
    (START..=40).collect()
}

/// Lets the loop follow the first node and the second, to the end.
async fn follow_both(first: &Shared, second: &Shared) {
    let (store, node) = (ToyStore::default(), nodes(&[first, second], patient()));
    let mut run = Running::start_with(&node, store.clone(), deployment(), hasty());
    run.reach(40).await;
    run.stop().await;
    assert_eq!(store.heights(), all());
    assert_eq!((connections(first), connections(second)), (1, 1));
}

#[tokio::test]
async fn a_node_whose_quota_is_used_up_is_left_at_once() {
    for (code, words) in QUOTA {
        for methods in [&NEEDED[..], &["state_queryStorageAt"], &["chain_getFinalizedHead"]] {
            let (first, second) = (refusing(methods, code, words), healthy().shared());
            follow_both(&first, &second).await;
            let first = first.lock().unwrap();
            let asked = first.asked.iter().filter(|asked| methods.contains(&asked.as_str()));
            assert!(asked.count() <= 64, "{code}: {:?}", first.asked);
        }
    }
}

#[tokio::test]
async fn a_node_that_refuses_a_method_that_is_needed_is_left_after_a_few_tries() {
    for method in NEEDED {
        for (code, words) in [(-32601, "Method not found"), (-32000, "internal error")] {
            let (first, second) = (refusing(&[method], code, words), healthy().shared());
            follow_both(&first, &second).await;
        }
    }
}

#[tokio::test]
async fn a_node_that_answers_nonsense_is_left() {
    let zero = format!("0x{}", "00".repeat(32));
    let nonsense: [(&str, Value); 12] = [
        ("chain_getFinalizedHead", json!(7)),
        ("chain_getFinalizedHead", json!("0x12")),
        ("chain_getFinalizedHead", json!(zero)),
        ("chain_getHeader", Value::Null),
        ("chain_getHeader", json!({ "number": "many" })),
        ("state_queryStorageAt", json!([])),
        ("state_queryStorageAt", json!("<html>Bad Gateway</html>")),
        ("state_queryStorageAt", json!([{ "block": zero, "changes": [] }])),
        ("lineage", json!([])),
        ("lineage", json!([{ "block": zero, "changes": [["0x12", "0xzz"]] }])),
        ("state_getRuntimeVersion", json!({})),
        ("state_getMetadata", json!("0x6d657461ff")),
    ];
    for (method, answer) in nonsense {
        let first = Script { nonsense: vec![(method, answer.clone())], ..healthy() }.shared();
        // Whatever it says, it is left once at most for every way in which it can be wrong.
        let (store, second) = (ToyStore::default(), healthy().shared());
        let node = nodes(&[&first, &second], patient());
        let mut run = Running::start_with(&node, store.clone(), deployment(), hasty());
        run.reach(40).await;
        run.stop().await;
        assert_eq!(store.heights(), all(), "{method} {answer}");
        assert_eq!(connections(&second), 1, "{method} {answer}");
    }
}

#[tokio::test]
async fn a_node_that_was_left_is_asked_again_when_the_other_one_fails() {
    let (first, second) =
        (refusing(&NEEDED, -32999, "RPC rate limit exceeded"), healthy().shared());
    first.lock().unwrap().known = 30;
    second.lock().unwrap().known = 30;
    let timing = Timing { rest: Duration::from_millis(50), ..patient() };
    let (store, node) = (ToyStore::default(), nodes(&[&first, &second], timing));
    let mut run = Running::start_with(&node, store.clone(), deployment(), hasty());
    run.reach(30).await;
    for node in [&first, &second] {
        node.lock().unwrap().known = 40;
    }
    std::mem::swap(&mut first.lock().unwrap().refused, &mut second.lock().unwrap().refused);
    run.reach(40).await;
    run.stop().await;
    assert_eq!(store.heights(), all());
    assert_eq!(connections(&first), 2);
}

#[tokio::test(start_paused = true)]
async fn the_only_node_is_asked_less_and_less_and_it_is_said_what_is_wrong() {
    for (code, words) in [(-32999, "RPC rate limit exceeded"), (-32601, "Method not found")] {
        let only = refusing(&["state_queryStorageAt"], code, words);
        let (store, node) = (ToyStore::default(), nodes(&[&only], patient()));
        let settings = Settings { longest_pause: Duration::from_secs(10), ..hasty() };
        let mut run = Running::start_with(&node, store.clone(), deployment(), settings);
        let seen = run.until(|p| p.trouble.is_some()).await.trouble.unwrap().detail;
        assert!(seen.contains(words) && seen.contains("first"), "{seen}");
        tokio::time::sleep(Duration::from_secs(600)).await;
        let asked = only.lock().unwrap().count("chain_getFinalizedHead");
        assert!((60..=150).contains(&asked), "{asked} tries in ten minutes");
        assert!(run.progress.borrow().trouble.is_some());
        only.lock().unwrap().refused.clear();
        run.reach(40).await;
        run.until(|p| p.trouble.is_none()).await;
        run.stop().await;
        assert_eq!((store.heights(), connections(&only)), (all(), 1));
    }
}

#[tokio::test]
async fn a_standby_leaves_a_node_that_refuses_too() {
    let (first, second) = (refusing(&NEEDED, -32601, "Method not found"), healthy().shared());
    let store = ToyStore::default();
    store.shelf.lock().unwrap().taken = true;
    let node = nodes(&[&first, &second], patient());
    let mut run = Running::start_with(&node, store, deployment(), hasty());
    run.until(|p| p.finalized.is_some_and(|f| f.height == 40)).await;
    run.stop().await;
    assert_eq!(connections(&second), 1);
}

#[tokio::test]
async fn a_failure_now_and_then_is_no_reason_to_leave() {
    let (first, second) = (healthy().shared(), healthy().shared());
    first.lock().unwrap().known = 10;
    let (store, node) = (ToyStore::default(), nodes(&[&first, &second], patient()));
    let mut run = Running::start_with(&node, store.clone(), deployment(), hasty());
    run.reach(10).await;
    for height in (15..=40).step_by(5) {
        let failures = [
            ("state_queryStorageAt", Failure::Refusal("database is on fire")),
            ("chain_getFinalizedHead", Failure::Refusal("out of luck")),
        ];
        {
            let mut script = first.lock().unwrap();
            script.failures.extend(failures);
            script.grow(height);
        }
        run.reach(height).await;
        until("they are over", || first.lock().unwrap().failures.is_empty()).await;
        run.until(|p| p.trouble.is_none()).await;
    }
    run.stop().await;
    assert_eq!(store.heights(), all());
    assert_eq!(connections(&second), 0);
}
