use super::*;
use proptest::prelude::*;

fn parse(text: &str) -> Result<u128, AmountError> {
    text.parse::<Amount>().map(Amount::base_units)
}

proptest! {
    #[test]
    fn an_amount_reads_back_as_it_was_shown(base_units: u128) {
        let amount = Amount::from_base_units(base_units);
        prop_assert_eq!(amount.to_string().parse::<Amount>(), Ok(amount));
    }

    #[test]
    fn an_amount_survives_json(base_units: u128) {
        let amount = Amount::from_base_units(base_units);
        let json = serde_json::to_string(&amount).map_err(|e| TestCaseError::fail(e.to_string()))?;
        prop_assert_eq!(&json, &format!("\"{base_units}\""));
        prop_assert_eq!(serde_json::from_str::<Amount>(&json).ok(), Some(amount));
    }

    #[test]
    fn a_share_reads_back_as_it_was_shown(ppm in 0u32..=1_000_000) {
        prop_assert_eq!(Ppm::new(ppm).to_string().parse::<Ppm>(), Ok(Ppm::new(ppm)));
    }

    #[test]
    fn any_text_is_an_amount_or_an_error_but_never_a_panic(text in ".{0,60}") {
        let _ = text.parse::<Amount>();
        let _ = text.parse::<Ppm>();
    }

    #[test]
    fn native_money_comes_back_from_the_chain_as_it_was_sent(native in 0u128..1 << 90) {
        let amount = Amount::from_native(native, 100_000_000);
        prop_assert_eq!(amount.map(|a| a.to_native(100_000_000)), Some(Ok(native)));
    }

    #[test]
    fn slippage_never_asks_for_less_than_it_says(base_units: u128, ppm in 0u32..=1_000_000) {
        let amount = Amount::from_base_units(base_units);
        let least = amount.less(Ppm::new(ppm));
        let given_up = U256::from(base_units - least.base_units()) * U256::from(1_000_000);
        prop_assert!(given_up <= U256::from(base_units) * U256::from(ppm));
    }
}

#[test]
fn amounts_are_read_as_people_write_them() {
    for (text, base_units) in [
        ("1.5", 1_500_000_000_000_000_000),
        ("0", 0),
        ("0.000000000000000001", 1),
        (".5", 500_000_000_000_000_000),
        ("5.", 5 * UNIT),
        (" 12 ", 12 * UNIT),
        ("1_000_000", 1_000_000 * UNIT),
        ("000.10", UNIT / 10),
        ("1.50000000000000000000000000", 3 * UNIT / 2),
        ("340282366920938463463.374607431768211455", u128::MAX),
    ] {
        assert_eq!(parse(text), Ok(base_units), "{text}");
    }
}

#[test]
fn what_is_not_an_amount_is_refused_with_the_reason() {
    let refused = |text: &str| parse(text).expect_err(text);
    assert_eq!(refused(""), AmountError::Empty);
    assert_eq!(refused("  "), AmountError::Empty);
    assert!(matches!(refused("-1"), AmountError::Negative(_)));
    assert!(matches!(refused("1,5"), AmountError::Comma(_)));
    assert!(matches!(refused("1.0000000000000000001"), AmountError::TooPrecise(..)));
    assert!(matches!(
        refused("340282366920938463463.374607431768211456"),
        AmountError::TooLarge(_)
    ));
    for text in ["abc", "1e18", "0x10", "1.2.3", "1 000", "+1", ".", "_1", "1_", "1__0", "NaN", "١"]
    {
        assert!(matches!(refused(text), AmountError::NotANumber(_)), "{text}");
    }
}

#[test]
fn shares_are_percentages_up_to_the_whole() {
    for (text, ppm) in [("20%", 200_000), ("0.5 %", 5_000), ("100%", 1_000_000), ("0.0001%", 1)] {
        assert_eq!(text.parse(), Ok(Ppm::new(ppm)), "{text}");
    }
    let refused = |text: &str| text.parse::<Ppm>().expect_err(text);
    assert!(matches!(refused("20"), AmountError::NotAShare(_)));
    assert!(matches!(refused("%"), AmountError::NotAShare(_)));
    assert!(matches!(refused("-1%"), AmountError::NotAShare(_)));
    assert!(matches!(refused("0.00001%"), AmountError::ShareTooPrecise(_)));
    assert!(matches!(refused("100.0001%"), AmountError::ShareTooLarge(_)));
}

#[test]
fn a_deposit_finer_than_native_money_is_refused_with_its_neighbours() {
    let amount: Amount = "1.00000000005".parse().expect("an amount");
    let error = amount.to_native(100_000_000).expect_err("11 decimals").to_string();
    assert!(error.contains("more than 10 decimals"), "{error}");
    assert!(error.contains("multiple of 100000000 base units"), "{error}");
    assert!(error.contains("Use 1 or 1.0000000001"), "{error}");
}

#[test]
fn rounding_for_the_eye_cuts_off_and_never_shows_a_false_zero() {
    let shown = |text: &str| text.parse::<Amount>().expect(text).rounded(4);
    assert_eq!(shown("1234567.89999"), "1,234,567.8999");
    assert_eq!(shown("1000"), "1,000");
    assert_eq!(shown("0.1"), "0.1");
    assert_eq!(shown("0.00001"), "<0.0001");
    assert_eq!(shown("0"), "0");
    assert_eq!(shown("5.00001"), "5");
}

#[test]
fn money_of_another_currency_has_decimals_of_its_own() {
    let dollars = Amount::parse_with("1234.5", 6).expect("an amount");
    assert_eq!(dollars.base_units(), 1_234_500_000);
    assert_eq!(dollars.exact_with(6), "1234.5");
    assert_eq!(dollars.rounded_with(6, 4), "1,234.5");
    assert!(matches!(Amount::parse_with("0.0000001", 6), Err(AmountError::TooPrecise(_, 6))));
    assert_eq!(Amount::from_base_units(7).exact_with(0), "7");
    assert_eq!(Amount::from_base_units(1).rounded_with(6, 2), "<0.01");
    assert_eq!(Amount::from_base_units(1).rounded_with(6, 0), "<1");
}

#[test]
fn huge_figures_are_short_for_the_eye_and_never_clipped() {
    let shown = |units: &str| text::rounded(units, 18, 4);
    assert_eq!(shown(&format!("999999999999999{}", "9".repeat(18))), "999,999,999,999,999.9999");
    assert_eq!(shown(&format!("1{}", "0".repeat(33))), "1 x 10^15");
    assert_eq!(shown(&format!("5{}", "0".repeat(39))), "5 x 10^21");
    assert_eq!(shown(&format!("32{}", "1".repeat(33))), "3.211 x 10^16");
    assert_eq!(Amount::MAX.grouped(), "340,282,366,920,938,463,463.374607431768211455");
    assert_eq!(Amount::from_base_units(1_234_500_000).grouped_with(6), "1,234.5");
}
