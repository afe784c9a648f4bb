//! A Commons that answers what the contract asks of it, and remembers what it was asked.

use std::collections::HashMap;

use weir_conviction::{
    abi::{Word, ZERO, low, selector, word},
    error::Error,
};
use weir_economics::streamed;

use crate::ledger::{ALICE, BOB, CAROL, DAY, ONE, Storage};

/// Where it is.
pub const COMMONS: Word = [0, 0, 2, 1];

/// What was asked for.
#[derive(Clone)]
pub struct Request {
    pub selector: u32,
    pub words: Vec<Word>,
}

/// A grant.
#[derive(Clone, Copy, Default)]
pub struct Stream {
    pub beneficiary: Word,
    pub amount: u128,
    pub start: u64,
    pub duration: u64,
    pub proposal: u128,
    pub revoked: bool,
}

/// Where the Commons is, as far as a governor sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Open,
    Closing,
    Closed,
}

/// The Commons as far as a governor sees it.
#[derive(Clone)]
pub struct Commons {
    pub supply: u128,
    pub funds: u128,
    pub paused_until: u64,
    /// Its rules: entry tribute, exit tribute, spending limit, window; and the bounds of each.
    pub rules: [u128; 4],
    pub bounds: [[u128; 3]; 4],
    pub phase: Phase,
    /// Whether another contract is the governor.
    pub replaced: bool,
    pub balances: HashMap<Word, u128>,
    pub locked: HashMap<Word, u128>,
    /// Who asked for the staked tokens, and when they are free.
    pub leaving: HashMap<Word, u64>,
    /// How many grants there are, and those that are known.
    pub grants: u32,
    pub streams: HashMap<u32, Stream>,
    /// Refuses everything that a proposal asks for with this.
    pub refusal: Option<Error>,
    /// What changed something.
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
            rules: [20_000, 100_000, 200_000, 30 * u128::from(DAY)],
            bounds: [
                [0, 300_000, 20_000],
                [0, 0, 0],
                [10_000, 500_000, 150_000],
                [7 * u128::from(DAY), 365 * u128::from(DAY), 30 * u128::from(DAY)],
            ],
            phase: Phase::Open,
            replaced: false,
            balances: [(ALICE, 500 * ONE), (BOB, 300 * ONE), (CAROL, 200 * ONE)].into(),
            locked: HashMap::new(),
            leaving: HashMap::new(),
            grants: 0,
            streams: HashMap::new(),
            refusal: None,
            requests: vec![],
            seen: Storage::new(),
        }
    }
}

impl Commons {
    /// What a governor is told.
    fn told(&self) -> Vec<Word> {
        let limit = if self.phase == Phase::Open { self.rules[2] } else { 0 };
        [self.supply, self.funds, self.paused_until.into(), limit].map(word).to_vec()
    }

    /// A grant; those that are not known are over.
    fn stream(&self, grant: &Word) -> Stream {
        self.streams.get(&(low(grant) as u32)).copied().unwrap_or_default()
    }

    /// Answers a message at a time.
    pub fn answer(
        &mut self,
        now: u64,
        selector: u32,
        words: &[Word],
        storage: &Storage,
    ) -> Result<Vec<Word>, Error> {
        match (selector, words) {
            (GOVERNANCE, [beneficiary]) => {
                return if *beneficiary == COMMONS {
                    Err(Error::InvalidRecipient)
                } else {
                    Ok(self.told())
                };
            }
            (GRANTS, []) => return Ok(vec![word(self.grants.into())]),
            (GRANT_OF, [grant]) => {
                if low(grant) > self.grants.into() {
                    return Err(Error::UnknownGrant);
                }
                let Stream { beneficiary, amount, start, duration, proposal, revoked } =
                    self.stream(grant);
                let (start, duration) = (word(start.into()), word(duration.into()));
                let revoked = word(revoked.into());
                return Ok(vec![
                    beneficiary,
                    word(amount),
                    ZERO,
                    start,
                    duration,
                    ZERO,
                    revoked,
                    word(proposal),
                    ZERO,
                ]);
            }
            (RULE, [rule]) => {
                let place = (low(rule) as usize).wrapping_sub(1);
                let value = *self.rules.get(place).ok_or(Error::InvalidParameter)?;
                let [least, most, step] = self.bounds[place];
                return Ok([value, least, most, step, 0].map(word).to_vec());
            }
            (UNLOCK_OF, [account]) => {
                let free_at = self.leaving.get(account).copied().unwrap_or(0);
                return Ok(vec![word(free_at.into())]);
            }
            _ => {}
        }
        self.requests.push(Request { selector, words: words.to_vec() });
        self.seen.clone_from(storage);
        if self.replaced {
            return Err(Error::Unauthorized);
        }
        if selector == LOCK {
            let [account, staked] = words else { panic!("{words:?}") };
            if low(staked) > self.locked.get(account).copied().unwrap_or(0) {
                if self.leaving.contains_key(account) {
                    return Err(Error::NotYetFree);
                }
                if low(staked) > self.balances.get(account).copied().unwrap_or(0) {
                    return Err(Error::InsufficientBalance);
                }
            }
            self.locked.insert(*account, low(staked));
            return Ok(self.told());
        }
        self.refusal.map_or(Ok(()), Err)?;
        let open = |phase, expected| if phase == expected { Ok(()) } else { Err(Error::NotOpen) };
        match (selector, words) {
            (GRANT, [beneficiary, amount, duration, _, proposal]) => {
                open(self.phase, Phase::Open)?;
                self.funds -= low(amount);
                self.grants += 1;
                let stream = Stream {
                    beneficiary: *beneficiary,
                    amount: low(amount),
                    start: now,
                    duration: low(duration) as u64,
                    proposal: low(proposal),
                    revoked: false,
                };
                self.streams.insert(self.grants, stream);
                Ok(vec![word(self.grants.into())])
            }
            (REVOKE, [grant, _]) => {
                let stream = self.stream(grant);
                if stream.revoked {
                    return Err(Error::GrantRevoked);
                }
                let elapsed = now.saturating_sub(stream.start);
                let due = streamed(stream.amount, elapsed, stream.duration);
                let left = Stream { amount: due, duration: elapsed, revoked: true, ..stream };
                self.streams.insert(low(grant) as u32, left);
                self.funds += stream.amount - due;
                Ok(vec![word(stream.amount - due)])
            }
            (SET_RULE, [rule, value]) => {
                open(self.phase, Phase::Open)?;
                self.rules[low(rule) as usize - 1] = low(value);
                Ok(vec![])
            }
            (SET_GOVERNOR, [_]) => {
                open(self.phase, Phase::Open)?;
                self.replaced = true;
                Ok(vec![])
            }
            (CLOSING, [announced]) => {
                let phases = [Phase::Closing, Phase::Open];
                let [after, before] =
                    if *announced == ZERO { [phases[1], phases[0]] } else { phases };
                open(self.phase, before)?;
                self.phase = after;
                Ok(vec![])
            }
            (WIND_DOWN, []) => {
                open(self.phase, Phase::Closing)?;
                (self.phase, self.funds) = (Phase::Closed, 0);
                Ok(vec![])
            }
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
const GRANT_OF: u32 = selector("grantOf(uint32)");
const RULE: u32 = selector("rule(uint8)");
const UNLOCK_OF: u32 = selector("unlockOf(address)");
pub const LOCK: u32 = selector("lock(address,uint256)");
pub const GRANT: u32 = selector("grant(address,uint256,uint64,bool,uint32)");
pub const REVOKE: u32 = selector("revoke(uint32,uint32)");
pub const SET_RULE: u32 = selector("setRule(uint8,uint256)");
pub const SET_GOVERNOR: u32 = selector("setGovernor(address)");
pub const CLOSING: u32 = selector("closing(bool)");
pub const WIND_DOWN: u32 = selector("windDown()");
