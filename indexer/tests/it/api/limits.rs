//! What a request may take, and what happens when there is too much to do.

use super::Service;
use crate::{cluster::Database, history::chain, store::fill};
use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use futures::{StreamExt, stream::FuturesUnordered};
use serde_json::Value;
use sqlx::{Connection, Executor};

fn problem((status, headers, body): (StatusCode, HeaderMap, Bytes)) -> (StatusCode, String) {
    assert_eq!(headers[header::CONTENT_TYPE], "application/problem+json");
    let problem: Value = serde_json::from_slice(&body).unwrap();
    (status, problem["type"].as_str().unwrap().replace("urn:weir:problem:", ""))
}

#[tokio::test]
async fn a_request_that_brings_too_much_is_refused() {
    let database = Database::migrated().await;
    let service = Service::over(&database);
    let long = format!("/v1/mints?cursor={}", "0".repeat(5_000));
    let refused = problem(service.get(&long).await);
    assert_eq!(refused, (StatusCode::URI_TOO_LONG, "uri-too-long".into()));
    let request = || Request::get("/v1/mints");
    let with_body = request().header(header::CONTENT_LENGTH, "3").body(Body::from("abc")).unwrap();
    let chunked = request().header(header::TRANSFER_ENCODING, "chunked").body(Body::empty());
    for request in [with_body, chunked.unwrap()] {
        let refused = problem(service.request(request).await);
        assert_eq!(refused, (StatusCode::PAYLOAD_TOO_LARGE, "body-too-large".into()));
    }
    let none = request().header(header::CONTENT_LENGTH, "0").body(Body::empty()).unwrap();
    assert_eq!(service.request(none).await.0, StatusCode::OK);
}

#[tokio::test]
async fn more_requests_than_can_be_served_are_turned_away_at_once_and_the_rest_is_served() {
    let database = Database::create().await;
    fill(&database, &chain(100), 50).await;
    let service = Service::over(&database);
    assert_eq!(service.get("/v1/mints").await.0, StatusCode::OK);

    // Nobody can read this table until the lock is given up.
    let mut locking = database.connect().await;
    let mut lock = locking.begin().await.unwrap();
    lock.execute("lock table mints in access exclusive mode").await.unwrap();
    let mut answers: FuturesUnordered<_> = (0..80).map(|_| service.get("/v1/mints")).collect();
    let first = problem(answers.next().await.unwrap());
    assert_eq!(first, (StatusCode::SERVICE_UNAVAILABLE, "busy".into()));
    // Meanwhile it still tells how it is.
    let status = service.json("/v1/status").await;
    assert_eq!(status["cursor"]["height"], 100);

    lock.rollback().await.unwrap();
    let (mut served, mut turned_away) = (0, 1);
    while let Some(answer) = answers.next().await {
        match answer.0 {
            StatusCode::OK => served += 1,
            _ => {
                assert_eq!(answer.1[header::RETRY_AFTER], "2");
                assert_eq!(problem(answer), (StatusCode::SERVICE_UNAVAILABLE, "busy".into()));
                turned_away += 1;
            }
        }
    }
    assert_eq!((served, turned_away), (64, 16));
    assert_eq!(service.get("/v1/mints").await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_query_that_takes_too_long_is_given_up_and_says_what_to_do() {
    let database = Database::create().await;
    fill(&database, &chain(50), 50).await;
    let reader = weir_indexer::infra::storage::Reader::with_time_limit(
        database.options(),
        std::time::Duration::from_secs(1),
    );
    let service = Service::with(reader, Default::default());
    assert_eq!(service.get("/v1/mints").await.0, StatusCode::OK);
    let mut locking = database.connect().await;
    let mut lock = locking.begin().await.unwrap();
    lock.execute("lock table mints in access exclusive mode").await.unwrap();
    let refused = problem(service.get("/v1/mints").await);
    assert_eq!(refused, (StatusCode::SERVICE_UNAVAILABLE, "timeout".into()));
    lock.rollback().await.unwrap();
    assert_eq!(service.get("/v1/mints").await.0, StatusCode::OK);
}
