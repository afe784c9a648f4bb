//! The way out without the governor: staked tokens come free some time after their holder asks for
//! them, whatever the governor does. From then on it can only lower the stake.

use weir_economics::UNLOCK_DELAY;

use super::{Call, Output, emit, event};
use crate::{
    abi::{Address, Word, ZERO, low, word},
    error::Error,
    events,
    host::Host,
    keys,
    token::Balance,
};

/// When an account's staked tokens are free that it asked for; 0: it did not ask.
fn free_at<H: Host>(host: &mut H, account: &Address) -> u64 {
    let mut item = ZERO;
    host.get_word(&keys::of_account(keys::UNLOCK, account), &mut item);
    low(&item) as u64
}

/// Asks for the caller's staked tokens; once the time is over, frees them.
///
/// # Errors
/// [`Error::NothingDue`] if none are staked, [`Error::NotYetFree`] before the time is over.
pub(super) fn unlock<H: Host>(host: &mut H, call: &Call) -> Result<(), Error> {
    let mut item = ZERO;
    let mut balance = Balance::load(host, &call.caller, &mut item);
    let mut until = 0;
    if balance.leaving() && call.now < free_at(host, &call.caller) {
        return Err(Error::NotYetFree);
    }
    if balance.staked() == 0 {
        return Err(Error::NothingDue);
    }
    if balance.leaving() {
        balance.free();
    } else {
        balance.set_leaving(true);
        until = call.now.checked_add(UNLOCK_DELAY).ok_or(Error::OutOfDomain)?;
        note(host, call, &word(until.into()));
    }
    finish(host, call, &balance, until)
}

/// Takes the request back: the governor may raise the caller's stake again.
///
/// # Errors
/// [`Error::NothingDue`] if there is none. [`Error::NotYetFree`] if the tokens were freed and the
/// governor has not yet set the stake to zero: it would go on counting them.
pub(super) fn cancel<H: Host>(host: &mut H, call: &Call) -> Result<(), Error> {
    let mut item = ZERO;
    let mut balance = Balance::load(host, &call.caller, &mut item);
    if !balance.leaving() {
        return Err(Error::NothingDue);
    }
    if balance.freed() {
        return Err(Error::NotYetFree);
    }
    balance.set_leaving(false);
    note(host, call, &ZERO);
    finish(host, call, &balance, 0)
}

/// Writes when the caller's tokens are free.
fn note<H: Host>(host: &mut H, call: &Call, free_at: &Word) {
    host.set_word(&keys::of_account(keys::UNLOCK, &call.caller), free_at);
}

/// Writes the balance and emits the event.
fn finish<H: Host>(host: &mut H, call: &Call, balance: &Balance, until: u64) -> Result<(), Error> {
    balance.store(host, &call.caller);
    let mut event = event(&events::UNLOCK, &call.caller);
    event.number(balance.staked());
    event.number(until.into());
    emit(host, 2, &event);
    Ok(())
}

/// Returns when the tokens of an account are free that it asked for.
pub(super) fn state<H: Host>(host: &mut H, call: &Call, output: &mut Output) -> Result<(), Error> {
    output.number(free_at(host, call.account(0)?).into());
    Ok(())
}
