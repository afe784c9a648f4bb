//! Announcements of finalized blocks, and what keeps them coming.

use super::script::{Script, Shared, nodes, patient};
use metrics_exporter_prometheus::PrometheusBuilder;
use std::{future::Future, time::Duration};
use tokio::time::{Instant, timeout};
use weir_indexer::{domain::Chain, infra::subxt_node::Timing};

const LONG: Duration = Duration::from_secs(3600);

fn watchful() -> Timing {
    Timing { silence: Duration::from_secs(60), ..patient() }
}

fn subscriptions(node: &Shared) -> usize {
    node.lock().unwrap().count("subscribe")
}

/// Waits for what will come, but not for ever.
async fn soon(what: impl Future<Output = ()>) {
    timeout(Duration::from_secs(600), what).await.expect("in ten minutes");
}

async fn subscribed(node: &Shared, times: usize) {
    while subscriptions(node) < times {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test(start_paused = true)]
async fn an_announcement_ends_the_wait_for_news() {
    let script = Script::of(vec![1; 41]).shared();
    script.lock().unwrap().known = 20;
    let node = nodes(&[&script], watchful());
    // The first announcement is the block that is final at the time.
    soon(node.news(LONG)).await;
    script.lock().unwrap().grow(21);
    let begun = Instant::now();
    soon(node.news(LONG)).await;
    assert!(begun.elapsed() < Duration::from_secs(1));
    assert_eq!(subscriptions(&script), 1);
}

#[tokio::test(start_paused = true)]
async fn silence_ends_the_wait_for_news_in_time() {
    let script = Script::of(vec![1; 41]).shared();
    script.lock().unwrap().mute = true;
    let node = nodes(&[&script], watchful());
    soon(subscribed(&script, 1)).await;
    let begun = Instant::now();
    node.news(Duration::from_secs(6)).await;
    assert_eq!(begun.elapsed().as_secs(), 6);
}

#[tokio::test(start_paused = true)]
async fn a_subscription_that_died_without_a_word_is_made_anew_and_counted() {
    let recorder = PrometheusBuilder::new().build_recorder();
    let _here = metrics::set_default_local_recorder(&recorder);
    let script = Script::of(vec![1; 41]).shared();
    script.lock().unwrap().mute = true;
    let node = nodes(&[&script], watchful());
    soon(subscribed(&script, 3)).await;
    assert!(script.lock().unwrap().connections == 1);
    let shown = recorder.handle().render();
    assert!(shown.contains("weir_indexer_reconnects_total{cause=\"silent\"} 2"), "{shown}");
    // What was announced meanwhile may have been missed.
    soon(node.news(LONG)).await;
}

#[tokio::test(start_paused = true)]
async fn with_other_nodes_at_hand_a_silent_one_is_left() {
    let (first, second) = (Script::of(vec![1; 41]).shared(), Script::of(vec![1; 41]).shared());
    first.lock().unwrap().mute = true;
    let _node = nodes(&[&first, &second], watchful());
    soon(subscribed(&second, 1)).await;
    assert_eq!((subscriptions(&first), first.lock().unwrap().connections), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn the_announcements_follow_to_the_node_in_use() {
    let (first, second) = (Script::of(vec![1; 41]).shared(), Script::of(vec![1; 41]).shared());
    let node = nodes(&[&first, &second], watchful());
    soon(subscribed(&first, 1)).await;
    assert!(node.doubt("in this test"));
    soon(subscribed(&second, 1)).await;
    soon(node.news(LONG)).await;
    second.lock().unwrap().grow(40);
    soon(node.news(LONG)).await;
}

#[tokio::test(start_paused = true)]
async fn a_subscription_that_ends_is_made_anew() {
    let script = Script::of(vec![1; 41]).shared();
    let _node = nodes(&[&script], watchful());
    soon(subscribed(&script, 1)).await;
    script.lock().unwrap().listeners.clear();
    soon(subscribed(&script, 2)).await;
}
