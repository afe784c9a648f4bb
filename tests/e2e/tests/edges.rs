//! The command line at the edges: what is checked before sending, extremes of a figure, a currency
//! of six decimals.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use weir_e2e::{Devnet, Weir};

const CONTENT: &str = "0x5d53469f20fef4f8eab52b88044ede69c77a6a68a60728609fc4a65ff531e7d0";
/// The development chain's asset of six decimals.
const TUSD: &str = "0x000007c000000000000000000000000001200000";

fn text(weir: &Weir, arguments: &[&str]) -> Result<String> {
    let output = weir.run(arguments)?;
    let said = [&output.stdout[..], &output.stderr[..]].concat();
    let said = String::from_utf8(said)?;
    ensure!(output.status.success(), "{arguments:?}: {said}");
    Ok(said)
}

fn units<'a>(value: &'a Value, pointer: &str) -> Result<&'a str> {
    value.pointer(pointer).and_then(Value::as_str).with_context(|| format!("{pointer}: {value}"))
}

fn deploy(weir: &Weir, options: &str) -> Result<Value> {
    let out = weir.deployment().to_string_lossy().into_owned();
    let name = ["deploy", "--key", "//Alice", "--name", "Edges", "--symbol", "EDGE", "--out", &out];
    weir.json(&[&name[..], &options.split_whitespace().collect::<Vec<_>>()].concat())
}

#[test]
fn with_one_base_unit_left_everything_can_still_be_read() -> Result<()> {
    let devnet = Devnet::start()?;
    let weir = devnet.weir();
    deploy(
        &weir,
        "--reserve-ratio 20% --entry-tribute 5% --exit-tribute 2% --initial-supply 1 \
         --reserve 1000",
    )?;
    let burnt = weir.json(&["burn", "0.999999999999999999", "--key", "//Alice"])?;
    // 1,000 / (10^-18 x 20 %) DOT for a whole token.
    let price = format!("5{}", "0".repeat(39));
    ensure!(burnt["spot_price"] == price.as_str(), "{burnt}");
    let status = weir.json(&["status"])?;
    ensure!(status["spot_price"] == price.as_str(), "{status}");
    ensure!(units(&status, "/market_value")? == format!("5{}", "0".repeat(21)), "{status}");
    let shown = text(&weir, &["status"])?;
    ensure!(shown.contains("5 x 10^21 DOT per EDGE"), "{shown}");
    ensure!(shown.contains("market value  5,000 DOT"), "{shown}");
    let balance = text(&weir, &["balance", "//Alice"])?;
    ensure!(balance.contains("5,000 DOT at the spot price"), "{balance}");
    for arguments in [&["params"][..], &["proposal", "list", "--all"], &["hatch", "status"]] {
        text(&weir, arguments)?;
    }
    // What the curve cannot do is refused for what it is.
    let refused = weir.refusal(&["quote", "mint", "10"])?;
    ensure!(refused.contains("AmountTooSmall"), "{refused}");
    let refused = weir.refusal(&["quote", "redeem", "0.000000000000000001"])?;
    ensure!(refused.contains("LastToken"), "{refused}");
    let quote = weir.json(&["quote", "mint", "40000"])?;
    ensure!(quote["spot_before"] == price.as_str(), "{quote}");
    weir.json(&["mint", "40000", "--key", "//Bob"])?;
    Ok(())
}

#[test]
fn a_price_impact_is_never_clipped() -> Result<()> {
    let devnet = Devnet::start()?;
    let weir = devnet.weir();
    deploy(
        &weir,
        "--reserve-ratio 20% --entry-tribute 0% --exit-tribute 0% --initial-supply 1 \
         --reserve 0.0000000001",
    )?;
    weir.json(&["burn", "0.999999999999999999", "--key", "//Alice"])?;
    // (1 + 10^15)^0.2 - 1 = 999 units for 10^15 times the reserve.
    let quote = weir.json(&["quote", "mint", "100000"])?;
    // Beyond 2^53 a number of JSON is text: many readers keep no more digits.
    let impact: u64 = quote["price_impact_ppm"].as_str().context("no impact")?.parse()?;
    ensure!(impact > 200_000_000_000_000_000 && impact < 201_000_000_000_000_000, "{quote}");
    let shown = text(&weir, &["quote", "mint", "100000"])?;
    ensure!(!shown.contains("429496") && shown.contains('%'), "{shown}");
    Ok(())
}

#[test]
fn what_cannot_be_written_or_signed_is_refused_before_anything_is_burnt() -> Result<()> {
    let devnet = Devnet::start()?;
    let weir = devnet.weir();
    weir.deploy()?;
    let before = weir.json(&["status"])?;
    let folder = tempfile::tempdir()?;
    let receipt = folder.path().join("receipt.json").to_string_lossy().into_owned();
    let long = "x".repeat(257);
    let burn = ["burn", "1", "--service", "0", "--content", CONTENT, "--key", "//Alice"];
    let taken = folder.path().to_string_lossy().into_owned();
    for (options, expected) in [
        (&["--receipt", &receipt, "--challenge", &long][..], "257 bytes"),
        (&["--receipt", "/proc/nowhere/receipt.json"], "cannot write /proc/nowhere"),
        (&["--receipt", &taken], "it is a folder"),
    ] {
        let said = weir.refusal(&[&burn[..], options].concat())?;
        ensure!(said.contains(expected), "{options:?}: {said}");
        ensure!(!said.starts_with("error: No such file"), "it reads backwards: {said}");
    }
    let deploy = [
        "deploy",
        "--key",
        "//Alice",
        "--name",
        "Again",
        "--symbol",
        "AGAIN",
        "--reserve-ratio",
        "20%",
        "--entry-tribute",
        "5%",
        "--exit-tribute",
        "2%",
        "--initial-supply",
        "10",
        "--reserve",
        "10",
        "--out",
        "/proc/nowhere/deployment.json",
    ];
    let said = weir.refusal(&deploy)?;
    ensure!(said.contains("cannot write the deployment file"), "{said}");
    let after = weir.json(&["status"])?;
    ensure!(before["state"] == after["state"], "{} became {}", before["state"], after["state"]);
    ensure!(before["block"] == after["block"], "something was sent");
    ensure!(std::fs::read_dir(folder.path())?.next().is_none(), "a file was left behind");

    // Standard output has the receipt alone, for whom it is piped to.
    let output = weir.run(&[&burn[..], &["--receipt", "-", "--challenge", "x"]].concat())?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let proof: Value = serde_json::from_slice(&output.stdout)?;
    ensure!(proof["challenge"] == "x", "{proof}");
    let answer = weir.json(&[&burn[..], &["--receipt", "-"]].concat())?;
    ensure!(answer["receipt"]["signature"].is_string(), "{answer}");
    Ok(())
}

#[test]
fn nothing_is_sent_where_it_would_be_lost() -> Result<()> {
    let devnet = Devnet::start()?;
    let weir = devnet.weir();
    weir.deploy()?;
    let status = weir.json(&["status"])?;
    let commons = units(&status, "/contract/address")?;
    let vote = units(&status, "/conviction/address")?;
    let zero = format!("0x{}", "0".repeat(40));
    for (address, expected) in
        [(commons, "the Commons itself"), (vote, "the vote"), (&zero, "zero address")]
    {
        for act in [
            &["transfer", "1", "--to", address][..],
            &["allowance", "set", address, "1"],
            &["allowance", "increase", address, "1"],
            &["owner", "transfer", address],
            &["guardian", "set", address],
            &["proposal", "create", "--title", "Seeds", "--amount", "1", "--to", address],
        ] {
            let said = weir.refusal(&[act, &["--key", "//Alice"]].concat())?;
            ensure!(said.contains(expected), "{act:?}: {said}");
        }
    }
    let after = weir.json(&["status"])?;
    ensure!(status["block"] == after["block"], "something was sent");
    Ok(())
}

#[test]
fn a_grant_is_not_withdrawn_to_where_it_would_be_lost() -> Result<()> {
    let devnet = Devnet::start()?;
    let weir = devnet.weir();
    weir.deploy_with_hatch()?;
    weir.json(&["scenario"])?;
    weir.json(&["dev", "advance-time", "1h"])?;
    let status = weir.json(&["status"])?;
    for contract in ["/contract/address", "/conviction/address"] {
        let to = units(&status, contract)?;
        let said = weir.refusal(&["grant", "withdraw", "1", "--to", to, "--key", "//Eve"])?;
        ensure!(said.contains("cannot be the recipient") && !said.contains("::"), "{said}");
    }
    ensure!(weir.json(&["status"])?["block"] == status["block"], "something was sent");
    weir.json(&["grant", "withdraw", "1", "--to", "//Ferdie", "--key", "//Eve"])?;
    Ok(())
}

#[test]
fn the_whole_balance_is_refused_with_what_can_be_spent() -> Result<()> {
    let devnet = Devnet::start()?;
    let weir = devnet.weir();
    weir.deploy()?;
    let block = weir.json(&["status"])?["block"].clone();
    let balance = weir.json(&["balance", "//Eve"])?;
    let all: u128 = units(&balance, "/money")?.parse()?;
    let whole = |units: u128| {
        format!("{}.{:010}", units / 10u128.pow(18), units % 10u128.pow(18) / 10u128.pow(8))
    };
    // All of it, and all but the existential deposit: nothing is left for the fee.
    for amount in [whole(all), whole(all - 10u128.pow(16))] {
        for act in [["mint", amount.as_str()], ["donate", amount.as_str()]] {
            let said = weir.refusal(&[&act[..], &["--key", "//Eve"]].concat())?;
            for expected in ["fee is up to", "existential deposit", "give at most"] {
                ensure!(said.contains(expected), "{act:?}: {said}");
            }
        }
    }
    ensure!(weir.json(&["status"])?["block"] == block, "something was sent");
    let said = weir.refusal(&["donate", &whole(all), "--key", "//Eve"])?;
    let most = said.split("give at most ").nth(1).and_then(|rest| rest.split(' ').next());
    weir.json(&["donate", most.context("no advice")?, "--key", "//Eve"])?;
    Ok(())
}

#[test]
fn words_are_true_without_an_account_and_after_a_hatch_that_failed() -> Result<()> {
    let devnet = Devnet::start()?;
    let weir = devnet.weir();
    weir.deploy()?;
    let said = weir.refusal(&["quote", "redeem", "999999999"])?;
    ensure!(said.contains("all tokens together are 100,000 TEST"), "{said}");
    ensure!(!said.contains("account"), "{said}");
    let said = weir.refusal(&["hatch", "contribute", "1", "--key", "//Bob"])?;
    ensure!(said.contains("opened at once") && said.contains("no hatch"), "{said}");

    let devnet = Devnet::start()?;
    let weir = devnet.weir();
    weir.deploy_with_hatch()?;
    weir.json(&["hatch", "contribute", "5", "--key", "//Bob"])?;
    weir.json(&["dev", "advance-time", "2d"])?;
    weir.json(&["hatch", "close", "--key", "//Bob"])?;
    weir.json(&["hatch", "refund", "--key", "//Bob"])?;
    for command in [&["status"][..], &["hatch", "status"]] {
        let shown = text(&weir, command)?;
        ensure!(!shown.contains("raised    0") && !shown.contains("raised  0 "), "{shown}");
        ensure!(shown.contains("not yet taken back"), "{shown}");
    }
    Ok(())
}

#[test]
fn a_currency_of_six_decimals_is_counted_in_its_own() -> Result<()> {
    let devnet = Devnet::start()?;
    let weir = devnet.weir();
    deploy(
        &weir,
        &format!(
            "--reserve-ratio 30% --entry-tribute 5% --exit-tribute 2% --currency {TUSD} \
             --hatch-min 10 --hatch-max 100 --hatch-price 0.0000005 --hatch-deadline 1d \
             --hatch-tribute 40% --vesting-cliff 0s --vesting-half-life 0s --max-jump 3"
        ),
    )
    .err()
    .context("a price finer than the currency was taken")?;
    deploy(
        &weir,
        &format!(
            "--reserve-ratio 30% --entry-tribute 5% --exit-tribute 2% --currency {TUSD} \
             --hatch-min 10 --hatch-max 100 --hatch-price 0.01 --hatch-deadline 1d \
             --hatch-tribute 40% --vesting-cliff 0s --vesting-half-life 0s --max-jump 3"
        ),
    )?;
    let balance = weir.json(&["balance", "//Bob"])?;
    ensure!(units(&balance, "/currency")? == "1000000000000", "{balance}");
    let shown = text(&weir, &["balance", "//Bob"])?;
    ensure!(shown.contains("1,000,000 TUSD") && shown.contains(" DOT"), "{shown}");
    let said = weir.refusal(&["hatch", "contribute", "0.0000001", "--key", "//Bob"])?;
    ensure!(said.contains("more than 6 decimals"), "{said}");
    let said = weir.refusal(&["transfer", "1", "--to", TUSD, "--key", "//Bob"])?;
    ensure!(said.contains("contract of the currency"), "{said}");
    let done = weir.json(&["hatch", "contribute", "60", "--key", "//Bob"])?;
    ensure!(done["amount"] == "60000000", "{done}");
    ensure!(done["transaction"]["approval"]["amount"] == "60000000", "{done}");
    // Not open yet: refused before anything is approved.
    let block = weir.json(&["status"])?["block"].clone();
    let said = weir.refusal(&["donate", "1", "--key", "//Charlie"])?;
    ensure!(said.contains("NotOpen"), "{said}");
    ensure!(weir.json(&["status"])?["block"] == block, "something was approved for nothing");
    weir.json(&["hatch", "contribute", "40", "--key", "//Charlie"])?;
    let closed = text(&weir, &["hatch", "close", "--key", "//Charlie"])?;
    ensure!(closed.contains("TUSD per EDGE"), "{closed}");
    let given = text(&weir, &["donate", "2.5", "--key", "//Dave"])?;
    ensure!(given.contains("donated 2.5 TUSD") && given.contains("42.5 TUSD"), "{given}");
    let said = weir.refusal(&["donate", "2000000", "--key", "//Ferdie"])?;
    ensure!(said.contains("has 1000000 TUSD and would need 2000000 TUSD"), "{said}");
    let quote = weir.json(&["quote", "mint", "10"])?;
    let mint = weir.json(&["mint", "10", "--key", "//Eve"])?;
    ensure!(quote["minted"] == mint["minted"], "quoted {quote}, got {mint}");
    let all = text(&weir, &["status"])?;
    ensure!(all.contains("TUSD per EDGE"), "{all}");
    Ok(())
}
