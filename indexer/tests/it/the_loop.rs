//! The loop against a chain and a store that misbehave.

use crate::{
    doubles::{Lie, Mishap, ToyChain, ToyStore},
    history::{START, chain, commons, conviction, deployment, empty, hash, raw, transfer},
};
use std::{sync::Arc, time::Duration};
use tokio::{task::JoinHandle, time::timeout};
use tokio_util::sync::CancellationToken;
use weir_indexer::{
    application::{ContinuityError, Error, Indexer, ProgressReader, Role, Settings, progress},
    domain::{Block, Chain, ChainError, Deployment, Store},
};

/// Settings that wait for nothing.
pub(crate) fn hasty() -> Settings {
    Settings {
        batch: 10,
        ahead_bytes: 4_000,
        linger: Duration::ZERO,
        patience: Duration::from_millis(20),
        standby: Duration::from_millis(5),
        longest_pause: Duration::from_millis(5),
        ..Settings::new(START)
    }
}

/// A loop that runs in the background.
pub(crate) struct Running {
    pub(crate) progress: ProgressReader,
    shutdown: CancellationToken,
    task: JoinHandle<Result<(), Error>>,
}

impl Running {
    pub(crate) fn start(chain: &ToyChain, store: impl Store + 'static) -> Self {
        Self::start_with(chain, store, deployment(), hasty())
    }

    pub(crate) fn start_with(
        chain: &(impl Chain + Clone),
        store: impl Store + 'static,
        deployment: Deployment,
        settings: Settings,
    ) -> Self {
        let (writer, progress) = progress();
        let shutdown = CancellationToken::new();
        let indexer = Indexer::new(Arc::new(chain.clone()), store, deployment, settings, writer);
        let task = tokio::spawn(indexer.run(shutdown.clone()));
        Self { progress, shutdown, task }
    }

    /// Waits until the cursor is at `height`.
    pub(crate) async fn reach(&mut self, height: u64) {
        let there = self.progress.wait_for(|p| p.cursor.is_some_and(|c| c.height >= height));
        timeout(Duration::from_secs(60), there).await.expect("in time").expect("no failure");
    }

    pub(crate) async fn stop(self) {
        self.shutdown.cancel();
        timeout(Duration::from_secs(5), self.task).await.expect("prompt").unwrap().unwrap();
    }

    /// Waits for the failure that ends the loop.
    pub(crate) async fn failure(self) -> Error {
        timeout(Duration::from_secs(10), self.task).await.expect("in time").unwrap().unwrap_err()
    }
}

fn range(from: u64, to: u64) -> Vec<u64> {
    (from..=to).collect()
}

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
    while run.progress.borrow().cursor.is_none_or(|c| c.height < 50) {
        let now = run.progress.borrow().finalized.map_or(0, |f| f.height);
        assert!(now >= highest, "finality went back from {highest} to {now}");
        highest = now;
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    run.stop().await;
    assert_eq!(store.heights(), range(START, 50));
}

#[tokio::test]
async fn a_block_with_another_parent_is_never_written_and_stops_the_loop() {
    let (chain, store) = (ToyChain::of(chain(40)), ToyStore::default());
    let stranger = Block { parent_hash: hash(1, 24), ..empty(0, 25) };
    chain.lie(25, (0..10).map(|_| Lie::Give(stranger.clone())));
    let failure = Running::start(&chain, store.clone()).failure().await;
    assert!(
        matches!(failure, Error::Continuity(ContinuityError::Parent { height: 25, .. })),
        "{failure}"
    );
    assert!(store.heights().iter().all(|height| *height < 25));
}

#[tokio::test]
async fn a_chain_exchanged_behind_the_url_is_noticed_at_the_first_new_block() {
    let (first, store) = (ToyChain::of(chain(20)), ToyStore::default());
    let mut run = Running::start(&first, store.clone());
    run.reach(20).await;
    run.stop().await;
    // The same genesis, but other blocks since: a development chain that was wiped.
    let other = ToyChain::of((0..=30).map(|height| empty(1, height)).collect());
    let failure = Running::start(&other, store.clone()).failure().await;
    assert!(
        matches!(failure, Error::Continuity(ContinuityError::Parent { height: 21, .. })),
        "{failure}"
    );
    assert_eq!(store.heights(), range(START, 20));
}

#[tokio::test]
async fn a_chain_exchanged_for_one_of_the_same_length_is_noticed_without_a_new_block() {
    let (first, store) = (ToyChain::of(chain(20)), ToyStore::default());
    let mut run = Running::start(&first, store.clone());
    run.reach(20).await;
    run.stop().await;
    let other = ToyChain::of((0..=20).map(|height| empty(1, height)).collect());
    let failure = Running::start(&other, store).failure().await;
    assert!(
        matches!(failure, Error::Continuity(ContinuityError::Cursor { height: 20, .. })),
        "{failure}"
    );
}

#[tokio::test]
async fn an_endpoint_that_is_inconsistent_for_a_moment_is_forgiven() {
    let (chain, store) = (ToyChain::of(chain(40)), ToyStore::default());
    chain.lie(25, [Lie::Give(empty(1, 25)), Lie::Skip]);
    let mut run = Running::start(&chain, store.clone());
    run.reach(40).await;
    run.stop().await;
    assert_eq!(store.heights(), range(START, 40));
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
async fn a_block_that_cannot_be_decoded_stops_the_loop_right_before_it() {
    let (chain, store) = (ToyChain::of(chain(40)), ToyStore::default());
    let reason = || "event 3: unknown variant".to_owned();
    chain.lie(23, [Lie::Fail(ChainError::Undecodable { height: 23, reason: reason() })]);
    let failure = Running::start(&chain, store.clone()).failure().await;
    assert!(failure.to_string().contains("block 23 cannot be decoded"), "{failure}");
    assert_eq!(store.heights(), range(START, 22));
}

#[tokio::test]
async fn state_that_the_node_threw_away_stops_the_loop_with_advice() {
    let (chain, store) = (ToyChain::of(chain(40)), ToyStore::default());
    chain.lie(START, [Lie::Fail(ChainError::Pruned { height: START })]);
    let failure = Running::start(&chain, store).failure().await;
    assert!(failure.to_string().contains("archive"), "{failure}");
}

#[tokio::test]
async fn data_that_the_interface_does_not_explain_becomes_a_dead_letter_and_the_rest_goes_on() {
    let mut blocks = chain(40);
    let mut broken = raw(90, transfer(commons(), commons(), 5));
    broken.data = vec![1, 2, 3].into();
    let mut unknown = raw(91, transfer(commons(), commons(), 5));
    unknown.topics[0] = hash(8, 8);
    // A transfer is no event of the other contract.
    let mut misplaced = raw(92, transfer(commons(), commons(), 5));
    misplaced.contract = conviction();
    blocks[20].events.extend([broken, unknown, misplaced]);
    let store = ToyStore::default();
    let mut run = Running::start(&ToyChain::of(blocks), store.clone());
    run.reach(40).await;
    run.stop().await;
    assert_eq!(store.heights(), range(START, 40));
    assert_eq!(store.shelf.lock().unwrap().dead_letters, 3);
}

#[tokio::test]
async fn a_node_of_another_chain_is_refused_before_anything_is_written() {
    let (chain, store) = (ToyChain::of(chain(40)), ToyStore::default());
    chain.pretend_genesis(hash(5, 0));
    let failure = Running::start(&chain, store.clone()).failure().await;
    assert!(matches!(failure, Error::WrongChain { .. }), "{failure}");
    assert!(store.heights().is_empty());
}

#[tokio::test]
async fn a_deployment_file_about_another_block_is_refused() {
    let (chain, store) = (ToyChain::of(chain(40)), ToyStore::default());
    let mut other = deployment();
    other.block.hash = hash(5, START);
    let failure = Running::start_with(&chain, store.clone(), other, hasty()).failure().await;
    assert!(
        matches!(failure, Error::Continuity(ContinuityError::DeploymentBlock { .. })),
        "{failure}"
    );
    assert!(store.heights().is_empty());
}

#[tokio::test]
async fn a_standby_writes_nothing_until_the_writer_is_gone() {
    let (chain, store) = (ToyChain::of(chain(40)), ToyStore::default());
    store.shelf.lock().unwrap().taken = true;
    let mut run = Running::start(&chain, store.clone());
    run.progress.wait_for(|p| p.role == Role::Standby).await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(store.heights().is_empty());
    assert_eq!(run.progress.borrow().finalized.map(|f| f.height), Some(40));
    store.shelf.lock().unwrap().taken = false;
    run.reach(40).await;
    run.stop().await;
    assert_eq!(store.heights(), range(START, 40));
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
async fn a_writer_that_waits_for_the_chain_lets_the_store_know_that_it_lives() {
    let (chain, store) = (ToyChain::of(chain(40)), ToyStore::default());
    chain.lie(25, [Lie::Hang]);
    let settings = Settings { keep: Duration::from_millis(5), ..hasty() };
    let run = Running::start_with(&chain, store.clone(), deployment(), settings);
    let often = async {
        while store.shelf.lock().unwrap().kept < 3 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(Duration::from_secs(60), often).await.expect("it says so");
    run.stop().await;
}

#[tokio::test]
async fn what_the_loop_struggles_with_can_be_seen_and_is_forgotten_when_it_is_over() {
    let (chain, store) = (ToyChain::of(chain(10)), ToyStore::default());
    chain.lie(9, (0..3).map(|_| Lie::Fail(ChainError::Unavailable("no route".into()))));
    let mut run = Running::start(&chain, store);
    let seen = run.progress.wait_for(|p| p.trouble.is_some()).await.unwrap().trouble.clone();
    assert!(seen.unwrap_or_default().contains("no route"));
    run.reach(10).await;
    run.progress.wait_for(|p| p.trouble.is_none()).await.unwrap();
    run.stop().await;
}
