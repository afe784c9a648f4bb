//! The role that reads everything and changes nothing.

use crate::{cluster::Database, history::chain, store::fill};
use sqlx::{AssertSqlSafe, PgConnection};
use weir_indexer::infra::storage;

/// A connection with the rights of the role, and no others.
async fn reader(database: &Database) -> PgConnection {
    let mut connection = database.connect().await;
    sqlx::raw_sql("set role weir_reader").execute(&mut connection).await.unwrap();
    connection
}

/// The tables and views of both schemas.
async fn relations(database: &Database) -> Vec<String> {
    sqlx::query_scalar(
        "select table_schema || '.' || table_name from information_schema.tables
          where table_schema in ('chain', 'weir') and table_name <> '_sqlx_migrations'",
    )
    .fetch_all(&mut database.connect().await)
    .await
    .unwrap()
}

/// That the role reads every relation and calls what analysts call.
async fn assert_reads_everything(database: &Database) {
    let mut reader = reader(database).await;
    for relation in relations(database).await {
        let sql = format!("select count(*) from {relation}");
        let read = sqlx::query(AssertSqlSafe(sql)).execute(&mut reader).await;
        assert!(read.is_ok(), "{relation}: {read:?}");
    }
    for call in [
        "holders_at(50)",
        "concentration_at(50)",
        "voting_at(now_at_cursor())",
        "grants_at(now_at_cursor())",
        "conviction_curve(1, 5)",
    ] {
        let read =
            sqlx::query(AssertSqlSafe(format!("select * from {call}"))).execute(&mut reader).await;
        assert!(read.is_ok(), "{call}: {read:?}");
    }
}

/// That the role changes nothing, in no way.
async fn assert_changes_nothing(database: &Database) {
    let mut reader = reader(database).await;
    let mut attempts: Vec<String> = relations(database)
        .await
        .iter()
        .flat_map(|relation| {
            [
                format!("delete from {relation}"),
                format!("insert into {relation} select * from {relation} limit 0"),
                format!("drop table {relation}"),
            ]
        })
        .collect();
    attempts.extend(
        [
            "truncate weir.mints",
            "update weir.balances set amount = 0",
            "create table weir.own (n int)",
            "create table chain.own (n int)",
            "create view weir.own as select 1",
            "drop schema weir cascade",
        ]
        .map(String::from),
    );
    for attempt in attempts {
        let outcome = sqlx::raw_sql(AssertSqlSafe(attempt.clone())).execute(&mut reader).await;
        assert!(outcome.is_err(), "{attempt}");
    }
}

#[tokio::test]
async fn the_reader_reads_everything_and_changes_nothing_also_after_a_rebuild() {
    let database = Database::create().await;
    fill(&database, &chain(120), 50).await;
    assert_reads_everything(&database).await;
    assert_changes_nothing(&database).await;
    storage::rebuild(&database.options(), |_| ()).await.unwrap();
    assert_reads_everything(&database).await;
    assert_changes_nothing(&database).await;
}
