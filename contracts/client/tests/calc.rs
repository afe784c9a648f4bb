//! `weir calc`, through the real program.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "calc/accounting.rs"]
mod accounting;
#[path = "calc/vote.rs"]
mod vote;

use serde_json::{Value, json};
use std::{
    io::Write,
    process::{Command, Stdio},
    time::{Duration, Instant},
};
use weir_test_support::{Dialogue, output, output_for, spawn, wait_until};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(120);

fn weir(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_weir"));
    command.args(arguments);
    command
}

fn batch() -> Command {
    weir(&["calc", "--batch"])
}

/// The answers to these lines.
fn answers(lines: &[u8]) -> Vec<Value> {
    let output = output_for(lines, batch(), PATIENCE).expect("it ends");
    assert!(output.status.success(), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn a_batch_gives_the_published_numbers() {
    let vectors: Value =
        serde_json::from_str(include_str!("../../../tests/vectors/curve.json")).expect("JSON");
    let cases = vectors["cases"].as_array().expect("cases");
    assert!(cases.len() > 10, "the vectors are there");
    let questions: String = cases.iter().map(|case| format!("{case}\n")).collect();
    let answers = answers(questions.as_bytes());
    assert_eq!(answers.len(), cases.len());
    for (case, answer) in cases.iter().zip(answers) {
        let number = |value: &Value| value.as_str().and_then(|text| text.parse::<u128>().ok());
        let result = number(&answer["result"]).unwrap_or_else(|| panic!("{case}: {answer}"));
        let exact = number(&case["floor_exact"]).expect("a number");
        assert!(result == exact || result + 1 == exact, "{case}: {answer}");
    }
}

#[test]
fn a_line_that_cannot_be_answered_gets_an_error_and_the_batch_goes_on() {
    let good = json!({ "op": "spot_price", "supply": "1000000000000000000",
        "reserve": "1000000000000000000", "reserve_ratio_ppm": 500_000 });
    let with = |name: &str, value: Value| {
        let mut changed = good.clone();
        changed[name] = value;
        changed.to_string()
    };
    let without = |name: &str| {
        let mut changed = good.clone();
        changed.as_object_mut().expect("an object").remove(name);
        changed.to_string()
    };
    let bad: Vec<(String, &str)> = vec![
        (String::new(), "not JSON"),
        ("hello".into(), "not JSON"),
        ("{".into(), "not JSON"),
        ("[]".into(), "not a JSON object"),
        ("null".into(), "not a JSON object"),
        (with("op", json!("integrate")), "unknown op"),
        (with("op", json!(7)), "op must be a string"),
        (without("op"), "op is missing"),
        (without("supply"), "supply is missing"),
        (without("reserve"), "reserve is missing"),
        (without("reserve_ratio_ppm"), "reserve_ratio_ppm is missing"),
        (with("op", json!("sale_return")), "amount is missing"),
        (with("supply", json!("-1")), "supply is negative"),
        (with("supply", json!(-1)), "supply is negative"),
        (with("supply", json!("1.5")), "whole number"),
        (with("supply", json!("1e18")), "whole number"),
        (with("supply", json!("")), "whole number"),
        (with("supply", json!([1])), "whole number"),
        (with("supply", json!(1.5)), "whole number"),
        (with("supply", json!("340282366920938463463374607431768211456")), "above 2^128"),
        (with("supply", json!("340282366920938463463374607431768211455")), "out of range"),
        (with("supply", json!("0")), "out of range"),
        (with("reserve", json!("0")), "out of range"),
        (with("reserve_ratio_ppm", json!(0)), "out of range"),
        (with("reserve_ratio_ppm", json!(1_000_001)), "out of range"),
        (with("reserve_ratio_ppm", json!(u64::MAX)), "above 1000000"),
    ];
    let mut input = Vec::new();
    for (line, _) in &bad {
        input.extend_from_slice(format!("{line}\n{good}\n").as_bytes());
    }
    // Not even text; and a last line without its end.
    input.extend_from_slice(&[0xff, 0xfe, b'\n']);
    input.extend_from_slice(good.to_string().as_bytes());
    let answers = answers(&input);
    assert_eq!(answers.len(), 2 * bad.len() + 2);
    for (pair, (line, expected)) in answers.chunks(2).zip(&bad) {
        let error = pair[0]["error"].as_str().unwrap_or_else(|| panic!("{line}: {pair:?}"));
        assert!(error.contains(expected), "{line}: {error}");
        assert_eq!(pair[1], json!({ "result": "2000000000000000000" }), "after {line}");
    }
    assert!(answers[2 * bad.len()]["error"].as_str().expect("an error").contains("not JSON"));
}

#[test]
fn a_program_can_ask_one_question_at_a_time() {
    let mut program = Dialogue::with(batch()).expect("it starts");
    for supply in 1..=50u32 {
        let question = json!({ "op": "spot_price", "supply": format!("{supply}000000"),
            "reserve": "1000000", "reserve_ratio_ppm": 1_000_000 });
        program.say(&question.to_string()).expect("written");
        let answer = program.hear(PATIENCE).expect("an answer before the next question");
        let answer = answer.expect("it goes on");
        let price = 1_000_000_000_000_000_000 / u64::from(supply);
        assert_eq!(answer.trim(), json!({ "result": price.to_string() }).to_string());
    }
    assert!(program.end(PATIENCE).expect("it ends").success());
}

#[test]
fn a_large_batch_is_answered_in_good_time() {
    let line = json!({ "op": "purchase_return", "supply": "1000000000000000000000000",
        "reserve": "10000000000000000000000", "reserve_ratio_ppm": 200_000,
        "amount": "123456789000000000000" });
    let started = Instant::now();
    assert_eq!(answers(format!("{line}\n").repeat(20_000).as_bytes()).len(), 20_000);
    assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
}

#[test]
fn that_nobody_reads_the_answers_is_no_error() {
    let complaints = tempfile::NamedTempFile::new().expect("a file");
    let mut command = batch();
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(complaints.reopen().expect("it"));
    let mut child = spawn(command).expect("it starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("piped");
    for _ in 0..1000 {
        if stdin.write_all(b"{}\n").is_err() {
            break;
        }
    }
    drop(stdin);
    let mut ended = None;
    wait_until("it ends", PATIENCE, || {
        ended = child.try_wait().expect("it is known");
        ended.is_some()
    })
    .expect("it ends");
    assert!(ended.is_some_and(|status| status.success()));
    assert_eq!(std::fs::read_to_string(complaints.path()).expect("it"), "");
}

#[test]
fn a_single_question_is_answered_alone() {
    let curve = ["--supply", "1000000", "--reserve", "1000000", "--reserve-ratio-ppm", "1000000"];
    let alone = |words: &[&str]| {
        let output = output(weir(words), PATIENCE).expect("it runs");
        (output.status.code(), String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let ask = |words: &[&str]| alone(&[words, &curve].concat());
    // Rounded down by less than one base unit, so 999 where 1000 is exact is right as well.
    let right = |text: &str| ["1000", "999"].contains(&text);
    let (code, text) = ask(&["calc", "sale-return", "--amount", "1000"]);
    assert!(code == Some(0) && right(&text), "{text}");
    let (code, json) = ask(&["--json", "calc", "purchase-return", "--amount", "1000"]);
    let result = serde_json::from_str::<Value>(&json).expect("JSON");
    assert!(code == Some(0) && right(result["result"].as_str().expect("a string")), "{json}");
    let (code, text) = alone(&[
        "calc",
        "conviction",
        "--previous",
        "0",
        "--stake",
        "15000",
        "--steps",
        "10",
        "--decay-over-1e7",
        "9000000",
    ]);
    assert!(code == Some(0) && text == "97698", "{text}");
    let threshold = [
        "calc",
        "threshold",
        "--requested",
        "1000",
        "--funds",
        "15000",
        "--supply",
        "45000",
        "--max-ratio-over-1e7",
        "2000000",
        "--weight-over-1e7",
        "20000",
    ];
    let (code, text) = alone(&[&threshold[..], &["--decay-over-1e7", "9000000"]].concat());
    assert!(code == Some(0) && text == "50625", "{text}");
    let (code, _) = alone(&threshold);
    assert_eq!(code, Some(2), "a decay is needed");
    let (code, text) =
        alone(&["calc", "vesting", "--cliff", "90", "--half-life", "90", "--age", "180"]);
    assert!(code == Some(0) && text == "500000000000000000", "{text}");
    let (code, _) = ask(&["calc", "sale-return", "--amount", "1000001"]);
    assert_eq!(code, Some(1));
    let (code, _) = ask(&["calc", "sale-return", "--amount", "-1"]);
    assert_eq!(code, Some(2));
}
