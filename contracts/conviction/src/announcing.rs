//! Announcements: what passes is announced, waits for its notice, in which people can object or
//! leave, and is executed only then.

use weir_economics::{WEEK, executable_from};

use crate::{
    call::Call,
    commons,
    error::Error,
    events,
    host::Host,
    proposal::{REVOCATION, WIND_DOWN},
    thresholds,
};

/// From when on the announced proposal can be executed, in seconds; for a week.
///
/// With the present notice, as a vote may have changed it, and no sooner after a pause than people
/// need to see what goes on. A revocation waits for no pause: it takes money from those who might
/// have caused it.
#[inline(never)]
fn from<H>(call: &Call<H>) -> u64 {
    let (state, kind) = (&call.state, call.proposal.kind());
    let short = state.notice();
    let notice = if kind > REVOCATION { state.long_notice() } else { short };
    let paused_until = if kind == REVOCATION { 0 } else { state.paused_until() };
    executable_from(call.proposal.announced(), notice, short, paused_until)
}

/// The first and the last second in which the announced proposal can be executed.
pub fn window<H>(call: &Call<H>) -> [u64; 2] {
    let from = from(call);
    [from, from.saturating_add(WEEK)]
}

/// Announces the proposal, which passes; a wind-down to the Commons, too.
///
/// One that was announced and not executed in time has to be taken back before, see [`reset`].
///
/// # Errors
/// [`Error::NotActive`] if it would be over before it could be executed.
pub fn announce<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    call.proposal.check_active(&call.state)?;
    if call.proposal.announced() != 0 {
        return Err(Error::Announced);
    }
    thresholds::sample(call)?;
    thresholds::passed(call)?;
    call.proposal.set_announced(call.state.now());
    let window = window(call);
    if window[0] >= call.proposal.expiry() {
        return Err(Error::NotActive);
    }
    write(call);
    events::announce(call, window);
    if call.proposal.kind() == WIND_DOWN { commons::closing(call, true) } else { Ok(()) }
}

/// Takes an announcement back, of a proposal that does not pass any more or was not executed in time.
///
/// The supply of this moment does not count, only what follows it: those who mint for one block would
/// otherwise stop what takes a share of the supply.
pub fn reset<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    call.proposal.check_active(&call.state)?;
    check_announced(call)?;
    thresholds::sample(call)?;
    let supply = call.state.calm();
    let passed = thresholds::passed(call);
    call.state.set_supply(supply);
    match passed {
        Ok(_) if call.state.now() <= window(call)[1] => return Err(Error::StillPasses),
        Ok(_) | Err(Error::BelowThreshold | Error::OverSpendingLimit) => {}
        Err(error) => return Err(error),
    }
    call.proposal.set_announced(0);
    write(call);
    events::reset(call);
    if call.proposal.kind() == WIND_DOWN { commons::closing(call, false) } else { Ok(()) }
}

/// Refuses a proposal that is not announced.
fn check_announced<H>(call: &Call<H>) -> Result<(), Error> {
    if call.proposal.announced() == 0 { Err(Error::NotAnnounced) } else { Ok(()) }
}

/// Writes the proposal and the state.
fn write<H: Host>(call: &mut Call<H>) {
    call.proposal.store(call.host);
    call.state.store(call.host);
}

/// Refuses what is not announced, what is paused, what comes too early or too late.
pub fn check_due<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    check_announced(call)?;
    if call.proposal.kind() != REVOCATION {
        call.state.check_running()?;
    }
    let [from, until] = window(call);
    let now = call.state.now();
    if now < from {
        Err(Error::TooEarly)
    } else if now > until {
        Err(Error::NotAnnounced)
    } else {
        Ok(())
    }
}
