//! Grants: the governor gives from the funding pool, the beneficiary takes what is due.

use weir_economics::{faded, streamed, tribute};

use super::{Call, Output, emit_with_state, event, load, store};
use crate::{
    abi::{Address, Word, ZERO, amount, is_zero, low, number, set_low, word},
    currency,
    error::Error,
    events,
    host::Host,
    keys, token,
};

/// Seconds in a year.
pub(super) const YEAR: u64 = 365 * 86_400;
/// The longest stream, and the longest vesting, in seconds.
pub(super) const TEN_YEARS: u64 = 10 * YEAR;

/// The limits on grants, and their totals.
pub(super) type Limits = [Word; 4];

/// Where things are in it: parts per million of the funding pool; seconds over which a grant counts
/// against its beneficiary; what is granted and not withdrawn; how many grants there are.
pub(super) const SPENDING: usize = 0;
pub(super) const WINDOW: usize = 1;
const OWED: usize = 2;
const COUNT: usize = 3;

/// A grant: the arguments that it was made with, and what became of it.
type Grant = [Word; 8];

/// Where things are in it, the arguments first.
const BENEFICIARY: usize = 0;
const AMOUNT: usize = 1;
const DURATION: usize = 2;
const AS_TOKENS: usize = 3;
const PROPOSAL: usize = 4;
const WITHDRAWN: usize = 5;
const START: usize = 6;
const REVOKED: usize = 7;
/// In which order they are returned.
static RETURNED: [u8; 8] = [
    BENEFICIARY as u8,
    AMOUNT as u8,
    WITHDRAWN as u8,
    START as u8,
    DURATION as u8,
    AS_TOKENS as u8,
    REVOKED as u8,
    PROPOSAL as u8,
];

/// What was recently granted to a beneficiary: how much, and when that counted in full.
type Recent = [Word; 2];

#[inline(never)]
fn limits<H: Host>(host: &mut H) -> Limits {
    let mut limits = [ZERO; 4];
    load(host, &keys::GRANTS, &mut limits);
    limits
}

/// Whether `amount` is less than the spending limit of `pool`. The limit is rounded up, so that this
/// is exact: less than a number means less than its ceiling.
#[inline(never)]
fn allows(limits: &Limits, amount: u128, pool: u128) -> bool {
    tribute(pool, low(&limits[SPENDING]) as u32).is_ok_and(|limit| amount < limit)
}

/// What still counts of the recent grants to a beneficiary.
#[inline(never)]
fn recent<H: Host>(host: &mut H, call: &Call, beneficiary: &Address, limits: &Limits) -> u128 {
    let mut recent: Recent = [ZERO; 2];
    load(host, &keys::of_account(keys::BENEFICIARY, beneficiary), &mut recent);
    let elapsed = call.now.saturating_sub(low(&recent[1]) as u64);
    faded(low(&recent[0]), elapsed, low(&limits[WINDOW]) as u64)
}

#[inline(never)]
fn read<H: Host>(host: &mut H, id: u64, grant: &mut Grant) -> Result<(), Error> {
    if load(host, &[keys::GRANT, id], grant) { Ok(()) } else { Err(Error::UnknownGrant) }
}

/// What of a grant has come due until now, withdrawn or not.
#[inline(never)]
fn flown(grant: &Grant, now: u64) -> u128 {
    let elapsed = now.saturating_sub(low(&grant[START]) as u64);
    streamed(low(&grant[AMOUNT]), elapsed, low(&grant[DURATION]) as u64)
}

/// What can be withdrawn of a grant now.
fn due(grant: &Grant, now: u64) -> u128 {
    flown(grant, now).saturating_sub(low(&grant[WITHDRAWN]))
}

/// Counts as paid, or as returned, what was owed. Nothing is paid that was not owed.
#[inline(never)]
fn settle<H: Host>(host: &mut H, amount: u128) {
    let mut limits = limits(host);
    let owed = low(&limits[OWED]).wrapping_sub(amount);
    set_low(&mut limits[OWED], owed);
    store(host, &keys::GRANTS, &limits);
}

/// Grants from the funding pool. By the governor, and within the limits that are kept here whatever
/// the governor's own are.
pub(super) fn grant<H: Host>(
    host: &mut H,
    call: &mut Call,
    output: &mut Output,
) -> Result<(), Error> {
    call.check_governor()?;
    call.pools.check_open()?;
    call.pools.check_running(host)?;
    let beneficiary = call.account(0)?;
    let amount = amount(&call.words[AMOUNT], Error::OverSpendingLimit)?;
    let duration = number(&call.words[DURATION], 64)?;
    number(&call.words[AS_TOKENS], 1)?;
    call.id(PROPOSAL)?;
    if amount == 0 {
        return Err(Error::ZeroAmount);
    }
    call.pools.check_recipient(host, beneficiary)?;
    if duration > TEN_YEARS {
        return Err(Error::InvalidParameter);
    }
    let mut limits = limits(host);
    let funding = call.pools.funding();
    if !allows(&limits, amount, funding) {
        return Err(Error::OverSpendingLimit);
    }
    // What one request may not take, several together may not take either.
    let counted = recent(host, call, beneficiary, &limits);
    let together = counted.checked_add(amount).ok_or(Error::OutOfDomain)?;
    let before = counted.checked_add(funding).ok_or(Error::OutOfDomain)?;
    if !allows(&limits, together, before) {
        return Err(Error::OverBeneficiaryLimit);
    }
    let owed = low(&limits[OWED]).checked_add(amount).ok_or(Error::OutOfDomain)?;
    let id = low(&limits[COUNT]) as u64 + 1;
    if id > u32::MAX.into() {
        return Err(Error::OutOfDomain);
    }

    let now = word(call.now.into());
    store(host, &keys::of_account(keys::BENEFICIARY, beneficiary), &[word(together), now]);
    set_low(&mut limits[OWED], owed);
    set_low(&mut limits[COUNT], id.into());
    store(host, &keys::GRANTS, &limits);
    let mut grant: Grant = [ZERO; 8];
    grant[..WITHDRAWN].copy_from_slice(&call.words);
    grant[START] = now;
    store(host, &[keys::GRANT, id], &grant);
    // The amount is less than the funding pool.
    call.pools.set_funding(funding.wrapping_sub(amount));
    call.pools.store(host);

    let mut told = event(&events::GRANT, &word(id.into()));
    for at in [BENEFICIARY, PROPOSAL, AMOUNT, START, DURATION, AS_TOKENS] {
        told.push(&grant[at]);
    }
    emit_with_state(host, 4, &mut told, &call.pools);
    output.number(id.into());
    Ok(())
}

/// Ends a grant: what is not yet due returns to the funding pool. By the governor, paused or not.
pub(super) fn revoke<H: Host>(
    host: &mut H,
    call: &mut Call,
    output: &mut Output,
) -> Result<(), Error> {
    call.check_governor()?;
    let id = call.id(0)?;
    call.id(1)?;
    let mut grant: Grant = [ZERO; 8];
    read(host, id, &mut grant)?;
    if !is_zero(&grant[REVOKED]) {
        return Err(Error::GrantRevoked);
    }
    // The stream ends here: what has flown until now is all of it, and all of that is due.
    let due = flown(&grant, call.now);
    let returned = low(&grant[AMOUNT]).wrapping_sub(due);
    let elapsed = call.now.saturating_sub(low(&grant[START]) as u64);
    let duration = low(&grant[DURATION]).min(elapsed.into());
    set_low(&mut grant[AMOUNT], due);
    set_low(&mut grant[DURATION], duration);
    set_low(&mut grant[REVOKED], 1);
    store(host, &[keys::GRANT, id], &grant);
    settle(host, returned);
    call.pools.give(returned)?;
    call.pools.store(host);

    let mut told = event(&events::REVOKE, &call.words[0]);
    told.push(&call.words[1]);
    told.number(returned);
    emit_with_state(host, 3, &mut told, &call.pools);
    output.number(returned);
    Ok(())
}

/// Pays what is due of a grant to an account: money, or tokens that are minted for it by the curve
/// without a tribute. By the beneficiary alone, so that one who cannot receive hinders nobody else.
pub(super) fn withdraw<H: Host>(
    host: &mut H,
    call: &mut Call,
    output: &mut Output,
) -> Result<(), Error> {
    let (id, to) = (call.id(0)?, *call.account(1)?);
    let mut grant: Grant = [ZERO; 8];
    read(host, id, &mut grant)?;
    if grant[BENEFICIARY] != call.caller {
        return Err(Error::Unauthorized);
    }
    call.pools.check_recipient(host, &to)?;
    let due = due(&grant, call.now);
    if due == 0 {
        return Err(Error::NothingDue);
    }
    let withdrawn = low(&grant[WITHDRAWN]).wrapping_add(due);
    set_low(&mut grant[WITHDRAWN], withdrawn);
    store(host, &[keys::GRANT, id], &grant);
    settle(host, due);

    let (mut paid, mut tokens) = (due, 0);
    let as_tokens = !is_zero(&grant[AS_TOKENS]);
    if as_tokens {
        tokens = call.pools.mint(due, 0)?.received;
        if tokens < amount(&call.words[2], Error::BelowMinimum)? {
            return Err(Error::BelowMinimum);
        }
        paid = tokens;
        call.pools.store(host);
        token::credit(host, &to, tokens)?;
        events::transfer(host, &ZERO, &to, tokens);
    }
    let mut told = event(&events::WITHDRAW, &call.words[0]);
    told.push(&call.caller);
    told.push(&to);
    told.number(due);
    told.number(tokens);
    emit_with_state(host, 3, &mut told, &call.pools);
    output.number(paid);
    // Everything is written: whatever the recipient does finds the state after it.
    if as_tokens { Ok(()) } else { currency::pay(host, &call.pools, &to, due) }
}

/// Returns a grant.
pub(super) fn state<H: Host>(host: &mut H, call: &Call, output: &mut Output) -> Result<(), Error> {
    let mut grant: Grant = [ZERO; 8];
    read(host, call.id(0)?, &mut grant)?;
    RETURNED.iter().for_each(|at| output.push(&grant[usize::from(*at)]));
    output.number(due(&grant, call.now));
    Ok(())
}

/// Returns how many grants there are.
pub(super) fn count<H: Host>(host: &mut H, output: &mut Output) {
    output.push(&limits(host)[COUNT]);
}

/// Returns the limits, and what is granted and not withdrawn.
pub(super) fn bounds<H: Host>(host: &mut H, output: &mut Output) {
    limits(host)[..COUNT].iter().for_each(|word| output.push(word));
}

/// Returns what the recent grants to a beneficiary still count.
pub(super) fn recently_granted<H: Host>(
    host: &mut H,
    call: &Call,
    output: &mut Output,
) -> Result<(), Error> {
    let beneficiary = call.account(0)?;
    let limits = limits(host);
    output.number(recent(host, call, beneficiary, &limits));
    Ok(())
}
