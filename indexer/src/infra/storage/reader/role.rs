//! With whose rights the API reads: those of the role `weir_reader`, which reads everything and changes
//! nothing, whoever the user of the connection is.
//!
//! The role is taken for the whole session. Where it cannot be (it is not there, the user is none of
//! its members, or it was never granted the tables) the session reads as its user does, but changes
//! nothing either: its transactions are read-only. The log says so once, and what to do.

use sqlx::{Executor, PgConnection, Row};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use tracing::warn;

/// The role that reads.
const ROLE: &str = "weir_reader";

/// Takes the role where that is possible. One row if it was, none if not.
const TAKE: &str = "select set_config('role', rolname, false)
   from pg_roles
  where rolname = 'weir_reader' and pg_has_role(session_user, oid, 'member')
    and (to_regnamespace('chain') is null or has_schema_privilege(oid, 'chain', 'usage'))
    and (to_regnamespace('weir') is null or has_schema_privilege(oid, 'weir', 'usage'))";

/// Gives up the right to write, whichever rights the user has.
const READ_ONLY: &str = "set default_transaction_read_only = on";

/// What is known of the role.
#[derive(Debug, Clone, Default)]
pub(super) struct Rights {
    /// Some session is without the role: it is tried again when the session is used again, because an
    /// indexer that starts on an empty database makes the role a little later.
    lacking: Arc<AtomicBool>,
    told: Arc<AtomicBool>,
}

impl Rights {
    /// Takes the role in a session that begins.
    pub(super) async fn take(&self, session: &mut PgConnection) -> Result<(), sqlx::Error> {
        session.execute(READ_ONLY).await?;
        if !took(session).await {
            self.lacking.store(true, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Takes the role in a session that is used again, if it could not before.
    pub(super) async fn take_again(&self, session: &mut PgConnection) -> Result<(), sqlx::Error> {
        if !self.lacking.load(Ordering::Relaxed) || took(session).await {
            return Ok(());
        }
        // Before the tables are there it is too early to say anything.
        let made = session.fetch_one("select to_regnamespace('weir') is not null").await?;
        if made.try_get(0)? && !self.told.swap(true, Ordering::Relaxed) {
            warn!(
                "the API reads as the user of the database's URL, in read-only transactions, because \
                 the role {ROLE} is missing, is not granted to that user, or lacks its grants; an \
                 administrator can: create role {ROLE}; grant {ROLE} to that user; then \
                 weir-indexer rebuild grants it the tables"
            );
        }
        Ok(())
    }
}

/// Tries to take the role. What fails here changes nothing for the session.
async fn took(session: &mut PgConnection) -> bool {
    matches!(session.fetch_optional(TAKE).await, Ok(Some(_)))
}
