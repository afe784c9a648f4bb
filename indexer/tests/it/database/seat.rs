//! The writer's place: who may only read can neither take it nor keep it nor wait for it.

use crate::{
    cluster::Database,
    history::{chain, contracts, deployment, empty},
    process::Place,
    store::{fill, lead, writer},
};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection};
use std::time::Duration;
use weir_indexer::{
    domain::{Batch, Store},
    infra::storage::{self, Patience, Writer},
};

/// The numbers that older versions lock: "weir" and "next".
const OLDER: [&str; 2] = ["x'77656972'::bigint", "x'6e657874'::bigint"];

/// Connects as a user who may read, and nothing else.
async fn reader(database: &Database, name: &str) -> PgConnection {
    let role = format!(
        "do $$ begin
             if not exists (select from pg_roles where rolname = '{name}') then
                 create role {name} login;
             end if;
         end $$;
         grant weir_reader to {name}"
    );
    database.run(&role).await;
    database.options().username(name).connect().await.unwrap()
}

async fn run(connection: &mut PgConnection, sql: &str) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(connection).await.map(drop)
}

#[tokio::test]
async fn a_reader_who_holds_every_lock_that_it_can_see_stops_no_writer() {
    let database = Database::create().await;
    fill(&database, &chain(60), 50).await;
    let mut reader = reader(&database, "seat_reader_one").await;
    for number in OLDER {
        run(&mut reader, &format!("select pg_advisory_lock({number})")).await.unwrap();
    }
    // One that may be silent as long as the rebuild takes.
    let patience = Patience { lease: Duration::from_secs(600), ..Patience::default() };
    let mut first = Writer::with_patience(database.options(), patience);
    lead(&mut first).await;
    let from = first.cursor().await.unwrap();
    first.commit(from, &Batch::new(vec![empty(0, 61)], &contracts())).await.unwrap();
    storage::rebuild(&database.options(), |_| ()).await.unwrap();

    // It sees which lock the writer holds, and waits for that one.
    let seen: i64 = sqlx::query_scalar(
        "select (classid::bigint << 32) | objid::bigint from pg_locks
          where locktype = 'advisory' and granted and mode = 'ExclusiveLock'
            and pid <> pg_backend_pid()
            and database = (select oid from pg_database where datname = current_database())",
    )
    .fetch_one(&mut reader)
    .await
    .unwrap();
    let waits = tokio::spawn(async move {
        run(&mut reader, &format!("select pg_advisory_lock({seen})")).await.unwrap();
        reader
    });
    tokio::time::sleep(Duration::from_millis(100)).await;
    drop(first);
    let _reader = waits.await.unwrap();
    let mut second = writer(&database).await;
    let from = second.cursor().await.unwrap();
    second.commit(from, &Batch::new(vec![empty(0, 62)], &contracts())).await.unwrap();
    let third = Writer::new(database.options()).lead().await.unwrap();
    assert!(!third, "two have the writer's place");
}

#[tokio::test]
async fn a_reader_cannot_touch_the_list_of_who_writes() {
    let database = Database::create().await;
    fill(&database, &chain(30), 50).await;
    let mut reader = reader(&database, "seat_reader_two").await;
    for attempt in [
        "select * from chain_writer.seats",
        "lock table chain_writer.seats in access share mode",
        "insert into chain_writer.seats values ('writer', pg_backend_pid(), 1)",
        "update chain_writer.seats set pid = pg_backend_pid()",
        "delete from chain_writer.seats",
        "lock table chain.cursor in row share mode",
        "select * from chain.cursor for update",
    ] {
        assert!(run(&mut reader, attempt).await.is_err(), "{attempt}");
    }
}

#[tokio::test]
async fn a_writer_of_an_older_version_is_respected_and_kept_away() {
    let database = Database::create().await;
    fill(&database, &chain(30), 50).await;
    let mut older = database.connect().await;
    run(&mut older, &format!("select pg_advisory_lock({})", OLDER[0])).await.unwrap();
    let mut ours = Writer::new(database.options());
    assert!(!ours.lead().await.unwrap());
    older.close().await.unwrap();
    lead(&mut ours).await;
    let mut older = database.connect().await;
    let taken: bool = sqlx::query_scalar("select pg_try_advisory_lock(x'77656972'::bigint)")
        .fetch_one(&mut older)
        .await
        .unwrap();
    assert!(!taken, "an older version would write beside this one");
}

#[tokio::test]
async fn many_that_want_the_place_at_once_get_it_one_at_a_time() {
    let database = Database::create().await;
    let mut tries = tokio::task::JoinSet::new();
    for _ in 0..12 {
        let options = database.options();
        tries.spawn(async move {
            let mut writer = Writer::new(options);
            let leads = writer.lead().await.unwrap();
            (writer, leads)
        });
    }
    let all = tries.join_all().await;
    assert_eq!(all.iter().filter(|(_, leads)| *leads).count(), 1);
    // One after the other, each after the one before is gone.
    let mut waiting: Vec<Writer> = Vec::new();
    for (writer, leads) in all {
        match leads {
            true => drop(writer),
            false => waiting.push(writer),
        }
    }
    for mut next in waiting.drain(..3) {
        lead(&mut next).await;
    }
}

#[tokio::test]
async fn undoing_blocks_beside_a_writer_is_refused_and_names_it() {
    let database = Database::create().await;
    fill(&database, &chain(30), 50).await;
    let mut writer = writer(&database).await;
    let pid = database.value("select pid from chain_writer.seats where seat = 'writer'").await;
    let place = Place::new();
    let output = place.run(&["rewind", "20", "--database-url", database.url()]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(&format!("session {pid}")) && said.contains("weir-indexer"), "{said}");
    writer.bind(&deployment()).await.unwrap();
    assert_eq!(writer.cursor().await.unwrap().map(|at| at.height), Some(30));
}
