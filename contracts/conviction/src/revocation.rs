//! What a grant's revocation takes.
//!
//! The more, the larger what is left of the grant and the better it was supported: those who stream
//! money to a project need not fear a handful of people, and half of the stakes always suffices.
//! Supporters of a stream defend it by staking against its revocation.

use weir_economics::{Conviction, Rule, revocation_threshold, streamed};

use crate::{
    call::Call,
    commons::{self, BENEFICIARY, DURATION, GRANTED, Grant, PROPOSAL, START},
    error::Error,
    host::Host,
    proposal::Proposal,
};

/// What support less opposition of a revocation must exceed, with `stake` the stake that counts: as
/// much as a request for what of the grant is not yet due, as if that were in the funding pool, and
/// no less than the grant's own proposal had when it passed; but half of the stake at most.
#[inline(never)]
pub fn bar<H: Host>(call: &mut Call<H>, stake: u128, rule: &Rule) -> Result<Conviction, Error> {
    let mut grant = Grant::default();
    commons::grant_of(call, &mut grant)?;
    let share = share(call, &grant);
    let (granted, duration) = (GRANTED.amount(&grant), DURATION.number(&grant));
    let elapsed = call.state.now().saturating_sub(START.number(&grant));
    // Never more than was granted.
    let left = granted.wrapping_sub(streamed(granted, elapsed, duration));
    Ok(revocation_threshold(left, call.state.effective_funds(), stake, share, rule)?)
}

/// The share of the stake that supported the grant when it passed, in parts per million. None if it
/// did not pass here: its number is then that of another proposal, if of any, of a former governor.
fn share<H: Host>(call: &mut Call<H>, grant: &Grant) -> u32 {
    let mut origin = Proposal::default();
    // A share is there only of grants that passed.
    if origin.load(call.host, PROPOSAL.number(grant) as u32).is_ok()
        && origin.amount() == GRANTED.amount(grant)
        && origin.has_beneficiary(BENEFICIARY.limbs(grant))
    {
        origin.share()
    } else {
        0
    }
}
