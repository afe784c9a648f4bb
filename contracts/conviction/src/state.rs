//! The contract's own storage item: its settings and the sums over all proposals.

use crate::{error::Error, host::Host, totals::UPDATED};

/// The key of the item: one machine word. So has the bounds of the rules; a proposal's key has two,
/// an account's is its whole word.
const KEY: [u64; 1] = [0];

/// Settings and totals as they lie in storage, one value: every message needs both, and an access
/// to another item is the dearest thing a call pays for. What stands where is known to
/// [`crate::settings`] and [`crate::totals`], and each reads and writes its own part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State(pub(crate) [u64; UPDATED.end()]);

impl State {
    /// Reads the item. A contract that was not deployed has none.
    pub fn load<H: Host>(&mut self, host: &mut H) -> Result<(), Error> {
        if host.get(&KEY, &mut self.0) { Ok(()) } else { Err(Error::Malformed) }
    }

    /// Writes the item.
    #[inline(never)]
    pub fn store<H: Host>(&self, host: &mut H) {
        host.set(&KEY, &self.0);
    }
}
