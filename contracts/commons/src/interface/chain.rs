//! How the contract answers in ink!'s environment.

use ink::primitives::sol::{SolDecode, SolParamsDecode, SolParamsEncode};
use weir_shell::ink_chain::{self, Chain};

use super::error::Error;
use crate::{
    abi::{Word, ZERO},
    front::{self, Answer},
    market,
    pools::Pools,
    treasury::{self, Output},
};

/// What stands for the libraries' addresses.
const MARKET: Word = [0, 0, 0, 1];
const TREASURY: Word = [0, 0, 0, 2];

/// Lets the contract answer the message of a name.
pub(super) fn ask<A, R>(name: &str, arguments: A) -> Result<R, Error>
where
    A: SolParamsDecode + for<'a> SolParamsEncode<'a>,
    R: SolDecode,
{
    Ok(ink_chain::ask(name, arguments, None, answer)?)
}

/// Lets the contract's constructor run.
pub(super) fn deploy<A>(arguments: A) -> Result<(), Error>
where
    A: for<'a> SolParamsEncode<'a>,
{
    Ok(ink_chain::construct(arguments, None, |chain, len| {
        Pools::unopened(&MARKET, &TREASURY).store(chain);
        treasury::call(chain, 0, len, &mut Output::default())
    })?)
}

/// What the part of the contract returns that answers this call.
fn answer(chain: &mut Chain, selector: u32, len: u64) -> Result<Vec<Word>, crate::error::Error> {
    let (mut words, mut answer) = ([ZERO; 4], Answer::Done);
    front::call(chain, selector, len, &mut words, &mut answer)?;
    match answer {
        Answer::Done => Ok(vec![]),
        Answer::Word => Ok(vec![words[0]]),
        Answer::Words => Ok(words.to_vec()),
        Answer::Library if words[0] == MARKET => {
            let mut output = market::Output::default();
            market::call(chain, selector, len, &mut output)?;
            Ok(output.words[..output.len].to_vec())
        }
        Answer::Library => {
            let mut output = Output::default();
            treasury::call(chain, selector, len, &mut output)?;
            Ok(output.words[..output.len].to_vec())
        }
    }
}
