//! Who may do what: the owner, who sets the others up; the governor, who grants; and the guardian,
//! who can pause some messages for a time.

use super::{Call, Message, Output, emit, event, load, store};
use crate::{
    abi::{Address, Word, ZERO, is_zero, low, number, word},
    error::Error,
    events,
    host::Host,
    keys, token,
};

/// The longest pause, and the least time between two, in seconds.
const MAX_PAUSE: u64 = 14 * 86_400;

/// The roles, as they are returned; governor and end of the pause are elsewhere, with what every
/// message reads.
pub(super) type Roles = [Word; 7];

/// Where things are in it.
pub(super) const OWNER: usize = 0;
const PENDING: usize = 1;
const GOVERNOR: usize = 2;
pub(super) const GUARDIAN: usize = 3;
/// Until when the guardian is in office.
pub(super) const UNTIL: usize = 4;
const PAUSED_UNTIL: usize = 5;
/// Before this it cannot pause again.
const PAUSABLE_FROM: usize = 6;

/// Reads the roles.
#[inline(never)]
fn roles<H: Host>(host: &mut H) -> Roles {
    let mut roles = [ZERO; 7];
    load(host, &keys::ROLES, &mut roles);
    roles
}

/// Refuses a caller who is not the owner.
pub(super) fn check_owner<H: Host>(host: &mut H, caller: &Address) -> Result<(), Error> {
    if roles(host)[OWNER] == *caller { Ok(()) } else { Err(Error::Unauthorized) }
}

/// Changes a role, or pauses. The caller must have the role that this takes.
pub(super) fn change<H: Host>(
    host: &mut H,
    message: Message,
    call: &mut Call,
) -> Result<(), Error> {
    let mut roles = roles(host);
    let governor = call.pools.governor();
    let governed = !is_zero(&governor);
    // Once there is a governor, it alone names the next one.
    let succession = message == Message::SetGovernor && governed && governor == call.caller;
    let role = match message {
        Message::AcceptOwnership => PENDING,
        Message::Pause | Message::Unpause => GUARDIAN,
        _ => OWNER,
    };
    if !succession && roles[role] != call.caller {
        return Err(Error::Unauthorized);
    }
    // Zero where there is no argument. A duration that is too long for an address is malformed, too.
    let account = *call.account(0)?;
    let pools = &mut call.pools;
    if succession {
        pools.check_open()?;
    } else if message == Message::SetGovernor && governed {
        return Err(Error::GovernorFixed);
    }
    // Zero takes an offer or a guardian back.
    if message == Message::SetGovernor || !is_zero(&account) {
        pools.check_recipient(host, &account)?;
    }
    let mut topics = 2;
    let mut told;
    match message {
        Message::SetGovernor => {
            // None that is barred: no contract of the Commons, and no governor of before.
            if token::bar(host, &account) {
                return Err(Error::InvalidRecipient);
            }
            pools.set_governor(&account);
            told = event(&events::GOVERNOR, &account);
        }
        Message::SetGuardian => {
            roles[GUARDIAN] = account;
            told = event(&events::GUARDIAN, &account);
            told.push(&roles[UNTIL]);
        }
        Message::TransferOwnership => {
            roles[PENDING] = account;
            told = event(&events::OWNERSHIP_TRANSFER_STARTED, &call.caller);
            told.push(&account);
            topics = 3;
        }
        Message::AcceptOwnership | Message::RenounceOwnership => {
            told = event(&events::OWNERSHIP_TRANSFERRED, &roles[OWNER]);
            topics = 3;
            roles[OWNER] = roles[PENDING];
            if message == Message::RenounceOwnership {
                // Without a governor, no money could ever come in.
                if !governed {
                    return Err(Error::GovernorFixed);
                }
                roles[OWNER] = ZERO;
            }
            roles[PENDING] = ZERO;
            told.push(&roles[OWNER]);
        }
        _ => {
            // A pause that is over stays so: votes count from its end.
            let mut until = call.now.min(pools.paused_until());
            if message == Message::Pause {
                let duration = number(&account, 64)?;
                let end = low(&roles[UNTIL]) as u64;
                if call.now >= end {
                    return Err(Error::Unauthorized);
                }
                if duration.wrapping_sub(1) >= MAX_PAUSE {
                    return Err(Error::InvalidParameter);
                }
                if call.now < low(&roles[PAUSABLE_FROM]) as u64 {
                    return Err(Error::Paused);
                }
                // Both are far from the end of time.
                until = end.min(call.now.wrapping_add(duration));
                roles[PAUSABLE_FROM] = word(until.wrapping_add(MAX_PAUSE).into());
            }
            pools.set_paused_until(until);
            told = event(&events::PAUSE, &call.caller);
            told.number(until.into());
        }
    }
    pools.store(host);
    store(host, &keys::ROLES, &roles);
    emit(host, topics, &told);
    Ok(())
}

/// Returns who has which role, and the times of guardian and pause.
pub(super) fn state<H: Host>(host: &mut H, call: &Call, output: &mut Output) {
    let mut roles = roles(host);
    roles[GOVERNOR] = call.pools.governor();
    roles[PAUSED_UNTIL] = word(call.pools.paused_until().into());
    roles.iter().for_each(|word| output.push(word));
}
