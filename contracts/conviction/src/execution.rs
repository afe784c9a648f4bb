//! The execution of what passes.

use crate::{
    announcing,
    call::Call,
    commons,
    error::Error,
    events,
    host::Host,
    proposal::{PASSED, RULE},
    rules, thresholds,
};

/// Executes the proposal, which was announced, whose notice is over, and which still passes.
pub fn execute<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    call.proposal.check_active(&call.state)?;
    thresholds::sample(call)?;
    announcing::check_due(call)?;
    let threshold = thresholds::passed(call)?;
    call.proposal.end(&call.state, PASSED)?;
    call.proposal.note_share(&call.state)?;
    let rule = call.proposal.kind() == RULE;
    if rule {
        rules::change(call)?;
    }
    call.proposal.store(call.host);
    call.state.store(call.host);

    // Whatever the Commons does now finds the proposal over.
    let grant = if rule && rules::is_own(call) { 0 } else { commons::perform(call)? };
    events::execute(call, grant, &threshold);
    Ok(())
}
