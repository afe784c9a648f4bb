use super::*;
use crate::amount::{Amount, Ppm};
use serde_json::{Value, json};

fn example() -> Value {
    let contract = |address: &str, code: &str| {
        json!({
            "address": format!("0x{}", address.repeat(20)),
            "code_hash": format!("0x{}", code.repeat(32)),
            "deployer": format!("0x{}", "55".repeat(20)),
        })
    };
    json!({
        "version": 2,
        "genesis_hash": format!("0x{}", "11".repeat(32)),
        "block": { "number": 7, "hash": format!("0x{}", "22".repeat(32)) },
        "chain": {
            "token_symbol": "DOT", "token_decimals": 10,
            "native_to_eth_ratio": 100_000_000, "ss58_prefix": 42
        },
        "contracts": { "commons": contract("33", "44"), "conviction": contract("34", "45") },
        "libraries": {
            "market": format!("0x{}", "66".repeat(32)),
            "treasury": format!("0x{}", "67".repeat(32)),
        },
        "currency": {
            "kind": "native", "address": format!("0x{}", "00".repeat(20)), "symbol": "DOT",
            "decimals": 18
        },
        "parameters": {
            "name": "Weir", "symbol": "WEIR", "decimals": 18, "reserve_ratio_ppm": 200_000,
            "entry_tribute_ppm": 50_000, "exit_tribute_ppm": 20_000,
            "initial_supply": "0", "initial_reserve": "0",
            "hatch": {
                "minimum": "1000000000000000000000", "maximum": "2500000000000000000000",
                "deadline": 1_800_000_000, "price": "50000000000000000", "tribute_ppm": 600_000,
                "vesting_cliff": 1_800, "vesting_half_life": 7_200, "allowlist": false,
                "max_jump_ppm": 3_000_000
            },
            "settings": {
                "spending_limit_ppm": 200_000, "window": 86_400,
                "guardian": format!("0x{}", "77".repeat(20)), "guardian_until": 1_900_000_000
            },
            "conviction": {
                "half_life": 3_600, "weight_ppm": 2_000, "min_stake_ppm": 100_000,
                "deposit": "1000000000000000000", "max_lifetime": 604_800
            }
        }
    })
}

/// The same without a hatch and without a guardian.
fn opened_at_once() -> Value {
    let mut example = example();
    let parameters = &mut example["parameters"];
    parameters.as_object_mut().expect("an object").remove("hatch");
    parameters["initial_supply"] = json!("1000000000000000000000000");
    parameters["initial_reserve"] = json!("10000000000000000000000");
    parameters["settings"].as_object_mut().expect("an object").remove("guardian");
    parameters["settings"]["guardian_until"] = json!(0);
    example
}

fn parse(value: &Value) -> Result<Deployment, DeploymentError> {
    Deployment::parse(&value.to_string(), Path::new("deployment.json"))
}

#[test]
fn a_file_reads_back_as_it_was_saved() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("deep/deployment.json");
    for example in [example(), opened_at_once()] {
        let deployment = parse(&example).expect("valid");
        deployment.save(&path).expect("saved");
        assert_eq!(Deployment::load(&path).expect("loaded"), deployment);
        let text = fs::read_to_string(&path).expect("text");
        assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), example);
    }
}

#[test]
fn a_missing_file_says_how_to_get_one() {
    let error = Deployment::load("/nonexistent/deployment.json").expect_err("missing").to_string();
    assert!(error.contains("weir deploy"), "{error}");
}

#[test]
fn another_version_is_told_before_anything_else() {
    let error = parse(&json!({ "version": 3 })).expect_err("version").to_string();
    assert!(error.contains("format version 3") && !error.contains("weir deploy"), "{error}");
    let error = parse(&json!({ "version": 1 })).expect_err("version").to_string();
    assert!(error.contains("format version 1") && error.contains("weir deploy"), "{error}");
}

#[test]
fn values_that_cannot_be_true_are_refused() {
    let zero = || json!(format!("0x{}", "00".repeat(20)));
    let changes: Vec<(&str, Value, &str)> = vec![
        ("/contracts/commons/address", zero(), "of the Commons is zero"),
        ("/contracts/conviction/address", zero(), "of the conviction contract is zero"),
        (
            "/contracts/conviction/address",
            json!(format!("0x{}", "33".repeat(20))),
            "the same address",
        ),
        ("/contracts/commons/address", json!("0x12"), "not a deployment file"),
        ("/chain/native_to_eth_ratio", json!(0), "not a power of ten"),
        ("/chain/native_to_eth_ratio", json!(1_000), "18 decimals"),
        ("/currency/decimals", json!(6), "native currency has 6 decimals"),
        ("/currency/kind", json!("erc20"), "currency's address is zero"),
        ("/currency/kind", json!("gold"), "not a deployment file"),
        ("/parameters/name", json!("x".repeat(33)), "33 bytes"),
        ("/parameters/symbol", json!(""), "symbol is empty"),
        ("/parameters/initial_supply", json!("1.5"), "base units"),
        ("/parameters/initial_supply", json!("1"), "neither supply nor reserve"),
    ];
    refused(&example(), &changes);
    refused(
        &opened_at_once(),
        &[
            ("/parameters/initial_supply", json!("0"), "initial supply must be above zero"),
            ("/parameters/initial_reserve", json!("0"), "initial reserve must be above zero"),
        ],
    );
}

#[test]
fn parameters_that_the_contracts_would_refuse_are_told_in_words() {
    let domain = ((1u128 << 112) + 1).to_string();
    let ten_years = 10 * 365 * 24 * 3600;
    let changes: Vec<(&str, Value, &str)> = vec![
        ("/parameters/reserve_ratio_ppm", json!(0), "reserve ratio"),
        ("/parameters/reserve_ratio_ppm", json!(1_000_001), "reserve ratio"),
        ("/parameters/entry_tribute_ppm", json!(1_000_000), "entry tribute"),
        ("/parameters/exit_tribute_ppm", json!(2_000_000), "exit tribute"),
        ("/parameters/hatch/minimum", json!("0"), "minimum must be above zero"),
        ("/parameters/hatch/minimum", json!("2500000000000000000001"), "above its maximum"),
        ("/parameters/hatch/maximum", json!(domain), "2^112"),
        ("/parameters/hatch/price", json!("0"), "price must be above zero"),
        ("/parameters/hatch/price", json!("1"), "so low"),
        ("/parameters/hatch/price", json!(u128::MAX.to_string()), "more than the contract"),
        ("/parameters/hatch/tribute_ppm", json!(1_000_000), "hatch tribute"),
        ("/parameters/hatch/tribute_ppm", json!(100_000), "jump to 4.5 times"),
        ("/parameters/hatch/max_jump_ppm", json!(1_999_999), "jump to 2 times"),
        ("/parameters/hatch/vesting_half_life", json!(0), "needs a vesting half-life"),
        ("/parameters/hatch/vesting_cliff", json!(ten_years + 1), "ten years"),
        ("/parameters/settings/spending_limit_ppm", json!(0), "spending limit"),
        ("/parameters/settings/spending_limit_ppm", json!(1_000_001), "spending limit"),
        ("/parameters/settings/window", json!(0), "window"),
        ("/parameters/settings/window", json!(ten_years), "window"),
        ("/parameters/settings/guardian_until", json!(0), "needs an end date"),
        ("/parameters/conviction/half_life", json!(0), "at least a second"),
        ("/parameters/conviction/half_life", json!(ten_years + 1), "ten years"),
        ("/parameters/conviction/weight_ppm", json!(0), "weight must be above"),
        ("/parameters/conviction/weight_ppm", json!(40_000), "at most 3.9999%"),
        ("/parameters/conviction/min_stake_ppm", json!(1_000_001), "minimum stake"),
        ("/parameters/conviction/max_lifetime", json!(0), "lifetime"),
    ];
    refused(&example(), &changes);
    let mut without = example();
    without["parameters"]["settings"].as_object_mut().expect("an object").remove("guardian");
    let error = parse(&without).expect_err("an end without a guardian").to_string();
    assert!(error.contains("no guardian"), "{error}");
}

fn refused(example: &Value, changes: &[(&str, Value, &str)]) {
    for (pointer, value, expected) in changes {
        let mut changed = example.clone();
        *changed.pointer_mut(pointer).expect("a field") = value.clone();
        let error = parse(&changed).expect_err(pointer).to_string();
        assert!(error.contains(expected), "{pointer}: {error}");
    }
}

#[test]
fn times_must_lie_ahead_and_not_too_far() {
    let parameters = parse(&example()).expect("valid").parameters;
    let at = |now: u64| parameters.validate_at(now);
    assert_eq!(at(1_799_999_999), Ok(()));
    assert!(at(1_800_000_000).expect_err("over").contains("deadline has passed"));
    assert!(at(1_800_000_000 - YEAR - 1).expect_err("far").contains("more than a year"));
    let mut late = parameters.clone();
    late.settings.guardian_until = 1_799_000_000 + 4 * YEAR + 1;
    assert!(late.validate_at(1_799_000_000).expect_err("far").contains("four years"));
    late.settings.guardian_until = 1_799_000_000;
    assert!(late.validate_at(1_799_000_000).expect_err("over").contains("end date has passed"));
}

#[test]
fn the_opening_price_and_its_jump_follow_from_tribute_and_ratio() {
    let hatch = parse(&example()).expect("valid").parameters.hatch.expect("a hatch");
    let ratio = Ppm::new(200_000);
    assert_eq!(hatch.jump_ppm(ratio), Some(2_000_000));
    assert_eq!(hatch.opening_price(ratio).map(|price| price.to_string()), Some("0.1".into()));
    assert_eq!(hatch.tokens(Amount::whole(1)), Some(Amount::whole(20)));
}

#[test]
fn a_missing_field_is_named() {
    for (parent, field) in
        [("", "genesis_hash"), ("", "currency"), ("", "libraries"), ("/contracts", "conviction")]
    {
        let mut changed = example();
        let object = changed.pointer_mut(parent).and_then(Value::as_object_mut);
        object.expect("an object").remove(field);
        let error = parse(&changed).expect_err("incomplete").to_string();
        assert!(error.contains(field), "{error}");
    }
}
