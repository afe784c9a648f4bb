//! What support less opposition must exceed, and whether it does.

use weir_economics::{Conviction, supply_threshold, threshold};

use crate::{
    call::Call,
    commons,
    error::Error,
    host::Host,
    proposal::{FUNDING, REVOCATION, SIGNAL, WIND_DOWN},
    revocation,
};

/// Asks the Commons for what the proposal's threshold needs.
///
/// # Errors
/// [`Error::NotExecutable`] for a signal, which nothing executes.
#[inline(never)]
pub fn sample<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    if call.proposal.kind() == SIGNAL {
        Err(Error::NotExecutable)
    } else {
        commons::governance(call)
    }
}

/// What support less opposition must exceed now, for the funds and the supply as they were sampled.
///
/// A request takes the more, the nearer it is to the spending limit; a rule, the governor and the
/// wind-down take a share of the supply; a revocation: see [`revocation`].
///
/// # Errors
/// [`Error::OverSpendingLimit`] if no support suffices.
#[inline(never)]
pub fn bar<H: Host>(call: &mut Call<H>) -> Result<Conviction, Error> {
    let (state, kind) = (&call.state, call.proposal.kind());
    if kind > REVOCATION {
        let share = state.share(kind == WIND_DOWN);
        return Ok(supply_threshold(state.effective_supply(), share, state.decay()?)?);
    }
    let (stake, rule) = (state.threshold_stake()?, state.rule()?);
    if kind == FUNDING {
        // A threshold too large to be written is beyond any conviction.
        threshold(call.proposal.amount(), state.effective_funds(), stake, &rule)
            .map_err(|_| Error::OverSpendingLimit)
    } else {
        revocation::bar(call, stake, &rule)
    }
}

/// The threshold of the proposal, if its support less its opposition exceeds it: of stakes that lay
/// on it before this second.
///
/// # Errors
/// As [`bar`], and [`Error::BelowThreshold`].
#[inline(never)]
pub fn passed<H: Host>(call: &mut Call<H>) -> Result<Conviction, Error> {
    call.proposal.advance(&call.state)?;
    let bar = bar(call)?;
    if call.proposal.net(&call.state)? > bar { Ok(bar) } else { Err(Error::BelowThreshold) }
}
