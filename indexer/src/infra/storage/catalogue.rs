//! What the database says of itself: its tables and views, their columns and comments.
//!
//! The files in `schema/` are the one place where a column is named, typed and described. Whoever
//! lists, exports or documents rows asks here.

use super::value::Kind;
use sqlx::PgExecutor;
use std::collections::BTreeMap;

/// The relations of both schemas by name.
#[derive(Debug, Clone, Default)]
pub struct Catalogue(BTreeMap<String, Relation>);

/// A table or view.
#[derive(Debug, Clone)]
pub struct Relation {
    /// Its name, unique over both schemas.
    pub name: String,
    /// What its comment says.
    pub comment: String,
    /// Its columns in order.
    pub columns: Vec<Column>,
}

/// A column of a table or view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name, unique in the relation.
    pub name: String,
    /// What its comment says; empty for the columns of some views.
    pub comment: String,
    /// What kind of value it holds.
    pub kind: Kind,
    /// Whether it may be null. Of a view the database does not know; where its column may, the
    /// comment says when.
    pub nullable: bool,
}

impl Catalogue {
    /// Reads the relations of the derived schema with this id, and those of the raw one.
    pub(super) async fn read(db: impl PgExecutor<'_>, derived: i64) -> Result<Self, sqlx::Error> {
        let rows = sqlx::query!(
            r#"select c.relname::text as "relation!",
                      coalesce(obj_description(c.oid, 'pg_class'), '') as "about!",
                      a.attname::text as "column!",
                      coalesce(col_description(c.oid, a.attnum), '') as "comment!",
                      case t.typname when 'any_number' then t.typname
                           else coalesce(base.typname, t.typname) end::text as "type!",
                      a.atttypmod as "modifier!",
                      case when c.relkind in ('r', 'p') then not a.attnotnull
                           else coalesce(col_description(c.oid, a.attnum), '') ~* '\mnull\M'
                      end as "nullable!"
                 from pg_class c
                 join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                 join pg_type t on t.oid = a.atttypid
                 left join pg_type base on base.oid = nullif(t.typbasetype, 0)
                where (c.relnamespace::bigint = $1 or c.relnamespace = to_regnamespace('chain'))
                  and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
                  and c.relname not like '\_%'
                order by c.relname, a.attnum"#,
            derived
        )
        .fetch_all(db)
        .await?;
        let mut relations = BTreeMap::new();
        for row in rows {
            let relation = relations.entry(row.relation.clone()).or_insert_with(|| Relation {
                name: row.relation,
                comment: row.about,
                columns: Vec::new(),
            });
            relation.columns.push(Column {
                name: row.column,
                comment: row.comment,
                kind: Kind::of(&row.r#type, row.modifier),
                nullable: row.nullable,
            });
        }
        Ok(Self(relations))
    }

    /// The table or view of this name.
    pub fn get(&self, name: &str) -> Option<&Relation> {
        self.0.get(name)
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Relation> {
        self.0.values()
    }
}

impl Relation {
    /// Whether rows are of a block whose time is not among the columns.
    pub fn lacks_time(&self) -> bool {
        self.column("height").is_some() && self.column("timestamp").is_none()
    }

    /// The columns as they are listed: with the time of the block, where there is one.
    pub fn listed(&self) -> Vec<Column> {
        let time = Column {
            name: "timestamp".into(),
            comment: "Time of the block.".into(),
            kind: Kind::Time,
            nullable: false,
        };
        let own = self.columns.iter().cloned();
        own.chain(self.lacks_time().then_some(time)).collect()
    }

    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}
