//! All rows of a database, to compare two of them.

use crate::cluster::Database;
use sqlx::AssertSqlSafe;
use std::collections::BTreeMap;

/// The rows of each table, in a fixed order.
pub(crate) async fn all(database: &Database) -> BTreeMap<String, Vec<String>> {
    let mut connection = database.connect().await;
    let tables: Vec<String> = sqlx::query_scalar(
        "select table_name::text from information_schema.tables
          where table_schema in ('chain', 'weir') and table_type = 'BASE TABLE'
            and table_name <> '_sqlx_migrations'",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    let mut rows = BTreeMap::new();
    for table in tables {
        let sql = format!("select to_jsonb(t)::text from {table} t order by 1");
        let of_table =
            sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut connection).await.unwrap();
        rows.insert(table, of_table);
    }
    rows
}

/// That two databases are equal row by row.
pub(crate) async fn assert_equal(one: &Database, other: &Database) {
    let (one, other) = (all(one).await, all(other).await);
    assert!(one.values().map(Vec::len).sum::<usize>() > 0);
    for (table, rows) in &one {
        assert_eq!(rows.len(), other[table].len(), "rows of {table}");
        for (a, b) in rows.iter().zip(&other[table]) {
            assert_eq!(a, b, "{table}");
        }
    }
}
