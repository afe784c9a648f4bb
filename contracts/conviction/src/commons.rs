//! What is asked of the Commons. Whatever it refuses is refused here with its own reason.
//!
//! The Commons cannot call back: the host denies it. Even so, all that this contract changes is
//! written before it asks for a change there.

use crate::{
    abi::{Word, ZERO, selector},
    call::Call,
    error::Error,
    host::{Called, Host},
    proposal::{BENEFICIARY_ALONE, GRANT, REQUEST, REVOCATION},
    words::{Field, read},
};

const GOVERNANCE_MESSAGE: u32 = selector("governance(address)");
const LOCK_MESSAGE: u32 = selector("lock(address,uint256,bool)");
const GRANT_MESSAGE: u32 = selector("grant(address,uint256,uint64,bool,uint32)");
const REVOKE_MESSAGE: u32 = selector("revoke(uint32,uint32)");
const GRANTS_MESSAGE: u32 = selector("grants()");

/// What the Commons answers: supply, funding pool, until when the guardian has paused it.
const SUPPLY: Field = Field::first(128);
const FUNDS: Field = SUPPLY.then(128);
const PAUSED_UNTIL: Field = FUNDS.then(64);
static ALL: [Field; 3] = [SUPPLY, FUNDS, PAUSED_UNTIL];
/// What it answers with a grant or a number of grants.
const ID: Field = Field::first(32);
static ID_ALONE: [Field; 1] = [ID];

/// What the Commons has said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Governance([u64; PAUSED_UNTIL.end()]);

impl Governance {
    /// The funding pool, in base units of the currency.
    pub fn funds(&self) -> u128 {
        FUNDS.amount(&self.0)
    }

    /// Refuses what a pause forbids.
    pub fn check_running(&self, now: u64) -> Result<(), Error> {
        if PAUSED_UNTIL.number(&self.0) > now { Err(Error::Paused) } else { Ok(()) }
    }
}

/// Starts a call of the Commons. The first word is the selector's, whatever it holds.
fn start<H: Host>(call: &mut Call<H>) {
    call.words.len = 1;
}

/// Calls the Commons with the words and reads the numbers that it answers. An answer with fewer is
/// none.
#[inline(never)]
fn ask<H: Host>(call: &mut Call<H>, selector: u32, fields: &[Field]) -> Result<(), Error> {
    let (mut commons, mut answer) = (ZERO, [ZERO; ALL.len()]);
    call.state.commons(&mut commons);
    let (input, _) = call.words.words.split_at_mut(call.words.len);
    call.words.len = 0;
    match call.host.call(&commons, selector, input, &mut answer) {
        Called::Answered(len) if len as usize >= size_of::<Word>() * fields.len() => {
            read(&answer, fields, &mut call.governance.0)
        }
        Called::Answered(_) => Err(Error::Malformed),
        Called::Refused(error) => Err(error),
    }
}

/// Asks for supply, funding pool and pause. The supply is noted in the state. The Commons refuses a
/// proposal's beneficiary on whom a grant would be lost.
#[inline(never)]
pub fn governance<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    start(call);
    call.words.push_fields(&call.proposal.item, &BENEFICIARY_ALONE);
    ask(call, GOVERNANCE_MESSAGE, &ALL)?;
    call.state.sample(SUPPLY.amount(&call.governance.0));
    Ok(())
}

/// How many grants there have been; the last one's id.
pub fn grants<H: Host>(call: &mut Call<H>) -> Result<u64, Error> {
    start(call);
    ask(call, GRANTS_MESSAGE, &ID_ALONE)?;
    Ok(ID.number(&call.governance.0))
}

/// Locks `staked` of the account's tokens, instead of what was locked before, and notes the supply;
/// whether it is another one than before. `raising` says whether some stake rises, which a pause
/// forbids.
pub fn lock<H: Host>(call: &mut Call<H>, staked: u128, raising: bool) -> Result<bool, Error> {
    start(call);
    call.words.push_word(&call.account);
    call.words.push(&[staked as u64, (staked >> 64) as u64]);
    call.words.push_number(raising.into());
    ask(call, LOCK_MESSAGE, &[SUPPLY])?;
    Ok(call.state.sample(SUPPLY.amount(&call.governance.0)))
}

/// Has the Commons do what the proposal requests; the grant's id.
pub fn perform<H: Host>(call: &mut Call<H>) -> Result<u64, Error> {
    let revocation = call.proposal.kind() == REVOCATION;
    let request: &[Field] = if revocation { &GRANT } else { &REQUEST };
    start(call);
    call.words.push_fields(&call.proposal.item, request);
    call.words.push_number(call.proposal.id.into());
    if revocation {
        // It answers how much returns.
        ask(call, REVOKE_MESSAGE, &[SUPPLY])?;
        return Ok(call.proposal.amount() as u64);
    }
    ask(call, GRANT_MESSAGE, &ID_ALONE)?;
    Ok(ID.number(&call.governance.0))
}
