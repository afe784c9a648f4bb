//! Stakes that move, and stakes that are freed.

use crate::{
    abi::{ZERO, amount, number},
    call::Call,
    commons, ending,
    error::Error,
    events,
    host::Host,
    proposal::{ACTIVE, EXPIRED},
    stakes::{AMOUNT, ID, MAX_STAKES, STAKE, Stake, Stakes},
    words::read,
};

/// Sets stakes of the caller, each move a proposal and an amount.
///
/// Stake can always be lowered: neither a pause nor the end of a proposal holds it. Moves that
/// change nothing leave everything as it is, the totals and the supply they were measured at
/// included: what no event tells of does not change.
pub fn stake<H: Host>(call: &mut Call<H>, len: u64) -> Result<(), Error> {
    let mut argument = [ZERO; 2];
    call.host.arguments(4, &mut argument[..1]);
    let mut at = 4 + number(&argument[0], 31)?;
    call.host.arguments(at as u32, &mut argument[..1]);
    let count = amount(&argument[0], Error::InvalidList)?;
    if count.wrapping_sub(1) >= MAX_STAKES as u128 {
        return Err(Error::InvalidList);
    }
    at += 32;
    let end = at + 64 * count as u64;
    if end > len {
        return Err(Error::Malformed);
    }

    let mut stakes = Stakes::default();
    stakes.load(call);
    let (mut raising, mut moved) = (false, false);
    while at != end {
        call.host.arguments(at as u32, &mut argument);
        at += 64;
        let mut after = Stake::default();
        read(&argument, &STAKE, &mut after)?;
        call.proposal.load(call.host, ID.number(&after) as u32)?;
        let stake = stakes.name(call.proposal.id)?;
        let (before, after) = (AMOUNT.amount(stake), AMOUNT.amount(&after));
        if after > before {
            call.proposal.check_active(&call.state)?;
            raising = true;
        }
        if after != before {
            set(call, stake, after)?;
            moved = true;
        }
    }
    if !moved {
        return Ok(());
    }
    settle(call, &mut stakes, raising)
}

/// Frees the account's stakes on proposals that are over. One whose time is over is ended on the
/// way.
pub fn release<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    let mut stakes = Stakes::default();
    stakes.load(call);
    let mut released = false;
    for stake in stakes.iter() {
        call.proposal.load(call.host, ID.number(stake) as u32)?;
        if call.proposal.check_active(&call.state).is_ok() {
            continue;
        }
        if call.proposal.status() == ACTIVE {
            ending::end(call, EXPIRED)?;
        }
        set(call, stake, 0)?;
        released = true;
    }
    if !released {
        return Err(Error::NothingToRelease);
    }
    settle(call, &mut stakes, false)
}

/// Sets the account's stake on the proposal and tells so.
#[inline(never)]
fn set<H: Host>(call: &mut Call<H>, stake: &mut Stake, after: u128) -> Result<(), Error> {
    call.proposal.restake(&mut call.state, AMOUNT.amount(stake), after)?;
    AMOUNT.set_amount(stake, after);
    call.proposal.store(call.host);
    events::stake(call, stake);
    Ok(())
}

/// Writes what has changed, then has the Commons lock what is staked now. It refuses more than the
/// account has.
#[inline(never)]
fn settle<H: Host>(call: &mut Call<H>, stakes: &mut Stakes, raising: bool) -> Result<(), Error> {
    let staked = stakes.store(call)?;
    call.state.store(call.host);
    if commons::lock(call, staked, raising)? {
        call.state.store(call.host);
    }
    Ok(())
}
