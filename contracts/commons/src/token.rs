//! The token: balances and allowances.

use crate::{
    abi::{Word, address_word, halves, word},
    error::Error,
    events,
    host::{Address, Host},
};

/// What no allowance is taken from: the whole range of a word means "without limit".
const UNLIMITED: Word = [0xff; 32];

/// The key of an account's balance: its address, after twelve zero bytes.
fn balance_key(account: &Address) -> Word {
    address_word(account)
}

/// The tokens of an account.
pub fn balance_of<H: Host>(host: &mut H, account: &Address) -> u128 {
    halves(&host.get_word(&balance_key(account))).1
}

/// Adds tokens to an account. Balances add up to the supply, which is bounded: no overflow.
pub fn credit<H: Host>(host: &mut H, account: &Address, amount: u128) {
    let key = balance_key(account);
    let balance = halves(&host.get_word(&key)).1;
    host.set_word(&key, &word(balance.wrapping_add(amount)));
}

/// Takes tokens from an account.
pub fn debit<H: Host>(host: &mut H, account: &Address, amount: u128) -> Result<(), Error> {
    let key = balance_key(account);
    let balance = halves(&host.get_word(&key)).1;
    let rest = balance.checked_sub(amount).ok_or(Error::InsufficientBalance)?;
    host.set_word(&key, &word(rest));
    Ok(())
}

/// Moves tokens from one account to another.
pub fn transfer<H: Host>(
    host: &mut H,
    from: &Address,
    to: &Address,
    amount: u128,
) -> Result<(), Error> {
    if *to == [0; 20] {
        return Err(Error::ZeroAddress);
    }
    debit(host, from, amount)?;
    credit(host, to, amount);
    events::transfer(host, from, to, amount);
    Ok(())
}

/// The key of an allowance: owner and spender.
fn allowance_key(owner: &Address, spender: &Address) -> [u8; 40] {
    let mut key = [0; 40];
    key[..20].copy_from_slice(owner);
    key[20..].copy_from_slice(spender);
    key
}

/// What `spender` may still take from `owner`.
pub fn allowance<H: Host>(host: &mut H, owner: &Address, spender: &Address) -> Word {
    let mut allowance = [0; 32];
    host.get(&allowance_key(owner, spender), &mut allowance);
    allowance
}

/// Sets what `spender` may take from `owner`.
pub fn approve<H: Host>(
    host: &mut H,
    owner: &Address,
    spender: &Address,
    allowance: &Word,
) -> Result<(), Error> {
    if *spender == [0; 20] {
        return Err(Error::ZeroAddress);
    }
    host.set(&allowance_key(owner, spender), allowance);
    events::approval(host, owner, spender, allowance);
    Ok(())
}

/// Takes `amount` off an allowance, unless it is without limit.
pub fn spend_allowance<H: Host>(
    host: &mut H,
    owner: &Address,
    spender: &Address,
    amount: &Word,
) -> Result<(), Error> {
    let before = allowance(host, owner, spender);
    if before != UNLIMITED {
        let rest = subtract(&before, amount).ok_or(Error::InsufficientAllowance)?;
        host.set(&allowance_key(owner, spender), &rest);
    }
    Ok(())
}

/// `a + b`, if it fits in a word.
pub fn add(a: &Word, b: &Word) -> Option<Word> {
    let (a, b) = (halves(a), halves(b));
    let (low, carry) = a.1.overflowing_add(b.1);
    let high = a.0.checked_add(b.0)?.checked_add(carry.into())?;
    Some(join(high, low))
}

/// `a - b`, if it is not negative.
pub fn subtract(a: &Word, b: &Word) -> Option<Word> {
    let (a, b) = (halves(a), halves(b));
    let (low, borrow) = a.1.overflowing_sub(b.1);
    let high = a.0.checked_sub(b.0)?.checked_sub(borrow.into())?;
    Some(join(high, low))
}

/// The word of two halves.
fn join(high: u128, low: u128) -> Word {
    let mut joined = word(low);
    joined[..16].copy_from_slice(&high.to_be_bytes());
    joined
}
