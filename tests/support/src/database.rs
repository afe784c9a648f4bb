//! A database of a test.

use crate::{Cluster, within};
use anyhow::Result;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection, postgres::PgConnectOptions};
use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

/// Where the indexer's connections look for names without a schema.
const SEARCH_PATH: &str = "weir,chain,public";

/// How long the server may take for anything that is asked of it here.
const PATIENCE: Duration = Duration::from_secs(120);

/// SQLSTATE of a disk that is full.
const NO_ROOM: &str = "53100";

/// A database of a test's own, in a cluster that it may share.
#[derive(Clone, Debug)]
pub struct Database {
    /// Its connection string.
    pub url: String,
    /// Its name in the cluster.
    pub name: String,
    /// Connection string of the database that every cluster has.
    maintenance: String,
}

impl Database {
    /// An empty database in the cluster of this process.
    ///
    /// # Errors
    /// PostgreSQL is missing, or does not start.
    pub async fn create() -> Result<Self> {
        // Starting a cluster blocks for a second.
        let cluster = tokio::task::spawn_blocking(Cluster::shared).await??;
        Self::create_in(cluster).await
    }

    /// An empty database in this cluster.
    ///
    /// # Errors
    /// The cluster does not answer.
    pub async fn create_in(cluster: &Cluster) -> Result<Self> {
        Self::create_with(cluster, "").await
    }

    /// An empty database in this cluster, made with these further options of `create database`.
    ///
    /// # Errors
    /// The cluster does not answer, or refuses.
    pub async fn create_with(cluster: &Cluster, options: &str) -> Result<Self> {
        let maintenance = cluster.url("postgres");
        Self::create_from("template1", &maintenance, &cluster.url("template1"), options).await
    }

    /// An empty database in the cluster of this process that has nothing of the others', made with these
    /// options: an encoding of its own, say.
    ///
    /// # Errors
    /// The cluster does not answer, or refuses.
    pub async fn create_apart(options: &str) -> Result<Self> {
        let cluster = tokio::task::spawn_blocking(Cluster::shared).await??;
        let maintenance = cluster.url("postgres");
        Self::create_from("template0", &maintenance, &cluster.url("template0"), options).await
    }

    /// The database of this name in another cluster, which is a copy of this one.
    #[must_use]
    pub fn on(&self, cluster: &Cluster) -> Self {
        let (url, maintenance) = (cluster.url(&self.name), cluster.url("postgres"));
        Self { url, name: self.name.clone(), maintenance }
    }

    async fn create_from(
        template: &str,
        maintenance: &str,
        url: &str,
        options: &str,
    ) -> Result<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let statement = format!("create database {name} template {template} {options}");
        maintain(maintenance, &statement).await?;
        let url = url.replacen(&format!("/{template}?"), &format!("/{name}?"), 1);
        Ok(Self { url, name, maintenance: maintenance.into() })
    }

    /// A copy of it, which nobody may be connected to.
    ///
    /// # Errors
    /// The cluster does not answer, or somebody is connected.
    pub async fn copy(&self) -> Result<Self> {
        Self::create_from(&self.name, &self.maintenance, &self.url, "").await
    }

    /// A connection to it that finds the indexer's tables.
    ///
    /// # Errors
    /// The cluster does not answer.
    pub async fn connect(&self) -> Result<PgConnection> {
        let options: PgConnectOptions = self.url.parse()?;
        let options = options.options([("search_path", SEARCH_PATH)]);
        within("a connection to the database", PATIENCE, options.connect()).await
    }

    /// Runs statements.
    ///
    /// # Errors
    /// The cluster does not answer, or refuses.
    pub async fn run(&self, sql: &str) -> Result<()> {
        let mut connection = self.connect().await?;
        let statements = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
        within(sql, PATIENCE, statements.execute(&mut connection)).await?;
        Ok(connection.close().await?)
    }

    /// Fills the disk that it is on, to the last page.
    ///
    /// # Errors
    /// The cluster does not answer, or fails otherwise than for want of room.
    pub async fn fill_disk(&self) -> Result<()> {
        let mut connection = self.connect().await?;
        // Neither compressed nor tidied up.
        sqlx::raw_sql(
            "create table public.filler (t text) with (autovacuum_enabled = false);
             alter table public.filler alter t set storage plain",
        )
        .execute(&mut connection)
        .await?;
        let fill = "insert into public.filler
                    select repeat('x', 8000) from generate_series(1, $1)";
        for pages in [1000, 100, 10, 1] {
            loop {
                let filled = sqlx::query(fill).bind(pages).execute(&mut connection).await;
                let Err(full) = filled else { continue };
                let code = full.as_database_error().and_then(|error| error.code());
                match code.as_deref() {
                    Some(NO_ROOM) => break,
                    _ => return Err(full.into()),
                }
            }
        }
        Ok(connection.close().await?)
    }

    /// Makes room again after [`fill_disk`](Self::fill_disk).
    ///
    /// # Errors
    /// The cluster does not answer.
    pub async fn free_disk(&self) -> Result<()> {
        let mut connection = self.connect().await?;
        sqlx::raw_sql("drop table public.filler").execute(&mut connection).await?;
        Ok(connection.close().await?)
    }

    /// Throws it away, whoever is connected: a test that makes many of them fills the disk otherwise.
    ///
    /// # Errors
    /// The cluster does not answer.
    pub async fn remove(self) -> Result<()> {
        let statement = format!("drop database {} with (force)", self.name);
        maintain(&self.maintenance, &statement).await
    }

    /// Breaks all connections to it, as a restart of the server would. Says how many.
    ///
    /// # Errors
    /// The cluster does not answer.
    pub async fn break_connections(&self) -> Result<i64> {
        let mut maintenance = PgConnection::connect(&self.maintenance).await?;
        Ok(sqlx::query_scalar(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = $1",
        )
        .bind(&self.name)
        .fetch_one(&mut maintenance)
        .await?)
    }
}

/// Runs a statement in the database that every cluster has.
async fn maintain(url: &str, statement: &str) -> Result<()> {
    let work = async {
        let mut connection = PgConnection::connect(url).await?;
        sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(&mut connection).await?;
        connection.close().await
    };
    within(statement, PATIENCE, work).await
}
