//! The treasury: constructor, hatch, grants, services, roles and views. This code runs in the
//! contract's name: its storage, its money, its events.

use crate::{error::Error, host::Host};

/// Up to sixteen words to return.
pub type Output = crate::output::Output<16>;

/// Answers a call that neither the contract's own code nor the market takes; with a selector of
/// zero, the constructor's, whose call data starts with the offset of the name, which is less than
/// 2^224. What it changed counts only if it succeeds.
pub fn call<H: Host>(
    _host: &mut H,
    _selector: u32,
    _len: u64,
    _output: &mut Output,
) -> Result<(), Error> {
    Err(Error::Malformed)
}
