//! Proposals: how far each is, and what comes of it.

use super::Service;
use crate::{cluster::Database, history::chain, store::fill};
use axum::http::StatusCode;
use serde_json::Value;
use std::collections::BTreeSet;

#[tokio::test]
async fn a_proposal_says_how_far_it_is_and_what_comes_of_it() {
    let mut verdicts = BTreeSet::new();
    for last in [80, 84, 144, 148, 300] {
        verdicts.extend(verdicts_after(last).await);
    }
    assert!(verdicts.len() >= 5, "{verdicts:?}");
    let database = Database::create().await;
    fill(&database, &chain(60), 100).await;
    let service = Service::over(&database);
    let (status, ..) = service.get("/v1/proposals/9999/conviction").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    for bad in ["x/conviction", "1/conviction?points=501", "1/conviction?height=3"] {
        assert_eq!(service.get(&format!("/v1/proposals/{bad}")).await.0, StatusCode::BAD_REQUEST);
    }
}

/// What comes of the proposals of a history of this length.
async fn verdicts_after(last: u64) -> BTreeSet<String> {
    let database = Database::create().await;
    fill(&database, &chain(last), 100).await;
    let service = Service::over(&database);
    let page = service.json("/v1/proposals?limit=500").await;
    let now = page["at"]["timestamp"].as_str().unwrap().to_owned();
    let rows = page["rows"].as_array().unwrap();
    assert!(rows.len() > 3);
    let mut verdicts = BTreeSet::new();
    for row in rows {
        let verdict = row["verdict"].as_str().unwrap();
        verdicts.insert(verdict.to_owned());
        let open = row["open"] == true;
        match verdict {
            "over" => assert_ne!(row["status"], "active", "{row}"),
            "overdue" => assert!(row["status"] == "active" && !open, "{row}"),
            "signal" => assert!(row["kind"] == "signal" && open, "{row}"),
            "announce" => {
                assert!(open && row["passes_in"] == "0" && is_ahead(row), "{row}");
                assert!(row["announced"].is_null(), "{row}");
            }
            "notice" => assert!(open && is_ahead(row) && row["holds"].is_boolean(), "{row}"),
            "execute" => assert!(open && is_ahead(row) && row["announced"].is_string(), "{row}"),
            "reset" => assert!(open && row["stale"].is_boolean(), "{row}"),
            "in" => assert!(open && row["passes_at"].is_string() && !is_ahead(row), "{row}"),
            "never" => assert!(open && row["because"].is_string(), "{row}"),
            other => panic!("{other}"),
        }
        // Alone it is as in the list.
        let path = format!("/v1/proposals/{}", row["proposal"]);
        assert_eq!(service.json(&path).await, *row);
        // The curve ends where the row is.
        if open {
            let curve = service.json(&format!("{path}/conviction?points=7&to={now}")).await;
            let last = curve["points"].as_array().unwrap().last().unwrap().clone();
            for column in ["conviction", "opposed", "opposition", "net"] {
                assert_eq!(last[column], row[column], "{column}");
            }
            assert_eq!(last["threshold"], row["threshold"]);
        }
    }
    verdicts
}

fn is_ahead(row: &Value) -> bool {
    let number = |name: &str| row[name].as_str().map(|digits| digits.parse::<u128>().unwrap());
    number("net") > number("threshold")
}
