//! Published numbers, and those derived from published rules, met to the last unit by the library.

#![allow(clippy::unwrap_used)]

mod contributions;
mod payouts;
mod read;
mod work;

use std::{fs, path::Path};

use serde_json::Value;
use weir_accounting::Error;

/// An answer, or the word for a refusal; `None` for an operation that is not there.
type Answer = Result<Value, Error>;

fn cases(name: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors").join(name);
    let file: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    file["cases"].as_array().unwrap().clone()
}

/// Holds every case of a file to its expected answer.
fn hold(name: &str, least: usize, answer: fn(&str, &Value) -> Option<Answer>) {
    let cases = cases(name);
    assert!(cases.len() >= least, "{name} has {} cases", cases.len());
    for case in cases {
        let op = case["op"].as_str().unwrap();
        let answer = answer(op, &case["input"]).unwrap_or_else(|| panic!("no operation {op}"));
        match (answer, case["expected"].get("error")) {
            (Ok(result), None) => assert_eq!(result, case["expected"], "{}", case["id"]),
            (Err(error), Some(kind)) => read::refused(&case, error, kind),
            (answer, _) => panic!("{}: {answer:?}", case["id"]),
        }
    }
}

#[test]
fn every_payout_by_cred_is_met() {
    hold("rewards.json", 94, payouts::answer);
}

#[test]
fn every_contribution_equipment_and_bounty_is_met() {
    hold("contributions.json", 60, |op, input| {
        contributions::answer(op, input).or_else(|| work::answer(op, input))
    });
}
