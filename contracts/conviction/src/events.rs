//! The contract's events, in the Solidity ABI. Data holds what is not indexed.

use weir_economics::Conviction;

use crate::{
    abi::{Word, topic},
    call::Call,
    host::Host,
    proposal::{CANCELLED, CHANGE, CONVICTIONS, DEPOSIT_ALONE, SUPPORT},
    stakes::{STAKE_AMOUNT, Stake, is_against},
    totals::STAKED_ALONE,
};

pub(crate) static PROPOSE: Word =
    topic("Propose(uint32,address,uint8,address,uint256,uint64,bool,uint64,uint256,string,string)");
pub(crate) static STAKE: Word =
    topic("Stake(uint32,address,uint256,bool,uint256,uint256,uint256,uint256,uint256)");
pub(crate) static ANNOUNCE: Word = topic("Announce(uint32,uint64,uint64)");
pub(crate) static RESET: Word = topic("Reset(uint32)");
pub(crate) static EXECUTE: Word = topic("Execute(uint32,uint32,uint256,uint256,uint256,uint256)");
pub(crate) static RULE: Word = topic("Rule(uint8,uint256)");
pub(crate) static CANCEL: Word = topic("Cancel(uint32,uint256)");
pub(crate) static EXPIRE: Word = topic("Expire(uint32,uint256)");
pub(crate) static RECLAIM: Word = topic("Reclaim(uint32,address,uint256)");

/// The account's stake on the proposal is another one; then the proposal's stakes and convictions,
/// for and against, and all stakes together.
pub fn stake<H: Host>(call: &mut Call<H>, stake: &Stake) {
    start(call, &STAKE);
    call.words.push_word(&call.account);
    call.words.push_fields(stake, &STAKE_AMOUNT);
    call.words.push_number(is_against(stake).into());
    call.words.push_fields(&call.proposal.item, &SUPPORT);
    finish(call, 3);
}

/// The proposal passes, and can be executed from the first until the last second.
pub fn announce<H: Host>(call: &mut Call<H>, window: [u64; 2]) {
    start(call, &ANNOUNCE);
    call.words.push_number(window[0]);
    call.words.push_number(window[1]);
    call.words.emit(call.host, 2);
}

/// The proposal is no longer announced.
pub fn reset<H: Host>(call: &mut Call<H>) {
    start(call, &RESET);
    call.words.emit(call.host, 2);
}

/// The proposal was executed, and what came of it is the grant, if any.
pub fn execute<H: Host>(call: &mut Call<H>, grant: u64, threshold: &Conviction) {
    start(call, &EXECUTE);
    call.words.push_number(grant);
    call.words.push_fields(&call.proposal.item, &CONVICTIONS);
    call.words.push(&threshold.limbs());
    finish(call, 3);
}

/// A rule of the vote has the value that the proposal asks for.
pub fn rule<H: Host>(call: &mut Call<H>) {
    call.words.len = 0;
    call.words.push_word(&RULE);
    call.words.push_fields(&call.proposal.item, &CHANGE);
    call.words.emit(call.host, 2);
}

/// The proposal ended without being executed.
pub fn end<H: Host>(call: &mut Call<H>) {
    start(call, if call.proposal.status() == CANCELLED { &CANCEL } else { &EXPIRE });
    finish(call, 2);
}

/// The proposal's deposit goes back to the account, its author.
pub fn reclaim<H: Host>(call: &mut Call<H>) {
    start(call, &RECLAIM);
    call.words.push_word(&call.account);
    call.words.push_fields(&call.proposal.item, &DEPOSIT_ALONE);
    call.words.emit(call.host, 3);
}

/// Starts an event with its topic and the proposal that it is about.
#[inline(never)]
pub(crate) fn start<H: Host>(call: &mut Call<H>, topic: &Word) {
    call.words.len = 0;
    call.words.push_word(topic);
    call.words.push_number(call.proposal.id.into());
}

/// Emits an event that ends with all stakes together.
#[inline(never)]
fn finish<H: Host>(call: &mut Call<H>, topics: usize) {
    call.words.push_fields(&call.state.0, &STAKED_ALONE);
    call.words.emit(call.host, topics);
}
