//! How the contract answers in ink!'s environment.

use ink::primitives::sol::{SolDecode, SolParamsDecode, SolParamsEncode};
use weir_shell::ink_chain;

use super::error::Error;
use crate::{abi::Word, call::Call, messages, settings, words::Words};

/// What the Commons answers: nothing. In the tests in here, the same to everything.
fn commons() -> Option<Word> {
    #[cfg(test)]
    return Some(crate::abi::word(super::tests::ANSWER));
    #[cfg(not(test))]
    None
}

/// Lets the contract answer the message of a name.
pub(super) fn ask<A, R>(name: &str, arguments: A) -> Result<R, Error>
where
    A: SolParamsDecode + for<'a> SolParamsEncode<'a>,
    R: SolDecode,
{
    Ok(ink_chain::ask(name, arguments, commons(), |chain, selector, len| {
        let mut call = Call::new(chain);
        messages::answer(&mut call, selector, len)?;
        let Words { words, len } = call.words;
        Ok(words[..len].to_vec())
    })?)
}

/// Lets the contract's constructor run.
pub(super) fn deploy<A>(arguments: A) -> Result<(), Error>
where
    A: for<'a> SolParamsEncode<'a>,
{
    Ok(ink_chain::construct(arguments, commons(), |chain, len| {
        settings::deploy(&mut Call::new(chain), len)
    })?)
}
