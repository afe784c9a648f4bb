//! A writer that fell silent in the middle of a statement, seen by one that waits for its place.
//!
//! A server ends sessions that are idle. One that waits for the rest of a statement, of a copy above
//! all, is not idle and not ended by any time limit, and it goes unnoticed where the client's machine only
//! stands still. So a process that stands by looks: a session that has waited for its client without a byte
//! in all that time is ended.

use super::{classify, seats::Holder};
use crate::domain::StoreError;
use sqlx::PgConnection;
use std::time::{Duration, Instant};
use tracing::warn;

/// How a session was when it was last seen to have moved.
#[derive(Debug)]
pub(super) struct Watched {
    sign: Sign,
    since: Instant,
}

/// Changes whenever something comes from the client.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
struct Sign {
    pid: i32,
    /// Begin of the statement.
    begun: Option<String>,
    /// Bytes of a copy that have come.
    bytes: i64,
}

const WAITING: &str = "select a.pid, a.query_start::text as begun,
                              coalesce(p.bytes_processed, 0) as bytes
                         from pg_stat_activity a
                         left join pg_stat_progress_copy p using (pid)
                        where a.pid = $1 and a.state = 'active' and a.wait_event = 'ClientRead'";

/// Ends the session of a writer that has waited for the rest of a statement for `limit`.
pub(super) async fn end_if_silent(
    db: &mut PgConnection,
    watched: &mut Option<Watched>,
    holder: &Holder,
    limit: Duration,
) -> Result<(), StoreError> {
    let sign: Option<Sign> = sqlx::query_as(WAITING)
        .bind(holder.pid)
        .fetch_optional(&mut *db)
        .await
        .map_err(classify)?;
    let Some(sign) = sign else {
        *watched = None;
        return Ok(());
    };
    let since = match watched.as_ref().filter(|before| before.sign == sign) {
        Some(before) => before.since,
        None => Instant::now(),
    };
    *watched = Some(Watched { sign, since });
    if since.elapsed() < limit {
        return Ok(());
    }
    *watched = None;
    warn!(%holder, "the writer has been silent in the middle of a statement for long: ending it");
    // Who may not end it is not of the writer's user: that one then has to be ended by hand.
    let end = sqlx::query("select pg_terminate_backend($1)").bind(holder.pid);
    match end.execute(db).await {
        Err(sqlx::Error::Database(error)) => {
            warn!(%error, %holder, "it cannot be ended");
            Ok(())
        }
        ended => ended.map(drop).map_err(classify),
    }
}
