//! The paths of datasets.

use super::parts::{self, Get, query, row};
use crate::infra::{
    api::{
        outlook,
        rows::{LIMIT, MOST},
    },
    datasets::{DATASETS, Dataset, Equals, Time},
    storage::{Catalogue, Column, Kind, Relation},
};
use utoipa::openapi::{
    ComponentsBuilder, ObjectBuilder, PathsBuilder, Ref, RefOr, Schema, Type,
    path::{Parameter, ParameterBuilder},
    schema::SchemaType,
};

/// Adds every dataset whose relation the catalogue has.
pub(super) fn add(
    catalogue: &Catalogue,
    mut components: ComponentsBuilder,
    mut paths: PathsBuilder,
) -> (ComponentsBuilder, PathsBuilder) {
    for dataset in DATASETS {
        let Some(relation) = catalogue.get(dataset.relation) else { continue };
        let name = type_name(dataset.name);
        let mut columns: Vec<Column> = relation.listed();
        if dataset.outlook {
            columns.extend(outlook::columns());
        }
        components = components
            .schema(format!("{name}Row"), row(&relation.comment, &columns))
            .schema(format!("{name}Page"), page(&name));
        paths =
            paths.path(format!("/v1/{}", dataset.name), listing(dataset, relation, &name).path());
        if let Some(column) = dataset.item {
            let path = format!("/v1/{}/{{{column}}}", dataset.name);
            paths = paths.path(path, item(dataset, relation, &name, column).path());
        }
    }
    (components, paths)
}

fn listing<'a>(dataset: &Dataset, relation: &Relation, name: &str) -> Get<'a> {
    Get {
        id: format!("list{name}"),
        tag: "datasets",
        summary: relation.comment.clone(),
        description: Some(format!("Rows of the relation `{}`.", dataset.relation)),
        parameters: parameters(dataset, relation),
        answer: ("application/json", reference(&format!("{name}Page"))),
        tagged: true,
        problems: &[400],
    }
}

fn item<'a>(dataset: &Dataset, relation: &Relation, name: &str, column: &str) -> Get<'a> {
    let about = comment(relation, column);
    let schema = match kind(relation, column) {
        Kind::Bytes => parts::address(),
        kind => parts::value(kind),
    };
    Get {
        id: format!("get{name}"),
        tag: "datasets",
        summary: format!("One row of {}.", dataset.name),
        description: None,
        parameters: vec![parts::part(column, &about, schema)],
        answer: ("application/json", reference(&format!("{name}Row"))),
        tagged: true,
        problems: &[400, 404],
    }
}

fn parameters(dataset: &Dataset, relation: &Relation) -> Vec<Parameter> {
    let mut parameters = Vec::new();
    if !dataset.accounts.is_empty() {
        let about = format!("Only rows with this account as {}.", dataset.accounts.join(" or "));
        parameters.push(query("account", &about, parts::address()));
    }
    parameters.extend(dataset.equals.iter().map(|equals| equality(equals, relation)));
    let block = |name, about| query(name, about, parts::height());
    let time = |name, about| query(name, about, parts::time());
    let day = |name, about| query(name, about, parts::value(Kind::Date));
    match dataset.time {
        None => {}
        Some(Time::Heights(_)) => parameters.extend([
            block("from_block", "The first block."),
            block("to_block", "The last block."),
            time("from", "Only blocks of this time or later."),
            time("to", "Only blocks of this time or earlier."),
        ]),
        Some(Time::Times(column)) => parameters.extend([
            time("from", &format!("Only rows whose {column} is at this time or later.")),
            time("to", &format!("Only rows whose {column} is at this time or earlier.")),
        ]),
        Some(Time::Days(_)) => {
            parameters.extend([day("from", "The first day."), day("to", "The last day.")]);
        }
    }
    if dataset.past.is_some() {
        let about =
            "Rows as they were after this block, which must be written; the last one unless given.";
        parameters.push(block("at_block", about));
    }
    let key = dataset.key.join(", ");
    let default = if dataset.descending { "desc" } else { "asc" };
    let order = parts::string().enum_values(Some(["asc", "desc"])).default(Some(default.into()));
    parameters.extend([
        query("order", &format!("Rows are in the order of {key}."), order),
        query(
            "limit",
            "Rows in a page; a page of heavy ones may have fewer.",
            parts::count(MOST, LIMIT),
        ),
        query(
            "cursor",
            "next_cursor of the page before.",
            parts::string().pattern(Some("^([0-9a-f]{2})+$")),
        ),
    ]);
    parameters
}

fn equality(equals: &Equals, relation: &Relation) -> Parameter {
    let about = comment(relation, equals.column);
    let words = || equals.words.iter().map(|(word, _)| *word);
    match equals.default {
        _ if equals.words.is_empty() => {
            query(equals.parameter, &about, parts::value(kind(relation, equals.column)))
        }
        None => parts::words(equals.parameter, &about, words()),
        Some(default) => {
            let one = parts::string().enum_values(Some(words())).default(Some(default.into()));
            ParameterBuilder::from(query(equals.parameter, &about, one)).build()
        }
    }
}

fn page(name: &str) -> ObjectBuilder {
    let cursor = ObjectBuilder::new()
        .schema_type(SchemaType::from_iter([Type::String, Type::Null]))
        .description(Some("The cursor of the next page; null at the end."));
    let at = utoipa::openapi::schema::OneOfBuilder::new()
        .item(ObjectBuilder::new().schema_type(Type::Null))
        .item(Ref::from_schema_name("At"))
        .description(Some("The last block written; null before the first."));
    ObjectBuilder::new()
        .property("at", at)
        .required("at")
        .property("rows", parts::list_of(&format!("{name}Row")))
        .required("rows")
        .property("next_cursor", cursor)
        .required("next_cursor")
}

fn reference(name: &str) -> RefOr<Schema> {
    RefOr::Ref(Ref::from_schema_name(name))
}

fn kind(relation: &Relation, column: &str) -> Kind {
    relation.column(column).map_or(Kind::Text, |column| column.kind)
}

fn comment(relation: &Relation, column: &str) -> String {
    relation.column(column).map(|column| column.comment.clone()).unwrap_or_default()
}

/// `pool_states` as a name of a type: `PoolStates`.
fn type_name(name: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    name.split('_').map(capital).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_dataset_has_a_name_as_types_have() {
        assert_eq!(super::type_name("service_burns_by_day"), "ServiceBurnsByDay");
    }
}
