//! The chain's runtime is upgraded in mid-history: what it says is encoded otherwise from then on.

use crate::story::{is_told_by, short};
use anyhow::{Context, Result, ensure};
use serde_json::json;
use subxt::{OnlineClient, PolkadotConfig, dynamic, dynamic::Value};
use weir_e2e::{Database, Devnet, Indexer, Rows, traffic};

/// Has the chain's key set the code of the next runtime. The block that does it is the last of the
/// old one.
async fn upgrade(devnet: &Devnet) -> Result<()> {
    let code = devnet.rpc("dev_nextRuntime", json!([]))?;
    let code = hex::decode(code.as_str().context("no code")?.trim_start_matches("0x"))?;
    let set_code = Value::unnamed_variant("set_code", [Value::from_bytes(code)]);
    let call = Value::unnamed_variant("System", [set_code]);
    let weight =
        Value::named_composite([("ref_time", Value::u128(0)), ("proof_size", Value::u128(0))]);
    let client = OnlineClient::<PolkadotConfig>::from_insecure_url(devnet.url()).await?;
    let payload = dynamic::tx("Sudo", "sudo_unchecked_weight", (call, weight));
    let at = client.at_current_block().await?;
    at.transactions()
        .sign_and_submit_then_watch_default(&payload, &subxt_signer::sr25519::dev::alice())
        .await?
        // Not whether it succeeded: the client would read the old runtime's events by the new one's
        // metadata, which is the very mistake this test is about.
        .wait_for_finalized()
        .await?;
    ensure!(version(devnet)? == 2, "the chain has runtime {}", version(devnet)?);
    Ok(())
}

/// Version of the runtime that executes the next block.
fn version(devnet: &Devnet) -> Result<u64> {
    let version = devnet.rpc("state_getRuntimeVersion", json!([]))?;
    version["specVersion"].as_u64().context("no version")
}

#[tokio::test]
async fn a_runtime_upgraded_in_mid_history_is_followed_live_and_in_a_backfill() -> Result<()> {
    let devnet = Devnet::go_on_from(short()?)?;
    let weir = devnet.weir();
    let database = Database::create().await?;
    let mut indexer = Indexer::spawn(&devnet.url(), &weir, &database)?;
    indexer.wait_height(devnet.finalized()?)?;
    let before = Rows::of(&database).await?;
    ensure!(version(&devnet)? == 1);
    upgrade(&devnet).await?;
    let last_of_the_old = devnet.finalized()?;
    traffic(&devnet.url(), &weir, 1).await?;
    let head = devnet.finalized()?;
    indexer.wait_height(head)?;
    ensure!(indexer.stop()?, "it did not stop gracefully:\n{}", indexer.log());

    let after = Rows::of(&database).await?;
    for (table, news) in [("weir.mints", 3), ("weir.burns", 3), ("weir.redemptions", 3)] {
        ensure!(
            after.count(table) == before.count(table) + news,
            "{table}: {}",
            after.count(table)
        );
    }
    ensure!(after.count("weir.dead_letters") == before.count("weir.dead_letters"));
    let mut connection = database.connect().await?;
    let versions: Vec<(i32, i64, i64)> = sqlx::query_as(
        "select spec_version, min(height), max(height) from blocks group by 1 order by 1",
    )
    .fetch_all(&mut connection)
    .await?;
    let (old, head) = (i64::try_from(last_of_the_old)?, i64::try_from(head)?);
    ensure!(
        matches!(versions[..], [(1, _, last), (2, first, newest)]
            if last == old && first == old + 1 && newest == head),
        "upgraded in block {old}, but stored are {versions:?}"
    );
    // And whoever comes later reads both at once.
    is_told_by(&devnet, &database).await
}
