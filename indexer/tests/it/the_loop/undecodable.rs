//! What cannot be understood.

use super::{Running, range};
use crate::doubles::{Lie, ToyChain, ToyStore};
use crate::history::{START, chain, commons, conviction, hash, raw, transfer};
use weir_indexer::domain::ChainError;

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
