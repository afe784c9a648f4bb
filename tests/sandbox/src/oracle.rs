//! What the curve must satisfy, decided by integers.
//!
//! On the curve with supply S, reserve R and reserve ratio w, the quantity I = S^(1/w) / R is the
//! same before and after every trade. Rounding must favour the pools, that is the holders who stay:
//! fewer tokens for a deposit, less money for a redemption, so less supply for the same reserve.
//! **I never rises** is that promise: after a trade from (S, R) to (S', R'),
//!
//! ```text
//! S'^(1/w) R <= S^(1/w) R'        or, by logarithms,        ln(S'/S) <= w ln(R'/R)
//! ```
//!
//! A burn lowers S at the same R, so it lowers I as well; donations and direct payments leave it.
//! And it must not favour them by more than rounding: [`mint_is_tight`] and [`redeem_is_tight`]
//! bound what a caller loses.
//!
//! The comparison is exact. With w = p/q in lowest terms it is S'^q R^p <= S^q R'^p, decided by
//! big integers where q is small, else by logarithms as integer intervals, which either prove the
//! answer or say that they cannot.

use alloy_core::primitives::U256;
use num_bigint::{BigInt, BigUint, Sign};
use std::{cmp::Ordering, sync::OnceLock};

/// Bits after the binary point of the logarithms.
pub(crate) const BITS: u32 = 512;
/// Largest denominator of the reserve ratio that is decided by powers.
const MAX_POWER: u32 = 100;

/// Compares S'^(1/w)/R' with S^(1/w)/R for a reserve ratio in parts per million.
///
/// `before` and `after` are (supply, reserve), all above zero. `Less` and `Equal` favour the pools
/// or nobody, `Greater` the caller.
///
/// # Panics
///
/// If the two are not equal but closer than the logarithms can tell (2^-480, relatively).
pub fn compare_invariant(
    reserve_ratio: u32,
    before: (U256, U256),
    after: (U256, U256),
) -> Ordering {
    let divisor = gcd(reserve_ratio, 1_000_000);
    let (p, q) = (reserve_ratio / divisor, 1_000_000 / divisor);
    let [s0, r0, s1, r1] = [before.0, before.1, after.0, after.1].map(big);
    if q <= MAX_POWER {
        return (s1.pow(q) * r0.pow(p)).cmp(&(s0.pow(q) * r1.pow(p)));
    }
    if (&s0, &r0) == (&s1, &r1) {
        return Ordering::Equal;
    }
    // q (ln S' - ln S) - p (ln R' - ln R), its error below 2 (p + q) units of each logarithm's.
    let difference = BigInt::from(q) * (ln(&s1) - ln(&s0)) - BigInt::from(p) * (ln(&r1) - ln(&r0));
    let error = BigInt::from(2 * (p as u64 + q as u64)) * BigInt::from(LN_ERROR);
    assert!(
        difference.magnitude() > error.magnitude(),
        "the logarithms are too coarse for {before:?} -> {after:?} at {reserve_ratio} ppm"
    );
    if difference.sign() == Sign::Minus {
        Ordering::Less
    } else {
        Ordering::Greater
    }
}

/// Whether the tokens minted for a deposit are the most that the curve allows, less `slack`.
///
/// With one more than `slack` base units on top, the invariant would have risen.
pub fn mint_is_tight(
    reserve_ratio: u32,
    before: (U256, U256),
    after: (U256, U256),
    slack: U256,
) -> bool {
    let more = (after.0 + slack + U256::from(1), after.1);
    compare_invariant(reserve_ratio, before, more) == Ordering::Greater
}

/// Whether the money paid for tokens is the most that the curve allows, less `slack`.
pub fn redeem_is_tight(
    reserve_ratio: u32,
    before: (U256, U256),
    after: (U256, U256),
    slack: U256,
) -> bool {
    let taken = slack + U256::from(1);
    after.1 <= taken
        || compare_invariant(reserve_ratio, before, (after.0, after.1 - taken)) == Ordering::Greater
}

/// Error of [`ln`] in its last place: two for each of its some 300 divisions, rounded up.
const LN_ERROR: u32 = 1_024;

/// The natural logarithm of a positive integer, times 2^[`BITS`], off by less than [`LN_ERROR`].
///
/// x = m 2^k with m in [1, 2), ln x = k ln 2 + 2 artanh((m - 1)/(m + 1)).
pub(crate) fn ln(x: &BigUint) -> BigInt {
    static LN_2: OnceLock<BigInt> = OnceLock::new();
    // ln 2 = 2 artanh(1/3). Its error is multiplied by k < 256, so it is computed finer.
    const GUARD: u32 = 32;
    let ln_2 = LN_2.get_or_init(|| twice_artanh(&1u8.into(), &3u8.into(), BITS + GUARD));
    let k = x.bits() - 1;
    let unit = BigUint::from(1u8) << k;
    let fraction = twice_artanh(&(x - &unit), &(x + &unit), BITS);
    ((ln_2 * BigInt::from(k)) >> GUARD) + fraction
}

/// 2 artanh(numerator / denominator) times 2^`bits`, for a ratio of at most 1/3.
fn twice_artanh(numerator: &BigUint, denominator: &BigUint, bits: u32) -> BigInt {
    let z = (numerator << bits) / denominator;
    let square = (&z * &z) >> bits;
    let (mut power, mut sum, mut n) = (z, BigUint::ZERO, 1u32);
    while power != BigUint::ZERO {
        sum += &power / n;
        power = (&power * &square) >> bits;
        n += 2;
    }
    BigInt::from(sum << 1)
}

pub(crate) fn big(value: U256) -> BigUint {
    BigUint::from_bytes_be(&value.to_be_bytes::<32>())
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 {
        a
    } else {
        gcd(b, a % b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn u(value: u128) -> U256 {
        U256::from(value)
    }

    #[test]
    fn logarithms_agree_with_known_values() {
        // ln 2 and ln 10 to 30 decimals, by any table.
        let scale = BigInt::from(10u8).pow(30);
        let digits = |x: u32| ((ln(&x.into()) * &scale) >> BITS).to_string();
        assert_eq!(digits(2), "693147180559945309417232121458");
        assert_eq!(digits(10), "2302585092994045684017991454684");
        assert_eq!(digits(1), "0");
    }

    #[test]
    fn powers_and_logarithms_give_the_same_answers() {
        // Reserve ratio 1/5: S doubles when R grows 32-fold.
        let before = (u(1_000_000), u(1_000));
        assert_eq!(compare_invariant(200_000, before, (u(2_000_000), u(32_000))), Ordering::Equal);
        assert_eq!(
            compare_invariant(200_000, before, (u(2_000_001), u(32_000))),
            Ordering::Greater
        );
        assert_eq!(compare_invariant(200_000, before, (u(1_999_999), u(32_000))), Ordering::Less);
        // The same by logarithms, at a ratio that does not reduce.
        assert_eq!(compare_invariant(200_001, before, (u(2_000_001), u(32_000))), Ordering::Less);
        assert_eq!(
            compare_invariant(199_999, before, (u(2_000_001), u(32_000))),
            Ordering::Greater
        );
    }

    #[test]
    fn logarithms_tell_one_unit_at_the_top_of_the_domain() {
        let top = U256::from(1) << 112;
        let before = (top - u(1_000), top);
        assert_eq!(compare_invariant(333_333, before, (top - u(999), top)), Ordering::Greater,);
        assert_eq!(compare_invariant(333_333, before, (top - u(1_001), top)), Ordering::Less);
    }
}
