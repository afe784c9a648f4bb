//! Rows of any table or view, a page at a time.

use crate::infra::storage::{
    catalogue::{Column, Relation},
    moment::Moment,
    value::Value,
};
use futures::TryStreamExt;
use serde::{Serialize, Serializer, ser::SerializeMap};
use sqlx::{Postgres, QueryBuilder, postgres::PgRow};
use std::sync::Arc;

/// How many bytes of values a page holds before it is cut short.
const WEIGHT: usize = 4 << 20;

/// Which rows of a relation to read. All names are those of its columns.
#[derive(Debug, Clone)]
pub struct Select<'a> {
    /// The relation.
    pub relation: &'a Relation,
    /// Its rows after a block: functions of heights with the relation's columns, whose rows together
    /// are meant, and the height.
    pub past: Option<(&'a [&'static str], i64)>,
    /// What holds for all rows.
    pub conditions: Vec<Condition>,
    /// Columns of which at least one has this value.
    pub either: Option<(&'a [&'a str], Value)>,
    /// The columns by which rows are told apart and put in order, and whether each goes down. Never
    /// null.
    pub order: Vec<(&'a str, bool)>,
    /// Only rows that come after the one with this key.
    pub after: Option<Vec<Value>>,
    /// Rows at most; none means all.
    pub limit: Option<i64>,
    /// Whether to add the time of the block, where it is not among the columns.
    pub with_time: bool,
}

/// What must hold for a row.
#[derive(Debug, Clone)]
pub enum Condition {
    /// A column has this value.
    Equals(&'static str, Value),
    /// A column has this value or a greater one.
    AtLeast(&'static str, Value),
    /// A column has this value or a smaller one.
    AtMost(&'static str, Value),
    /// A column has one of these values.
    OneOf(&'static str, Vec<Value>),
}

/// A row: a JSON object in the order of its columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    columns: Arc<[Column]>,
    values: Vec<Value>,
}

/// A page of rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// The rows in order.
    pub rows: Vec<Record>,
    /// Whether others follow.
    pub more: bool,
}

impl Record {
    pub(in crate::infra) fn read(
        columns: &Arc<[Column]>,
        row: &PgRow,
    ) -> Result<Self, sqlx::Error> {
        let values = columns.iter().enumerate();
        let values = values.map(|(place, column)| Value::of(row, place, column.kind));
        Ok(Self { columns: columns.clone(), values: values.collect::<Result<_, _>>()? })
    }

    /// The value in a column; [`Value::Null`] where there is no such column.
    pub fn value(&self, name: &str) -> &Value {
        let mut values = self.columns.iter().zip(&self.values);
        values.find(|(column, _)| column.name == name).map_or(&Value::Null, |(_, value)| value)
    }

    /// The same with further columns.
    pub fn with(mut self, columns: &[Column], values: Vec<Value>) -> Self {
        self.columns = self.columns.iter().chain(columns).cloned().collect();
        self.values.extend(values);
        self
    }

    /// The values in the order of the columns.
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// About how much memory the values take, in bytes.
    pub(in crate::infra) fn weight(&self) -> usize {
        self.values.iter().map(Value::weight).sum()
    }
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.values.len()))?;
        for (column, value) in self.columns.iter().zip(&self.values) {
            map.serialize_entry(&column.name, value)?;
        }
        map.end()
    }
}

impl Moment {
    /// The rows that are asked for. A page that gets too heavy ends early.
    pub async fn rows(&mut self, select: &Select<'_>) -> Result<Rows, sqlx::Error> {
        let columns = select.columns();
        let mut statement = select.statement(&columns, "");
        let mut found = statement.build().fetch(self.db());
        let (mut rows, mut weight) = (Vec::new(), 0);
        while let Some(row) = found.try_next().await? {
            // One more than asked for tells whether there is another page.
            if Some(rows.len() as i64) == select.limit || weight > WEIGHT {
                return Ok(Rows { rows, more: true });
            }
            let row = Record::read(&columns, &row)?;
            weight += row.weight();
            rows.push(row);
        }
        Ok(Rows { rows, more: false })
    }
}

impl Select<'_> {
    /// The columns of the answer.
    pub(in crate::infra) fn columns(&self) -> Arc<[Column]> {
        match self.with_time {
            true => self.relation.listed().into(),
            false => self.relation.columns.clone().into(),
        }
    }

    /// One query for each place that rows are in and each column that may have the value of
    /// `either`, each in order and limited, so that each can be answered from an index; then the
    /// first rows of all.
    pub(in crate::infra) fn statement(
        &self,
        columns: &[Column],
        before: &str,
    ) -> QueryBuilder<Postgres> {
        let mut sql = QueryBuilder::new(before);
        sql.push("select ");
        list(&mut sql, columns, ", ", |sql, column| {
            let table = if self.relation.column(&column.name).is_some() { "t" } else { "b" };
            let name = quoted(&column.name);
            sql.push(format_args!("{table}.{name}{} as {name}", column.kind.cast()));
        });
        sql.push(" from (");
        let places = self.past.map_or(1, |(functions, _)| functions.len());
        let sides = self.either.as_ref().map_or(1, |(columns, _)| columns.len());
        for (number, (place, side)) in
            (0..places).flat_map(|place| (0..sides).map(move |side| (place, side))).enumerate()
        {
            if number > 0 {
                sql.push(" union all ");
            }
            sql.push("(select * from ");
            self.rows_of(&mut sql, place, side);
            self.order(&mut sql, "");
            sql.push(")");
        }
        sql.push(") t");
        if self.with_time && self.relation.lacks_time() {
            sql.push(" join blocks b on b.height = t.height");
        }
        self.order(&mut sql, "t.");
        sql
    }

    /// How many digits the numbers in these columns have, of all rows that are meant: the greatest
    /// number without its sign and fraction, and the digits of the longest fraction.
    pub(in crate::infra) fn extents(&self, columns: &[&str]) -> QueryBuilder<Postgres> {
        let mut sql = QueryBuilder::new("select ");
        list(&mut sql, columns, ", ", |sql, column| {
            let name = quoted(column);
            sql.push(format_args!(
                "coalesce(trunc(max(abs({name}))), 0)::text, coalesce(max(min_scale({name})), 0)"
            ));
        });
        sql.push(" from ");
        self.rows_of(&mut sql, 0, 0);
        sql
    }

    /// The rows of one place in which one column of `either` is the first that has the value.
    fn rows_of(&self, sql: &mut QueryBuilder<Postgres>, place: usize, side: usize) {
        match self.past {
            None => sql.push(quoted(&self.relation.name)),
            Some((functions, height)) => {
                sql.push(quoted(functions[place])).push("(").push_bind(height).push(")")
            }
        };
        sql.push(" where true");
        if let Some((columns, value)) = &self.either {
            for (place, column) in columns.iter().enumerate().take(side + 1) {
                let relation = if place == side { " = " } else { " is distinct from " };
                sql.push(" and ").push(quoted(column)).push(relation);
                value.bind(sql);
            }
        }
        for condition in &self.conditions {
            sql.push(" and ");
            condition.push(sql);
        }
        if let Some(after) = &self.after {
            sql.push(" and ");
            self.follows(sql, after);
        }
    }

    /// That a row comes after the one with this key.
    fn follows(&self, sql: &mut QueryBuilder<Postgres>, after: &[Value]) {
        let beyond = |down| if down { " < " } else { " > " };
        if let [(_, down), rest @ ..] = &self.order[..]
            && rest.iter().all(|(_, other)| other == down)
        {
            sql.push("(");
            list(sql, &self.order, ", ", |sql, (column, _)| {
                sql.push(quoted(column));
            });
            sql.push(")").push(beyond(*down)).push("(");
            list(sql, after, ", ", |sql, value| value.bind(sql));
            sql.push(")");
            return;
        }
        // No comparison of rows says it. The first column alone is what an index can use.
        sql.push("(");
        for (place, ((column, down), value)) in self.order.iter().zip(after).enumerate() {
            let last = place + 1 == self.order.len();
            sql.push(quoted(column)).push(beyond(*down).trim_end());
            sql.push(if last { " " } else { "= " });
            value.bind(sql);
            if !last {
                sql.push(" and (").push(quoted(column)).push(" <> ");
                value.bind(sql);
                sql.push(" or ");
            }
        }
        sql.push(")".repeat(self.order.len()));
    }

    fn order(&self, sql: &mut QueryBuilder<Postgres>, table: &str) {
        if !self.order.is_empty() {
            sql.push(" order by ");
            list(sql, &self.order, ", ", |sql, (column, down)| {
                let direction = if *down { " desc" } else { "" };
                sql.push(format_args!("{table}{}{direction}", quoted(column)));
            });
        }
        if let Some(limit) = self.limit {
            sql.push(" limit ").push_bind(limit.saturating_add(1));
        }
    }
}

impl Condition {
    fn push(&self, sql: &mut QueryBuilder<Postgres>) {
        let (column, relation, value) = match self {
            Self::Equals(column, value) => (column, " = ", value),
            Self::AtLeast(column, value) => (column, " >= ", value),
            Self::AtMost(column, value) => (column, " <= ", value),
            Self::OneOf(column, values) => {
                sql.push(quoted(column)).push(" in (");
                list(sql, values, ", ", |sql, value| value.bind(sql));
                sql.push(")");
                return;
            }
        };
        sql.push(quoted(column)).push(relation);
        value.bind(sql);
    }
}

fn list<T>(
    sql: &mut QueryBuilder<Postgres>,
    items: &[T],
    between: &str,
    mut push: impl FnMut(&mut QueryBuilder<Postgres>, &T),
) {
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            sql.push(between);
        }
        push(sql, item);
    }
}

/// A name as SQL takes it, whatever is in it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
