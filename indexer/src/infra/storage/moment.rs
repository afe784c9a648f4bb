//! Reading several things as they were at one moment.
//!
//! A transaction of its own sees the data of one moment, but looks names up as they are when it uses
//! them. So a rebuild that gives its tables the names of the old ones half way through would mix
//! two moments. That the schema's id is the same before and after tells that it did not happen;
//! where it did, the question is asked again.

use super::catalogue::Catalogue;
use sqlx::{PgConnection, PgPool, Postgres, Transaction};
use std::sync::{Arc, RwLock};
use time::OffsetDateTime;

/// How often a question is asked again before giving up: rebuilds take longer than questions.
pub(super) const TRIES: usize = 3;

/// Where the database is: the last block written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At {
    /// Its height.
    pub height: i64,
    /// Its hash.
    pub hash: Vec<u8>,
    /// Its time.
    pub timestamp: OffsetDateTime,
}

/// The database at one moment.
#[derive(Debug)]
pub struct Moment {
    transaction: Transaction<'static, Postgres>,
    at: Option<At>,
    schema: i64,
    catalogue: Arc<Catalogue>,
}

/// The catalogue of the schema that was last seen; it changes only with the schema's id.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen(Arc<RwLock<Option<Known>>>);

type Known = (i64, Arc<Catalogue>);

/// What can be asked at one moment.
pub trait Question: Send + Sync {
    /// What is answered.
    type Answer: Send;
    /// Why it is not.
    type Error: From<sqlx::Error> + Send;

    /// Reads the answer. May be called again.
    fn answer(
        &self,
        moment: &mut Moment,
    ) -> impl Future<Output = Result<Self::Answer, Self::Error>> + Send;
}

impl Moment {
    /// This moment. It holds a connection of the pool.
    pub(super) async fn now(pool: &PgPool, seen: &Seen) -> Result<Self, sqlx::Error> {
        // Before the transaction, so that a change after its first look is noticed.
        let schema = schema(&mut *pool.acquire().await?).await?;
        let catalogue = seen.catalogue(pool, schema).await?;
        let mut transaction =
            pool.begin_with("begin isolation level repeatable read read only").await?;
        let at = sqlx::query_as!(
            At,
            "select c.height, c.hash, b.timestamp from cursor c join blocks b using (height)"
        )
        .fetch_optional(&mut *transaction)
        .await?;
        Ok(Self { transaction, at, schema, catalogue })
    }

    /// The last block written; none before the first.
    pub fn at(&self) -> Option<&At> {
        self.at.as_ref()
    }

    /// A number that changes whenever the tables are derived anew.
    pub fn schema(&self) -> i64 {
        self.schema
    }

    /// What there is to be read.
    pub fn catalogue(&self) -> Arc<Catalogue> {
        self.catalogue.clone()
    }

    /// The connection to read with.
    pub(super) fn db(&mut self) -> &mut PgConnection {
        &mut self.transaction
    }

    /// Whether all names meant the same from the beginning until now.
    pub(super) async fn is_one(&mut self) -> Result<bool, sqlx::Error> {
        Ok(schema(&mut self.transaction).await? == self.schema)
    }

    /// Asks a question at one moment.
    pub(super) async fn ask<Q: Question>(
        pool: &PgPool,
        seen: &Seen,
        question: &Q,
    ) -> Result<Q::Answer, Q::Error> {
        for _ in 0..TRIES {
            let mut moment = Self::now(pool, seen).await?;
            let answer = question.answer(&mut moment).await?;
            if moment.is_one().await? {
                moment.transaction.rollback().await?;
                return Ok(answer);
            }
        }
        Err(sqlx::Error::PoolTimedOut.into())
    }
}

impl Seen {
    async fn catalogue(&self, pool: &PgPool, schema: i64) -> Result<Arc<Catalogue>, sqlx::Error> {
        let known = |seen: &Self| {
            let seen = seen.0.read().unwrap_or_else(|broken| broken.into_inner());
            seen.as_ref().filter(|(of, _)| *of == schema).map(|(_, catalogue)| catalogue.clone())
        };
        if let Some(catalogue) = known(self) {
            return Ok(catalogue);
        }
        let read = Arc::new(Catalogue::read(pool, schema).await?);
        let mut seen = self.0.write().unwrap_or_else(|broken| broken.into_inner());
        *seen = Some((schema, read.clone()));
        Ok(read)
    }
}

/// The id of the derived schema that names mean now.
async fn schema(db: &mut PgConnection) -> Result<i64, sqlx::Error> {
    let id =
        sqlx::query_scalar!("select to_regnamespace('weir')::oid::bigint").fetch_one(db).await?;
    id.ok_or(sqlx::Error::RowNotFound)
}
