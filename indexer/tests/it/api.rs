//! The HTTP API: what it answers, and that no request can make it fail.

use crate::{
    cluster::Database,
    history::{OPENING, START, account, chain, contracts, deployment, empty, failed_hatch},
    store::{fill, lead},
};
use axum::{
    Router,
    body::{Body, Bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use futures::StreamExt;
use metrics_exporter_prometheus::PrometheusBuilder;
use serde_json::Value;
use std::{sync::Arc, time::Duration};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;
use weir_indexer::{
    application::{ProgressWriter, progress},
    domain::{Batch, Store},
    infra::{
        api::{Api, Commits, Limits, router},
        storage::{Reader, Writer},
    },
};

struct Service {
    router: Router,
    progress: ProgressWriter,
    _shutdown: tokio_util::sync::DropGuard,
}

impl Service {
    fn over(database: &Database) -> Self {
        Self::with(Reader::new(database.options()), Limits::default())
    }

    fn with(reader: Reader, limits: Limits) -> Self {
        let (writer, progress) = progress();
        let shutdown = CancellationToken::new();
        let api = Api {
            commits: Commits::follow(reader.clone(), shutdown.clone()),
            reader,
            progress,
            deployment: Arc::new(deployment()),
            limits,
            metrics: PrometheusBuilder::new().build_recorder().handle(),
        };
        Self { router: router(api), progress: writer, _shutdown: shutdown.drop_guard() }
    }

    async fn request(&self, request: Request<Body>) -> (StatusCode, HeaderMap, Bytes) {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (head, body) = answer.into_parts();
        (head.status, head.headers, axum::body::to_bytes(body, usize::MAX).await.unwrap())
    }

    async fn get(&self, path: &str) -> (StatusCode, HeaderMap, Bytes) {
        self.request(Request::get(path).body(Body::empty()).unwrap()).await
    }

    async fn json(&self, path: &str) -> Value {
        let (status, _, body) = self.get(path).await;
        assert_eq!(status, StatusCode::OK, "{path}: {}", String::from_utf8_lossy(&body));
        serde_json::from_slice(&body).unwrap()
    }

    /// Reads a stream until `enough` of what came, in text.
    async fn listen(&self, request: Request<Body>, enough: impl Fn(&str) -> bool) -> String {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/event-stream");
        let mut body = answer.into_body().into_data_stream();
        let mut text = String::new();
        while !enough(&text) {
            let piece = timeout(Duration::from_secs(20), body.next()).await;
            let piece = piece.unwrap_or_else(|_| panic!("too little came: {text}"));
            text.push_str(std::str::from_utf8(&piece.unwrap().unwrap()).unwrap());
        }
        text
    }
}

fn ids(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.strip_prefix("id: ")).collect()
}

fn list<'a>(page: &'a Value, field: &str) -> Vec<&'a str> {
    page["events"].as_array().unwrap().iter().map(|e| e[field].as_str().unwrap()).collect()
}

#[tokio::test]
async fn pages_show_every_act_once_and_newest_first() {
    let database = Database::create().await;
    fill(&database, &chain(200), 50).await;
    let service = Service::over(&database);
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = service.json(&format!("/v1/events?limit=7{cursor}")).await;
        seen.extend(page["events"].as_array().unwrap().iter().map(|event| {
            (event["block"].as_i64().unwrap(), event["event_index"].as_i64().unwrap())
        }));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert!(seen.windows(2).all(|pair| pair[0] > pair[1]), "not newest first, or repeated");
    assert_eq!(seen.len().to_string(), database.value("select count(*) from activity").await);
}

#[tokio::test]
async fn filters_leave_out_what_was_not_asked_for_and_nothing_else() {
    let database = Database::create().await;
    fill(&database, &chain(200), 50).await;
    let service = Service::over(&database);
    let burns = service.json("/v1/events?kind=burn&limit=500").await;
    assert!(list(&burns, "kind").iter().all(|kind| *kind == "burn"));
    let count = list(&burns, "kind").len().to_string();
    assert_eq!(count, database.value("select count(*) from burns").await);

    let who = format!("{:#x}", account(3));
    let mine = service.json(&format!("/v1/events?account={who}&limit=500")).await;
    let count = mine["events"].as_array().unwrap().len().to_string();
    let sql = format!(
        "select count(*) from activity where hex(account) = '{who}' or hex(counterparty) = '{who}'"
    );
    assert_eq!(count, database.value(&sql).await);

    let some = service.json("/v1/events?from_block=50&to_block=60&kind=mint,donate").await;
    for event in some["events"].as_array().unwrap() {
        assert!((50..=60).contains(&event["block"].as_u64().unwrap()));
        assert!(["mint", "donate"].contains(&event["kind"].as_str().unwrap()));
    }
}

#[tokio::test]
async fn acts_are_told_with_exact_amounts_and_the_pools_after_them() {
    let database = Database::create().await;
    fill(&database, &chain(100), 50).await;
    let service = Service::over(&database);
    let mint = &service.json("/v1/events?kind=mint&limit=1").await["events"][0];
    let newest = "from mints order by height desc, event_index desc limit 1";
    for (field, column) in [("value", "deposit"), ("tokens", "minted"), ("tribute", "tribute")] {
        let stored = database.value(&format!("select {column} {newest}")).await;
        assert_eq!(mint[field].as_str().unwrap(), stored);
    }
    let id = mint["id"].as_str().unwrap().replace('-', ", ");
    let sql = format!("select reserve from pool_states where (height, event_index) = ({id})");
    assert_eq!(mint["pools"]["reserve"].as_str().unwrap(), database.value(&sql).await);
    assert!(mint["pools"]["spot_price"].as_str().unwrap().parse::<u128>().unwrap() > 0);
    // What does not apply is left out.
    assert!(mint.get("service").is_none() && mint.get("counterparty").is_none());
}

#[tokio::test]
async fn every_kind_of_act_is_listed_and_can_be_asked_for() {
    let (open, failed) = (Database::create().await, Database::create().await);
    fill(&open, &chain(400), 100).await;
    fill(&failed, &failed_hatch(), 100).await;
    // The service says which kinds there are.
    let service = Service::over(&open);
    let (_, _, body) = service.get("/v1/events?kind=theft").await;
    let problem: Value = serde_json::from_slice(&body).unwrap();
    let detail = problem["detail"].as_str().unwrap();
    let kinds = detail.strip_prefix("It must be one or several of ").unwrap();
    let kinds: Vec<&str> =
        kinds.split(", ").filter(|kind| !kind.starts_with("separated")).collect();
    assert_eq!(kinds.len(), 28);
    let other = Service::over(&failed);
    for kind in kinds {
        let path = format!("/v1/events?kind={kind}&limit=500");
        let mut found = 0;
        for service in [&service, &other] {
            let page = service.json(&path).await;
            assert!(list(&page, "kind").iter().all(|listed| *listed == kind));
            found += list(&page, "kind").len();
        }
        assert!(found > 0, "no {kind}");
    }
    let kinds = "select count(distinct kind) from activity";
    let (open, failed) = (open.value(kinds).await, failed.value(kinds).await);
    assert_eq!((open.as_str(), failed.as_str()), ("26", "9"));
}

#[tokio::test]
async fn acts_about_proposals_grants_and_services_say_which() {
    let database = Database::create().await;
    fill(&database, &chain(300), 50).await;
    let service = Service::over(&database);
    let first = |kind: &'static str| {
        let path = format!("/v1/events?kind={kind}&limit=500&to_block=300");
        let service = &service;
        async move { service.json(&path).await["events"].as_array().unwrap().last().unwrap().clone() }
    };
    let abstention = first("propose").await;
    assert_eq!((&abstention["proposal"], &abstention["title"]), (&1.into(), &"Abstain".into()));
    // It asks for nothing and never ends.
    assert!(
        ["value", "until", "grant", "counterparty"].iter().all(|f| abstention.get(f).is_none())
    );
    let grant = first("grant").await;
    assert_eq!(grant["grant"], 1);
    assert!(grant["title"].as_str().unwrap().starts_with("Build part"));
    assert!(grant.get("account").is_none() && grant["pools"]["funding_pool"].is_string());
    let execution = first("execute").await;
    assert_eq!(execution["proposal"], grant["proposal"]);
    let stake = first("stake").await;
    assert!(
        stake["tokens"].is_string() && stake["proposal"].is_u64() && stake["title"].is_string()
    );
    let register = first("register").await;
    assert_eq!(
        (&register["service"], &register["service_name"]),
        (&1.into(), &"Service \"1\"".into())
    );
    let reclaim = first("reclaim").await;
    assert_eq!(reclaim["deposit"], "2000000000000000000");
    let pause = first("pause").await;
    assert!(pause["until"].as_str().unwrap().ends_with('Z'), "{pause}");
}

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
    assert!(problem["detail"].as_str().unwrap().contains("40 hexadecimal digits"));
}

#[tokio::test]
async fn an_empty_database_has_empty_answers() {
    let database = Database::migrated().await;
    let service = Service::over(&database);
    assert_eq!(service.json("/v1/events").await["events"], Value::Array(vec![]));
    assert_eq!(service.json("/v1/pools").await["points"], Value::Array(vec![]));
    let status = service.json("/v1/status").await;
    assert_eq!(status["cursor"], Value::Null);
    assert_eq!(status["pools"], Value::Null);
    assert_eq!(status["ready"], false);
    assert_eq!(status["deployment"]["symbol"], "WT");
}

#[tokio::test]
async fn status_tells_heights_delay_and_pools() {
    let database = Database::create().await;
    fill(&database, &chain(100), 50).await;
    let service = Service::over(&database);
    service.progress.finalized(102);
    let status = service.json("/v1/status").await;
    assert_eq!(status["cursor"]["height"], 100);
    assert_eq!(status["finalized_height"], 102);
    assert_eq!(status["blocks_behind"], 2);
    assert!(status["seconds_behind"].as_u64().unwrap() > 0);
    assert_eq!(status["ready"], true);
    let supply = "select supply from pool_states order by height desc, event_index desc limit 1";
    assert_eq!(status["pools"]["supply"].as_str().unwrap(), database.value(supply).await);
    let caught_up = service.json("/v1/status").await;
    assert_eq!(caught_up["version"], env!("CARGO_PKG_VERSION"));
}

#[tokio::test]
async fn status_tells_the_phase_and_what_the_hatch_has_raised() {
    let raised = "select raised from contributions order by height desc, event_index desc limit 1";
    for (blocks, phase) in [
        (chain(START - 1), None),
        (chain(OPENING - 1), Some("hatch")),
        (chain(OPENING), Some("open")),
        (failed_hatch(), Some("refunding")),
    ] {
        let database = Database::create().await;
        let from_the_first = blocks.len() as u64 == START;
        if from_the_first {
            let mut writer = Writer::new(database.options());
            lead(&mut writer).await;
            writer.bind(&deployment()).await.unwrap();
            writer.commit(None, &Batch::new(blocks, &contracts())).await.unwrap();
        } else {
            fill(&database, &blocks, 50).await;
        }
        let status = Service::over(&database).json("/v1/status").await;
        assert_eq!(status["phase"].as_str(), phase);
        let expected = match phase {
            None => "0".to_owned(),
            // Everybody was paid back.
            Some("refunding") => "0".to_owned(),
            _ => database.value(raised).await,
        };
        assert_eq!(status["raised"].as_str(), Some(expected.as_str()), "{phase:?}");
        let price = status["pools"]["spot_price"].as_str();
        assert_eq!(price.is_some(), phase == Some("open"), "{price:?}");
        let hatch = &status["deployment"]["hatch"];
        assert_eq!(hatch["maximum"], "5000000000");
        // 0.5 x (1 - 0.25) / 0.2
        assert_eq!(hatch["opening_price"], "1875000");
        assert_eq!(status["deployment"]["currency_decimals"], 6);
    }
}

#[tokio::test]
async fn readiness_names_what_is_missing() {
    let database = Database::create().await;
    fill(&database, &chain(100), 50).await;
    let limits = Limits { node_silence: Duration::from_millis(300), ..Limits::default() };
    let service = Service::with(Reader::new(database.options()), limits);
    let reason = |body: Bytes| String::from_utf8(body.to_vec()).unwrap();

    let (status, _, body) = service.get("/ready").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(reason(body).contains("node has not answered"));

    service.progress.finalized(90);
    let (_, _, body) = service.get("/ready").await;
    assert!(reason(body).contains("the node is at block 90, behind the database at 100"));

    service.progress.finalized(100);
    assert_eq!(service.get("/ready").await.0, StatusCode::OK);

    service.progress.finalized(150);
    let (status, _, body) = service.get("/ready").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(reason(body).contains("50 blocks behind"));

    tokio::time::sleep(Duration::from_millis(400)).await;
    let (_, _, body) = service.get("/ready").await;
    assert!(reason(body).contains("node has not answered for"));
    assert_eq!(service.get("/health").await.0, StatusCode::OK);
}

#[tokio::test]
async fn without_a_database_the_service_says_so_and_lives_on() {
    let database = Database::create().await;
    // A database without tables, as before the first start; and one that is not there at all.
    for options in [database.options(), database.options().database("nowhere")] {
        let service = Service::with(Reader::new(options), Limits::default());
        assert_eq!(service.get("/health").await.0, StatusCode::OK);
        let (status, _, body) = service.get("/ready").await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(String::from_utf8_lossy(&body).contains("database"));
        let (status, headers, _) = service.get("/v1/events").await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(headers[header::CONTENT_TYPE], "application/problem+json");
        assert_eq!(service.json("/v1/status").await["ready"], false);
    }
}

#[tokio::test]
async fn a_loop_that_ended_or_stands_still_is_unhealthy() {
    let database = Database::migrated().await;
    let limits = Limits { stillness: Duration::from_millis(50), ..Limits::default() };
    let still = Service::with(Reader::new(database.options()), limits);
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(still.get("/health").await.0, StatusCode::SERVICE_UNAVAILABLE);
    let Service { router, progress, _shutdown } = Service::over(&database);
    drop(progress);
    let answer = router.oneshot(Request::get("/health").body(Body::empty()).unwrap()).await;
    assert_eq!(answer.unwrap().status(), StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn a_chart_gets_as_many_points_as_it_asks_for_and_always_the_last() {
    let database = Database::create().await;
    fill(&database, &chain(600), 200).await;
    let service = Service::over(&database);
    let states = database.value("select count(*) from pool_states").await.parse::<usize>().unwrap();
    let newest = "select height from pool_states order by height desc, event_index desc limit 1";
    let newest = database.value(newest).await;
    for points in [1, 2, 10, 100, 5000] {
        let answer = service.json(&format!("/v1/pools?points={points}")).await;
        let got = answer["points"].as_array().unwrap();
        let most = if points >= states { states } else { points + 1 };
        assert!(got.len() <= most && got.len() * 2 >= most, "{points}: {}", got.len());
        assert_eq!(got.last().unwrap()["height"].to_string(), newest);
        assert_eq!(got[0]["height"], START);
        let heights: Vec<_> = got.iter().map(|p| p["height"].as_u64().unwrap()).collect();
        assert!(heights.is_sorted());
    }
}

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
async fn the_page_and_its_parts_come_from_here_alone() {
    let database = Database::migrated().await;
    let service = Service::over(&database);
    let (status, headers, body) = service.get("/").await;
    assert_eq!(status, StatusCode::OK);
    assert!(headers[header::CONTENT_TYPE].to_str().unwrap().starts_with("text/html"));
    let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    let page = String::from_utf8(body.to_vec()).unwrap();
    assert!(!page.contains("http:") && !page.contains("https:"), "the page names another site");
    let parts = page.split('"').filter(|part| part.starts_with("/assets/"));
    for part in parts.chain(["/assets/amounts.js", "/assets/acts.js", "/assets/charts.js"]) {
        let (status, headers, _) = service.get(part).await;
        assert_eq!(status, StatusCode::OK, "{part}");
        let tag = headers[header::ETAG].clone();
        let again = Request::get(part).header(header::IF_NONE_MATCH, tag);
        let (status, _, body) = service.request(again.body(Body::empty()).unwrap()).await;
        assert_eq!((status, body.len()), (StatusCode::NOT_MODIFIED, 0), "{part}");
    }
}
