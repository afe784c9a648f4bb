use crate::{Error, PPM, U256};

/// The income of all owners together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnersIncome {
    /// The most they get: what they gave times the return.
    pub cap: U256,
    /// Set once they have had it.
    pub paid_back: bool,
    /// Base units that came in beyond.
    pub excess: U256,
    /// Base units that are theirs so far.
    pub counted: U256,
}

/// Computes what the owners have together, of all that came in for them.
///
/// `cap = floor(contributions × return / 10^6)`; what counts is the income up to the cap.
///
/// Units: base units; the return in parts per million, 10^6 being the money back. Rounding: down.
///
/// ```
/// use weir_accounting::{U256, owners_income};
/// let owners = owners_income(U256::from(4000u32), 1_200_000, U256::from(5000u32))?;
/// assert_eq!(owners.cap, U256::from(4800u32));
/// assert_eq!(owners.excess, U256::from(200u32));
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::Overflow`] if the cap exceeds 256 bits.
pub fn owners_income(
    contributions: U256,
    return_ppm: u32,
    income: U256,
) -> Result<OwnersIncome, Error> {
    let cap = contributions.times_over(return_ppm.into(), PPM.into())?;
    let counted = income.min(cap);
    Ok(OwnersIncome { cap, paid_back: income >= cap, excess: income.minus(counted)?, counted })
}

/// Computes what one owner may have taken so far: `floor(counted × contribution / contributions)`.
///
/// One running number for all owners, so that nothing goes through a list of them. At the cap
/// each has exactly the contribution times the return, where that is whole; a contract subtracts
/// what was claimed on the share.
///
/// Units: base units. Rounding: down, less than one unit.
///
/// ```
/// use weir_accounting::{U256, entitlement};
/// let [counted, given, all] = [4920u32, 25_000, 400_000].map(U256::from);
/// assert_eq!(entitlement(counted, given, all)?, U256::from(307u32));
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::ZeroTotal`] if none gave anything.
pub fn entitlement(counted: U256, contribution: U256, contributions: U256) -> Result<U256, Error> {
    counted.times_over(contribution, contributions)
}

/// An owner's part.
#[cfg(feature = "alloc")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entitled {
    /// Base units that the owner may have taken so far.
    pub entitled: U256,
    /// Base units that the owner may take now.
    pub claimable: U256,
}

/// The parts of all owners.
#[cfg(feature = "alloc")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owners {
    /// Their income together.
    pub income: OwnersIncome,
    /// Each one's part, in their order.
    pub parts: alloc::vec::Vec<Entitled>,
    /// The rest that rounding keeps back until the cap is reached.
    pub dust: U256,
}

/// Computes every owner's part: [`owners_income`] and [`entitlement`], less what was claimed.
///
/// `owners` are what each gave and has claimed.
///
/// ```
/// use weir_accounting::{U256, owners_entitlement};
/// let [many, few, claimed] = [300u32, 100, 10].map(U256::from);
/// let owners = [(many, U256::ZERO), (few, claimed)];
/// let parts = owners_entitlement(&owners, 1_200_000, U256::from(101u32))?;
/// assert_eq!(parts.parts[1].claimable, U256::from(15u32));
/// assert_eq!(parts.dust, U256::from(1u32));
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::ClaimedTooMuch`] if an owner has claimed more than the part; [`Error::ZeroTotal`] if
/// there are owners and none gave anything; [`Error::Overflow`] above 256 bits.
#[cfg(feature = "alloc")]
pub fn owners_entitlement(
    owners: &[(U256, U256)],
    return_ppm: u32,
    income: U256,
) -> Result<Owners, Error> {
    let all = crate::wide::Wide::sum(owners.iter().map(|(given, _)| *given)).narrow()?;
    let income = owners_income(all, return_ppm, income)?;
    let mut dust = income.counted;
    let mut parts = alloc::vec::Vec::with_capacity(owners.len());
    for &(given, claimed) in owners {
        let entitled = entitlement(income.counted, given, all)?;
        let claimable = entitled.minus(claimed).map_err(|_| Error::ClaimedTooMuch)?;
        dust = dust.minus(entitled)?;
        parts.push(Entitled { entitled, claimable });
    }
    Ok(Owners { income, parts, dust })
}
