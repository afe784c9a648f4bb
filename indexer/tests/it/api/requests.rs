//! What no request can do, and what the page may load.

use super::Service;
use crate::cluster::Database;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use serde_json::{Value, json};

#[tokio::test]
async fn bad_requests_get_a_4xx_problem_and_never_a_5xx() {
    let database = Database::migrated().await;
    let service = Service::over(&database);
    for path in [
        "/v1/events?limit=0",
        "/v1/events?limit=501",
        "/v1/events?limit=-1",
        "/v1/events?limit=1e3",
        "/v1/events?limit=",
        "/v1/events?limit=5&limit=6",
        "/v1/events?kind=theft",
        "/v1/events?kind=",
        "/v1/events?kind=mint,",
        "/v1/events?kind=%27%3B%20drop%20table%20blocks",
        "/v1/events?account=0x12",
        "/v1/events?account=alice",
        "/v1/events?account=0xzz00000000000000000000000000000000000000",
        "/v1/events?from_block=-1",
        "/v1/events?from_block=9223372036854775808",
        "/v1/events?from_block=5&to_block=4",
        "/v1/events?cursor=abc",
        "/v1/events?cursor=1-2-3",
        "/v1/events?cursor=99999999999999999999-0",
        "/v1/events?cursor=%00",
        "/v1/events?page=2",
        "/v1/events?%ff%fe=1",
        "/v1/pools?points=0",
        "/v1/pools?points=5001",
        "/v1/pools?from=yesterday",
        "/v1/pools?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
        "/v1/pools?from=-9999-01-01T00:00:00Z",
        "/v1/pools?interval=day",
        "/v1/mints?limit=0",
        "/v1/mints?limit=501",
        "/v1/mints?order=up",
        "/v1/mints?account=0x12",
        "/v1/mints?proposal=1",
        "/v1/mints?cursor=zz",
        "/v1/mints?cursor=5b5d",
        "/v1/mints?from_block=5&to_block=4",
        "/v1/mints?from=yesterday",
        "/v1/mints?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
        "/v1/stakes?proposal=",
        "/v1/stakes?proposal=one",
        "/v1/stakes?proposal=99999999999999999999",
        "/v1/holders/alice",
        "/v1/holders/0x12%00",
        "/v1/holders/0x12?limit=1",
        "/v1/blocks/1/2",
        "/v1/blocks/%ff",
        "/v1/flows?from=2026-11-21T00:00:00Z",
        "/v1/flows?from=2026-11-22&to=2026-11-21",
        "/v1/candles?interval=1s",
        "/v1/trades?side=hold",
        "/v1/stream?after=x",
        "/v1/stream?kind=theft",
        "/v1/nothing",
        "/assets/nothing.js",
        "/assets/../Cargo.toml",
        "/favicon.ico",
    ] {
        let (status, headers, body) = service.get(path).await;
        let text = String::from_utf8_lossy(&body);
        assert!(status.is_client_error(), "{path}: {status} {text}");
        assert_eq!(headers[header::CONTENT_TYPE], "application/problem+json", "{path}");
        let problem: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(problem["status"], status.as_u16(), "{path}");
        assert!(problem["type"].as_str().unwrap().starts_with("urn:weir:problem:"), "{path}");
    }
    for method in ["POST", "PUT", "DELETE"] {
        let request =
            Request::builder().method(method).uri("/v1/events").body(Body::empty()).unwrap();
        let (status, headers, _) = service.request(request).await;
        assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(headers[header::CONTENT_TYPE], "application/problem+json");
    }
    let resume = Request::get("/v1/stream").header("last-event-id", "\u{1f}x");
    if let Ok(request) = resume.body(Body::empty()) {
        assert_eq!(service.request(request).await.0, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn a_bad_parameter_is_named() {
    let database = Database::migrated().await;
    let service = Service::over(&database);
    let (_, _, body) = service.get("/v1/events?account=bob").await;
    let problem: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(problem["type"], "urn:weir:problem:invalid-parameter");
    assert_eq!(problem["parameter"], "account");
    assert_eq!(problem["code"], "invalid-parameter");
    assert!(problem["detail"].as_str().unwrap().contains("40 hexadecimal digits"));
}

/// The spellings that the command line and the app take and refuse, in the same words.
#[tokio::test]
async fn an_account_is_named_in_every_spelling_that_the_command_line_knows_and_no_other() {
    let database = Database::migrated().await;
    let service = Service::over(&database);
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/vectors/address.json");
    let vectors: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let cases = vectors["cases"].as_array().unwrap();
    assert!(cases.len() > 30);
    for case in cases {
        let text = case["text"].as_str().unwrap();
        let query: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
        let taken = case["address"].is_string();
        for path in ["/v1/events?account=", "/v1/mints?account=", "/v1/transfers?account="]
            .map(|path| format!("{path}{query}"))
        {
            let (status, _, body) = service.get(&path).await;
            let said = String::from_utf8_lossy(&body);
            let expected = if taken { StatusCode::OK } else { StatusCode::BAD_REQUEST };
            assert_eq!(status, expected, "{text:?}: {said}");
            if let Some(words) = case["words"].as_str() {
                let problem: Value = serde_json::from_slice(&body).unwrap();
                assert!(problem["detail"].as_str().unwrap().contains(words), "{text:?}: {said}");
            }
        }
        // In a path no slash is part of it.
        if text.is_empty() || text.contains('/') {
            continue;
        }
        let path = format!("/v1/holders/{}", query.replace('+', "%20"));
        let (status, _, body) = service.get(&path).await;
        let said = String::from_utf8_lossy(&body);
        let expected = if taken { StatusCode::NOT_FOUND } else { StatusCode::BAD_REQUEST };
        assert_eq!(status, expected, "{text:?}: {said}");
    }
}

#[tokio::test]
async fn the_page_and_its_parts_come_from_here_alone() {
    let database = Database::migrated().await;
    let service = Service::over(&database);
    let (status, headers, body) = service.get("/").await;
    assert_eq!(status, StatusCode::OK);
    assert!(headers[header::CONTENT_TYPE].to_str().unwrap().starts_with("text/html"));
    assert_eq!(headers[header::CACHE_CONTROL], "no-cache");
    let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    assert!(policy.contains("connect-src 'self' ws://127.0.0.1:9944;"), "{policy}");
    assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    let page = String::from_utf8(body.to_vec()).unwrap();
    assert!(!page.contains("http:") && !page.contains("https:"), "the page names another site");
    // None where the page was not built; the tests in a browser take care that it is.
    for part in page.split('"').filter_map(|part| part.strip_prefix("./assets/")) {
        let part = format!("/assets/{part}");
        let (status, headers, _) = service.get(&part).await;
        assert_eq!(status, StatusCode::OK, "{part}");
        let caching = headers[header::CACHE_CONTROL].to_str().unwrap();
        assert!(caching.ends_with("immutable"), "{part}: {caching}");
        let tag = headers[header::ETAG].clone();
        let again = Request::get(&part).header(header::IF_NONE_MATCH, tag);
        let (status, _, body) = service.request(again.body(Body::empty()).unwrap()).await;
        assert_eq!((status, body.len()), (StatusCode::NOT_MODIFIED, 0), "{part}");
    }
}

#[tokio::test]
async fn the_page_is_told_where_api_and_node_are() {
    let database = Database::migrated().await;
    let service = Service::over(&database);
    let told = service.json("/config.json").await;
    assert_eq!(told, json!({ "api": "", "node": "ws://127.0.0.1:9944/rpc" }));
    let (status, headers, _) = service.get("/api").await;
    assert_eq!(status, StatusCode::TEMPORARY_REDIRECT);
    assert_eq!(headers[header::LOCATION], "./#/data");
}
