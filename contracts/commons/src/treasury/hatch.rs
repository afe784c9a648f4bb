//! The hatch: money is collected at one price for all. If enough comes together the curve opens with
//! it; if not, everyone takes their money back.

use weir_economics::{ONE, PPM, hatch_tokens, tribute};

use super::{Call, Output, emit, event, roles::check_owner};
use crate::{
    abi::{Word, ZERO, is_address, number, word},
    currency,
    error::Error,
    events,
    host::Host,
    pools::{Phase, Pools},
    token::Balance,
    vesting::{Field, Hatch, Sum, Vesting},
};

/// The most accounts that can be put on the allowlist in one call.
const MAX_ACCOUNTS: u64 = 32;

/// Takes a contribution of up to `offered`: what fits under the maximum. The tokens vest. What else
/// was sent goes back; of an ERC-20 currency no more is taken.
pub(super) fn contribute<H: Host>(
    host: &mut H,
    call: &mut Call,
    offered: u128,
    erc20: bool,
    output: &mut Output,
) -> Result<(), Error> {
    let (caller, pools) = (call.caller, &mut call.pools);
    currency::check(pools, erc20)?;
    check_hatching(pools)?;
    pools.check_governed()?;
    let mut hatch = Hatch::load(host);
    if call.now > hatch.field(Field::Deadline) {
        return Err(Error::DeadlinePassed);
    }
    pools.check_running(host)?;
    let mut vesting = Vesting::load(host, &caller);
    if hatch.field(Field::Allowlist) != 0 && !vesting.allowed() {
        return Err(Error::NotAllowed);
    }
    if offered == 0 {
        return Err(Error::ZeroAmount);
    }
    // Never more than the maximum was raised.
    let raised = hatch.sum(Sum::Raised);
    let room = hatch.sum(Sum::Maximum).wrapping_sub(raised);
    if room == 0 {
        return Err(Error::HatchFull);
    }
    let accepted = offered.min(room);
    let price = hatch.sum(Sum::Price);
    let tokens = hatch_tokens(accepted, price)?;
    let left = room.wrapping_sub(accepted);
    // What is left must still buy something, or the maximum could never be reached.
    if tokens == 0 || (left != 0 && hatch_tokens(left, price)? == 0) {
        return Err(Error::AmountTooSmall);
    }

    // All sums are bounded: the money by the maximum, the tokens by what the maximum buys.
    hatch.set_sum(Sum::Raised, raised.wrapping_add(accepted));
    hatch.store(host);
    vesting
        .set(vesting.contributed().wrapping_add(accepted), vesting.granted().wrapping_add(tokens));
    vesting.store(host, &caller);
    pools.set_supply(pools.supply().wrapping_add(tokens));
    pools.store(host);
    let mut word = ZERO;
    let mut balance = Balance::load(host, &caller, &mut word);
    balance.receive(tokens)?;
    balance.set_vests(true);
    balance.store(host, &caller);

    events::transfer(host, &ZERO, &caller, tokens);
    tell(host, &events::CONTRIBUTE, call, &hatch, accepted, tokens);
    output.number(tokens);
    if erc20 {
        currency::take(host, &call.pools, &caller, accepted)
    } else if offered != accepted {
        currency::pay(host, &call.pools, &caller, offered.wrapping_sub(accepted))
    } else {
        Ok(())
    }
}

/// Ends the hatch when its maximum is reached or its deadline is over.
pub(super) fn close<H: Host>(host: &mut H, call: &mut Call) -> Result<(), Error> {
    let pools = &mut call.pools;
    check_hatching(pools)?;
    let mut hatch = Hatch::load(host);
    let raised = hatch.sum(Sum::Raised);
    if raised != hatch.sum(Sum::Maximum) && call.now <= hatch.field(Field::Deadline) {
        return Err(Error::HatchNotOver);
    }
    if raised < hatch.sum(Sum::Minimum) {
        pools.set_phase(Phase::Refunding);
        host.emit(&[events::HATCH_FAILED], &[word(raised)]);
    } else {
        let funding = tribute(raised, hatch.field(Field::Tribute) as u32)?;
        pools.open(raised.wrapping_sub(funding), funding)?;
        hatch.set_field(Field::OpenedAt, call.now);
        hatch.store(host);
        events::open(host, &call.caller, pools);
    }
    pools.store(host);
    Ok(())
}

/// Pays the caller's contribution back after a failed hatch, and destroys the tokens that it gave.
pub(super) fn refund<H: Host>(
    host: &mut H,
    call: &mut Call,
    output: &mut Output,
) -> Result<(), Error> {
    let (caller, pools) = (call.caller, &mut call.pools);
    if pools.phase() != Phase::Refunding {
        return Err(Error::NotRefunding);
    }
    let mut vesting = Vesting::load(host, &caller);
    let (amount, tokens) = (vesting.contributed(), vesting.granted());
    if amount == 0 {
        return Err(Error::NothingToRefund);
    }
    vesting.set(0, 0);
    vesting.store(host, &caller);
    // The tokens could not move: the account has them, and no others.
    host.set_word(&caller, &ZERO);
    pools.set_supply(pools.supply().wrapping_sub(tokens));
    pools.store(host);
    let mut hatch = Hatch::load(host);
    hatch.set_sum(Sum::Raised, hatch.sum(Sum::Raised).wrapping_sub(amount));
    hatch.store(host);

    events::transfer(host, &caller, &ZERO, tokens);
    tell(host, &events::REFUND, call, &hatch, amount, tokens);
    output.number(amount);
    currency::pay(host, &call.pools, &caller, amount)
}

/// Lets accounts contribute to a hatch with an allowlist, or no longer. By the owner.
pub(super) fn allow<H: Host>(host: &mut H, call: &Call) -> Result<(), Error> {
    check_owner(host, &call.caller)?;
    check_hatching(&call.pools)?;
    let allowed = number(&call.words[1], 1)?;
    let at = 4 + number(&call.words[0], 32)?;
    let mut read = [ZERO];
    if at + 32 > call.len {
        return Err(Error::Malformed);
    }
    host.arguments(at as u32, &mut read);
    let count = number(&read[0], 64)?;
    if count.wrapping_sub(1) >= MAX_ACCOUNTS {
        return Err(Error::InvalidList);
    }
    let end = at + 32 + 32 * count;
    if end > call.len {
        return Err(Error::Malformed);
    }
    for at in (at + 32..end).step_by(32) {
        host.arguments(at as u32, &mut read);
        let [account] = &read;
        if !is_address(account) {
            return Err(Error::Malformed);
        }
        let mut vesting = Vesting::load(host, account);
        vesting.set_allowed(allowed != 0);
        vesting.store(host, account);
        host.emit(&[events::ALLOW, *account], &[word(allowed.into())]);
    }
    Ok(())
}

/// Returns whether an account may contribute, as far as the allowlist goes.
pub(super) fn allowed<H: Host>(
    host: &mut H,
    call: &Call,
    output: &mut Output,
) -> Result<(), Error> {
    let account = call.account(0)?;
    let all = Hatch::load(host).field(Field::Allowlist) == 0;
    output.number((all || Vesting::load(host, account).allowed()).into());
    Ok(())
}

/// Returns how the hatch was set up and where it is.
pub(super) fn state<H: Host>(host: &mut H, call: &Call, output: &mut Output) -> Result<(), Error> {
    let hatch = Hatch::load(host);
    let price = hatch.sum(Sum::Price);
    output.number(hatch.sum(Sum::Minimum));
    output.number(hatch.sum(Sum::Maximum));
    output.number(hatch.field(Field::Deadline).into());
    output.number(price);
    for field in [Field::Tribute, Field::Cliff, Field::HalfLife, Field::Allowlist, Field::MaxJump] {
        output.number(hatch.field(field).into());
    }
    output.number(hatch.sum(Sum::Raised));
    output.number(hatch.field(Field::OpenedAt).into());
    // price (1 - theta) / w, and the constructor saw to it that the product fits.
    let kept = PPM.wrapping_sub(hatch.field(Field::Tribute) as u32);
    let kept = price.wrapping_mul(kept.into());
    output.number(hatch_tokens(kept, u128::from(call.pools.share(0)) * ONE)?);
    Ok(())
}

/// Refuses what is only possible during the hatch.
fn check_hatching(pools: &Pools) -> Result<(), Error> {
    if pools.phase() == Phase::Hatch { Ok(()) } else { Err(Error::NotHatching) }
}

/// Emits `Contribute` or `Refund`: the money, the tokens, then supply and raised after it.
#[inline(never)]
fn tell<H: Host>(
    host: &mut H,
    kind: &Word,
    call: &Call,
    hatch: &Hatch,
    amount: u128,
    tokens: u128,
) {
    let mut told = event(kind, &call.caller);
    told.number(amount);
    told.number(tokens);
    told.number(call.pools.supply());
    told.number(hatch.sum(Sum::Raised));
    emit(host, 2, &told);
}
