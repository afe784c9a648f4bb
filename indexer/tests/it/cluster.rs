//! A database of a test, as the indexer connects to one.

use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection, postgres::PgConnectOptions};
use weir_indexer::infra::storage;
use weir_test_support::Cluster;

/// A database of a test.
pub(crate) struct Database(weir_test_support::Database);

impl Database {
    /// An empty database.
    pub(crate) async fn create() -> Self {
        Self(weir_test_support::Database::create().await.unwrap())
    }

    /// An empty database in a cluster that the test will ill-treat.
    pub(crate) async fn create_in(cluster: &Cluster) -> Self {
        Self(weir_test_support::Database::create_in(cluster).await.unwrap())
    }

    /// An empty database made with these options and nothing of the others'.
    pub(crate) async fn create_apart(options: &str) -> Self {
        Self(weir_test_support::Database::create_apart(options).await.unwrap())
    }

    /// This one in another cluster, which is a copy.
    pub(crate) fn on(&self, cluster: &Cluster) -> Self {
        Self(self.0.on(cluster))
    }

    /// A database with the newest schema.
    pub(crate) async fn migrated() -> Self {
        let database = Self::create().await;
        storage::migrate(&mut database.connect().await).await.unwrap();
        database
    }

    pub(crate) fn url(&self) -> &str {
        &self.0.url
    }

    pub(crate) fn options(&self) -> PgConnectOptions {
        storage::options(self.url()).unwrap()
    }

    pub(crate) async fn connect(&self) -> PgConnection {
        self.options().connect().await.unwrap()
    }

    /// Runs statements.
    pub(crate) async fn run(&self, sql: &str) {
        let mut connection = self.connect().await;
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }

    /// The single value of a query, as text.
    pub(crate) async fn value(&self, sql: &str) -> String {
        let sql = format!("select value::text from ({sql}) as query (value)");
        sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut self.connect().await).await.unwrap()
    }

    /// Breaks all connections to this database, as a restart of the server would. Says how many.
    pub(crate) async fn break_connections(&self) -> i64 {
        self.0.break_connections().await.unwrap()
    }
}
