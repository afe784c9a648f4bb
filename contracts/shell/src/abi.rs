//! The Solidity ABI, as far as the contract needs it: words of 32 bytes, big-endian.
//!
//! Words are kept as four aligned machine words and addresses as the words that stand for them.
//! The compiler turns byte arrays into long sequences of single-byte loads here, and code bytes
//! are part of every fee.

use crate::error::Error;

/// A word of the ABI, as it lies in memory: 32 bytes, the most significant first.
pub type Word = [u64; 4];

/// An address, as its word: twelve zero bytes, then its twenty.
pub type Address = Word;

/// The word zero; as an address, where minted tokens come from and burnt ones go.
pub const ZERO: Word = [0; 4];

/// The first four bytes of the hash of a signature, as a number.
pub const fn selector(signature: &str) -> u32 {
    let hash = keccak(signature);
    u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]])
}

/// The hash of a signature: the first topic of its events.
pub const fn topic(signature: &str) -> Word {
    let hash = keccak(signature);
    let mut word = ZERO;
    let mut at = 0;
    while at < 32 {
        let limb = u64::from_ne_bytes([
            hash[at],
            hash[at + 1],
            hash[at + 2],
            hash[at + 3],
            hash[at + 4],
            hash[at + 5],
            hash[at + 6],
            hash[at + 7],
        ]);
        word[at / 8] = limb;
        at += 8;
    }
    word
}

const fn keccak(signature: &str) -> [u8; 32] {
    keccak_const::Keccak256::new().update(signature.as_bytes()).finalize()
}

/// The word of a number.
#[inline(always)]
pub fn word(number: u128) -> Word {
    [0, 0, ((number >> 64) as u64).to_be(), (number as u64).to_be()]
}

/// The lower half of a word, as a number.
#[inline(always)]
pub fn low(word: &Word) -> u128 {
    u64::from_be(word[3]) as u128 | (u64::from_be(word[2]) as u128) << 64
}

/// Sets the lower half of a word.
#[inline(always)]
pub fn set_low(word: &mut Word, number: u128) {
    word[2] = ((number >> 64) as u64).to_be();
    word[3] = (number as u64).to_be();
}

/// Whether a word is zero.
#[inline(always)]
pub fn is_zero(word: &Word) -> bool {
    word[0] | word[1] | word[2] | word[3] == 0
}

/// Copies a word. A call is less code than the copy.
#[inline(never)]
pub fn copy(from: &Word, to: &mut Word) {
    *to = *from;
}

/// A word as an amount; one beyond 128 bits is refused with `beyond`.
pub fn amount(word: &Word, beyond: Error) -> Result<u128, Error> {
    if word[0] | word[1] == 0 { Ok(low(word)) } else { Err(beyond) }
}

/// A word as a number of at most `bits` bits, up to 64.
pub fn number(word: &Word, bits: u32) -> Result<u64, Error> {
    let number = u64::from_be(word[3]);
    if word[0] | word[1] | word[2] | (number >> (bits - 1)) >> 1 == 0 {
        Ok(number)
    } else {
        Err(Error::Malformed)
    }
}

/// The bytes of words, as they lie in memory.
pub fn as_bytes(words: &[Word]) -> &[u8] {
    // SAFETY: words are made of bytes without gaps, all of them set, and bytes have no alignment.
    unsafe { core::slice::from_raw_parts(words.as_ptr().cast(), size_of_val(words)) }
}

/// Whether a word can be an address: its first twelve bytes are zero.
pub fn is_address(word: &Word) -> bool {
    word[0] | (word[1] & 0xffff_ffff_0000_0000_u64.to_be()) == 0
}
