use crate::{Error, U256, wide::Wide};

/// Computes one account's share of a cumulative split, from the prefix sums around it.
///
/// `floor(budget × (before + score) / total) - floor(budget × before / total)`, where `before` is
/// the sum of the scores of all accounts ahead of this one and `total` the sum of all scores. What
/// a contract needs to pay one person without a look at the others.
///
/// Rounding: less than one unit from the exact share, up or down; the shares of all sum to the
/// budget. Source: Drips (drips-network/contracts 07c39242, `Splits.sol`), with a total in the
/// place of a million.
///
/// ```
/// use weir_accounting::{U256, cumulative_share};
/// let [budget, before, score, total] = [100u32, 1, 1, 3].map(U256::from);
/// assert_eq!(cumulative_share(budget, before, score, total)?, U256::from(33u32));
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::ZeroTotal`] if the total is zero, [`Error::Underflow`] if it is below
/// `before + score`.
pub fn cumulative_share(
    budget: U256,
    before: U256,
    score: U256,
    total: U256,
) -> Result<U256, Error> {
    let upto = Wide::sum([before, score]);
    if upto > Wide::from(total) {
        return Err(Error::Underflow);
    }
    between(&budget.into(), &before.into(), &upto, &total.into())
}

/// `floor(budget × upto / total) - floor(budget × before / total)`.
pub(crate) fn between(
    budget: &Wide,
    before: &Wide,
    upto: &Wide,
    total: &Wide,
) -> Result<U256, Error> {
    budget.times_over(upto, total)?.minus(&budget.times_over(before, total)?)?.narrow()
}
