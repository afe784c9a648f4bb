//! Texts: name and symbol, and what services say of themselves. They are kept as in the ABI: a word
//! for the length, then the bytes.

use weir_text::{check_label, check_link};

use super::{Output, load};
use crate::{
    abi::{Word, ZERO, as_bytes, number},
    error::Error,
    host::Host,
    keys,
};

/// Name and symbol.
pub(super) type Labels = [Word; 4];

/// What a text is, and how many bytes it has at most.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// A name or a symbol, which must show something.
    Label(usize),
    /// A link, or none.
    Link(usize),
}

/// Reads a string of the call data into `text`, which is zero, with its length. `head` is where the
/// arguments start, `offset` the string's argument, `len` the length of the call data.
///
/// What follows the string in its last word does not count and is left out: a reader of the event
/// must not stumble over it.
///
/// # Errors
/// [`Error::Malformed`] if the string is not all there, [`Error::InvalidText`] if it is no text of
/// this kind.
#[inline(never)]
pub(super) fn read<H: Host>(
    host: &mut H,
    head: u64,
    offset: &Word,
    len: u64,
    kind: Kind,
    text: &mut [Word],
) -> Result<(), Error> {
    let at = head + number(offset, 16)?;
    host.arguments(at as u32, text);
    let [size, bytes @ ..] = text else { return Err(Error::Malformed) };
    let size = number(size, 16).map_err(|_| Error::InvalidText)?;
    if at + 32 + size > len {
        return Err(Error::Malformed);
    }
    let mut left = size;
    for limb in bytes.as_flattened_mut() {
        if left < 8 {
            // The string's first byte is the lowest, as it lies in memory.
            *limb &= ((1 << (8 * left)) - 1_u64).to_le();
        }
        left = left.saturating_sub(8);
    }
    // None that is longer than its words passes: they hold the longest.
    let read = as_bytes(bytes).get(..size as usize).ok_or(Error::InvalidText)?;
    match kind {
        Kind::Label(longest) => check_label(read, longest),
        Kind::Link(longest) => check_link(read, longest),
    }
    .map_err(|_| Error::InvalidText)
}

/// Returns a label as a string of the ABI: the one from word `at` on.
pub(super) fn label<H: Host>(host: &mut H, at: usize, output: &mut Output) {
    let mut labels: Labels = [ZERO; 4];
    load(host, &keys::LABELS, &mut labels);
    output.number(32);
    output.push(&labels[at]);
    output.push(&labels[at + 1]);
}
