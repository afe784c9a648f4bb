//! Where the functions answer, and what they say where they do not.

use weir_economics::{
    Error::{self, OutOfDomain, Overflow, ZeroAmount},
    MAX_AMOUNT, ONE, PPM, purchase_return, sale_return, spot_price, tribute,
};

type Trade = fn(u128, u128, u32, u128) -> Result<u128, Error>;
const TRADES: [Trade; 2] = [purchase_return, sale_return];

#[test]
fn amounts_and_ratios_outside_the_domain_are_refused() {
    for trade in TRADES {
        assert_eq!(trade(10, 10, PPM, 0), Err(ZeroAmount));
        assert_eq!(trade(0, 10, PPM, 1), Err(OutOfDomain));
        assert_eq!(trade(10, 0, PPM, 1), Err(OutOfDomain));
        assert_eq!(trade(MAX_AMOUNT + 1, 10, PPM, 1), Err(OutOfDomain));
        assert_eq!(trade(10, MAX_AMOUNT + 1, PPM, 1), Err(OutOfDomain));
        assert_eq!(trade(10, 10, 0, 1), Err(OutOfDomain));
        assert_eq!(trade(10, 10, PPM + 1, 1), Err(OutOfDomain));
        assert_eq!(trade(10, 10, PPM, u128::MAX), Err(OutOfDomain));
    }
    assert_eq!(purchase_return(10, 10, PPM, MAX_AMOUNT + 1), Err(OutOfDomain));
    assert_eq!(sale_return(10, 10, PPM, 11), Err(OutOfDomain));
    assert_eq!(spot_price(0, 10, PPM), Err(OutOfDomain));
    assert_eq!(spot_price(10, 10, 0), Err(OutOfDomain));
    assert_eq!(tribute(10, PPM + 1), Err(OutOfDomain));
}

#[test]
fn every_corner_of_the_domain_has_an_answer() {
    for supply in [1, 2, MAX_AMOUNT - 1, MAX_AMOUNT] {
        for reserve in [1, 2, MAX_AMOUNT - 1, MAX_AMOUNT] {
            for ratio in [1, 2, PPM / 2, PPM - 1, PPM] {
                for deposit in [1, 2, MAX_AMOUNT - 1, MAX_AMOUNT] {
                    let bought = purchase_return(supply, reserve, ratio, deposit);
                    assert!(matches!(bought, Ok(_) | Err(Overflow)), "{bought:?}");
                }
                for amount in [1, supply / 2 + 1, supply.saturating_sub(1).max(1), supply] {
                    assert!(sale_return(supply, reserve, ratio, amount).unwrap() <= reserve);
                }
                assert!(matches!(spot_price(supply, reserve, ratio), Ok(_) | Err(Overflow)));
            }
        }
    }
}

#[test]
fn results_fit_up_to_the_last_bit_and_not_beyond() {
    // At a ratio of one the supply grows with the reserve: 2^112 × 2^16 / 1 = 2^128. One unit less
    // is within the bound, and fits.
    assert_eq!(purchase_return(MAX_AMOUNT, 1, PPM, 1 << 16), Ok(u128::MAX));
    assert_eq!(purchase_return(MAX_AMOUNT, 1, PPM, (1 << 16) + 1), Err(Overflow));
    let largest = MAX_AMOUNT * ((1 << 16) - 1);
    let result = purchase_return(MAX_AMOUNT, 1, PPM, (1 << 16) - 1).unwrap();
    assert!(result == largest || result + 1 == largest);
}

#[test]
fn the_whole_supply_sells_for_the_whole_reserve() {
    for (supply, reserve, ratio) in [(1, 1, 1), (7, MAX_AMOUNT, PPM), (MAX_AMOUNT, 9, 333_333)] {
        assert_eq!(sale_return(supply, reserve, ratio, supply), Ok(reserve));
    }
}

#[test]
fn less_than_the_supply_never_empties_the_reserve() {
    assert_eq!(sale_return(1_000_000, 1_000_000, 1, 999_999), Ok(999_999));
    assert_eq!(sale_return(MAX_AMOUNT, MAX_AMOUNT, 1, MAX_AMOUNT - 1), Ok(MAX_AMOUNT - 1));
}

#[test]
fn the_spot_price_of_a_full_reserve_is_one() {
    assert_eq!(spot_price(5 * ONE, 5 * ONE, PPM), Ok(ONE));
    assert_eq!(spot_price(1_000 * ONE, 100 * ONE, 200_000), Ok(ONE / 2));
}

#[test]
fn a_tribute_is_rounded_up_against_the_payer() {
    assert_eq!(tribute(0, 80_000), Ok(0));
    assert_eq!(tribute(1, 1), Ok(1));
    assert_eq!(tribute(100, 80_000), Ok(8));
    assert_eq!(tribute(101, 80_000), Ok(9));
    assert_eq!(tribute(u128::MAX, PPM), Ok(u128::MAX));
    assert_eq!(tribute(u128::MAX, 0), Ok(0));
}

#[test]
fn errors_say_what_is_wrong() {
    assert_eq!(ZeroAmount.to_string(), "the amount is zero");
    assert!(OutOfDomain.to_string().contains("out of range"));
    assert!(Overflow.to_string().contains("128 bits"));
}
