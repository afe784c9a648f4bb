//! `/v1/events` and `/v1/pools`: what they list.

use super::{Service, list};
use crate::{
    cluster::Database,
    history::{START, account, chain, empty, failed_hatch, raw, transfer, vote, wound_down},
    store::{fill, go_on},
};
use serde_json::Value;
use weir_indexer::domain::{Address, Block, Commons, Conviction, RawEvent, U256};

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
        "select count(*) from activity
          where hex(account) = '{who}' or hex(counterparty) = '{who}'
             or kind = 'transfer' and hex(signed_by) = '{who}'"
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
    let ended = Database::create().await;
    fill(&ended, &wound_down(60), 100).await;
    // The service says which kinds there are.
    let service = Service::over(&open);
    let (_, _, body) = service.get("/v1/events?kind=theft").await;
    let problem: Value = serde_json::from_slice(&body).unwrap();
    let detail = problem["detail"].as_str().unwrap();
    let kinds = detail.strip_prefix("It must be one or several of ").unwrap();
    let kinds: Vec<&str> =
        kinds.split(", ").filter(|kind| !kind.starts_with("separated")).collect();
    assert_eq!(kinds.len(), 41);
    let others = [Service::over(&failed), Service::over(&ended)];
    for kind in kinds {
        let path = format!("/v1/events?kind={kind}&limit=500");
        let mut found = 0;
        for service in others.iter().chain([&service]) {
            let page = service.json(&path).await;
            assert!(list(&page, "kind").iter().all(|listed| *listed == kind));
            found += list(&page, "kind").len();
        }
        assert!(found > 0, "no {kind}");
    }
    let kinds = "select count(distinct kind) from activity";
    let (open, failed) = (open.value(kinds).await, failed.value(kinds).await);
    assert_eq!((open.as_str(), failed.as_str()), ("38", "9"));
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
    assert!(grant["title"].as_str().unwrap().starts_with("Build "));
    assert!(grant.get("account").is_none() && grant["pools"]["funding_pool"].is_string());
    let executions = service.json("/v1/events?kind=execute&limit=500").await;
    let executions = executions["events"].as_array().unwrap();
    let execution = executions.iter().rfind(|act| act["grant"] == 1).unwrap();
    assert_eq!(execution["proposal"], grant["proposal"]);
    // What neither made nor ended a grant names none.
    assert!(executions.iter().any(|act| act.get("grant").is_none()));
    let change = first("change_rule").await;
    assert!(change["rule"].is_u64() && change["rule_value"].is_string(), "{change}");
    let announce = first("announce").await;
    assert!(announce["executable_from"].is_string() && announce["until"].is_string());
    assert!(announce["proposal"].is_u64() && announce["title"].is_string(), "{announce}");
    let oppose = first("oppose").await;
    assert_eq!(oppose["against"], true);
    let unlock = first("unlock").await;
    assert!(unlock["tokens"].is_string() && unlock["until"].is_string(), "{unlock}");
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

/// A block in which these accounts signed for these events.
fn signed(height: u64, events: Vec<(Option<Address>, RawEvent)>) -> Block {
    let mut next = empty(0, height);
    for (place, (signer, event)) in events.into_iter().enumerate() {
        let (index, extrinsic_index) = (place as u32, Some(place as u32));
        next.events.push(RawEvent { index, extrinsic_index, signer, ..event });
    }
    next
}

/// Anybody can have a transfer of nothing told from anybody's account.
#[tokio::test]
async fn an_act_is_of_who_made_it_and_a_transfer_of_nothing_is_never_its_supposed_sender_s() {
    let database = Database::create().await;
    let (owner, receiver, stranger) = (account(100), account(101), account(102));
    let blocks = chain(100);
    fill(&database, &blocks, 50).await;
    let of = |from, to, amount| raw(0, transfer(from, to, amount));
    let minted = of(Address::ZERO, owner, 10);
    let events = vec![
        (Some(owner), minted),
        (Some(owner), of(owner, receiver, 1)),
        (Some(stranger), of(owner, receiver, 2)),
        (None, of(owner, receiver, 3)),
        (Some(stranger), of(owner, receiver, 0)),
        (None, of(owner, receiver, 0)),
        (Some(owner), of(owner, receiver, 0)),
    ];
    go_on(&database, &[signed(101, events)], 1).await;
    let service = Service::over(&database);
    let acts_of = async |who: Address| {
        let page = service.json(&format!("/v1/events?account={who:#x}&kind=transfer")).await;
        let acts = page["events"].as_array().unwrap().clone();
        let text = |act: &Value, field: &str| act[field].as_str().unwrap_or("-").to_owned();
        let about = |act: &Value| ["id", "account", "signer"].map(|field| text(act, field));
        acts.iter().map(about).collect::<Vec<_>>()
    };
    let name = |who: Address| format!("{who:#x}");
    let act = |index: u32, account: &str, signer: &str| {
        [format!("101-{index}"), account.to_owned(), signer.to_owned()]
    };
    let (o, s) = (&*name(owner), &*name(stranger));
    let (nothing, unknown) = (act(4, s, s), act(5, "-", "-"));
    let mine = [act(6, o, o), act(3, o, "-"), act(2, o, s), act(1, o, o)];
    assert_eq!(acts_of(owner).await, mine);
    assert_eq!(acts_of(stranger).await, [nothing.clone(), act(2, o, s)]);
    let [sixth, third, second, first] = mine;
    assert_eq!(acts_of(receiver).await, [sixth, unknown, nothing, third, second, first]);
    // The tables have the signer too.
    let rows = service.json(&format!("/v1/transfers?account={o}&limit=3&order=desc")).await;
    assert_eq!((&rows["rows"][0]["signer"], &rows["rows"][1]["signer"]), (&o.into(), &Value::Null));
}

#[tokio::test]
async fn what_anybody_may_do_for_others_is_the_act_of_who_signed() {
    let database = Database::create().await;
    let blocks = chain(100);
    fill(&database, &blocks, 50).await;
    let (author, holder, helper) = (account(100), account(101), account(102));
    let propose = Conviction::Propose {
        proposal: 5_000,
        author,
        kind: 1,
        beneficiary: author,
        amount: U256::from(1),
        duration: 0,
        asTokens: false,
        expiry: u64::MAX,
        deposit: U256::from(1),
        title: "Seed library".into(),
        link: String::new(),
    };
    let stake = |stake: u32| Conviction::Stake {
        proposal: 5_000,
        account: holder,
        stake: U256::from(stake),
        against: false,
        staked: U256::from(stake),
        conviction: U256::from(1),
        opposed: U256::ZERO,
        opposition: U256::ZERO,
        totalStaked: U256::from(stake),
    };
    let n = U256::from(1);
    let execute = Conviction::Execute {
        proposal: 5_000,
        grantId: 5_000,
        conviction: n,
        opposition: U256::ZERO,
        threshold: n,
        totalStaked: n,
    };
    let reclaim = Conviction::Reclaim { proposal: 5_000, author, amount: n };
    let events = vec![
        (Some(author), vote(0, propose)),
        (Some(holder), vote(0, stake(9))),
        // A multisig's stake, signed for by one of its members.
        (Some(helper), vote(0, stake(0))),
        (Some(holder), vote(0, stake(9))),
        (Some(helper), vote(0, execute)),
        (Some(helper), vote(0, reclaim)),
        (Some(helper), vote(0, stake(0))),
    ];
    go_on(&database, &[signed(101, events)], 1).await;
    let service = Service::over(&database);
    let page = service.json("/v1/events?from_block=101&limit=50").await;
    let acts: Vec<_> = page["events"].as_array().unwrap().iter().rev().collect();
    let told = |act: &Value| {
        ["kind", "account", "counterparty"].map(|f| act[f].as_str().unwrap_or("-").to_owned())
    };
    let told: Vec<_> = acts.iter().map(|act| told(act)).collect();
    let expected = |kind: &str, account: Address, other: Option<Address>| {
        let other = other.map_or("-".into(), |other| format!("{other:#x}"));
        [kind.to_owned(), format!("{account:#x}"), other]
    };
    assert_eq!(
        told,
        [
            expected("propose", author, Some(author)),
            expected("stake", holder, None),
            expected("stake", holder, None),
            expected("stake", holder, None),
            expected("execute", helper, Some(author)),
            expected("reclaim", helper, Some(author)),
            expected("release", helper, Some(holder)),
        ]
    );
    // Whose act it is finds it.
    for (who, count) in [(helper, 3), (holder, 4), (author, 3)] {
        let path = format!("/v1/events?account={who:#x}&from_block=101");
        assert_eq!(list(&service.json(&path).await, "id").len(), count, "{who}");
    }
    assert!(acts.iter().all(|act| act["signer"].is_string()));
}

#[tokio::test]
async fn texts_of_strangers_are_cleaned_wherever_they_are_shown_and_stay_findable() {
    let database = Database::create().await;
    let blocks = chain(60);
    fill(&database, &blocks, 50).await;
    let service_of = |number: u32, name: &str| Commons::Service {
        service: number,
        owner: account(1),
        name: name.into(),
        link: "https://x\u{202e}gro.".into(),
    };
    let events = vec![
        (None, raw(0, service_of(900, "Pay \u{202e}TOD 001"))),
        (None, raw(0, service_of(901, "\u{200b}"))),
    ];
    go_on(&database, &[signed(61, events)], 1).await;
    let service = Service::over(&database);
    for (number, shown) in [(900, "Pay \u{fffd}TOD 001"), (901, "\u{fffd}")] {
        let row = service.json(&format!("/v1/services/{number}")).await;
        assert_eq!((&row["name"], &row["link"]), (&shown.into(), &"https://x\u{fffd}gro.".into()));
        let view = format!("select name from v_services where service = {number}");
        assert_eq!(database.value(&view).await, shown);
    }
    // What was written stays where it was read from the chain.
    let raw = "select count(*) from events
                where height = 61 and position('\\xe280ae'::bytea in data) > 0";
    assert_eq!(database.value(raw).await, "2");
    let acts = service.json("/v1/events?kind=register&from_block=61").await;
    assert_eq!(list(&acts, "service_name"), ["\u{fffd}", "Pay \u{fffd}TOD 001"]);
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
