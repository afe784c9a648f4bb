//! Where a page ended: the key of its last row. Rows that come later change nothing about it.

use crate::infra::{
    datasets::Dataset,
    storage::{Record, Relation, Value},
};

/// The cursor that goes on after a row. Nobody should have to know what is in it.
pub(super) fn after(dataset: &Dataset, row: &Record) -> String {
    let key = dataset.key.iter().map(|column| row.value(column).to_string());
    let words: Vec<String> = [dataset.name.to_owned()].into_iter().chain(key).collect();
    hex::encode(serde_json::to_string(&words).unwrap_or_default())
}

/// The key in a cursor; none in what is no cursor of this dataset.
pub(super) fn key(dataset: &Dataset, relation: &Relation, cursor: &str) -> Option<Vec<Value>> {
    let words: Vec<String> = serde_json::from_slice(&hex::decode(cursor).ok()?).ok()?;
    let (name, key) = words.split_first()?;
    if name != dataset.name || key.len() != dataset.key.len() {
        return None;
    }
    let columns = dataset.key.iter().map(|column| relation.column(column));
    columns.zip(key).map(|(column, text)| Value::parse(column?.kind, text)).collect()
}
