use alloc::vec::Vec;

use super::history::History;
use crate::{Error, U256, split_cumulative, split_sequential};

/// The way to divide a budget once every score is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// SourceCred's, in the order of the accounts: [`split_sequential`].
    Sequential,
    /// Weir's own, in the order of the accounts' names or addresses: [`split_cumulative`]. The order
    /// in which they were read plays no part.
    Cumulative,
}

impl Split {
    /// Divides a budget by the scores of these accounts.
    ///
    /// ```
    /// use weir_accounting::{Split, U256};
    /// let scores = [1u32, 1].map(U256::from);
    /// let one = U256::from(1u32);
    /// let nothing = U256::ZERO;
    /// assert_eq!(Split::Cumulative.divide(one, &["a", "b"], &scores)?, [nothing, one]);
    /// assert_eq!(Split::Cumulative.divide(one, &["b", "a"], &scores)?, [one, nothing]);
    /// # Ok::<(), weir_accounting::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::ZeroTotal`] if the scores sum to zero; [`Error::LengthMismatch`] if there are not as
    /// many as accounts.
    pub fn divide(self, budget: U256, ids: &[&str], scores: &[U256]) -> Result<Vec<U256>, Error> {
        if ids.len() != scores.len() {
            return Err(Error::LengthMismatch);
        }
        if self == Self::Sequential {
            return split_sequential(budget, scores);
        }
        let mut order: Vec<usize> = (0..ids.len()).collect();
        order.sort_by_key(|&index| ids[index]);
        let sorted: Vec<U256> = order.iter().map(|&index| scores[index]).collect();
        let mut amounts = alloc::vec![U256::ZERO; ids.len()];
        for (index, amount) in order.into_iter().zip(split_cumulative(budget, &sorted)?) {
            amounts[index] = amount;
        }
        Ok(amounts)
    }
}

/// The part of one account in a payout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payout<'a> {
    /// The account.
    pub id: &'a str,
    /// Its measure: cred, faded cred or underpayment.
    pub score: U256,
    /// Base units.
    pub amount: U256,
}

/// Divides a budget among the accounts of a history by their scores.
pub(crate) fn pay<'a>(
    history: &History<'a>,
    budget: U256,
    split: Split,
    scores: &[U256],
) -> Result<Vec<Payout<'a>>, Error> {
    let ids: Vec<&str> = history.accounts().iter().map(|account| account.id).collect();
    let amounts = split.divide(budget, &ids, scores)?;
    let payouts = history.accounts().iter().zip(scores).zip(amounts);
    Ok(payouts.map(|((one, &score), amount)| Payout { id: one.id, score, amount }).collect())
}
