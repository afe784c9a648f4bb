//! The messages around the curve, and the constructor. This code runs in the contract's name: its
//! storage, its money, its events.

use crate::{
    abi::{Word, ZERO, amount, is_address, number, selector, word},
    error::Error,
    events,
    host::Host,
    pools::{Pools, Trade},
    token::{self, Row},
};

const NAME: u32 = selector("name()");
const SYMBOL: u32 = selector("symbol()");
const DECIMALS: u32 = selector("decimals()");
const TOTAL_SUPPLY: u32 = selector("totalSupply()");
const ALLOWANCE: u32 = selector("allowance(address,address)");
const INCREASE_ALLOWANCE: u32 = selector("increaseAllowance(address,uint256)");
const DECREASE_ALLOWANCE: u32 = selector("decreaseAllowance(address,uint256)");
const MINT: u32 = selector("mint(uint256,uint64)");
const REDEEM: u32 = selector("redeem(uint256,uint256,uint64)");
const DONATE: u32 = selector("donate()");
const QUOTE_MINT: u32 = selector("quoteMint(uint256)");
const QUOTE_REDEEM: u32 = selector("quoteRedeem(uint256)");
const STATE: u32 = selector("state()");
const PARAMETERS: u32 = selector("parameters()");
const SPOT_PRICE: u32 = selector("spotPrice()");

/// What the constructor's call data looks like here: it starts with the offset of the name, which
/// is less than 2^224. No message has this selector, and it opens the curve only once.
const CONSTRUCTOR: u32 = 0;

/// The key of the token's name and symbol in storage.
const LABELS_KEY: [u64; 1] = [1];
/// Name and symbol in storage: a word for the lengths, then a word each.
type Labels = [u64; 12];
/// The longest name, in bytes.
pub const MAX_NAME: u64 = 32;
/// The longest symbol, in bytes.
pub const MAX_SYMBOL: u64 = 12;

/// What a message returns: up to three words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Output {
    /// The words.
    pub words: [Word; 3],
    /// How many of them count.
    pub len: usize,
}

impl Output {
    /// Appends a word. A fourth one is left out.
    fn push(&mut self, word: Word) {
        if let Some(place) = self.words.get_mut(self.len) {
            *place = word;
            self.len += 1;
        }
    }
}

/// Answers a call that the contract's own code left. What it changed counts only if it succeeds.
pub fn call<H: Host>(
    host: &mut H,
    selector: u32,
    len: u64,
    output: &mut Output,
) -> Result<(), Error> {
    let value = host.value().ok_or(Error::OutOfDomain)?;
    let arguments = match selector {
        CONSTRUCTOR => {
            return open(host, value);
        }
        MINT | ALLOWANCE | INCREASE_ALLOWANCE | DECREASE_ALLOWANCE => 2,
        REDEEM => 3,
        QUOTE_MINT | QUOTE_REDEEM => 1,
        _ => 0,
    };
    if len < 4 + 32 * arguments || (value != 0 && selector != MINT && selector != DONATE) {
        return Err(Error::Malformed);
    }
    let mut row: Row = [ZERO; 4];
    host.arguments(4, &mut row[1..]);
    let [_, first, second, third] = &row;
    let mut caller = ZERO;
    host.caller(&mut caller);
    match selector {
        NAME => label(host, 0, output),
        SYMBOL => label(host, 1, output),
        DECIMALS => output.push(word(18)),
        ALLOWANCE => {
            token::allowance(host, &row[1..3], &mut output.words[0]);
            output.len = 1;
        }
        INCREASE_ALLOWANCE | DECREASE_ALLOWANCE => {
            if !is_address(first) {
                return Err(Error::Malformed);
            }
            let mut row = [ZERO, caller, *first, *second];
            let mut before = ZERO;
            token::allowance(host, &row[1..3], &mut before);
            row[3] = if selector == INCREASE_ALLOWANCE {
                token::add(&before, second).ok_or(Error::OutOfDomain)?
            } else {
                token::subtract(&before, second).ok_or(Error::InsufficientAllowance)?
            };
            token::approve(host, &mut row)?;
            output.push(word(1));
        }
        _ => {
            let mut pools = Pools::default();
            pools.load(host)?;
            match selector {
                MINT => {
                    check_deadline(host, second)?;
                    let trade = pools.mint(value)?;
                    check_minimum(&trade, first)?;
                    pools.store(host);
                    token::credit(host, &caller, trade.received);
                    events::transfer(host, &ZERO, &caller, trade.received);
                    let amounts = [value, trade.tribute, trade.received];
                    events::trade(host, &events::MINT, &caller, &amounts, &pools);
                    output.push(word(trade.received));
                }
                REDEEM => {
                    check_deadline(host, third)?;
                    let amount = amount(first, Error::InsufficientBalance)?;
                    token::debit(host, &caller, amount)?;
                    let trade = pools.redeem(amount)?;
                    check_minimum(&trade, second)?;
                    pools.store(host);
                    events::transfer(host, &caller, &ZERO, amount);
                    let amounts = [amount, trade.tribute, trade.received];
                    events::trade(host, &events::REDEEM, &caller, &amounts, &pools);
                    output.push(word(trade.received));
                    // Everything is written: whatever the recipient does finds the state after it.
                    if !host.pay(&caller, trade.received) {
                        return Err(Error::PaymentRefused);
                    }
                }
                DONATE => {
                    if value == 0 {
                        return Err(Error::ZeroAmount);
                    }
                    pools.give(value)?;
                    pools.store(host);
                    events::with_state(host, &[events::DONATE, caller], value, &pools);
                }
                TOTAL_SUPPLY => output.push(word(pools.supply())),
                SPOT_PRICE => output.push(word(pools.spot_price()?)),
                STATE => {
                    pools.write(&mut output.words);
                    output.len = 3;
                }
                PARAMETERS => {
                    (0..3).for_each(|which| output.push(word(pools.share(which).into())));
                }
                QUOTE_MINT | QUOTE_REDEEM => {
                    let trade = if selector == QUOTE_MINT {
                        pools.mint(amount(first, Error::OutOfDomain)?)?
                    } else {
                        pools.redeem(amount(first, Error::InsufficientBalance)?)?
                    };
                    output.push(word(trade.received));
                    output.push(word(trade.tribute));
                }
                _ => return Err(Error::Malformed),
            }
        }
    }
    Ok(())
}

/// Refuses a call that comes too late.
fn check_deadline<H: Host>(host: &mut H, deadline: &Word) -> Result<(), Error> {
    if host.now() > number(deadline, 64)? { Err(Error::DeadlinePassed) } else { Ok(()) }
}

/// Refuses a trade whose outcome the caller would not accept.
fn check_minimum(trade: &Trade, minimum: &Word) -> Result<(), Error> {
    if trade.received < amount(minimum, Error::BelowMinimum)? {
        return Err(Error::BelowMinimum);
    }
    Ok(())
}

/// Returns the name (`which` 0) or the symbol (1), as a string of the ABI.
fn label<H: Host>(host: &mut H, which: usize, output: &mut Output) {
    let mut labels: Labels = [0; 12];
    host.get(&LABELS_KEY, &mut labels);
    let mut text = ZERO;
    text.copy_from_slice(&labels[4 + 4 * which..8 + 4 * which]);
    output.push(word(32));
    output.push(word(labels[which].into()));
    output.push(text);
}

/// Opens the curve: the money sent is the reserve, the supply goes to the caller.
fn open<H: Host>(host: &mut H, value: u128) -> Result<(), Error> {
    // Six words, then two strings of a length and a word.
    let mut arguments = [ZERO; 10];
    host.arguments(0, &mut arguments);
    let mut pools = Pools::default();
    pools.load(host)?;
    let mut labels: Labels = [0; 12];
    for (which, max) in [MAX_NAME, MAX_SYMBOL].into_iter().enumerate() {
        let at = number(&arguments[which], 9)? as usize / 32;
        let (Some(len), Some(text)) = (arguments.get(at), arguments.get(at + 1)) else {
            return Err(Error::Malformed);
        };
        let len = amount(len, Error::InvalidParameter)?;
        if len > max.into() {
            return Err(Error::InvalidParameter);
        }
        labels[which] = len as u64;
        labels[4 + 4 * which..8 + 4 * which].copy_from_slice(text);
    }
    let supply = amount(&arguments[5], Error::OutOfDomain)?;
    let shares =
        [number(&arguments[2], 32)?, number(&arguments[3], 32)?, number(&arguments[4], 32)?];
    pools.open(supply, value, shares)?;

    host.set(&LABELS_KEY, &labels);
    pools.store(host);
    let mut caller = ZERO;
    host.caller(&mut caller);
    token::credit(host, &caller, supply);
    events::transfer(host, &ZERO, &caller, supply);
    events::open(host, &caller, &pools);
    Ok(())
}
