use crate::{Error, U256};

/// A claim that is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// Base units paid now.
    pub pay: U256,
    /// Base units that the account has had in all.
    pub claimed_after: U256,
    /// Base units that the distribution holds then.
    pub funds_after: U256,
}

/// Computes what a claim pays against a leaf that holds the account's total of all rounds so far.
///
/// `pay = total - claimed`. So one claim collects many rounds, no claim pays twice, and an older
/// root, whose total is smaller, pays less or nothing.
///
/// Units: base units. Exact.
///
/// Source: Coordinape (coordinape/coordinape-protocol 2a6b0db, `ApeDistributor.sol`).
///
/// ```
/// use weir_accounting::{U256, claim_total};
/// let [total, before, funds] = [100u32, 40, 1000].map(U256::from);
/// let claimed = claim_total(total, before, funds)?;
/// assert_eq!(claimed.pay, U256::from(60u32));
/// assert_eq!(claimed.funds_after, U256::from(940u32));
/// assert!(claim_total(total, claimed.claimed_after, claimed.funds_after).is_err());
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::NothingToClaim`] if the account has had it all; [`Error::NotFunded`] if the
/// distribution holds less.
pub fn claim_total(
    entitled_total: U256,
    claimed_before: U256,
    funds: U256,
) -> Result<Claimed, Error> {
    let pay = entitled_total.less(claimed_before);
    if pay.is_zero() {
        return Err(Error::NothingToClaim);
    }
    let funds_after = funds.minus(pay).map_err(|_| Error::NotFunded)?;
    Ok(Claimed { pay, claimed_after: entitled_total, funds_after })
}
