//! The spending limit: what recent grants together must stay below.
//!
//! A grant counts in full for a window. Kept is the sum of each quarter of it: of the present one and
//! of the last four, so that a grant counts for the whole window, and at most a quarter longer. Within
//! any window, less than the limit of what the funding pool held at its start and what came in is
//! granted: of all that counted before the last grant, the pool still held the rest.

use weir_economics::tribute;

use super::{Call, Output, load, store};
use crate::{
    abi::{Word, ZERO, low, set_low},
    error::Error,
    host::Host,
    keys,
};

/// The window, the totals of grants, and what still counts.
pub(super) type Limits = [Word; 9];

/// Where things are in it: seconds over which a grant counts; what is granted and not withdrawn; how
/// many grants there are; the quarter that the last grant was in, counted from time zero; and the sums
/// of five quarters, each in the place of its number modulo five.
pub(super) const WINDOW: usize = 0;
const OWED: usize = 1;
const COUNT: usize = 2;
const QUARTER: usize = 3;
const SUMS: usize = 4;
const QUARTERS: u64 = 5;

/// Reads the limits.
#[inline(never)]
pub(super) fn limits<H: Host>(host: &mut H) -> Limits {
    let mut limits = [ZERO; 9];
    load(host, &keys::GRANTS, &mut limits);
    limits
}

/// The window, in seconds.
pub(super) fn window(limits: &Limits) -> u64 {
    low(&limits[WINDOW]) as u64
}

/// What is granted and not withdrawn.
pub(super) fn owed<H: Host>(host: &mut H) -> u128 {
    low(&limits(host)[OWED])
}

/// Moves the sums on to the present quarter; what they come to. A sum that was kept has passed
/// [`note`]: they do not overflow.
#[inline(never)]
fn count(limits: &mut Limits, now: u64) -> u128 {
    // No window is zero.
    let present = now / window(limits).div_ceil(4).max(1);
    // After five steps nothing of before counts.
    let mut quarter = (low(&limits[QUARTER]) as u64).max(present.saturating_sub(QUARTERS));
    while quarter < present {
        quarter += 1;
        *sum(limits, quarter) = ZERO;
    }
    set_low(&mut limits[QUARTER], present.into());
    limits[SUMS..].iter().fold(0, |counted, sum| counted.wrapping_add(low(sum)))
}

/// The sum of a quarter.
fn sum(limits: &mut Limits, quarter: u64) -> &mut Word {
    &mut limits[SUMS + (quarter % QUARTERS) as usize]
}

/// Counts a grant; its id, the next one.
///
/// # Errors
/// [`Error::OverSpendingLimit`] if it and what counts together are not less than the limit of what the
/// pool holds and what counts.
pub(super) fn note<H: Host>(host: &mut H, call: &Call, amount: u128) -> Result<u64, Error> {
    let mut limits = limits(host);
    let counted = count(&mut limits, call.now);
    let before = counted.checked_add(call.pools.funding()).ok_or(Error::OutOfDomain)?;
    let after = counted.checked_add(amount).ok_or(Error::OverSpendingLimit)?;
    // The limit is rounded up, so that this is exact: less than a number means less than its ceiling.
    if after >= tribute(before, call.pools.spending_limit())? {
        return Err(Error::OverSpendingLimit);
    }
    let owed = low(&limits[OWED]).checked_add(amount).ok_or(Error::OutOfDomain)?;
    let id = low(&limits[COUNT]) as u64 + 1;
    if id > u32::MAX.into() {
        return Err(Error::OutOfDomain);
    }
    set_low(&mut limits[OWED], owed);
    set_low(&mut limits[COUNT], id.into());
    let present = low(&limits[QUARTER]) as u64;
    let sum = sum(&mut limits, present);
    // A part of the sum above.
    let grown = low(sum).wrapping_add(amount);
    set_low(sum, grown);
    store(host, &keys::GRANTS, &limits);
    Ok(id)
}

/// Counts as paid, or as returned, what was owed. Nothing is paid that was not owed.
#[inline(never)]
pub(super) fn settle<H: Host>(host: &mut H, amount: u128) {
    let mut limits = limits(host);
    let owed = low(&limits[OWED]).wrapping_sub(amount);
    set_low(&mut limits[OWED], owed);
    store(host, &keys::GRANTS, &limits);
}

/// Changes the window. What counts now does so for a whole one from here on.
pub(super) fn set_window<H: Host>(host: &mut H, call: &Call, window: u64) {
    let mut limits = limits(host);
    let counted = count(&mut limits, call.now);
    limits[SUMS..].fill(ZERO);
    set_low(&mut limits[WINDOW], window.into());
    count(&mut limits, call.now);
    let present = low(&limits[QUARTER]) as u64;
    set_low(sum(&mut limits, present), counted);
    store(host, &keys::GRANTS, &limits);
}

/// Returns how many grants there are.
pub(super) fn grants<H: Host>(host: &mut H, output: &mut Output) {
    output.push(&limits(host)[COUNT]);
}

/// Returns the spending limit, the window, what is granted and not withdrawn, and what counts.
pub(super) fn state<H: Host>(host: &mut H, call: &Call, output: &mut Output) {
    let mut limits = limits(host);
    output.number(call.pools.spending_limit().into());
    output.push(&limits[WINDOW]);
    output.push(&limits[OWED]);
    output.number(count(&mut limits, call.now));
}
