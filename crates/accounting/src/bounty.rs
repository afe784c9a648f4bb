use alloc::vec::Vec;

use crate::{Error, PPM, U256, equation::percentage::largest, wide::Wide};

/// An accepted bounty, paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BountyPayout {
    /// All that was funded.
    pub pool: U256,
    /// The reviewers' part.
    pub reviewers: U256,
    /// The workers' rewards, in their order. Stakes are given back beside them.
    pub rewards: Vec<U256>,
}

/// Computes what an accepted feature bounty pays, however many users funded it.
///
/// `reviewers = floor(pool × reviewer / 10^6)`; each worker `floor((pool - reviewers) × share /
/// 10^6)`, what rounding leaves to the largest share, the first of equal ones.
///
/// Units: base units; shares in parts per million, together 10^6. Rounding: down; reviewers and
/// rewards sum to the pool.
///
/// Source: StandardBounties (Bounties-Network/StandardBounties c9dcf0ae), with shares that are fixed
/// at the submission in the place of sums that the approver names.
///
/// ```
/// use weir_accounting::{U256, bounty_payout};
/// let funded = [100u32, 250, 50].map(U256::from);
/// let paid = bounty_payout(&funded, 50_000, &[500_000, 500_000])?;
/// assert_eq!(paid.reviewers, U256::from(20u32));
/// assert_eq!(paid.rewards, [190u32, 190].map(U256::from));
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::RatioOverOne`]; [`Error::SharesNotOne`]; [`Error::NothingFunded`];
/// [`Error::Overflow`] if the pool exceeds 256 bits.
pub fn bounty_payout(
    contributions: &[U256],
    reviewer_ppm: u32,
    shares_ppm: &[u32],
) -> Result<BountyPayout, Error> {
    let pool = Wide::sum(contributions.iter().copied()).narrow()?;
    let reviewers = pool.part(reviewer_ppm)?;
    if shares_ppm.iter().map(|&share| u64::from(share)).sum::<u64>() != PPM.into() {
        return Err(Error::SharesNotOne);
    }
    if pool.is_zero() {
        return Err(Error::NothingFunded);
    }
    let shared = pool.minus(reviewers)?;
    let mut left = shared;
    let mut rewards = Vec::with_capacity(shares_ppm.len());
    for &share in shares_ppm {
        let reward = shared.part(share)?;
        left = left.minus(reward)?;
        rewards.push(reward);
    }
    if let Some(reward) = rewards.get_mut(largest(shares_ppm)) {
        *reward = reward.plus(left)?;
    }
    Ok(BountyPayout { pool, reviewers, rewards })
}

/// An expired bounty, given back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BountyRefund {
    /// Each funder's part, in their order.
    pub refunds: Vec<U256>,
    /// The rest that rounding leaves to the funding pool.
    pub dust: U256,
}

/// Computes what funders take back of a bounty that expired, not paid at all or in part.
///
/// `floor((pool - spent) × contribution / pool)`, the pool being the sum of the contributions.
///
/// Units: base units. Rounding: down; refunds and dust sum to what was not spent.
///
/// Source: StandardBounties refuses every refund once anything was paid; here what is left goes
/// back all the same.
///
/// ```
/// use weir_accounting::{U256, bounty_refund};
/// let funded = [100u32, 250, 50].map(U256::from);
/// let back = bounty_refund(&funded, U256::from(133u32))?;
/// assert_eq!(back.refunds, [66u32, 166, 33].map(U256::from));
/// assert_eq!(back.dust, U256::from(2u32));
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::SpentOverPool`]; [`Error::ZeroTotal`] if there are funders and none gave anything;
/// [`Error::Overflow`] if the pool exceeds 256 bits.
pub fn bounty_refund(contributions: &[U256], spent: U256) -> Result<BountyRefund, Error> {
    let pool = Wide::sum(contributions.iter().copied()).narrow()?;
    let unspent = pool.minus(spent).map_err(|_| Error::SpentOverPool)?;
    let mut dust = unspent;
    let mut refunds = Vec::with_capacity(contributions.len());
    for &contribution in contributions {
        let refund = unspent.times_over(contribution, pool)?;
        dust = dust.minus(refund)?;
        refunds.push(refund);
    }
    Ok(BountyRefund { refunds, dust })
}
