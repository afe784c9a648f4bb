//! Where a page ended: the key of its last row. Rows that come later change nothing about it. Where
//! rows move in their order, the block that the page was of is part of it.

use crate::infra::{
    datasets::Dataset,
    storage::{Record, Relation, Value},
};

/// Where to go on.
#[derive(Debug)]
pub(super) struct Cursor {
    /// The key of the last row.
    pub(super) key: Vec<Value>,
    /// The block that the pages are of; none where rows keep their places.
    pub(super) height: Option<i64>,
}

/// The cursor that goes on after a row of a page of this block. Nobody should have to know what is in
/// it.
pub(super) fn after(dataset: &Dataset, row: &Record, height: Option<i64>) -> String {
    let key = dataset.key.iter().map(|column| row.value(column).to_string());
    let height = height.filter(|_| has_height(dataset)).map(|height| height.to_string());
    let words: Vec<String> =
        [dataset.name.to_owned()].into_iter().chain(key).chain(height).collect();
    hex::encode(serde_json::to_string(&words).unwrap_or_default())
}

/// What is in a cursor; none in what is no cursor of this dataset.
pub(super) fn read(dataset: &Dataset, relation: &Relation, cursor: &str) -> Option<Cursor> {
    let words: Vec<String> = serde_json::from_slice(&hex::decode(cursor).ok()?).ok()?;
    let (name, rest) = words.split_first()?;
    let (key, height) = rest.split_at_checked(dataset.key.len())?;
    let height = match height {
        [] if !has_height(dataset) => None,
        [height] if has_height(dataset) => Some(height.parse().ok().filter(|h| *h >= 0)?),
        _ => return None,
    };
    if name != dataset.name {
        return None;
    }
    let columns = dataset.key.iter().map(|column| relation.column(column));
    let key = columns.zip(key).map(|(column, text)| Value::parse(column?.kind, text));
    Some(Cursor { key: key.collect::<Option<_>>()?, height })
}

fn has_height(dataset: &Dataset) -> bool {
    !dataset.recent.is_empty()
}
