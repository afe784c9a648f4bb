//! The development chain keeps its promises: blocks on demand or in time, final at once, time that
//! moves, state that survives a kill.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use std::time::Duration;
use weir_e2e::{Devnet, wait_until};

/// Blocks are flushed in the background: the last one may be lost at a kill, what is older than this
/// may not.
const FLUSHED: Duration = Duration::from_secs(5);

/// `Timestamp.Now` in milliseconds.
fn now(devnet: &Devnet) -> Result<u64> {
    let key = "0xf0c365c3cf59d671eb72da0e7a4113c49f1f0515f462cdcf84e0f1d6045dfcbb";
    let value = devnet.rpc("state_getStorage", json!([key]))?;
    let bytes = hex::decode(value.as_str().context("no time yet")?.trim_start_matches("0x"))?;
    Ok(u64::from_le_bytes(bytes.as_slice().try_into()?))
}

#[test]
fn time_moves_by_days_and_stays_moved_after_a_kill() -> Result<()> {
    let mut devnet = Devnet::start()?;
    devnet.seal(1)?;
    let before = now(&devnet)?;
    devnet.rpc("dev_advanceTime", json!([30 * 24 * 3600]))?;
    let after = now(&devnet)?;
    let month = 30 * 24 * 3600 * 1000;
    ensure!((month..month + 60_000).contains(&(after - before)), "moved by {} ms", after - before);

    std::thread::sleep(FLUSHED);
    devnet.restart()?;
    devnet.seal(1)?;
    ensure!(now(&devnet)? > after, "time went back after a restart");
    Ok(())
}

#[test]
fn blocks_are_final_at_once_and_kept_through_a_kill() -> Result<()> {
    let mut devnet = Devnet::start()?;
    devnet.seal(25)?;
    ensure!(devnet.finalized()? == 25);
    let third = devnet.rpc("chain_getBlockHash", json!([3]))?;
    std::thread::sleep(FLUSHED);
    devnet.restart()?;
    ensure!(devnet.rpc("chain_getBlockHash", json!([3]))? == third, "history changed");
    ensure!(
        devnet.rpc("state_getStorage", json!(["0x3a636f6465", third]))?.is_string(),
        "no archive"
    );
    Ok(())
}

#[test]
fn a_block_time_makes_blocks_without_transactions() -> Result<()> {
    let devnet = Devnet::start_with(&["--block-time=200ms"])?;
    wait_until("five blocks", Duration::from_secs(10), || {
        devnet.finalized().is_ok_and(|height| height >= 5)
    })
}

#[test]
fn its_own_methods_refuse_what_makes_no_sense() -> Result<()> {
    let devnet = Devnet::start()?;
    for (method, params) in [
        ("dev_advanceTime", json!([-1])),
        ("dev_advanceTime", json!([u64::MAX])),
        ("dev_advanceTime", json!([])),
        ("dev_sealBlocks", json!([0])),
        ("dev_sealBlocks", json!([1_000_000])),
    ] {
        ensure!(devnet.rpc(method, params.clone()).is_err(), "{method} took {params}");
    }
    ensure!(devnet.finalized()? == 0, "a refused call made a block");
    Ok(())
}
