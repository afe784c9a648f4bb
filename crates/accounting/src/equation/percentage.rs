use alloc::vec::Vec;

use super::terms::Claim;
use crate::{Error, U256, wide::Wide};

/// Divides a bucket by weight.
///
/// `floor(bucket × weight / sum of weights)`; what rounding leaves goes to the claim with the largest
/// weight, the first of equal ones; only then limits apply.
pub(crate) fn by_weight(
    bucket: U256,
    at_most_value: bool,
    claims: &[Claim],
) -> Result<Vec<U256>, Error> {
    let weights: Vec<U256> = claims.iter().map(Claim::weight).collect();
    let total = Wide::sum(weights.iter().copied());
    if total.is_zero() {
        return Ok(alloc::vec![U256::ZERO; claims.len()]);
    }
    let mut paid = Vec::with_capacity(claims.len());
    let mut residue = bucket;
    for &weight in &weights {
        let share = Wide::from(bucket).times_over(&weight.into(), &total)?.narrow()?;
        residue = residue.minus(share)?;
        paid.push(share);
    }
    if let Some(share) = paid.get_mut(largest(&weights)) {
        *share = share.plus(residue)?;
    }
    for (share, claim) in paid.iter_mut().zip(claims) {
        if let Some(limit) = claim.limit(at_most_value) {
            *share = limit.min(*share);
        }
    }
    Ok(paid)
}

/// Finds the largest number, the first of equal ones; 0 in an empty list.
pub(crate) fn largest<T: Ord>(numbers: &[T]) -> usize {
    let mut largest = 0;
    for (index, number) in numbers.iter().enumerate() {
        if *number > numbers[largest] {
            largest = index;
        }
    }
    largest
}
