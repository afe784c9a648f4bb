//! The messages that the contract's own code answers: what tokens are used for every day. All the
//! others it leaves to the library.

use crate::{
    abi::{Word, ZERO, amount, copy, is_address, number, selector, set_low},
    error::Error,
    events,
    host::Host,
    pools::Pools,
    token::{self, Row},
};

const BALANCE_OF: u32 = selector("balanceOf(address)");
const TRANSFER: u32 = selector("transfer(address,uint256)");
const TRANSFER_FROM: u32 = selector("transferFrom(address,address,uint256)");
const APPROVE: u32 = selector("approve(address,uint256)");
const BURN: u32 = selector("burn(uint256,uint32,bytes32)");

/// What becomes of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is done and returns nothing.
    Done,
    /// It is done and returns the word.
    Word,
    /// The library at the address in the word answers it.
    Library,
}

/// Answers a call with `len` bytes of call data, or says who does. What it changed counts only if
/// it succeeds.
pub fn call<H: Host>(
    host: &mut H,
    selector: u32,
    len: u64,
    word: &mut Word,
    answer: &mut Answer,
) -> Result<(), Error> {
    let mut row: Row = [ZERO; 4];
    let mut caller = ZERO;
    host.caller(&mut caller);
    *answer = Answer::Word;
    match selector {
        TRANSFER | APPROVE => {
            read(host, len, &mut row[2..])?;
            copy(&caller, &mut row[1]);
            check(&row)?;
            if selector == APPROVE {
                token::approve(host, &mut row)?;
            } else {
                token::transfer(host, &mut row)?;
            }
        }
        TRANSFER_FROM => {
            read(host, len, &mut row[1..])?;
            check(&row)?;
            let mut pair = [ZERO, caller];
            copy(&row[1], &mut pair[0]);
            token::spend_allowance(host, &pair, &row[3])?;
            token::transfer(host, &mut row)?;
        }
        BURN => {
            *answer = Answer::Done;
            read(host, len, &mut row[1..])?;
            return burn(host, &caller, &mut row);
        }
        BALANCE_OF => {
            read(host, len, &mut row[1..2])?;
            check(&row)?;
            host.get_word(&row[1], word);
            return Ok(());
        }
        _ => {
            *answer = Answer::Library;
            let mut pools = Pools::default();
            pools.load(host)?;
            pools.library(word);
            return Ok(());
        }
    }
    set_low(word, 1);
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

/// Destroys the caller's tokens. The row: how many, for which service, the hash of what was paid
/// for.
fn burn<H: Host>(host: &mut H, caller: &Word, row: &mut Row) -> Result<(), Error> {
    let amount = amount(&row[1], Error::InsufficientBalance)?;
    number(&row[2], 32)?;
    token::debit(host, caller, amount)?;
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
