//! What a call does: which message it is, and what it answers.

use crate::{
    abi::{ZERO, is_address, number, selector},
    announcing,
    call::Call,
    ending,
    error::Error,
    execution,
    host::Host,
    moves,
    proposal::{CANCELLED, EXPIRED},
    propose, rules, views,
};

/// The messages' selectors, each at its place.
static MESSAGES: [u32; 18] = [
    selector("propose(uint8,address,uint256,uint64,bool,uint64,string,string)"),
    selector("totals()"),
    selector("settings()"),
    selector("stake((uint32,uint256,bool)[])"),
    selector("rule(uint8)"),
    selector("release(address)"),
    selector("forfeit(address)"),
    selector("stakesOf(address)"),
    selector("announce(uint32)"),
    selector("reset(uint32)"),
    selector("execute(uint32)"),
    selector("cancel(uint32)"),
    selector("expire(uint32)"),
    selector("reclaim(uint32)"),
    selector("proposalOf(uint32)"),
    selector("textOf(uint32)"),
    selector("noticeOf(uint32)"),
    selector("thresholdOf(uint32)"),
];
const PROPOSE: usize = 0;
const TOTALS: usize = 1;
const SETTINGS: usize = 2;
const STAKE: usize = 3;
const RULE: usize = 4;
/// From here on, messages take an account.
const RELEASE: usize = 5;
const FORFEIT: usize = 6;
const STAKES_OF: usize = 7;
/// From here on, messages take a proposal.
const ANNOUNCE: usize = 8;
const RESET: usize = 9;
const EXECUTE: usize = 10;
const CANCEL: usize = 11;
const EXPIRE: usize = 12;
const RECLAIM: usize = 13;
const PROPOSAL_OF: usize = 14;
const TEXT_OF: usize = 15;
const NOTICE_OF: usize = 16;

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
    if message >= ANNOUNCE {
        call.proposal.load(call.host, number(&argument, 32)? as u32)?;
    }
    if (RELEASE..ANNOUNCE).contains(&message) {
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
        SETTINGS => views::settings(call),
        STAKE => moves::stake(call, len),
        RULE => rules::view(call, &argument),
        RELEASE => moves::release(call),
        FORFEIT => moves::forfeit(call),
        STAKES_OF => views::stakes_of(call),
        ANNOUNCE => announcing::announce(call),
        RESET => announcing::reset(call),
        EXECUTE => execution::execute(call),
        CANCEL => ending::finish(call, CANCELLED),
        EXPIRE => ending::finish(call, EXPIRED),
        RECLAIM => ending::reclaim(call),
        PROPOSAL_OF => views::proposal_of(call),
        TEXT_OF => views::text_of(call),
        NOTICE_OF => views::notice_of(call),
        _ => views::threshold_of(call),
    }
}
