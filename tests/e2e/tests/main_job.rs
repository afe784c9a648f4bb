//! The main job: what accounts do on the chain shows as rows in Postgres, in the API and in what
//! the contract itself says.

use anyhow::{Context, Result, ensure};
use sqlx::Row;
use weir_client::{Chain, Commons, Deployment, abi};
use weir_e2e::{Database, Devnet, Indexer, Rows, repository, traffic};

#[test]
fn the_interfaces_in_the_client_are_those_the_contracts_were_built_with() -> Result<()> {
    let artifacts = std::env::var_os("WEIR_ARTIFACTS")
        .map_or_else(|| repository().join("target/contracts"), Into::into);
    for (contract, file) in [
        (abi::Contract::Commons, "commons/commons.abi"),
        (abi::Contract::Conviction, "conviction/conviction.abi"),
    ] {
        let built = std::fs::read_to_string(artifacts.join(file))?;
        abi::compare_with(contract, &built).map_err(anyhow::Error::msg)?;
    }
    Ok(())
}

#[tokio::test]
async fn what_the_database_says_is_what_the_contract_says() -> Result<()> {
    let devnet = Devnet::start()?;
    let weir = devnet.weir();
    weir.deploy()?;
    let database = Database::create().await?;
    let mut indexer = Indexer::spawn(&devnet.url(), &weir, &database)?;
    indexer.wait_ready()?;
    traffic(&devnet.url(), &weir, 3).await?;
    indexer.wait_height(devnet.finalized()?)?;

    let chain = Chain::connect(&devnet.url()).await?;
    let commons = Commons::open(&chain, &Deployment::load(weir.deployment())?).await?;
    let state = commons.state().await?;
    let mut connection = database.connect().await?;

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
    let mut sum = 0;
    for row in &balances {
        let account: [u8; 20] = row.get::<Vec<u8>, _>(0).as_slice().try_into()?;
        let balance: u128 = row.get::<String, _>(1).parse()?;
        let held = commons.balance_of(account.into()).await?.base_units();
        ensure!(held == balance, "{account:02x?} holds {held}, the database says {balance}");
        sum += balance;
    }
    ensure!(sum == state.supply.base_units(), "balances sum to {sum}, not to the supply");

    for (table, rows) in [("mints", 9), ("redemptions", 9), ("burns", 9), ("donations", 9)] {
        let query = format!("select count(*) from {table}");
        let count: i64 =
            sqlx::query_scalar(sqlx::AssertSqlSafe(query)).fetch_one(&mut connection).await?;
        ensure!(count == rows, "{table} has {count} rows, not {rows}");
    }
    Ok(())
}

#[tokio::test]
async fn an_indexer_that_starts_late_catches_up_to_the_same_rows() -> Result<()> {
    let devnet = Devnet::start()?;
    let weir = devnet.weir();
    // Blocks before the deployment, and a foreign Commons that is none of this indexer's business.
    devnet.seal(20)?;
    let other = weir_e2e::Weir::new(&devnet.url(), &weir.deployment().with_file_name("other.json"));
    other.deploy()?;
    weir.deploy()?;

    let early = Database::create().await?;
    let mut live = Indexer::spawn(&devnet.url(), &weir, &early)?;
    live.wait_ready()?;
    traffic(&devnet.url(), &weir, 1).await?;
    traffic(&devnet.url(), &other, 1).await?;
    let head = devnet.finalized()?;
    live.wait_height(head)?;

    let late = Database::create().await?;
    let mut backfill = Indexer::spawn(&devnet.url(), &weir, &late)?;
    backfill.wait_height(head)?;
    Rows::of(&early).await?.same_as(&Rows::of(&late).await?)?;

    let mut connection = late.connect().await?;
    let mints: i64 =
        sqlx::query_scalar("select count(*) from mints").fetch_one(&mut connection).await?;
    ensure!(mints == 3, "{mints} mints: another contract's events were taken");
    Ok(())
}

#[tokio::test]
async fn the_api_answers_and_refuses_in_order() -> Result<()> {
    let devnet = Devnet::start()?;
    let weir = devnet.weir();
    weir.deploy()?;
    traffic(&devnet.url(), &weir, 1).await?;
    let database = Database::create().await?;
    let mut indexer = Indexer::spawn(&devnet.url(), &weir, &database)?;
    indexer.wait_ready()?;

    ensure!(indexer.status("/health") == Some(200));
    ensure!(indexer.status("/") == Some(200));
    ensure!(indexer.status("/metrics") == Some(404), "everybody can read the metrics");
    let status = indexer.get("/v1/status")?;
    ensure!(status["cursor"]["height"].as_u64() == Some(devnet.finalized()?));

    // Page by page the events are the same as at once.
    let all = indexer.get("/v1/events?limit=200")?;
    let all = all["events"].as_array().context("no events")?;
    let (mut pages, mut next) = (Vec::new(), String::new());
    loop {
        let page = indexer.get(&format!("/v1/events?limit=4{next}"))?;
        pages.extend(page["events"].as_array().context("no events")?.clone());
        match page["next_cursor"].as_str() {
            Some(cursor) => next = format!("&cursor={cursor}"),
            None => break,
        }
    }
    ensure!(*all == pages, "{} events at once, {} by pages", all.len(), pages.len());
    ensure!(all.len() >= 15);

    for bad in
        ["limit=0", "limit=-1", "limit=x", "cursor=nonsense", "kind=nonsense", "account=0x12"]
    {
        let status = indexer.status(&format!("/v1/events?{bad}"));
        ensure!(status.is_some_and(|code| (400..500).contains(&code)), "{bad}: {status:?}");
    }
    ensure!(indexer.status("/v1/nothing") == Some(404));
    Ok(())
}
