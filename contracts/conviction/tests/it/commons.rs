//! A Commons that answers what the contract asks of it, and remembers what it was asked.

use std::collections::HashMap;

use weir_conviction::{
    abi::{Word, ZERO, low, selector, word},
    error::Error,
};

use crate::ledger::{ALICE, BOB, CAROL, ONE, Storage};

/// Where it is.
pub const COMMONS: Word = [0, 0, 2, 1];

/// What was asked for.
#[derive(Clone)]
pub struct Request {
    pub selector: u32,
    pub words: Vec<Word>,
}

/// The Commons as far as a governor sees it.
#[derive(Clone)]
pub struct Commons {
    pub supply: u128,
    pub funds: u128,
    pub paused_until: u64,
    pub balances: HashMap<Word, u128>,
    pub locked: HashMap<Word, u128>,
    /// How many grants there are.
    pub grants: u32,
    /// Refuses every grant and revocation with this.
    pub refusal: Option<Error>,
    /// What changed something: locks, grants, revocations.
    pub requests: Vec<Request>,
    /// The contract's storage at the last of them.
    pub seen: Storage,
}

impl Default for Commons {
    fn default() -> Self {
        Self {
            supply: 1_000 * ONE,
            funds: 100 * ONE,
            paused_until: 0,
            balances: [(ALICE, 500 * ONE), (BOB, 300 * ONE), (CAROL, 200 * ONE)].into(),
            locked: HashMap::new(),
            grants: 0,
            refusal: None,
            requests: vec![],
            seen: Storage::new(),
        }
    }
}

impl Commons {
    /// Answers a message at a time.
    pub fn answer(
        &mut self,
        now: u64,
        selector: u32,
        words: &[Word],
        storage: &Storage,
    ) -> Result<Vec<Word>, Error> {
        if selector == GOVERNANCE {
            assert_eq!(words.len(), 1);
            if words[0] == COMMONS {
                return Err(Error::InvalidRecipient);
            }
            return Ok(vec![word(self.supply), word(self.funds), word(self.paused_until.into())]);
        }
        if selector == GRANTS {
            assert!(words.is_empty());
            return Ok(vec![word(self.grants.into())]);
        }
        self.requests.push(Request { selector, words: words.to_vec() });
        self.seen.clone_from(storage);
        match (selector, words) {
            (LOCK, [account, staked, raising]) => {
                if *raising == word(1) && now < self.paused_until {
                    return Err(Error::Paused);
                }
                if low(staked) > self.balances.get(account).copied().unwrap_or(0) {
                    return Err(Error::InsufficientBalance);
                }
                self.locked.insert(*account, low(staked));
                Ok(vec![word(self.supply)])
            }
            (GRANT, [_, amount, _, _, _]) => {
                self.refusal.map_or(Ok(()), Err)?;
                self.funds -= low(amount);
                self.grants += 1;
                Ok(vec![word(self.grants.into())])
            }
            (REVOKE, [_, _]) => self.refusal.map_or(Ok(vec![ZERO]), Err),
            _ => panic!("a call that is no message of the Commons"),
        }
    }

    /// The last request.
    pub fn last(&self) -> &Request {
        self.requests.last().expect("a request")
    }
}

const GOVERNANCE: u32 = selector("governance(address)");
const GRANTS: u32 = selector("grants()");
pub const LOCK: u32 = selector("lock(address,uint256,bool)");
pub const GRANT: u32 = selector("grant(address,uint256,uint64,bool,uint32)");
pub const REVOKE: u32 = selector("revoke(uint32,uint32)");
