//! The messages that the contract's own code answers: what tokens are used for every day, and what
//! the governor asks at every vote. All the others it leaves to its libraries.

use crate::{
    abi::{Word, ZERO, amount, copy, is_address, number, selector, set_low, word},
    error::Error,
    events,
    host::Host,
    market,
    pools::Pools,
    service::Service,
    token::{self, Balance, Row},
};

const BALANCE_OF: u32 = selector("balanceOf(address)");
const APPROVE: u32 = selector("approve(address,uint256)");
const LOCK: u32 = selector("lock(address,uint256,bool)");
const GOVERNANCE: u32 = selector("governance()");
pub(crate) const TRANSFER: u32 = selector("transfer(address,uint256)");
pub(crate) const TRANSFER_FROM: u32 = selector("transferFrom(address,address,uint256)");
pub(crate) const BURN: u32 = selector("burn(uint256,uint32,bytes32)");

/// What becomes of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is done and returns nothing.
    Done,
    /// It is done and returns the first word.
    Word,
    /// It is done and returns three words.
    Words,
    /// The library at the address in the first word answers it.
    Library,
}

/// Answers a call with `len` bytes of call data, or says who does. What it changed counts only if
/// it succeeds; if a library answers it, nothing is changed.
pub fn call<H: Host>(
    host: &mut H,
    selector: u32,
    len: u64,
    words: &mut [Word; 3],
    answer: &mut Answer,
) -> Result<(), Error> {
    let mut row: Row = [ZERO; 4];
    *answer = Answer::Word;
    match selector {
        TRANSFER | TRANSFER_FROM | BURN => match spend::<H, false>(host, selector, len) {
            // Some of the tokens are staked, or vest: to look that up takes more code.
            Err(Error::Locked) => return leave(host, true, words, answer),
            Ok(()) if selector == BURN => *answer = Answer::Done,
            Ok(()) => set_low(&mut words[0], 1),
            refused => return refused,
        },
        APPROVE => {
            read(host, len, &mut row[2..])?;
            host.caller(&mut row[1]);
            check(&row)?;
            token::approve(host, &mut row)?;
            set_low(&mut words[0], 1);
        }
        BALANCE_OF => {
            read(host, len, &mut row[1..2])?;
            check(&row)?;
            words[0] = word(Balance::load(host, &row[1]).amount());
        }
        LOCK => {
            read(host, len, &mut row[1..])?;
            check(&row)?;
            words[0] = word(lock(host, &row)?);
        }
        GOVERNANCE => {
            read(host, len, &mut [])?;
            let mut pools = Pools::default();
            pools.load(host)?;
            *answer = Answer::Words;
            *words =
                [word(pools.supply()), word(pools.funding()), word(pools.paused_until().into())];
        }
        _ => return leave(host, market::answers(selector), words, answer),
    }
    Ok(())
}

/// Leaves a call to the market or to the treasury.
#[inline(never)]
fn leave<H: Host>(
    host: &mut H,
    market: bool,
    words: &mut [Word; 3],
    answer: &mut Answer,
) -> Result<(), Error> {
    *answer = Answer::Library;
    let mut pools = Pools::default();
    pools.load(host)?;
    pools.library(market, &mut words[0]);
    Ok(())
}

/// Reads a message's arguments, and refuses money with it.
#[inline(never)]
fn read<H: Host>(host: &mut H, len: u64, arguments: &mut [Word]) -> Result<(), Error> {
    if len < 4 + size_of_val(arguments) as u64 || host.value() != Some(0) {
        return Err(Error::Malformed);
    }
    host.arguments(4, arguments);
    Ok(())
}

/// Refuses a row without addresses where they belong.
#[inline(never)]
fn check(row: &Row) -> Result<(), Error> {
    if is_address(&row[1]) && is_address(&row[2]) { Ok(()) } else { Err(Error::Malformed) }
}

/// Takes tokens from an account: a transfer, one on behalf of the owner, or a burn. `V` as in
/// [`token::debit`]: without it, [`Error::Locked`] comes before anything is written.
pub(crate) fn spend<H: Host, const V: bool>(
    host: &mut H,
    selector: u32,
    len: u64,
) -> Result<(), Error> {
    let mut row: Row = [ZERO; 4];
    let mut caller = ZERO;
    host.caller(&mut caller);
    if selector == TRANSFER {
        read(host, len, &mut row[2..])?;
        copy(&caller, &mut row[1]);
    } else {
        read(host, len, &mut row[1..])?;
        if selector == BURN {
            return burn::<H, V>(host, &caller, &mut row);
        }
    }
    check(&row)?;
    token::transfer::<H, V>(host, &mut row)?;
    if selector == TRANSFER {
        return Ok(());
    }
    token::spend_allowance(host, &[row[1], caller], &row[3])
}

/// Destroys the caller's tokens. The row: how many, for which service, the hash of what was paid
/// for. There is nothing to burn but what is locked before the curve opens.
fn burn<H: Host, const V: bool>(host: &mut H, caller: &Word, row: &mut Row) -> Result<(), Error> {
    let amount = amount(&row[1], Error::InsufficientBalance)?;
    let id = number(&row[2], 32)?;
    token::debit::<H, V>(host, caller, amount)?;
    if id != 0 {
        let mut service = Service::default();
        service.load(host, id)?;
        service.burn(amount)?;
        service.store(host, id);
    }
    let mut pools = Pools::default();
    pools.load(host)?;
    pools.burn(amount)?;
    pools.store(host);
    events::transfer(host, caller, &ZERO, amount);
    copy(&events::BURN, &mut row[0]);
    copy(caller, &mut row[1]);
    events::with_state(host, row, amount, &pools);
    Ok(())
}

/// Sets how much of an account's tokens is staked; returns the supply. The row: whose, how much, and
/// whether some stake rises.
///
/// A pause keeps stakes from rising, whatever the governor calls it; nothing keeps them from falling.
fn lock<H: Host>(host: &mut H, row: &Row) -> Result<u128, Error> {
    let mut caller = ZERO;
    host.caller(&mut caller);
    let mut pools = Pools::default();
    pools.load(host)?;
    if caller != pools.governor() {
        return Err(Error::Unauthorized);
    }
    pools.check_open()?;
    let mut balance = Balance::load(host, &row[1]);
    let staked = amount(&row[2], Error::InsufficientBalance)?;
    if staked > balance.amount() {
        return Err(Error::InsufficientBalance);
    }
    if number(&row[3], 1)? != 0 || staked > balance.staked() {
        pools.check_running(host)?;
    }
    balance.set_staked(staked);
    balance.store(host, &row[1]);
    Ok(pools.supply())
}
