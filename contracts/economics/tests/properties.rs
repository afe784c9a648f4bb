//! What the curve promises, over its whole domain: amounts spread evenly over the magnitudes from
//! 1 to 2^112, trades from far smaller to far larger than the pool, every reserve ratio.

#[path = "support/exact.rs"]
mod exact;
#[path = "support/oracle.rs"]
mod oracle;

use exact::Exact;
use num_bigint::BigInt;
use proptest::{prelude::*, test_runner::Config};
use weir_economics::{
    Error, MAX_AMOUNT, ONE, PPM, purchase_return, sale_return, spot_price, spot_price_limbs,
    tribute,
};

/// Random cases of each of the two comparisons with exact results.
const EXACT_CASES: u32 = 60_000;
/// Random cases of each other property.
const CASES: u32 = 10_000;

/// An amount of any magnitude in `1..=max`.
fn amount(max: u128) -> impl Strategy<Value = u128> {
    (0..=max.ilog2(), any::<u128>()).prop_map(move |(bits, noise)| {
        let power = 1u128 << bits;
        (power | (noise & (power - 1))).clamp(1, max)
    })
}

/// An amount of any magnitude, the ends of the domain among them.
fn anything() -> impl Strategy<Value = u128> {
    prop_oneof![20 => amount(MAX_AMOUNT), 1 => Just(1), 1 => Just(MAX_AMOUNT)]
}

/// A reserve ratio: any, of any magnitude, or an extreme one.
fn ratio() -> impl Strategy<Value = u32> {
    prop_oneof![
        4 => 1..=PPM,
        4 => amount(PPM.into()).prop_map(|ratio| ratio as u32),
        1 => Just(1),
        1 => Just(PPM - 1),
        1 => Just(PPM),
    ]
}

/// A part of `whole`: of any magnitude, all but a part of any magnitude, or all.
fn part(whole: u128) -> impl Strategy<Value = u128> {
    prop_oneof![
        10 => amount(whole),
        10 => amount(whole).prop_map(move |rest| (whole - rest).max(1)),
        1 => Just(whole),
    ]
}

/// Supply, reserve, reserve ratio and an amount of tokens to sell.
fn sale() -> impl Strategy<Value = (u128, u128, u32, u128)> {
    anything().prop_flat_map(|supply| (Just(supply), anything(), ratio(), part(supply)))
}

/// Whether a result is the floor of the exact value, or one less.
fn close(result: u128, exact: &BigInt) -> bool {
    let result = BigInt::from(result);
    result == *exact || result + 1 == *exact
}

proptest! {
    #![proptest_config(Config { cases: EXACT_CASES, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_purchase_returns_the_floor_or_one_less(
        supply in anything(), reserve in anything(), ratio in ratio(), deposit in anything(),
    ) {
        thread_local!(static EXACT: Exact = Exact::new());
        let exact = EXACT.with(|it| it.purchase(supply, reserve, ratio, deposit));
        match purchase_return(supply, reserve, ratio, deposit) {
            Ok(result) => prop_assert!(close(result, &exact), "{result}, not {exact}"),
            Err(error) => {
                prop_assert_eq!(error, Error::Overflow);
                prop_assert!(exact > BigInt::from(u128::MAX), "{exact} fits");
            }
        }
    }

    #[test]
    fn a_sale_returns_the_floor_or_one_less((supply, reserve, ratio, amount) in sale()) {
        thread_local!(static EXACT: Exact = Exact::new());
        let exact = EXACT.with(|it| it.sale(supply, reserve, ratio, amount));
        let result = sale_return(supply, reserve, ratio, amount).unwrap();
        prop_assert!(close(result, &exact), "{result}, not {exact}");
    }
}

proptest! {
    #![proptest_config(Config { cases: CASES, failure_persistence: None, ..Config::default() })]

    #[test]
    fn the_spot_price_is_the_exact_floor(
        supply in anything(), reserve in anything(), ratio in ratio(),
    ) {
        let exact =
            BigInt::from(reserve) * ONE * PPM / (BigInt::from(supply) * ratio);
        let limbs = spot_price_limbs(supply, reserve, ratio).unwrap();
        let wide = limbs.iter().rev().fold(BigInt::ZERO, |sum, limb| (sum << 64) + limb);
        prop_assert_eq!(&wide, &exact);
        match spot_price(supply, reserve, ratio) {
            Ok(price) => prop_assert_eq!(BigInt::from(price), exact),
            Err(error) => {
                prop_assert_eq!(error, Error::Overflow);
                prop_assert!(exact > BigInt::from(u128::MAX));
            }
        }
    }

    #[test]
    fn a_tribute_is_the_exact_ceiling(amount in any::<u128>(), ppm in 0..=PPM) {
        let exact = (BigInt::from(amount) * ppm + (PPM - 1)) / PPM;
        let tribute = tribute(amount, ppm).unwrap();
        prop_assert_eq!(BigInt::from(tribute), exact);
        prop_assert!(tribute <= amount);
    }

    #[test]
    fn more_money_never_buys_fewer_tokens(
        supply in anything(), reserve in anything(), ratio in ratio(),
        (less, more) in anything().prop_flat_map(|more| (part(more), Just(more))),
    ) {
        let less = purchase_return(supply, reserve, ratio, less);
        // Each of the two may be one unit below its floor.
        match (less, purchase_return(supply, reserve, ratio, more)) {
            (Ok(less), Ok(more)) => prop_assert!(less <= more + 1),
            (less, more) => prop_assert_eq!(more, Err(Error::Overflow), "{:?}", less),
        }
    }

    #[test]
    fn more_tokens_never_sell_for_less(
        (supply, reserve, ratio, amount) in sale(), share in 0.0..1.0f64,
    ) {
        let less = ((amount as f64 * share) as u128).clamp(1, amount);
        let more = sale_return(supply, reserve, ratio, amount).unwrap();
        prop_assert!(sale_return(supply, reserve, ratio, less).unwrap() <= more + 1);
        prop_assert!(more <= reserve);
    }

    #[test]
    fn buying_and_selling_at_once_never_profits(
        supply in anything(), reserve in anything(), ratio in ratio(), deposit in anything(),
    ) {
        if let Ok(minted @ 1..) = purchase_return(supply, reserve, ratio, deposit) {
            let (supply, reserve) = (supply.saturating_add(minted), reserve + deposit);
            if supply <= MAX_AMOUNT && reserve <= MAX_AMOUNT {
                let back = sale_return(supply, reserve, ratio, minted).unwrap();
                prop_assert!(back <= deposit, "{back} for {deposit}");
            }
        }
    }

    #[test]
    fn selling_and_buying_back_at_once_never_profits((supply, reserve, ratio, amount) in sale()) {
        let paid = sale_return(supply, reserve, ratio, amount).unwrap();
        if amount < supply && paid > 0 && paid < reserve {
            let back = purchase_return(supply - amount, reserve - paid, ratio, paid).unwrap();
            prop_assert!(back <= amount, "{back} for {amount}");
        }
    }

    #[test]
    fn a_deposit_split_in_two_gains_at_most_a_unit_a_call(
        supply in anything(), reserve in anything(), ratio in ratio(),
        (first, whole) in anything().prop_flat_map(|whole| (part(whole), Just(whole))),
    ) {
        if let (Ok(at_once), Ok(one)) = (
            purchase_return(supply, reserve, ratio, whole),
            purchase_return(supply, reserve, ratio, first),
        ) {
            let (supply, reserve) = (supply.saturating_add(one), reserve + first);
            if first < whole && supply <= MAX_AMOUNT && reserve <= MAX_AMOUNT {
                let two = purchase_return(supply, reserve, ratio, whole - first).unwrap();
                prop_assert!(one + two <= at_once + 1, "{one} + {two} for {at_once}");
            }
        }
    }

    #[test]
    fn a_sale_split_in_two_gains_at_most_a_unit_a_call(
        (supply, reserve, ratio, whole) in sale(), share in 0.0..1.0f64,
    ) {
        let first = ((whole as f64 * share) as u128).max(1);
        let at_once = sale_return(supply, reserve, ratio, whole).unwrap();
        let one = sale_return(supply, reserve, ratio, first).unwrap();
        if first < whole && one < reserve {
            let two = sale_return(supply - first, reserve - one, ratio, whole - first).unwrap();
            prop_assert!(one + two <= at_once + 1, "{one} + {two} for {at_once}");
        }
    }

    #[test]
    fn no_input_makes_a_function_panic(
        a in any::<u128>(), b in any::<u128>(), ppm in any::<u32>(), c in any::<u128>(),
    ) {
        let _ = purchase_return(a, b, ppm, c);
        let _ = sale_return(a, b, ppm, c);
        let _ = spot_price(a, b, ppm);
        let _ = tribute(a, ppm);
    }
}
