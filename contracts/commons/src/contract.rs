//! The contract: which message does what. Authorisation, effects and events, in this order;
//! payments last.

use crate::{
    abi::{Input, MAX_CALL, Output, Word, halves, selector},
    error::Error,
    events,
    host::{Address, Host},
    pools::{Pools, Trade},
    token,
};

const NAME: u32 = selector("name()");
const SYMBOL: u32 = selector("symbol()");
const DECIMALS: u32 = selector("decimals()");
const TOTAL_SUPPLY: u32 = selector("totalSupply()");
const BALANCE_OF: u32 = selector("balanceOf(address)");
const ALLOWANCE: u32 = selector("allowance(address,address)");
const TRANSFER: u32 = selector("transfer(address,uint256)");
const APPROVE: u32 = selector("approve(address,uint256)");
const TRANSFER_FROM: u32 = selector("transferFrom(address,address,uint256)");
const INCREASE_ALLOWANCE: u32 = selector("increaseAllowance(address,uint256)");
const DECREASE_ALLOWANCE: u32 = selector("decreaseAllowance(address,uint256)");
const MINT: u32 = selector("mint(uint256,uint64)");
const REDEEM: u32 = selector("redeem(uint256,uint256,uint64)");
const BURN: u32 = selector("burn(uint256,uint32,bytes32)");
const DONATE: u32 = selector("donate()");
const QUOTE_MINT: u32 = selector("quoteMint(uint256)");
const QUOTE_REDEEM: u32 = selector("quoteRedeem(uint256)");
const STATE: u32 = selector("state()");
const PARAMETERS: u32 = selector("parameters()");
const SPOT_PRICE: u32 = selector("spotPrice()");

/// The zero address: where minted tokens come from and burnt ones go.
const NOBODY: Address = [0; 20];

/// The key of the token's name and symbol in storage.
const LABEL_KEY: [u8; 1] = [1];
/// The longest name, in bytes.
pub const MAX_NAME: usize = 32;
/// The longest symbol, in bytes.
pub const MAX_SYMBOL: usize = 12;
/// Name and symbol in storage: their lengths, then the bytes of each up to its maximum.
const LABEL_SIZE: usize = 2 + MAX_NAME + MAX_SYMBOL;

/// The longest constructor data that is read: six words, then two strings of a length and a word.
pub const MAX_DEPLOY: usize = 10 * 32;

/// Answers a call. What it changed counts only if it succeeds: a refused call must be reverted.
pub fn call<H: Host>(host: &mut H, input: &Input) -> Result<Output, Error> {
    let selector = input.selector()?;
    let mut output = Output::new();
    match selector {
        MINT => {
            let deposit = host.value().ok_or(Error::OutOfDomain)?;
            let minimum = input.amount(0, Error::BelowMinimum)?;
            output.push_number(mint(host, deposit, minimum, input.number(1)?)?);
            return Ok(output);
        }
        DONATE => {
            let amount = host.value().ok_or(Error::OutOfDomain)?;
            donate(host, amount)?;
            return Ok(output);
        }
        _ if host.value() != Some(0) => return Err(Error::Malformed),
        _ => {}
    }
    match selector {
        TRANSFER => {
            let amount = input.amount(1, Error::InsufficientBalance)?;
            let caller = host.caller();
            token::transfer(host, &caller, &input.address(0)?, amount)?;
            output.push_number(1);
        }
        TRANSFER_FROM => {
            let from = input.address(0)?;
            let caller = host.caller();
            token::spend_allowance(host, &from, &caller, input.word(2)?)?;
            let amount = input.amount(2, Error::InsufficientBalance)?;
            token::transfer(host, &from, &input.address(1)?, amount)?;
            output.push_number(1);
        }
        APPROVE | INCREASE_ALLOWANCE | DECREASE_ALLOWANCE => {
            let caller = host.caller();
            let spender = input.address(0)?;
            let mut allowance = *input.word(1)?;
            if selector != APPROVE {
                let before = token::allowance(host, &caller, &spender);
                allowance = if selector == INCREASE_ALLOWANCE {
                    token::add(&before, &allowance).ok_or(Error::OutOfDomain)?
                } else {
                    token::subtract(&before, &allowance).ok_or(Error::InsufficientAllowance)?
                };
            }
            token::approve(host, &caller, &spender, &allowance)?;
            output.push_number(1);
        }
        REDEEM => {
            let amount = input.amount(0, Error::InsufficientBalance)?;
            let minimum = input.amount(1, Error::BelowMinimum)?;
            output.push_number(redeem(host, amount, minimum, input.number(2)?)?);
        }
        BURN => {
            let amount = input.amount(0, Error::InsufficientBalance)?;
            let service = u32::try_from(input.number(1)?).map_err(|_| Error::Malformed)?;
            burn(host, amount, service, input.word(2)?)?;
        }
        BALANCE_OF => output.push_number(token::balance_of(host, &input.address(0)?)),
        ALLOWANCE => output.push(&token::allowance(host, &input.address(0)?, &input.address(1)?)),
        DECIMALS => output.push_number(18),
        NAME => label(host, &mut output, 0),
        SYMBOL => label(host, &mut output, 1),
        _ => view(Pools::load(host)?, selector, input, &mut output)?,
    }
    Ok(output)
}

/// Answers a question about the curve and the pools.
fn view(
    mut pools: Pools,
    selector: u32,
    input: &Input,
    output: &mut Output,
) -> Result<(), Error> {
    let trade = match selector {
        TOTAL_SUPPLY => {
            output.push_number(pools.supply);
            return Ok(());
        }
        SPOT_PRICE => {
            output.push_number(pools.spot_price()?);
            return Ok(());
        }
        STATE => {
            for amount in [pools.supply, pools.reserve, pools.funding] {
                output.push_number(amount);
            }
            return Ok(());
        }
        PARAMETERS => {
            for share in [pools.reserve_ratio, pools.entry_tribute, pools.exit_tribute] {
                output.push_number(share.into());
            }
            return Ok(());
        }
        QUOTE_MINT => pools.mint(input.amount(0, Error::OutOfDomain)?)?,
        QUOTE_REDEEM => pools.redeem(input.amount(0, Error::InsufficientBalance)?)?,
        _ => return Err(Error::Malformed),
    };
    output.push_number(trade.received);
    output.push_number(trade.tribute);
    Ok(())
}

/// Mints for the deposit that came with the call.
fn mint<H: Host>(host: &mut H, deposit: u128, minimum: u128, deadline: u64) -> Result<u128, Error> {
    check_deadline(host, deadline)?;
    let mut pools = Pools::load(host)?;
    let Trade { received, tribute } = pools.mint(deposit)?;
    if received < minimum {
        return Err(Error::BelowMinimum);
    }
    let caller = host.caller();
    pools.store(host);
    token::credit(host, &caller, received);
    events::transfer(host, &NOBODY, &caller, received);
    events::mint(host, &caller, deposit, tribute, received, &pools);
    Ok(received)
}

/// Redeems the caller's tokens and pays for them.
fn redeem<H: Host>(
    host: &mut H,
    amount: u128,
    minimum: u128,
    deadline: u64,
) -> Result<u128, Error> {
    check_deadline(host, deadline)?;
    let caller = host.caller();
    token::debit(host, &caller, amount)?;
    let mut pools = Pools::load(host)?;
    let Trade { received, tribute } = pools.redeem(amount)?;
    if received < minimum {
        return Err(Error::BelowMinimum);
    }
    pools.store(host);
    events::transfer(host, &caller, &NOBODY, amount);
    events::redeem(host, &caller, amount, tribute, received, &pools);
    // Everything is written: what the recipient does with the payment finds the state after it.
    if host.pay(&caller, received) { Ok(received) } else { Err(Error::PaymentRefused) }
}

/// Destroys the caller's tokens.
fn burn<H: Host>(
    host: &mut H,
    amount: u128,
    service: u32,
    content: &Word,
) -> Result<(), Error> {
    let caller = host.caller();
    token::debit(host, &caller, amount)?;
    let mut pools = Pools::load(host)?;
    pools.burn(amount)?;
    pools.store(host);
    events::transfer(host, &caller, &NOBODY, amount);
    events::burn(host, &caller, service, content, amount, &pools);
    Ok(())
}

/// Puts what came with the call into the funding pool.
fn donate<H: Host>(host: &mut H, amount: u128) -> Result<(), Error> {
    if amount == 0 {
        return Err(Error::ZeroAmount);
    }
    let mut pools = Pools::load(host)?;
    pools.give(amount)?;
    pools.store(host);
    let caller = host.caller();
    events::donate(host, &caller, amount, &pools);
    Ok(())
}

/// Refuses a call that comes too late.
fn check_deadline<H: Host>(host: &mut H, deadline: u64) -> Result<(), Error> {
    if host.now() > deadline { Err(Error::DeadlinePassed) } else { Ok(()) }
}

/// Returns the name (`which` 0) or the symbol (1).
fn label<H: Host>(host: &mut H, output: &mut Output, which: usize) {
    let mut labels = [0; LABEL_SIZE];
    host.get(&LABEL_KEY, &mut labels);
    let bytes = if which == 0 { &labels[2..2 + MAX_NAME] } else { &labels[2 + MAX_NAME..] };
    output.push_number(32);
    output.push_number(labels[which].into());
    let mut text = [0; 32];
    text[..bytes.len()].copy_from_slice(bytes);
    output.push(&text);
}

/// Opens the curve: checks the constructor's data, the supply goes to the caller.
///
/// `data` is the call data without a selector, at most [`MAX_DEPLOY`] bytes of it.
pub fn deploy<H: Host>(host: &mut H, data: &[u8]) -> Result<(), Error> {
    let mut labels = [0; LABEL_SIZE];
    let (lengths, bytes) = labels.split_at_mut(2);
    let (name, symbol) = bytes.split_at_mut(MAX_NAME);
    for (at, place) in [name, symbol].into_iter().enumerate() {
        let start = size(data, at * 32)?;
        let len = size(data, start)?;
        let place = place.get_mut(..len).ok_or(Error::InvalidParameter)?;
        let text = data.get(start + 32..start + 32 + len).ok_or(Error::Malformed)?;
        place.copy_from_slice(text);
        lengths[at] = len as u8;
    }
    let share = |at: usize| -> Result<u32, Error> {
        match halves(word_at(data, at * 32)?) {
            (0, share) => u32::try_from(share).map_err(|_| Error::Malformed),
            _ => Err(Error::Malformed),
        }
    };
    let (0, supply) = halves(word_at(data, 5 * 32)?) else {
        return Err(Error::OutOfDomain);
    };
    let pools = Pools {
        supply,
        reserve: host.value().ok_or(Error::OutOfDomain)?,
        funding: 0,
        reserve_ratio: share(2)?,
        entry_tribute: share(3)?,
        exit_tribute: share(4)?,
    };
    pools.check()?;

    host.set(&LABEL_KEY, &labels);
    pools.store(host);
    let caller = host.caller();
    token::credit(host, &caller, supply);
    events::transfer(host, &NOBODY, &caller, supply);
    events::open(host, &caller, &pools);
    Ok(())
}

/// The word that starts at `start`.
fn word_at(data: &[u8], start: usize) -> Result<&Word, Error> {
    data.get(start..).and_then(<[u8]>::first_chunk).ok_or(Error::Malformed)
}

/// An offset or a length: a word below 2^16, so that sums of them cannot overflow.
fn size(data: &[u8], start: usize) -> Result<usize, Error> {
    match halves(word_at(data, start)?) {
        (0, size @ 0..0x1_0000) => Ok(size as usize),
        _ => Err(Error::Malformed),
    }
}
