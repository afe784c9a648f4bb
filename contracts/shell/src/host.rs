//! What the contract needs of the chain. All rules are written against this trait, so that they
//! run on the chain, in unit tests and behind the ink! interface alike.

use crate::{
    abi::{Address, Word},
    error::Error,
};

/// How a call to another contract ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Called {
    /// With so many bytes of answer.
    Answered(u32),
    /// With a refusal; [`Error::Malformed`] if it is no custom error without arguments.
    Refused(Error),
}

/// The chain, as one call sees it.
pub trait Host {
    /// Reads words of the call data, from byte `from` on; zeros after its end.
    fn arguments(&mut self, from: u32, words: &mut [Word]);
    /// Writes who called into `account`, which is zero or an address.
    fn caller(&mut self, account: &mut Address);
    /// Writes the address of this contract into `account`, which is zero.
    fn address(&mut self, account: &mut Address);
    /// The money sent with the call, in base units of 18 decimals; `None` beyond 128 bits.
    fn value(&mut self) -> Option<u128>;
    /// What this contract has of the chain's money, in base units of 18 decimals; `None` beyond 128
    /// bits.
    fn balance(&mut self) -> Option<u128>;
    /// The block's time, in seconds since the Unix epoch.
    fn now(&mut self) -> u64;
    /// Reads the value of `key`; false if there is none, and `value` stays as it was.
    fn get(&mut self, key: &[u64], value: &mut [u64]) -> bool;
    /// Writes the value of `key`.
    fn set(&mut self, key: &[u64], value: &[u64]);
    /// Reads the word of `key`; zero if there is none.
    fn get_word(&mut self, key: &Word, word: &mut Word);
    /// Writes the word of `key`; zero removes whatever is stored there by [`Self::set`] too, and its
    /// storage deposit returns.
    fn set_word(&mut self, key: &Word, word: &Word);
    /// Emits an event.
    fn emit(&mut self, topics: &[Word], data: &[Word]);
    /// Pays `amount` to `to`; whether `to` took it.
    fn pay(&mut self, to: &Address, amount: u128) -> bool;
    /// Calls another contract by a message's selector; it cannot call back. The arguments start with
    /// the second word of `input`; the first is room for the selector. As much of the answer as fits
    /// is written into `output`, which holds a word at least.
    fn call(
        &mut self,
        callee: &Address,
        selector: u32,
        input: &mut [Word],
        output: &mut [Word],
    ) -> Called;
}
