//! The wind-down, by the governor: announced first, so that people can object, then for good. And
//! money that arrived without a message.

use super::{Call, Output, emit_with_state, event, limits};
use crate::{
    abi::{is_zero, number, word},
    currency,
    error::Error,
    events,
    host::Host,
    pools::{MAX_FUNDING, Phase},
};

/// Announces the wind-down, or takes that back.
///
/// # Errors
/// [`Error::NotOpen`] if it is announced already, or is not.
pub(super) fn closing<H: Host>(host: &mut H, call: &mut Call) -> Result<(), Error> {
    call.check_governor()?;
    let announced = number(&call.words[0], 1)?;
    let (from, to) = match announced {
        0 => (Phase::Closing, Phase::Open),
        _ => (Phase::Open, Phase::Closing),
    };
    if call.pools.phase() != from {
        return Err(Error::NotOpen);
    }
    call.pools.set_phase(to);
    call.pools.store(host);
    host.emit(&[events::CLOSING], &[word(announced.into())]);
    Ok(())
}

/// Winds the Commons down: the funding pool joins the reserve, which belongs to the holders by equal
/// shares from then on. What is owed on grants stays owed.
pub(super) fn wind_down<H: Host>(host: &mut H, call: &mut Call) -> Result<(), Error> {
    call.check_governor()?;
    call.pools.wind_down()?;
    call.pools.store(host);
    let mut event = Output::default();
    event.push(&events::WIND_DOWN);
    emit_with_state(host, 1, &mut event, &call.pools);
    Ok(())
}

/// Puts what the contract has beyond its accounts into the funding pool, or into the reserve once it
/// is wound down. By anyone.
///
/// # Errors
/// [`Error::NotOpen`] before the opening, after a failed hatch, and where there are no tokens any more;
/// [`Error::NothingDue`] if there is nothing beyond the accounts.
pub(super) fn credit<H: Host>(
    host: &mut H,
    call: &mut Call,
    output: &mut Output,
) -> Result<(), Error> {
    let pools = &mut call.pools;
    pools.check_redeemable()?;
    if pools.supply() == 0 {
        return Err(Error::NotOpen);
    }
    pools.check_governed()?;
    let currency = pools.currency();
    let held = if is_zero(&currency) {
        host.balance().ok_or(Error::OutOfDomain)?
    } else {
        currency::balance(host, &currency)?
    };
    // A currency that has lost some of what it held has nothing to spare.
    let amount = held
        .checked_sub(pools.reserve())
        .and_then(|rest| rest.checked_sub(pools.funding()))
        .and_then(|rest| rest.checked_sub(limits::owed(host)))
        .unwrap_or(0);
    if amount == 0 {
        return Err(Error::NothingDue);
    }
    pools.give(amount)?;
    if pools.funding().max(pools.reserve()) > MAX_FUNDING {
        return Err(Error::OutOfDomain);
    }
    pools.store(host);
    let mut event = event(&events::CREDIT, &call.caller);
    event.number(amount);
    emit_with_state(host, 2, &mut event, pools);
    output.number(amount);
    Ok(())
}
