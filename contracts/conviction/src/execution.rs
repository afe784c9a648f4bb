//! Thresholds, and the execution of what exceeds them.

use weir_economics::{Conviction, PPM, threshold as threshold_of};

use crate::{
    call::Call,
    commons,
    error::Error,
    events,
    host::Host,
    proposal::{PASSED, REVOCATION, SIGNAL},
};

/// What conviction the proposal must exceed now, at the Commons' present funds and supply.
///
/// A grant's revocation counts like a request for half of the spending limit, whatever the funds
/// are.
///
/// # Errors
/// [`Error::NotExecutable`] for a signal, which nothing executes; [`Error::OverSpendingLimit`] if no
/// conviction suffices.
#[inline(never)]
pub fn threshold<H: Host>(call: &mut Call<H>) -> Result<Conviction, Error> {
    if call.proposal.kind() == SIGNAL {
        return Err(Error::NotExecutable);
    }
    commons::governance(call)?;
    let state = &call.state;
    let (requested, funds) = if call.proposal.kind() == REVOCATION {
        (state.spending_limit().into(), 2 * PPM as u128)
    } else {
        (call.proposal.amount(), call.governance.funds())
    };
    // A threshold too large to be told is beyond any conviction.
    threshold_of(requested, funds, state.threshold_stake()?, &state.rule()?)
        .map_err(|_| Error::OverSpendingLimit)
}

/// Executes the proposal if its conviction exceeds its threshold. The conviction counted is that of
/// stakes that lay on it before this second.
pub fn execute<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    call.proposal.check_active(&call.state)?;
    let threshold = threshold(call)?;
    call.governance.check_running(call.state.now())?;
    call.proposal.end(&mut call.state, PASSED)?;
    if call.proposal.conviction() <= threshold {
        return Err(Error::BelowThreshold);
    }
    call.proposal.store(call.host);
    call.state.store(call.host);

    // Whatever the Commons does now finds the proposal over.
    let grant = commons::perform(call)?;
    events::execute(call, grant, &threshold);
    Ok(())
}
