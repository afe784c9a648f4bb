//! Stakes that move, and stakes that are freed.

use weir_economics::rest;

use crate::{
    abi::{ZERO, amount, number},
    call::Call,
    commons, ending,
    error::Error,
    events,
    host::Host,
    proposal::{ABSTAIN, ACTIVE, EXPIRED},
    stakes::{AGAINST, AMOUNT, ID, MAX_STAKES, MOVE, Move, Stake, Stakes, is_against, place},
    words::read,
};

/// The bytes of a move in the call data.
const MOVE_BYTES: u64 = 32 * MOVE.len() as u64;

/// Sets stakes of the caller, each move a proposal, an amount and a side. An account is for or against
/// a proposal: its stake there is replaced, whichever side it was on.
///
/// Stake can always be lowered: the end of a proposal does not hold it. Nor does a pause: it would
/// stop those who object, but not the time. Moves that change nothing leave everything as it is, the
/// totals and what they were measured at included: what no event shows does not change.
pub fn stake<H: Host>(call: &mut Call<H>, len: u64) -> Result<(), Error> {
    let mut argument = [ZERO; MOVE.len()];
    call.host.arguments(4, &mut argument[..1]);
    let mut at = 4 + number(&argument[0], 31)?;
    call.host.arguments(at as u32, &mut argument[..1]);
    let count = amount(&argument[0], Error::InvalidList)?;
    if count.wrapping_sub(1) >= MAX_STAKES as u128 {
        return Err(Error::InvalidList);
    }
    at += 32;
    let end = at + MOVE_BYTES * count as u64;
    if end > len {
        return Err(Error::Malformed);
    }

    let mut stakes = Stakes::default();
    stakes.load(call);
    let mut moved = false;
    while at != end {
        call.host.arguments(at as u32, &mut argument);
        at += MOVE_BYTES;
        let mut after = Move::default();
        read(&argument, &MOVE, &mut after)?;
        call.proposal.load(call.host, ID.number(&after) as u32)?;
        let mut against = AGAINST.number(&after) != 0;
        if against && call.proposal.id == ABSTAIN {
            return Err(Error::InvalidParameter);
        }
        let stake = stakes.name(call.proposal.id)?;
        let (before, after) = (AMOUNT.amount(stake), AMOUNT.amount(&after));
        // No stake is on no side.
        against &= after != 0;
        let turned = against != is_against(stake);
        if after > before || (turned && after != 0) {
            call.proposal.check_active(&call.state)?;
        }
        if after != before || turned {
            set(call, stake, after, against)?;
            moved = true;
        }
    }
    if !moved {
        return Ok(());
    }
    settle(call, &mut stakes)
}

/// Frees the account's stakes on proposals that are over: its own at any time, those of others once
/// they have been over for a while, as they count until then. One whose time is over is ended on
/// the way.
pub fn release<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    let mut caller = ZERO;
    call.host.caller(&mut caller);
    let rest = if caller == call.account { 0 } else { rest(call.state.half_life()) };
    free(call, Some(rest))
}

/// Ends all stakes of an account that has asked the Commons for its tokens: it can have sold them. The
/// Commons learns of it even where there are none, as it may wait for that.
pub fn forfeit<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    if !commons::leaves(call)? {
        return Err(Error::NothingToRelease);
    }
    match free(call, None) {
        // What the Commons answers is not noted: nothing has changed here.
        Err(Error::NothingToRelease) => commons::lock(call, 0),
        ended => ended,
    }
}

/// Frees the account's stakes: all, or those on proposals that have been over for `rest` seconds.
#[inline(never)]
fn free<H: Host>(call: &mut Call<H>, rest: Option<u64>) -> Result<(), Error> {
    let mut stakes = Stakes::default();
    stakes.load(call);
    let mut freed = false;
    for stake in stakes.iter() {
        call.proposal.load(call.host, ID.number(stake) as u32)?;
        if let Some(rest) = rest {
            if call.state.now() < call.proposal.over_since().saturating_add(rest) {
                continue;
            }
            if call.proposal.status() == ACTIVE {
                ending::end(call, EXPIRED)?;
            }
        }
        set(call, stake, 0, false)?;
        freed = true;
    }
    if !freed {
        return Err(Error::NothingToRelease);
    }
    settle(call, &mut stakes)
}

/// Sets the account's stake on the proposal and emits the event.
#[inline(never)]
fn set<H: Host>(
    call: &mut Call<H>,
    stake: &mut Stake,
    after: u128,
    against: bool,
) -> Result<(), Error> {
    let before = AMOUNT.amount(stake);
    call.state.restake(before, after)?;
    call.proposal.advance(&call.state)?;
    call.proposal.restake(is_against(stake), before, 0)?;
    call.proposal.restake(against, 0, after)?;
    AMOUNT.set_amount(stake, after);
    place(stake, against);
    call.proposal.store(call.host);
    events::stake(call, stake);
    Ok(())
}

/// Writes what has changed, then has the Commons lock what is staked now. It refuses more than the
/// account has. What it answers is written as well if it is not what it answered before.
#[inline(never)]
fn settle<H: Host>(call: &mut Call<H>, stakes: &mut Stakes) -> Result<(), Error> {
    let staked = stakes.store(call)?;
    call.state.store(call.host);
    let before = call.state.sampled();
    commons::lock(call, staked)?;
    if call.state.sampled().iter().ne(&before) {
        call.state.store(call.host);
    }
    Ok(())
}
