//! Sending from the command line when others send at the same time, and when the connection breaks.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::{
    process::Output,
    thread::{JoinHandle, spawn},
    time::Duration,
};
use weir_e2e::{Devnet, Proxy, Target, Weir, wait_until};
use weir_test_support::output;

/// The exit code of what was sent, and is or may be done.
const SENT: i32 = 3;

/// How long a command may take, one that looks for its transaction included.
const LIMIT: Duration = Duration::from_secs(240);

/// A command that runs beside others.
struct Running(JoinHandle<Result<Output>>);

impl Running {
    fn begin(weir: &Weir, arguments: &[&str]) -> Result<Self> {
        let command = weir.command(&[arguments, &["--json"]].concat())?;
        Ok(Self(spawn(move || output(command, LIMIT))))
    }

    fn end(self) -> Result<Output> {
        self.0.join().map_err(|_| anyhow::anyhow!("the command's thread panicked"))?
    }
}

fn answer(output: &Output) -> Result<Value> {
    let said = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(&said).with_context(|| format!("no JSON: {said}"))
}

fn funding_pool(weir: &Weir) -> Result<u128> {
    let status = weir.json(&["status"])?;
    Ok(status["state"]["funding_pool"].as_str().context("no funding pool")?.parse()?)
}

/// Runs all at once and sees that each of them is done, in a block of its own transaction.
fn all_pass(weir: &Weir, acts: &[&[&str]]) -> Result<()> {
    let running: Vec<Running> =
        acts.iter().map(|arguments| Running::begin(weir, arguments)).collect::<Result<_>>()?;
    let mut hashes = Vec::new();
    for (command, arguments) in running.into_iter().zip(acts) {
        let output = command.end()?;
        let said = answer(&output)?;
        ensure!(output.status.success(), "{arguments:?}: {said}");
        hashes.push(said["transaction"]["hash"].as_str().context("no hash")?.to_owned());
    }
    hashes.sort();
    hashes.dedup();
    ensure!(hashes.len() == acts.len(), "{} transactions for {} acts", hashes.len(), acts.len());
    Ok(())
}

#[test]
fn five_donations_at_once_by_one_account_all_pass() -> Result<()> {
    for options in [&[][..], &["--block-time=1s"]] {
        let devnet = Devnet::start_with(options)?;
        let weir = devnet.weir();
        weir.deploy()?;
        let before = funding_pool(&weir)?;
        let acts: Vec<[&str; 4]> =
            ["1", "2", "3", "4", "5"].map(|amount| ["donate", amount, "--key", "//Bob"]).into();
        let acts: Vec<&[&str]> = acts.iter().map(|act| &act[..]).collect();
        all_pass(&weir, &acts)?;
        let given = funding_pool(&weir)? - before;
        ensure!(given == 15 * 10u128.pow(18), "{given} instead of 15 DOT");
    }
    Ok(())
}

#[test]
fn different_acts_at_once_by_one_account_all_pass() -> Result<()> {
    let devnet = Devnet::start_with(&["--block-time=1s"])?;
    let weir = devnet.weir();
    weir.deploy()?;
    // One that takes more weighs more, and takes the place of one that waits.
    all_pass(
        &weir,
        &[
            &["donate", "1", "--key", "//Alice"],
            &["mint", "1", "--slippage", "10%", "--key", "//Alice"],
            &["transfer", "1", "--to", "//Bob", "--key", "//Alice"],
            &["burn", "1", "--key", "//Alice"],
            &["proposal", "create", "--title", "Seeds", "--signal", "--key", "//Alice"],
        ],
    )
}

/// A chain with a Commons, on which a transaction waits for its block from now on.
fn with_a_block_every(time: &str) -> Result<(Devnet, Weir)> {
    let mut devnet = Devnet::start()?;
    let weir = devnet.weir();
    weir.deploy()?;
    devnet.restart_with(&[&format!("--block-time={time}")])?;
    Ok((devnet, weir))
}

/// A command whose transaction is in the node's pool, and the proxy that it was sent through.
fn sent(devnet: &Devnet, direct: &Weir) -> Result<(Proxy, Running)> {
    let proxy = Proxy::to(Target::Port(devnet.port()))?;
    let weir = Weir::new(&proxy.url(), direct.deployment());
    let command = Running::begin(&weir, &["donate", "5", "--key", "//Bob"])?;
    wait_until("the transaction in the pool", Duration::from_secs(60), || {
        let waiting = devnet.rpc("author_pendingExtrinsics", json!([]));
        waiting.is_ok_and(|waiting| waiting[0].is_string())
    })?;
    Ok((proxy, command))
}

#[test]
fn a_connection_that_breaks_after_sending_is_made_again_and_the_outcome_found() -> Result<()> {
    let (devnet, weir) = with_a_block_every("6s")?;
    let before = funding_pool(&weir)?;
    let (proxy, command) = sent(&devnet, &weir)?;
    proxy.cut();
    let output = command.end()?;
    let said = answer(&output)?;
    ensure!(output.status.success(), "{said}");
    ensure!(said["transaction"]["block"]["number"].is_u64(), "{said}");
    ensure!(proxy.connections() > 1, "it never connected again");
    ensure!(funding_pool(&weir)? - before == 5 * 10u128.pow(18), "not given once");
    Ok(())
}

#[test]
fn what_was_sent_before_the_node_was_gone_is_named_and_found_later() -> Result<()> {
    let (devnet, weir) = with_a_block_every("6s")?;
    let (proxy, command) = sent(&devnet, &weir)?;
    proxy.refuse(true);
    proxy.cut();
    let output = command.end()?;
    let said = answer(&output)?;
    ensure!(output.status.code() == Some(SENT), "{:?}: {said}", output.status);
    let hash = said["transaction"]["hash"].as_str().context("no hash")?;
    ensure!(said["transaction"]["executed"].is_null(), "{said}");
    let error = said["error"].as_str().context("no error")?;
    ensure!(error.contains(&format!("weir tx {hash}")), "{error}");

    let found = weir.json(&["tx", hash])?;
    ensure!(found["found"] == "block" && found["executed"] == true, "{found}");
    ensure!(found["final"] == true && found["transaction"]["hash"] == hash, "{found}");
    let nothing = format!("0x{}", "ab".repeat(32));
    let output = weir.run(&["tx", &nothing])?;
    ensure!(output.status.code() == Some(SENT), "{:?}", output.status);
    let text = String::from_utf8(output.stdout)?;
    ensure!(text.contains("neither in the blocks") && text.contains("--blocks"), "{text}");
    Ok(())
}

#[test]
fn a_transaction_that_waits_is_found_in_the_pool() -> Result<()> {
    let (devnet, weir) = with_a_block_every("20s")?;
    let (_proxy, command) = sent(&devnet, &weir)?;
    let waiting = devnet.rpc("author_pendingExtrinsics", json!([]))?;
    let bytes = waiting[0].as_str().context("nothing waits")?;
    let hash = weir_client::call::hash(&hex::decode(bytes.trim_start_matches("0x"))?);
    let output = weir.run(&["tx", &hash.to_string(), "--json"])?;
    let said = answer(&output)?;
    if said["found"] == "pool" {
        ensure!(output.status.code() == Some(SENT), "{:?}", output.status);
    } else {
        // A block came in between.
        ensure!(said["found"] == "block", "{said}");
    }
    ensure!(command.end()?.status.success());
    Ok(())
}
