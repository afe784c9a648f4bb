//! `/v1/stream`: what happens, as it happens.

use super::{Service, ids, list};
use crate::{
    cluster::Database,
    history::{START, chain, contracts, empty},
    store::{fill, lead},
};
use axum::{body::Body, http::Request};
use std::time::Duration;
use weir_indexer::{
    domain::{Batch, Store},
    infra::storage::Writer,
};

#[tokio::test]
async fn a_stream_goes_on_where_the_client_left_it_and_tells_what_is_new() {
    let database = Database::create().await;
    let blocks = chain(120);
    fill(&database, &blocks[..=100], 50).await;
    let service = Service::over(&database);
    let page = service.json("/v1/events?limit=10").await;
    let newest_first = list(&page, "id");

    // Resuming: exactly what came after, oldest first.
    let resumed = Request::get("/v1/stream").header("last-event-id", newest_first[4]);
    let text = service
        .listen(resumed.body(Body::empty()).unwrap(), |text| text.contains("event: status"))
        .await;
    let missed: Vec<_> = newest_first[..4].iter().rev().copied().collect();
    assert_eq!(ids(&text), missed);

    // Live: what is committed while listening.
    let expected: Vec<String> = {
        let other = Database::create().await;
        fill(&other, &blocks, 200).await;
        let page = Service::over(&other).json("/v1/events?limit=500&from_block=101").await;
        list(&page, "id").iter().rev().map(ToString::to_string).collect()
    };
    assert!(!expected.is_empty());
    let options = database.options();
    let rest = blocks[101..].to_vec();
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(300)).await;
        let mut writer = Writer::new(options);
        lead(&mut writer).await;
        for block in rest {
            let from = writer.cursor().await.unwrap();
            writer.commit(from, &Batch::new(vec![block], &contracts())).await.unwrap();
        }
    });
    let live = Request::get("/v1/stream").body(Body::empty()).unwrap();
    let text = service.listen(live, |text| ids(text).len() >= expected.len()).await;
    assert_eq!(ids(&text), expected);
}

#[tokio::test]
async fn a_stream_from_the_beginning_of_an_empty_commons_starts_at_once() {
    let database = Database::create().await;
    fill(&database, &(0..=START + 3).map(|h| empty(0, h)).collect::<Vec<_>>(), 10).await;
    let service = Service::over(&database);
    let request = Request::get("/v1/stream?after=0-0").body(Body::empty()).unwrap();
    let text = service.listen(request, |text| text.contains("event: status")).await;
    assert!(ids(&text).is_empty());
}
