//! What an account has of the hatch, and how much of it still vests.
//!
//! Vesting counts from the opening of the curve; before that, and after a failed hatch, everything
//! is locked. It overlaps with stakes: the larger of the two is what cannot move.

use weir_economics::locked;

use crate::{
    abi::{Address, ZERO},
    error::Error,
    host::Host,
    keys,
    token::Balance,
};

/// What an account has of the hatch: what it paid, the tokens it got for it, and whether it is on
/// the allowlist. All zero if it has nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Vesting([u64; 5]);

impl Vesting {
    /// Reads an account's.
    #[inline(never)]
    pub fn load<H: Host>(host: &mut H, account: &Address) -> Self {
        let mut vesting = Self::default();
        host.get(&keys::of_account(keys::VESTING, account), &mut vesting.0);
        vesting
    }

    /// Writes an account's.
    #[inline(never)]
    pub fn store<H: Host>(&self, host: &mut H, account: &Address) {
        host.set(&keys::of_account(keys::VESTING, account), &self.0);
    }

    /// Currency paid, in base units.
    pub fn contributed(&self) -> u128 {
        self.0[0] as u128 | (self.0[1] as u128) << 64
    }

    /// Tokens got for it, in base units.
    pub fn granted(&self) -> u128 {
        self.0[2] as u128 | (self.0[3] as u128) << 64
    }

    /// Sets what was paid and what was got for it.
    pub fn set(&mut self, contributed: u128, granted: u128) {
        self.0[..2].copy_from_slice(&[contributed as u64, (contributed >> 64) as u64]);
        self.0[2..4].copy_from_slice(&[granted as u64, (granted >> 64) as u64]);
    }

    /// Whether the account is on the allowlist.
    pub fn allowed(&self) -> bool {
        self.0[4] != 0
    }

    /// Puts the account on the allowlist, or takes it off.
    pub fn set_allowed(&mut self, allowed: bool) {
        self.0[4] = allowed.into();
    }
}

/// The hatch: how it was set up, and where it is. All zero if there was none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hatch {
    words: [u64; 15],
}

/// Amounts of the hatch, by where they are in its item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sum {
    /// The least that must be raised.
    Minimum = 0,
    /// The most that is taken.
    Maximum = 2,
    /// Currency base units per whole token.
    Price = 4,
    /// What was raised so far.
    Raised = 6,
}

/// Smaller numbers of the hatch, by where they are in its item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The last second for contributions.
    Deadline = 8,
    /// Seconds after the opening in which nothing is released.
    Cliff = 9,
    /// Seconds after the cliff in which half of the rest is released.
    HalfLife = 10,
    /// When the curve opened, 0 before.
    OpenedAt = 11,
    /// The hatch tribute, in parts per million.
    Tribute = 12,
    /// The largest jump of the price at the opening, in parts per million.
    MaxJump = 13,
    /// 1 if only accounts on the allowlist may contribute, 0 if all may.
    Allowlist = 14,
}

impl Hatch {
    /// Reads the hatch.
    #[inline(never)]
    pub fn load<H: Host>(host: &mut H) -> Self {
        let mut hatch = Self::default();
        host.get(&keys::HATCH, &mut hatch.words);
        hatch
    }

    /// Writes the hatch.
    #[inline(never)]
    pub fn store<H: Host>(&self, host: &mut H) {
        host.set(&keys::HATCH, &self.words);
    }

    /// An amount.
    pub fn sum(&self, which: Sum) -> u128 {
        let at = which as usize;
        self.words[at] as u128 | (self.words[at + 1] as u128) << 64
    }

    /// Sets an amount.
    pub fn set_sum(&mut self, which: Sum, amount: u128) {
        let at = which as usize;
        self.words[at..at + 2].copy_from_slice(&[amount as u64, (amount >> 64) as u64]);
    }

    /// A number.
    pub fn field(&self, which: Field) -> u64 {
        self.words[which as usize]
    }

    /// Sets a number.
    pub fn set_field(&mut self, which: Field, number: u64) {
        self.words[which as usize] = number;
    }

    /// How many of `granted` tokens still vest at `now`.
    pub fn vesting(&self, granted: u128, now: u64) -> u128 {
        let opened = self.field(Field::OpenedAt);
        if opened == 0 {
            return granted;
        }
        let elapsed = now.saturating_sub(opened);
        locked(granted, elapsed, self.field(Field::Cliff), self.field(Field::HalfLife))
    }
}

/// How many of an account's tokens still vest now.
pub fn vesting<H: Host>(host: &mut H, account: &Address) -> u128 {
    let granted = Vesting::load(host, account).granted();
    let hatch = Hatch::load(host);
    let now = host.now();
    hatch.vesting(granted, now)
}

/// What of an account's tokens cannot move now: what vests or what is staked, whichever is more.
/// Where nothing vests any more, the balance is marked so; it is not yet written.
pub fn held<H: Host>(host: &mut H, account: &Address, balance: &mut Balance) -> u128 {
    let mut vests = 0;
    if balance.vests() {
        vests = vesting(host, account);
        balance.set_vests(vests != 0);
    }
    vests.max(balance.staked())
}

/// Takes tokens from an account, of those that can move, or of `all`.
///
/// # Errors
/// [`Error::InsufficientBalance`], and [`Error::Locked`] if it has them but they vest or are staked.
pub fn debit<H: Host>(
    host: &mut H,
    account: &Address,
    amount: u128,
    all: bool,
) -> Result<(), Error> {
    let mut word = ZERO;
    let mut balance = Balance::load(host, account, &mut word);
    let rest = balance.amount().checked_sub(amount).ok_or(Error::InsufficientBalance)?;
    if !all && rest < held(host, account, &mut balance) {
        return Err(Error::Locked);
    }
    balance.set_amount(rest);
    balance.store(host, account);
    Ok(())
}
