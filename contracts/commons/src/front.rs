//! The messages that the contract's own code answers: what tokens are used for every day, and what
//! the governor asks at every vote. All the others it leaves to its libraries.

use core::mem::MaybeUninit;

use crate::{
    abi::{Word, ZERO, amount, copy, is_address, is_zero, number, selector, set_low, word},
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
const LOCK: u32 = selector("lock(address,uint256)");
const GOVERNANCE: u32 = selector("governance(address)");
const TRANSFER: u32 = selector("transfer(address,uint256)");
const TRANSFER_FROM: u32 = selector("transferFrom(address,address,uint256)");
const BURN: u32 = selector("burn(uint256,uint32,bytes32)");

/// What becomes of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is done and returns nothing.
    Done,
    /// It is done and returns the row's first word.
    Word,
    /// It is done and returns the row's four words.
    Words,
    /// The library at the address in the row's first word answers it.
    Library,
}

/// Answers a call with `len` bytes of call data, or says who does. What it changed counts only if
/// it succeeds; if a library answers it, nothing is changed. The row is zero.
pub fn call<H: Host>(
    host: &mut H,
    selector: u32,
    len: u64,
    row: &mut Row,
    answer: &mut Answer,
) -> Result<(), Error> {
    let mut number = 1;
    *answer = Answer::Word;
    match selector {
        TRANSFER | TRANSFER_FROM | BURN => {
            let first = if selector == TRANSFER { 2 } else { 1 };
            read(host, len, &mut row[first..])?;
            match spend::<H, false>(host, selector, row) {
                // Some of the tokens are staked, or vest: to look that up takes more code.
                Err(Error::Locked) => return leave(host, true, row, answer),
                Ok(()) if selector == BURN => *answer = Answer::Done,
                outcome => outcome?,
            }
        }
        APPROVE => {
            read(host, len, &mut row[2..])?;
            host.caller(&mut row[1]);
            check(row)?;
            token::approve(host, row)?;
        }
        BALANCE_OF => {
            read(host, len, &mut row[1..2])?;
            check(row)?;
            let [balance, account, ..] = row;
            number = Balance::load(host, account, balance).amount();
        }
        LOCK | GOVERNANCE => {
            let last = if selector == LOCK { 3 } else { 2 };
            read(host, len, &mut row[1..last])?;
            check(row)?;
            *answer = Answer::Words;
            let mut place = MaybeUninit::uninit();
            let pools = Pools::own(host, &mut place);
            if selector == LOCK {
                lock(host, pools, row)?;
            } else if !is_zero(&row[1]) {
                pools.check_recipient(host, &row[1])?;
            }
            pools.govern(row);
            return Ok(());
        }
        _ => return leave(host, market::answers(selector), row, answer),
    }
    row[0] = word(number);
    Ok(())
}

/// Leaves a call to the market or to the treasury.
fn leave<H: Host>(
    host: &mut H,
    market: bool,
    row: &mut Row,
    answer: &mut Answer,
) -> Result<(), Error> {
    *answer = Answer::Library;
    let mut place = MaybeUninit::uninit();
    Pools::own(host, &mut place).library(market, row);
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

/// Takes tokens from an account: a transfer, one on behalf of the owner, or a burn. The row holds the
/// arguments, for a transfer from the third place on. `V` as in [`token::debit`]: without it,
/// [`Error::Locked`] comes before anything is written.
pub(crate) fn spend<H: Host, const V: bool>(
    host: &mut H,
    selector: u32,
    row: &mut Row,
) -> Result<(), Error> {
    if selector == BURN {
        return burn::<H, V>(host, row);
    }
    if selector == TRANSFER {
        host.caller(&mut row[1]);
    }
    check(row)?;
    token::transfer::<H, V>(host, row)?;
    if selector == TRANSFER {
        return Ok(());
    }
    // The recipient has its tokens: the row makes place for who spends the allowance.
    host.caller(&mut row[2]);
    token::spend_allowance(host, row)
}

/// Destroys the caller's tokens. The row: how many, for which service, the hash of what was paid
/// for. Before the curve opens there is nothing to burn but what is locked.
fn burn<H: Host, const V: bool>(host: &mut H, row: &mut Row) -> Result<(), Error> {
    let amount = amount(&row[1], Error::InsufficientBalance)?;
    let id = number(&row[2], 32)?;
    row[1] = ZERO;
    host.caller(&mut row[1]);
    token::debit::<H, V>(host, &row[1], amount)?;
    if id != 0 {
        let mut service = Service::default();
        service.load(host, id)?;
        service.burn(amount)?;
        service.store(host, id);
    }
    let mut place = MaybeUninit::uninit();
    let pools = Pools::own(host, &mut place);
    pools.burn(amount)?;
    pools.store(host);
    // One space for the topics of the one event and the data of both: it is cleared in one go.
    let mut space = [0; 28];
    let (moved, data) = space.as_chunks_mut().0.split_at_mut(3);
    set_low(&mut data[0], amount);
    pools.write(&mut data[1..]);
    copy(&events::TRANSFER, &mut moved[0]);
    copy(&row[1], &mut moved[1]);
    host.emit(moved, &data[..1]);
    copy(&events::BURN, &mut row[0]);
    host.emit(row, data);
    Ok(())
}

/// Sets how much of an account's tokens is staked. The row: whose, and how much.
///
/// A stake rises only up to what the account has, and not while it asks for its tokens; nothing keeps
/// it from falling once the hatch is over.
fn lock<H: Host>(host: &mut H, pools: &Pools, row: &mut Row) -> Result<(), Error> {
    let [first, account, staked, _] = row;
    host.caller(first);
    if !pools.is_governor(first) {
        return Err(Error::Unauthorized);
    }
    let mut balance = Balance::load(host, account, first);
    let staked = amount(staked, Error::InsufficientBalance)?;
    let rises = staked > balance.staked();
    pools.check_stake(rises)?;
    if rises {
        if staked > balance.amount() {
            return Err(Error::InsufficientBalance);
        }
        if balance.leaving() {
            return Err(Error::NotYetFree);
        }
    }
    balance.set_staked(staked);
    balance.store(host, account);
    Ok(())
}
