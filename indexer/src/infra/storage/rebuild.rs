//! Deriving everything anew from the raw events, beside the schema in use, which then gives way.
//!
//! Readers notice nothing: they see the old schema until one transaction gives the new one its
//! name. A writer may go on meanwhile; it is held back only for the last blocks and the renaming.

use super::{
    classify, connect,
    derived::{self, Found, NEXT, OLD},
    insert,
    kept::{self, Kept},
    read::{self, unsigned},
    rewind::undo,
    seats::Seat,
};
use crate::domain::{Batch, Contracts, Derived, StoreError};
use sqlx::{Connection, PgConnection, postgres::PgConnectOptions};
use tracing::{info, warn};

/// Raw events derived in one transaction.
const EVENTS: i64 = 10_000;
/// Where no more blocks than these are left, the writer is held back for them.
const LAST: u64 = 2_000;

/// Counts what is in the tables of the new schema, which takes seconds at a million events.
const ANALYZE: &str = "do $$ declare name text; begin
    for name in select relname from pg_class
                 where relnamespace = '{NEXT}'::regnamespace and relkind = 'r'
    loop
        execute format('analyze {NEXT}.%I', name);
    end loop;
end $$";

/// A rebuild under way.
#[derive(Debug)]
pub(super) struct Rebuild {
    contracts: Option<Contracts>,
    /// The last block that the new schema is complete up to; -1 before the first.
    at: i64,
    /// The block above which everything is undone; none: all that was read stays.
    back_to: Option<i64>,
}

impl Rebuild {
    /// Makes the new schema, empty.
    ///
    /// # Errors
    /// Another rebuild is under way, others' objects would be lost, or the database fails.
    pub(super) async fn begin(db: &mut PgConnection) -> Result<Self, StoreError> {
        Self::begin_back_to(db, None).await
    }

    /// The same, and everything above this block is to be undone.
    pub(super) async fn begin_back_to(
        db: &mut PgConnection,
        back_to: Option<i64>,
    ) -> Result<Self, StoreError> {
        if let Some(holder) = Seat::Rebuild.take(db).await? {
            return Err(StoreError::Refused(format!(
                "another process is deriving the tables already ({holder}); wait until it has \
                 ended"
            )));
        }
        let contracts = read::contracts(db).await.map_err(classify)?;
        let found = derived::find(db).await.map_err(classify)?;
        let mut transaction = db.begin().await.map_err(classify)?;
        let defaults = kept::defaults(&mut transaction).await?;
        derived::create(&mut transaction, NEXT, defaults).await?;
        // What cannot be kept is said before the work begins.
        let kept = Kept::find(&mut transaction, found).await?;
        kept.rehearse(&mut transaction).await?;
        transaction.commit().await.map_err(classify)?;
        Ok(Self { contracts, at: -1, back_to })
    }

    /// Derives some more. Says how far it is; `Current` once the new schema has taken
    /// the place of the old.
    pub(super) async fn step(&mut self, db: &mut PgConnection) -> Result<Derived, StoreError> {
        let mut transaction = db.begin().await.map_err(classify)?;
        let height = self.height(&mut transaction).await?;
        if self.left(height) <= LAST {
            // Whoever asks right after the exchange is answered by plans that know the tables.
            derived::run(&mut transaction, ANALYZE.replace("{NEXT}", NEXT)).await?;
            // Waits for a batch that is being written, and holds the next one back.
            derived::run(&mut transaction, "lock table chain.cursor in exclusive mode".into())
                .await?;
            let height = self.height(&mut transaction).await?;
            self.enter(&mut transaction).await?;
            while self.at < height {
                self.replay(&mut transaction, height).await?;
            }
            if self.back_to.is_some() {
                undo(&mut transaction, height).await?;
            }
            let found = derived::find(&mut transaction).await.map_err(classify)?;
            let kept = Kept::find(&mut transaction, found).await?;
            kept.exchange(&mut transaction, true).await?;
            transaction.commit().await.map_err(classify)?;
            tidy(db).await;
            return Ok(Derived::Current);
        }
        self.enter(&mut transaction).await?;
        self.replay(&mut transaction, height).await?;
        transaction.commit().await.map_err(classify)?;
        Ok(Derived::Behind { at: unsigned(self.at), target: unsigned(height) })
    }

    /// How far it is.
    pub(super) async fn state(&self, db: &mut PgConnection) -> Result<Derived, StoreError> {
        let target = unsigned(self.height(db).await?);
        Ok(Derived::Behind { at: unsigned(self.at), target })
    }

    /// Names without a schema mean the new one, until the transaction ends.
    async fn enter(&self, db: &mut PgConnection) -> Result<(), StoreError> {
        derived::run(db, format!("set local search_path = {NEXT}, chain")).await
    }

    async fn height(&self, db: &mut PgConnection) -> Result<i64, StoreError> {
        let height = sqlx::query_scalar!("select height from cursor").fetch_optional(db).await;
        let height = height.map_err(classify)?.unwrap_or(-1);
        Ok(self.back_to.map_or(height, |back_to| back_to.min(height)))
    }

    fn left(&self, height: i64) -> u64 {
        unsigned(height.saturating_sub(self.at))
    }

    /// Derives what the next events say, whole blocks of them, up to `height` at most.
    async fn replay(&mut self, db: &mut PgConnection, height: i64) -> Result<(), StoreError> {
        let end = read::stride(db, self.at, EVENTS).await.map_err(classify)?;
        let end = end.map_or(height, |end| end.min(height));
        if let Some(contracts) = &self.contracts {
            let blocks = read::blocks(db, self.at + 1, end).await.map_err(classify)?;
            insert::derived(db, &Batch::new(blocks, contracts)).await.map_err(classify)?;
        }
        self.at = end;
        Ok(())
    }
}

/// Gives up the right to rebuild, and throws away the schema that lost its place, once nobody reads
/// it any more. Where that fails the next rebuild does it: it costs space and nothing else.
async fn tidy(db: &mut PgConnection) {
    let _ = Seat::Rebuild.leave(db).await;
    let drop = format!("set local lock_timeout = '5s'; drop schema if exists {OLD} cascade");
    let outcome = async {
        let mut transaction = db.begin().await.map_err(classify)?;
        if kept::replaced_is_used(&mut transaction).await? {
            return Err(StoreError::Refused(format!("others' objects depend on {OLD}")));
        }
        derived::run(&mut transaction, drop).await?;
        transaction.commit().await.map_err(classify)
    }
    .await;
    if let Err(error) = outcome {
        warn!(%error, "the tables that were replaced are still there");
    }
}

/// Begins a rebuild where the derived tables are not of this program's rules.
pub(super) async fn begin_where_needed(
    db: &mut PgConnection,
) -> Result<Option<Rebuild>, StoreError> {
    let found = derived::find(db).await.map_err(classify)?;
    if found == Found::Ours {
        return Ok(None);
    }
    info!("all tables but the raw ones are derived anew: they were made by other rules");
    Rebuild::begin(db).await.map(Some)
}

/// Derives everything again, whether or not that seems necessary, and says after each step how far
/// it is. A writer of the same version may run meanwhile.
///
/// # Errors
/// A writer of another version runs: its rows would not fit. Or another rebuild is under way, the
/// database was never filled, or it fails.
pub async fn rebuild(
    options: &PgConnectOptions,
    mut tell: impl FnMut(Derived),
) -> Result<(), StoreError> {
    let mut connection = connect::open(options).await?;
    let db = &mut connection;
    if derived::find(db).await.map_err(classify)? != Found::Ours
        && let Some(holder) = Seat::Writer.take(db).await?
    {
        return Err(StoreError::Refused(format!(
            "an indexer of another version writes to it ({holder}); stop that one first (one of \
             this version derives the tables again by itself when it starts)"
        )));
    }
    let mut rebuild = Rebuild::begin(db).await?;
    loop {
        let derived = rebuild.step(db).await?;
        tell(derived);
        if derived == Derived::Current {
            return connection.close().await.map_err(classify);
        }
    }
}
