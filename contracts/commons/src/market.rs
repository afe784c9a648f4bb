//! The market: the messages around the curve, and the rarer ones of the token. This code runs in
//! the contract's name: its storage, its money, its events.

mod messages;

use core::mem::MaybeUninit;

use messages::{MESSAGES, Message};

pub(crate) use self::messages::answers;
use crate::{
    abi::{Address, ZERO, amount, is_address, number, word},
    currency,
    error::Error,
    events, front,
    host::Host,
    messages::find,
    pools::{MAX_FUNDING, Phase, Pools},
    token::{self, Balance, Row},
    vesting::{self, Vesting},
};

/// Up to three words to return.
pub type Output = crate::output::Output<3>;

/// Answers a call that the contract's own code left. What it changed counts only if it succeeds.
pub fn call<H: Host>(
    host: &mut H,
    selector: u32,
    len: u64,
    output: &mut Output,
) -> Result<(), Error> {
    let (message, arguments) = find(&MESSAGES, selector)?;
    let value = host.value().ok_or(Error::OutOfDomain)?;
    let payable = matches!(message, Message::Mint | Message::Donate);
    if len < 4 + 32 * arguments as u64 || (value != 0 && !payable) {
        return Err(Error::Malformed);
    }
    // Where the caller or the money sent comes first, it takes the place of an argument: so the
    // messages that do the same have the same row.
    let mut space = [0; 16];
    let row = space.as_chunks_mut().0;
    let first = if payable || message == Message::Transfer { 2 } else { 1 };
    host.arguments(4, &mut row[first..first + arguments]);
    if payable {
        row[1] = word(value);
    }
    let Ok(row) = <&mut Row>::try_from(row) else { return Err(Error::Malformed) };
    match message {
        Message::Transfer | Message::TransferFrom | Message::Burn => {
            front::spend::<H, true>(host, selector, row)?;
            if message != Message::Burn {
                output.number(1);
            }
            return Ok(());
        }
        Message::Allowance => {
            token::allowance(host, &row[1..3], &mut output.words[0]);
            output.len = 1;
            return Ok(());
        }
        Message::IncreaseAllowance | Message::DecreaseAllowance => {
            output.number(1);
            return change_allowance(host, message == Message::IncreaseAllowance, row);
        }
        Message::Transferable | Message::StakedOf | Message::VestingOf => {
            return holding(host, message, &row[1], output);
        }
        _ => {}
    }
    let mut place = MaybeUninit::uninit();
    let pools = Pools::own(host, &mut place);
    pools.check_set_up()?;
    match message {
        Message::TotalSupply => output.number(pools.supply()),
        Message::State => {
            pools.write(&mut output.words);
            output.len = 3;
        }
        Message::Parameters => (0..3).for_each(|which| output.number(pools.share(which).into())),
        Message::Donate | Message::DonateWith => return donate(host, payable, row, pools),
        _ => return trade(host, message, row, pools, output),
    }
    Ok(())
}

/// Raises or lowers an allowance of the caller. The row: to whom, by how much.
fn change_allowance<H: Host>(host: &mut H, raise: bool, row: &mut Row) -> Result<(), Error> {
    let [_, owner, spender, value] = row;
    *value = *spender;
    *spender = *owner;
    *owner = ZERO;
    host.caller(owner);
    if !is_address(&row[2]) {
        return Err(Error::Malformed);
    }
    let mut allowance = ZERO;
    token::allowance(host, &row[1..3], &mut allowance);
    if !token::change(&mut allowance, &row[3], raise) {
        return Err(if raise { Error::OutOfDomain } else { Error::InsufficientAllowance });
    }
    row[3] = allowance;
    token::approve(host, row)
}

/// Returns what an account has, and what of it cannot move.
fn holding<H: Host>(
    host: &mut H,
    message: Message,
    account: &Address,
    output: &mut Output,
) -> Result<(), Error> {
    if !is_address(account) {
        return Err(Error::Malformed);
    }
    if message == Message::VestingOf {
        let item = Vesting::load(host, account);
        output.number(item.contributed());
        output.number(item.granted());
        output.number(vesting::vesting(host, account));
        return Ok(());
    }
    let mut word = ZERO;
    let mut balance = Balance::load(host, account, &mut word);
    output.number(if message == Message::StakedOf {
        balance.staked()
    } else {
        let held = vesting::held(host, account, &mut balance);
        balance.amount().saturating_sub(held)
    });
    Ok(())
}

/// Puts the caller's money into the funding pool. The row: how much.
fn donate<H: Host>(host: &mut H, native: bool, row: &Row, pools: &mut Pools) -> Result<(), Error> {
    pools.check_open()?;
    pools.check_governed()?;
    currency::check(pools, !native)?;
    let gift = amount(&row[1], Error::OutOfDomain)?;
    if gift == 0 {
        return Err(Error::ZeroAmount);
    }
    let mut caller = ZERO;
    host.caller(&mut caller);
    pools.give(gift)?;
    if pools.funding() > MAX_FUNDING {
        return Err(Error::OutOfDomain);
    }
    pools.store(host);
    events::with_state(host, &[events::DONATE, caller], gift, pools);
    // Everything is written: whatever the currency does finds the state after it.
    currency::take(host, pools, &caller, gift)
}

/// Mints or redeems, or says what that would come to. The row: how much is paid in money or in
/// tokens, the least that the caller accepts for it, and until when.
fn trade<H: Host>(
    host: &mut H,
    message: Message,
    row: &Row,
    pools: &mut Pools,
    output: &mut Output,
) -> Result<(), Error> {
    let mint = matches!(message, Message::Mint | Message::MintWith | Message::QuoteMint);
    let quote = matches!(message, Message::QuoteMint | Message::QuoteRedeem);
    let [_, paid, minimum, deadline] = row;
    let mut caller = ZERO;
    host.caller(&mut caller);
    if mint {
        pools.check_open()?;
        pools.check_governed()?;
    } else {
        pools.check_redeemable()?;
    }
    if !quote && host.now() > number(deadline, 64)? {
        return Err(Error::DeadlinePassed);
    }
    let beyond = if mint { Error::OutOfDomain } else { Error::InsufficientBalance };
    let paid = amount(paid, beyond)?;
    let trade = if mint {
        if !quote {
            currency::check(pools, message == Message::MintWith)?;
        }
        pools.check_running(host)?;
        pools.mint(paid, pools.share(1))?
    } else {
        if !quote {
            // Once the Commons is wound down, nothing holds tokens back from their share.
            vesting::debit(host, &caller, paid, pools.phase() == Phase::Closed)?;
        }
        pools.redeem(paid)?
    };
    output.number(trade.received);
    if quote {
        output.number(trade.tribute);
        return Ok(());
    }
    if trade.received < amount(minimum, Error::BelowMinimum)? {
        return Err(Error::BelowMinimum);
    }
    pools.store(host);
    let kind = if mint {
        token::credit(host, &caller, trade.received)?;
        events::transfer(host, &ZERO, &caller, trade.received);
        &events::MINT
    } else {
        events::transfer(host, &caller, &ZERO, paid);
        &events::REDEEM
    };
    events::trade(host, kind, &caller, &[paid, trade.tribute, trade.received], pools);
    // Everything is written: whatever the currency or the recipient does finds the state after it.
    if mint {
        currency::take(host, pools, &caller, paid)
    } else {
        currency::pay(host, pools, &caller, trade.received)
    }
}
