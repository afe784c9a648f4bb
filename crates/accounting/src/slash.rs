use crate::{Error, U256, wide::Wide};

/// A stake that was cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slashed {
    /// Base units taken.
    pub penalty: U256,
    /// The finder's part of it.
    pub finder: U256,
    /// The rest of it, burnt or to the funding pool.
    pub pool: U256,
    /// Base units left of the stake.
    pub stake_after: U256,
}

/// Cuts a stake by a share, part of which goes to the one who showed the fault.
///
/// `penalty = floor(stake × slash / 10^6)`; `finder = floor(penalty × finder / 10^6)`, nothing
/// without a finder.
///
/// Units: base units, shares in parts per million. Rounding: down: in favour of the one who is
/// slashed, then of the pool. Finder and pool sum to the penalty, penalty and what is left to the
/// stake.
///
/// Source: Livepeer (livepeer/protocol f225b10c, `BondingManager.sol`, `slashTranscoder`), where a
/// slash without a finder failed once (#162).
///
/// ```
/// use weir_accounting::{U256, slash};
/// let slashed = slash(U256::from(1000u32), 500_000, Some(500_000))?;
/// assert_eq!(slashed.penalty, U256::from(500u32));
/// assert_eq!(slashed.finder, U256::from(250u32));
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::RatioOverOne`].
pub fn slash(stake: U256, slash_ppm: u32, finder_ppm: Option<u32>) -> Result<Slashed, Error> {
    let penalty = stake.part(slash_ppm)?;
    let finder = penalty.part(finder_ppm.unwrap_or(0))?;
    let pool = penalty.minus(finder)?;
    Ok(Slashed { penalty, finder, pool, stake_after: stake.minus(penalty)? })
}

/// Takes a fixed sum from a worker's own stake and from what others delegated to it, in place.
///
/// With `before` all of it and `after` what is left: each delegation becomes `floor(after ×
/// delegation / before)`, the own stake `after` less the sum of those. Returns the own stake.
///
/// Units: base units. Rounding: delegations down, less than one unit each, and the worker's own
/// stake keeps what that leaves. So where delegations are of few units and many, the own stake can
/// grow by one unit for each of them: a minimum delegation, in whole tokens, makes that nothing.
///
/// Source: Audius (AudiusProject/audius-protocol b0c2f32d, `DelegateManagerV2.sol`), whose test
/// checks its result against this formula.
///
/// ```
/// use weir_accounting::{U256, slash_pro_rata};
/// let mut delegated = [100u32, 50, 7].map(U256::from);
/// let own = slash_pro_rata(U256::from(200u32), &mut delegated, U256::from(99u32))?;
/// assert_eq!(own, U256::from(145u32));
/// assert_eq!(delegated, [72u32, 36, 5].map(U256::from));
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::ZeroAmount`]; [`Error::SlashOverStake`] if there is less; nothing is changed then.
pub fn slash_pro_rata(own: U256, delegated: &mut [U256], amount: U256) -> Result<U256, Error> {
    if amount.is_zero() {
        return Err(Error::ZeroAmount);
    }
    let before = Wide::sum(delegated.iter().copied().chain([own]));
    let after = before.minus(&amount.into()).map_err(|_| Error::SlashOverStake)?;
    let mut own = after;
    for delegation in delegated {
        // At most what it was, so that it fits.
        *delegation = after.times_over(&Wide::from(*delegation), &before)?.narrow()?;
        own = own.minus(&Wide::from(*delegation))?;
    }
    own.narrow()
}
