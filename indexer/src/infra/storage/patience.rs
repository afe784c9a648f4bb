//! How long writer and server wait for each other.

use super::connect;
use crate::domain::StoreError;
use sqlx::PgConnection;
use std::time::Duration;
use tokio::time::timeout;

/// How long to wait for the database, on both sides.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// How long a writer may be silent before the server gives its place to another one; and how long
    /// the server may be silent when it is asked whether it is there.
    pub lease: Duration,
    /// How long a writer may be silent in the middle of a transaction, where it may have a lot to
    /// compute between two statements; or in the middle of a statement.
    pub lease_at_work: Duration,
    /// How long the server may take for a question, or for a batch from its beginning to its commit.
    pub answer: Duration,
    /// How long it may take for a step of a rebuild, or for setting up the schema.
    pub rebuild: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            lease: Duration::from_secs(5),
            lease_at_work: Duration::from_secs(30),
            answer: Duration::from_secs(120),
            rebuild: Duration::from_secs(1800),
        }
    }
}

/// Waits no longer than this: the server may hang, or the line be cut without a word.
pub(super) async fn within<T>(
    limit: Duration,
    work: impl Future<Output = Result<T, StoreError>>,
) -> Result<T, StoreError> {
    timeout(limit, work).await.unwrap_or_else(|_| Err(connect::silent(limit)))
}

/// Has the server end this session, and with it the seat, when nothing is heard of it for a while, or
/// when no client is there any more.
///
/// The connection of a process that is stopped, or of a machine that is cut off, may look well for
/// minutes. A server that does not know one of these limits is left to the others.
pub(super) async fn lease(
    connection: &mut PgConnection,
    patience: Patience,
) -> Result<(), sqlx::Error> {
    let Patience { lease, lease_at_work, .. } = patience;
    for (limit, time) in [
        ("idle_session_timeout", lease),
        ("idle_in_transaction_session_timeout", lease_at_work),
        ("tcp_user_timeout", lease_at_work),
        ("client_connection_check_interval", lease),
    ] {
        let set = "select set_config(name, $2, false) from pg_settings where name = $1";
        let set = sqlx::query(set).bind(limit).bind(time.as_millis().to_string());
        match set.execute(&mut *connection).await {
            // Not on every system can a server see that a client is gone.
            Err(sqlx::Error::Database(_)) => {}
            done => {
                done?;
            }
        }
    }
    Ok(())
}

/// Has the server end a statement that takes longer than this.
pub(super) async fn limit_statements(
    connection: &mut PgConnection,
    limit: Duration,
) -> Result<(), sqlx::Error> {
    let set = sqlx::query("select set_config('statement_timeout', $1, false)");
    set.bind(limit.as_millis().to_string()).execute(connection).await.map(drop)
}

/// Has this commit not wait until the disk has it, which is for catching up: what is committed at
/// the chain's head has been told to others.
///
/// A commit is still whole or not at all. If the server fails, the last ones may be as if they had
/// never been, the cursor with them, and are made again from the chain.
pub(super) async fn do_not_wait_for_disk(
    transaction: &mut PgConnection,
) -> Result<(), sqlx::Error> {
    sqlx::query("set local synchronous_commit = off").execute(transaction).await.map(drop)
}
