use alloc::vec::Vec;

use super::{
    history::History,
    payout::{Payout, Split, pay},
};
use crate::{Error, U256, wide::Wide};

/// The rule for the sum that an account should have had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// SourceCred's: base units per cred first, rounded down to a whole unit, then times cred.
    PerCred {
        /// Units of the cred numbers that make one cred.
        cred_scale: U256,
    },
    /// In one step, without the rounding between.
    Exact,
}

/// Divides a budget among those who were paid least for their cred: SourceCred's policy BALANCED.
///
/// With E paid in the window to the accounts that take part, C their cred in it and T = E + budget:
/// `target = floor(T × cred / C)` ([`Target::Exact`]) or `floor(g × cred / cred_scale)` with
/// `g = floor(T × cred_scale / C)` ([`Target::PerCred`]); `score = max(0, target - paid)`. Nothing
/// is ever taken back. The window limits cred and payments alike.
///
/// Units: budget, payments and scores in base units, cred in any unit; the lookback in intervals, 0
/// meaning all that are over. Rounding: targets down, then that of the split.
///
/// Source: SourceCred (3da222eb, `core/ledger/policies/balanced.js`). Its rounding of grain per
/// cred gives 802 and 2198 in its own test where 803 and 2197 are exact, and for budgets below one
/// unit per cred targets of zero, so that it stops with an error: use [`Target::Exact`] where its
/// numbers are not asked for.
///
/// ```
/// use weir_accounting::{Account, History, Interval, Split, Target, U256, balanced};
/// let week = [Interval { start: 0, end: 7 }];
/// let (seven, three) = ([U256::from(7u32)], [U256::from(3u32)]);
/// let history = History::new(
///     &week,
///     7,
///     &[
///         Account { id: "a", active: true, cred: &seven, paid: None },
///         Account { id: "b", active: true, cred: &three, paid: None },
///     ],
///     &[],
/// )?;
/// let payouts = balanced(&history, U256::from(5u32), 0, Target::Exact, Split::Sequential)?;
/// assert_eq!(payouts[0].amount, U256::from(3u32));
/// assert_eq!(payouts[1].amount, U256::from(2u32));
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::ZeroTotal`] if there is no cred in the window or no account is underpaid, a budget of zero
/// included; [`Error::ZeroScale`]; [`Error::Overflow`] if a score exceeds 256 bits.
pub fn balanced<'a>(
    history: &History<'a>,
    budget: U256,
    lookback: u64,
    target: Target,
    split: Split,
) -> Result<Vec<Payout<'a>>, Error> {
    let window = history.last(if lookback == 0 { u64::MAX } else { lookback });
    let records: Vec<(Wide, Wide)> = history
        .accounts()
        .iter()
        .map(|account| (account.cred_in(&window), account.paid_in(&window)))
        .collect();
    let mut all_cred = Wide::ZERO;
    let mut all_paid = Wide::from(budget);
    for (cred, paid) in &records {
        all_cred = all_cred.plus(cred)?;
        all_paid = all_paid.plus(paid)?;
    }
    // A target is `rate × cred / unit`.
    let (rate, unit) = match target {
        Target::Exact => (all_paid, all_cred),
        Target::PerCred { cred_scale } if cred_scale.is_zero() => return Err(Error::ZeroScale),
        Target::PerCred { cred_scale } => {
            let unit = Wide::from(cred_scale);
            (all_paid.times_over(&unit, &all_cred)?, unit)
        }
    };
    let underpaid = |(cred, paid): &(Wide, Wide)| {
        let target = rate.times_over(cred, &unit)?;
        if target > *paid { target.minus(paid)?.narrow() } else { Ok(U256::ZERO) }
    };
    let scores: Result<Vec<U256>, Error> = records.iter().map(underpaid).collect();
    pay(history, budget, split, &scores?)
}
