//! One writes, the others stand by.

use super::{Running, hasty, range};
use crate::doubles::{Lie, ToyChain, ToyStore};
use crate::history::{START, chain, deployment};
use crate::patience::until;
use std::time::Duration;
use weir_indexer::application::{Role, Settings};

#[tokio::test]
async fn a_standby_writes_nothing_until_the_writer_is_gone() {
    let (chain, store) = (ToyChain::of(chain(40)), ToyStore::default());
    store.shelf.lock().unwrap().taken = true;
    let mut run = Running::start(&chain, store.clone());
    run.until(|p| p.role == Role::Standby).await;
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(store.heights().is_empty());
    assert_eq!(run.progress.borrow().finalized.map(|f| f.height), Some(40));
    store.shelf.lock().unwrap().taken = false;
    run.reach(40).await;
    run.stop().await;
    assert_eq!(store.heights(), range(START, 40));
}

#[tokio::test]
async fn a_writer_that_waits_for_the_chain_lets_the_store_know_that_it_lives() {
    let (chain, store) = (ToyChain::of(chain(40)), ToyStore::default());
    chain.lie(25, [Lie::Hang]);
    let settings = Settings { keep: Duration::from_millis(5), ..hasty() };
    let run = Running::start_with(&chain, store.clone(), deployment(), settings);
    until("it says so", || store.shelf.lock().unwrap().kept >= 3).await;
    run.stop().await;
}

#[tokio::test]
async fn a_writer_that_lost_its_place_while_it_waited_stands_by_and_writes_nothing() {
    let (chain, store) = (ToyChain::of(chain(40)), ToyStore::default());
    chain.lie(25, [Lie::Hang]);
    let settings = Settings { keep: Duration::from_millis(5), ..hasty() };
    let mut run = Running::start_with(&chain, store.clone(), deployment(), settings);
    run.reach(24).await;
    // Another one has taken it.
    store.shelf.lock().unwrap().taken = true;
    run.until(|p| p.role == Role::Standby).await;
    assert_eq!(store.heights(), range(START, 24));
    store.shelf.lock().unwrap().taken = false;
    run.reach(40).await;
    run.stop().await;
    assert_eq!(store.heights(), range(START, 40));
}

#[tokio::test]
async fn a_cursor_that_somebody_else_moved_is_read_again_and_gone_on_from() {
    let blocks = chain(40);
    let (chain, store) = (ToyChain::of(blocks.clone()), ToyStore::default());
    chain.lie(20, [Lie::Hang]);
    let settings = Settings { keep: Duration::from_millis(5), ..hasty() };
    let mut run = Running::start_with(&chain, store.clone(), deployment(), settings);
    run.reach(19).await;
    {
        let mut shelf = store.shelf.lock().unwrap();
        shelf.blocks.extend_from_slice(&blocks[20..=25]);
        // What it waits for would never come.
        shelf.lost = true;
    }
    run.reach(40).await;
    run.stop().await;
    assert_eq!(store.heights(), range(START, 40));
}
