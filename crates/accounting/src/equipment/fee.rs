use crate::{Error, U256};

/// A fee, divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeeSplit {
    /// For what was used up.
    pub material: U256,
    /// To the technician.
    pub technician: U256,
    /// For maintenance.
    pub maintenance: U256,
    /// To those who bought the equipment.
    pub owners: U256,
    /// To the infrastructure fund.
    pub infrastructure: U256,
}

/// Computes where the fee for one use of shared equipment goes.
///
/// Material, technician and maintenance come first, in this order. Of the rest the owners get
/// `floor(rest × owners / 10^6)`, but no more than what is still due to them, within the very fee
/// that pays them back; all else goes to the infrastructure fund.
///
/// Units: base units, the owners' part in parts per million. `maintenance` is the hours of use times
/// the rate, rounded up ([`Fraction::of_amount_up`](crate::Fraction::of_amount_up)). Rounding: the
/// owners' part down; the five sum to the fee.
///
/// Source: Sensorica's printer: 1.50 an hour for maintenance (valnet/valuenetwork #351), owners paid
/// back their money and a fifth.
///
/// ```
/// use weir_accounting::{U256, use_fee_split};
/// let [fee, material, technician, maintenance, due] =
///     [12_000u32, 1240, 3750, 450, 2760].map(U256::from);
/// let split = use_fee_split(fee, material, technician, maintenance, 750_000, due)?;
/// assert_eq!(split.owners, U256::from(2760u32));
/// assert_eq!(split.infrastructure, U256::from(3800u32));
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::RatioOverOne`]; [`Error::FeeBelowCosts`] if the fee does not cover the first three.
pub fn use_fee_split(
    fee: U256,
    material: U256,
    technician: U256,
    maintenance: U256,
    owners_ppm: u32,
    owners_due: U256,
) -> Result<FeeSplit, Error> {
    let costs = [material, technician, maintenance];
    let rest = costs.iter().try_fold(fee, |left, &cost| left.minus(cost));
    // The share is checked first: an equation that is wrong is wrong for every fee.
    let owners = rest.unwrap_or_default().part(owners_ppm)?.min(owners_due);
    let rest = rest.map_err(|_| Error::FeeBelowCosts)?;
    let infrastructure = rest.minus(owners)?;
    Ok(FeeSplit { material, technician, maintenance, owners, infrastructure })
}
