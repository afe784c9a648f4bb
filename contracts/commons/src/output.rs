//! What a message returns.

use crate::abi::{Word, ZERO, set_low};

/// Up to `N` words to return.
#[derive(Clone, Copy, Debug)]
pub struct Output<const N: usize> {
    /// The words.
    pub words: [Word; N],
    /// How many of them count.
    pub len: usize,
}

impl<const N: usize> Default for Output<N> {
    fn default() -> Self {
        Self { words: [ZERO; N], len: 0 }
    }
}

impl<const N: usize> Output<N> {
    /// Appends a word. One beyond the last place is left out.
    #[inline(never)] // a call is less code
    pub fn push(&mut self, word: &Word) {
        if let Some(place) = self.words.get_mut(self.len) {
            *place = *word;
            self.len += 1;
        }
    }

    /// Appends a number, as [`Self::push`] does.
    #[inline(never)]
    pub fn number(&mut self, number: u128) {
        let mut word = ZERO;
        set_low(&mut word, number);
        self.push(&word);
    }
}
