//! The command line before it reaches a chain: what it refuses, and what it never shows.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    path::Path,
    process::{Command, Output},
};

const PHRASE: &str = "legal winner thank year wave sausage worth useful legal winner thank yellow";
/// Nothing listens there.
const NOWHERE: &str = "ws://127.0.0.1:1";

fn weir(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_weir"));
    command
        .current_dir(folder)
        .args(arguments)
        .env_remove("WEIR_KEY")
        .env_remove("WEIR_DEPLOYMENT")
        .env_remove("WEIR_ARTIFACTS")
        .env("WEIR_URL", NOWHERE);
    command
}

fn run(arguments: &[&str]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    shown(&weir(folder.path(), arguments).output().expect("it runs"))
}

fn shown(output: &Output) -> (Option<i32>, String) {
    let text = [&output.stdout[..], &output.stderr[..]].concat();
    (output.status.code(), String::from_utf8_lossy(&text).into_owned())
}

fn deployment(folder: &Path) {
    let hex = |byte: &str, n: usize| format!("0x{}", byte.repeat(n));
    let text = serde_json::json!({
        "version": 1, "genesis_hash": hex("11", 32),
        "block": { "number": 1, "hash": hex("22", 32) },
        "chain": { "token_symbol": "DOT", "token_decimals": 10,
                   "native_to_eth_ratio": 100_000_000, "ss58_prefix": 42 },
        "contracts": { "commons": { "address": hex("33", 20), "code_hash": hex("44", 32),
                                    "deployer": hex("55", 20) },
                       "library_hash": hex("66", 32) },
        "parameters": { "name": "Weir", "symbol": "WEIR", "decimals": 18,
            "reserve_ratio_ppm": 200_000, "entry_tribute_ppm": 0, "exit_tribute_ppm": 0,
            "initial_supply": "1000", "initial_reserve": "1000" }
    });
    std::fs::write(folder.join("deployment.json"), text.to_string()).expect("written");
}

#[test]
fn every_command_explains_itself_with_an_example() {
    for command in [
        "deploy", "mint", "redeem", "burn", "donate", "transfer", "balance", "quote", "status",
        "calc", "scenario", "dev",
    ] {
        let (code, text) = run(&[command, "--help"]);
        assert_eq!(code, Some(0), "{command}");
        assert!(text.contains("Example") && text.contains(&format!("weir {command}")), "{text}");
    }
}

#[test]
fn no_secret_is_ever_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    deployment(folder.path());
    let wrong = format!("{PHRASE} extra");
    for arguments in [
        &["mint", "1"][..],
        &["mint", "--help"],
        &["balance"],
        &["mint", "1", "--json"],
        &["mint", "1", "--key", PHRASE],
        &["mint", "1", "--key", &wrong],
    ] {
        for secret in [PHRASE, &wrong] {
            let output = weir(folder.path(), arguments).env("WEIR_KEY", secret).output();
            let (_, text) = shown(&output.expect("it runs"));
            assert!(!text.contains("sausage"), "{arguments:?}: {text}");
        }
    }
}

#[test]
fn a_secret_on_the_command_line_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = weir(folder.path(), &["balance", "--key", PHRASE]).output().expect("it runs");
    let (code, text) = shown(&output);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("--key-file"), "{text}");
}

#[test]
fn amounts_that_are_none_are_refused_at_once() {
    for (amount, expected) in [
        ("abc", "not an amount"),
        ("-1", "negative"),
        ("1,5", "comma"),
        ("1.0000000000000000001", "more than 18 decimals"),
        ("", "missing"),
    ] {
        let (code, text) = run(&["mint", amount, "--key", "//Alice"]);
        assert_eq!(code, Some(2), "{amount}: {text}");
        assert!(text.contains(expected), "{amount}: {text}");
    }
    let (code, text) = run(&["mint", "1", "--slippage", "1", "--key", "//Alice"]);
    assert_eq!(code, Some(2));
    assert!(text.contains("percentage"), "{text}");
}

#[test]
fn a_missing_deployment_says_how_to_get_one() {
    let (code, text) = run(&["status"]);
    assert_eq!(code, Some(1));
    assert!(text.contains("weir deploy") && text.contains("--deployment"), "{text}");
}

#[test]
fn a_node_that_does_not_answer_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    deployment(folder.path());
    let (code, text) = shown(&weir(folder.path(), &["status"]).output().expect("it runs"));
    assert_eq!(code, Some(1));
    assert!(text.contains(NOWHERE) && text.contains("--url"), "{text}");
    let output = weir(folder.path(), &["status", "--json"]).output().expect("it runs");
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert!(answer["error"].as_str().expect("an error").contains(NOWHERE), "{answer}");
}

#[test]
fn a_deployment_that_the_contract_would_refuse_costs_nothing() {
    let right = [
        "deploy",
        "--name",
        "Weir",
        "--symbol",
        "WEIR",
        "--reserve-ratio",
        "20%",
        "--entry-tribute",
        "5%",
        "--exit-tribute",
        "2%",
        "--initial-supply",
        "1000",
        "--reserve",
        "10",
        "--key",
        "//Alice",
    ];
    let with = |option: &str, value: &str| {
        let mut changed: Vec<String> = right.iter().map(ToString::to_string).collect();
        let position = changed.iter().position(|word| word == option).expect("an option");
        changed[position + 1] = value.to_owned();
        run(&changed.iter().map(String::as_str).collect::<Vec<_>>())
    };
    for (option, value, expected) in [
        ("--reserve-ratio", "0%", "above 0%"),
        ("--reserve-ratio", "101%", "above 100%"),
        ("--entry-tribute", "100%", "below 100%"),
        ("--symbol", "THIRTEENBYTES", "at most 12"),
        ("--name", "", "empty"),
        ("--initial-supply", "0", "above zero"),
        ("--reserve", "99999999999999999", "2^112"),
        ("--reserve", "10", "weir-build"),
    ] {
        let (code, text) = with(option, value);
        assert_ne!(code, Some(0), "{option} {value}");
        assert!(text.contains(expected), "{option} {value}: {text}");
    }
}
