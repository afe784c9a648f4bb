//! An ERC-20 token, in memory, with every trick that a currency could play.

use std::collections::HashMap;

use weir_commons::{
    abi::{Word, low, selector, word},
    error::Error,
    host::Called,
};

use crate::ledger::SELF;

/// Where it is.
pub const COIN: Word = [0, 0, 2, 1];

/// What it does instead of moving what it was asked to move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Trick {
    /// Nothing: it is honest.
    #[default]
    None,
    /// It moves the tokens and answers nothing, as some old ones do.
    Silence,
    /// It keeps a unit of every transfer.
    Fee,
    /// It gives a unit more than was sent.
    Bonus,
    /// It answers "false", and moves nothing.
    Denial,
    /// It moves the tokens and answers with a number that is not "true".
    Riddle,
    /// It moves nothing and says that it did.
    Lie,
    /// It reverts.
    Revert,
    /// There is no contract any more: a call answers nothing, and nothing moves.
    Absence,
}

/// The token's balances; the Commons may take all of anyone's.
#[derive(Clone, Default)]
pub struct Coin {
    /// Who has how much.
    pub balances: HashMap<Word, u128>,
    /// What it does.
    pub trick: Trick,
}

impl Coin {
    /// What an account has.
    pub fn of(&self, account: Word) -> u128 {
        self.balances.get(&account).copied().unwrap_or(0)
    }

    /// Answers the Commons.
    pub fn call(
        &mut self,
        callee: &Word,
        message: u32,
        words: &[Word],
        output: &mut [Word],
    ) -> Called {
        if *callee != COIN || self.trick == Trick::Absence {
            return Called::Answered(0);
        }
        if message == selector("balanceOf(address)") {
            output[0] = word(self.of(words[0]));
            return Called::Answered(32);
        }
        let (from, to, amount) = match *words {
            [to, amount] if message == selector("transfer(address,uint256)") => (SELF, to, amount),
            [from, to, amount] if message == selector("transferFrom(address,address,uint256)") => {
                (from, to, amount)
            }
            _ => return Called::Refused(Error::Malformed),
        };
        let (sent, arrives) = match (self.trick, low(&amount)) {
            (Trick::Revert, _) => return Called::Refused(Error::InsufficientBalance),
            (Trick::Denial | Trick::Lie, _) => (0, 0),
            (Trick::Fee, amount) => (amount, amount - 1),
            (Trick::Bonus, amount) => (amount, amount + 1),
            (_, amount) => (amount, amount),
        };
        let Some(rest) = self.of(from).checked_sub(sent) else {
            return Called::Refused(Error::InsufficientBalance);
        };
        self.balances.insert(from, rest);
        *self.balances.entry(to).or_default() += arrives;
        match self.trick {
            Trick::Silence => return Called::Answered(0),
            Trick::Denial => output[0] = word(0),
            Trick::Riddle => output[0] = word(2),
            _ => output[0] = word(1),
        }
        Called::Answered(32)
    }
}
