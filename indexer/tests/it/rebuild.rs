//! Deriving every table anew from the raw events, and switching over while others read and write.

mod kept;

use crate::{
    cluster::Database,
    history::{START, chain, contracts, deployment, wound_down},
    patience::PATIENCE,
    rows,
    store::{fill, lead, writer},
};
use sqlx::Connection;
use weir_indexer::{
    domain::{Batch, Derived, Store},
    infra::storage::{self, Writer},
};
use weir_test_support::output;

async fn rebuild(database: &Database) -> Result<usize, String> {
    let mut steps = 0;
    storage::rebuild(&database.options(), |_| steps += 1).await.map_err(|e| e.to_string())?;
    Ok(steps)
}

#[tokio::test]
async fn a_rebuild_says_what_was_written_and_mends_what_was_tampered_with() {
    let (whole, tampered) = (Database::create().await, Database::create().await);
    fill(&whole, &wound_down(300), 50).await;
    fill(&tampered, &wound_down(300), 50).await;
    tampered
        .run(
            "delete from weir.mints; update weir.balances set amount = amount + 1;
              drop view weir.v_holders; insert into weir.donations values (9, 9, sha224(''), 9)"
                .replace("sha224('')", "substr(sha224(''), 1, 20)")
                .as_str(),
        )
        .await;
    rebuild(&tampered).await.unwrap();
    rows::assert_equal(&whole, &tampered).await;
    // What is in the tables is known to the planner at once.
    let counted = "select reltuples >= 0 from pg_class
                    where oid = 'weir.transfers'::regclass";
    assert_eq!(tampered.value(counted).await, "true");
    assert_ne!(tampered.value("select count(*) from v_holders").await, "0");
    assert_eq!(
        tampered.value("select count(*) from pg_namespace where nspname like 'weir_%'").await,
        "0"
    );
}

#[tokio::test]
async fn readers_and_the_writer_go_on_through_a_rebuild() {
    let (alone, disturbed) = (Database::create().await, Database::create().await);
    let blocks = chain(4_000);
    fill(&alone, &blocks, 500).await;
    let mut writer = writer(&disturbed).await;
    let mut reader = disturbed.connect().await;
    let writing = async {
        for blocks in blocks[START as usize..].chunks(40) {
            let from = writer.cursor().await.unwrap();
            writer.commit(from, &Batch::new(blocks.to_vec(), &contracts())).await.unwrap();
            // Prepared once, and right in every schema that it meets.
            let (cursor, transfers, last): (i64, i64, i64) = sqlx::query_as(
                "select c.height, (select count(*) from transfers),
                        (select count(*) from events e where e.topic0 = $1) from cursor c",
            )
            .bind(transfer_topic())
            .fetch_one(&mut reader)
            .await
            .unwrap();
            assert_eq!(
                transfers, last,
                "at {cursor} the derived rows are not those of the raw ones"
            );
        }
    };
    let rebuilding = async {
        let mut rebuilds = 0;
        for _ in 0..4 {
            rebuild(&disturbed).await.unwrap();
            rebuilds += 1;
        }
        rebuilds
    };
    let ((), rebuilds) = tokio::join!(writing, rebuilding);
    assert_eq!(rebuilds, 4);
    rows::assert_equal(&alone, &disturbed).await;
}

fn transfer_topic() -> Vec<u8> {
    use alloy_core::sol_types::SolEvent;
    weir_indexer::domain::Commons::Transfer::SIGNATURE_HASH.to_vec()
}

#[tokio::test]
async fn tables_made_by_other_rules_are_derived_anew_by_the_writer_before_it_writes() {
    let (ours, other) = (Database::create().await, Database::create().await);
    let blocks = chain(300);
    fill(&ours, &blocks, 50).await;
    fill(&other, &blocks[..200], 50).await;
    other
        .run("update weir.derivation set fingerprint = 'older'; drop table weir.mints cascade")
        .await;
    let mut writer = Writer::new(other.options());
    lead(&mut writer).await;
    writer.bind(&deployment()).await.unwrap();
    let derived = async { while writer.derive().await.unwrap() != Derived::Current {} };
    tokio::time::timeout(PATIENCE, derived).await.expect("all is derived");
    let from = writer.cursor().await.unwrap();
    writer.commit(from, &Batch::new(blocks[200..].to_vec(), &contracts())).await.unwrap();
    rows::assert_equal(&ours, &other).await;
}

#[tokio::test]
async fn a_rebuild_beside_a_writer_of_another_version_or_another_rebuild_is_refused_in_words() {
    let database = Database::create().await;
    fill(&database, &chain(60), 50).await;
    let mut other = writer(&database).await;
    database.run("update weir.derivation set fingerprint = 'newer'").await;
    let refusal = rebuild(&database).await.unwrap_err();
    assert!(refusal.contains("stop that one first"), "{refusal}");
    assert!(other.lead().await.unwrap());

    let one = Database::create().await;
    fill(&one, &chain(60), 50).await;
    // Of this version, and of an older one.
    for lock in [
        "select pg_advisory_lock(42);
         insert into chain_writer.seats values ('rebuild', pg_backend_pid(), 42)",
        "select pg_advisory_lock(x'6e657874'::bigint)",
    ] {
        let mut blocker = one.connect().await;
        sqlx::raw_sql(lock).execute(&mut blocker).await.unwrap();
        let refusal = rebuild(&one).await.unwrap_err();
        assert!(refusal.contains("already"), "{refusal}");
        blocker.close().await.unwrap();
    }
    rebuild(&one).await.unwrap();
}

#[tokio::test]
async fn a_rebuild_broken_off_leaves_everything_as_it_was_and_can_be_repeated() {
    let (whole, broken) = (Database::create().await, Database::create().await);
    fill(&whole, &chain(300), 50).await;
    fill(&broken, &chain(300), 50).await;
    broken
        .run("create schema weir_next; create table weir_next.half (); create schema weir_old")
        .await;
    rebuild(&broken).await.unwrap();
    rows::assert_equal(&whole, &broken).await;
}

#[tokio::test]
async fn a_dump_of_what_was_read_is_a_whole_backup() {
    let (whole, restored) = (Database::create().await, Database::create().await);
    fill(&whole, &chain(300), 50).await;
    let socket = whole.options().get_socket().unwrap().to_owned();
    let run = |program: &str, arguments: &[&str]| {
        let mut command = std::process::Command::new(program);
        command.args(arguments).env("PGHOST", &socket).env("PGUSER", "postgres");
        let output = output(command, PATIENCE).unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let folder = tempfile::tempdir().unwrap();
    let dump = folder.path().join("weir.dump").display().to_string();
    let name = |database: &Database| database.options().get_database().unwrap().to_owned();
    run("pg_dump", &["--schema=chain", "--format=custom", "--file", &dump, &name(&whole)]);
    run("pg_restore", &["--no-owner", "--dbname", &name(&restored), &dump]);
    rebuild(&restored).await.unwrap();
    rows::assert_equal(&whole, &restored).await;
    // And the indexer goes on from there.
    let from = writer(&restored).await.cursor().await.unwrap();
    assert_eq!(from.map(|at| at.height), Some(300));
}
