//! At a million events: every shipped query, and every way in which the API lists rows, finds what it
//! answers by indexes. Rows are counted, not seconds.

mod plans;

use crate::{api::Service, cluster::Database};
use plans::{Touched, logged};
use serde_json::Value;
use sqlx::AssertSqlSafe;
use std::time::Duration;
use weir_indexer::infra::{
    api::Limits,
    datasets::{DATASETS, Dataset, Time},
    reference::queries,
    storage::Reader,
};
use weir_test_support::Cluster;

/// Rows that an answer may touch: a page of 50 with what belongs to each, or a table of some
/// thousand rows, for which no index is worth its while.
const FEW: u64 = 6_000;

/// Queries that read more than [`FEW`] rows by their nature, how many, and what of.
const MORE: &[(&str, u64, &str)] = &[
    ("08_holders_at_a_time.sql", 250_000, "every account, once"),
    ("10_concentration_over_time.sql", 1_000_000, "every account, four times"),
    ("13_proposals_next_to_pass.sql", 20_000, "every proposal"),
    ("17_grants_with_money_due.sql", 40_000, "every grant and what was withdrawn of it"),
    ("21_most_opposed_proposals.sql", 20_000, "every proposal"),
];

/// The same of what the API lists.
const MORE_LISTED: &[(&str, u64, &str)] = &[
    ("concentration", 250_000, "every holder, once"),
    ("limits", 60_000, "every grant and what was withdrawn of it"),
];

/// A database with a million events.
async fn million() -> Database {
    let database = Database::migrated().await;
    database.run(include_str!("speed/fill.sql")).await;
    database
}

#[tokio::test]
async fn at_a_million_events_queries_and_the_api_find_their_rows_by_indexes() {
    let database = million().await;
    assert_eq!(database.value("select count(*) from events").await, "1000000");
    let mut failures = queries_that_touch_too_much(&database).await;
    failures.extend(requests_that_touch_too_much(&database).await);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

async fn queries_that_touch_too_much(database: &Database) -> Vec<String> {
    let mut connection = database.connect().await;
    let mut failures = Vec::new();
    for query in queries() {
        let explain = format!("explain (analyze, buffers, format json) {}", query.sql);
        let plan: Value =
            sqlx::query_scalar(AssertSqlSafe(explain)).fetch_one(&mut connection).await.unwrap();
        let more = MORE.iter().find(|(name, ..)| *name == query.name);
        judge(&query.name, &Touched::by(&plan[0]["Plan"]), more, &mut failures);
    }
    failures
}

/// Says so where more rows were touched than may be.
fn judge(
    what: &str,
    touched: &Touched,
    more: Option<&(&str, u64, &str)>,
    failures: &mut Vec<String>,
) {
    let most = more.map_or(FEW, |(_, most, _)| *most);
    if touched.rows > most || (more.is_none() && touched.whole_of_large) {
        failures.push(format!("{what}: {touched}"));
    }
}

/// Asks the API for all that it lists, in every way, with the plans of its statements written into
/// the server's log.
async fn requests_that_touch_too_much(database: &Database) -> Vec<String> {
    let explained = database.options().options([
        ("session_preload_libraries", "auto_explain"),
        ("auto_explain.log_min_duration", "0"),
        ("auto_explain.log_analyze", "on"),
        ("auto_explain.log_buffers", "on"),
        ("auto_explain.log_format", "json"),
    ]);
    let service = Service::with(Reader::new(explained.clone()), Limits::default());
    let account = database.value("select hex(account) from mints limit 1").await;
    let mut requests = 0;
    for dataset in DATASETS {
        for request in requests_for(dataset, &account) {
            let page = service.json(&request).await;
            requests += 1;
            if let Some(cursor) = page["next_cursor"].as_str() {
                let between = if request.contains('?') { '&' } else { '?' };
                service.json(&format!("{request}{between}cursor={cursor}")).await;
                requests += 1;
            }
        }
    }
    for path in ["/v1/events", "/v1/events?kind=mint,burn", "/v1/events?to_block=50000"] {
        service.json(path).await;
        requests += 1;
    }
    drop(service);
    // What was written before this is in the log when this is.
    let marker = "select 'the last plan'";
    sqlx::query(marker).execute(&mut connect(&explained).await).await.unwrap();
    let cluster = Cluster::shared().unwrap();
    let waiting = async {
        while !cluster.log().contains(&format!("\"Query Text\": \"{marker}")) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), waiting).await.expect("plans are logged");
    let plans = logged(&cluster.log());
    assert!(plans.len() > requests, "{} plans of {requests} requests", plans.len());
    let mut failures = Vec::new();
    for (statement, touched) in plans {
        let more =
            MORE_LISTED.iter().find(|(name, ..)| statement.contains(&format!("from \"{name}\"")));
        judge(&statement, &touched, more, &mut failures);
    }
    failures
}

async fn connect(options: &sqlx::postgres::PgConnectOptions) -> sqlx::PgConnection {
    use sqlx::ConnectOptions;
    options.connect().await.unwrap()
}

/// Every way to ask for a dataset: all of it, from its other end, by account, by each parameter, by
/// time.
fn requests_for(dataset: &Dataset, account: &str) -> Vec<String> {
    let path = format!("/v1/{}", dataset.name);
    let mut requests =
        vec![path.clone(), format!("{path}?order=asc"), format!("{path}?order=desc")];
    if !dataset.accounts.is_empty() {
        requests.push(format!("{path}?account={account}"));
        requests.push(format!("{path}?account={account}&order=asc"));
    }
    for equals in dataset.equals {
        let value = equals.words.first().map_or("2", |(word, _)| word);
        requests.push(format!("{path}?{}={value}", equals.parameter));
    }
    match dataset.time {
        Some(Time::Heights(_)) => {
            requests.push(format!("{path}?to_block=50000"));
            requests.push(format!("{path}?from_block=50000&order=asc"));
            requests.push(format!("{path}?from=2026-06-01T00:00:00Z&to=2026-06-08T00:00:00Z"));
        }
        Some(Time::Times(_)) => {
            requests.push(format!("{path}?from=2026-06-01T00:00:00Z&to=2026-06-08T00:00:00Z"));
        }
        Some(Time::Days(_)) => requests.push(format!("{path}?from=2026-06-01&to=2026-06-08")),
        None => {}
    }
    requests
}
