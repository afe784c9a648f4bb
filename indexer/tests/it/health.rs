//! `/health` and `/ready` against everything that can be wrong, with a loop that really runs.

use crate::{
    api::{about, operators},
    cluster::Database,
    doubles::{Lie, ToyChain},
    history::{chain, deployment, hash},
    patience::until,
    store::{fill, writer},
    the_loop::{Running, hasty},
};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use futures::stream::BoxStream;
use std::{
    ops::RangeInclusive,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use tokio_util::sync::DropGuard;
use tower::ServiceExt;
use weir_indexer::{
    application::{ProgressReader, Role, progress},
    domain::{B256, Block, BlockRef, Chain, ChainError},
    infra::{
        api::Limits,
        storage::{Reader, Writer},
    },
};
use weir_test_support::Cluster;

/// Limits that the tests' history, which is of 2023, does not exceed.
fn limits() -> Limits {
    Limits { age: Duration::MAX, ..Limits::default() }
}

/// Requests about a loop and its database.
struct Probe {
    router: Router,
    _shutdown: DropGuard,
}

impl Probe {
    fn of(database: &Database, progress: &ProgressReader, limits: Limits) -> Self {
        let reader = Reader::new(database.options());
        let (router, shutdown) = about(reader, progress.clone(), limits);
        Self { router, _shutdown: shutdown }
    }

    /// The same for operators.
    fn for_operators(database: &Database, progress: &ProgressReader) -> Self {
        let reader = Reader::new(database.options());
        let (router, shutdown) = operators(reader, progress.clone(), limits());
        Self { router, _shutdown: shutdown }
    }

    async fn ask(&self, path: &str) -> (StatusCode, String) {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let status = answer.status();
        let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    /// Asks until the answer has this status and these words in it.
    async fn wait(&self, path: &str, status: StatusCode, words: &str) {
        let begun = Instant::now();
        loop {
            let answer = self.ask(path).await;
            if answer.0 == status && answer.1.contains(words) {
                return;
            }
            assert!(begun.elapsed() < Duration::from_secs(30), "{path} says {answer:?}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    async fn wait_ready(&self) {
        self.wait("/ready", StatusCode::OK, "\"ready\"").await;
    }

    async fn wait_not_ready(&self, words: &str) {
        self.wait("/ready", StatusCode::SERVICE_UNAVAILABLE, words).await;
    }

    async fn assert_healthy(&self) {
        let (status, said) = self.ask("/health").await;
        assert_eq!(status, StatusCode::OK, "{said}");
    }
}

#[tokio::test]
async fn one_that_has_caught_up_is_healthy_and_ready() {
    let database = Database::create().await;
    let run = Running::start(&ToyChain::of(chain(100)), Writer::new(database.options()));
    let probe = Probe::of(&database, &run.progress, limits());
    probe.wait_ready().await;
    probe.assert_healthy().await;
    run.stop().await;
}

#[tokio::test]
async fn without_its_database_it_is_not_ready_but_healthy_and_ready_again_when_that_is_back() {
    let cluster = Cluster::start().unwrap();
    let database = Database::create_in(&cluster).await;
    let run = Running::start(&ToyChain::of(chain(100)), Writer::new(database.options()));
    let probe = Probe::of(&database, &run.progress, limits());
    probe.wait_ready().await;
    cluster.kill().unwrap();
    probe.wait_not_ready("the database does not answer").await;
    // What the loop meets is told as well, and what the server says to operators alone.
    probe.wait_not_ready("the database does not do what it is asked").await;
    let (_, said) = probe.ask("/ready").await;
    assert!(!said.contains("127.0.0.1") && !said.contains("os error"), "{said}");
    let detail = run.progress.borrow().trouble.clone().map(|trouble| trouble.detail).unwrap();
    let (status, told) = Probe::for_operators(&database, &run.progress).ask("/ready").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(told.contains(&detail.replace('"', "\\\"")), "{told} lacks {detail}");
    probe.assert_healthy().await;
    assert_ne!(run.progress.borrow().role, Role::Writer);
    cluster.restart().unwrap();
    probe.wait_ready().await;
    run.stop().await;
}

/// A chain whose node can be taken away.
#[derive(Clone)]
struct Fragile {
    chain: ToyChain,
    gone: Arc<AtomicBool>,
}

impl Chain for Fragile {
    async fn genesis_hash(&self) -> Result<B256, ChainError> {
        self.chain.genesis_hash().await
    }

    async fn finalized(&self) -> Result<BlockRef, ChainError> {
        match self.gone.load(Ordering::SeqCst) {
            true => Err(ChainError::Unavailable("it is gone".into())),
            false => self.chain.finalized().await,
        }
    }

    fn blocks(
        &self,
        top: BlockRef,
        heights: RangeInclusive<u64>,
    ) -> BoxStream<'static, Result<Block, ChainError>> {
        self.chain.blocks(top, heights)
    }

    async fn news(&self, patience: Duration) {
        self.chain.news(patience).await;
    }
}

#[tokio::test]
async fn without_its_node_it_is_not_ready_but_healthy() {
    let database = Database::create().await;
    let chain = Fragile { chain: ToyChain::of(chain(100)), gone: Arc::default() };
    let writer = Writer::new(database.options());
    let run = Running::start_with(&chain, writer, deployment(), hasty());
    let limits = Limits { node_silence: Duration::from_millis(500), ..limits() };
    let probe = Probe::of(&database, &run.progress, limits);
    probe.wait_ready().await;
    chain.gone.store(true, Ordering::SeqCst);
    probe.wait_not_ready("the node has not answered for").await;
    probe.assert_healthy().await;
    chain.gone.store(false, Ordering::SeqCst);
    probe.wait_ready().await;
    run.stop().await;
}

#[tokio::test]
async fn before_its_node_ever_answered_it_is_not_ready() {
    let database = Database::create().await;
    fill(&database, &chain(100), 50).await;
    let (_writer, progress) = progress();
    let probe = Probe::of(&database, &progress, limits());
    probe.wait_not_ready("the node has not answered yet").await;
    probe.assert_healthy().await;
}

#[tokio::test]
async fn a_node_that_is_behind_the_database_makes_it_not_ready() {
    let database = Database::create().await;
    fill(&database, &chain(100), 50).await;
    let (writer, progress) = progress();
    let probe = Probe::of(&database, &progress, limits());
    writer.finalized(90);
    probe.wait_not_ready("the node is at block 90, behind the database at 100").await;
}

#[tokio::test]
async fn a_loop_that_stands_still_is_unhealthy() {
    let database = Database::create().await;
    let chain = ToyChain::of(chain(100));
    chain.lie(60, [Lie::Hang]);
    let run = Running::start(&chain, Writer::new(database.options()));
    let limits = Limits { stillness: Duration::from_millis(500), ..limits() };
    let probe = Probe::of(&database, &run.progress, limits);
    let still = "the loop has not moved for";
    probe.wait("/health", StatusCode::SERVICE_UNAVAILABLE, still).await;
    run.stop().await;
}

#[tokio::test]
async fn a_loop_that_ended_is_unhealthy() {
    let database = Database::create().await;
    let chain = ToyChain::of(chain(100));
    chain.pretend_genesis(hash(9, 0));
    let run = Running::start(&chain, Writer::new(database.options()));
    let probe = Probe::of(&database, &run.progress, limits());
    run.failure().await;
    probe.wait("/health", StatusCode::SERVICE_UNAVAILABLE, "the loop has ended").await;
}

#[tokio::test]
async fn one_that_is_behind_by_blocks_is_not_ready() {
    let database = Database::create().await;
    let chain = ToyChain::of(chain(100));
    chain.lie(81, [Lie::Hang]);
    let run = Running::start(&chain, Writer::new(database.options()));
    let probe = Probe::of(&database, &run.progress, limits());
    probe.wait_not_ready("blocks behind the chain").await;
    // Within the limit it is ready, however few blocks more it might have.
    let generous = Probe::of(&database, &run.progress, Limits { behind: 93, ..limits() });
    generous.wait_ready().await;
    run.stop().await;
}

#[tokio::test]
async fn one_whose_last_block_is_old_while_there_are_newer_ones_is_not_ready() {
    let database = Database::create().await;
    let blocks = ToyChain::of(chain(100));
    blocks.lie(98, [Lie::Hang]);
    let run = Running::start(&blocks, Writer::new(database.options()));
    let young = Limits { behind: 93, age: Duration::from_secs(3600), ..limits() };
    let probe = Probe::of(&database, &run.progress, young);
    probe.wait_not_ready("s old, and there are newer ones").await;
    run.stop().await;
    // However old it is: a chain without newer blocks is told in full.
    let run = Running::start(&ToyChain::of(chain(100)), Writer::new(database.options()));
    Probe::of(&database, &run.progress, young).wait_ready().await;
    run.stop().await;
}

#[tokio::test]
async fn a_standby_is_healthy_and_ready() {
    let database = Database::create().await;
    let blocks = chain(100);
    fill(&database, &blocks, 50).await;
    let _writes = writer(&database).await;
    let run = Running::start(&ToyChain::of(blocks), Writer::new(database.options()));
    let probe = Probe::of(&database, &run.progress, limits());
    probe.wait_ready().await;
    probe.assert_healthy().await;
    assert_eq!(run.progress.borrow().role, Role::Standby);
    run.stop().await;
}

#[tokio::test]
async fn a_standby_beside_a_writer_of_another_version_is_not_ready_and_says_why() {
    let database = Database::create().await;
    let blocks = chain(100);
    fill(&database, &blocks, 50).await;
    let _writes = writer(&database).await;
    database.run("update weir.derivation set fingerprint = 'older'").await;
    let run = Running::start(&ToyChain::of(blocks), Writer::new(database.options()));
    let probe = Probe::of(&database, &run.progress, limits());
    probe.wait_not_ready("made by another version of the indexer").await;
    probe.assert_healthy().await;
    run.stop().await;
}

#[tokio::test]
async fn one_that_derives_its_tables_anew_is_healthy_for_as_long_as_that_takes_and_not_ready() {
    let database = Database::create().await;
    let blocks = chain(100);
    fill(&database, &blocks, 50).await;
    database.run("update weir.derivation set fingerprint = 'older'").await;
    // Somebody holds the last step up.
    let mut holding = database.connect().await;
    sqlx::raw_sql("begin; lock table chain.cursor in share update exclusive mode")
        .execute(&mut holding)
        .await
        .unwrap();
    let run = Running::start(&ToyChain::of(blocks), Writer::new(database.options()));
    let impatient = Limits { stillness: Duration::from_millis(200), ..limits() };
    let probe = Probe::of(&database, &run.progress, impatient);
    probe.wait_not_ready("derived anew, and are complete up to block 0 of 100").await;
    until("the loop stands still", || {
        run.progress.borrow().beat.elapsed() >= Duration::from_millis(500)
    })
    .await;
    probe.assert_healthy().await;
    assert_eq!(run.progress.borrow().role, Role::Writer);
    sqlx::raw_sql("rollback").execute(&mut holding).await.unwrap();
    Probe::of(&database, &run.progress, limits()).wait_ready().await;
    run.stop().await;
}
