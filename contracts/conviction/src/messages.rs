//! What a call does: which message it is, and what it answers.

use crate::{
    abi::{ZERO, is_address, number, selector},
    call::Call,
    ending,
    error::Error,
    execution,
    host::Host,
    moves,
    proposal::{CANCELLED, EXPIRED},
    propose, settings, views,
};

/// The messages' selectors, each at its place.
static MESSAGES: [u32; 13] = [
    selector("propose(uint8,address,uint256,uint64,bool,uint64,string,string)"),
    selector("totals()"),
    selector("settings()"),
    selector("stake((uint32,uint256)[])"),
    selector("release(address)"),
    selector("stakesOf(address)"),
    selector("execute(uint32)"),
    selector("cancel(uint32)"),
    selector("expire(uint32)"),
    selector("reclaim(uint32)"),
    selector("proposalOf(uint32)"),
    selector("textOf(uint32)"),
    selector("thresholdOf(uint32)"),
];
const PROPOSE: usize = 0;
const TOTALS: usize = 1;
const SETTINGS: usize = 2;
const STAKE: usize = 3;
const RELEASE: usize = 4;
const STAKES_OF: usize = 5;
/// From here on, messages take a proposal.
const EXECUTE: usize = 6;
const CANCEL: usize = 7;
const EXPIRE: usize = 8;
const RECLAIM: usize = 9;
const PROPOSAL_OF: usize = 10;
const TEXT_OF: usize = 11;

/// Answers a call with `len` bytes of call data. What it changed counts only if it succeeds.
pub fn answer<H: Host>(call: &mut Call<H>, selector: u32, len: u64) -> Result<(), Error> {
    let value = call.host.value().ok_or(Error::OutOfDomain)?;
    let Some(message) = MESSAGES.iter().position(|known| *known == selector) else {
        return Err(Error::Malformed);
    };
    let arguments = match message {
        PROPOSE => 8,
        TOTALS | SETTINGS => 0,
        _ => 1,
    };
    if len < 4 + 32 * arguments || (value != 0 && message != PROPOSE) {
        return Err(Error::Malformed);
    }
    call.state.load(call.host)?;
    call.state.advance(call.host.now())?;
    let mut argument = ZERO;
    call.host.arguments(4, core::slice::from_mut(&mut argument));
    if message >= EXECUTE {
        call.proposal.load(call.host, number(&argument, 32)? as u32)?;
    }
    if message == RELEASE || message == STAKES_OF {
        if !is_address(&argument) {
            return Err(Error::Malformed);
        }
        call.account = argument;
    } else {
        call.host.caller(&mut call.account);
    }
    match message {
        PROPOSE => propose::propose(call, len, value),
        TOTALS => views::totals(call),
        SETTINGS => {
            call.words.push_fields(&call.state.0, &settings::SETTINGS);
            Ok(())
        }
        STAKE => moves::stake(call, len),
        RELEASE => moves::release(call),
        STAKES_OF => views::stakes_of(call),
        EXECUTE => execution::execute(call),
        CANCEL => ending::finish(call, CANCELLED),
        EXPIRE => ending::finish(call, EXPIRED),
        RECLAIM => ending::reclaim(call),
        PROPOSAL_OF => views::proposal_of(call),
        TEXT_OF => views::text_of(call),
        _ => views::threshold_of(call),
    }
}
