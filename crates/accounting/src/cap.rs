use alloc::vec::Vec;
use core::cmp::Ordering;

use crate::{Error, U256, split_cumulative, wide::Wide};

/// Amounts with a limit, and what the limits left over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capped {
    /// The accounts' amounts, in their order.
    pub amounts: Vec<U256>,
    /// The rest, which no account may take: it stays where the budget came from.
    pub kept: U256,
}

/// Divides a budget by scores with a cap for an account's amount; what a cap cuts rolls over to the
/// others by their scores.
///
/// An account whose exact share would be above its cap gets the cap; the others divide the rest, by the
/// cumulative split, until none is above. `None` is no cap. Callers put the accounts in an order
/// that does not depend on how they were read.
///
/// Units: base units. Rounding: that of [`split_cumulative`]; no account is ever above its cap.
/// Amounts and what is kept sum to the budget; something is kept only if every account with a score
/// is at its cap.
///
/// Source: asked for in sourcecred/sourcecred #2855, "a salary cap that rolls over extra grain to
/// other contributors".
///
/// ```
/// use weir_accounting::{U256, split_capped};
/// let scores = [6u32, 3, 1].map(U256::from);
/// let caps = [Some(U256::from(40u32)), None, None];
/// let split = split_capped(U256::from(100u32), &scores, &caps)?;
/// assert_eq!(split.amounts, [40u32, 45, 15].map(U256::from));
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::LengthMismatch`] if there are not as many caps as scores; [`Error::ZeroTotal`] if the
/// scores sum to zero.
pub fn split_capped(budget: U256, scores: &[U256], caps: &[Option<U256>]) -> Result<Capped, Error> {
    if caps.len() != scores.len() {
        return Err(Error::LengthMismatch);
    }
    let mut score_left = Wide::sum(scores.iter().copied());
    if score_left.is_zero() {
        return Err(Error::ZeroTotal);
    }
    // The account that reaches its cap first, as the money a score brings rises, comes first.
    let mut limited: Vec<(usize, Wide, Wide)> = (0..scores.len())
        .filter_map(|index| Some((index, Wide::from(caps[index]?), Wide::from(scores[index]))))
        .filter(|(_, _, score)| !score.is_zero())
        .collect();
    limited.sort_by(|(_, cap, score), (_, other_cap, other)| {
        Wide::compare_products(cap, other, other_cap, score)
    });
    let mut left = budget;
    let mut open = scores.to_vec();
    let mut amounts = alloc::vec![U256::ZERO; scores.len()];
    for (index, cap, score) in limited {
        let above = Wide::compare_products(&left.into(), &score, &cap, &score_left);
        if above != Ordering::Greater {
            break;
        }
        amounts[index] = cap.narrow()?;
        left = left.minus(amounts[index])?;
        score_left = score_left.minus(&score)?;
        open[index] = U256::ZERO;
    }
    if score_left.is_zero() {
        return Ok(Capped { amounts, kept: left });
    }
    for (amount, share) in amounts.iter_mut().zip(split_cumulative(left, &open)?) {
        *amount = amount.plus(share)?;
    }
    Ok(Capped { amounts, kept: U256::ZERO })
}

/// Limits what a group of accounts gets together, as the part of those who publish a round.
///
/// `own` marks the group. Where their amounts sum to more than the cap, the cap is divided among
/// them by these amounts, by the cumulative split; the excess is kept, and no other's amount
/// changes: it goes back to the treasury, not to a neighbour.
///
/// Units: base units. Amounts and what is kept sum to the amounts before.
///
/// ```
/// use weir_accounting::{U256, cap_group};
/// let amounts = [30u32, 60, 10].map(U256::from);
/// let capped = cap_group(&amounts, &[true, false, true], U256::from(20u32))?;
/// assert_eq!(capped.amounts, [15u32, 60, 5].map(U256::from));
/// assert_eq!(capped.kept, U256::from(20u32));
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::LengthMismatch`] if there are not as many marks as amounts; [`Error::Overflow`] if more
/// than 256 bits are kept.
pub fn cap_group(amounts: &[U256], own: &[bool], cap: U256) -> Result<Capped, Error> {
    if amounts.len() != own.len() {
        return Err(Error::LengthMismatch);
    }
    let group: Vec<U256> = amounts
        .iter()
        .zip(own)
        .map(|(&amount, &own)| if own { amount } else { U256::ZERO })
        .collect();
    let together = Wide::sum(group.iter().copied());
    if together <= cap.into() {
        return Ok(Capped { amounts: amounts.to_vec(), kept: U256::ZERO });
    }
    let within = split_cumulative(cap, &group)?;
    let one = |((&amount, &own), share)| if own { share } else { amount };
    Ok(Capped {
        amounts: amounts.iter().zip(own).zip(within).map(one).collect(),
        kept: together.minus(&cap.into())?.narrow()?,
    })
}
