//! Payouts, value equations, equipment and bounties, through the real program.

use super::answers;
use serde_json::{Value, json};

/// Holds every case of a file to its expected answer.
fn hold(file: &str, least: usize) {
    let vectors: Value = serde_json::from_str(file).expect("JSON");
    let cases = vectors["cases"].as_array().expect("cases");
    assert!(cases.len() >= least, "the vectors are there");
    let question = |case: &Value| {
        let mut question = case["input"].clone();
        question["op"] = case["op"].clone();
        format!("{question}\n")
    };
    let questions: String = cases.iter().map(question).collect();
    let answers = answers(questions.as_bytes());
    assert_eq!(answers.len(), cases.len());
    for (case, answer) in cases.iter().zip(answers) {
        if case["expected"]["error"].is_null() {
            assert_eq!(answer, json!({ "result": case["expected"] }), "{}", case["id"]);
        } else {
            assert!(answer["error"].is_string(), "{}: {answer}", case["id"]);
            assert!(answer.get("result").is_none(), "{}: {answer}", case["id"]);
        }
    }
}

#[test]
fn a_batch_pays_by_cred_as_published() {
    hold(include_str!("../../../../tests/vectors/rewards.json"), 94);
}

#[test]
fn a_batch_divides_by_contributions_as_published() {
    hold(include_str!("../../../../tests/vectors/contributions.json"), 60);
}

/// Asks one question.
fn ask(question: &Value) -> Value {
    let mut answers = answers(format!("{question}\n").as_bytes());
    assert_eq!(answers.len(), 1);
    answers.remove(0)
}

/// The reason for which a question is refused.
fn refusal(question: &Value) -> String {
    let answer = ask(question);
    answer["error"].as_str().unwrap_or_else(|| panic!("{question}: {answer}")).to_string()
}

#[test]
fn a_refusal_names_the_place_and_the_reason() {
    let policy = |change: &dyn Fn(&mut Value)| {
        let mut question = json!({
            "op": "recent", "budget": "100", "cred_scale": "1", "discount_ppm": 160_000,
            "intervals": [[0, 7], [7, 14]], "effective": 14,
            "participants": [{ "id": "ana", "cred": ["1", "2"] }, { "id": "bo", "cred": ["3", "4"] }],
        });
        change(&mut question);
        question
    };
    assert!(ask(&policy(&|_| ()))["result"].is_object());
    type Change<'a> = &'a dyn Fn(&mut Value);
    let cases: [(Change<'_>, &str); 14] = [
        (&|q| q["participants"][1]["cred"][0] = json!("-3"), "participants[1].cred[0] is negative"),
        (&|q| q["participants"][1]["cred"][0] = json!("3.5"), "participants[1].cred[0] must be"),
        (&|q| q["participants"][1]["cred"][0] = json!(3.5), "participants[1].cred[0] must be"),
        (&|q| q["participants"][1]["cred"] = json!("3"), "participants[1].cred must be a list"),
        (&|q| q["participants"][1]["paid"] = json!(["1"]), "length_mismatch"),
        (&|q| q["participants"][1]["id"] = json!("ana"), "duplicate_account"),
        (&|q| q["participants"][1]["active"] = json!("no"), "participants[1].active must be true"),
        (&|q| q["participants"][1] = json!(7), "participants[1].id is missing"),
        (&|q| q["intervals"] = json!([[7, 14], [0, 7]]), "unordered_intervals"),
        (&|q| q["intervals"][1] = json!([7]), "an interval must be"),
        (&|q| q["effective"] = json!("soon"), "effective must be a moment"),
        (&|q| q["exclusions"] = json!(["ana", "bo"]), "zero_total"),
        (&|q| q["discount_ppm"] = json!("18446744073709551616"), "discount_out_of_range"),
        (&|q| q["budget"] = Value::Null, "budget is missing"),
    ];
    for (change, reason) in cases {
        let question = policy(change);
        let refusal = refusal(&question);
        assert!(refusal.contains(reason), "{question}: {refusal}");
    }
    assert!(refusal(&json!({ "op": "divide" })).contains("payout_round"));
}

#[test]
fn what_would_be_ambiguous_is_refused() {
    let twice = br#"{"op":"bounty_refund","contributions":{"a":"1","a":"2"},"spent":"0"}"#;
    let refusal = answers(twice).remove(0);
    assert!(refusal["error"].as_str().expect("refused").contains("\"a\" stands there twice"));
    let worker = json!({ "agent": "x", "share_ppm": 500_000, "stake": "5" });
    let bounty = json!({ "op": "bounty_payout", "contributions": { "u": "10" },
        "reviewer_ppm": 0, "workers": [worker, worker] });
    assert!(self::refusal(&bounty).contains("duplicate_account"));
    let both = json!({ "op": "distribute", "amount": "5", "behaviour": "straight",
        "buckets": [{ "ppm": 1, "agent": "a", "division": "percentage", "claims": [] }] });
    assert!(self::refusal(&both).contains("buckets[0] must have either agent or claims"));
    let stranger = json!({ "op": "owners_entitlement", "contributions": { "a": "10" },
        "return_ppm": 1_200_000, "income": "5", "claimed": { "b": "1" } });
    assert!(self::refusal(&stranger).contains("no owner"));
}

#[test]
fn numbers_near_the_top_are_exact_or_refused() {
    let top = "115792089237316195423570985008687907853269984665640564039457584007913129639935";
    let above = "115792089237316195423570985008687907853269984665640564039457584007913129639936";
    let split = |budget: &str, scores: Value| {
        ask(&json!({ "op": "split", "budget": budget, "scores": scores }))
    };
    // The scores' sum and the products exceed 256 bits; the pieces do not.
    let half = "57896044618658097711785492504343953926634992332820282019728792003956564819967";
    let more = "57896044618658097711785492504343953926634992332820282019728792003956564819968";
    let amounts = json!({ "result": { "amounts": [half, more] } });
    assert_eq!(split(top, json!([top, top])), amounts);
    let refused = split("1", json!([above]));
    assert!(refused["error"].as_str().expect("refused").contains("above 2^256 - 1"), "{refused}");
    let claims = json!({ "op": "bounty_refund", "contributions": { "a": top, "b": "1" },
        "spent": "0" });
    assert!(refusal(&claims).contains("overflow"));
}

#[test]
fn a_round_of_many_accounts_is_answered_in_good_time() {
    let cred: Vec<String> = (1..=52).map(|week: u64| (week * 1_000_000_007).to_string()).collect();
    let participants: Vec<Value> =
        (0..2_000).map(|id| json!({ "id": format!("{id:040x}"), "cred": cred })).collect();
    let weeks: Vec<Value> = (0..52).map(|week| json!([7 * week, 7 * week + 7])).collect();
    let question = json!({ "op": "recent", "budget": "1000000000000000000000000",
        "cred_scale": "1", "discount_ppm": 160_000, "intervals": weeks, "effective": 364,
        "participants": participants });
    let started = std::time::Instant::now();
    let answer = ask(&question);
    assert_eq!(answer["result"]["amounts"].as_object().expect("amounts").len(), 2_000);
    assert!(started.elapsed() < std::time::Duration::from_secs(30), "{:?}", started.elapsed());
}
