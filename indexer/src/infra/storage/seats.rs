//! Who may write: one process at a time, and one that rebuilds.
//!
//! A process that writes holds an advisory lock as long as its session lives: with the session, lock
//! and right to write are gone together. But every user who may connect can take such a lock. So its
//! number is a new one each time, and written down in a table that only the user who writes can touch:
//! a seat is taken while the session that is written down holds the lock that is written down. What
//! anybody else locks is of no meaning.
//!
//! Older versions hold a lock of a number that is always the same. It is respected where its holder may
//! write, and taken as well, so that they stand by; a reader who holds it is ignored.

use super::classify;
use crate::domain::StoreError;
use sqlx::PgConnection;
use std::fmt;
use tracing::warn;

/// What one process does at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seat {
    /// Writes what comes from the chain.
    Writer,
    /// Fills the schema that is to take the place of the one in use.
    Rebuild,
}

/// The session that has a seat.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Holder {
    pub(super) pid: i32,
    user: Option<String>,
    program: Option<String>,
    address: Option<String>,
}

/// Makes the table, in one go: two processes may begin at the same time.
const MAKE: &str = "begin;
    create schema if not exists chain_writer;
    comment on schema chain_writer is 'Which process writes. Of no interest to others.';
    revoke all on schema chain_writer from public;
    create table if not exists chain_writer.seats (
        seat text    primary key,
        pid  integer not null,
        lock bigint  not null
    );
    revoke all on chain_writer.seats from public;
    comment on table  chain_writer.seats      is 'Who does what only one process may do.';
    comment on column chain_writer.seats.seat is 'What: writer or rebuild.';
    comment on column chain_writer.seats.pid  is 'The session that does it.';
    comment on column chain_writer.seats.lock is 'The advisory lock that it holds as long as it does it.';
    commit";

/// Who has a seat, as a query that begins `select`; the number of the seat's lock is on its way.
macro_rules! held {
    ($seat:literal) => {
        concat!(
            "from chain_writer.seats s
             join pg_locks l on l.pid = s.pid and l.locktype = 'advisory' and l.granted
                            and l.mode = 'ExclusiveLock' and l.objsubid = 1
                            and ((l.classid::bigint << 32) | l.objid::bigint) = s.lock
                            and l.database = (select oid from pg_database
                                               where datname = current_database())
            where s.seat = ",
            $seat
        )
    };
}

/// The holder of a seat.
const HOLDER: &str = concat!(
    "select s.pid, a.usename::text as user, a.application_name as program,
            host(a.client_addr) as address ",
    "from (select s.pid ",
    held!("$1"),
    ") s left join pg_stat_activity a on a.pid = s.pid"
);

/// Takes a seat if it is free: no other session can come in between, and none waits for this process.
const TAKE: &str = concat!(
    "do $$
     declare number bigint := hashtextextended(gen_random_uuid()::text, 0);
     begin
         lock table chain_writer.seats in exclusive mode;
         if not exists (select ",
    held!("'SEAT'"),
    ") then
             perform pg_advisory_lock(number);
             insert into chain_writer.seats (seat, pid, lock)
             values ('SEAT', pg_backend_pid(), number)
             on conflict (seat) do update set pid = excluded.pid, lock = excluded.lock;
         end if;
     end $$"
);

/// Gives a seat of this session's back.
const LEAVE: &str = "select pg_advisory_unlock(lock) from chain_writer.seats
                      where seat = $1 and pid = pg_backend_pid()";

/// Who holds the lock of older versions, and whether that user may write.
const OLDER: &str = "select l.pid, a.usename::text as user, a.application_name as program,
                            host(a.client_addr) as address,
                            coalesce(has_table_privilege(a.usesysid, to_regclass('chain.cursor'),
                                                         'update'),
                                     has_database_privilege(a.usesysid, current_database(), 'create'),
                                     false)
                       from pg_locks l left join pg_stat_activity a using (pid)
                      where l.locktype = 'advisory' and l.granted and l.objsubid = 1
                        and l.pid <> pg_backend_pid()
                        and ((l.classid::bigint << 32) | l.objid::bigint) = $1
                        and l.database = (select oid from pg_database
                                           where datname = current_database())
                      order by 5 desc limit 1";

impl Seat {
    fn name(self) -> &'static str {
        match self {
            Self::Writer => "writer",
            Self::Rebuild => "rebuild",
        }
    }

    /// The number of the lock that older versions hold: "weir" and "next" in ASCII.
    fn older(self) -> i64 {
        match self {
            Self::Writer => 0x7765_6972,
            Self::Rebuild => 0x6e65_7874,
        }
    }

    /// Tries to take the seat for this session. If another one has it, says which.
    pub(super) async fn take(self, db: &mut PgConnection) -> Result<Option<Holder>, StoreError> {
        make(db).await?;
        // Looked at first: a standby that asks every second writes nothing.
        if let Some(holder) = self.holder(db).await? {
            let own = own_pid(db).await? == holder.pid;
            return Ok((!own).then_some(holder));
        }
        let take = sqlx::AssertSqlSafe(TAKE.replace("SEAT", self.name()));
        sqlx::raw_sql(take).execute(&mut *db).await.map_err(classify)?;
        let own = own_pid(db).await?;
        match self.holder(db).await? {
            Some(holder) if holder.pid == own => self.agree_with_older(db).await,
            // Another one was quicker, or has left again: the next try finds out.
            Some(holder) => Ok(Some(holder)),
            None => Err(StoreError::NotNow("its place was taken and left at once".into())),
        }
    }

    /// Gives the seat back, if this session has it.
    pub(super) async fn leave(self, db: &mut PgConnection) -> Result<(), StoreError> {
        sqlx::query(LEAVE).bind(self.name()).execute(&mut *db).await.map_err(classify)?;
        let unlock = sqlx::query("select pg_advisory_unlock($1)").bind(self.older());
        unlock.execute(db).await.map(drop).map_err(classify)
    }

    async fn holder(self, db: &mut PgConnection) -> Result<Option<Holder>, StoreError> {
        sqlx::query_as(HOLDER).bind(self.name()).fetch_optional(db).await.map_err(classify)
    }

    /// Keeps older versions away, and keeps away from them. Says who is in the way.
    async fn agree_with_older(self, db: &mut PgConnection) -> Result<Option<Holder>, StoreError> {
        let free: bool = sqlx::query_scalar("select pg_try_advisory_lock($1)")
            .bind(self.older())
            .fetch_one(&mut *db)
            .await
            .map_err(classify)?;
        if free {
            return Ok(None);
        }
        type Found = (i32, Option<String>, Option<String>, Option<String>, bool);
        let found: Option<Found> = sqlx::query_as(OLDER)
            .bind(self.older())
            .fetch_optional(&mut *db)
            .await
            .map_err(classify)?;
        let Some((pid, user, program, address, may_write)) = found else { return Ok(None) };
        let holder = Holder { pid, user, program, address };
        if may_write {
            self.leave(db).await?;
            return Ok(Some(holder));
        }
        warn!(%holder, "a user who may only read holds the lock of older versions: ignored");
        Ok(None)
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "session {}", self.pid)?;
        if let Some(user) = &self.user {
            write!(f, " of {user}")?;
        }
        if let Some(program) = self.program.as_ref().filter(|program| !program.is_empty()) {
            write!(f, ", {program}")?;
        }
        if let Some(address) = &self.address {
            write!(f, ", from {address}")?;
        }
        Ok(())
    }
}

async fn make(db: &mut PgConnection) -> Result<(), StoreError> {
    if is_made(db).await? {
        return Ok(());
    }
    let made = sqlx::raw_sql(MAKE).execute(&mut *db).await;
    let Err(error) = made else { return Ok(()) };
    // The transaction that failed is still there; none is where the connection broke.
    sqlx::raw_sql("rollback").execute(&mut *db).await.map_err(classify)?;
    match is_made(db).await? {
        true => Ok(()),
        false => Err(classify(error)),
    }
}

async fn is_made(db: &mut PgConnection) -> Result<bool, StoreError> {
    sqlx::query_scalar("select to_regclass('chain_writer.seats') is not null")
        .fetch_one(db)
        .await
        .map_err(classify)
}

async fn own_pid(db: &mut PgConnection) -> Result<i32, StoreError> {
    sqlx::query_scalar("select pg_backend_pid()").fetch_one(db).await.map_err(classify)
}
