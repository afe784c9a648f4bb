//! Published numbers of other implementations of the same curve.

use std::{fs, path::Path};

use serde_json::Value;
use weir_economics::{purchase_return, sale_return};

#[test]
fn every_published_number_is_met_to_the_last_unit_or_one_below() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/curve.json");
    let vectors: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let cases = vectors["cases"].as_array().unwrap();
    assert!(cases.len() >= 35);
    for case in cases {
        let number = |field: &str| -> u128 { case[field].as_str().unwrap().parse().unwrap() };
        let ratio = case["reserve_ratio_ppm"].as_u64().unwrap() as u32;
        let function = match case["op"].as_str().unwrap() {
            "purchase_return" => purchase_return,
            "sale_return" => sale_return,
            other => panic!("no function {other}"),
        };
        let result =
            function(number("supply"), number("reserve"), ratio, number("amount")).unwrap();
        let exact = number("floor_exact");
        assert!(result == exact || result + 1 == exact, "{case}: {result}");
    }
}
