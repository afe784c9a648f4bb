//! How the Commons and the service itself are: `/v1/status`.

use super::Service;
use crate::{
    cluster::Database,
    history::{OPENING, START, chain, contracts, deployment, failed_hatch, wound_down},
    store::{fill, lead},
};
use axum::http::{StatusCode, header};
use serde_json::{Value, json};
use std::time::Duration;
use weir_indexer::{
    domain::{Batch, Store},
    infra::{
        api::Limits,
        storage::{Reader, Writer},
    },
};

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
    let limits = Limits { age: Duration::MAX, ..Limits::default() };
    let service = Service::with(Reader::new(database.options()), limits);
    service.progress.finalized(102);
    let status = service.json("/v1/status").await;
    assert_eq!(status["cursor"]["height"], 100);
    assert_eq!(status["finalized_height"], 102);
    assert_eq!(status["blocks_behind"], 2);
    assert!(status["seconds_behind"].as_u64().unwrap() > 0);
    assert_eq!(status["ready"], true);
    let supply = "select supply from pool_states order by height desc, event_index desc limit 1";
    let deployment = &status["deployment"];
    assert_eq!(deployment["native_decimals"], 10);
    let vote = json!({
        "half_life": 259_200, "spending_limit_ppm": 200_000, "window": 30 * 86_400,
        "weight_ppm": 2_000, "min_stake_ppm": 50_000, "deposit": "1000000000000000000",
        "max_lifetime": 90 * 86_400, "notice": 86_400, "long_notice": 7 * 86_400,
        "rule_share_ppm": 100_000, "exit_share_ppm": 300_000
    });
    assert_eq!(deployment["vote"], vote);
    // The rules are what votes made of them.
    let rules = status["rules"].as_array().unwrap();
    assert_eq!(rules.len(), 9);
    for (rule, number) in rules.iter().zip(1..) {
        assert_eq!(rule["rule"], number);
        let last = format!(
            "select coalesce((select value from rule_changes where rule = {number}
                               order by height desc, event_index desc limit 1),
                             (select initial from rule_bounds where rule = {number}))"
        );
        assert_eq!(rule["value"].as_str().unwrap(), database.value(&last).await);
        assert_eq!(rule["changed"].is_null(), rule["value"] == rule["initial"], "{rule}");
    }
    assert!(rules.iter().any(|rule| !rule["changed"].is_null()));
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
        (wound_down(60), Some("closed")),
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
        assert_eq!(price.is_some(), matches!(phase, Some("open" | "closed")), "{price:?}");
        let hatch = &status["deployment"]["hatch"];
        assert_eq!(hatch["maximum"], "5000000000");
        // 0.5 x (1 - 0.25) / 0.2
        assert_eq!(hatch["opening_price"], "1875000");
        assert_eq!(status["deployment"]["currency_decimals"], 6);
    }
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
