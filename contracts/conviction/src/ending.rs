//! How proposals end without being executed, and what becomes of their deposits.

use crate::{
    abi::ZERO,
    call::Call,
    commons,
    error::Error,
    events,
    host::Host,
    proposal::{ABSTAIN, ACTIVE, CANCELLED, EXPIRED, WIND_DOWN},
};

/// Ends the proposal, which has not ended, and emits the event. Its stakes go on counting until they are
/// freed, so nothing but the proposal changes. A wind-down that was announced is taken back.
#[inline(never)]
pub fn end<H: Host>(call: &mut Call<H>, status: u64) -> Result<(), Error> {
    call.proposal.end(&call.state, status)?;
    call.proposal.store(call.host);
    events::end(call);
    if call.proposal.kind() == WIND_DOWN && call.proposal.announced() != 0 {
        match commons::closing(call, false) {
            // It is not announced there, or this contract is not the governor any more.
            Ok(()) | Err(Error::NotOpen | Error::Unauthorized) => {}
            refused => return refused,
        }
    }
    Ok(())
}

/// The author withdraws the proposal (`status` [`CANCELLED`]), or anybody ends it because its time
/// is over ([`EXPIRED`]).
pub fn finish<H: Host>(call: &mut Call<H>, status: u64) -> Result<(), Error> {
    let mut author = ZERO;
    call.proposal.author(&mut author);
    // The abstain signal is everybody's, though the deployer is its author.
    if status == CANCELLED && (call.account != author || call.proposal.id == ABSTAIN) {
        return Err(Error::Unauthorized);
    }
    if call.proposal.status() != ACTIVE {
        return Err(Error::NotActive);
    }
    if status == EXPIRED && call.proposal.check_active(&call.state).is_ok() {
        return Err(Error::NotExpired);
    }
    end(call, status)
}

/// Returns the deposit of the proposal, which is over, to its author. One who cannot take it holds
/// up nothing but this.
pub fn reclaim<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    let deposit = call.proposal.deposit();
    if call.proposal.status() == ACTIVE || deposit == 0 {
        return Err(Error::NothingToReclaim);
    }
    call.proposal.author(&mut call.account);
    events::reclaim(call);
    call.proposal.take_deposit();
    call.proposal.store(call.host);
    // Everything is written: whatever the author does finds the deposit gone.
    if call.host.pay(&call.account, deposit) { Ok(()) } else { Err(Error::PaymentRefused) }
}
