//! One call, and what it has in hand.

use crate::{
    abi::{Address, Word, ZERO},
    commons::LONGEST_ANSWER,
    host::Host,
    proposal::Proposal,
    state::State,
    words::Words,
};

/// A call on its way: the chain, the contract's state as it will be, and the things that the message
/// is about. Everything that has a part in answering takes this alone: what is passed from hand to
/// hand is code, and every call pays for each byte of it.
#[derive(Debug)]
pub struct Call<'a, H> {
    /// The chain.
    pub host: &'a mut H,
    /// Settings and totals, as of now. Written back by those who change them.
    pub state: State,
    /// The proposal that the message names, or the one whose turn it is.
    pub proposal: Proposal,
    /// Whose stakes or proposal it is about: the caller, or whom the message names.
    pub account: Address,
    /// The last answer of the Commons.
    pub answer: [Word; LONGEST_ANSWER],
    /// What is being put together: an event, arguments for the Commons, and in the end the answer.
    pub words: Words,
}

impl<'a, H: Host> Call<'a, H> {
    /// A call about which nothing is known yet.
    pub fn new(host: &'a mut H) -> Self {
        Self {
            host,
            state: State::default(),
            proposal: Proposal::default(),
            account: ZERO,
            answer: [ZERO; LONGEST_ANSWER],
            words: Words::default(),
        }
    }
}
