//! What fails and may pass is tried again, what will not ends the loop.

use super::{Running, hasty, range};
use crate::doubles::{Lie, Mishap, ToyChain, ToyStore};
use crate::history::{START, chain, deployment};
use std::time::Duration;
use weir_indexer::application::{Error, Settings, Trouble};
use weir_indexer::domain::{ChainError, StoreError};

#[tokio::test]
async fn a_lost_connection_costs_nothing_but_time() {
    let (chain, store) = (ToyChain::of(chain(60)), ToyStore::default());
    for height in [START, 13, 14, 33, 60] {
        chain.lie(height, [Lie::Fail(ChainError::Unavailable("reset by peer".into()))]);
    }
    chain.lie(40, [Lie::Fail(ChainError::NotYet { height: 40 })]);
    let mut run = Running::start(&chain, store.clone());
    run.reach(60).await;
    run.stop().await;
    assert_eq!(store.heights(), range(START, 60));
}

#[tokio::test]
async fn a_commit_that_fails_or_whose_answer_is_lost_neither_loses_nor_repeats_blocks() {
    let (chain, store) = (ToyChain::of(chain(80)), ToyStore::default());
    store.shelf.lock().unwrap().mishaps.extend([
        Mishap::Before,
        Mishap::After,
        Mishap::After,
        Mishap::Before,
        Mishap::Before,
        Mishap::After,
    ]);
    let mut run = Running::start(&chain, store.clone());
    run.reach(80).await;
    run.stop().await;
    assert_eq!(store.heights(), range(START, 80));
}

#[tokio::test]
async fn state_that_the_node_threw_away_stops_the_loop_with_advice() {
    let (chain, store) = (ToyChain::of(chain(40)), ToyStore::default());
    chain.lie(START, [Lie::Fail(ChainError::Pruned { height: START })]);
    let failure = Running::start(&chain, store).failure().await;
    assert!(failure.to_string().contains("archive"), "{failure}");
}

#[tokio::test]
async fn a_chain_that_never_answers_does_not_keep_the_loop_from_stopping() {
    let (chain, store) = (ToyChain::of(chain(40)), ToyStore::default());
    chain.lie(25, [Lie::Hang]);
    let mut run = Running::start(&chain, store.clone());
    run.reach(24).await;
    run.stop().await;
    assert_eq!(store.heights(), range(START, 24));
}

#[tokio::test]
async fn what_the_loop_struggles_with_can_be_seen_and_is_forgotten_when_it_is_over() {
    let (chain, store) = (ToyChain::of(chain(10)), ToyStore::default());
    chain.lie(9, (0..3).map(|_| Lie::Fail(ChainError::Unavailable("no route".into()))));
    let mut run = Running::start(&chain, store);
    let seen = run.until(|p| p.trouble.is_some()).await.trouble;
    let Trouble { public, detail } = seen.unwrap();
    assert!(detail.contains("no route") && !public.contains("no route"), "{detail}, {public}");
    run.reach(10).await;
    run.until(|p| p.trouble.is_none()).await;
    run.stop().await;
}

#[tokio::test]
async fn a_store_that_refuses_for_good_stops_the_loop_in_its_words() {
    let (chain, store) = (ToyChain::of(chain(40)), ToyStore::default());
    store.shelf.lock().unwrap().mishaps.push_back(Mishap::Refused);
    let failure = Running::start(&chain, store.clone()).failure().await;
    assert!(matches!(failure, Error::Store(StoreError::Refused(_))), "{failure}");
    assert!(store.heights().is_empty());
}

#[tokio::test(start_paused = true)]
async fn no_pause_is_longer_than_the_longest() {
    let (chain, store) = (ToyChain::of(chain(40)), ToyStore::default());
    let tries = 60;
    chain
        .lie(START, (0..tries).map(|_| Lie::Fail(ChainError::Unavailable("reset by peer".into()))));
    let longest = Duration::from_secs(10);
    let settings = Settings { longest_pause: longest, ..hasty() };
    let begun = tokio::time::Instant::now();
    let mut run = Running::start_with(&chain, store, deployment(), settings);
    run.progress.wait_for(|p| p.cursor.is_some_and(|c| c.height >= 40)).await.unwrap();
    let spent = begun.elapsed();
    assert!(spent > longest * tries / 2 && spent <= longest * tries, "{spent:?}");
    run.stop().await;
}
