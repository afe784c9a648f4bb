//! The vote's and the hatch's numbers.

use super::answers;
use alloy_core::primitives::U256;
use serde_json::{Value, json};

/// A decimal number of any length.
fn whole(value: &Value) -> U256 {
    let text = value.as_str().unwrap_or_else(|| panic!("not a string: {value}"));
    U256::from_str_radix(text, 10).expect("a number")
}

#[test]
fn a_batch_gives_the_published_convictions_and_thresholds() {
    let vectors: Value =
        serde_json::from_str(include_str!("../../../../tests/vectors/conviction.json"))
            .expect("JSON");
    let cases = vectors["cases"].as_array().expect("cases");
    assert!(cases.len() >= 12, "the vectors are there");
    let questions: String = cases.iter().map(|case| format!("{case}\n")).collect();
    let answers = answers(questions.as_bytes());
    assert_eq!(answers.len(), cases.len());
    for (case, answer) in cases.iter().zip(answers) {
        let (result, published) = (whole(&answer["result"]), whole(&case["result"]));
        if case["op"] == "conviction" {
            assert_eq!(result, published, "{case}");
        } else {
            let bound = published / U256::from(10u64.pow(15));
            assert!(result.abs_diff(published) <= bound, "{case}: {answer}");
        }
    }
}

#[test]
fn a_decay_can_be_told_in_three_ways() {
    let ask = |fields: Value| {
        let mut question = json!({ "op": "conviction", "previous": "7", "steps": 86_400,
            "stake": "1000000000000000000000000" });
        for (name, value) in fields.as_object().expect("an object") {
            question[name] = value.clone();
        }
        answers(question.to_string().as_bytes()).remove(0)
    };
    let decay = answers(br#"{"op":"decay","half_life":259200}"#).remove(0)["result"].clone();
    assert_eq!(decay, "340281456946216811586883491033146278853");
    let result = ask(json!({ "half_life": 259_200 }));
    assert!(result["result"].is_string(), "{result}");
    assert_eq!(ask(json!({ "decay": decay })), result);
    // 0.9 = floor(2^128 x 0.9) / 2^128.
    assert_eq!(
        ask(json!({ "decay_over_1e7": 9_000_000 })),
        ask(json!({ "decay": "306254130228844617117037146688591390310" }))
    );
    for (fields, expected) in [
        (json!({}), "decay is missing"),
        (json!({ "decay": "1", "half_life": 1 }), "only one of"),
        (json!({ "decay_over_1e7": 0 }), "out of range"),
        (json!({ "decay_over_1e7": 10_000_000 }), "out of range"),
        (json!({ "decay": "0" }), "out of range"),
        (json!({ "decay": "340282366920938463463374607431768211456" }), "above 2^128"),
        (json!({ "half_life": 0 }), "out of range"),
        (json!({ "half_life": 315_360_001 }), "out of range"),
        (json!({ "half_life": 60, "steps": "18446744073709551616" }), "steps is above 2^64"),
        (json!({ "half_life": 60, "previous": "1".repeat(59) }), "previous is above 2^192"),
        (json!({ "half_life": 60, "previous": "1".repeat(99) }), "previous is above 2^192"),
        (json!({ "half_life": 60, "previous": "-1" }), "previous is negative"),
        (
            json!({ "decay": u128::MAX.to_string(), "stake": u128::MAX.to_string(),
                "previous": U256::from_limbs([u64::MAX, u64::MAX, u64::MAX, 0]).to_string(),
            "steps": u64::MAX }),
            "too large",
        ),
    ] {
        let answer = ask(fields.clone());
        let error = answer["error"].as_str().unwrap_or_else(|| panic!("{fields}: {answer}"));
        assert!(error.contains(expected), "{fields}: {error}");
    }
}

#[test]
fn a_threshold_that_there_is_not_is_an_error() {
    let ask = |name: &str, value: Value| {
        let mut question = json!({ "op": "threshold", "requested": "1000", "funds": "15000",
            "supply": "45000", "half_life": 3_600, "max_ratio_over_1e7": 2_000_000,
            "weight_over_1e7": 20_000 });
        question[name] = value;
        answers(question.to_string().as_bytes()).remove(0)
    };
    assert!(ask("requested", json!(0))["result"].is_string());
    for (name, value, expected) in [
        ("requested", json!(3_000), "not below the spending limit"),
        ("funds", json!(0), "not below the spending limit"),
        ("max_ratio_over_1e7", json!(10_000_001), "above 10000000"),
        ("weight_over_1e7", json!(u64::MAX), "above 10000000"),
        ("supply", Value::Null, "supply is missing"),
    ] {
        let answer = ask(name, value);
        assert!(answer["error"].as_str().is_some_and(|it| it.contains(expected)), "{answer}");
    }
}

#[test]
fn the_published_hatches_and_vestings_are_met() {
    let vectors: Value =
        serde_json::from_str(include_str!("../../../../tests/vectors/hatch.json")).expect("JSON");
    let ask = |question: Value| whole(&answers(question.to_string().as_bytes())[0]["result"]);
    let units = |value: &Value| {
        let number = value.as_f64().or_else(|| value.as_str()?.parse().ok()).expect("a number");
        U256::from((number * 1e6).round() as u64) * U256::from(1_000_000_000_000u64)
    };
    let cases = |field: &str| vectors[field].as_array().expect("cases").clone();
    for case in cases("vesting") {
        let mut question = case.clone();
        question["op"] = json!("vesting");
        // Without an amount, in units of 10^-18.
        assert_eq!(ask(question.clone()), units(&case["unlocked"]), "{case}");
        question["amount"] = json!("1000");
        assert_eq!(ask(question), units(&case["unlocked"]) / U256::from(10u64.pow(15)), "{case}");
    }
    for case in cases("hatch") {
        let theta = (case["hatch_tribute"].as_f64().expect("a share") * 1e6).round();
        let funding = ask(json!({ "op": "tribute", "amount": units(&case["raised"]).to_string(),
            "tribute_ppm": theta as u64 }));
        assert_eq!(funding, units(&case["funding_pool"]), "{case}");
    }
    for case in cases("ixo_bonds") {
        let tokens = ask(json!({ "op": "hatch_tokens",
            "contribution": units(&case["raised"]).to_string(),
            "price": units(&case["hatch_price"]).to_string() }));
        assert_eq!(tokens, units(&case["supply"]), "{case}");
        let jump = ask(json!({ "op": "opening_jump", "tribute_ppm": 400_000,
            "reserve_ratio_ppm": 333_333 }));
        assert_eq!(jump, U256::from(1_800_002), "rounded up, as is the third");
    }
    for (question, expected) in [
        (json!({ "op": "hatch_tokens", "contribution": 1, "price": 0 }), "at least 1"),
        (json!({ "op": "opening_jump", "tribute_ppm": 1_000_001, "reserve_ratio_ppm": 1 }), "ppm"),
        (json!({ "op": "opening_jump", "tribute_ppm": 0, "reserve_ratio_ppm": 0 }), "out of range"),
        (json!({ "op": "vesting", "cliff": 1, "half_life": 1 }), "age is missing"),
        (json!({ "op": "vesting", "cliff": 1, "half_life": "4294967296", "age": 1 }), "half_life"),
        (json!({ "op": "tribute", "amount": "1", "tribute_ppm": 1_000_001 }), "out of range"),
    ] {
        let answer = &answers(question.to_string().as_bytes())[0];
        assert!(answer["error"].as_str().is_some_and(|it| it.contains(expected)), "{answer}");
    }
}

#[test]
fn the_numbers_of_rules_revocations_and_redemptions_are_answered() {
    let ask = |question: Value| answers(question.to_string().as_bytes()).remove(0);
    let result = |question: Value| whole(&ask(question)["result"]);
    let fading = |mut question: Value| {
        question["half_life"] = json!(3_600);
        question
    };
    let half = result(fading(
        json!({ "op": "supply_threshold", "supply": "1000000", "share_ppm": 500_000 }),
    ));
    let all = result(fading(
        json!({ "op": "supply_threshold", "supply": "1000000", "share_ppm": 1_000_000 }),
    ));
    assert!(half > U256::ZERO && half.abs_diff(all - half) <= U256::ONE, "{half} of {all}");
    // What has built up counts only as far as the stake behind it reaches.
    let counted = |conviction: U256| {
        result(fading(json!({ "op": "counted", "conviction": conviction.to_string(),
            "stake": "500000" })))
    };
    assert_eq!(counted(U256::from(7)), U256::from(7));
    assert_eq!(counted(all), half);
    // The end of a stream never takes more than half of the stake, and never less than its support.
    let revocation = |remaining: u64, share: u32| {
        result(fading(json!({ "op": "revocation_threshold", "remaining": remaining.to_string(),
            "funds": "1000", "supply": "1000000", "share_ppm": share,
            "max_ratio_over_1e7": 2_000_000, "weight_over_1e7": 20_000 })))
    };
    assert_eq!(revocation(5_000, 0), half);
    assert_eq!(revocation(10, 900_000), half);
    assert!(revocation(10, 0) < revocation(100, 0));
    assert!(revocation(10, 0) < revocation(10, 300_000));
    let from = |fields: Value| {
        let mut question = json!({ "op": "executable_from", "announced": 1_000, "notice": 300,
            "short_notice": 100 });
        for (name, value) in fields.as_object().expect("an object") {
            question[name] = value.clone();
        }
        ask(question)["result"].as_str().map(str::to_owned)
    };
    assert_eq!(from(json!({})), Some("1300".into()));
    assert_eq!(from(json!({ "paused_until": 1_000 })), Some("1300".into()));
    assert_eq!(from(json!({ "paused_until": 1_250 })), Some("1350".into()));
    let share = |whole: &str| {
        ask(json!({ "op": "share_of", "amount": "1000", "part": "1", "whole": whole }))
    };
    assert_eq!(share("3")["result"], "333");
    for (question, expected) in [
        (json!({ "op": "share_of", "amount": "1", "part": "1", "whole": "0" }), "at least 1"),
        (json!({ "op": "supply_threshold", "supply": "1", "share_ppm": 1_000_001 }), "1000000"),
        (json!({ "op": "supply_threshold", "supply": "1", "share_ppm": 1 }), "decay is missing"),
        (json!({ "op": "executable_from", "announced": 1 }), "notice is missing"),
    ] {
        let question = match question["share_ppm"] == 1_000_001 {
            true => fading(question),
            false => question,
        };
        let answer = ask(question);
        assert!(answer["error"].as_str().is_some_and(|it| it.contains(expected)), "{answer}");
    }
}
