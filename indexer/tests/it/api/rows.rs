//! `/v1/{dataset}`: every row once, as the database has it, and nothing that was not asked for.

use super::Service;
use crate::{
    cluster::Database,
    history::{account, chain, empty, failed_hatch, wound_down},
    store::{fill, go_on},
};
use axum::http::StatusCode;
use serde_json::Value;
use sqlx::AssertSqlSafe;
use std::collections::BTreeSet;
use weir_indexer::infra::datasets::{DATASETS, Dataset, Time};

/// All rows that a path lists, a few at a time.
async fn all(service: &Service, path: &str, limit: usize) -> Vec<Value> {
    let (mut rows, mut cursor) = (Vec::new(), String::new());
    let with = if path.contains('?') { '&' } else { '?' };
    loop {
        let page = service.json(&format!("{path}{with}limit={limit}{cursor}")).await;
        let got = page["rows"].as_array().unwrap();
        assert!(got.len() <= limit, "{path}");
        rows.extend(got.iter().cloned());
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return rows,
        }
        assert_eq!(got.len(), limit, "{path}: a page in the middle is full");
    }
}

/// What PostgreSQL itself shows of a table's rows, each value as text.
async fn stored(database: &Database, dataset: &Dataset, condition: &str) -> Vec<Value> {
    let order = dataset.order(false).into_iter();
    let order = order.map(|(column, down)| format!("{column} {}", if down { "desc" } else { "" }));
    let order = order.collect::<Vec<_>>().join(", ");
    let sql = format!(
        "select (select json_object_agg(key, value) from jsonb_each_text(to_jsonb(t)))::text
           from {} t where {condition} order by {order}",
        dataset.relation
    );
    let mut connection = database.connect().await;
    let rows: Vec<String> =
        sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut connection).await.unwrap();
    rows.iter().map(|row| serde_json::from_str(row).unwrap()).collect()
}

/// A value of the API as PostgreSQL shows it.
fn as_stored(value: &Value) -> Value {
    match value {
        Value::Null => Value::Null,
        Value::String(text) => match text.strip_prefix("0x") {
            Some(digits) => format!("\\x{digits}").into(),
            None => text.as_str().into(),
        },
        other => other.to_string().into(),
    }
}

/// The path of a dataset and the rows meant; several where it shows a part of its table at a time.
fn parts(dataset: &Dataset) -> Vec<(String, String)> {
    let path = format!("/v1/{}", dataset.name);
    match dataset.equals.iter().find(|equals| equals.default.is_some()) {
        None => vec![(format!("{path}?"), "true".into())],
        Some(equals) => {
            let words = equals.words.iter();
            words
                .map(|(word, value)| {
                    let condition = format!("{} = {value}", equals.column);
                    (format!("{path}?{}={word}&", equals.parameter), condition)
                })
                .collect()
        }
    }
}

fn assert_same(row: &Value, stored: &Value, path: &str) {
    for (column, value) in stored.as_object().unwrap() {
        let time = |value: &Value| {
            let format = &time::format_description::well_known::Rfc3339;
            value.as_str().and_then(|text| time::OffsetDateTime::parse(text, format).ok())
        };
        match time(value) {
            Some(time_stored) => assert_eq!(time(&row[column]), Some(time_stored), "{path}"),
            None => assert_eq!(as_stored(&row[column]), *value, "{path} {column}"),
        }
    }
}

async fn histories() -> [Database; 2] {
    let (open, failed) = (Database::create().await, Database::create().await);
    fill(&open, &wound_down(300), 100).await;
    fill(&failed, &failed_hatch(), 100).await;
    [open, failed]
}

#[tokio::test]
async fn every_dataset_lists_every_row_once_and_as_it_is_stored() {
    let mut listed = BTreeSet::new();
    for database in histories().await {
        let service = Service::over(&database);
        for dataset in DATASETS {
            for (path, condition) in parts(dataset) {
                let stored = stored(&database, dataset, &condition).await;
                let rows = all(&service, &format!("{path}order=asc"), 7).await;
                assert_eq!(rows.len(), stored.len(), "{path}");
                for (row, stored) in rows.iter().zip(&stored) {
                    assert_same(row, stored, &path);
                }
                let mut backwards = all(&service, &format!("{path}order=desc"), 11).await;
                backwards.reverse();
                assert_eq!(rows, backwards, "{path}");
                if !rows.is_empty() {
                    listed.insert(dataset.name);
                }
            }
        }
    }
    let empty: Vec<_> =
        DATASETS.iter().map(|d| d.name).filter(|name| !listed.contains(name)).collect();
    assert_eq!(empty, ["dead_letters"], "nothing to list");
}

#[tokio::test]
async fn what_was_at_a_block_can_be_asked_for() {
    let database = Database::create().await;
    fill(&database, &chain(120), 100).await;
    let service = Service::over(&database);
    let (then, rate) = (all(&service, "/v1/holders", 7).await, "/v1/concentration");
    let concentration = all(&service, rate, 7).await;
    let last = service.json("/v1/holders").await["at"]["height"].as_u64().unwrap();
    go_on(&database, &chain(300)[(last as usize) + 1..], 100).await;
    let now = all(&service, "/v1/holders", 7).await;
    assert_ne!(then, now);
    assert_eq!(all(&service, &format!("/v1/holders?at_block={last}"), 7).await, then);
    assert_eq!(all(&service, &format!("{rate}?at_block={last}"), 7).await, concentration);
    let end = service.json("/v1/holders").await["at"]["height"].as_u64().unwrap();
    assert_eq!(all(&service, &format!("/v1/holders?at_block={end}"), 7).await, now);
    assert!(all(&service, "/v1/holders?at_block=0", 7).await.is_empty());

    let path = format!("/v1/holders?at_block={}", end + 1);
    let (status, _, body) = service.get(&path).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let problem: Value = serde_json::from_slice(&body).unwrap();
    assert!(problem["detail"].as_str().unwrap().contains(&end.to_string()), "{problem}");
}

#[tokio::test]
async fn rows_of_a_block_have_its_time() {
    let [database, _] = histories().await;
    let service = Service::over(&database);
    for path in ["/v1/mints", "/v1/blocks", "/v1/stakes"] {
        for row in all(&service, path, 500).await {
            let height = row["height"].as_u64().unwrap();
            let expected = database
                .value(&format!(
                    "select to_char(timestamp at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')
                       from blocks where height = {height}"
                ))
                .await;
            assert_eq!(row["timestamp"].as_str().unwrap(), expected);
        }
    }
}

#[tokio::test]
async fn an_account_is_found_on_every_side_and_each_row_once() {
    let [database, _] = histories().await;
    let service = Service::over(&database);
    let who = format!("{:#x}", account(3));
    for dataset in DATASETS.iter().filter(|dataset| !dataset.accounts.is_empty()) {
        let rows = all(&service, &format!("/v1/{}?account={who}", dataset.name), 5).await;
        let sides = dataset.accounts.iter().map(|side| format!("hex({side}) = '{who}'"));
        let sides = sides.collect::<Vec<_>>().join(" or ");
        let sql = format!("select count(*) from {} where {sides}", dataset.relation);
        assert_eq!(rows.len().to_string(), database.value(&sql).await, "{}", dataset.name);
        let keys: Vec<String> = rows
            .iter()
            .map(|row| dataset.key.iter().map(|column| row[*column].to_string()).collect())
            .collect();
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "{}", dataset.name);
    }
    let both = "select count(*) from transfers where from_account = to_account";
    assert_ne!(database.value(both).await, "0", "the history has transfers to oneself");
}

#[tokio::test]
async fn blocks_and_times_limit_what_is_listed() {
    let [database, _] = histories().await;
    let service = Service::over(&database);
    let time = |height: u64| {
        let format = &time::format_description::well_known::Rfc3339;
        let at = i128::from(empty(0, height).timestamp) * 1_000_000;
        time::OffsetDateTime::from_unix_timestamp_nanos(at).unwrap().format(format).unwrap()
    };
    for dataset in DATASETS.iter().filter(|d| matches!(d.time, Some(Time::Heights(_)))) {
        let path = format!("/v1/{}", dataset.name);
        let by_block = all(&service, &format!("{path}?from_block=50&to_block=120"), 100).await;
        let sql =
            format!("select count(*) from {} where height between 50 and 120", dataset.relation);
        assert_eq!(by_block.len().to_string(), database.value(&sql).await, "{path}");
        let (from, to) = (time(50), time(120));
        let by_time = all(&service, &format!("{path}?from={from}&to={to}"), 100).await;
        assert_eq!(by_time, by_block, "{path}");
    }
    let none = [format!("from={}", time(100_000)), "to=2001-01-01T00:00:00Z".into()];
    for limits in none {
        assert!(all(&service, &format!("/v1/mints?{limits}"), 10).await.is_empty(), "{limits}");
    }
}

#[tokio::test]
async fn what_a_row_is_about_can_be_asked_for() {
    let [database, _] = histories().await;
    let service = Service::over(&database);
    for dataset in DATASETS {
        for equals in dataset.equals.iter().filter(|equals| equals.words.is_empty()) {
            let (column, relation) = (equals.column, dataset.relation);
            let some = format!("select coalesce(max({column}), 1) from {relation}");
            let some = database.value(&some).await;
            let path = format!("/v1/{}?{}={some}", dataset.name, equals.parameter);
            let rows = all(&service, &path, 10).await;
            let count = format!("select count(*) from {relation} where {column} = {some}");
            assert_eq!(rows.len().to_string(), database.value(&count).await, "{path}");
            let some: u64 = some.parse().unwrap();
            assert!(rows.iter().all(|row| row[column] == some), "{path}");
        }
    }
}

#[tokio::test]
async fn words_choose_what_they_say() {
    let [database, _] = histories().await;
    let service = Service::over(&database);
    for (path, condition) in [
        ("/v1/trades?side=mint", "select count(*) from trades where side = 'mint'"),
        ("/v1/trades?side=redeem,mint", "select count(*) from trades"),
        ("/v1/funding?cause=grant", "select count(*) from funding where cause = 'grant'"),
        ("/v1/candles", "select count(*) from candles_1h"),
        ("/v1/candles?interval=1m", "select count(*) from candles"),
    ] {
        let rows = all(&service, path, 100).await;
        assert_eq!(rows.len().to_string(), database.value(condition).await, "{path}");
        assert!(!rows.is_empty(), "{path}");
    }
    let (status, ..) = service.get("/v1/candles?interval=1m,5m").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn sums_are_limited_by_their_own_times_and_days() {
    let [database, _] = histories().await;
    let service = Service::over(&database);
    let candles = all(&service, "/v1/candles?interval=1m&order=asc", 100).await;
    let (second, third) = (candles[1]["start"].as_str().unwrap(), candles[2]["start"].as_str());
    let path = format!("/v1/candles?interval=1m&order=asc&from={second}&to={}", third.unwrap());
    assert_eq!(all(&service, &path, 100).await, candles[1..=2]);
    let days = all(&service, "/v1/funding_by_day?order=asc", 100).await;
    let day = days[0]["day"].as_str().unwrap();
    let of_the_day = all(&service, &format!("/v1/funding_by_day?from={day}&to={day}"), 100).await;
    assert!(!of_the_day.is_empty() && of_the_day.iter().all(|row| row["day"] == day));
    let before = all(&service, "/v1/flows?to=2001-01-01", 100).await;
    assert!(before.is_empty());
}

#[tokio::test]
async fn rows_that_come_while_somebody_reads_neither_repeat_nor_hide_any() {
    let database = Database::create().await;
    let blocks = chain(200);
    fill(&database, &blocks[..=150], 50).await;
    let service = Service::over(&database);
    let before = all(&service, "/v1/transfers", 500).await;
    let first = service.json("/v1/transfers?limit=10").await;
    let cursor = first["next_cursor"].as_str().unwrap().to_owned();
    crate::store::go_on(&database, &blocks[151..], 50).await;
    let rest = all(&service, &format!("/v1/transfers?cursor={cursor}"), 500).await;
    assert_eq!(rest, before[10..]);
    assert!(all(&service, "/v1/transfers", 500).await.len() > before.len());
}

/// Where rows are in the order of what changes, one that moves while somebody reads is in neither page
/// or in both, unless the pages are of one block.
#[tokio::test]
async fn pages_in_the_order_of_amounts_are_of_one_block_whatever_moves_meanwhile() {
    let database = Database::create().await;
    let blocks = chain(600);
    fill(&database, &blocks[..=300], 50).await;
    let service = Service::over(&database);
    let lists = ["/v1/holders?", "/v1/holders?order=asc&", "/v1/service_burns?"];
    let mut begun = Vec::new();
    for list in lists {
        let before = all(&service, list, 500).await;
        let first = service.json(&format!("{list}limit=2")).await;
        begun.push((list, before, first["next_cursor"].as_str().unwrap().to_owned()));
    }
    for (from, to) in [(301, 330), (331, 600)] {
        go_on(&database, &blocks[from..=to], 50).await;
        for (list, before, cursor) in &begun {
            let now = all(&service, list, 500).await;
            assert_ne!(now, *before, "{list}: nothing has moved");
            for limit in [1, 2, 500] {
                let (mut rest, mut next) = (Vec::new(), Some(cursor.clone()));
                while let Some(cursor) = next {
                    let page = service.json(&format!("{list}limit={limit}&cursor={cursor}")).await;
                    rest.extend(page["rows"].as_array().unwrap().iter().cloned());
                    next = page["next_cursor"].as_str().map(String::from);
                }
                assert_eq!(rest, before[2..], "{list} by {limit}");
            }
        }
    }
    // A cursor of a block that is no longer here, after the index was set back.
    let end = service.json("/v1/holders?limit=2").await;
    let cursor = end["next_cursor"].as_str().unwrap();
    database.run("update cursor set height = 500").await;
    let (status, _, body) = service.get(&format!("/v1/holders?cursor={cursor}")).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let problem: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(
        (&problem["code"], &problem["parameter"]),
        (&"invalid-parameter".into(), &"cursor".into())
    );
    let (status, ..) = service.get("/v1/transfers?cursor=5b5d").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_parts_of_a_recent_block_are_together_what_that_block_was() {
    let database = Database::create().await;
    fill(&database, &chain(300), 50).await;
    for (whole, parts) in [
        ("holders_at", ["holders_kept_at", "holders_moved_at"]),
        ("service_burns_at", ["service_burns_kept_at", "service_burns_moved_at"]),
    ] {
        for height in [0, 7, 13, 60, 150, 280, 299, 300, 301] {
            let [kept, moved] = parts.map(|part| format!("select * from {part}({height})"));
            let whole = format!("select * from {whole}({height})");
            let differ = format!(
                "select count(*) from (
                     (({whole}) except all ({kept} union all {moved}))
                     union all (({kept} union all {moved}) except all ({whole}))) x"
            );
            assert_eq!(database.value(&differ).await, "0", "{whole}");
        }
    }
    let burns = "select coalesce(sum(burnt), 0) from service_burns_at(150)";
    let summed = "select coalesce(sum(amount), 0) from burns where height <= 150";
    assert_eq!(database.value(burns).await, database.value(summed).await);
}

#[tokio::test]
async fn what_is_not_there_is_told_in_words_and_with_a_code() {
    let [database, _] = histories().await;
    let service = Service::over(&database);
    let nobody = "0x00000000000000000000000000000000000000aa";
    for (path, words) in [
        ("/v1/proposals/99999", "no proposal 99999"),
        ("/v1/proposals/-1", "no proposal -1"),
        ("/v1/proposals/99999/conviction", "no proposal 99999"),
        ("/v1/grants/99999", "no grant 99999"),
        ("/v1/services/99999", "no service 99999"),
        ("/v1/service_burns/99999", "service 99999"),
        ("/v1/blocks/99999", "no block 99999"),
        (&format!("/v1/holders/{nobody}"), nobody),
    ] {
        let (status, _, body) = service.get(path).await;
        let problem: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(
            (status, &problem["code"]),
            (StatusCode::NOT_FOUND, &"not-found".into()),
            "{path}"
        );
        assert!(problem["detail"].as_str().unwrap().contains(words), "{path}: {problem}");
    }
    for (path, parameter) in [
        ("/v1/proposals/abc", "proposal"),
        ("/v1/proposals/1=1", "proposal"),
        ("/v1/proposals/1%20", "proposal"),
        ("/v1/proposals/1.5", "proposal"),
        ("/v1/proposals/99999999999999999999", "proposal"),
        ("/v1/proposals/abc/conviction", "proposal"),
        ("/v1/grants/abc", "grant_id"),
        ("/v1/services/abc", "service"),
        ("/v1/service_burns/abc", "service"),
        ("/v1/blocks/abc", "height"),
        ("/v1/holders/abc", "account"),
    ] {
        let (status, _, body) = service.get(path).await;
        let problem: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(status, StatusCode::BAD_REQUEST, "{path}");
        assert_eq!(problem["code"], "invalid-parameter", "{path}");
        assert_eq!(problem["parameter"], parameter, "{path}: {problem}");
        assert!(problem["detail"].as_str().unwrap().starts_with("It must be "), "{problem}");
    }
}

#[tokio::test]
async fn one_thing_is_answered_by_its_number_or_account() {
    let [database, _] = histories().await;
    let service = Service::over(&database);
    for dataset in DATASETS {
        let Some(column) = dataset.item else { continue };
        let rows = all(&service, &format!("/v1/{}", dataset.name), 500).await;
        let value = match &rows[0][column] {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let item = service.json(&format!("/v1/{}/{value}", dataset.name)).await;
        assert_eq!(item, rows[0]);
        let nobody = format!("0x{}", "ab".repeat(20));
        let unknown = if value.starts_with("0x") { nobody.as_str() } else { "999999999" };
        for (value, status) in [(unknown, StatusCode::NOT_FOUND), ("x%00", StatusCode::BAD_REQUEST)]
        {
            let path = format!("/v1/{}/{value}", dataset.name);
            let (answer, _, body) = service.get(&path).await;
            assert_eq!(answer, status, "{path}: {}", String::from_utf8_lossy(&body));
        }
    }
}

#[tokio::test]
async fn a_page_with_heavy_rows_ends_early_and_is_continued() {
    let database = Database::create().await;
    fill(&database, &chain(160), 50).await;
    // What the chain allows in one event, in the raw truth.
    database
        .run(
            "update events set data = decode(repeat('ab', 65536), 'hex')
              where height <= (select min(height) + 140 from events)",
        )
        .await;
    let service = Service::over(&database);
    let events = database.value("select count(*) from events").await.parse::<usize>().unwrap();
    let (mut seen, mut pages, mut cursor) = (0, 0, String::new());
    loop {
        let page = service.json(&format!("/v1/raw_events?limit=500{cursor}")).await;
        let rows = page["rows"].as_array().unwrap();
        assert!(!rows.is_empty());
        let weight: usize = rows.iter().map(|row| row["data"].as_str().unwrap().len()).sum();
        assert!(weight < 12 << 20, "{weight}");
        (seen, pages) = (seen + rows.len(), pages + 1);
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(seen, events);
    assert!(pages > 1, "{events} events in one page");
}
