//! The one connection that writes.

use super::{CHANNEL, classify, insert, migrate};
use crate::domain::{B256, Batch, BlockRef, Deployment, Store, StoreError};
use sqlx::{ConnectOptions, Connection, PgConnection, postgres::PgConnectOptions};
use std::time::Duration;
use tokio::time::timeout;

/// The advisory lock of the writer: "weir" in ASCII. Such locks are a database's own.
const LOCK: i64 = 0x7765_6972;
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
}

impl Writer {
    /// A writer that has not connected yet.
    pub fn new(options: PgConnectOptions) -> Self {
        Self { options, connection: None, leads: false }
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
            self.leads = false;
            if let Some(connection) = self.connection.take() {
                // Closing tells the server at once; a broken connection has nobody to tell.
                let _ = timeout(Duration::from_secs(1), connection.close()).await;
            }
        }
        outcome
    }

    async fn try_lead(&mut self) -> Result<bool, StoreError> {
        let connection = self.connection().await.map_err(classify)?;
        let leads = sqlx::query_scalar!(r#"select pg_try_advisory_lock($1) as "leads!""#, LOCK)
            .fetch_one(&mut *connection)
            .await
            .map_err(classify)?;
        if leads {
            migrate(connection).await?;
        }
        self.leads = leads;
        Ok(leads)
    }

    async fn try_bind(&mut self, deployment: &Deployment) -> Result<(), StoreError> {
        let connection = self.leading()?;
        insert::deployment(connection, deployment).await.map_err(classify)?;
        let stored =
            sqlx::query!("select genesis_hash, commons, conviction, block_hash from deployment")
                .fetch_one(connection)
                .await
                .map_err(classify)?;
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

    async fn try_commit(
        &mut self,
        from: Option<BlockRef>,
        batch: &Batch,
    ) -> Result<(), StoreError> {
        let Some(last) = batch.last() else { return Ok(()) };
        let connection = self.leading()?;
        let mut transaction = connection.begin().await.map_err(classify)?;
        if read_cursor(&mut transaction).await.map_err(classify)? != from {
            return Err(StoreError::CursorMoved);
        }
        insert::batch(&mut transaction, batch).await.map_err(classify)?;
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

    async fn bind(&mut self, deployment: &Deployment) -> Result<(), StoreError> {
        let outcome = self.try_bind(deployment).await;
        self.give_up_after(outcome).await
    }

    async fn cursor(&mut self) -> Result<Option<BlockRef>, StoreError> {
        let outcome = match self.leading() {
            Ok(connection) => read_cursor(connection).await.map_err(classify),
            Err(error) => Err(error),
        };
        self.give_up_after(outcome).await
    }

    async fn commit(&mut self, from: Option<BlockRef>, batch: &Batch) -> Result<(), StoreError> {
        let outcome = self.try_commit(from, batch).await;
        self.give_up_after(outcome).await
    }
}

async fn read_cursor(connection: &mut PgConnection) -> Result<Option<BlockRef>, sqlx::Error> {
    let row = sqlx::query!("select height, hash from cursor").fetch_optional(connection).await?;
    Ok(row.map(|row| BlockRef {
        // Both are constrained by the schema.
        height: u64::try_from(row.height).unwrap_or_default(),
        hash: B256::try_from(row.hash.as_slice()).unwrap_or_default(),
    }))
}
