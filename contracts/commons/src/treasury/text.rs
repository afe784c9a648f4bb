//! Texts: name and symbol, and what services say of themselves.

use super::Output;
use crate::{
    abi::{Word, ZERO, amount, number},
    error::Error,
    host::Host,
    keys,
};

/// Name and symbol in storage: a word for the lengths, then a word each.
pub(super) type Labels = [u64; 12];

/// Reads a string of the call data into `text`, which is zero, and returns its length; `None` if it
/// is longer than `longest` bytes. `head` is where the arguments start, `offset` the string's
/// argument, `len` the length of the call data.
///
/// What follows the string in its last word does not count and is left out: a reader of the event
/// must not stumble over it.
///
/// # Errors
/// [`Error::Malformed`] if the string is not all there.
pub(super) fn read<H: Host>(
    host: &mut H,
    head: u64,
    offset: &Word,
    len: u64,
    longest: usize,
    text: &mut [Word],
) -> Result<Option<usize>, Error> {
    let at = head + number(offset, 32)? + 32;
    if at > len {
        return Err(Error::Malformed);
    }
    let mut size = [ZERO];
    host.arguments(at as u32 - 32, &mut size);
    let size = match amount(&size[0], Error::Malformed) {
        Ok(size) if size <= longest as u128 => size as usize,
        _ => return Ok(None),
    };
    if len - at < size as u64 {
        return Err(Error::Malformed);
    }
    host.arguments(at as u32, text);
    let mut left = size as u32 * 8;
    for limb in text.as_flattened_mut() {
        let bits = left.min(64);
        // The string's first byte is the limb's lowest, as it lies in memory.
        *limb &= !(u64::MAX.checked_shl(bits).unwrap_or(0)).to_le();
        left -= bits;
    }
    Ok(Some(size))
}

/// Returns the name (`which` 0) or the symbol (1), as a string of the ABI.
pub(super) fn label<H: Host>(host: &mut H, which: usize, output: &mut Output) {
    let mut labels: Labels = [0; 12];
    host.get(&keys::LABELS, &mut labels);
    let mut text = ZERO;
    text.copy_from_slice(&labels[4 + 4 * which..8 + 4 * which]);
    output.number(32);
    output.number(labels[which].into());
    output.push(text);
}
