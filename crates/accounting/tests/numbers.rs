//! Numbers and fractions, against whole numbers of any size.

#![allow(clippy::unwrap_used)]

#[path = "support/oracle.rs"]
#[allow(dead_code)]
mod oracle;

use num_bigint::BigUint;
use oracle::{big, numbers, shares, small};
use proptest::{prelude::*, test_runner::Config};
use weir_accounting::{Error, Fraction, U256, keccak256};

/// A fraction of whole numbers.
fn fraction(numerator: U256, denominator: U256) -> Fraction {
    Fraction::from(numerator).over(&Fraction::from(denominator)).unwrap()
}

proptest! {
    #![proptest_config(Config { cases: 5_000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_number_is_written_and_read_to_the_last_digit(number in numbers()) {
        prop_assert_eq!(number.to_string(), big(number).to_string());
        prop_assert_eq!(number.to_string().parse::<U256>(), Ok(number));
        prop_assert_eq!(U256::from_limbs(number.limbs()), number);
    }

    #[test]
    fn sums_and_differences_are_exact_or_refused(a in numbers(), b in numbers()) {
        prop_assert_eq!(a.plus(b).ok(), small(&(big(a) + big(b))));
        prop_assert_eq!(a.minus(b).ok(), (a >= b).then(|| small(&(big(a) - big(b))).unwrap()));
        prop_assert_eq!(a.cmp(&b), big(a).cmp(&big(b)));
        prop_assert_eq!(a.less(b), a.minus(b).unwrap_or(U256::ZERO));
    }

    #[test]
    fn a_product_is_divided_in_as_many_bits_as_it_needs(
        a in numbers(), b in numbers(), c in numbers(),
    ) {
        let result = a.times_over(b, c);
        if c.is_zero() {
            prop_assert_eq!(result, Err(Error::ZeroTotal));
        } else {
            prop_assert_eq!(result.ok(), small(&(big(a) * big(b) / big(c))));
        }
    }

    #[test]
    fn a_part_is_rounded_down(number in numbers(), ppm in shares()) {
        let exact = big(number) * ppm / 1_000_000u32;
        prop_assert_eq!(number.part(ppm).map(big), Ok(exact));
    }

    #[test]
    fn fractions_are_exact(
        a in any::<u64>(), b in 1u64.., c in any::<u64>(), d in 1u64..,
    ) {
        let (first, second) = (fraction(a.into(), b.into()), fraction(c.into(), d.into()));
        // a/b + c/d = (ad + cb) / bd, compared crosswise by taking the sum apart again.
        let sum = first.plus(&second).unwrap();
        let wide = |numerator: u128, denominator: u128| {
            fraction(U256::from(numerator), U256::from(denominator))
        };
        let (a, b, c, d) = (u128::from(a), u128::from(b), u128::from(c), u128::from(d));
        if let Some(numerator) = (a * d).checked_add(c * b) {
            prop_assert_eq!(sum, wide(numerator, b * d));
        }
        prop_assert_eq!(first.times(&second).unwrap(), wide(a * c, b * d));
        prop_assert_eq!(first.cmp(&second), (a * d).cmp(&(c * b)));
        if c != 0 {
            prop_assert_eq!(first.over(&second).unwrap(), wide(a * d, b * c));
        } else {
            prop_assert_eq!(first.over(&second), Err(Error::ZeroQuantity));
        }
    }

    #[test]
    fn a_fraction_is_rounded_as_it_says(a in any::<u64>(), b in 1u64.., amount in numbers()) {
        let number = fraction(a.into(), b.into());
        let up = |value: BigUint| (value + (b - 1)) / b;
        prop_assert_eq!(number.of_amount_up(amount).ok(), small(&up(big(amount) * a)));
        let cents = up(BigUint::from(a) * 100u32);
        let hundredths = fraction(small(&cents).unwrap(), U256::from(100u32));
        prop_assert_eq!(number.hundredths_up().unwrap(), hundredths);
    }

    #[test]
    fn a_decimal_is_written_as_it_was_read(whole in any::<u64>(), decimals in "[0-9]{1,60}") {
        let text = format!("{whole}.{decimals}");
        let shown = text.trim_end_matches('0').trim_end_matches('.');
        prop_assert_eq!(text.parse::<Fraction>().unwrap().to_string(), shown);
    }

    #[test]
    fn a_number_without_an_end_is_rounded_down_to_18_decimals(a in any::<u64>(), b in 1u64..) {
        let number = fraction(a.into(), b.into());
        let shown: Fraction = number.to_string().parse().unwrap();
        prop_assert_eq!(number.decimal(), Ok(shown));
        prop_assert!(shown <= number);
        let unit = fraction(U256::from(1u32), U256::from(10u128.pow(18)));
        prop_assert!(number < shown.plus(&unit).unwrap());
    }

    #[test]
    fn the_hash_is_ethereums(bytes in prop::collection::vec(any::<u8>(), 0..500)) {
        let known = keccak_const::Keccak256::new().update(&bytes).finalize();
        prop_assert_eq!(keccak256(&bytes), known);
    }
}

#[test]
fn what_is_no_number_is_refused() {
    for text in ["", "-1", "+1", " 1", "1 ", "1.5", "1e3", "0x10", "NaN", "1_000", "١"] {
        assert_eq!(text.parse::<U256>(), Err(Error::NotANumber), "{text:?}");
    }
    for text in ["", ".", "1.", ".5", "-1", "1.2.3", "1,5", "1e3", "NaN", "inf", "1.-5"] {
        assert_eq!(text.parse::<Fraction>(), Err(Error::NotANumber), "{text:?}");
    }
    let above = (big(U256::MAX) + 1u32).to_string();
    assert_eq!(above.parse::<U256>(), Err(Error::Overflow));
    assert_eq!(format!("0.{:061}", 1).parse::<Fraction>(), Err(Error::Overflow));
    assert_eq!("007".parse(), Ok(U256::from(7u32)));
}
