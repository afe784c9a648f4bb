//! Every block once, in order, whatever the chain says of itself.

use super::{Running, hasty, range};
use crate::doubles::{Lie, ToyChain, ToyStore};
use crate::history::{START, chain, deployment, empty};
use std::time::Duration;
use weir_indexer::application::{ContinuityError, Error, Role, Settings};

#[tokio::test]
async fn every_block_from_the_deployment_on_is_written_once_and_in_order() {
    let (chain, store) = (ToyChain::of(chain(100)), ToyStore::default());
    let mut run = Running::start(&chain, store.clone());
    run.reach(100).await;
    assert_eq!(run.progress.borrow().role, Role::Writer);
    run.stop().await;
    assert_eq!(store.heights(), range(START, 100));
}

#[tokio::test]
async fn new_blocks_are_written_as_they_come() {
    let (chain, store) = (ToyChain::of(chain(20)), ToyStore::default());
    let patient = Settings { patience: Duration::from_secs(60), ..hasty() };
    let mut run = Running::start_with(&chain, store.clone(), deployment(), patient);
    run.reach(20).await;
    for height in 21..=25 {
        chain.grow([empty(0, height)]);
        run.reach(height).await;
    }
    run.stop().await;
    assert_eq!(store.heights(), range(START, 25));
}

#[tokio::test]
async fn without_announcements_new_blocks_are_found_by_asking() {
    let (chain, store) = (ToyChain::of(chain(20)), ToyStore::default());
    // What the chain calls final lags; nobody announces when it catches up.
    chain.say_finalized([10, 10, 10, 15]);
    let mut run = Running::start(&chain, store.clone());
    run.reach(20).await;
    run.stop().await;
    assert_eq!(store.heights(), range(START, 20));
}

#[tokio::test]
async fn a_restart_goes_on_after_the_last_block_written() {
    let (chain, store) = (ToyChain::of(chain(30)), ToyStore::default());
    let mut run = Running::start(&chain, store.clone());
    run.reach(30).await;
    run.stop().await;
    chain.grow((31..=40).map(|height| empty(0, height)));
    let mut run = Running::start(&chain, store.clone());
    run.reach(40).await;
    run.stop().await;
    assert_eq!(store.heights(), range(START, 40));
    assert_eq!(chain.asked().iter().filter(|height| **height == 30).count(), 1);
}

#[tokio::test]
async fn a_finalized_number_that_goes_back_is_ignored() {
    let (chain, store) = (ToyChain::of(chain(50)), ToyStore::default());
    chain.say_finalized([30, 10, 0, 29, 30, 12]);
    let mut run = Running::start(&chain, store.clone());
    run.reach(30).await;
    let mut highest = 0;
    run.until(|p| {
        let now = p.finalized.map_or(0, |f| f.height);
        assert!(now >= highest, "finality went back from {highest} to {now}");
        highest = now;
        p.cursor.is_some_and(|c| c.height >= 50)
    })
    .await;
    run.stop().await;
    assert_eq!(store.heights(), range(START, 50));
}

#[tokio::test]
async fn a_gap_is_never_written_over() {
    let (chain, store) = (ToyChain::of(chain(40)), ToyStore::default());
    chain.lie(20, (0..10).map(|_| Lie::Skip));
    let failure = Running::start(&chain, store.clone()).failure().await;
    assert!(
        matches!(failure, Error::Continuity(ContinuityError::Height { expected: 20, found: 21 })),
        "{failure}"
    );
    assert!(store.heights().iter().all(|height| *height < 20));
}

#[tokio::test]
async fn a_chain_that_ends_without_a_word_is_asked_for_the_rest() {
    let (chain, store) = (ToyChain::of(chain(40)), ToyStore::default());
    for height in [START, 20, 21, 40] {
        chain.lie(height, [Lie::End, Lie::End]);
    }
    let mut run = Running::start(&chain, store.clone());
    run.reach(40).await;
    run.stop().await;
    assert_eq!(store.heights(), range(START, 40));
}

#[tokio::test]
async fn a_block_told_twice_or_out_of_turn_is_never_written() {
    for height in [18, 19, 25] {
        let (chain, store) = (ToyChain::of(chain(40)), ToyStore::default());
        let stranger = empty(0, height);
        chain.lie(20, (0..10).map(|_| Lie::Give(stranger.clone())));
        let failure = Running::start(&chain, store.clone()).failure().await;
        let Error::Continuity(ContinuityError::Height { expected: 20, found }) = failure else {
            panic!("{failure}");
        };
        assert_eq!(found, height);
        assert!(store.heights().iter().all(|height| *height < 20));
    }
}
