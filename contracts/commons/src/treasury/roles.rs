//! Who may do what: the owner, who sets the others up; the governor, who grants; and the guardian,
//! who can pause some messages for a time.

use super::{Call, Output, account, set_account};
use crate::{
    abi::{Address, ZERO, is_address, is_zero, number, selector, word},
    error::Error,
    events,
    host::Host,
    keys,
};

const SET_GOVERNOR: u32 = selector("setGovernor(address)");
const TRANSFER_OWNERSHIP: u32 = selector("transferOwnership(address)");
const ACCEPT_OWNERSHIP: u32 = selector("acceptOwnership()");
const RENOUNCE_OWNERSHIP: u32 = selector("renounceOwnership()");
const SET_GUARDIAN: u32 = selector("setGuardian(address)");
const PAUSE: u32 = selector("pause(uint64)");
const UNPAUSE: u32 = selector("unpause()");

/// The longest pause, and the least time between two, in seconds.
const MAX_PAUSE: u64 = 14 * 86_400;

/// Where things are in the item: three accounts, until when the guardian is in office, and before
/// when it cannot pause again.
const OWNER: usize = 0;
const PENDING: usize = 3;
const GUARDIAN: usize = 6;
const UNTIL: usize = 9;
const PAUSABLE_FROM: usize = 10;

/// Owner, the account that the ownership was offered to, and guardian.
#[derive(Default)]
pub(super) struct Roles([u64; 11]);

impl Roles {
    /// The roles of a new Commons.
    pub(super) fn new(owner: &Address, guardian: &Address, until: u64) -> Self {
        let mut roles = Self::default();
        set_account(&mut roles.0, OWNER, owner);
        set_account(&mut roles.0, GUARDIAN, guardian);
        roles.0[UNTIL] = until;
        roles
    }

    fn load<H: Host>(host: &mut H) -> Self {
        let mut roles = Self::default();
        host.get(&keys::ROLES, &mut roles.0);
        roles
    }

    /// Writes the roles.
    pub(super) fn store<H: Host>(&self, host: &mut H) {
        host.set(&keys::ROLES, &self.0);
    }

    fn account(&self, which: usize) -> Address {
        account(&self.0, which)
    }
}

/// Refuses a caller who is not the owner.
pub(super) fn check_owner<H: Host>(host: &mut H, caller: &Address) -> Result<(), Error> {
    if Roles::load(host).account(OWNER) == *caller { Ok(()) } else { Err(Error::Unauthorized) }
}

/// How many arguments a message of this module has.
pub(super) fn arguments(selector: u32) -> usize {
    match selector {
        SET_GOVERNOR | TRANSFER_OWNERSHIP | SET_GUARDIAN | PAUSE => 1,
        _ => 0,
    }
}

/// Changes a role, or pauses. The caller must have the role that this takes.
pub(super) fn change<H: Host>(host: &mut H, selector: u32, call: &mut Call) -> Result<(), Error> {
    let mut roles = Roles::load(host);
    let (caller, pools, account) = (call.caller, &mut call.pools, &call.words[0]);
    let role = match selector {
        ACCEPT_OWNERSHIP => PENDING,
        PAUSE | UNPAUSE => GUARDIAN,
        SET_GOVERNOR | TRANSFER_OWNERSHIP | RENOUNCE_OWNERSHIP | SET_GUARDIAN => OWNER,
        _ => return Err(Error::Malformed),
    };
    if roles.account(role) != caller {
        return Err(Error::Unauthorized);
    }
    if !is_address(account) {
        return Err(Error::Malformed);
    }
    match selector {
        SET_GOVERNOR => {
            if !is_zero(&pools.governor()) {
                return Err(Error::GovernorFixed);
            }
            if is_zero(account) {
                return Err(Error::ZeroAddress);
            }
            pools.set_governor(account);
            pools.store(host);
            host.emit(&[events::GOVERNOR, *account], &[]);
        }
        TRANSFER_OWNERSHIP => {
            set_account(&mut roles.0, PENDING, account);
            host.emit(&[events::OWNERSHIP_TRANSFER_STARTED, caller, *account], &[]);
        }
        ACCEPT_OWNERSHIP | RENOUNCE_OWNERSHIP => {
            let before = roles.account(OWNER);
            let owner = if selector == ACCEPT_OWNERSHIP { caller } else { ZERO };
            // Without a governor, nobody could ever grant anything.
            if is_zero(&owner) && is_zero(&pools.governor()) {
                return Err(Error::GovernorFixed);
            }
            set_account(&mut roles.0, OWNER, &owner);
            set_account(&mut roles.0, PENDING, &ZERO);
            host.emit(&[events::OWNERSHIP_TRANSFERRED, before, owner], &[]);
        }
        SET_GUARDIAN => {
            set_account(&mut roles.0, GUARDIAN, account);
            host.emit(&[events::GUARDIAN, *account], &[word(roles.0[UNTIL].into())]);
        }
        _ => {
            let mut until = 0;
            if selector == PAUSE {
                let duration = number(account, 64)?;
                if call.now >= roles.0[UNTIL] {
                    return Err(Error::Unauthorized);
                }
                if duration.wrapping_sub(1) >= MAX_PAUSE {
                    return Err(Error::InvalidParameter);
                }
                if call.now < roles.0[PAUSABLE_FROM] {
                    return Err(Error::Paused);
                }
                // Both are far from the end of time.
                until = roles.0[UNTIL].min(call.now.wrapping_add(duration));
                roles.0[PAUSABLE_FROM] = until.wrapping_add(MAX_PAUSE);
            }
            pools.set_paused_until(until);
            pools.store(host);
            host.emit(&[events::PAUSE, caller], &[word(until.into())]);
        }
    }
    roles.store(host);
    Ok(())
}

/// Returns who has which role, and the times of guardian and pause.
pub(super) fn state<H: Host>(host: &mut H, call: &Call, output: &mut Output) {
    let roles = Roles::load(host);
    output.push(roles.account(OWNER));
    output.push(roles.account(PENDING));
    output.push(call.pools.governor());
    output.push(roles.account(GUARDIAN));
    output.number(roles.0[UNTIL].into());
    output.number(call.pools.paused_until().into());
    output.number(roles.0[PAUSABLE_FROM].into());
}
