//! How much conviction it takes to pass.

use crate::{
    Conviction, Decay, Error, conviction_limit,
    fixed::{high, reaches, scale_up, subtract},
    limbs::{accumulate, divide, split},
    tribute,
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

/// The conviction that the revocation of a grant must exceed: what a request of `remaining`, what
/// of the grant is not yet due, would take of `funds` that hold it again; at least what the share of
/// the stake tends to that the grant had when it passed, at most what half of the stake tends to.
///
/// Domain: a share of at most the whole. The request of the limit or more takes half of the stake.
/// Rounding: up at every step, the half of the stake as well.
///
/// # Errors
/// [`Error::OutOfDomain`] outside the domain. [`Error::Overflow`] if the funds with what remains
/// exceed 128 bits.
pub fn revocation_threshold(
    remaining: u128,
    funds: u128,
    effective_stake: u128,
    share_ppm: u32,
    rule: &Rule,
) -> Result<Conviction, Error> {
    let most = conviction_limit(effective_stake - effective_stake / 2, rule.decay);
    let least = conviction_limit(tribute(effective_stake, share_ppm)?, rule.decay);
    let funds = funds.checked_add(remaining).ok_or(Error::Overflow)?;
    let price = threshold(remaining, funds, effective_stake, rule).unwrap_or(most);
    Ok(price.max(least).min(most))
}

/// The conviction that a change of a rule or of the governor and the wind-down must exceed: what a
/// share of the supply tends to.
///
/// Domain: a share of at most the whole. Rounding: up at both steps.
///
/// # Errors
/// [`Error::OutOfDomain`] outside the domain.
pub fn supply_threshold(
    effective_supply: u128,
    share_ppm: u32,
    decay: Decay,
) -> Result<Conviction, Error> {
    Ok(conviction_limit(tribute(effective_supply, share_ppm)?, decay))
}
