//! Behind PgBouncer: what can work works, what cannot is said at once.

use crate::{
    cluster::Database,
    doubles::ToyChain,
    history::{chain, empty},
    process::Place,
    rows,
    store::{fill, lead},
    the_loop::Running,
};
use std::time::{Duration, Instant};
use weir_indexer::{
    domain::Store,
    infra::storage::{Reader, Writer, options},
};
use weir_test_support::{Cluster, Pooler};

/// What a session of sqlx's begins with and PgBouncer does not know.
const IGNORED: &str = "extra_float_digits, options";

/// A pooler before a cluster; none, and a word about it, where PgBouncer cannot be had.
fn pooler(cluster: &Cluster, mode: &str, ignored: &str) -> Option<Pooler> {
    let pooler = Pooler::start(cluster, mode, ignored).unwrap();
    if pooler.is_none() {
        eprintln!("SKIPPED: pgbouncer is not installed, so nothing is known of poolers");
    }
    pooler
}

#[tokio::test]
async fn a_pooler_that_shares_sessions_ends_it_at_once_and_it_says_what_to_do() {
    let cluster = Cluster::start().unwrap();
    let database = Database::create_in(&cluster).await;
    for (mode, ignored) in [("transaction", IGNORED), ("statement", IGNORED), ("session", "")] {
        let Some(pooler) = pooler(&cluster, mode, ignored) else { return };
        let url = pooler.url(database.options().get_database().unwrap());
        // Also where others have left sessions in it.
        for used in [false, true] {
            if used {
                let mut others = Vec::new();
                for _ in 0..3 {
                    others.push(sqlx::PgPool::connect(&url).await);
                }
            }
            let failure = Writer::new(options(&url).unwrap()).lead().await.unwrap_err();
            assert!(!failure.is_transient(), "{mode}: {failure}");
            let place = Place::new();
            let begun = Instant::now();
            let run = place.run(&["run", "--listen", "127.0.0.1:0", "--database-url", &url]);
            let said = String::from_utf8_lossy(&run.stderr).into_owned();
            assert_eq!(run.status.code(), Some(1), "{mode}: {said}");
            assert!(begun.elapsed() < Duration::from_secs(15));
            let advice = ["pool_mode = session", "ignore_startup_parameters", "--database-url"];
            assert!(advice.iter().all(|words| said.contains(words)), "{mode}: {said}");
        }
        let schemas = "select count(*) from pg_namespace where nspname in ('chain', 'weir')";
        assert_eq!(database.value(schemas).await, "0");
    }
}

#[tokio::test]
async fn a_pooler_that_gives_each_its_own_session_is_no_obstacle() {
    let cluster = Cluster::start().unwrap();
    let (database, alone) = (Database::create_in(&cluster).await, Database::create().await);
    let Some(pooler) = pooler(&cluster, "session", IGNORED) else { return };
    let options = options(&pooler.url(database.options().get_database().unwrap())).unwrap();
    let toy = ToyChain::of(chain(300));
    let mut first = Running::start(&toy, Writer::new(options.clone()));
    first.reach(300).await;
    // Its session stays in the pooler when it goes; its place does not.
    let mut second = Writer::new(options.clone());
    assert!(!second.lead().await.unwrap());
    first.stop().await;
    lead(&mut second).await;
    drop(second);
    toy.grow((301..=310).map(|height| empty(0, height)));
    let mut third = Running::start(&toy, Writer::new(options.clone()));
    third.reach(310).await;
    third.stop().await;
    let mut blocks = chain(300);
    blocks.extend((301..=310).map(|height| empty(0, height)));
    fill(&alone, &blocks, 100).await;
    rows::assert_equal(&alone, &database).await;
    // And what reads finds its tables.
    let snapshot = Reader::new(options).snapshot().await.unwrap();
    assert_eq!(snapshot.map(|at| at.height), Some(310));
}
