use alloc::vec::Vec;

use super::terms::Claim;
use crate::{Error, U256};

/// Divides a bucket by paying the oldest claim first, each up to its limit.
///
/// Claims of one date, or all of them where none has a date, are paid in their order.
pub(crate) fn oldest_first(
    bucket: U256,
    at_most_value: bool,
    claims: &[Claim],
) -> Result<Vec<U256>, Error> {
    let dated = claims.iter().filter(|claim| claim.date.is_some()).count();
    if dated != 0 && dated != claims.len() {
        return Err(Error::MissingDate);
    }
    let mut order: Vec<usize> = (0..claims.len()).collect();
    order.sort_by_key(|&index| claims[index].date);
    let mut left = bucket;
    let mut paid = alloc::vec![U256::ZERO; claims.len()];
    for index in order {
        let limit = claims[index].limit(at_most_value).ok_or(Error::FifoNeedsALimit)?;
        if claims[index].counts() {
            paid[index] = limit.min(left);
            left = left.minus(paid[index])?;
        }
    }
    Ok(paid)
}
