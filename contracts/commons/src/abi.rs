//! The Solidity ABI, as far as the contract needs it: words of 32 bytes, big-endian.

use crate::{error::Error, host::Address};

/// A word of the ABI: an unsigned integer of 256 bits, big-endian.
pub type Word = [u8; 32];

/// The first four bytes of the hash of a signature, as a number.
pub const fn selector(signature: &str) -> u32 {
    let hash = topic(signature);
    u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]])
}

/// The hash of a signature: the first topic of its events.
pub const fn topic(signature: &str) -> Word {
    keccak_const::Keccak256::new().update(signature.as_bytes()).finalize()
}

/// The word of a number.
pub fn word(number: u128) -> Word {
    let mut word = [0; 32];
    word[16..].copy_from_slice(&number.to_be_bytes());
    word
}

/// The word of an address.
pub fn address_word(address: &Address) -> Word {
    let mut word = [0; 32];
    word[12..].copy_from_slice(address);
    word
}

/// The upper and lower half of a word.
pub fn halves(word: &Word) -> (u128, u128) {
    let mut upper = [0; 16];
    let mut lower = [0; 16];
    upper.copy_from_slice(&word[..16]);
    lower.copy_from_slice(&word[16..]);
    (u128::from_be_bytes(upper), u128::from_be_bytes(lower))
}

/// The longest call data that a message reads: a selector and three words.
pub const MAX_CALL: usize = 4 + 3 * 32;

/// A message's call data.
pub struct Input {
    /// The call data's beginning; zeros after its end.
    pub data: [u8; MAX_CALL],
    /// How long the call data is.
    pub len: usize,
}

impl Input {
    /// The message's selector.
    pub fn selector(&self) -> Result<u32, Error> {
        match self.len {
            0..4 => Err(Error::Malformed),
            _ => Ok(u32::from_be_bytes([self.data[0], self.data[1], self.data[2], self.data[3]])),
        }
    }

    /// The argument in place `index`, below 3.
    pub fn word(&self, index: usize) -> Result<&Word, Error> {
        let start = 4 + 32 * index;
        if self.len < start + 32 {
            return Err(Error::Malformed);
        }
        self.data[start..].first_chunk().ok_or(Error::Malformed)
    }

    /// An amount; one beyond 128 bits is refused with `beyond`.
    pub fn amount(&self, index: usize, beyond: Error) -> Result<u128, Error> {
        match halves(self.word(index)?) {
            (0, amount) => Ok(amount),
            _ => Err(beyond),
        }
    }

    /// A number of up to 64 bits.
    pub fn number(&self, index: usize) -> Result<u64, Error> {
        u64::try_from(self.amount(index, Error::Malformed)?).map_err(|_| Error::Malformed)
    }

    /// An address.
    pub fn address(&self, index: usize) -> Result<Address, Error> {
        let word = self.word(index)?;
        if word[..12] != [0; 12] {
            return Err(Error::Malformed);
        }
        let mut address = [0; 20];
        address.copy_from_slice(&word[12..]);
        Ok(address)
    }
}

/// What a message returns: up to three words.
pub struct Output {
    /// The words.
    pub data: [u8; 96],
    /// How many bytes of them count.
    pub len: usize,
}

impl Output {
    /// Nothing yet.
    pub const fn new() -> Self {
        Self { data: [0; 96], len: 0 }
    }

    /// Appends a word. A fourth one is left out.
    pub fn push(&mut self, word: &Word) {
        if let Some(place) = self.data.get_mut(self.len..self.len + 32) {
            place.copy_from_slice(word);
            self.len += 32;
        }
    }

    /// Appends a number.
    pub fn push_number(&mut self, number: u128) {
        self.push(&word(number));
    }
}

impl Default for Output {
    fn default() -> Self {
        Self::new()
    }
}
