use super::history::{Interval, finished, in_order};
use crate::Error;

/// Chooses the intervals for which a payout is due.
///
/// Those that are over `now` and end after the `last` payout, the last `max` of them (`None`: all).
/// If none is left and `allow_again` is set: the last one that is over, so that several payouts an
/// interval are possible.
///
/// Units: times in those of the intervals.
///
/// Source: SourceCred (3da222eb, `core/ledger/applyDistributions.js`,
/// `_chooseDistributionIntervals`). Where `max` is above the number of intervals that are due, the
/// source cuts from the wrong end (`slice` with a negative start): of four with a limit of five it
/// returns one. Here it is all four.
///
/// ```
/// use weir_accounting::{Interval, choose_intervals};
/// let weeks = [0, 100, 200].map(|start| Interval { start, end: start + 100 });
/// assert_eq!(choose_intervals(&weeks, None, 299, None, false)?, &weeks[..2]);
/// assert_eq!(choose_intervals(&weeks, Some(200), 299, None, true)?, &weeks[1..2]);
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::UnorderedIntervals`].
pub fn choose_intervals(
    intervals: &[Interval],
    last: Option<i64>,
    now: i64,
    max: Option<u64>,
    allow_again: bool,
) -> Result<&[Interval], Error> {
    in_order(intervals)?;
    let over = &intervals[..finished(intervals, now)];
    let paid = last.map_or(0, |last| finished(over, last));
    let due = &over[paid..];
    let most = max.map_or(usize::MAX, |max| usize::try_from(max).unwrap_or(usize::MAX));
    let due = &due[due.len() - due.len().min(most)..];
    Ok(if due.is_empty() && allow_again { &over[over.len().saturating_sub(1)..] } else { due })
}
