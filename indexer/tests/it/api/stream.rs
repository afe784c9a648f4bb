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
use futures::StreamExt;
use serde_json::Value;
use sqlx::{Connection, Executor};
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

/// The data of the first event of this name, which must be there.
fn data(text: &str, name: &str) -> Value {
    let event = text.split("\n\n").find(|event| event.contains(&format!("event: {name}\n")));
    let event = event.unwrap_or_else(|| panic!("no {name} in {text}"));
    let data = event.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
    serde_json::from_str(data).unwrap()
}

#[tokio::test]
async fn a_stream_begins_with_which_deployment_it_is_of() {
    let database = Database::create().await;
    fill(&database, &chain(60), 50).await;
    let service = Service::over(&database);
    let status = service.json("/v1/status").await;
    let live = Request::get("/v1/stream").body(Body::empty()).unwrap();
    let text = service.listen(live, |text| text.contains("event: status")).await;
    let names: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("event: ")).collect();
    assert_eq!(names, ["start", "status"]);
    let start = data(&text, "start");
    assert_eq!(start["height"], 60);
    for field in ["id", "genesis_hash", "block", "block_hash", "commons", "conviction"] {
        assert!(!start["deployment"][field].is_null(), "{field}");
        assert_eq!(start["deployment"][field], status["deployment"][field], "{field}");
    }
}

/// Opened by a page whose chain was started over meanwhile.
#[tokio::test]
async fn a_client_of_something_else_is_told_so_and_goes_on_from_the_last_block() {
    let database = Database::create().await;
    let blocks = chain(120);
    fill(&database, &blocks[..=100], 50).await;
    let service = Service::over(&database);
    let id = service.json("/v1/status").await["deployment"]["id"].as_str().unwrap().to_owned();
    let by_header = Request::get("/v1/stream").header("last-event-id", "101-0");
    let requests = [
        (Request::get("/v1/stream?after=1000000-3"), "beyond-the-head"),
        (Request::get(format!("/v1/stream?after=101-0&deployment={id}")), "beyond-the-head"),
        (by_header, "beyond-the-head"),
        (Request::get("/v1/stream?after=0-0&deployment=abc"), "other-deployment"),
    ];
    for (request, code) in requests {
        let request = request.body(Body::empty()).unwrap();
        let text = service.listen(request, |text| text.contains("event: status")).await;
        let reset = data(&text, "reset");
        assert_eq!(reset["code"], code);
        assert!(reset["detail"].as_str().unwrap().contains("again"), "{reset}");
        assert_eq!(
            (&reset["height"], &reset["deployment"]["id"]),
            (&100.into(), &id.as_str().into())
        );
        assert!(!text.contains("event: activity"), "{text}");
        // A browser reconnects with this, and is not sent back to the beginning each time.
        let [id] = ids(&text)[..] else { panic!("{text}") };
        let again = Request::get("/v1/stream").header("last-event-id", id);
        let again = again.body(Body::empty()).unwrap();
        let text = service.listen(again, |text| text.contains("event: status")).await;
        assert!(!text.contains("event: reset"), "{text}");
    }
    let same = Request::get(format!("/v1/stream?after=0-0&deployment={id}"));
    let same = same.body(Body::empty()).unwrap();
    let text = service.listen(same, |text| text.contains("event: status")).await;
    assert!(!text.contains("event: reset") && text.contains("event: activity"));

    // What happens afterwards comes.
    let request = Request::get("/v1/stream?after=1000000-3").body(Body::empty()).unwrap();
    let rest = blocks[101..].to_vec();
    let listening = service.listen(request, |text| text.contains("event: activity"));
    let (text, ()) = tokio::join!(listening, async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        go_on(&database, &rest, 5).await;
    });
    let first = data(&text, "activity");
    assert!(first["block"].as_u64().unwrap() > 100, "{first}");
}

#[tokio::test]
async fn a_client_ahead_of_an_index_that_catches_up_is_not_sent_back() {
    let database = Database::create().await;
    let blocks = chain(120);
    fill(&database, &blocks[..=100], 50).await;
    let service = Service::over(&database);
    // The node has told of the block that the client has seen elsewhere.
    service.progress.finalized(120);
    let request = Request::get("/v1/stream?after=110-0").body(Body::empty()).unwrap();
    let enough = |text: &str| text.contains("event: activity");
    let (text, ()) = tokio::join!(service.listen(request, enough), async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        go_on(&database, &blocks[101..], 100).await;
    });
    assert!(!text.contains("event: reset"), "{text}");
    assert!(data(&text, "activity")["block"].as_u64().unwrap() >= 110);
}

/// The head goes back under a client: the index was set back, or its database restored.
#[tokio::test]
async fn an_open_stream_tells_when_the_index_starts_over() {
    let database = Database::create().await;
    let blocks = chain(120);
    fill(&database, &blocks[..=100], 50).await;
    let service = Service::over(&database);
    let request = Request::get("/v1/stream?after=100-0").body(Body::empty()).unwrap();
    let (text, ()) =
        tokio::join!(service.listen(request, |text| text.contains("event: reset")), async {
            tokio::time::sleep(Duration::from_millis(300)).await;
            let back =
                "update cursor set height = 50, hash = (select hash from blocks where height = 50);
                        select pg_notify('weir_commits', '50')";
            database.run(back).await;
        });
    assert_eq!(data(&text, "reset")["height"], 50);
}

#[tokio::test]
async fn a_stream_is_handed_on_at_once_by_what_lies_in_between() {
    let database = Database::create().await;
    fill(&database, &chain(60), 50).await;
    let service = Service::over(&database);
    let request = Request::get("/v1/stream").header("accept-encoding", "gzip, deflate, br");
    let answer =
        service.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(answer.headers()["x-accel-buffering"], "no");
    assert_eq!(answer.headers()["cache-control"], "no-cache, no-transform");
    assert_eq!(answer.headers()["content-type"], "text/event-stream");
    assert!(!answer.headers().contains_key("content-encoding"));
    let mut body = answer.into_body().into_data_stream();
    let first = tokio::time::timeout(Duration::from_secs(5), body.next()).await.unwrap();
    let first = first.unwrap().unwrap();
    // A comment, and as long as what others gather before they hand anything on.
    assert!(first.starts_with(b":") && first.len() >= 2048, "{first:?}");
}

#[tokio::test]
async fn a_stream_takes_its_place_before_the_database_is_asked_and_leaves_the_others_theirs() {
    let database = Database::create().await;
    fill(&database, &chain(60), 50).await;
    let service = Service::with_streams(&database, 20, Duration::from_secs(60));
    let mut locking = database.connect().await;
    let mut lock = locking.begin().await.unwrap();
    lock.execute("lock table transfers in access exclusive mode").await.unwrap();
    // Each waits for the database, and holds a place while it does.
    let open = || {
        let request = Request::get("/v1/stream").body(Body::empty()).unwrap();
        tokio::spawn(service.router.clone().oneshot(request))
    };
    let waiting: Vec<_> = (0..20).map(|_| open()).collect();
    tokio::time::sleep(Duration::from_millis(300)).await;
    let turned_away = async {
        loop {
            let request = Request::get("/v1/stream").body(Body::empty()).unwrap();
            let answer = service.router.clone().oneshot(request);
            match tokio::time::timeout(Duration::from_millis(500), answer).await {
                Ok(answer) => return answer.unwrap(),
                // One of the others has not come as far yet.
                Err(_) => continue,
            }
        }
    };
    let answer =
        tokio::time::timeout(Duration::from_secs(4), turned_away).await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    // Meanwhile everybody else is served.
    for _ in 0..20 {
        let mints = tokio::time::timeout(Duration::from_secs(2), service.json("/v1/mints")).await;
        assert!(!mints.expect("streams hold nobody up")["rows"].as_array().unwrap().is_empty());
    }
    lock.rollback().await.unwrap();
    for answer in waiting {
        let status = answer.await.unwrap().unwrap().status();
        assert!([StatusCode::OK, StatusCode::SERVICE_UNAVAILABLE].contains(&status), "{status}");
    }
}
