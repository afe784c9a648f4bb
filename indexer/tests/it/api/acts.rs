//! `/v1/events` and `/v1/pools`: what they list.

use super::{Service, list};
use crate::{
    cluster::Database,
    history::{START, account, chain, failed_hatch},
    store::fill,
};
use serde_json::Value;

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
