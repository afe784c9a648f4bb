//! How much conviction a request takes.

use crate::{
    Conviction, Decay, Error,
    fixed::{high, reaches, scale_up, subtract},
    limbs::{accumulate, divide, split},
};

/// One whole of [`Rule::limit`] and [`Rule::weight`]: 10^7, as in 1Hive's conviction voting.
pub const RULE_WHOLE: u32 = 10_000_000;

/// What a vote is decided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// How fast conviction is forgotten: a.
    pub decay: Decay,
    /// The share of the funds that a request must stay below: beta, over 10^7.
    pub limit: u32,
    /// The scale of all thresholds: rho, over 10^7. A request of next to nothing takes
    /// weight / limit^2 of the effective stake.
    pub weight: u32,
}

/// The conviction that a request must exceed: `rho S / ((1 - a) (beta - r / F)^2)`, r requested, F
/// funds, S effective stake.
///
/// Domain: all. A request of nothing from nothing counts as no share of the funds.
/// Rounding: up, exactly the ceiling. 1Hive's formula, without its intermediate roundings.
///
/// # Errors
/// [`Error::OverLimit`] if the request is not below `beta F`. [`Error::Overflow`] if the threshold
/// exceeds 192 bits, which takes a request next to that limit: no conviction exceeds it.
pub fn threshold(
    requested: u128,
    funds: u128,
    effective_stake: u128,
    rule: &Rule,
) -> Result<Conviction, Error> {
    let funds = if requested == 0 { funds.max(1) } else { funds };
    // beta F and r, both times 10^7.
    let mut limit = [funds as u64, high(funds), 0];
    scale_up(&mut limit, rule.limit);
    let mut request = [requested as u64, high(requested), 0];
    scale_up(&mut request, RULE_WHOLE);
    if reaches(&request, &limit) {
        return Err(Error::OverLimit);
    }
    let room = subtract(&limit, &request);

    // Both sides of the fraction times (10^7 F)^2 2^128.
    let mut square = [0; 6];
    accumulate(&mut square, &room, &room);
    let mut divisor = [0; 8];
    accumulate(&mut divisor, &square, &split(rule.decay.forgotten()));

    let mut square = [0; 4];
    accumulate(&mut square, &split(funds), &split(funds));
    let mut staked = [0; 3];
    let weight = u64::from(rule.weight) * u64::from(RULE_WHOLE);
    accumulate(&mut staked, &split(effective_stake), &[weight]);
    let mut value = [0; 9];
    accumulate(&mut value[2..], &square, &staked);

    let rest = divide(&mut value, &divisor);
    accumulate(&mut value, &[rest.into()], &[1]);
    match value {
        [limb0, limb1, limb2, 0, 0, 0, 0, 0, 0] => {
            Ok(Conviction::from_limbs([limb0, limb1, limb2]))
        }
        _ => Err(Error::Overflow),
    }
}
