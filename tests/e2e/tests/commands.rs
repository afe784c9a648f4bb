//! The command line as a person uses it: what it answers, and how it says no.

use anyhow::{Result, ensure};
use weir_e2e::Devnet;

#[test]
fn a_quote_is_what_the_transaction_does() -> Result<()> {
    let devnet = Devnet::start()?;
    let weir = devnet.weir();
    weir.deploy()?;
    let quote = weir.json(&["quote", "mint", "10"])?;
    let mint = weir.json(&["mint", "10", "--key", "//Bob"])?;
    ensure!(quote["minted"] == mint["minted"], "quoted {quote}, got {mint}");

    let quote = weir.json(&["quote", "redeem", "5.5"])?;
    let redeem = weir.json(&["redeem", "5.5", "--key", "//Bob"])?;
    ensure!(quote["returned"] == redeem["returned"], "quoted {quote}, got {redeem}");
    Ok(())
}

#[test]
fn every_refusal_reaches_the_caller_by_name_and_changes_nothing() -> Result<()> {
    let devnet = Devnet::start()?;
    let weir = devnet.weir();
    weir.deploy()?;
    weir.json(&["mint", "10", "--key", "//Bob"])?;
    let before = weir.json(&["status"])?;
    let refusals: &[(&str, &[&str])] = &[
        ("BelowMinimum", &["mint", "10", "--min", "1000000", "--key", "//Bob"]),
        ("BelowMinimum", &["redeem", "1", "--min", "1000000", "--key", "//Bob"]),
        ("ZeroAmount", &["mint", "0", "--key", "//Bob"]),
        ("InsufficientBalance", &["transfer", "99999999", "--to", "//Eve", "--key", "//Bob"]),
        ("InsufficientBalance", &["redeem", "1", "--key", "//Ferdie"]),
        (
            "InsufficientBalance",
            &["burn", "1", "--service", "0", "--content", CONTENT, "--key", "//Ferdie"],
        ),
    ];
    for (name, arguments) in refusals {
        let said = weir.refusal(arguments)?;
        ensure!(said.contains(name), "{arguments:?} does not say {name}: {said}");
    }
    for arguments in [
        &["mint", "1.00000000000000000001", "--key", "//Bob"][..],
        &["mint", "0.00000000000000001", "--key", "//Bob"],
        &["mint", "ten", "--key", "//Bob"],
        &["mint", "-1", "--key", "//Bob"],
        &["mint", "1e3", "--key", "//Bob"],
        &["mint", "1"],
        &["mint", "1", "--key", "not a key at all"],
        &["burn", "1", "--service", "1", "--content", "0x12", "--key", "//Bob"],
    ] {
        let said = weir.refusal(arguments)?;
        ensure!(!said.contains("panicked"), "{arguments:?} panics: {said}");
        ensure!(!said.contains("not a key at all"), "a secret is printed: {said}");
    }
    let after = weir.json(&["status"])?;
    for figure in ["supply", "reserve", "funding_pool"] {
        let (before, after) = (&before["state"][figure], &after["state"][figure]);
        ensure!(before.is_string() && before == after, "{figure} changed from {before} to {after}");
    }
    Ok(())
}

const CONTENT: &str = "0x5d53469f20fef4f8eab52b88044ede69c77a6a68a60728609fc4a65ff531e7d0";

#[test]
fn a_node_that_is_not_there_is_said_so() -> Result<()> {
    let mut devnet = Devnet::start()?;
    let weir = devnet.weir();
    weir.deploy()?;
    devnet.kill()?;
    let said = weir.refusal(&["status"])?;
    ensure!(said.contains(&devnet.url()), "{said}");
    Ok(())
}

#[test]
fn a_deployment_of_another_chain_is_refused() -> Result<()> {
    let devnet = Devnet::start()?;
    let weir = devnet.weir();
    weir.deploy()?;
    let file = std::fs::read_to_string(weir.deployment())?;
    let mut deployment: serde_json::Value = serde_json::from_str(&file)?;
    deployment["genesis_hash"] = format!("0x{}", "22".repeat(32)).into();
    std::fs::write(weir.deployment(), deployment.to_string())?;
    let said = weir.refusal(&["mint", "1", "--key", "//Bob"])?;
    ensure!(said.contains("genesis") || said.contains("chain"), "{said}");
    Ok(())
}
