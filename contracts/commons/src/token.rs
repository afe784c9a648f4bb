//! The token: balances and allowances. A balance is stored under its account's word, an allowance
//! under the words of owner and spender.

use crate::{
    abi::{Address, Word, ZERO, amount, copy, is_zero, low, set_low},
    error::Error,
    events,
    host::Host,
    vesting,
};

/// A row of words: first the place of a topic, then two accounts, then a value.
///
/// In this order they are what an event takes for its topics and its data, and the accounts are
/// what an allowance's key is made of: nothing needs to be moved. Copies would be code, and every
/// call pays for each byte of it.
pub type Row = [Word; 4];

/// What an account has: tokens, in the lower half of its word; in the upper half how many of them
/// are staked, and four marks: whether it has tokens of the hatch, so that [`crate::vesting`] must be
/// asked what of them still vests; whether it is barred from getting any; whether it asked for its
/// staked tokens without the governor; and whether it got them so.
///
/// A view of a word that lies somewhere already: to move words around takes code.
#[derive(Debug, PartialEq, Eq)]
pub struct Balance<'a>(&'a mut Word);

/// The top bit of a balance's word.
const VESTS: u64 = (1_u64 << 63).to_be();
/// The next one: tokens would be lost on this account. Its own word says so, because a transfer
/// reads that anyway, and to read who the Commons' contracts are would cost it 10 KB of proof.
const BARRED: u64 = (1_u64 << 62).to_be();
/// The next one: the account asked for its staked tokens, so that its stake cannot rise.
const LEAVING: u64 = (1_u64 << 61).to_be();
/// The next one: it has got them, and the governor has not yet set its stake since.
const FREED: u64 = (1_u64 << 60).to_be();

impl<'a> Balance<'a> {
    /// Reads an account's into a word.
    #[inline(always)]
    pub fn load<H: Host>(host: &mut H, account: &Address, word: &'a mut Word) -> Self {
        host.get_word(account, word);
        Self(word)
    }

    /// Writes an account's.
    #[inline(always)]
    pub fn store<H: Host>(&self, host: &mut H, account: &Address) {
        host.set_word(account, self.0);
    }

    /// Tokens, in base units.
    pub fn amount(&self) -> u128 {
        low(self.0)
    }

    /// Sets the tokens.
    pub fn set_amount(&mut self, amount: u128) {
        set_low(self.0, amount);
    }

    /// How many of them are staked.
    pub fn staked(&self) -> u128 {
        self.upper() & (u128::MAX >> 4)
    }

    /// Sets how many of them are staked: less than 2^124. The stake is settled by that.
    pub fn set_staked(&mut self, staked: u128) {
        self.0[0] = self.0[0] & (VESTS | BARRED | LEAVING) | ((staked >> 64) as u64).to_be();
        self.0[1] = (staked as u64).to_be();
    }

    /// Whether the account asked for its staked tokens.
    pub fn leaving(&self) -> bool {
        self.0[0] & LEAVING != 0
    }

    /// Sets whether the account asked for its staked tokens.
    pub fn set_leaving(&mut self, leaving: bool) {
        self.0[0] = self.0[0] & !LEAVING | if leaving { LEAVING } else { 0 };
    }

    /// Frees the staked tokens. The governor may count them still: [`Self::freed`] until it sets the
    /// stake.
    pub fn free(&mut self) {
        self.set_staked(0);
        self.0[0] |= FREED;
    }

    /// Whether the staked tokens were freed and the governor has not yet set the stake since.
    pub fn freed(&self) -> bool {
        self.0[0] & FREED != 0
    }

    /// Whether some of them may vest.
    pub fn vests(&self) -> bool {
        self.0[0] & VESTS != 0
    }

    /// Sets whether some of them may vest.
    pub fn set_vests(&mut self, vests: bool) {
        self.0[0] = self.0[0] & !VESTS | if vests { VESTS } else { 0 };
    }

    /// Adds tokens that the account gets. Balances add up to the supply, which is bounded: no
    /// overflow.
    ///
    /// # Errors
    /// [`Error::InvalidRecipient`] if the account is barred.
    pub fn receive(&mut self, amount: u128) -> Result<(), Error> {
        if self.0[0] & BARRED != 0 {
            return Err(Error::InvalidRecipient);
        }
        self.set_amount(self.amount().wrapping_add(amount));
        Ok(())
    }

    /// The upper half. With a mark it is more than any balance.
    fn upper(&self) -> u128 {
        u64::from_be(self.0[1]) as u128 | (u64::from_be(self.0[0]) as u128) << 64
    }
}

/// Adds tokens to an account.
///
/// # Errors
/// [`Error::InvalidRecipient`] if the account is barred.
pub fn credit<H: Host>(host: &mut H, account: &Address, amount: u128) -> Result<(), Error> {
    let mut word = ZERO;
    let mut balance = Balance::load(host, account, &mut word);
    balance.receive(amount)?;
    balance.store(host, account);
    Ok(())
}

/// Bars an account from getting tokens, for good; whether it was barred before. What it has it can
/// spend.
pub fn bar<H: Host>(host: &mut H, account: &Address) -> bool {
    let mut word = ZERO;
    host.get_word(account, &mut word);
    let before = word[0] & BARRED != 0;
    word[0] |= BARRED;
    host.set_word(account, &word);
    before
}

/// Takes tokens from an account, before anything else is written.
///
/// # Errors
/// [`Error::InsufficientBalance`]; [`Error::Locked`] if it has them but some are staked or may vest:
/// `V` says whether to look that up here, as [`crate::vesting::debit`] does, or to refuse.
pub fn debit<H: Host, const V: bool>(
    host: &mut H,
    account: &Address,
    amount: u128,
) -> Result<(), Error> {
    if V {
        return vesting::debit(host, account, amount, false);
    }
    let mut word = ZERO;
    let mut balance = Balance::load(host, account, &mut word);
    let before = balance.amount();
    if before < amount {
        return Err(Error::InsufficientBalance);
    }
    let rest = before.wrapping_sub(amount);
    if rest < balance.upper() {
        return Err(Error::Locked);
    }
    balance.set_amount(rest);
    balance.store(host, account);
    Ok(())
}

/// Moves tokens. The row: from whom, to whom, how many. `V` as in [`debit`].
pub fn transfer<H: Host, const V: bool>(host: &mut H, row: &mut Row) -> Result<(), Error> {
    let amount = amount(&row[3], Error::InsufficientBalance)?;
    debit::<H, V>(host, &row[1], amount)?;
    credit(host, &row[2], amount)?;
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

/// Takes a value off an allowance. One of 2^128 or more is without limit and stays as it is: more
/// tokens than that can never exist. The row: owner, spender, how much.
pub fn spend_allowance<H: Host>(host: &mut H, row: &Row) -> Result<(), Error> {
    let key = row[1..3].as_flattened();
    let mut allowance = ZERO;
    host.get(key, &mut allowance);
    if allowance[0] | allowance[1] == 0 {
        let amount = amount(&row[3], Error::InsufficientAllowance)?;
        let rest = low(&allowance).checked_sub(amount).ok_or(Error::InsufficientAllowance)?;
        set_low(&mut allowance, rest);
        host.set(key, &allowance);
    }
    Ok(())
}

/// Adds a word to another one, or subtracts it; false if the result is no word.
#[inline(never)]
pub fn change(word: &mut Word, by: &Word, add: bool) -> bool {
    // a + b fits if and only if b <= not a, and then it is not (not a - b).
    let mask = if add { u64::MAX } else { 0 };
    let mut borrow = false;
    for (limb, by) in word.iter_mut().zip(by).rev() {
        let (difference, first) = u64::from_be(*limb ^ mask).overflowing_sub(u64::from_be(*by));
        let (difference, second) = difference.overflowing_sub(borrow.into());
        *limb = difference.to_be() ^ mask;
        borrow = first | second;
    }
    !borrow
}
