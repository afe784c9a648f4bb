use super::*;
use proptest::prelude::*;

fn amount(text: &str) -> Amount {
    text.parse().expect("an amount")
}

const RATIO: Ppm = Ppm::new(200_000);

#[test]
fn a_price_is_shown_to_six_digits_however_small_or_large() {
    let shown = |money: &str, decimals| {
        Price::per_token(Amount::parse_with(money, decimals).expect("money")).shown(decimals)
    };
    assert_eq!(shown("12.3456789", 18), "12.345678");
    assert_eq!(shown("0.05", 18), "0.05");
    assert_eq!(shown("0.0500374", 18), "0.0500374");
    assert_eq!(shown("0.00000012345678", 18), "0.000000123456");
    assert_eq!(shown("0.000000000000000001", 18), "0.000000000000000001");
    assert_eq!(shown("0", 18), "0");
    assert_eq!(shown("0.05", 6), "0.05");
    assert_eq!(shown("1234567.891", 6), "1,234,567.891");
}

#[test]
fn a_price_below_the_money_s_smallest_unit_is_no_zero() {
    // 1 unit of a money with 6 decimals for 4,000 tokens.
    let price = Price::of(Amount::from_base_units(1), Amount::whole(4_000)).expect("a price");
    assert_eq!(price.shown(6), "0.00000000025");
    assert_eq!(price.base_units(), Some(U256::ZERO));
}

#[test]
fn a_price_beyond_what_the_contract_can_count_is_still_one() {
    let one = Amount::from_base_units(1);
    assert_eq!(weir_economics::spot_price(1, 1_000 * 10u128.pow(18), 200_000).ok(), None);
    let price = Price::spot(one, Amount::whole(1_000), RATIO).expect("a price");
    assert_eq!(
        price.base_units().map(|units| units.to_string()),
        Some(format!("5{}", "0".repeat(39)))
    );
    assert_eq!(price.shown(18), "5 x 10^21");
    assert_eq!(Price::spot(Amount::ZERO, one, RATIO), None);
}

#[test]
fn what_is_held_is_rounded_once() {
    // A third of 15,000 is exactly 5,000, though a third is no decimal number.
    let price = Price::of(Amount::whole(1), Amount::whole(3)).expect("a price");
    assert_eq!(price.worth(Amount::whole(15_000)), Some(Amount::whole(5_000).wide()));
}

#[test]
fn a_distance_is_a_share_in_either_direction_and_never_clipped() {
    let price = |text: &str| Price::per_token(amount(text));
    let far = |from: &str, to: &str| price(from).distance(&price(to)).map(|far| far.to_string());
    assert_eq!(far("100", "105").as_deref(), Some("5%"));
    assert_eq!(far("100", "95").as_deref(), Some("5%"));
    assert_eq!(far("100", "100").as_deref(), Some("0%"));
    assert_eq!(far("0.000000000000001", "0.320000000000001").as_deref(), Some("3.2 x 10^16 %"));
    assert_eq!(far("0", "1"), None);
    assert_eq!(
        serde_json::to_string(&price("1").distance(&price("3"))).ok().as_deref(),
        Some("2000000")
    );
    let huge = Share::of(Amount::MAX, Amount::from_base_units(1)).expect("a share");
    assert_eq!(serde_json::to_string(&huge).ok(), Some(format!("\"{}000000\"", u128::MAX)));
}

proptest! {
    #[test]
    fn a_spot_price_is_the_contract_s_wherever_that_has_one(
        supply in 1u128..1 << 112, reserve in 1u128..1 << 112, ratio in 1u32..=1_000_000,
    ) {
        let (tokens, money) = (Amount::from_base_units(supply), Amount::from_base_units(reserve));
        let price = Price::spot(tokens, money, Ppm::new(ratio)).expect("a price");
        let units = price.base_units().expect("256 bits are enough");
        match weir_economics::spot_price(supply, reserve, ratio) {
            Ok(spot) => prop_assert_eq!(units, U256::from(spot)),
            Err(_) => prop_assert!(units > U256::from(u128::MAX)),
        }
        prop_assert!(price.worth(tokens).is_some());
        prop_assert!(!price.shown(18).is_empty());
        prop_assert!(!price.shown(6).is_empty());
    }
}
