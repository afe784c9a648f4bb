//! Numbers as they lie in storage, and as they go in and out: limbs, and words of the ABI.
//!
//! A storage item is a row of 64-bit limbs, and each number in it a few of them, the least
//! significant first. Which numbers an event, an answer or a call's arguments hold is written down
//! as a table of fields, and one loop turns them into words: code for each of them would be longer
//! than all the rules, and every call pays for each byte of it.

use crate::{
    abi::{Word, ZERO, copy},
    error::Error,
    host::Host,
    stakes::MAX_STAKES,
};

/// Where a number lies in a storage item, and how many bits it may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    at: u8,
    bits: u8,
}

impl Field {
    /// An item's first number.
    pub const fn first(bits: u8) -> Self {
        Self { at: 0, bits }
    }

    /// The number that follows this one.
    pub const fn then(self, bits: u8) -> Self {
        Self { at: self.end() as u8, bits }
    }

    /// How many limbs an item has whose last number this is.
    pub const fn end(self) -> usize {
        self.at as usize + self.bits.div_ceil(64) as usize
    }

    /// The number of an item, if it has 64 bits at most.
    #[inline(always)]
    pub fn number(self, item: &[u64]) -> u64 {
        item[self.at as usize]
    }

    /// Sets a number of 64 bits at most.
    #[inline(always)]
    pub fn set_number(self, item: &mut [u64], number: u64) {
        item[self.at as usize] = number;
    }

    /// The number of an item, if it has 128 bits at most.
    #[inline(always)]
    pub fn amount(self, item: &[u64]) -> u128 {
        item[self.at as usize] as u128 | (item[self.at as usize + 1] as u128) << 64
    }

    /// Sets a number of 128 bits.
    #[inline(always)]
    pub fn set_amount(self, item: &mut [u64], amount: u128) {
        item[self.at as usize] = amount as u64;
        item[self.at as usize + 1] = (amount >> 64) as u64;
    }

    /// Replaces the part `before` of a sum of 128 bits by `after`.
    ///
    /// # Errors
    /// [`Error::OutOfDomain`] if the sum does not hold the part, or would wrap around.
    #[inline(never)]
    pub fn replace(self, item: &mut [u64], before: u128, after: u128) -> Result<(), Error> {
        let sum = self.amount(item);
        let sum = sum.checked_sub(before).and_then(|rest| rest.checked_add(after));
        self.set_amount(item, sum.ok_or(Error::OutOfDomain)?);
        Ok(())
    }

    /// The number's limbs.
    pub(crate) fn limbs(self, item: &[u64]) -> &[u64] {
        item.get(self.at as usize..self.end()).unwrap_or_default()
    }

    /// The number of an item, whichever of its fields this is, if it has 128 bits at most.
    pub(crate) fn value(self, item: &[u64]) -> u128 {
        self.limbs(item).iter().rev().fold(0, |value, limb| value << 64 | u128::from(*limb))
    }

    /// Sets a number of 128 bits at most. The caller knows that it fits.
    pub(crate) fn set_value(self, item: &mut [u64], value: u128) {
        let places = item.get_mut(self.at as usize..self.end()).unwrap_or_default();
        places
            .iter_mut()
            .zip([value as u64, (value >> 64) as u64])
            .for_each(|(to, limb)| *to = limb);
    }
}

/// Writes the word of a number, given its limbs.
#[inline(never)]
pub fn to_word(limbs: &[u64], word: &mut Word) {
    *word = ZERO;
    for (place, limb) in word.iter_mut().rev().zip(limbs) {
        *place = limb.to_be();
    }
}

/// Writes numbers, given as words, into the fields of an item.
///
/// # Errors
/// If one has more bits than its field: [`Error::OutOfDomain`] for an amount, which may have all
/// the bits of a word in the ABI, else [`Error::Malformed`].
#[inline(never)]
pub fn read(words: &[Word], fields: &[Field], item: &mut [u64]) -> Result<(), Error> {
    for (word, field) in words.iter().zip(fields) {
        let mut bits = field.bits.into();
        let mut places = item.iter_mut().skip(field.at.into());
        for limb in word.iter().rev() {
            let limb = u64::from_be(*limb);
            if bits < 64 && limb >> bits != 0 {
                return Err(if field.bits == 128 { Error::OutOfDomain } else { Error::Malformed });
            }
            if bits != 0
                && let Some(place) = places.next()
            {
                *place = limb;
            }
            bits = u32::saturating_sub(bits, 64);
        }
    }
    Ok(())
}

/// The words of the longest row: the answer with an account's stakes.
const LONGEST: usize = 2 + 3 * MAX_STAKES;

/// A row of words that is being put together: an answer, an event or a call's arguments. A call
/// has one for all of them, one after the other.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// The words.
    pub words: [Word; LONGEST],
    /// How many of them count.
    pub len: usize,
}

impl Default for Words {
    fn default() -> Self {
        Self { words: [ZERO; LONGEST], len: 0 }
    }
}

impl Words {
    /// Appends the word of a number, given its limbs. One that finds no room is left out.
    #[inline(never)]
    pub fn push(&mut self, limbs: &[u64]) {
        if let Some(place) = self.words.get_mut(self.len) {
            to_word(limbs, place);
            self.len += 1;
        }
    }

    /// Appends a number of 64 bits.
    #[inline(never)]
    pub fn push_number(&mut self, number: u64) {
        self.push(&[number]);
    }

    /// Appends a word as it is.
    #[inline(never)]
    pub fn push_word(&mut self, word: &Word) {
        if let Some(place) = self.words.get_mut(self.len) {
            copy(word, place);
            self.len += 1;
        }
    }

    /// Appends numbers of an item.
    #[inline(never)]
    pub fn push_fields(&mut self, item: &[u64], fields: &[Field]) {
        for field in fields {
            self.push(field.limbs(item));
        }
    }

    /// Emits the words as an event, the first of them as its topics, and drops them.
    #[inline(never)]
    pub fn emit<H: Host>(&mut self, host: &mut H, topics: usize) {
        let (words, _) = self.words.split_at(self.len.min(LONGEST));
        if let Some((topics, data)) = words.split_at_checked(topics) {
            host.emit(topics, data);
        }
        self.len = 0;
    }
}
