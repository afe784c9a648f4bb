//! What is asked of the Commons. Whatever it refuses is refused here with its own reason.
//!
//! The Commons cannot call back: the host denies it. Even so, all that this contract changes is
//! written before it asks for a change there.

use crate::{
    abi::{Word, ZERO, number, selector},
    call::Call,
    error::Error,
    host::{Called, Host},
    proposal::{
        BENEFICIARY_ALONE, CHANGE, FUNDING, GOVERNOR, GRANT, REQUEST, REVOCATION, RULE, WIND_DOWN,
    },
    totals::GOVERNANCE,
    words::{Field, read},
};

const GOVERNANCE_MESSAGE: u32 = selector("governance(address)");
const LOCK_MESSAGE: u32 = selector("lock(address,uint256)");
const UNLOCK_OF_MESSAGE: u32 = selector("unlockOf(address)");
const GRANTS_MESSAGE: u32 = selector("grants()");
const GRANT_OF_MESSAGE: u32 = selector("grantOf(uint32)");
const RULE_MESSAGE: u32 = selector("rule(uint8)");
const CLOSING_MESSAGE: u32 = selector("closing(bool)");

/// The words of the longest answer, as far as it is read: a grant, up to its proposal.
pub(crate) const LONGEST_ANSWER: usize = 8;

/// What has the Commons do what proposals of a kind request, and which of their numbers it takes.
static REQUESTS: [(u64, u32, &[Field]); 5] = [
    (FUNDING, selector("grant(address,uint256,uint64,bool,uint32)"), &REQUEST),
    (REVOCATION, selector("revoke(uint32,uint32)"), &GRANT),
    (RULE, selector("setRule(uint8,uint256)"), &CHANGE),
    (GOVERNOR, selector("setGovernor(address)"), &BENEFICIARY_ALONE),
    (WIND_DOWN, selector("windDown()"), &[]),
];

/// Starts a call of the Commons. The first word is the selector's, whatever it holds.
fn start<H: Host>(call: &mut Call<H>) {
    call.words.len = 1;
}

/// Calls the Commons with the words; it answers at least `count` words. An answer with fewer is none.
#[inline(never)]
fn ask<H: Host>(call: &mut Call<H>, selector: u32, count: usize) -> Result<(), Error> {
    let mut commons = ZERO;
    call.state.commons(&mut commons);
    let (input, _) = call.words.words.split_at_mut(call.words.len);
    call.words.len = 0;
    match call.host.call(&commons, selector, input, &mut call.answer) {
        Called::Answered(len) if len as usize >= size_of::<Word>() * count => Ok(()),
        Called::Answered(_) => Err(Error::Malformed),
        Called::Refused(error) => Err(error),
    }
}

/// Asks with one number, for at least `count` words.
#[inline(never)]
fn ask_with<H: Host>(
    call: &mut Call<H>,
    selector: u32,
    number: u64,
    count: usize,
) -> Result<(), Error> {
    start(call);
    call.words.push_number(number);
    ask(call, selector, count)
}

/// Asks with words that are there already, and notes supply, funding pool, pause and spending limit
/// in the state.
#[inline(never)]
fn sample<H: Host>(call: &mut Call<H>, selector: u32) -> Result<(), Error> {
    ask(call, selector, GOVERNANCE.len())?;
    read(&call.answer, &GOVERNANCE, &mut call.state.0)
}

/// Asks for supply, funding pool, pause and spending limit, and notes them in the state.
#[inline(never)]
pub fn governance<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    start(call);
    call.words.push_number(0);
    sample(call, GOVERNANCE_MESSAGE)
}

/// As [`governance`], for a new proposal: the Commons refuses a beneficiary on whom a grant or the
/// governor's office would be lost. Later only what it is asked to do decides, as a beneficiary can
/// become governor meanwhile, and the proposal must go on answering.
pub fn check_beneficiary<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    start(call);
    call.words.push_fields(&call.proposal.item, &BENEFICIARY_ALONE);
    sample(call, GOVERNANCE_MESSAGE)
}

/// Locks `staked` of the account's tokens, instead of what was locked before, and notes what
/// [`governance`] does.
pub fn lock<H: Host>(call: &mut Call<H>, staked: u128) -> Result<(), Error> {
    start(call);
    call.words.push_word(&call.account);
    call.words.push(&[staked as u64, (staked >> 64) as u64]);
    sample(call, LOCK_MESSAGE)
}

/// Whether the account has asked the Commons for its staked tokens.
pub fn leaves<H: Host>(call: &mut Call<H>) -> Result<bool, Error> {
    start(call);
    call.words.push_word(&call.account);
    ask(call, UNLOCK_OF_MESSAGE, 1)?;
    Ok(number(&call.answer[0], 64)? != 0)
}

/// How many grants there have been; the last one's id.
pub fn grants<H: Host>(call: &mut Call<H>) -> Result<u64, Error> {
    start(call);
    ask(call, GRANTS_MESSAGE, 1)?;
    number(&call.answer[0], 32)
}

/// What the vote needs of a grant: what was granted, when it started and for how long, and the
/// proposal that it came from.
pub(crate) const BENEFICIARY: Field = Field::first(160);
pub(crate) const GRANTED: Field = BENEFICIARY.then(128);
const WITHDRAWN: Field = GRANTED.then(128);
pub(crate) const START: Field = WITHDRAWN.then(64);
pub(crate) const DURATION: Field = START.then(64);
const AS_TOKENS: Field = DURATION.then(1);
const REVOKED: Field = AS_TOKENS.then(1);
pub(crate) const PROPOSAL: Field = REVOKED.then(32);
static A_GRANT: [Field; LONGEST_ANSWER] =
    [BENEFICIARY, GRANTED, WITHDRAWN, START, DURATION, AS_TOKENS, REVOKED, PROPOSAL];

/// A grant, as far as the vote needs it.
pub(crate) type Grant = [u64; PROPOSAL.end()];

/// Asks for the grant that the proposal would have revoked.
pub(crate) fn grant_of<H: Host>(call: &mut Call<H>, grant: &mut Grant) -> Result<(), Error> {
    ask_with(call, GRANT_OF_MESSAGE, call.proposal.amount() as u64, A_GRANT.len())?;
    read(&call.answer, &A_GRANT, grant)
}

/// Asks for a rule of the Commons: reads as many numbers of the answer as there are fields.
pub(crate) fn rule<H: Host>(
    call: &mut Call<H>,
    number: u64,
    fields: &[Field],
    rule: &mut [u64],
) -> Result<(), Error> {
    ask_with(call, RULE_MESSAGE, number, fields.len())?;
    read(&call.answer, fields, rule)
}

/// Announces the wind-down to the Commons, or takes that back.
pub fn closing<H: Host>(call: &mut Call<H>, announced: bool) -> Result<(), Error> {
    ask_with(call, CLOSING_MESSAGE, announced.into(), 0)
}

/// Has the Commons do what the proposal requests; the id of the grant that came or ended, or 0.
pub fn perform<H: Host>(call: &mut Call<H>) -> Result<u64, Error> {
    let kind = call.proposal.kind();
    let Some((_, message, numbers)) = REQUESTS.iter().find(|request| request.0 == kind) else {
        return Err(Error::NotExecutable);
    };
    start(call);
    call.words.push_fields(&call.proposal.item, numbers);
    if kind <= REVOCATION {
        call.words.push_number(call.proposal.id.into());
    }
    let granted = kind == FUNDING;
    ask(call, *message, granted.into())?;
    if granted {
        number(&call.answer[0], 32)
    } else if kind == REVOCATION {
        Ok(call.proposal.amount() as u64)
    } else {
        Ok(0)
    }
}
