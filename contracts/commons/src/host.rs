//! What the contract needs of the chain. All rules are written against this trait, so that they
//! run on the chain, in unit tests and behind the ink! interface alike.

/// An account's address.
pub type Address = [u8; 20];

/// The chain, as one call sees it.
pub trait Host {
    /// Who called.
    fn caller(&mut self) -> Address;
    /// The money sent with the call, in base units of 18 decimals; `None` beyond 128 bits.
    fn value(&mut self) -> Option<u128>;
    /// The block's time, in seconds since the Unix epoch.
    fn now(&mut self) -> u64;
    /// Reads the value of `key` into `value`; false if there is none. A shorter value leaves the
    /// rest of the buffer as it was.
    fn get(&mut self, key: &[u8], value: &mut [u8]) -> bool;
    /// Writes the value of `key`.
    fn set(&mut self, key: &[u8], value: &[u8]);
    /// Reads a word; zero if there is none.
    fn get_word(&mut self, key: &[u8; 32]) -> [u8; 32];
    /// Writes a word; zero removes it, and its storage deposit returns.
    fn set_word(&mut self, key: &[u8; 32], word: &[u8; 32]);
    /// Emits an event.
    fn emit(&mut self, topics: &[[u8; 32]], data: &[u8]);
    /// Pays `amount` to `to`; whether `to` took it.
    fn pay(&mut self, to: &Address, amount: u128) -> bool;
}
