//! The token: balances and allowances. A balance is stored under its account's word, an allowance
//! under the words of owner and spender.

use crate::{
    abi::{Address, Word, ZERO, amount, copy, is_zero, low, set_low},
    error::Error,
    events,
    host::Host,
};

/// A row of words: first the place of a topic, then two accounts, then a value.
///
/// In this order they are what an event takes for its topics and its data, and the accounts are
/// what an allowance's key is made of: nothing needs to be moved. Copies would be code, and every
/// call pays for each byte of it.
pub type Row = [Word; 4];

/// Adds tokens to an account. Balances add up to the supply, which is bounded: no overflow.
pub fn credit<H: Host>(host: &mut H, account: &Address, amount: u128) {
    let mut balance = ZERO;
    host.get_word(account, &mut balance);
    let sum = low(&balance).wrapping_add(amount);
    set_low(&mut balance, sum);
    host.set_word(account, &balance);
}

/// Takes tokens from an account.
pub fn debit<H: Host>(host: &mut H, account: &Address, amount: u128) -> Result<(), Error> {
    let mut balance = ZERO;
    host.get_word(account, &mut balance);
    let before = low(&balance);
    if before < amount {
        return Err(Error::InsufficientBalance);
    }
    set_low(&mut balance, before.wrapping_sub(amount));
    host.set_word(account, &balance);
    Ok(())
}

/// Moves tokens. The row: from whom, to whom, how many.
pub fn transfer<H: Host>(host: &mut H, row: &mut Row) -> Result<(), Error> {
    if is_zero(&row[2]) {
        return Err(Error::ZeroAddress);
    }
    let amount = amount(&row[3], Error::InsufficientBalance)?;
    debit(host, &row[1], amount)?;
    credit(host, &row[2], amount);
    emit(host, &events::TRANSFER, row);
    Ok(())
}

/// Emits the event of a row.
pub fn emit<H: Host>(host: &mut H, topic: &Word, row: &mut Row) {
    copy(topic, &mut row[0]);
    let (topics, data) = row.split_at(3);
    host.emit(topics, data);
}

/// Sets what a spender may take. The row: owner, spender, how much.
pub fn approve<H: Host>(host: &mut H, row: &mut Row) -> Result<(), Error> {
    if is_zero(&row[2]) {
        return Err(Error::ZeroAddress);
    }
    host.set(row[1..3].as_flattened(), &row[3]);
    emit(host, &events::APPROVAL, row);
    Ok(())
}

/// What a spender may still take from an owner. The pair: owner, spender.
pub fn allowance<H: Host>(host: &mut H, pair: &[Word], allowance: &mut Word) {
    host.get(pair.as_flattened(), allowance);
}

/// Takes `value` off an allowance. One of 2^128 or more is without limit and stays as it is: more
/// tokens than that can never exist. The pair: owner, spender.
pub fn spend_allowance<H: Host>(host: &mut H, pair: &[Word; 2], value: &Word) -> Result<(), Error> {
    let mut allowance = ZERO;
    host.get(pair.as_flattened(), &mut allowance);
    if allowance[0] | allowance[1] == 0 {
        let before = low(&allowance);
        let amount = amount(value, Error::InsufficientAllowance)?;
        if before < amount {
            return Err(Error::InsufficientAllowance);
        }
        set_low(&mut allowance, before.wrapping_sub(amount));
        host.set(pair.as_flattened(), &allowance);
    }
    Ok(())
}

/// `a + b`, if it fits in a word.
pub fn add(a: &Word, b: &Word) -> Option<Word> {
    // a + b fits if and only if b <= not a, and then it is not (not a - b).
    subtract(&a.map(|limb| !limb), b).map(|rest| rest.map(|limb| !limb))
}

/// `a - b`, if it is not negative.
pub fn subtract(a: &Word, b: &Word) -> Option<Word> {
    let mut rest = ZERO;
    let mut borrow = false;
    for (at, place) in rest.iter_mut().enumerate().rev() {
        let (difference, first) = u64::from_be(a[at]).overflowing_sub(u64::from_be(b[at]));
        let (difference, second) = difference.overflowing_sub(borrow.into());
        *place = difference.to_be();
        borrow = first | second;
    }
    if borrow { None } else { Some(rest) }
}
