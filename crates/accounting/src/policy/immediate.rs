use alloc::vec::Vec;

use super::{
    history::History,
    payout::{Payout, Split, pay},
};
use crate::{Error, U256};

/// Divides a budget by the cred of the last intervals: SourceCred's policy IMMEDIATE.
///
/// `score = sum of the cred of the last lookback intervals that are over`; more than there are
/// means all.
///
/// Units: the budget in base units, cred in any unit; the lookback in intervals, 1 or more.
/// Rounding: that of the split.
///
/// Source: SourceCred (3da222eb, `core/ledger/policies/immediate.js`), whose floats give
/// 290360766292092992 where the exact number is 290360766292092994.
///
/// ```
/// use weir_accounting::{Account, History, Interval, Split, U256, immediate};
/// let weeks = [Interval { start: 0, end: 7 }, Interval { start: 7, end: 14 }];
/// let (ana, bo) = ([40u32, 30].map(U256::from), [0u32, 10].map(U256::from));
/// let history = History::new(
///     &weeks,
///     14,
///     &[
///         Account { id: "ana", active: true, cred: &ana, paid: None },
///         Account { id: "bo", active: true, cred: &bo, paid: None },
///     ],
///     &[],
/// )?;
/// let payouts = immediate(&history, U256::from(100u32), 1, Split::Sequential)?;
/// assert_eq!(payouts[0].amount, U256::from(75u32));
/// assert_eq!(payouts[1].amount, U256::from(25u32));
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::LookbackTooSmall`]; [`Error::ZeroTotal`] if there is no cred in the window;
/// [`Error::Overflow`] if a score exceeds 256 bits.
pub fn immediate<'a>(
    history: &History<'a>,
    budget: U256,
    lookback: u64,
    split: Split,
) -> Result<Vec<Payout<'a>>, Error> {
    if lookback == 0 {
        return Err(Error::LookbackTooSmall);
    }
    let window = history.last(lookback);
    let scores: Result<Vec<U256>, Error> =
        history.accounts().iter().map(|account| account.cred_in(&window).narrow()).collect();
    pay(history, budget, split, &scores?)
}
