use alloc::{collections::BTreeMap, vec::Vec};

use super::{
    fifo::oldest_first,
    percentage::by_weight,
    terms::{Behaviour, Bucket, Claim, Division, To},
};
use crate::{Error, PPM, U256};

/// A claim after a distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaidClaim {
    /// Base units paid now.
    pub paid: U256,
    /// Base units still owed.
    pub outstanding: U256,
}

/// An income after its distribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distribution<'a> {
    /// Base units of each agent that the equation names, those who get nothing included.
    pub by_agent: BTreeMap<&'a str, U256>,
    /// The claims of each bucket, in their order.
    pub claims: Vec<Vec<PaidClaim>>,
    /// Base units that no claim was due.
    pub undistributed: U256,
}

/// Divides an income by a value equation: buckets in order, each to one agent or to claims.
///
/// `bucket = floor(base × ppm / 10^6)`, the base being the whole income or what the buckets before
/// left. Debts and claims that count once take part while something is outstanding, equity always.
/// The weight is what is outstanding (debt) or the value (equity, once).
///
/// By percentage: `floor(bucket × weight / sum of weights)`, what rounding leaves to the claim with
/// the largest weight, the first of equal ones; then debts are limited to what is outstanding, the
/// others to their value where the bucket says so. The oldest first: each up to its limit, until
/// nothing is left. Afterwards a debt's outstanding falls by what was paid, a claim that counts once
/// has nothing outstanding as soon as its bucket had money, equity stays.
///
/// Units: base units, percentages in parts per million. Rounding: down. The agents' sums and what is
/// undistributed sum to the income: what limits leave over flows to the next bucket or stays, and
/// is never added to a share.
///
/// Source: Sensorica's valnet/valuenetwork 18bbf6e1, and its own test's numbers. Corrected: debts
/// go on by what is outstanding and are never overpaid; straight percentages above the whole are
/// refused (#327); rounding never makes more than there is (#328, #385), and what is left over goes
/// to no agent who is not due it; the oldest first, which the source stores and never uses, works.
///
/// ```
/// use weir_accounting::{Behaviour, Bucket, Claim, Division, Rule, To, U256, distribute};
/// let value = U256::from(300u32);
/// let debt = |agent| Claim { agent, rule: Rule::Debt, value, outstanding: value, date: None };
/// let to = To::Claims {
///     division: Division::Percentage,
///     at_most_value: false,
///     claims: vec![debt("ana"), debt("bo")],
/// };
/// let equation =
///     [Bucket { ppm: 100_000, to: To::Agent("rent") }, Bucket { ppm: 1_000_000, to }];
/// let paid = distribute(U256::from(1000u32), Behaviour::Remaining, &equation)?;
/// assert_eq!(paid.by_agent["ana"], U256::from(300u32));
/// assert_eq!(paid.undistributed, U256::from(300u32));
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::PercentOverHundred`] if straight buckets sum to more than the whole, or one is more than
/// all that is left; [`Error::FifoNeedsALimit`]; [`Error::MissingDate`]; [`Error::Overflow`].
pub fn distribute<'a>(
    amount: U256,
    behaviour: Behaviour,
    equation: &[Bucket<'a>],
) -> Result<Distribution<'a>, Error> {
    let together: u64 = equation.iter().map(|bucket| u64::from(bucket.ppm)).sum();
    let too_much = equation.iter().any(|bucket| bucket.ppm > PPM);
    if too_much || behaviour == Behaviour::Straight && together > PPM.into() {
        return Err(Error::PercentOverHundred);
    }
    let mut left = amount;
    let mut by_agent = BTreeMap::new();
    let mut claims = Vec::with_capacity(equation.len());
    for bucket in equation {
        let base = if behaviour == Behaviour::Straight { amount } else { left };
        let money = base.part(bucket.ppm)?;
        let mut give = |agent: &'a str, paid: U256| {
            left = left.minus(paid)?;
            let sum = by_agent.entry(agent).or_insert(U256::ZERO);
            *sum = sum.plus(paid)?;
            Ok(())
        };
        let paid = match &bucket.to {
            To::Agent(agent) => {
                give(agent, money)?;
                Vec::new()
            }
            To::Claims { division, at_most_value, claims } => {
                let paid = divide(money, *division, *at_most_value, claims)?;
                for (claim, one) in claims.iter().zip(&paid) {
                    give(claim.agent, one.paid)?;
                }
                paid
            }
        };
        claims.push(paid);
    }
    Ok(Distribution { by_agent, claims, undistributed: left })
}

/// Divides a bucket's money among its claims.
fn divide(
    money: U256,
    division: Division,
    at_most_value: bool,
    claims: &[Claim],
) -> Result<Vec<PaidClaim>, Error> {
    let paid = match division {
        Division::Percentage => by_weight(money, at_most_value, claims)?,
        Division::Fifo => oldest_first(money, at_most_value, claims)?,
    };
    let after = |(claim, paid): (&Claim, U256)| {
        Ok(PaidClaim { paid, outstanding: claim.after(money, paid)? })
    };
    claims.iter().zip(paid).map(after).collect()
}
