//! The whole life of a Commons by its command line, on a real chain: a hatch, the curve, a vote, a
//! grant that flows, a burn that a service checks; and the database says what the contracts say.

use anyhow::{Context, Result, ensure};
use sqlx::Row;
use weir_client::{Chain, Commons, Deployment};
use weir_e2e::{Database, Devnet, Indexer, Weir};

/// Runs a command of words.
fn run(weir: &Weir, words: &str) -> Result<serde_json::Value> {
    weir.json(&words.split_whitespace().collect::<Vec<_>>())
}

/// Runs a command of words that is refused for a reason of this name.
fn refused(weir: &Weir, words: &str, reason: &str) -> Result<()> {
    let said = weir.refusal(&words.split_whitespace().collect::<Vec<_>>())?;
    ensure!(said.contains(reason), "weir {words} was to be refused for {reason}, but: {said}");
    Ok(())
}

#[tokio::test]
async fn from_the_hatch_to_a_flowing_grant_the_database_says_what_the_contracts_say() -> Result<()>
{
    let devnet = Devnet::start()?;
    let weir = devnet.weir();
    weir.deploy_with_hatch()?;
    let database = Database::create().await?;
    let mut indexer = Indexer::spawn(&devnet.url(), &weir, &database)?;
    indexer.wait_ready()?;

    // The hatch: more than fits is given back, nothing moves before, anybody closes.
    run(&weir, "hatch contribute 400 --key //Bob")?;
    refused(&weir, "hatch close --key //Eve", "HatchNotOver")?;
    refused(&weir, "mint 1 --key //Eve", "NotOpen")?;
    run(&weir, "hatch contribute 900 --key //Charlie")?;
    refused(&weir, "hatch contribute 1 --key //Dave", "HatchFull")?;
    run(&weir, "hatch close --key //Eve")?;
    refused(&weir, "transfer 1 --to //Eve --key //Bob", "Locked")?;
    run(&weir, "mint 50 --key //Dave")?;

    // The vote: vesting tokens count, time decides, anybody announces and, after the notice, executes.
    run(&weir, "proposal create --title Library --amount 20 --over 10d --key //Eve")?;
    run(&weir, "proposal create --title Greed --amount 300 --key //Ferdie")?;
    run(&weir, "proposal stake 2=30000 3=5000 --key //Bob")?;
    run(&weir, "proposal stake 1=20000 2=10000 --key //Charlie")?;
    // The hatch's money has just come, and counts as slowly as stakes do.
    refused(&weir, "proposal announce 2 --key //Dave", "OverSpendingLimit")?;
    refused(&weir, "proposal execute 2 --key //Dave", "NotAnnounced")?;
    indexer.wait_height(devnet.finalized()?)?;
    assert_same_outlook(&weir, &indexer, "in")?;
    run(&weir, "dev advance-time 6h")?;
    refused(&weir, "proposal announce 3 --key //Dave", "OverSpendingLimit")?;
    run(&weir, "proposal announce 2 --key //Dave")?;
    refused(&weir, "proposal execute 2 --key //Dave", "TooEarly")?;
    indexer.wait_height(devnet.finalized()?)?;
    assert_same_outlook(&weir, &indexer, "notice")?;
    run(&weir, "dev advance-time 1h")?;
    run(&weir, "proposal execute 2 --key //Dave")?;
    refused(&weir, "proposal release //Bob --key //Dave", "NothingToRelease")?;
    run(&weir, "proposal release //Bob --key //Bob")?;

    // The grant: half of it after half of the time.
    run(&weir, "dev advance-time 5d")?;
    refused(&weir, "grant withdraw 1 --key //Bob", "only that account can withdraw")?;
    run(&weir, "grant withdraw 1 --key //Eve")?;
    run(&weir, "proposal reclaim 2 --key //Dave")?;

    // The use: a burn that only its burner can show.
    run(&weir, "service register archive --key //Ferdie")?;
    let burn = run(&weir, "burn 5 --service 1 --file Cargo.toml --key //Dave")?;
    let block = burn["transaction"]["block"]["number"].as_u64().context("no block")?;
    let receipt = weir.deployment().with_file_name("receipt.json");
    let file = receipt.to_string_lossy().into_owned();
    run(&weir, &format!("service receipt --block {block} --key //Dave --out {file}"))?;
    run(&weir, &format!("service verify {file}"))?;
    let forged = std::fs::read_to_string(&receipt)?.replace("\"service\": 1", "\"service\": 2");
    std::fs::write(&receipt, forged)?;
    refused(&weir, &format!("service verify {file}"), "")?;
    refused(&weir, &format!("service receipt --block {block} --key //Bob"), "")?;

    indexer.wait_height(devnet.finalized()?)?;
    let chain = Chain::connect(&devnet.url()).await?;
    let commons = Commons::open(&chain, &Deployment::load(weir.deployment())?).await?;
    let mut connection = database.connect().await?;
    for (query, rows) in [
        ("select count(*) from contributions", 2),
        ("select count(*) from openings", 1),
        ("select count(*) from proposals", 3),
        ("select count(*) from announcements", 1),
        ("select count(*) from executions", 1),
        ("select count(*) from grants", 1),
        ("select count(*) from withdrawals", 1),
        ("select count(*) from reclaims", 1),
        ("select count(*) from services", 1),
        ("select count(*) from burns where service = 1", 1),
        ("select count(*) from dead_letters", 0),
    ] {
        let count: i64 = sqlx::query_scalar(query).fetch_one(&mut connection).await?;
        ensure!(count == rows, "{query}: {count}, not {rows}");
    }
    let grant = commons.grant(1).await?;
    let withdrawn: String = sqlx::query_scalar("select sum(amount)::text from withdrawals")
        .fetch_one(&mut connection)
        .await?;
    ensure!(withdrawn == grant.withdrawn.base_units().to_string(), "{withdrawn} withdrawn");

    let state = commons.state().await?;
    let pools = sqlx::query(
        "select supply::text, reserve::text, funding_pool::text from pool_states
         order by height desc, event_index desc limit 1",
    )
    .fetch_one(&mut connection)
    .await?;
    ensure!(pools.get::<String, _>(0) == state.supply.base_units().to_string());
    ensure!(pools.get::<String, _>(1) == state.reserve.base_units().to_string());
    ensure!(pools.get::<String, _>(2) == state.funding_pool.base_units().to_string());
    let balances = sqlx::query("select account, amount::text from balances")
        .fetch_all(&mut connection)
        .await?;
    for row in &balances {
        let account: [u8; 20] = row.get::<Vec<u8>, _>(0).as_slice().try_into()?;
        let held = commons.balance_of(account.into()).await?.base_units();
        ensure!(held.to_string() == row.get::<String, _>(1), "{account:02x?} holds {held}");
    }
    ensure!(indexer.get("/v1/status")?["phase"] == "open");
    Ok(())
}

/// Holds that the API says of every proposal what the contracts say of it, and of the second one this.
fn assert_same_outlook(weir: &Weir, indexer: &Indexer, expected: &str) -> Result<()> {
    let told = run(weir, "proposal list --all")?;
    let told = told["proposals"].as_array().context("no proposals")?;
    ensure!(told.len() == 3, "{told:?}");
    for told in told {
        let (proposal, outlook) = (&told["proposal"], &told["outlook"]);
        let row = indexer.get(&format!("/v1/proposals/{}", proposal["id"]))?;
        for name in ["conviction", "opposition", "threshold", "staked", "opposed", "status"] {
            ensure!(row[name] == proposal[name], "{name}: {row} instead of {told}");
        }
        for name in ["verdict", "tokens_needed"] {
            ensure!(row[name] == outlook[name], "{name}: {row} instead of {told}");
        }
        let seconds = outlook["seconds"].as_u64().map(|seconds| seconds.to_string());
        ensure!(outlook["verdict"] != "in" || row["passes_in"].as_str() == seconds.as_deref());
        ensure!(row["announced"].is_null() == proposal["announced"].is_null(), "{row}\n{told}");
    }
    let verdict = &told.iter().find(|told| told["proposal"]["id"] == 2).context("no 2")?["outlook"];
    ensure!(verdict["verdict"] == expected, "{verdict}");
    Ok(())
}

#[test]
fn a_hatch_that_fails_gives_everything_back() -> Result<()> {
    let devnet = Devnet::start()?;
    let weir = devnet.weir();
    weir.deploy_with_hatch()?;
    run(&weir, "hatch contribute 40 --key //Bob")?;
    refused(&weir, "hatch refund --key //Bob", "NotRefunding")?;
    run(&weir, "dev advance-time 2d")?;
    refused(&weir, "hatch contribute 40 --key //Bob", "DeadlinePassed")?;
    run(&weir, "hatch close --key //Eve")?;
    run(&weir, "hatch refund --key //Bob")?;
    refused(&weir, "hatch refund --key //Bob", "NothingToRefund")?;
    refused(&weir, "hatch refund --key //Eve", "NothingToRefund")?;
    Ok(())
}

#[test]
fn a_commons_in_a_token_takes_and_pays_that_token() -> Result<()> {
    let devnet = Devnet::start()?;
    let weir = devnet.weir();
    // The asset of the development chain, as the Hub shows USDT to contracts.
    let token = "0x000007c000000000000000000000000001200000";
    let out = weir.deployment().to_string_lossy().into_owned();
    run(
        &weir,
        &format!(
            "deploy --key //Alice --name Dollars --symbol USDW --reserve-ratio 50% \
             --entry-tribute 5% --exit-tribute 2% --currency {token} --hatch-min 10 --hatch-max 100 \
             --hatch-price 0.5 --hatch-deadline 1d --hatch-tribute 50% --vesting-cliff 0s \
             --vesting-half-life 0s --out {out}"
        ),
    )?;
    run(&weir, "hatch contribute 250.5 --key //Bob")?;
    run(&weir, "hatch close --key //Eve")?;
    run(&weir, "mint 12.25 --key //Dave")?;
    run(&weir, "donate 3 --key //Dave")?;
    run(&weir, "redeem 50 --key //Bob")?;
    let status = run(&weir, "status")?;
    // 100 from the hatch, half of them tribute; 12.25 less 5 %; some paid out again.
    let funding: u128 =
        status["state"]["funding_pool"].as_str().with_context(|| format!("{status}"))?.parse()?;
    ensure!(funding > 53_000_000 + 612_500, "{funding}");
    Ok(())
}
