//! What a request asks for, read from its parameters.

use super::{LIMIT, MOST, cursor};
use crate::infra::{
    api::{
        Kind as ProblemKind, Problem,
        params::{Params, account, expected},
    },
    datasets::{Dataset, Equals, Time},
    storage::{Catalogue, Condition, Kind, Moment, Relation, Rows, Select, Value},
};
use time::OffsetDateTime;

/// A page of a dataset.
#[derive(Debug)]
pub(super) struct Ask<'a> {
    select: Select<'a>,
    /// The times of blocks that are asked for, and the column of their heights.
    times: Option<(&'static str, Option<OffsetDateTime>, Option<OffsetDateTime>)>,
}

impl<'a> Ask<'a> {
    /// Reads the parameters. `written` is the height of the last block.
    ///
    /// # Errors
    /// One is unknown, or cannot be used.
    pub(super) fn of(
        dataset: &'static Dataset,
        catalogue: &'a Catalogue,
        mut params: Params,
        written: Option<i64>,
    ) -> Result<Self, Problem> {
        let relation = relation(dataset, catalogue)?;
        let down = match params.word("order", &["asc", "desc"])? {
            Some(order) => order == "desc",
            None => dataset.descending,
        };
        let mut select = Select {
            either: match dataset.accounts {
                [] => None,
                columns => params
                    .account("account")?
                    .map(|account| (columns, Value::Bytes(account.to_vec()))),
            },
            order: dataset.order(down),
            limit: Some(params.count("limit", MOST)?.unwrap_or(LIMIT).into()),
            ..all(dataset, relation)
        };
        if let Some(function) = &dataset.past {
            let height = params.past("at_block", written)?;
            select.past = height.map(|height| (std::slice::from_ref(function), height));
        }
        for equals in dataset.equals {
            select.conditions.extend(equality(equals, relation, &mut params)?);
        }
        let mut times = None;
        let (first, last) = match dataset.time {
            None => (None, None),
            Some(Time::Heights(column)) => {
                let (from, to) = params.times()?;
                times = Some((column, from, to));
                let blocks = params.blocks()?;
                let limit = |height| (column, Value::Integer(height));
                (blocks.from().map(limit), blocks.to().map(limit))
            }
            Some(Time::Times(column)) => {
                let (from, to) = params.times()?;
                (from.map(|t| (column, Value::Time(t))), to.map(|t| (column, Value::Time(t))))
            }
            Some(Time::Days(column)) => {
                let (from, to) = params.days()?;
                (from.map(|d| (column, Value::Date(d))), to.map(|d| (column, Value::Date(d))))
            }
        };
        select.conditions.extend(first.map(|(column, value)| Condition::AtLeast(column, value)));
        select.conditions.extend(last.map(|(column, value)| Condition::AtMost(column, value)));
        if let Some(text) = params.take("cursor") {
            let cursor = cursor::read(dataset, relation, &text).ok_or_else(|| {
                Problem::parameter("cursor", "It must be next_cursor of an answer of this path.")
            })?;
            stay_at(&mut select, dataset, cursor.height, written)?;
            select.after = Some(cursor.key);
        }
        params.end(&dataset.parameters().join(", "))?;
        Ok(Self { select, times })
    }

    /// The block that the rows are of, where that is not the last one.
    pub(super) fn height(&self) -> Option<i64> {
        self.select.past.map(|(_, height)| height)
    }

    /// The rows.
    pub(super) async fn rows(mut self, moment: &mut Moment) -> Result<Rows, sqlx::Error> {
        if let Some((column, from, to)) = self.times {
            let (first, last) = moment.heights(from, to).await?;
            let first = first.map(|height| Condition::AtLeast(column, Value::Integer(height)));
            let last = last.map(|height| Condition::AtMost(column, Value::Integer(height)));
            self.select.conditions.extend(first.into_iter().chain(last));
        }
        moment.rows(&self.select).await
    }
}

/// Has a page be of the block that the pages before were of.
fn stay_at(
    select: &mut Select<'_>,
    dataset: &'static Dataset,
    height: Option<i64>,
    written: Option<i64>,
) -> Result<(), Problem> {
    let Some(height) = height.filter(|height| Some(*height) != written) else { return Ok(()) };
    if written.is_none_or(|written| height > written) {
        let detail = "It is of a block that is no longer here. Begin again with the first page.";
        return Err(Problem::parameter("cursor", detail));
    }
    match select.past {
        None => select.past = Some((dataset.recent, height)),
        Some((_, asked)) if asked == height => {}
        Some(_) => {
            let detail = format!("Its pages are of block {height}, not of at_block.");
            return Err(Problem::parameter("cursor", detail));
        }
    }
    Ok(())
}

/// The one row of a dataset that has this value in this column.
pub(super) fn one<'a>(
    dataset: &'static Dataset,
    catalogue: &'a Catalogue,
    column: &'static str,
    text: &str,
) -> Result<Select<'a>, Problem> {
    let relation = relation(dataset, catalogue)?;
    let kind = relation.column(column).map_or(Kind::Text, |column| column.kind);
    let value = match kind {
        Kind::Bytes => Value::Bytes(account(column, text)?.to_vec()),
        kind => whole(column, kind, text)?,
    };
    let conditions = vec![Condition::Equals(column, value)];
    Ok(Select { conditions, limit: Some(1), ..all(dataset, relation) })
}

/// A part of a path as a value of this kind.
pub(in crate::infra::api) fn whole(name: &str, kind: Kind, text: &str) -> Result<Value, Problem> {
    Value::parse(kind, text)
        .ok_or_else(|| Problem::parameter(name, format!("It must be {}.", expected(kind))))
}

/// The condition that a parameter makes, if any.
fn equality(
    equals: &Equals,
    relation: &Relation,
    params: &mut Params,
) -> Result<Option<Condition>, Problem> {
    let kind = relation.column(equals.column).map_or(Kind::Text, |column| column.kind);
    if equals.words.is_empty() {
        let value = params.value(equals.parameter, kind)?;
        return Ok(value.map(|value| Condition::Equals(equals.column, value)));
    }
    let known: Vec<&str> = equals.words.iter().map(|(word, _)| *word).collect();
    let words = match equals.default {
        None => params.words(equals.parameter, &known)?,
        Some(default) => {
            let word = params.word(equals.parameter, &known)?;
            Some(vec![word.unwrap_or_else(|| default.to_owned())])
        }
    };
    let values = words.map(|words| {
        let meant = equals.words.iter().filter(|(word, _)| words.iter().any(|w| w == word));
        meant.filter_map(|(_, value)| Value::parse(kind, value)).collect()
    });
    Ok(values.map(|values| Condition::OneOf(equals.column, values)))
}

fn all<'a>(dataset: &'static Dataset, relation: &'a Relation) -> Select<'a> {
    Select {
        relation,
        past: None,
        conditions: Vec::new(),
        either: None,
        order: dataset.order(dataset.descending),
        after: None,
        limit: None,
        with_time: true,
    }
}

fn relation<'a>(dataset: &Dataset, catalogue: &'a Catalogue) -> Result<&'a Relation, Problem> {
    // Before the tables are made, and while another version's are in use.
    catalogue.get(dataset.relation).ok_or_else(|| {
        Problem::new(ProblemKind::Database)
            .detail("The database is not set up for this version yet. Try again in a few seconds.")
    })
}
