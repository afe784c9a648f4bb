//! Published numbers of other implementations of the same formulas.

#![allow(clippy::unwrap_used)]

#[path = "support/vote.rs"]
#[allow(dead_code)] // Only to write convictions as numbers.
mod vote;

use std::{fs, path::Path};

use num_bigint::BigInt;
use serde_json::Value;
use vote::number;
use weir_economics::{
    Conviction, Decay, Error, ONE, PPM, RULE_WHOLE, Rule, conviction, forecast::largest_request,
    hatch_tokens, locked, opening_jump, purchase_return, sale_return, spot_price, threshold,
    tribute,
};

/// A file of vectors.
fn read(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors").join(name);
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// A number that stands as text.
fn text<T: std::str::FromStr>(case: &Value, field: &str) -> T {
    case[field].as_str().and_then(|text| text.parse().ok()).unwrap_or_else(|| panic!("{case}"))
}

/// A decay as a share of 10^7, as 1Hive states it.
fn decay(over_1e7: u128) -> Decay {
    // (decay << 128) / 10^7, in two steps of 64 bits.
    let whole = u128::from(RULE_WHOLE);
    let high = (over_1e7 << 64) / whole;
    let low = (((over_1e7 << 64) % whole) << 64) / whole;
    Decay::new(high << 64 | low).unwrap()
}

/// A published rule: decay, limit and weight, all over 10^7.
fn rule(decay_over_1e7: u128, limit: u32, weight: u32) -> Rule {
    Rule { decay: decay(decay_over_1e7), limit, weight }
}

/// Whether a number is within a share of 10^-digits of a published one, both whole.
fn close(result: &BigInt, published: &BigInt, digits: u32) -> bool {
    let off: BigInt = (result - published) * BigInt::from(10).pow(digits);
    off.magnitude() <= published.magnitude()
}

#[test]
fn every_published_trade_is_met_to_the_last_unit_or_one_below() {
    let vectors = read("curve.json");
    let cases = vectors["cases"].as_array().unwrap();
    assert!(cases.len() >= 35);
    for case in cases {
        let ratio = case["reserve_ratio_ppm"].as_u64().unwrap() as u32;
        let function = match case["op"].as_str().unwrap() {
            "purchase_return" => purchase_return,
            "sale_return" => sale_return,
            other => panic!("no function {other}"),
        };
        let (supply, reserve, amount) =
            (text(case, "supply"), text(case, "reserve"), text(case, "amount"));
        let result: u128 = function(supply, reserve, ratio, amount).unwrap();
        let exact: u128 = text(case, "floor_exact");
        assert!(result == exact || result + 1 == exact, "{case}: {result}");
    }
}

#[test]
fn every_published_conviction_and_threshold_is_met() {
    let vectors = read("conviction.json");
    let cases = vectors["cases"].as_array().unwrap();
    assert!(cases.len() >= 12);
    for case in cases {
        let small = |field: &str| case[field].as_u64().unwrap_or_else(|| panic!("{case}"));
        let decay_over_1e7 = small("decay_over_1e7").into();
        let published: BigInt = text(case, "result");
        match case["op"].as_str().unwrap() {
            "conviction" => {
                let previous = Conviction::from(text::<u128>(case, "previous"));
                let stake = text(case, "stake");
                let result = conviction(previous, stake, decay(decay_over_1e7), small("steps"));
                assert_eq!(number(result.unwrap()), published, "{case}");
            }
            "threshold" => {
                let (limit, weight) = (small("max_ratio_over_1e7"), small("weight_over_1e7"));
                let rule = rule(decay_over_1e7, limit as u32, weight as u32);
                let (requested, funds) = (text(case, "requested"), text(case, "funds"));
                let result = threshold(requested, funds, text(case, "supply"), &rule).unwrap();
                assert!(close(&number(result), &published, 15), "{case}: {result:?}");
            }
            other => panic!("no function {other}"),
        }
    }
}

#[test]
fn gardens_thresholds_are_met_as_far_as_they_are_the_same_formula() {
    // ConvictionVoting.sol and ConvictionsUtils.sol of the same call; the exact value lies between.
    let result =
        threshold(ONE, 745 * ONE, 1_164 * ONE, &rule(9_999_599, 2_000_000, 20_000)).unwrap();
    let exact: BigInt = "1471050960983224917982619".parse().unwrap();
    assert!(close(&number(result), &exact, 20), "{result:?}");
    for published in ["1471050960983224918964465", "1471050960983224919386861"] {
        assert!(close(&number(result), &published.parse().unwrap(), 17), "{published}");
    }
    // A request of nothing, whether there are funds or not.
    let nothing = rule(5_000_000, 9_000_000, 1_000_000);
    for (requested, funds) in [(0, 0), (0, 100)] {
        let result = threshold(requested, funds, 1_000_000_000_000, &nothing).unwrap();
        assert_eq!(number(result), 246_913_580_247u64.into());
    }
    // Where Gardens answers with the largest number, this refuses.
    assert_eq!(threshold(1, 0, 1_000_000_000_000, &nothing), Err(Error::OverLimit));
    assert_eq!(threshold(91 * ONE, 100 * ONE, 1, &nothing), Err(Error::OverLimit));
    assert_eq!(threshold(90 * ONE, 100 * ONE, 1, &nothing), Err(Error::OverLimit));
    assert_eq!(threshold(1, 100, 0, &nothing), Ok(Conviction::ZERO));
}

#[test]
fn block_sciences_threshold_and_largest_request_are_met() {
    // Their model has a half-life of three steps; a threshold of 6783.89... for next to nothing.
    let rule = Rule { decay: Decay::from_half_life(3).unwrap(), limit: 2_000_000, weight: 25_000 };
    let tokens = |cents: u128| cents * ONE / 100;
    let (supply, funds) = (tokens(2_239_222), tokens(486_721));
    let least = number(threshold(0, funds, supply, &rule).unwrap());
    assert!(close(&least, &"6783893932236272000000".parse().unwrap(), 15), "{least}");
    // 730.0815: 15 % of the funds.
    assert_eq!(largest_request(supply, funds, &rule), funds * 3 / 20 - 1);
}

#[test]
fn a_decay_of_one_is_refused() {
    // 10^7 over 10^7 leaves no bits of the fraction, as does none at all.
    assert_eq!(Decay::new(0), Err(Error::OutOfDomain));
    assert_eq!(Decay::from_half_life(0), Err(Error::OutOfDomain));
}

#[test]
fn every_published_hatch_is_met() {
    let vectors = read("hatch.json");
    let cases = |field: &str| vectors[field].as_array().unwrap().clone();
    let ppm = |case: &Value, field: &str| (case[field].as_f64().unwrap() * 1e6).round() as u32;
    let whole = |case: &Value, field: &str| {
        (case[field].as_f64().or_else(|| case[field].as_str()?.parse().ok()).unwrap() * 1e6).round()
            as u128
            * (ONE / 1_000_000)
    };

    assert_eq!(cases("vesting").len(), 6);
    for case in cases("vesting") {
        let seconds = |field: &str| case[field].as_u64().unwrap();
        let vests = locked(ONE, seconds("age"), seconds("cliff"), seconds("half_life"));
        assert_eq!(ONE - vests, whole(&case, "unlocked"), "{case}");
    }

    assert_eq!(cases("hatch").len(), 2);
    for case in cases("hatch") {
        let (raised, theta) = (whole(&case, "raised"), ppm(&case, "hatch_tribute"));
        let funding = tribute(raised, theta).unwrap();
        assert_eq!(funding, whole(&case, "funding_pool"), "{case}");
        assert_eq!(raised - funding, whole(&case, "reserve"), "{case}");
        if case["kappa"].is_u64() {
            let ratio = PPM / case["kappa"].as_u64().unwrap() as u32;
            let supply = whole(&case, "hatch_supply");
            let price = spot_price(supply, raised - funding, ratio).unwrap();
            assert_eq!(price, whole(&case, "spot_price"), "{case}");
            let jump = u128::from(opening_jump(theta, ratio).unwrap());
            let hatch_price = raised / (supply / ONE);
            assert_eq!(hatch_price * jump / u128::from(PPM), price, "{case}");
        }
    }

    for case in cases("after_hatch") {
        let ratio = PPM / case["kappa"].as_u64().unwrap() as u32;
        let (supply, reserve) = (whole(&case, "supply"), whole(&case, "reserve"));
        let gross = sale_return(supply, reserve, ratio, whole(&case, "burn")).unwrap();
        let exact = whole(&case, "gross");
        assert!(gross == exact || gross + 1 == exact, "{case}: {gross}");
        let net = gross - tribute(gross, ppm(&case, "exit_tribute")).unwrap();
        assert!(whole(&case, "net") - net <= 2, "{case}: {net}");
    }

    for case in cases("ixo_bonds") {
        // A third as reserve ratio is rounded down, by a millionth of it.
        let ratio = PPM / case["kappa"].as_u64().unwrap() as u32;
        let (raised, theta) = (whole(&case, "raised"), ppm(&case, "theta"));
        let supply = hatch_tokens(raised, whole(&case, "hatch_price")).unwrap();
        assert_eq!(supply, whole(&case, "supply"), "{case}");
        let reserve = raised - tribute(raised, theta).unwrap();
        assert_eq!(reserve, whole(&case, "reserve"), "{case}");
        let (price, published) =
            (spot_price(supply, reserve, ratio).unwrap(), whole(&case, "spot_after"));
        assert!(close(&price.into(), &published.into(), 5), "{case}: {price}");
        let jump = u128::from(opening_jump(theta, ratio).unwrap());
        assert!(whole(&case, "hatch_price") * jump / u128::from(PPM) >= price, "{case}: {jump}");
    }
}

#[test]
fn the_commons_simulators_vesting_is_met() {
    // A batch of 10,000 with cliff and half-life of 3, at 6; and 500 with 1 and 1, at 3.
    assert_eq!(10_000 - locked(10_000, 6, 3, 3), 5_000);
    assert_eq!(500 - locked(500, 3, 1, 1), 375);
    // 80 % in 90 days: cliff 41.648 and half-life 20.824 days.
    let (cliff, half_life, end) = (3_598_394, 1_799_197, 7_776_000);
    let free = ONE - locked(ONE, end, cliff, half_life);
    assert!(close(&free.into(), &(ONE / 10 * 8).into(), 6), "{free}");
}

#[test]
fn the_hatch_apps_tokens_are_met() {
    // value x exchangeRate / 10^6 with a rate of one; TEC's hatch: 1,571,223.57 wxDAI raised.
    assert_eq!(hatch_tokens(20_000 * ONE, ONE), Ok(20_000 * ONE));
    assert_eq!(hatch_tokens(157_122_357 * ONE / 100, ONE), Ok(157_122_357 * ONE / 100));
    // Its hatch tribute of 2 %.
    assert_eq!(tribute(100_000 * ONE, 20_000), Ok(2_000 * ONE));
}
