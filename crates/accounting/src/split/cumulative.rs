use alloc::vec::Vec;

use super::share::between;
use crate::{Error, U256, wide::Wide};

/// Divides a budget by scores so that no share is a whole unit off the exact one.
///
/// `share_i = floor(budget × P_i / P_n) - floor(budget × P_(i-1) / P_n)`, P_i being the sum of the
/// first i scores: [`cumulative_share`](crate::cumulative_share) for every account. Callers put the
/// accounts in an order that does not depend on how they were read, by address for instance.
///
/// Units: budget and shares in base units; scores in any unit. Domain: any numbers.
/// Rounding: each share less than one unit from the exact one, up or down; they sum to the budget
/// exactly. A larger score never gets less than the same account had with a smaller one, and an
/// account split into several in its place gets exactly the same; put elsewhere in the order, each
/// part can gain less than one unit.
///
/// Source: Drips (drips-network/contracts 07c39242, `Splits.sol`), by scores instead of parts per
/// million.
///
/// ```
/// use weir_accounting::{U256, split_cumulative};
/// let scores = [1u32; 5].map(U256::from);
/// let shares = split_cumulative(U256::from(7u32), &scores)?;
/// assert_eq!(shares, [1u32, 1, 2, 1, 2].map(U256::from));
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::ZeroTotal`] if the scores sum to zero, also without any.
pub fn split_cumulative(budget: U256, scores: &[U256]) -> Result<Vec<U256>, Error> {
    let total = Wide::sum(scores.iter().copied());
    if total.is_zero() {
        return Err(Error::ZeroTotal);
    }
    let budget = Wide::from(budget);
    let mut before = Wide::ZERO;
    let mut share_of = |score: U256| {
        let upto = before.plus(&score.into())?;
        let share = between(&budget, &before, &upto, &total);
        before = upto;
        share
    };
    scores.iter().map(|score| share_of(*score)).collect()
}
