use alloc::vec::Vec;

use super::share::between;
use crate::{Error, PPM, U256, wide::Wide};

/// The most receivers that [`split_weights`] takes.
pub const MAX_RECEIVERS: usize = 200;

/// A split by weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighted {
    /// The receivers' amounts, in their order.
    pub amounts: Vec<U256>,
    /// The rest, which stays with the one who splits.
    pub kept: U256,
}

/// Divides an amount by fixed weights in parts per million and keeps the rest.
///
/// `share_i = floor(amount × W_i / 10^6) - floor(amount × W_(i-1) / 10^6)`, W_i being the sum of
/// the first i weights.
///
/// Units: base units; weights 1 to 10^6 each, 10^6 in all at most; at most [`MAX_RECEIVERS`].
/// Rounding: each share less than one unit from the exact one; amounts and rest sum to the amount.
///
/// Source: Drips (drips-network/contracts 07c39242, `Splits.sol`).
///
/// ```
/// use weir_accounting::{U256, split_weights};
/// let split = split_weights(U256::from(9u32), &[400_000, 200_000])?;
/// assert_eq!(split.amounts, [3u32, 2].map(U256::from));
/// assert_eq!(split.kept, U256::from(4u32));
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::TooManyReceivers`], [`Error::ZeroWeight`], [`Error::WeightsOverOne`].
pub fn split_weights(amount: U256, weights_ppm: &[u32]) -> Result<Weighted, Error> {
    if weights_ppm.len() > MAX_RECEIVERS {
        return Err(Error::TooManyReceivers);
    }
    if weights_ppm.contains(&0) {
        return Err(Error::ZeroWeight);
    }
    if weights_ppm.iter().map(|&weight| u64::from(weight)).sum::<u64>() > PPM.into() {
        return Err(Error::WeightsOverOne);
    }
    let (whole, budget) = (Wide::from(u64::from(PPM)), Wide::from(amount));
    let mut before = 0;
    let mut kept = amount;
    let mut amounts = Vec::with_capacity(weights_ppm.len());
    for &weight in weights_ppm {
        let upto = before + u64::from(weight);
        let share = between(&budget, &before.into(), &upto.into(), &whole)?;
        kept = kept.minus(share)?;
        before = upto;
        amounts.push(share);
    }
    Ok(Weighted { amounts, kept })
}
