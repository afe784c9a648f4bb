//! All that a database holds, as text.

use crate::Database;
use anyhow::{Result, bail, ensure};
use std::collections::BTreeMap;

/// Every row of every table, in a fixed order: two databases that hold the same facts are equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows(BTreeMap<String, Vec<String>>);

impl Rows {
    /// What this database holds.
    ///
    /// # Errors
    /// It does not answer, or has no tables.
    pub async fn of(database: &Database) -> Result<Self> {
        let mut connection = database.connect().await?;
        let tables: Vec<String> = sqlx::query_scalar(
            "select format('%I.%I', table_schema, table_name) from information_schema.tables
             where table_schema in ('chain', 'weir') and table_type = 'BASE TABLE'
             and table_name not like '\\_sqlx%'",
        )
        .fetch_all(&mut connection)
        .await?;
        if tables.is_empty() {
            bail!("the database has no tables");
        }
        let mut all = BTreeMap::new();
        for table in tables {
            let query = format!("select t::text from {table} t order by 1");
            let rows =
                sqlx::query_scalar(sqlx::AssertSqlSafe(query)).fetch_all(&mut connection).await?;
            all.insert(table, rows);
        }
        Ok(Self(all))
    }

    /// How many rows a table has.
    pub fn count(&self, table: &str) -> usize {
        self.0.get(table).map_or(0, Vec::len)
    }

    /// Compares these, which are right, with those found, row by row.
    ///
    /// # Errors
    /// They differ; names the first row that does.
    pub fn same_as(&self, found: &Self) -> Result<()> {
        ensure!(self.0.keys().eq(found.0.keys()), "other tables");
        for (table, rows) in &self.0 {
            let others = &found.0[table];
            for (row, other) in rows.iter().zip(others) {
                ensure!(row == other, "{table} differs:\n  {row}\n  {other}");
            }
            ensure!(rows.len() == others.len(), "{table}: {} rows, {}", rows.len(), others.len());
        }
        Ok(())
    }
}
