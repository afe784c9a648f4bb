//! The one connection that writes.

use super::{
    CHANNEL, classify, insert, migrate, read,
    rebuild::{self, Rebuild},
};
use crate::domain::{Batch, BlockRef, Deployment, Derived, Store, StoreError};
use sqlx::{ConnectOptions, Connection, PgConnection, postgres::PgConnectOptions};
use std::time::Duration;
use tokio::time::timeout;

/// The advisory lock of the writer: "weir" in ASCII. Such locks are a database's own.
const LOCK: i64 = 0x7765_6972;
/// How long a writer may be silent before the server gives its place to another one.
const LEASE: Duration = Duration::from_secs(5);
/// How long it may be silent in the middle of a transaction, where it may have a lot to compute
/// between two statements.
const LEASE_AT_WORK: Duration = Duration::from_secs(30);
/// How long connecting may take.
const CONNECT: Duration = Duration::from_secs(10);

/// Writes batches, as long as it holds the lock.
///
/// The lock belongs to the connection that writes. So there is no moment at which a process could
/// write without holding it: with the connection, both are gone.
#[derive(Debug)]
pub struct Writer {
    options: PgConnectOptions,
    connection: Option<PgConnection>,
    leads: bool,
    /// Whether the derived tables are known to be of this program's rules.
    current: bool,
    rebuild: Option<Rebuild>,
}

impl Writer {
    /// A writer that has not connected yet.
    pub fn new(options: PgConnectOptions) -> Self {
        Self { options, connection: None, leads: false, current: false, rebuild: None }
    }

    async fn connection(&mut self) -> Result<&mut PgConnection, sqlx::Error> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => timeout(CONNECT, self.options.connect())
                .await
                .map_err(|_| sqlx::Error::PoolTimedOut)??,
        };
        Ok(self.connection.insert(connection))
    }

    /// The connection that holds the lock.
    fn leading(&mut self) -> Result<&mut PgConnection, StoreError> {
        match &mut self.connection {
            Some(connection) if self.leads => Ok(connection),
            _ => Err(StoreError::Unavailable("this process is not the writer now".into())),
        }
    }

    /// After any failure the connection is given up, and the lock with it: cheap to get back, and
    /// never in doubt.
    async fn give_up_after<T>(&mut self, outcome: Result<T, StoreError>) -> Result<T, StoreError> {
        if outcome.is_err() {
            (self.leads, self.current, self.rebuild) = (false, false, None);
            if let Some(connection) = self.connection.take() {
                // Closing tells the server at once; a broken connection has nobody to tell.
                let _ = timeout(Duration::from_secs(1), connection.close()).await;
            }
        }
        outcome
    }

    async fn try_lead(&mut self) -> Result<bool, StoreError> {
        let connection = self.connection().await.map_err(classify)?;
        let leads = lock(connection).await?;
        if leads {
            lease(connection).await.map_err(classify)?;
            migrate(connection).await?;
        }
        self.leads = leads;
        Ok(leads)
    }

    async fn try_keep(&mut self) -> Result<(), StoreError> {
        let ping = self.leading()?.ping();
        match timeout(LEASE, ping).await {
            Ok(answer) => answer.map_err(classify),
            Err(_) => {
                Err(StoreError::Unavailable(format!("no answer in {} s", LEASE.as_secs()).into()))
            }
        }
    }

    async fn try_bind(&mut self, deployment: &Deployment) -> Result<(), StoreError> {
        let connection = self.leading()?;
        insert::deployment(connection, deployment).await.map_err(classify)?;
        check_deployment(connection, deployment).await
    }

    async fn try_derive(&mut self) -> Result<Derived, StoreError> {
        if self.current {
            return Ok(Derived::Current);
        }
        let mut rebuild = self.rebuild.take();
        let connection = self.leading()?;
        let derived = match &mut rebuild {
            Some(rebuild) => rebuild.step(connection).await?,
            None => match rebuild::begin_where_needed(connection).await? {
                // Told before the work begins: its last step can be a long one.
                Some(begun) => rebuild.insert(begun).state(connection).await?,
                None => Derived::Current,
            },
        };
        self.current = derived == Derived::Current;
        self.rebuild = rebuild.filter(|_| derived != Derived::Current);
        Ok(derived)
    }

    async fn try_commit(
        &mut self,
        from: Option<BlockRef>,
        batch: &Batch,
    ) -> Result<(), StoreError> {
        let Some(last) = batch.last() else { return Ok(()) };
        let connection = self.leading()?;
        let mut transaction = connection.begin().await.map_err(classify)?;
        if read::held_cursor(&mut transaction).await.map_err(classify)? != from {
            return Err(StoreError::CursorMoved);
        }
        if batch.blocks().len() > 1 {
            do_not_wait_for_disk(&mut transaction).await.map_err(classify)?;
        }
        insert::raw(&mut transaction, batch).await.map_err(classify)?;
        insert::derived(&mut transaction, batch).await.map_err(classify)?;
        insert::cursor(&mut transaction, last).await.map_err(classify)?;
        sqlx::query!("select pg_notify($1, $2)", CHANNEL, last.height.to_string())
            .execute(&mut *transaction)
            .await
            .map_err(classify)?;
        transaction.commit().await.map_err(classify)
    }
}

impl Store for Writer {
    async fn lead(&mut self) -> Result<bool, StoreError> {
        if self.leads {
            return Ok(true);
        }
        let outcome = self.try_lead().await;
        self.give_up_after(outcome).await
    }

    async fn keep(&mut self) -> Result<(), StoreError> {
        let outcome = self.try_keep().await;
        self.give_up_after(outcome).await
    }

    async fn bind(&mut self, deployment: &Deployment) -> Result<(), StoreError> {
        let outcome = self.try_bind(deployment).await;
        self.give_up_after(outcome).await
    }

    async fn derive(&mut self) -> Result<Derived, StoreError> {
        let outcome = self.try_derive().await;
        self.give_up_after(outcome).await
    }

    async fn cursor(&mut self) -> Result<Option<BlockRef>, StoreError> {
        let outcome = match self.leading() {
            Ok(connection) => read::cursor(connection).await.map_err(classify),
            Err(error) => Err(error),
        };
        self.give_up_after(outcome).await
    }

    async fn commit(&mut self, from: Option<BlockRef>, batch: &Batch) -> Result<(), StoreError> {
        let outcome = self.try_commit(from, batch).await;
        self.give_up_after(outcome).await
    }
}

/// Tries to take the lock of the writer for this connection.
pub(super) async fn lock(connection: &mut PgConnection) -> Result<bool, StoreError> {
    sqlx::query_scalar!(r#"select pg_try_advisory_lock($1) as "leads!""#, LOCK)
        .fetch_one(connection)
        .await
        .map_err(classify)
}

/// Has the server end this session, and with it the lock, when nothing is heard of it for a while.
///
/// The connection of a process that is stopped, or of a machine that is cut off, may look well for
/// minutes. Servers older than PostgreSQL 14 only know the second of these limits.
async fn lease(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    for (limit, time) in
        [("idle_session_timeout", LEASE), ("idle_in_transaction_session_timeout", LEASE_AT_WORK)]
    {
        let set = "select set_config(name, $2, false) from pg_settings where name = $1";
        sqlx::query(set)
            .bind(limit)
            .bind(time.as_millis().to_string())
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Has this commit not wait until the disk has it, which is for catching up: what is committed at
/// the chain's head has been told to others.
///
/// A commit is still whole or not at all. If the server fails, the last ones may be as if they had
/// never been, the cursor with them, and are made again from the chain.
async fn do_not_wait_for_disk(transaction: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::query("set local synchronous_commit = off").execute(transaction).await.map(drop)
}

/// That the database is about this deployment.
pub(super) async fn check_deployment(
    connection: &mut PgConnection,
    deployment: &Deployment,
) -> Result<(), StoreError> {
    let stored =
        sqlx::query!("select genesis_hash, commons, conviction, block_hash from deployment")
            .fetch_optional(connection)
            .await
            .map_err(classify)?
            .ok_or_else(|| {
                StoreError::Refused("it is empty: nothing was indexed into it yet".into())
            })?;
    let contracts = &deployment.contracts;
    for (what, stored, ours) in [
        ("genesis hash", &stored.genesis_hash, deployment.genesis_hash.as_slice()),
        ("Commons contract", &stored.commons, contracts.commons.as_slice()),
        ("Conviction contract", &stored.conviction, contracts.conviction.as_slice()),
        ("block", &stored.block_hash, deployment.block.hash.as_slice()),
    ] {
        if stored != ours {
            return Err(StoreError::WrongDeployment(format!(
                "the database was filled from another deployment: its {what} is 0x{}, but the \
                     deployment file says 0x{}; check --deployment, or use another --database-url",
                hex::encode(stored),
                hex::encode(ours)
            )));
        }
    }
    Ok(())
}
