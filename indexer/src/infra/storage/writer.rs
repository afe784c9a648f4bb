//! The one connection that writes.

use super::{
    CHANNEL, classify, connect, insert, migrate,
    patience::{Patience, do_not_wait_for_disk, lease, limit_statements, within},
    read,
    rebuild::{self, Rebuild},
    seats::{Holder, Seat},
    silence::{Watched, end_if_silent},
};
use crate::domain::{Batch, BlockRef, Deployment, Derived, Store, StoreError};
use sqlx::{Connection, PgConnection, postgres::PgConnectOptions};
use std::time::Duration;
use tokio::time::timeout;
use tracing::info;

/// Writes batches, as long as it has the writer's seat.
///
/// The seat belongs to the connection that writes. So there is no moment at which a process could
/// write without having it: with the connection, both are gone.
#[derive(Debug)]
pub struct Writer {
    options: PgConnectOptions,
    patience: Patience,
    connection: Option<PgConnection>,
    leads: bool,
    /// Who has the seat, and how it was last seen.
    standing_by: Option<Holder>,
    watched: Option<Watched>,
    /// Whether the derived tables are known to be of this program's rules.
    current: bool,
    rebuild: Option<Rebuild>,
}

impl Writer {
    /// A writer that has not connected yet.
    pub fn new(options: PgConnectOptions) -> Self {
        Self::with_patience(options, Patience::default())
    }

    /// A writer that waits no longer than this.
    pub fn with_patience(options: PgConnectOptions, patience: Patience) -> Self {
        Self {
            options,
            patience,
            connection: None,
            leads: false,
            standing_by: None,
            watched: None,
            current: false,
            rebuild: None,
        }
    }

    async fn connection(&mut self) -> Result<&mut PgConnection, StoreError> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => connect::open(&self.options).await?,
        };
        Ok(self.connection.insert(connection))
    }

    /// The connection that has the seat.
    fn leading(&mut self) -> Result<&mut PgConnection, StoreError> {
        match &mut self.connection {
            Some(connection) if self.leads => Ok(connection),
            _ => Err(StoreError::Unavailable("this process is not the writer now".into())),
        }
    }

    /// After any failure the connection is given up, and the seat with it: cheap to get back, and
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
        let (patience, mut watched) = (self.patience, self.watched.take());
        let connection = self.connection().await?;
        let holder = within(patience.answer, Seat::Writer.take(connection)).await?;
        match &holder {
            Some(holder) => {
                let limit = patience.lease_at_work;
                end_if_silent(connection, &mut watched, holder, limit).await?;
            }
            None => {
                lease(connection, patience).await.map_err(classify)?;
                migrate(connection).await?;
            }
        }
        self.watched = watched;
        self.leads = holder.is_none();
        if let Some(writer) = holder.as_ref().filter(|_| holder != self.standing_by) {
            info!(%writer, "standing by: another process writes");
        }
        self.standing_by = holder;
        Ok(self.leads)
    }

    async fn try_keep(&mut self) -> Result<(), StoreError> {
        self.leading()?.ping().await.map_err(classify)
    }

    async fn try_cursor(&mut self) -> Result<Option<BlockRef>, StoreError> {
        read::cursor(self.leading()?).await.map_err(classify)
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
        let (mut rebuild, limit) = (self.rebuild.take(), self.patience.answer);
        let connection = self.leading()?;
        let derived = match &mut rebuild {
            Some(rebuild) => rebuild.step(connection).await?,
            None => match rebuild::begin_where_needed(connection).await? {
                // Told before the work begins: its last step can be a long one.
                Some(begun) => rebuild.insert(begun).state(connection).await?,
                None => Derived::Current,
            },
        };
        let current = derived == Derived::Current;
        if current {
            // From here on there are only batches; what makes the tables may take its time.
            limit_statements(connection, limit).await.map_err(classify)?;
        }
        self.current = current;
        self.rebuild = rebuild.filter(|_| !current);
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
        if !batch.is_newest() {
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
        let outcome = within(self.patience.rebuild, self.try_lead()).await;
        self.give_up_after(outcome).await
    }

    async fn keep(&mut self) -> Result<(), StoreError> {
        let outcome = within(self.patience.lease, self.try_keep()).await;
        self.give_up_after(outcome).await
    }

    async fn bind(&mut self, deployment: &Deployment) -> Result<(), StoreError> {
        let outcome = within(self.patience.answer, self.try_bind(deployment)).await;
        self.give_up_after(outcome).await
    }

    async fn derive(&mut self) -> Result<Derived, StoreError> {
        let outcome = within(self.patience.rebuild, self.try_derive()).await;
        self.give_up_after(outcome).await
    }

    async fn cursor(&mut self) -> Result<Option<BlockRef>, StoreError> {
        let outcome = within(self.patience.answer, self.try_cursor()).await;
        self.give_up_after(outcome).await
    }

    async fn commit(&mut self, from: Option<BlockRef>, batch: &Batch) -> Result<(), StoreError> {
        let outcome = within(self.patience.answer, self.try_commit(from, batch)).await;
        self.give_up_after(outcome).await
    }
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
