//! What conviction, thresholds, vesting and streams come to, by integers of any size.
//!
//! Written from the definitions and not from the contracts' code. Conviction is defined on integers
//! and so has one value for one interval; an interval that is cut in two rounds twice, so whoever
//! compares allows for that by [`near`].

use crate::oracle::{big, ln, BITS};
use alloy_core::primitives::U256;
use num_bigint::{BigInt, BigUint};

/// Parts per million in one.
const PPM: u32 = 1_000_000;

/// An integer as the contracts return it; all bits set if it does not fit.
pub fn to_word(value: &BigUint) -> U256 {
    if value.bits() > 256 {
        return U256::MAX;
    }
    U256::from_be_slice(&value.to_bytes_be())
}

/// The decay per second that halves in `half_life` seconds, times 2^128, rounded down.
pub fn decay(half_life: u64) -> U256 {
    to_word(&(half_power(1, half_life) >> (BITS - 128)))
}

/// Conviction after `seconds` with `stake`: a^t y + x (1 - a^t) / (1 - a), as 1Hive rounds it.
pub fn conviction(previous: U256, stake: U256, decay: U256, seconds: u64) -> U256 {
    let one = BigUint::from(1u8) << 128;
    let (a, power) = (big(decay), power(&big(decay), seconds));
    let gathered = big(stake) * (&one - &power) * &one / (&one - a);
    to_word(&((power * big(previous) + gathered + half()) >> 128))
}

/// The most that conviction comes to with `stake`: x / (1 - a), rounded up.
pub fn conviction_limit(stake: U256, decay: U256) -> U256 {
    let one = BigUint::from(1u8) << 128;
    to_word(&div_up(big(stake) * &one, one - big(decay)))
}

/// What has followed `target` from `previous` for `seconds`: A y + (1 - A) x, rounded up.
pub fn follow(previous: U256, target: U256, decay: U256, seconds: u64) -> U256 {
    let one = BigUint::from(1u8) << 128;
    let power = power(&big(decay), seconds);
    to_word(&div_up(&power * big(previous) + (&one - &power) * big(target), one))
}

/// rho S / ((1 - a) (beta - r/F)^2), rounded up: what conviction must exceed. All bits set where
/// `requested` reaches the limit. `limit` and `weight` are in parts per million.
pub fn threshold(
    requested: U256,
    funds: U256,
    stake: U256,
    decay: U256,
    limit: u32,
    weight: u32,
) -> U256 {
    if limit == 0 {
        return U256::MAX;
    }
    let one = BigUint::from(1u8) << 128;
    // beta - r/F as a fraction; an empty pool counts r/F as nothing if nothing is requested.
    let (allowed, whole) = if requested.is_zero() {
        (BigUint::from(limit), BigUint::from(PPM))
    } else {
        let (most, asked) = (big(funds) * limit, big(requested) * PPM);
        if asked >= most {
            return U256::MAX;
        }
        (most - asked, big(funds) * PPM)
    };
    let above = big(stake) * weight * &one * &whole * &whole;
    let below = (&one - big(decay)) * PPM * &allowed * &allowed;
    to_word(&div_up(above, below))
}

/// What conviction counts while `stake` lies behind it: no more than that could ever reach.
pub fn counted(conviction: U256, stake: U256, decay: U256) -> U256 {
    conviction.min(conviction_limit(stake, decay))
}

/// The stake that a conviction is the limit of: y (1 - a), rounded down.
pub fn equivalent_stake(conviction: U256, decay: U256) -> U256 {
    let one = BigUint::from(1u8) << 128;
    to_word(&((big(conviction) * (one - big(decay))) >> 128))
}

/// What a revocation of `remaining` must exceed: what a request for it would, and what its own
/// proposal had, but never more than half of the stake. `share` is in parts per million.
pub fn revocation_threshold(
    remaining: U256,
    funds: U256,
    stake: U256,
    share: u32,
    decay: U256,
    limit: u32,
    weight: u32,
) -> U256 {
    let half = conviction_limit((stake + U256::from(1)) / U256::from(2), decay);
    threshold(remaining, funds + remaining, stake, decay, limit, weight)
        .max(conviction_limit(share_up(stake, share), decay))
        .min(half)
}

/// What of `amount` still vests after `elapsed` seconds, as the least and the most that it can be:
/// all before the cliff, then half as much after every half-life.
pub fn locked(amount: U256, elapsed: u64, cliff: u64, half_life: u64) -> (U256, U256) {
    if elapsed < cliff {
        return (amount, amount);
    }
    if half_life == 0 {
        return (U256::ZERO, U256::ZERO);
    }
    let share = half_power(elapsed - cliff, half_life);
    // Below 2^-128 of it nothing vests any more.
    if share < BigUint::from(1u8) << (BITS - 128) {
        return (U256::ZERO, U256::from(1));
    }
    let exact: BigUint = big(amount) * share;
    let floor = to_word(&(exact >> BITS));
    // Where the exact value is an integer, the floor is all of it.
    let most: U256 = floor + (amount >> 96usize) + U256::from(2);
    (floor, most.min(amount))
}

/// What is due of a stream, rounded down.
pub fn streamed(amount: U256, elapsed: u64, duration: u64) -> U256 {
    if elapsed >= duration {
        return amount;
    }
    to_word(&(big(amount) * elapsed / duration))
}

/// What `part` of `whole` gets of `amount`, rounded down.
pub fn share_of(amount: U256, part: U256, whole: U256) -> U256 {
    to_word(&(big(amount) * big(part) / big(whole)))
}

/// A share in parts per million, rounded up.
pub fn share_up(amount: U256, share: u32) -> U256 {
    to_word(&div_up(big(amount) * share, BigUint::from(PPM)))
}

/// Whether two results of the same rule are the same but for the rounding of `steps` steps: each
/// may lose a unit, or 2^-88 of it.
pub fn near(a: U256, b: U256, steps: u64) -> bool {
    let slack = (a.max(b) >> 88) + U256::from(2);
    a.abs_diff(b) <= slack * U256::from(steps + 1)
}

fn half() -> BigUint {
    BigUint::from(1u8) << 127
}

fn div_up(above: BigUint, below: BigUint) -> BigUint {
    (above + &below - 1u8) / below
}

/// a^n times 2^128, by squaring; every product is rounded half up.
fn power(a: &BigUint, mut n: u64) -> BigUint {
    let product = |p: &BigUint, q: &BigUint| (p * q + half()) >> 128;
    let (mut result, mut base) = (BigUint::from(1u8) << 128, a.clone());
    while n > 0 {
        if n & 1 == 1 {
            result = product(&result, &base);
        }
        base = product(&base, &base);
        n >>= 1;
    }
    result
}

/// 2^(-elapsed / half_life) times 2^[`BITS`], off by less than 2^32 units.
fn half_power(elapsed: u64, half_life: u64) -> BigUint {
    let one = BigInt::from(1u8) << BITS;
    // e^x for x = ln 2 times the fraction, by its series; then the reciprocal.
    let x = ln(&2u8.into()) * (elapsed % half_life) / half_life;
    let (mut term, mut sum, mut k) = (one.clone(), one.clone(), 1u32);
    while term > BigInt::ZERO {
        term = ((term * &x) >> BITS) / k;
        sum += &term;
        k += 1;
    }
    let power: BigInt = ((&one * &one) / sum) >> (elapsed / half_life);
    power.to_biguint().expect("a power is positive")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn u(value: u128) -> U256 {
        U256::from(value)
    }

    /// A decay over 10^7, as 1Hive writes it.
    fn over_1e7(decay: u32) -> U256 {
        (u(decay.into()) << 128) / u(10_000_000)
    }

    #[test]
    fn published_convictions_come_out() {
        for (seconds, stake, decay, expected) in [
            (10, 15_000, 9_000_000, 97_698),
            (2, 30_000, 9_000_000, 57_000),
            (47, 7_500, 9_000_000, 74_470),
            (17_280, 15_000, 9_999_599, 186_994_020),
        ] {
            let result = conviction(U256::ZERO, u(stake), over_1e7(decay), seconds);
            assert_eq!(result, u(expected));
            assert!(result <= conviction_limit(u(stake), over_1e7(decay)));
        }
    }

    #[test]
    fn published_thresholds_come_out() {
        let a = over_1e7(9_000_000);
        let (limit, weight) = (200_000, 2_000);
        assert_eq!(threshold(u(1_000), u(15_000), u(45_000), a, limit, weight), u(50_625));
        assert_eq!(threshold(u(1_000), u(15_000), u(9_000), a, limit, weight), u(10_125));
        assert_eq!(threshold(u(3_000), u(15_000), u(9_000), a, limit, weight), U256::MAX);
    }

    #[test]
    fn a_half_life_halves() {
        let half = decay(1);
        assert_eq!(half, u(1) << 127);
        // 2^128 times the square root of a half, by any calculator.
        assert_eq!(decay(2), u(240_615_969_168_004_511_545_033_772_477_625_056_927));
        assert_eq!(follow(u(1_000), U256::ZERO, half, 3), u(125));
        assert_eq!(locked(u(1_000), 9, 10, 5).0, u(1_000));
        assert!(locked(u(1_000), 20, 10, 5).0.abs_diff(u(250)) <= u(1));
        assert_eq!(locked(u(1_000), 10, 10, 0).1, U256::ZERO);
    }

    #[test]
    fn streams_and_shares_round_against_whom_they_serve() {
        assert_eq!(streamed(u(10), 1, 3), u(3));
        assert_eq!(streamed(u(10), 0, 0), u(10));
        assert_eq!(share_of(u(10), u(2), u(3)), u(6));
        assert_eq!(share_of(u(10), u(3), u(3)), u(10));
    }

    #[test]
    fn a_revocation_takes_at_most_half() {
        let (a, stake) = (over_1e7(9_000_000), u(45_000));
        let revocation = |remaining, share| {
            revocation_threshold(
                u(remaining),
                u(15_000 - remaining),
                stake,
                share,
                a,
                200_000,
                2_000,
            )
        };
        let half = conviction_limit(u(22_500), a);
        assert_eq!(revocation(1_000, 0), u(50_625));
        assert_eq!(revocation(3_000, 0), half);
        assert_eq!(revocation(1_000, 900_000), half);
        assert_eq!(revocation(1_000, 200_000), conviction_limit(u(9_000), a));
    }
}
