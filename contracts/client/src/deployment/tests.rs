use super::*;
use serde_json::{Value, json};

fn example() -> Value {
    json!({
        "version": 1,
        "genesis_hash": format!("0x{}", "11".repeat(32)),
        "block": { "number": 7, "hash": format!("0x{}", "22".repeat(32)) },
        "chain": {
            "token_symbol": "DOT", "token_decimals": 10,
            "native_to_eth_ratio": 100_000_000, "ss58_prefix": 42
        },
        "contracts": { "commons": {
            "address": format!("0x{}", "33".repeat(20)),
            "code_hash": format!("0x{}", "44".repeat(32)),
            "deployer": format!("0x{}", "55".repeat(20)),
        }, "library_hash": format!("0x{}", "66".repeat(32)) },
        "parameters": {
            "name": "Weir", "symbol": "WEIR", "decimals": 18, "reserve_ratio_ppm": 200_000,
            "entry_tribute_ppm": 50_000, "exit_tribute_ppm": 20_000,
            "initial_supply": "1000000000000000000000000", "initial_reserve": "10000000000000000000000"
        }
    })
}

fn parse(value: &Value) -> Result<Deployment, DeploymentError> {
    Deployment::parse(&value.to_string(), Path::new("deployment.json"))
}

#[test]
fn a_file_reads_back_as_it_was_saved() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("deep/deployment.json");
    let deployment = parse(&example()).expect("valid");
    deployment.save(&path).expect("saved");
    assert_eq!(Deployment::load(&path).expect("loaded"), deployment);
    let text = fs::read_to_string(&path).expect("text");
    assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), example());
}

#[test]
fn a_missing_file_says_how_to_get_one() {
    let error = Deployment::load("/nonexistent/deployment.json").expect_err("missing").to_string();
    assert!(error.contains("weir deploy"), "{error}");
}

#[test]
fn another_version_is_told_before_anything_else() {
    let error = parse(&json!({ "version": 2 })).expect_err("version").to_string();
    assert!(error.contains("format version 2"), "{error}");
}

#[test]
fn values_that_cannot_be_true_are_refused() {
    let changes: [(&str, Value, &str); 12] = [
        ("/contracts/commons/address", json!(format!("0x{}", "00".repeat(20))), "address is zero"),
        ("/contracts/commons/address", json!("0x12"), "not a deployment file"),
        ("/chain/native_to_eth_ratio", json!(0), "not a power of ten"),
        ("/chain/native_to_eth_ratio", json!(1_000), "18 decimals"),
        ("/parameters/reserve_ratio_ppm", json!(0), "reserve ratio"),
        ("/parameters/reserve_ratio_ppm", json!(1_000_001), "reserve ratio"),
        ("/parameters/entry_tribute_ppm", json!(1_000_000), "entry tribute"),
        ("/parameters/exit_tribute_ppm", json!(2_000_000), "exit tribute"),
        ("/parameters/initial_supply", json!("0"), "initial supply"),
        ("/parameters/initial_reserve", json!("1.5"), "base units"),
        ("/parameters/name", json!("x".repeat(33)), "33 bytes"),
        ("/parameters/symbol", json!(""), "symbol is empty"),
    ];
    for (pointer, value, expected) in changes {
        let mut changed = example();
        *changed.pointer_mut(pointer).expect("a field") = value;
        let error = parse(&changed).expect_err(pointer).to_string();
        assert!(error.contains(expected), "{pointer}: {error}");
    }
}

#[test]
fn a_missing_field_is_named() {
    let mut changed = example();
    changed.as_object_mut().expect("an object").remove("genesis_hash");
    let error = parse(&changed).expect_err("incomplete").to_string();
    assert!(error.contains("genesis_hash"), "{error}");
}
