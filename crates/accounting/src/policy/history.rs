use alloc::{collections::BTreeSet, vec::Vec};
use core::ops::Range;

use crate::{Error, U256, wide::Wide};

/// A span of time, `[start, end)`, in whatever unit the caller counts: SourceCred's are
/// milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The first moment that belongs to it.
    pub start: i64,
    /// The first moment that does not.
    pub end: i64,
}

/// An account with what it earned and was paid, interval by interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Account<'a> {
    /// The account's name, or its address as text.
    pub id: &'a str,
    /// Takes part only if set.
    pub active: bool,
    /// Cred of each interval.
    pub cred: &'a [U256],
    /// Base units paid in each interval, by the time of the payment; `None` where nothing ever was.
    pub paid: Option<&'a [U256]>,
}

/// The accounts that take part in a payout, and the intervals that count at its time.
#[derive(Clone, Debug)]
pub struct History<'a> {
    /// Number of intervals that are over.
    finished: usize,
    accounts: Vec<Account<'a>>,
}

impl<'a> History<'a> {
    /// Checks the records and leaves out who takes no part.
    ///
    /// An interval counts when its end is not after `effective`. Inactive accounts and those named
    /// in `exclusions` take no part, in any sum; their records must be well formed all the same. An
    /// exclusion of an account that is not there has no effect.
    ///
    /// Source: SourceCred (3da222eb, `core/credGrainView.js`, `validateForGrainAllocation`). That
    /// refuses a total below one cred as well; whole numbers need no such limit, so it is not here.
    ///
    /// ```
    /// use weir_accounting::{Account, History, Interval, U256};
    /// let weeks = [Interval { start: 0, end: 7 }, Interval { start: 7, end: 14 }];
    /// let cred = [3u32, 4].map(U256::from);
    /// let ana = Account { id: "ana", active: true, cred: &cred, paid: None };
    /// assert!(History::new(&weeks, 14, &[ana], &[]).is_ok());
    /// assert!(History::new(&weeks[..1], 14, &[ana], &[]).is_err());
    /// ```
    ///
    /// # Errors
    /// [`Error::UnorderedIntervals`], [`Error::DuplicateAccount`], [`Error::LengthMismatch`],
    /// [`Error::NoActiveAccount`].
    pub fn new(
        intervals: &[Interval],
        effective: i64,
        accounts: &[Account<'a>],
        exclusions: &[&str],
    ) -> Result<Self, Error> {
        in_order(intervals)?;
        let mut ids = BTreeSet::new();
        if !accounts.iter().all(|account| ids.insert(account.id)) {
            return Err(Error::DuplicateAccount);
        }
        let whole = |list: &[U256]| list.len() == intervals.len();
        if !accounts.iter().all(|one| whole(one.cred) && one.paid.is_none_or(whole)) {
            return Err(Error::LengthMismatch);
        }
        let active = accounts.iter().filter(|account| account.active).copied();
        if active.clone().next().is_none() {
            return Err(Error::NoActiveAccount);
        }
        let excluded: BTreeSet<&str> = exclusions.iter().copied().collect();
        Ok(Self {
            finished: finished(intervals, effective),
            accounts: active.filter(|account| !excluded.contains(account.id)).collect(),
        })
    }

    /// The accounts that take part, in the order given.
    pub(crate) fn accounts(&self) -> &[Account<'a>] {
        &self.accounts
    }

    /// The last intervals that are over: so many of them, or all if there are fewer.
    pub(crate) fn last(&self, count: u64) -> Range<usize> {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        self.finished.saturating_sub(count)..self.finished
    }
}

impl Account<'_> {
    /// Cred over some intervals.
    pub(crate) fn cred_in(&self, window: &Range<usize>) -> Wide {
        Wide::sum(self.cred[window.clone()].iter().copied())
    }

    /// Payments over some intervals.
    pub(crate) fn paid_in(&self, window: &Range<usize>) -> Wide {
        Wide::sum(self.paid.into_iter().flat_map(|paid| &paid[window.clone()]).copied())
    }
}

/// Counts the intervals that end by some moment.
pub(crate) fn finished(intervals: &[Interval], now: i64) -> usize {
    intervals.iter().take_while(|interval| interval.end <= now).count()
}

/// Refuses intervals that are empty, reach into each other or are not in order.
pub(crate) fn in_order(intervals: &[Interval]) -> Result<(), Error> {
    let whole = intervals.iter().all(|interval| interval.start < interval.end);
    let ordered = intervals.windows(2).all(|pair| pair[0].end <= pair[1].start);
    if whole && ordered { Ok(()) } else { Err(Error::UnorderedIntervals) }
}
