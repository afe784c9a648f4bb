//! The market: the messages around the curve, and the rarer ones of the token. This code runs in
//! the contract's name: its storage, its money, its events.

use crate::{
    abi::{Word, ZERO, amount, is_address, number, selector},
    currency,
    error::Error,
    events,
    front::{self, BURN, TRANSFER, TRANSFER_FROM},
    host::Host,
    pools::{Pools, Trade},
    token::{self, Balance, Row},
    vesting::{self, Vesting},
};

const TOTAL_SUPPLY: u32 = selector("totalSupply()");
const ALLOWANCE: u32 = selector("allowance(address,address)");
const INCREASE_ALLOWANCE: u32 = selector("increaseAllowance(address,uint256)");
const DECREASE_ALLOWANCE: u32 = selector("decreaseAllowance(address,uint256)");
const MINT: u32 = selector("mint(uint256,uint64)");
const MINT_WITH: u32 = selector("mintWith(uint256,uint256,uint64)");
const REDEEM: u32 = selector("redeem(uint256,uint256,uint64)");
const DONATE: u32 = selector("donate()");
const DONATE_WITH: u32 = selector("donateWith(uint256)");
const QUOTE_MINT: u32 = selector("quoteMint(uint256)");
const QUOTE_REDEEM: u32 = selector("quoteRedeem(uint256)");
const STATE: u32 = selector("state()");
const PARAMETERS: u32 = selector("parameters()");
const SPOT_PRICE: u32 = selector("spotPrice()");
const TRANSFERABLE: u32 = selector("transferable(address)");
const STAKED_OF: u32 = selector("stakedOf(address)");
const VESTING_OF: u32 = selector("vestingOf(address)");

/// Up to three words to return.
pub type Output = crate::output::Output<3>;

/// Whether the market answers a message that the contract's own code leaves to its libraries.
///
/// A product of six bits tells it: the factor is such that no message of the treasury has the place
/// of one of these. To compare selectors would be ten bytes of code each, in every call.
pub(crate) fn answers(selector: u32) -> bool {
    PLACES >> place(selector) & 1 != 0
}

/// The messages of the market that the contract's own code does not know.
const MESSAGES: [u32; 17] = [
    TOTAL_SUPPLY,
    ALLOWANCE,
    INCREASE_ALLOWANCE,
    DECREASE_ALLOWANCE,
    MINT,
    MINT_WITH,
    REDEEM,
    DONATE,
    DONATE_WITH,
    QUOTE_MINT,
    QUOTE_REDEEM,
    STATE,
    PARAMETERS,
    SPOT_PRICE,
    TRANSFERABLE,
    STAKED_OF,
    VESTING_OF,
];

/// Their places, each as a bit.
const PLACES: u64 = {
    let (mut places, mut at) = (0, 0);
    while at < MESSAGES.len() {
        places |= 1 << place(MESSAGES[at]);
        at += 1;
    }
    places
};

/// Where a selector falls among 64 places.
const fn place(selector: u32) -> u32 {
    selector.wrapping_mul(1693) >> 26
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
        TRANSFER | TRANSFER_FROM | BURN => {
            front::spend::<H, true>(host, selector, len, &mut [ZERO; 4])?;
            if selector != BURN {
                output.number(1);
            }
            return Ok(());
        }
        MINT | ALLOWANCE | INCREASE_ALLOWANCE | DECREASE_ALLOWANCE => 2,
        REDEEM | MINT_WITH => 3,
        QUOTE_MINT | QUOTE_REDEEM | DONATE_WITH | TRANSFERABLE | STAKED_OF | VESTING_OF => 1,
        _ => 0,
    };
    if len < 4 + 32 * arguments || (value != 0 && selector != MINT && selector != DONATE) {
        return Err(Error::Malformed);
    }
    let mut row: Row = [ZERO; 4];
    host.arguments(4, &mut row[1..]);
    let [_, first, second, _] = &row;
    let mut caller = ZERO;
    host.caller(&mut caller);
    match selector {
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
            output.number(1);
        }
        TRANSFERABLE | STAKED_OF | VESTING_OF => {
            if !is_address(first) {
                return Err(Error::Malformed);
            }
            if selector == VESTING_OF {
                let item = Vesting::load(host, first);
                output.number(item.contributed());
                output.number(item.granted());
                output.number(vesting::vesting(host, first));
            } else {
                let mut word = ZERO;
                let mut balance = Balance::load(host, first, &mut word);
                output.number(if selector == STAKED_OF {
                    balance.staked()
                } else {
                    let held = vesting::held(host, first, &mut balance);
                    balance.amount().saturating_sub(held)
                });
            }
        }
        _ => {
            let mut pools = Pools::default();
            pools.load(host)?;
            match selector {
                TOTAL_SUPPLY => output.number(pools.supply()),
                STATE => {
                    pools.write(&mut output.words);
                    output.len = 3;
                }
                PARAMETERS => {
                    (0..3).for_each(|which| output.number(pools.share(which).into()));
                }
                _ => {
                    pools.check_open()?;
                    trade(host, selector, value, &caller, &row, &mut pools, output)?;
                }
            }
        }
    }
    Ok(())
}

/// Answers what takes an open curve. The row holds the arguments.
fn trade<H: Host>(
    host: &mut H,
    selector: u32,
    value: u128,
    caller: &Word,
    row: &Row,
    pools: &mut Pools,
    output: &mut Output,
) -> Result<(), Error> {
    let [_, first, second, third] = row;
    match selector {
        MINT | MINT_WITH => {
            let (deposit, minimum, deadline) = if selector == MINT {
                (value, first, second)
            } else {
                (amount(first, Error::OutOfDomain)?, second, third)
            };
            currency::check(pools, selector == MINT_WITH)?;
            pools.check_running(host)?;
            check_deadline(host, deadline)?;
            let trade = pools.mint(deposit, pools.share(1))?;
            check_minimum(&trade, minimum)?;
            pools.store(host);
            token::credit(host, caller, trade.received);
            events::transfer(host, &ZERO, caller, trade.received);
            let amounts = [deposit, trade.tribute, trade.received];
            events::trade(host, &events::MINT, caller, &amounts, pools);
            output.number(trade.received);
            // Everything is written: whatever the currency does finds the state after it.
            currency::take(host, pools, caller, deposit)?;
        }
        REDEEM => {
            check_deadline(host, third)?;
            let amount = amount(first, Error::InsufficientBalance)?;
            vesting::debit(host, caller, amount)?;
            let trade = pools.redeem(amount)?;
            check_minimum(&trade, second)?;
            pools.store(host);
            events::transfer(host, caller, &ZERO, amount);
            let amounts = [amount, trade.tribute, trade.received];
            events::trade(host, &events::REDEEM, caller, &amounts, pools);
            output.number(trade.received);
            // As above, for the recipient.
            currency::pay(host, pools, caller, trade.received)?;
        }
        DONATE | DONATE_WITH => {
            let with = selector == DONATE_WITH;
            let gift = if with { amount(first, Error::OutOfDomain)? } else { value };
            currency::check(pools, with)?;
            if gift == 0 {
                return Err(Error::ZeroAmount);
            }
            pools.give(gift)?;
            pools.store(host);
            events::with_state(host, &[events::DONATE, *caller], gift, pools);
            currency::take(host, pools, caller, gift)?;
        }
        SPOT_PRICE => output.number(pools.spot_price()?),
        QUOTE_MINT | QUOTE_REDEEM => {
            let trade = if selector == QUOTE_MINT {
                pools.check_running(host)?;
                pools.mint(amount(first, Error::OutOfDomain)?, pools.share(1))?
            } else {
                pools.redeem(amount(first, Error::InsufficientBalance)?)?
            };
            output.number(trade.received);
            output.number(trade.tribute);
        }
        _ => return Err(Error::Malformed),
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
