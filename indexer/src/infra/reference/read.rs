//! What the database says of itself.

use sqlx::PgConnection;
use std::collections::BTreeMap;

/// A table or view.
pub(super) struct Table {
    pub(super) name: String,
    pub(super) comment: String,
    /// The columns of its primary key; a view has none.
    pub(super) key: Option<String>,
    pub(super) columns: Vec<Column>,
}

/// A column.
pub(super) struct Column {
    pub(super) name: String,
    /// Its type, as SQL writes it.
    pub(super) kind: String,
    pub(super) comment: String,
}

/// A function.
pub(super) struct Function {
    pub(super) name: String,
    /// As SQL writes them.
    pub(super) arguments: String,
    pub(super) result: String,
    pub(super) comment: String,
}

/// Tables and views by name, and functions in the order of theirs.
pub(super) async fn all(
    db: &mut PgConnection,
) -> Result<(BTreeMap<String, Table>, Vec<Function>), sqlx::Error> {
    let rows = sqlx::query!(
        r#"select c.relname::text as "relation!", a.attname::text as "name!",
                  format_type(a.atttypid, a.atttypmod) as "kind!",
                  coalesce(col_description(c.oid, a.attnum), '') as "comment!",
                  coalesce(obj_description(c.oid, 'pg_class'), '') as "about!",
                  (select string_agg(k.attname, ', ' order by array_position(i.indkey, k.attnum))
                     from pg_index i
                     join pg_attribute k on k.attrelid = c.oid and k.attnum = any (i.indkey)
                    where i.indrelid = c.oid and i.indisprimary) as key
             from pg_class c
             join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace in ('weir'::regnamespace, 'chain'::regnamespace)
              and c.relkind in ('r', 'v') and c.relname <> '_sqlx_migrations'
            order by c.relname, a.attnum"#
    )
    .fetch_all(&mut *db)
    .await?;
    let mut tables = BTreeMap::new();
    for row in rows {
        let table = tables.entry(row.relation.clone()).or_insert_with(|| Table {
            name: row.relation,
            comment: row.about,
            key: row.key,
            columns: Vec::new(),
        });
        table.columns.push(Column { name: row.name, kind: row.kind, comment: row.comment });
    }
    let functions = sqlx::query_as!(
        Function,
        r#"select p.proname::text as "name!",
                  pg_get_function_arguments(p.oid) as "arguments!",
                  pg_get_function_result(p.oid) as "result!",
                  coalesce(obj_description(p.oid, 'pg_proc'), '') as "comment!"
             from pg_proc p
            where p.pronamespace = 'weir'::regnamespace
            order by 1, 2"#
    )
    .fetch_all(db)
    .await?;
    Ok((tables, functions))
}
