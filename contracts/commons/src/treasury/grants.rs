//! Grants: the governor gives from the funding pool, the beneficiary takes what is due.

use weir_economics::{CLAIM_PERIOD, streamed};

use super::{Call, Output, emit_with_state, event, limits, load, store};
use crate::{
    abi::{Word, ZERO, amount, is_zero, low, number, set_low, word},
    currency,
    error::Error,
    events,
    host::Host,
    keys,
    pools::Phase,
    token,
};

/// Seconds in a year.
pub(super) const YEAR: u64 = 365 * 86_400;
/// The longest stream, and the longest vesting, in seconds.
pub(super) const TEN_YEARS: u64 = 10 * YEAR;

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
    let id = limits::note(host, call, amount)?;
    let now = word(call.now.into());
    let mut grant: Grant = [ZERO; 8];
    grant[..WITHDRAWN].copy_from_slice(&call.words);
    grant[START] = now;
    store(host, &[keys::GRANT, id], &grant);
    // The amount is less than the funding pool.
    call.pools.set_funding(call.pools.funding().wrapping_sub(amount));
    call.pools.store(host);

    let mut told = event(&events::GRANT, &word(id.into()));
    for at in [BENEFICIARY, PROPOSAL, AMOUNT, START, DURATION, AS_TOKENS] {
        told.push(&grant[at]);
    }
    emit_with_state(host, 4, &mut told, &call.pools);
    output.number(id.into());
    Ok(())
}

/// Ends a grant: what is not yet due returns to the funding pool. By the governor, paused or not. What
/// counts against the spending limit stays.
pub(super) fn revoke<H: Host>(
    host: &mut H,
    call: &mut Call,
    output: &mut Output,
) -> Result<(), Error> {
    call.check_governor()?;
    // Once all have been able to take their shares, what returns would be for those who waited.
    if call.pools.phase() == Phase::Closed {
        return Err(Error::NotOpen);
    }
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
    limits::settle(host, returned);
    call.pools.give(returned)?;
    call.pools.store(host);

    let mut told = event(&events::REVOKE, &call.words[0]);
    told.push(&call.words[1]);
    told.number(returned);
    emit_with_state(host, 3, &mut told, &call.pools);
    output.number(returned);
    Ok(())
}

/// Ends a grant that was not claimed within [`CLAIM_PERIOD`] after the last of it came due: what was not
/// withdrawn returns to the funding pool. By anyone, so that nothing is owed for ever.
pub(super) fn lapse<H: Host>(
    host: &mut H,
    call: &mut Call,
    output: &mut Output,
) -> Result<(), Error> {
    let id = call.id(0)?;
    let mut grant: Grant = [ZERO; 8];
    read(host, id, &mut grant)?;
    // The start is a time that was, the duration ten years at most.
    let end = low(&grant[START]).wrapping_add(low(&grant[DURATION]));
    if u128::from(call.now) < end.wrapping_add(CLAIM_PERIOD.into()) {
        return Err(Error::NotLapsed);
    }
    // No more was withdrawn than granted.
    let returned = low(&grant[AMOUNT]).wrapping_sub(low(&grant[WITHDRAWN]));
    if returned == 0 {
        return Err(Error::NothingDue);
    }
    grant[AMOUNT] = grant[WITHDRAWN];
    store(host, &[keys::GRANT, id], &grant);
    limits::settle(host, returned);
    call.pools.give(returned)?;
    call.pools.store(host);

    let mut event = event(&events::LAPSE, &call.words[0]);
    event.number(returned);
    emit_with_state(host, 2, &mut event, &call.pools);
    output.number(returned);
    Ok(())
}

/// Pays what is due of a grant to an account: money, or tokens that are minted for it by the curve
/// without a tribute while it is open. By the beneficiary alone, so that one who cannot receive
/// hinders no other.
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
    limits::settle(host, due);

    let (mut paid, mut tokens) = (due, 0);
    let as_tokens = !is_zero(&grant[AS_TOKENS]) && call.pools.phase() == Phase::Open;
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
