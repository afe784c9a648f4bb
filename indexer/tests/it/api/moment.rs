//! What is answered is of one moment, whatever happens to the tables meanwhile.

use crate::{cluster::Database, history::chain, store::fill};
use std::sync::atomic::{AtomicUsize, Ordering};
use weir_indexer::infra::storage::{self, Moment, Question, Reader, Select};

/// Reads all mints, and the first time has the tables derived anew just before.
struct Disturbed<'a> {
    database: &'a Database,
    tries: AtomicUsize,
}

impl Question for Disturbed<'_> {
    type Answer = usize;
    type Error = sqlx::Error;

    async fn answer(&self, moment: &mut Moment) -> Result<usize, sqlx::Error> {
        if self.tries.fetch_add(1, Ordering::Relaxed) == 0 {
            storage::rebuild(&self.database.options(), |_| ()).await.unwrap();
        }
        let catalogue = moment.catalogue();
        let select = Select {
            past: None,
            relation: catalogue.get("mints").unwrap(),
            conditions: Vec::new(),
            either: None,
            order: vec![("height", false), ("event_index", false)],
            after: None,
            limit: None,
            with_time: true,
        };
        Ok(moment.rows(&select).await?.rows.len())
    }
}

#[tokio::test]
async fn tables_that_are_exchanged_while_they_are_read_are_read_again() {
    let database = Database::create().await;
    fill(&database, &chain(100), 50).await;
    let question = Disturbed { database: &database, tries: AtomicUsize::new(0) };
    let mints = Reader::new(database.options()).ask(&question).await.unwrap();
    assert_eq!(mints.to_string(), database.value("select count(*) from mints").await);
    assert_ne!(mints, 0);
    assert_eq!(question.tries.into_inner(), 2);
}
