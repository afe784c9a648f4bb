use super::*;
use crate::{
    amount::{Amount, Ppm},
    rule::{Bounds, Rule},
};
use serde_json::{Value, json};

fn example() -> Value {
    let contract = |address: &str, code: &str| {
        json!({
            "address": format!("0x{}", address.repeat(20)),
            "code_hash": format!("0x{}", code.repeat(32)),
            "deployer": format!("0x{}", "55".repeat(20)),
        })
    };
    let bounds =
        |least: &str, most: &str, step: &str| json!({ "least": least, "most": most, "step": step });
    json!({
        "version": 3,
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
                "guardian": format!("0x{}", "77".repeat(20)), "guardian_until": 1_900_000_000,
                "bounds": {
                    "entry_tribute": bounds("0", "300000", "20000"),
                    "exit_tribute": bounds("0", "0", "0"),
                    "spending_limit": bounds("10000", "500000", "50000"),
                    "window": bounds("86400", "31536000", "2592000")
                }
            },
            "conviction": {
                "half_life": 3_600, "weight_ppm": 2_000, "min_stake_ppm": 100_000,
                "deposit": "1000000000000000000", "max_lifetime": 604_800,
                "notice": 3_600, "long_notice": 302_400, "rule_share_ppm": 250_000,
                "exit_share_ppm": 400_000,
                "bounds": {
                    "notice": bounds("3600", "302400", "86400"),
                    "weight": bounds("500", "8000", "1000"),
                    "min_stake": bounds("0", "500000", "20000"),
                    "deposit": bounds("0", "10000000000000000000", "1000000000000000000"),
                    "half_life": bounds("1800", "7200", "720")
                }
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
    let told = |version: u32| {
        let error = parse(&json!({ "version": version })).expect_err("version").to_string();
        assert!(error.contains(&format!("format version {version}")), "{error}");
        error
    };
    assert!(!told(4).contains("weir deploy"));
    assert!(told(1).contains("weir deploy") && told(1).contains("without hatch"));
    assert!(told(2).contains("weir deploy") && told(2).contains("without notice"));
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
        ("/parameters/conviction/max_lifetime", json!(302_400), "could never be executed"),
        ("/parameters/conviction/notice", json!(302_401), "above the long notice"),
        ("/parameters/conviction/rule_share_ppm", json!(1_000_000), "rule share"),
        ("/parameters/conviction/exit_share_ppm", json!(1_000_000), "exit share"),
    ];
    refused(&example(), &changes);
    let mut without = example();
    without["parameters"]["settings"].as_object_mut().expect("an object").remove("guardian");
    let error = parse(&without).expect_err("an end without a guardian").to_string();
    assert!(error.contains("no guardian"), "{error}");
}

#[test]
fn bounds_that_the_contracts_would_refuse_are_told_in_words() {
    let bounds = |pointer: &str| format!("/parameters/{pointer}");
    let commons = |rule: &str| bounds(&format!("settings/bounds/{rule}"));
    let vote = |rule: &str| bounds(&format!("conviction/bounds/{rule}"));
    let ten_years = (10 * YEAR + 1).to_string();
    for (pointer, value, expected) in [
        (commons("entry_tribute/most"), "49999", "do not hold its value of 5%"),
        (commons("entry_tribute/least"), "50001", "do not hold its value of 5%"),
        (commons("entry_tribute/most"), "1000000", "go beyond what it can be"),
        (commons("spending_limit/least"), "0", "go beyond what it can be: 0.0001% to 100%"),
        (commons("spending_limit/most"), "1000001", "go beyond"),
        (commons("window/most"), "31536001", "go beyond"),
        (commons("window/least"), "86401", "the bounds of window"),
        (vote("notice/most"), "302401", "go beyond"),
        (vote("weight/least"), "0", "go beyond"),
        (vote("min_stake/most"), "1000001", "go beyond"),
        (vote("half_life/most"), ten_years.as_str(), "go beyond"),
        (vote("deposit/least"), "1000000000000000001", "do not hold its value of 1"),
        (vote("deposit/most"), "-1", "no whole number"),
    ] {
        refused(&example(), &[(&pointer, json!(value), expected)]);
    }
    // Of a rule that never changes they do not matter.
    let mut fixed = example();
    *fixed.pointer_mut(&commons("exit_tribute/most")).expect("a field") = json!("7");
    assert!(parse(&fixed).is_ok());
}

#[test]
fn the_usual_bounds_hold_every_value_and_are_accepted() {
    let parameters = parse(&example()).expect("valid").parameters;
    let usual = |change: fn(&mut Parameters)| {
        let mut parameters = parameters.clone();
        change(&mut parameters);
        for rule in Rule::ALL {
            parameters.set_bounds(rule, parameters.usual_bounds(rule));
        }
        assert_eq!(parameters.validate(), Ok(()));
        parameters
    };
    let bounds = |parameters: &Parameters, rule| {
        let Bounds { least, most, step } = parameters.bounds(rule);
        (least, most, step)
    };
    let plain = usual(|_| ());
    assert_eq!(bounds(&plain, Rule::EntryTribute), (0, 300_000, 20_000));
    assert_eq!(bounds(&plain, Rule::Window), (86_400, YEAR.into(), 30 * 86_400));
    assert_eq!(bounds(&plain, Rule::Notice), (3_600, 302_400, 86_400));
    assert_eq!(bounds(&plain, Rule::Weight), (500, 8_000, 1_000));
    assert_eq!(bounds(&plain, Rule::HalfLife), (1_800, 7_200, 720));
    let high = usual(|p| p.entry_tribute_ppm = Ppm::new(900_000));
    assert_eq!(bounds(&high, Rule::EntryTribute).1, 900_000);
    let short = usual(|p| p.conviction.notice = 60);
    assert_eq!(bounds(&short, Rule::Notice).0, 60);
    let free = usual(|p| p.conviction.deposit = Amount::ZERO);
    assert!(free.bounds(Rule::Deposit).is_fixed());
    let least = usual(|p| p.conviction.weight_ppm = Ppm::new(1));
    assert_eq!(bounds(&least, Rule::Weight), (1, 4, 1));
    usual(|p| p.conviction.half_life = TEN_YEARS);
    usual(|p| {
        (p.conviction.max_lifetime, p.conviction.notice, p.conviction.long_notice) = (1, 0, 0);
    });
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
