//! Tags: whoever has an answer already is told so, and is told when it no longer holds.

use super::Service;
use crate::{
    cluster::Database,
    history::{chain, empty},
    store::{fill, go_on},
};
use axum::{
    body::Body,
    http::{HeaderValue, Method, Request, StatusCode, header},
};
use weir_indexer::infra::{datasets::DATASETS, storage};

async fn ask(service: &Service, path: &str, known: &HeaderValue) -> (StatusCode, HeaderValue) {
    let request = Request::get(path).header(header::IF_NONE_MATCH, known);
    let (status, headers, body) = service.request(request.body(Body::empty()).unwrap()).await;
    assert_eq!(headers[header::CACHE_CONTROL], "no-cache", "{path}");
    assert_eq!(body.is_empty(), status == StatusCode::NOT_MODIFIED, "{path}");
    (status, headers[header::ETAG].clone())
}

#[tokio::test]
async fn an_answer_holds_until_the_next_block_or_until_tables_are_derived_anew() {
    let database = Database::create().await;
    let blocks = chain(100);
    fill(&database, &blocks, 50).await;
    let service = Service::over(&database);
    let mut paths: Vec<String> = DATASETS.iter().map(|d| format!("/v1/{}", d.name)).collect();
    paths.extend(["/v1/events", "/v1/pools", "/v1/blocks/50"].map(String::from));
    let nothing = HeaderValue::from_static("\"nothing\"");
    let mut tags = Vec::new();
    for path in &paths {
        let (status, tag) = ask(&service, path, &nothing).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        assert_eq!(ask(&service, path, &tag).await, (StatusCode::NOT_MODIFIED, tag.clone()));
        tags.push(tag);
    }
    // A tag is of one request.
    assert_eq!(ask(&service, &paths[0], &tags[1]).await.0, StatusCode::OK);
    assert_eq!(ask(&service, "/v1/mints?limit=5", &tags[0]).await.0, StatusCode::OK);

    // Any answer will do, if there is one.
    let any = HeaderValue::from_static("*");
    assert_eq!(ask(&service, &paths[0], &any).await.0, StatusCode::NOT_MODIFIED);
    for (path, expected) in
        [("/v1/mints?x=1", StatusCode::BAD_REQUEST), ("/v1/blocks/999", StatusCode::NOT_FOUND)]
    {
        let request = Request::get(path).header(header::IF_NONE_MATCH, &any);
        let (status, ..) = service.request(request.body(Body::empty()).unwrap()).await;
        assert_eq!(status, expected, "{path}");
    }

    // Nothing happened in it, but it is another block.
    go_on(&database, &[empty(0, 101)], 1).await;
    let mut later = Vec::new();
    for (path, tag) in paths.iter().zip(&tags) {
        let (status, new) = ask(&service, path, tag).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        assert_ne!(new, *tag, "{path}");
        later.push(new);
    }
    storage::rebuild(&database.options(), |_| ()).await.unwrap();
    for (path, tag) in paths.iter().zip(&later) {
        assert_eq!(ask(&service, path, tag).await.0, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn what_changes_by_itself_is_not_to_be_kept() {
    let database = Database::migrated().await;
    let service = Service::over(&database);
    for path in ["/v1/status", "/health", "/ready", "/v1/nothing", "/v1/mints?x=1"] {
        let (_, headers, _) = service.get(path).await;
        assert_eq!(headers[header::CACHE_CONTROL], "no-store", "{path}");
        assert!(headers.get(header::ETAG).is_none(), "{path}");
    }
}

#[tokio::test]
async fn pages_of_any_site_may_read_and_see_the_tag() {
    let database = Database::migrated().await;
    let service = Service::over(&database);
    let preflight = Request::builder()
        .method(Method::OPTIONS)
        .uri("/v1/mints")
        .header(header::ORIGIN, "https://example.org")
        .header(header::ACCESS_CONTROL_REQUEST_METHOD, "GET")
        .header(header::ACCESS_CONTROL_REQUEST_HEADERS, "if-none-match");
    let (status, headers, _) = service.request(preflight.body(Body::empty()).unwrap()).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
    assert_eq!(headers[header::ACCESS_CONTROL_ALLOW_METHODS], "GET,HEAD");
    assert_eq!(headers[header::ACCESS_CONTROL_ALLOW_HEADERS], "*");
    assert_eq!(headers[header::ACCESS_CONTROL_MAX_AGE], "86400");
    for path in ["/v1/mints", "/v1/status", "/v1/nothing", "/v1/stream"] {
        let request = Request::get(path).header(header::ORIGIN, "https://example.org");
        let request = request.body(Body::empty()).unwrap();
        let answer = tower::ServiceExt::oneshot(service.router.clone(), request).await.unwrap();
        let headers = answer.headers();
        assert_eq!(headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*", "{path}");
        let exposed = headers[header::ACCESS_CONTROL_EXPOSE_HEADERS].to_str().unwrap();
        assert!(exposed.contains("etag") && exposed.contains("retry-after"), "{exposed}");
    }
}
