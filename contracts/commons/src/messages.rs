//! How a library knows its messages: from a table, which takes less code than a comparison each.

use crate::{abi::selector, error::Error};

/// A message: its selector, and how many words its arguments have at least.
pub(crate) struct Entry<M> {
    selector: u32,
    message: M,
    arguments: u8,
}

/// The entry of a message.
pub(crate) const fn entry<M: Copy>(message: M, signature: &str, arguments: u8) -> Entry<M> {
    Entry { selector: selector(signature), message, arguments }
}

impl<M> Entry<M> {
    /// The message's selector.
    pub(crate) const fn selector(&self) -> u32 {
        self.selector
    }
}

/// The message of a selector, and how many words its arguments have at least.
///
/// # Errors
/// [`Error::Malformed`] if there is none.
#[inline(always)]
pub(crate) fn find<M: Copy>(entries: &[Entry<M>], selector: u32) -> Result<(M, usize), Error> {
    let entry = entries.iter().find(|entry| entry.selector == selector);
    let entry = entry.ok_or(Error::Malformed)?;
    Ok((entry.message, entry.arguments.into()))
}
