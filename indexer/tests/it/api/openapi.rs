//! The OpenAPI document: it says what is served, and what is served is what it says.

use super::Service;
use crate::{
    cluster::Database,
    history::{chain, failed_hatch},
    store::fill,
};
use axum::http::{HeaderMap, StatusCode, header};
use serde_json::Value;
use std::{fs, path::Path};
use weir_indexer::infra::{
    api,
    datasets::DATASETS,
    storage::{Catalogue, Moment, Question, Reader},
};

/// Set to write the document instead of comparing it.
const WRITE: &str = "WEIR_WRITE_OPENAPI";

struct WhatThereIs;

impl Question for WhatThereIs {
    type Answer = std::sync::Arc<Catalogue>;
    type Error = sqlx::Error;

    async fn answer(&self, moment: &mut Moment) -> Result<Self::Answer, sqlx::Error> {
        Ok(moment.catalogue())
    }
}

async fn catalogue(database: &Database) -> std::sync::Arc<Catalogue> {
    Reader::new(database.options()).ask(&WhatThereIs).await.unwrap()
}

#[tokio::test]
async fn the_committed_document_is_what_tables_datasets_and_types_say() {
    let database = Database::migrated().await;
    let catalogue = catalogue(&database).await;
    let document = api::document(&catalogue).to_pretty_json().unwrap() + "\n";
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
    if std::env::var_os(WRITE).is_some() {
        fs::write(file, document).unwrap();
        return;
    }
    assert!(
        fs::read_to_string(file).unwrap() == document,
        "indexer/openapi.json is out of date: {WRITE}=1 cargo test -p weir-indexer --test it openapi"
    );
}

#[tokio::test]
async fn the_document_is_served_and_names_every_dataset() {
    let database = Database::migrated().await;
    let service = Service::over(&database);
    let document = service.json("/v1/openapi.json").await;
    assert_eq!(document["openapi"], "3.1.0");
    for dataset in DATASETS {
        let path = &document["paths"][format!("/v1/{}", dataset.name)]["get"];
        let described: Vec<&str> = path["parameters"]
            .as_array()
            .unwrap_or_else(|| panic!("no {}", dataset.name))
            .iter()
            .filter(|parameter| parameter["in"] == "query")
            .map(|parameter| parameter["name"].as_str().unwrap())
            .collect();
        assert_eq!(described, dataset.parameters(), "{}", dataset.name);
    }
    let (_, headers, _) = service.get("/v1/openapi.json").await;
    assert!(headers.contains_key(header::ETAG));
}

#[tokio::test]
async fn every_table_of_a_dataset_and_every_column_is_described() {
    let database = Database::migrated().await;
    let catalogue = catalogue(&database).await;
    for dataset in DATASETS {
        let relation = catalogue
            .get(dataset.relation)
            .unwrap_or_else(|| panic!("{} has no relation {}", dataset.name, dataset.relation));
        assert!(!relation.comment.is_empty(), "{}", relation.name);
        for column in &relation.columns {
            assert!(!column.comment.is_empty(), "{}.{}", relation.name, column.name);
        }
        let used = dataset.key.iter().chain(dataset.accounts).chain(dataset.item.as_ref());
        for column in used.chain(dataset.equals.iter().map(|equals| &equals.column)) {
            assert!(relation.column(column).is_some(), "{}.{column}", relation.name);
        }
    }
}

/// Schemas of objects of which all hold, as one.
fn together(parts: &[Value], document: &Value) -> Value {
    let (mut properties, mut required) = (serde_json::Map::new(), Vec::new());
    for part in parts {
        let part = match part["$ref"].as_str() {
            Some(name) => document.pointer(name.trim_start_matches('#')).unwrap(),
            None => part,
        };
        properties.extend(part["properties"].as_object().unwrap().clone());
        required.extend(part["required"].as_array().cloned().unwrap_or_default());
    }
    serde_json::json!({ "type": "object", "properties": properties, "required": required })
}

/// That a value is as a schema says; only what the document uses.
fn check(value: &Value, schema: &Value, document: &Value, place: &str) {
    if let Some(name) = schema["$ref"].as_str() {
        let target = document.pointer(name.trim_start_matches('#')).unwrap();
        return check(value, target, document, place);
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let null = |schema: &&Value| schema["type"] == "null";
        let chosen = choices.iter().find(|choice| null(choice) == value.is_null());
        let chosen = chosen.unwrap_or_else(|| panic!("{place} is {value}, not {schema}"));
        return check(value, chosen, document, place);
    }
    if let Some(parts) = schema["allOf"].as_array() {
        return check(value, &together(parts, document), document, place);
    }
    let is = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let types = match &schema["type"] {
        Value::Array(types) => types.clone(),
        one => vec![one.clone()],
    };
    assert!(types.iter().any(|may| may == is), "{place} is {value}, not {types:?}");
    match value {
        Value::Array(items) => {
            items.iter().for_each(|item| check(item, &schema["items"], document, place));
        }
        Value::Object(fields) => {
            for name in schema["required"].as_array().into_iter().flatten() {
                assert!(fields.contains_key(name.as_str().unwrap()), "{place} lacks {name}");
            }
            for (name, value) in fields {
                let property = &schema["properties"][name];
                assert!(!property.is_null(), "{place}.{name} is not described");
                check(value, property, document, &format!("{place}.{name}"));
            }
        }
        _ => {}
    }
}

#[tokio::test]
async fn answers_are_as_the_document_says() {
    let (open, failed, empty) =
        (Database::create().await, Database::create().await, Database::migrated().await);
    fill(&open, &chain(300), 100).await;
    fill(&failed, &failed_hatch(), 100).await;
    for database in [&open, &failed, &empty] {
        let service = Service::over(database);
        let document = service.json("/v1/openapi.json").await;
        for (path, item) in document["paths"].as_object().unwrap() {
            let (status, headers, body) = match path.as_str() {
                "/v1/stream" => continue,
                path => service.get(&filled(path)).await,
            };
            let operation = &item["get"]["responses"][status.as_str()];
            assert!(!operation.is_null(), "{path} does not say that it answers {status}");
            check_answer(operation, &document, path, &headers, &body);
            assert!(status != StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        }
    }
}

/// A path with some value in the place of its parameter.
fn filled(path: &str) -> String {
    let account = "0x0404040404040404040404040404040404040404";
    let path = path.replace("{account}", account).replace("{height}", "50");
    match path.split_once('{') {
        Some((before, after)) => format!("{before}1{}", after.split_once('}').unwrap().1),
        None => path,
    }
}

fn check_answer(operation: &Value, document: &Value, path: &str, headers: &HeaderMap, body: &[u8]) {
    let operation = match operation["$ref"].as_str() {
        Some(name) => document.pointer(name.trim_start_matches('#')).unwrap(),
        None => operation,
    };
    let media = headers[header::CONTENT_TYPE].to_str().unwrap();
    let schema = &operation["content"][media]["schema"];
    assert!(!schema.is_null(), "{path} does not say that it answers with {media}");
    check(&serde_json::from_slice(body).unwrap(), schema, document, path);
}
