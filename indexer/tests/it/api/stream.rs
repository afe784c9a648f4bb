//! `/v1/stream`: what happens, as it happens.

use super::{Service, ids, list};
use crate::{
    cluster::Database,
    history::{START, chain, contracts, empty},
    store::{fill, go_on, lead},
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use std::time::Duration;
use tower::ServiceExt;
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

#[tokio::test]
async fn a_client_misses_nothing_and_gets_nothing_twice_when_the_indexer_is_started_again() {
    let database = Database::create().await;
    let blocks = chain(160);
    fill(&database, &blocks[..=80], 50).await;
    let resume = |after: &str| {
        let request = Request::get("/v1/stream?after=0-0").header("last-event-id", after);
        request.body(Body::empty()).unwrap()
    };
    let mut seen = vec!["0-0".to_owned()];
    for (first, last) in [(81, 110), (111, 135), (136, 160)] {
        // Another process each time, with blocks that came while there was none.
        let service = Service::over(&database);
        let enough = |text: &str| ids(text).len() >= 20;
        let text = service.listen(resume(seen.last().unwrap()), enough).await;
        seen.extend(ids(&text).into_iter().map(String::from));
        drop(service);
        go_on(&database, &blocks[first..=last], 10).await;
    }
    let service = Service::over(&database);
    let rest = service.listen(resume(seen.last().unwrap()), |text| text.contains("event: status"));
    seen.extend(ids(&rest.await).into_iter().map(String::from));
    let all = "select string_agg(height || '-' || event_index, ' ' order by height, event_index)
                 from activity";
    assert_eq!(seen[1..].join(" "), database.value(all).await);
}

#[tokio::test]
async fn a_client_that_takes_nothing_loses_its_place() {
    let database = Database::create().await;
    fill(&database, &chain(200), 100).await;
    let service = Service::with_streams(&database, 1, Duration::from_millis(300));
    let open = || {
        let request = Request::get("/v1/stream?after=0-0").body(Body::empty()).unwrap();
        service.router.clone().oneshot(request)
    };
    let idle = open().await.unwrap();
    assert_eq!(idle.status(), StatusCode::OK);
    assert_eq!(open().await.unwrap().status(), StatusCode::SERVICE_UNAVAILABLE);
    let freed = async {
        while open().await.unwrap().status() != StatusCode::OK {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), freed).await.expect("the place becomes free");
    // What was on its way to it has an end.
    let held = axum::body::to_bytes(idle.into_body(), usize::MAX).await.unwrap();
    assert!(ids(std::str::from_utf8(&held).unwrap()).len() < 50);
}
