use alloc::vec::Vec;

use crate::{Error, U256, wide::Wide};

/// The largest reward for the one who triggers a split: 0xSplits keeps it in 16 bits.
pub const MAX_INCENTIVE_PPM: u32 = 65_535;

/// A split with every share rounded down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Floored {
    /// The receivers' amounts, in their order.
    pub amounts: Vec<U256>,
    /// The reward of the one who triggered the split.
    pub reward: U256,
    /// The rest, for the next time: below the number of receivers.
    pub dust: U256,
}

/// Divides an amount by allocations, every share rounded down, after a reward for the caller.
///
/// `reward = floor(amount × incentive / 10^6)`; `share_i = floor((amount - reward) × a_i / sum a)`.
///
/// Units: base units; the incentive in parts per million, at most [`MAX_INCENTIVE_PPM`].
/// Rounding: down, so that splitting an account in several never pays more. Amounts, reward and
/// dust sum to the amount.
///
/// Source: 0xSplits (0xSplits/splits-contracts-monorepo 71f09d30, `SplitV2.sol`).
///
/// ```
/// use weir_accounting::{U256, split_floor};
/// let split = split_floor(U256::from(100u32), &[1u32, 1, 1].map(U256::from), 0)?;
/// assert_eq!(split.amounts, [33u32, 33, 33].map(U256::from));
/// assert_eq!(split.dust, U256::from(1u32));
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::IncentiveTooHigh`]; [`Error::ZeroTotal`] if the allocations sum to zero.
pub fn split_floor(
    amount: U256,
    allocations: &[U256],
    incentive_ppm: u32,
) -> Result<Floored, Error> {
    if incentive_ppm > MAX_INCENTIVE_PPM {
        return Err(Error::IncentiveTooHigh);
    }
    let total = Wide::sum(allocations.iter().copied());
    let reward = amount.part(incentive_ppm)?;
    let shared = amount.minus(reward)?;
    if total.is_zero() {
        return Err(Error::ZeroTotal);
    }
    let mut dust = shared;
    let mut amounts = Vec::with_capacity(allocations.len());
    for &allocation in allocations {
        let share = Wide::from(shared).times_over(&allocation.into(), &total)?.narrow()?;
        dust = dust.minus(share)?;
        amounts.push(share);
    }
    Ok(Floored { amounts, reward, dust })
}
