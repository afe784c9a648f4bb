//! The role that reads everything and changes nothing.

use crate::{
    api::Service,
    cluster::Database,
    history::{START, chain, contracts, deployment},
    store::{fill, lead},
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use sqlx::{AssertSqlSafe, PgConnection};
use weir_indexer::{
    domain::{Batch, Store},
    infra::{
        api::Limits,
        storage::{self, Reader, Writer},
    },
};

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

/// A user who owns the tables, and neither makes roles nor is a member of any.
async fn owner(database: &Database, name: &str) -> sqlx::postgres::PgConnectOptions {
    let sql = format!(
        "create role {name} login;
         do $$ begin execute format('grant create on database %I to {name}', current_database()); end $$"
    );
    database.run(&sql).await;
    database.options().username(name)
}

#[tokio::test]
async fn the_api_reads_with_the_rights_of_the_reader_and_not_with_those_of_the_owner() {
    let database = Database::create().await;
    fill(&database, &chain(60), 50).await;
    database.run("revoke select on weir.mints from weir_reader").await;
    let service = Service::with(Reader::new(database.options()), Limits::default());
    let answer = service.request(get("/v1/mints")).await;
    assert_ne!(answer.0, StatusCode::OK, "the owner of the tables could read it");
    assert!(service.json("/v1/transfers").await["rows"].is_array());
}

/// Whose database it is may be nobody's who makes roles; and it is served all the same.
#[tokio::test]
async fn where_the_role_cannot_be_taken_the_api_reads_as_its_user_and_writes_nothing() {
    let database = Database::create().await;
    let name = format!("owner_{}", std::process::id());
    let options = owner(&database, &name).await;
    let mut writer = Writer::new(options.clone());
    lead(&mut writer).await;
    writer.bind(&deployment()).await.unwrap();
    let blocks = chain(60)[START as usize..].to_vec();
    writer.commit(None, &Batch::new(blocks, &contracts())).await.unwrap();
    let member = format!("select pg_has_role('{name}', 'weir_reader', 'member')");
    assert_eq!(database.value(&member).await, "false");
    let service = Service::with(Reader::new(options), Limits::default());
    assert!(!service.json("/v1/transfers").await["rows"].as_array().unwrap().is_empty());
    assert_eq!(service.json("/v1/status").await["cursor"]["height"], 60);
    drop((service, writer));
}

/// An indexer that starts on an empty server makes the role after the API has connected.
#[tokio::test]
async fn a_session_that_began_before_the_role_was_granted_takes_it_later() {
    let database = Database::create().await;
    let name = format!("early_{}", std::process::id());
    let options = owner(&database, &name).await;
    let service = Service::with(Reader::new(options.clone()), Limits::default());
    assert_eq!(service.json("/v1/status").await["cursor"], serde_json::Value::Null);
    fill(&database, &chain(60), 50).await;
    // It has no right to the tables yet.
    assert_ne!(service.request(get("/v1/mints")).await.0, StatusCode::OK);
    database.run(&format!("grant weir_reader to {name}")).await;
    assert!(service.json("/v1/mints").await["rows"].is_array());
}

fn get(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).unwrap()
}
