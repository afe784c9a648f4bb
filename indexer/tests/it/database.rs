//! What a server, or what is in between, does to the process that writes.

mod pooler;
mod seat;

use crate::{
    cluster::Database,
    doubles::ToyChain,
    history::{START, chain, contracts, deployment, empty},
    process::Place,
    rows,
    store::{fill, lead, writer},
    the_loop::Running,
};
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use sqlx::Connection;
use std::time::{Duration, Instant};
use weir_indexer::{
    application::Role,
    domain::{Batch, Derived, Store, StoreError},
    infra::storage::{Patience, Writer, classify},
};
use weir_test_support::Cluster;

/// Waits for nothing long, but for a machine that has a lot to do.
pub(crate) fn impatient() -> Patience {
    Patience {
        lease: Duration::from_millis(500),
        lease_at_work: Duration::from_millis(500),
        answer: Duration::from_secs(6),
        ..Patience::default()
    }
}

#[tokio::test]
async fn a_database_that_is_read_only_for_a_while_is_waited_for() {
    let (database, alone) = (Database::create().await, Database::create().await);
    let toy = ToyChain::of(chain(100));
    let mut run = Running::start(&toy, Writer::new(database.options()));
    run.reach(100).await;
    let name = database.options().get_database().unwrap().to_owned();
    let read_only = |on| format!("alter database {name} set default_transaction_read_only = {on}");
    database.run(&read_only(true)).await;
    database.break_connections().await;
    toy.grow((101..=120).map(|height| empty(0, height)));
    let seen =
        run.until(|p| p.trouble.as_ref().is_some_and(|said| said.detail.contains("25006"))).await;
    assert_ne!(seen.role, Role::Writer);
    let mut connection = database.connect().await;
    for back in ["set default_transaction_read_only = off".to_owned(), read_only(false)] {
        sqlx::raw_sql(sqlx::AssertSqlSafe(back)).execute(&mut connection).await.unwrap();
    }
    drop(connection);
    database.break_connections().await;
    run.reach(120).await;
    run.stop().await;
    let mut blocks = chain(100);
    blocks.extend((101..=120).map(|height| empty(0, height)));
    fill(&alone, &blocks, 100).await;
    rows::assert_equal(&alone, &database).await;
}

#[tokio::test]
async fn a_standby_server_is_written_to_once_it_is_the_primary() {
    let primary = Cluster::start().unwrap();
    let database = Database::create_in(&primary).await;
    let blocks = chain(120);
    fill(&database, &blocks[..=100], 50).await;
    let standby = primary.standby().unwrap();
    let replica = database.on(&standby);
    let mut writer = Writer::new(replica.options());
    for _ in 0..2 {
        let failure = writer.lead().await.unwrap_err();
        assert!(failure.is_transient(), "{failure}");
        assert!(failure.to_string().contains("25006"), "{failure}");
    }
    primary.kill().unwrap();
    assert_eq!(replica.value("select pg_promote()").await, "true");
    lead(&mut writer).await;
    writer.bind(&deployment()).await.unwrap();
    assert_eq!(writer.derive().await.unwrap(), Derived::Current);
    let from = writer.cursor().await.unwrap();
    writer.commit(from, &Batch::new(blocks[101..].to_vec(), &contracts())).await.unwrap();
    let alone = Database::create().await;
    fill(&alone, &blocks, 50).await;
    rows::assert_equal(&alone, &replica).await;
}

#[tokio::test]
async fn what_a_server_says_of_itself_when_it_ends_a_session_passes() {
    let database = Database::create().await;
    database.run("create table public.held (n int)").await;
    let pause = || tokio::time::sleep(Duration::from_millis(300));
    // 25P03, 57P05, 57014, 55P03 and 57P01, as a server says them.
    for (code, before) in [
        ("25P03", "set idle_in_transaction_session_timeout = 50; begin"),
        ("57P05", "set idle_session_timeout = 50"),
        ("57014", "set statement_timeout = 50"),
        ("55P03", "set lock_timeout = 50"),
        ("57P01", "select 1"),
        ("25006", "set default_transaction_read_only = on"),
    ] {
        let mut holding = database.connect().await;
        sqlx::raw_sql("begin; lock table public.held").execute(&mut holding).await.unwrap();
        let mut connection = database.connect().await;
        sqlx::raw_sql(before).execute(&mut connection).await.unwrap();
        pause().await;
        if code == "57P01" {
            database.break_connections().await;
        }
        let statement = match code {
            "57014" | "55P03" => "begin; lock table public.held",
            _ => "create table public.never (n int)",
        };
        let error = sqlx::raw_sql(statement).execute(&mut connection).await.unwrap_err();
        let said =
            error.as_database_error().and_then(|e| e.code()).unwrap_or_default().into_owned();
        assert!(said == code || said.is_empty(), "{code}: {error}");
        let error = classify(error);
        assert!(error.is_transient(), "{code}: {error}");
    }
}

#[tokio::test]
async fn a_database_that_cannot_hold_every_text_is_refused_before_anything_is_written() {
    for (encoding, locale) in [("LATIN1", "C"), ("SQL_ASCII", "C")] {
        let options = format!("encoding '{encoding}' lc_collate '{locale}' lc_ctype '{locale}'");
        let database = Database::create_apart(&options).await;
        let failure = Writer::new(database.options()).lead().await.unwrap_err();
        assert!(!failure.is_transient());
        let place = Place::new();
        let run = place.run(&["run", "--listen", "127.0.0.1:0", "--database-url", database.url()]);
        let migrate = place.run(&["migrate", "--database-url", database.url()]);
        let said =
            |output: &std::process::Output| String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((run.status.code(), migrate.status.code()), (Some(1), Some(1)));
        for words in [failure.to_string(), said(&run), said(&migrate)] {
            assert!(words.contains(encoding) && words.contains("--encoding=UTF8"), "{words}");
        }
        let schemas = "select count(*) from pg_namespace where nspname in ('chain', 'weir')";
        assert_eq!(database.value(schemas).await, "0");
    }
}

#[tokio::test]
async fn a_batch_that_reaches_the_final_block_waits_for_the_disk_however_long_it_is() {
    let database = Database::migrated().await;
    database
        .run(
            "create table public.commits (height bigint, setting text);
             create function public.note() returns trigger language plpgsql as $$ begin
                 insert into public.commits
                 values (new.height, current_setting('synchronous_commit'));
                 return new;
             end $$;
             create trigger note after insert or update on chain.cursor
                 for each row execute function public.note()",
        )
        .await;
    let toy = ToyChain::of(chain(95));
    let mut run = Running::start(&toy, Writer::new(database.options()));
    run.reach(95).await;
    // Finality comes in bursts.
    toy.grow((96..=99).map(|height| empty(0, height)));
    run.reach(99).await;
    run.stop().await;
    let commits = |which: &str| {
        let sql = format!(
            "select string_agg(height::text, ' ' order by height)
                             from public.commits where setting {which} 'off'"
        );
        let database = &database;
        async move { database.value(&sql).await }
    };
    assert_eq!(commits("<>").await, "95 99");
    assert_ne!(commits("=").await, "");
}

#[tokio::test]
async fn a_server_that_hangs_is_given_up_in_time_and_another_writer_takes_over() {
    let (database, alone) = (Database::create().await, Database::create().await);
    let blocks = chain(60);
    let mut hung = Writer::with_patience(database.options(), impatient());
    lead(&mut hung).await;
    hung.bind(&deployment()).await.unwrap();
    hung.derive().await.unwrap();
    hung.commit(None, &Batch::new(blocks[START as usize..=30].to_vec(), &contracts()))
        .await
        .unwrap();
    let pid = "select pid from chain_writer.seats where seat = 'writer'";
    let pid: i32 = database.value(pid).await.parse().unwrap();
    kill(Pid::from_raw(pid), Signal::SIGSTOP).unwrap();
    let begun = Instant::now();
    let from = Some(blocks[30].reference());
    let rest = Batch::new(blocks[31..].to_vec(), &contracts());
    let failure = hung.commit(from, &rest).await.unwrap_err();
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
    assert!(failure.is_transient() && failure.to_string().contains("no answer in"), "{failure}");
    kill(Pid::from_raw(pid), Signal::SIGCONT).unwrap();
    let mut next = writer(&database).await;
    let from = next.cursor().await.unwrap();
    next.commit(from, &rest).await.unwrap();
    fill(&alone, &blocks, 100).await;
    rows::assert_equal(&alone, &database).await;
}

#[tokio::test]
async fn a_lock_that_is_never_given_back_ends_a_batch_and_not_the_process() {
    let database = Database::create().await;
    let blocks = chain(40);
    let mut writer = Writer::with_patience(database.options(), impatient());
    lead(&mut writer).await;
    writer.bind(&deployment()).await.unwrap();
    writer.derive().await.unwrap();
    let mut holding = database.connect().await;
    sqlx::raw_sql("begin; lock table chain.blocks").execute(&mut holding).await.unwrap();
    let batch = Batch::new(blocks[START as usize..].to_vec(), &contracts());
    let failure = writer.commit(None, &batch).await.unwrap_err();
    assert!(failure.is_transient(), "{failure}");
    holding.close().await.unwrap();
    lead(&mut writer).await;
    writer.commit(None, &batch).await.unwrap();
}

#[tokio::test]
async fn a_writer_that_is_silent_for_too_long_loses_its_place_and_takes_it_again() {
    let database = Database::create().await;
    let mut writer = Writer::with_patience(database.options(), impatient());
    lead(&mut writer).await;
    writer.bind(&deployment()).await.unwrap();
    // Stopped for longer than it may be silent.
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    let failure = writer.keep().await.unwrap_err();
    assert!(matches!(failure, StoreError::NotNow(_) | StoreError::Unavailable(_)), "{failure}");
    lead(&mut writer).await;
    writer.commit(None, &Batch::new(vec![empty(0, START)], &contracts())).await.unwrap();
}

/// A session that has the writer's seat, and has begun to copy.
async fn copying(database: &Database) -> sqlx::PgConnection {
    let mut silent = database.connect().await;
    let take = "select pg_advisory_lock(42);
                insert into chain_writer.seats values ('writer', pg_backend_pid(), 42)
                    on conflict (seat) do update set pid = excluded.pid, lock = excluded.lock";
    for statement in [take, "begin"] {
        sqlx::raw_sql(statement).execute(&mut silent).await.unwrap();
    }
    silent
}

const COPY: &str = "copy chain.blocks from stdin with (format text)";

#[tokio::test]
async fn a_writer_that_falls_silent_in_mid_copy_is_ended_by_the_one_that_waits() {
    let database = Database::create().await;
    drop(writer(&database).await);
    let mut silent = copying(&database).await;
    let mut copy = silent.copy_in_raw(COPY).await.unwrap();
    copy.send(&b"1\t"[..]).await.unwrap();
    let mut waiting = Writer::with_patience(database.options(), impatient());
    assert!(!waiting.lead().await.unwrap());
    let begun = Instant::now();
    lead(&mut waiting).await;
    assert!(begun.elapsed() >= Duration::from_millis(400), "{:?}", begun.elapsed());
    assert!(copy.finish().await.is_err());
    waiting.bind(&deployment()).await.unwrap();
    waiting.commit(None, &Batch::new(vec![empty(0, START)], &contracts())).await.unwrap();
}

#[tokio::test]
async fn a_writer_that_copies_slowly_keeps_its_place() {
    let database = Database::create().await;
    drop(writer(&database).await);
    let mut slow = copying(&database).await;
    let mut copy = slow.copy_in_raw(COPY).await.unwrap();
    let mut waiting = Writer::with_patience(database.options(), impatient());
    let sent = b"9\t".repeat(70_000);
    for part in sent.chunks(10_000) {
        copy.send(part).await.unwrap();
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert!(!waiting.lead().await.unwrap(), "it was ended although it sends");
    }
    copy.abort("in this test").await.unwrap();
}
