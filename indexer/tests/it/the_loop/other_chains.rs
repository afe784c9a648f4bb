//! Blocks of another chain are noticed and never written.

use super::{Running, hasty, range};
use crate::doubles::{Lie, ToyChain, ToyStore};
use crate::history::{START, chain, deployment, empty, hash};
use weir_indexer::application::{ContinuityError, Error};
use weir_indexer::domain::Block;

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
