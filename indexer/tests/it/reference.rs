//! The page that describes the schema, and the queries that it shows.

use crate::{analysis::slow_chain, cluster::Database, store::fill};
use sqlx::AssertSqlSafe;
use std::{collections::BTreeSet, path::Path};
use weir_indexer::infra::reference::{self, TOPICS, queries};

#[tokio::test]
async fn the_page_says_what_the_database_says() {
    let database = Database::migrated().await;
    let page = reference::page(&mut database.connect().await).await.unwrap();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/schema.md");
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    if page != written {
        let fresh = Path::new(env!("CARGO_TARGET_TMPDIR")).join("schema.md");
        std::fs::write(&fresh, page).unwrap();
        panic!(
            "docs/schema.md is not what the schema says; copy {} there, or print it with \
             weir-indexer schema",
            fresh.display()
        );
    }
}

#[tokio::test]
async fn every_relation_and_every_function_has_its_place_on_the_page() {
    let database = Database::migrated().await;
    let there = "select string_agg(name, ' ') from (
        select relname::text as name from pg_class c
         where relnamespace in ('weir'::regnamespace, 'chain'::regnamespace)
           and relkind in ('r', 'v') and relname <> '_sqlx_migrations'
           and not exists (select from pg_class e where 'v_' || e.relname = c.relname
                              and e.relnamespace in ('weir'::regnamespace, 'chain'::regnamespace))
         union select proname::text from pg_proc where pronamespace = 'weir'::regnamespace) x";
    let there = database.value(there).await;
    let there: BTreeSet<&str> = there.split(' ').collect();
    let placed = TOPICS.iter().flat_map(|t| t.relations.iter().chain(t.functions)).copied();
    let (count, placed) = (placed.clone().count(), placed.collect::<BTreeSet<&str>>());
    assert_eq!(placed, there);
    assert_eq!(placed.len(), count, "something is in two places");
}

#[tokio::test]
async fn every_shipped_query_answers_its_question() {
    let database = Database::create().await;
    fill(&database, &slow_chain(900), 200).await;
    let mut connection = database.connect().await;
    assert!(queries().len() >= 18);
    for query in queries() {
        assert!(query.title.contains('?'), "{}: {}", query.name, query.title);
        let rows = sqlx::query(AssertSqlSafe(query.sql.clone())).fetch_all(&mut connection).await;
        let rows = rows.unwrap_or_else(|error| panic!("{}: {error}", query.name));
        assert!(!rows.is_empty(), "{} finds nothing", query.name);
    }
}
