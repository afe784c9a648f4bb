//! The cluster is what the tests of the indexer rely on: killed, it keeps what was committed and
//! loses what was not; and nothing of it outlives the process that started it.

// Test code may give up where it stands.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use sqlx::{Connection, Executor};
use std::{env, path::Path, process::Command, time::Duration};
use weir_test_support::{Cluster, Database, wait_until};

#[tokio::test]
async fn a_killed_server_keeps_what_was_committed_and_nothing_else() {
    let cluster = Cluster::start().unwrap();
    let database = Database::create_in(&cluster).await.unwrap();
    let mut connection = database.connect().await.unwrap();
    connection.execute("create table t (n int)").await.unwrap();
    connection.execute("insert into t values (1)").await.unwrap();
    let mut open = connection.begin().await.unwrap();
    open.execute("insert into t values (2)").await.unwrap();
    cluster.kill().unwrap();
    assert!(open.execute("insert into t values (3)").await.is_err());
    drop(open);
    assert!(database.connect().await.is_err());

    cluster.restart().unwrap();
    let mut connection = database.connect().await.unwrap();
    let kept: Vec<i32> =
        sqlx::query_scalar("select n from t").fetch_all(&mut connection).await.unwrap();
    assert_eq!(kept, [1]);
}

#[tokio::test]
async fn a_small_disk_is_really_full_until_there_is_room_again() {
    let cluster = Cluster::with_small_disk(16).unwrap();
    let database = Database::create_with(&cluster, "tablespace small").await.unwrap();
    let mut connection = database.connect().await.unwrap();
    connection.execute("create table t (n int)").await.unwrap();
    database.fill_disk().await.unwrap();
    let insert = "insert into t select n from generate_series(1, 100000) n";
    let full = connection.execute(insert).await.unwrap_err();
    assert!(full.to_string().contains("No space left on device"), "{full}");
    database.free_disk().await.unwrap();
    connection.execute(insert).await.unwrap();
}

const CHILD: &str = "WEIR_SUPPORT_CHILD";

/// Not a test of its own: the part of the next one that dies.
#[test]
#[ignore = "run by the next test, in a process that dies"]
fn child() {
    if let Some(file) = env::var_os(CHILD) {
        let cluster = Cluster::shared().unwrap();
        std::fs::write(file, cluster.socket().to_str().unwrap()).unwrap();
        std::process::abort();
    }
}

#[test]
fn a_process_that_dies_leaves_no_server_and_no_folder_behind() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("socket");
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "child", "--ignored"]).env(CHILD, &file);
    let output = weir_test_support::output(command, Duration::from_secs(120)).unwrap();
    assert!(!output.status.success(), "{output:?}");
    let socket = std::fs::read_to_string(file).unwrap();
    let folder = Path::new(&socket).parent().unwrap();
    wait_until("the folder is gone", Duration::from_secs(30), || !folder.exists()).unwrap();
}
