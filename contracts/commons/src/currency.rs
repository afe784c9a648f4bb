//! The reserve currency: the chain's own money, or an ERC-20 token.
//!
//! Pools and grants follow the contract's own accounts: what is sent to it otherwise moves nothing.
//! Both calls in here run other people's code, so they come after everything is written; none of
//! it can call back.

use crate::{
    abi::{Address, Word, ZERO, amount, is_zero, selector, word},
    error::Error,
    host::{Called, Host},
    pools::Pools,
};

const BALANCE_OF: u32 = selector("balanceOf(address)");
const TRANSFER: u32 = selector("transfer(address,uint256)");
const TRANSFER_FROM: u32 = selector("transferFrom(address,address,uint256)");

/// Refuses a message about the other kind of money than the Commons has.
pub fn check(pools: &Pools, erc20: bool) -> Result<(), Error> {
    if is_zero(&pools.currency()) == erc20 { Err(Error::WrongCurrency) } else { Ok(()) }
}

/// Takes `amount` from an account. The native currency came along with the call; ERC-20 tokens are
/// taken by the allowance that this contract has, and no less than `amount` must arrive, as it would
/// where a fee is taken. More may: some currencies send the dust of an account along, which then
/// moves nothing, like all that is sent without a message.
///
/// # Errors
/// [`Error::CurrencyRefused`] if the tokens do not come.
pub fn take<H: Host>(
    host: &mut H,
    pools: &Pools,
    from: &Address,
    amount: u128,
) -> Result<(), Error> {
    let currency = pools.currency();
    if is_zero(&currency) {
        return Ok(());
    }
    let before = balance(host, &currency)?;
    let mut input = [ZERO, *from, ZERO, word(amount)];
    host.address(&mut input[2]);
    command(host, &currency, TRANSFER_FROM, &mut input)?;
    let after = balance(host, &currency)?;
    moved(before, after, amount)
}

/// Refuses a move from one side to the other, which grew from `less` to `more`, of less than
/// `amount`.
#[inline(never)]
fn moved(less: u128, more: u128, amount: u128) -> Result<(), Error> {
    match more.checked_sub(less) {
        Some(moved) if moved >= amount => Ok(()),
        _ => Err(Error::CurrencyRefused),
    }
}

/// Pays `amount` to an account.
///
/// # Errors
/// [`Error::PaymentRefused`] if it does not take native money, [`Error::CurrencyRefused`] if the
/// tokens do not leave: a contract that is no longer there answers nothing either, as some do that
/// have moved them. More may leave, as in [`take`].
pub fn pay<H: Host>(host: &mut H, pools: &Pools, to: &Address, amount: u128) -> Result<(), Error> {
    let currency = pools.currency();
    if !is_zero(&currency) {
        let before = balance(host, &currency)?;
        command(host, &currency, TRANSFER, &mut [ZERO, *to, word(amount)])?;
        let after = balance(host, &currency)?;
        return moved(after, before, amount);
    }
    if host.pay(to, amount) { Ok(()) } else { Err(Error::PaymentRefused) }
}

/// What this contract has of an ERC-20 currency.
///
/// # Errors
/// [`Error::CurrencyRefused`] if the address does not answer as an ERC-20 contract does, or with a
/// number beyond 128 bits.
pub fn balance<H: Host>(host: &mut H, currency: &Address) -> Result<u128, Error> {
    let (mut input, mut output) = ([ZERO; 2], [ZERO]);
    host.address(&mut input[1]);
    match host.call(currency, BALANCE_OF, &mut input, &mut output) {
        Called::Answered(32) => amount(&output[0], Error::CurrencyRefused),
        _ => Err(Error::CurrencyRefused),
    }
}

/// Has an ERC-20 contract do something. It must answer "true", or nothing as some do.
#[inline(never)]
fn command<H: Host>(
    host: &mut H,
    currency: &Address,
    selector: u32,
    input: &mut [Word],
) -> Result<(), Error> {
    let mut output = [ZERO];
    match host.call(currency, selector, input, &mut output) {
        Called::Answered(0) => Ok(()),
        Called::Answered(32) if output[0] == word(1) => Ok(()),
        _ => Err(Error::CurrencyRefused),
    }
}
