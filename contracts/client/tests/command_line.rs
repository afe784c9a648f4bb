//! The command line before it reaches a chain: what it refuses, and what it never shows.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    path::Path,
    process::{Command, Output},
    time::Duration,
};

const PHRASE: &str = "legal winner thank year wave sausage worth useful legal winner thank yellow";
/// Nothing listens there.
const NOWHERE: &str = "ws://127.0.0.1:1";

/// The program as it is about to run.
struct Program(Command);

impl Program {
    fn env(mut self, name: &str, value: &str) -> Self {
        self.0.env(name, value);
        self
    }

    /// Runs it to its end, which is not waited for without a limit.
    fn output(self) -> anyhow::Result<Output> {
        weir_test_support::output(self.0, Duration::from_secs(120))
    }
}

fn weir(folder: &Path, arguments: &[&str]) -> Program {
    let mut command = Command::new(env!("CARGO_BIN_EXE_weir"));
    command
        .current_dir(folder)
        .args(arguments)
        .env_remove("WEIR_KEY")
        .env_remove("WEIR_DEPLOYMENT")
        .env_remove("WEIR_ARTIFACTS")
        .env("WEIR_URL", NOWHERE);
    Program(command)
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
    let contract = |byte: &str| {
        serde_json::json!({ "address": hex(byte, 20), "code_hash": hex("44", 32),
                            "deployer": hex("55", 20) })
    };
    let fixed = serde_json::json!({ "least": "0", "most": "0", "step": "0" });
    let text = serde_json::json!({
        "version": 3, "genesis_hash": hex("11", 32),
        "block": { "number": 1, "hash": hex("22", 32) },
        "chain": { "token_symbol": "DOT", "token_decimals": 10,
                   "native_to_eth_ratio": 100_000_000, "ss58_prefix": 42 },
        "contracts": { "commons": contract("33"), "conviction": contract("34") },
        "libraries": { "market": hex("66", 32), "treasury": hex("67", 32) },
        "currency": { "kind": "native", "address": hex("00", 20), "symbol": "DOT", "decimals": 18 },
        "parameters": { "name": "Weir", "symbol": "WEIR", "decimals": 18,
            "reserve_ratio_ppm": 200_000, "entry_tribute_ppm": 0, "exit_tribute_ppm": 0,
            "initial_supply": "1000", "initial_reserve": "1000",
            "settings": { "spending_limit_ppm": 200_000, "window": 1, "guardian_until": 0,
                          "bounds": { "entry_tribute": fixed, "exit_tribute": fixed,
                                      "spending_limit": fixed, "window": fixed } },
            "conviction": { "half_life": 1, "weight_ppm": 1, "min_stake_ppm": 0, "deposit": "0",
                            "max_lifetime": 1, "notice": 0, "long_notice": 0, "rule_share_ppm": 0,
                            "exit_share_ppm": 0,
                            "bounds": { "notice": fixed, "weight": fixed, "min_stake": fixed,
                                        "deposit": fixed, "half_life": fixed } } }
    });
    std::fs::write(folder.join("deployment.json"), text.to_string()).expect("written");
}

#[test]
fn every_command_explains_itself_with_an_example() {
    for command in [
        "deploy",
        "mint",
        "redeem",
        "burn",
        "donate",
        "credit",
        "unlock",
        "transfer",
        "allowance",
        "balance",
        "quote",
        "status",
        "params",
        "hatch",
        "proposal",
        "grant",
        "service",
        "owner",
        "guardian",
        "calc",
        "scenario",
        "dev",
        "tx",
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

/// In place of a value: the option is left out.
const LEFT_OUT: &str = "left out";

/// A deployment with these options changed.
fn deploy_with(right: &[(&str, &str)], changes: &[(&str, &str)]) -> (Option<i32>, String) {
    let mut options: Vec<(&str, &str)> = right.to_vec();
    for (option, value) in changes {
        options.retain(|(known, _)| known != option);
        if *value != LEFT_OUT {
            options.push((option, value));
        }
    }
    let words = options.iter().flat_map(|(option, value)| [*option, *value]);
    run(&["deploy"].into_iter().chain(words).collect::<Vec<_>>())
}

const CURVE: [(&str, &str); 6] = [
    ("--name", "Weir"),
    ("--symbol", "WEIR"),
    ("--reserve-ratio", "20%"),
    ("--entry-tribute", "5%"),
    ("--exit-tribute", "2%"),
    ("--key", "//Alice"),
];

#[test]
fn a_deployment_that_the_contract_would_refuse_costs_nothing() {
    let right = [&CURVE[..], &[("--initial-supply", "1000"), ("--reserve", "10")]].concat();
    for (option, value, expected) in [
        ("--reserve-ratio", "0%", "above 0%"),
        ("--reserve-ratio", "101%", "above 100%"),
        ("--entry-tribute", "100%", "below 100%"),
        ("--symbol", "THIRTEENBYTES", "at most 12"),
        ("--name", "", "empty"),
        ("--name", "\u{200b}", "U+200B"),
        ("--name", " ", "shows nothing"),
        ("--symbol", "A\u{202e}B", "U+202E"),
        ("--half-life", "500ms", "whole number of seconds"),
        ("--initial-supply", "0", "above zero"),
        ("--reserve", "99999999999999999", "2^112"),
        ("--spending-limit", "0%", "spending limit"),
        ("--weight", "4%", "at most 3.9999%"),
        ("--window", "2y", "at most a year"),
        ("--half-life", "11y", "ten years"),
        ("--half-life", "0s", "at least a second"),
        ("--max-lifetime", "0s", "at least a second"),
        ("--notice", "50d", "above the long notice"),
        ("--long-notice", "90d", "could never be executed"),
        ("--notice", "soon", "no duration"),
        ("--rule-share", "100%", "rule share must be below 100%"),
        ("--rule-share", "0%", "--rules fixed"),
        ("--exit-share", "0%", "--exit fixed"),
        ("--rules", "open", "votable"),
        ("--bounds", "window=7d..1y", "RULE=LEAST..MOST/STEP"),
        ("--bounds", "ratio=1%..2%/1%", "no rule"),
        ("--bounds", "spending-limit=1%..10%/5%", "do not hold its value of 20%"),
        ("--bounds", "window=1d..2y/1d", "go beyond what it can be"),
        ("--reserve", "10", "weir-build"),
    ] {
        let (code, text) = deploy_with(&right, &[(option, value)]);
        assert_ne!(code, Some(0), "{option} {value}");
        assert!(text.contains(expected), "{option} {value}: {text}");
    }
}

#[test]
fn what_no_vote_may_do_takes_no_share_and_no_bounds() {
    let right = [&CURVE[..], &[("--initial-supply", "1000"), ("--reserve", "10")]].concat();
    for (changes, expected) in [
        (&[("--rules", "fixed"), ("--bounds", "weight=fixed")][..], "leave out --bounds"),
        (&[("--rules", "fixed"), ("--rule-share", "30%")], "leave out --rule-share"),
        (&[("--exit", "fixed"), ("--exit-share", "30%")], "leave out --exit-share"),
        (&[("--rules", "fixed"), ("--exit", "fixed")], "weir-build"),
        (&[("--rules", "fixed"), ("--exit", "fixed"), ("--half-life", "60d")], "weir-build"),
        (&[("--max-lifetime", "1s")], "weir-build"),
    ] {
        let (code, text) = deploy_with(&right, changes);
        assert_ne!(code, Some(0), "{changes:?}");
        assert!(text.contains(expected), "{changes:?}: {text}");
    }
    let twice = [
        &["deploy", "--bounds", "weight=fixed", "--bounds", "weight=fixed"][..],
        &right.iter().flat_map(|(option, value)| [*option, *value]).collect::<Vec<_>>(),
    ]
    .concat();
    let (code, text) = run(&twice);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("names weight twice"), "{text}");
}

#[test]
fn a_hatch_that_the_contract_would_refuse_costs_nothing() {
    let hatch = [("--hatch-min", "1000"), ("--hatch-max", "2500"), ("--hatch-price", "0.05")];
    let right = [&CURVE[..], &hatch].concat();
    for (option, value, expected) in [
        ("--hatch-min", "3000", "above its maximum"),
        ("--hatch-min", "0", "above zero"),
        ("--hatch-max", LEFT_OUT, "--hatch-max"),
        ("--hatch-price", LEFT_OUT, "--hatch-price"),
        ("--hatch-price", "0", "above zero"),
        ("--hatch-tribute", "100%", "below 100%"),
        ("--hatch-tribute", "0%", "jump to 5 times the hatch's"),
        ("--max-jump", "2", "jump to 2.5 times the hatch's"),
        ("--max-jump", "300%", "no factor"),
        ("--hatch-deadline", "soon", "14d"),
        ("--vesting-half-life", "0s", "needs a vesting half-life"),
        ("--guardian-until", "1y", "--guardian"),
        ("--initial-supply", "5", "cannot be used with"),
        ("--name", "Weir", "weir-build"),
    ] {
        let (code, text) = deploy_with(&right, &[(option, value)]);
        assert_ne!(code, Some(0), "{option} {value}");
        assert!(text.contains(expected), "{option} {value}: {text}");
    }
    let (code, text) = deploy_with(&CURVE, &[]);
    assert_eq!(code, Some(2));
    assert!(text.contains("--hatch-min"), "neither a hatch nor an initial supply: {text}");
}

#[test]
fn a_deployment_of_an_earlier_version_is_explained() {
    for version in [1, 2] {
        let folder = tempfile::tempdir().expect("a folder");
        let text = serde_json::json!({ "version": version }).to_string();
        std::fs::write(folder.path().join("deployment.json"), text).expect("written");
        let (code, text) = shown(&weir(folder.path(), &["status"]).output().expect("it runs"));
        assert_eq!(code, Some(1));
        let named = text.contains(&format!("format version {version}"));
        assert!(named && text.contains("weir deploy"), "{text}");
    }
}

#[test]
fn what_makes_no_sense_is_refused_before_any_node_is_asked() {
    for (arguments, code, expected) in [
        (&["proposal", "stake", "3"][..], 2, "3=100"),
        (&["proposal", "stake", "3=1", "3=2", "--key", "//Bob"], 1, "named twice"),
        (&["proposal", "stake"], 2, "PROPOSAL=TOKENS"),
        (&["proposal", "unstake"], 2, "PROPOSAL"),
        (&["proposal", "create", "--title", "x", "--key", "//Bob"], 2, "--amount"),
        (&["proposal", "create", "--title", "", "--signal", "--key", "//Bob"], 1, "shows nothing"),
        (&["proposal", "create", "--title", "\u{200d}", "--signal"], 1, "shows nothing"),
        (&["proposal", "create", "--title", "a\u{202e}b", "--signal"], 1, "U+202E"),
        (
            &["proposal", "create", "--title", "a", "--signal", "--link", "javascript:x"],
            1,
            "https://",
        ),
        (&["proposal", "create", "--title", "a", "--amount", "1", "--over", "11y"], 1, "10 years"),
        (&["proposal", "create", "--title", "a", "--amount", "1", "--over", "1ms"], 2, "seconds"),
        (&["proposal", "oppose", "3"], 2, "TOKENS"),
        (&["proposal", "oppose", "3", "-1", "--key", "//Bob"], 2, "negative"),
        (&["proposal", "announce", "--key", "//Bob"], 2, "PROPOSAL"),
        (&["proposal", "forfeit", "--key", "//Bob"], 2, "ACCOUNT"),
        (&["proposal", "create", "rule", "ratio", "5%", "--key", "//Bob"], 2, "no rule"),
        (&["proposal", "create", "rule", "notice", "--key", "//Bob"], 2, "VALUE"),
        (
            &["proposal", "create", "rule", "notice", "5%", "--key", "//Bob"],
            1,
            "no value of notice",
        ),
        (&["proposal", "create", "rule", "weight", "-5%", "--key", "//Bob"], 1, "not a share"),
        (&["params", "propose", "window", "soon", "--key", "//Bob"], 1, "no value of window"),
        (&["proposal", "create", "governor", "--key", "//Bob"], 2, "CONTRACT"),
        (&["proposal", "create", "governor", "0x12"], 2, "hexadecimal"),
        (
            &["proposal", "create", "wind-down", "--title", "\u{200d}", "--key", "//Bob"],
            1,
            "shows nothing",
        ),
        (&["proposal", "create", "--signal", "wind-down"], 2, "cannot be used with"),
        (&["proposal", "create", "--signal"], 2, "--title"),
        (&["grant", "lapse", "x", "--key", "//Alice"], 2, "GRANT"),
        (&["service", "register", "a", "--link", "http://example.org"], 1, "https://"),
        (&["service", "register", "\u{2800}"], 1, "shows nothing"),
        (&["proposal", "create", "--title", "x", "--signal", "--over", "3d"], 2, "--over"),
        (&["service", "register", "", "--key", "//Bob"], 1, "shows nothing"),
        (&["guardian", "set", "--key", "//Bob"], 2, "GUARDIAN"),
        (&["guardian", "pause", "soon"], 2, "DURATION"),
        (&["transfer", "1", "--to", "0x12"], 2, "needs 40 hexadecimal digits, not 2"),
        (&["transfer", "1", "--to", "alice.eth"], 2, "names are not looked up"),
        (&["burn", "1", "--service", "3", "--key", "//Bob"], 2, "--content"),
        (&["burn", "1", "--challenge", "x", "--key", "//Bob"], 2, "--receipt"),
        (&["hatch", "allow", "--key", "//Alice"], 2, "ACCOUNT"),
        (&["hatch", "contribute", "1,5", "--key", "//Alice"], 2, "comma"),
        (&["grant", "withdraw", "x", "--key", "//Alice"], 2, "GRANT"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        deployment(folder.path());
        let output = weir(folder.path(), arguments).output().expect("it runs");
        let (found, text) = shown(&output);
        assert_eq!(found, Some(code), "{arguments:?}: {text}");
        assert!(text.contains(expected), "{arguments:?}: {text}");
        assert!(!text.contains(NOWHERE), "{arguments:?}: {text}");
    }
}

#[test]
fn a_receipt_with_a_wrong_signature_needs_no_node_to_be_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let hex = |byte: &str, n: usize| format!("0x{}", byte.repeat(n));
    let receipt = serde_json::json!({
        "version": 1, "genesis_hash": hex("11", 32), "commons": hex("33", 20),
        "block": { "number": 1, "hash": hex("22", 32) }, "event_index": 1,
        "account": hex("77", 20), "service": 1, "content": hex("88", 32), "amount": "5",
        "public_key": hex("99", 32), "signature": hex("aa", 64)
    });
    std::fs::write(folder.path().join("receipt.json"), receipt.to_string()).expect("written");
    let output = weir(folder.path(), &["service", "verify", "receipt.json"]).output();
    let (code, text) = shown(&output.expect("it runs"));
    assert_eq!(code, Some(1));
    assert!(text.contains("proves nothing") && text.contains("not of the burner"), "{text}");
}

#[test]
fn with_json_every_error_is_json_on_standard_output() {
    let folder = tempfile::tempdir().expect("a folder");
    deployment(folder.path());
    for (arguments, code, expected) in [
        (&["mint", "1,5", "--json"][..], 2, "comma"),
        (&["--json", "mint", "1,5"], 2, "comma"),
        (&["mint", "--json"], 2, "DEPOSIT"),
        (&["mint", "1", "--nonsense", "--json"], 2, "--nonsense"),
        (&["nonsense", "--json"], 2, "nonsense"),
        (&["--json"], 2, "missing"),
        (&["proposal", "--json"], 2, "missing"),
        (&["calc", "--json"], 1, "--batch"),
        (&["burn", "1", "--service", "3", "--json"], 2, "--content"),
        (&["transfer", "1", "--to", "0x12", "--json"], 2, "hexadecimal"),
        (&["proposal", "stake", "3=1", "3=2", "--json"], 1, "named twice"),
        (
            &[
                "calc",
                "spot-price",
                "--supply",
                "0",
                "--reserve",
                "1",
                "--reserve-ratio-ppm",
                "1",
                "--json",
            ],
            1,
            "",
        ),
        (&["status", "--json"], 1, NOWHERE),
    ] {
        let output = weir(folder.path(), arguments).output().expect("it runs");
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {output:?}");
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let error = answer["error"].as_str().expect("an error");
        assert!(error.contains(expected), "{arguments:?}: {error}");
        assert!(!error.contains("Usage") && !error.starts_with("error"), "{arguments:?}: {error}");
        assert!(answer["reason"].is_null(), "{answer}");
        assert!(output.stderr.is_empty(), "{arguments:?}: {output:?}");
    }
    for arguments in [&["mint", "--help", "--json"][..], &["--version", "--json"]] {
        let output = weir(folder.path(), arguments).output().expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(serde_json::from_slice::<serde_json::Value>(&output.stdout).is_err());
    }
    // What comes after -- is no option.
    let (code, text) = run(&["mint", "--", "--json"]);
    assert_eq!(code, Some(2));
    assert!(text.starts_with("error"), "{text}");
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_not_lost() {
    // A disk that is full.
    let mut command = Command::new("sh");
    command.args([
        "-c",
        "exec \"$0\" calc tribute --amount 100 --tribute-ppm 50000 --json >/dev/full",
    ]);
    command.arg(env!("CARGO_BIN_EXE_weir"));
    let output = Program(command).output().expect("it runs");
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("cannot write") && said.contains("\"result\": \"5\""), "{said}");
}

#[test]
fn an_error_about_a_file_says_what_failed_and_then_why() {
    for arguments in
        [&["burn", "1", "--file", "missing.md"][..], &["service", "verify", "missing.json"]]
    {
        let (code, text) = run(arguments);
        assert_eq!(code, Some(1), "{text}");
        assert!(text.starts_with("error: cannot read missing"), "{text}");
        assert!(text.contains(": No such file"), "{text}");
    }
}
