use alloc::vec::Vec;

use super::{
    history::{Account, History},
    payout::{Payout, Split, pay},
};
use crate::{Error, PPM, U256, wide::Wide};

/// Divides a budget by cred that fades from interval to interval: SourceCred's policy RECENT.
///
/// Over all intervals that are over, from the first: `d = floor(d × (10^6 - discount) / 10^6) +
/// cred`, starting at zero; the score is the last d. What was paid before plays no part, so an
/// account that was paid too much once is not starved later.
///
/// Units: the budget in base units, cred in any unit; the discount in parts per million, 10^6
/// counting the last interval only. Rounding: each step down to a unit of cred, then that of the
/// split.
///
/// Source: SourceCred (3da222eb, `core/ledger/policies/recent.js`), in whole numbers.
///
/// ```
/// use weir_accounting::{Account, History, Interval, Split, U256, recent};
/// let weeks = [Interval { start: 0, end: 7 }, Interval { start: 7, end: 14 }];
/// let (ana, bo) = ([100u32, 0].map(U256::from), [0u32, 50].map(U256::from));
/// let history = History::new(
///     &weeks,
///     14,
///     &[
///         Account { id: "ana", active: true, cred: &ana, paid: None },
///         Account { id: "bo", active: true, cred: &bo, paid: None },
///     ],
///     &[],
/// )?;
/// let payouts = recent(&history, U256::from(10u32), 500_000, Split::Cumulative)?;
/// assert_eq!(payouts[0].score, U256::from(50u32));
/// assert_eq!(payouts[0].amount, U256::from(5u32));
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::DiscountOutOfRange`]; [`Error::ZeroTotal`] if no cred is left; [`Error::Overflow`] if a
/// score exceeds 256 bits.
pub fn recent<'a>(
    history: &History<'a>,
    budget: U256,
    discount_ppm: u32,
    split: Split,
) -> Result<Vec<Payout<'a>>, Error> {
    let stays = PPM.checked_sub(discount_ppm).ok_or(Error::DiscountOutOfRange)?;
    let window = history.last(u64::MAX);
    let faded = |account: &Account| {
        let weeks = &account.cred[window.clone()];
        let faded = weeks.iter().try_fold(U256::ZERO, |left, &cred| left.part(stays)?.plus(cred));
        // What does not fit for a while may still fade to something that does.
        faded.or_else(|_| fade_wide(weeks, stays)?.narrow())
    };
    let scores: Result<Vec<U256>, Error> = history.accounts().iter().map(faded).collect();
    pay(history, budget, split, &scores?)
}

/// The same for cred near 2^256, in more bits and more time.
fn fade_wide(weeks: &[U256], stays: u32) -> Result<Wide, Error> {
    let (stays, whole) = (Wide::from(u64::from(stays)), Wide::from(u64::from(PPM)));
    weeks
        .iter()
        .try_fold(Wide::ZERO, |left, &cred| left.times_over(&stays, &whole)?.plus(&cred.into()))
}
