//! The Commons that the contract asks: pools, grants, rules and phase, and no tokens. It checks what the
//! contract leaves to it, and no more.

// Fields of events are named as in Solidity.
#![allow(non_snake_case)]

use crate::history::{deployment, raw};
use std::collections::{HashMap, HashSet};
use weir_client::Rule;
use weir_conviction::{abi::selector, error::Error};
use weir_economics::streamed;
use weir_indexer::domain::{Address, Commons as Events, RawEvent, U256};

const WINDOW: u8 = 4;

/// A grant.
#[derive(Clone)]
struct Grant {
    beneficiary: Address,
    amount: u128,
    start: u64,
    duration: u64,
    revoked: bool,
    proposal: u32,
}

/// The Commons.
#[derive(Clone, Default)]
pub(crate) struct Commons {
    pub(crate) supply: u128,
    pub(crate) funds: u128,
    reserve: u128,
    grants: Vec<Grant>,
    /// Value, least, most, step, and when it last changed, of each rule.
    rules: Vec<[u128; 5]>,
    paused_until: u64,
    closing: bool,
    closed: bool,
    barred: HashSet<Address>,
    staked: HashMap<Address, u128>,
    /// When the tokens of accounts are free that asked for them.
    leaving: HashMap<Address, u64>,
}

impl Commons {
    pub(super) fn new(supply: u128, funds: u128) -> Self {
        let p = deployment().parameters;
        let rules = Rule::ALL.into_iter().filter(|rule| rule.is_of_commons()).map(|rule| {
            let bounds = p.bounds(rule);
            [p.value(rule), bounds.least, bounds.most, bounds.step, 0]
        });
        Self { supply, funds, reserve: 7, rules: rules.collect(), ..Self::default() }
    }

    pub(super) fn trade(&mut self, supply: u128, funds: u128) {
        self.supply = supply;
        self.funds = if self.closed { 0 } else { funds };
    }

    /// An event that says what the pools are.
    pub(super) fn pools_event(&self) -> RawEvent {
        let (supply, reserve, fundingPool) = self.pools();
        let account = Address::repeat_byte(1);
        raw(0, Events::Donate { account, amount: U256::from(1), supply, reserve, fundingPool })
    }

    fn pools(&self) -> (U256, U256, U256) {
        (U256::from(self.supply), U256::from(self.reserve), U256::from(self.funds))
    }

    pub(super) fn pause(&mut self, now: u64, seconds: u64) -> RawEvent {
        self.paused_until = if self.paused_until > now { now } else { now + seconds };
        raw(0, Events::Pause { guardian: Address::repeat_byte(6), until: self.paused_until })
    }

    pub(super) fn unlock(&mut self, now: u64, account: Address) -> RawEvent {
        let staked = U256::from(self.staked.get(&account).copied().unwrap_or_default());
        let freeAt = match self.leaving.remove(&account) {
            Some(_) => 0,
            None => {
                self.leaving.insert(account, now + weir_economics::UNLOCK_DELAY);
                now + weir_economics::UNLOCK_DELAY
            }
        };
        raw(0, Events::Unlock { account, staked, freeAt })
    }

    /// Value, least, most, step of a rule, and from when on it can change.
    pub(super) fn rule(&self, number: u8) -> [u128; 5] {
        let [value, least, most, step, changed] = self.rules[usize::from(number) - 1];
        let window = self.rules[usize::from(WINDOW) - 1][0];
        [value, least, most, step, if changed == 0 { 0 } else { changed + window }]
    }

    fn governance(&self) -> Vec<U256> {
        let limit = if self.closing || self.closed { 0 } else { self.rules[2][0] };
        [self.supply, self.funds, self.paused_until.into(), limit].map(U256::from).into()
    }

    /// Answers a message, and emits what it did.
    pub(super) fn answer(
        &mut self,
        asked: u32,
        given: &[u8],
        now: u64,
        events: &mut Vec<RawEvent>,
    ) -> Result<Vec<U256>, Error> {
        const GOVERNANCE: u32 = selector("governance(address)");
        const LOCK: u32 = selector("lock(address,uint256)");
        const UNLOCK_OF: u32 = selector("unlockOf(address)");
        const STAKED_OF: u32 = selector("stakedOf(address)");
        const GRANT: u32 = selector("grant(address,uint256,uint64,bool,uint32)");
        const REVOKE: u32 = selector("revoke(uint32,uint32)");
        const GRANTS: u32 = selector("grants()");
        const GRANT_OF: u32 = selector("grantOf(uint32)");
        const RULE: u32 = selector("rule(uint8)");
        const SET_RULE: u32 = selector("setRule(uint8,uint256)");
        const SET_GOVERNOR: u32 = selector("setGovernor(address)");
        const CLOSING: u32 = selector("closing(bool)");
        const WIND_DOWN: u32 = selector("windDown()");
        let argument = |n: usize| U256::from_be_slice(&given[32 * n..32 * (n + 1)]);
        let account = || Address::from_word(argument(0).into());
        Ok(match asked {
            GOVERNANCE if self.barred.contains(&account()) => return Err(Error::InvalidRecipient),
            GOVERNANCE => self.governance(),
            LOCK => {
                let (account, staked) = (account(), argument(1).to::<u128>());
                let before = self.staked.insert(account, staked).unwrap_or_default();
                if staked > before && self.leaving.contains_key(&account) {
                    return Err(Error::NotYetFree);
                }
                self.governance()
            }
            UNLOCK_OF => {
                vec![U256::from(self.leaving.get(&account()).copied().unwrap_or_default())]
            }
            STAKED_OF => {
                vec![U256::from(self.staked.get(&account()).copied().unwrap_or_default())]
            }
            GRANTS => vec![U256::from(self.grants.len())],
            GRANT_OF => {
                let grant = &self.grants[argument(0).to::<usize>() - 1];
                let numbers = [
                    grant.amount,
                    0,
                    grant.start.into(),
                    grant.duration.into(),
                    0,
                    grant.revoked.into(),
                    grant.proposal.into(),
                    0,
                ];
                let numbers = numbers.map(U256::from);
                [vec![grant.beneficiary.into_word().into()], numbers.into()].concat()
            }
            RULE => self.rule(argument(0).to()).map(U256::from).into(),
            GRANT => {
                let (amount, proposal) = (argument(1).to::<u128>(), argument(4).to());
                self.funds -= amount;
                self.grants.push(Grant {
                    beneficiary: account(),
                    amount,
                    start: now,
                    duration: argument(2).to(),
                    revoked: false,
                    proposal,
                });
                let (supply, reserve, fundingPool) = self.pools();
                events.push(raw(
                    0,
                    Events::Grant {
                        grantId: self.grants.len() as u32,
                        beneficiary: account(),
                        proposal,
                        amount: argument(1),
                        start: now,
                        duration: argument(2).to(),
                        asTokens: argument(3) == U256::from(1),
                        supply,
                        reserve,
                        fundingPool,
                    },
                ));
                vec![U256::from(self.grants.len())]
            }
            REVOKE => {
                let grant = &mut self.grants[argument(0).to::<usize>() - 1];
                if std::mem::replace(&mut grant.revoked, true) {
                    return Err(Error::GrantRevoked);
                }
                let elapsed = now - grant.start;
                let flown = streamed(grant.amount, elapsed, grant.duration);
                let returned = grant.amount - flown;
                (grant.amount, grant.duration) = (flown, grant.duration.min(elapsed));
                self.funds += returned;
                let (supply, reserve, fundingPool) = self.pools();
                events.push(raw(
                    0,
                    Events::Revoke {
                        grantId: argument(0).to(),
                        proposal: argument(1).to(),
                        returned: U256::from(returned),
                        supply,
                        reserve,
                        fundingPool,
                    },
                ));
                vec![U256::from(returned)]
            }
            SET_RULE => {
                let (number, value) = (argument(0).to::<u8>(), argument(1).to::<u128>());
                let [present, least, most, step, from] = self.rule(number);
                if !(least..=most).contains(&value)
                    || value == present
                    || value.abs_diff(present) > step
                {
                    return Err(Error::InvalidParameter);
                }
                if u128::from(now) < from {
                    return Err(Error::TooSoon);
                }
                let rule = &mut self.rules[usize::from(number) - 1];
                (rule[0], rule[4]) = (value, now.into());
                events.push(raw(0, Events::Rule { rule: number, value: argument(1) }));
                vec![]
            }
            SET_GOVERNOR => {
                self.barred.insert(account());
                events.push(raw(0, Events::Governor { governor: account() }));
                vec![]
            }
            CLOSING => {
                let announced = argument(0) == U256::from(1);
                if self.closed || self.closing == announced {
                    return Err(Error::NotOpen);
                }
                self.closing = announced;
                events.push(raw(0, Events::Closing { announced }));
                vec![]
            }
            WIND_DOWN => {
                if !self.closing || self.closed {
                    return Err(Error::NotOpen);
                }
                self.closed = true;
                self.reserve += std::mem::take(&mut self.funds);
                let (supply, reserve, fundingPool) = self.pools();
                events.push(raw(0, Events::WindDown { supply, reserve, fundingPool }));
                vec![]
            }
            _ => unreachable!("the Commons has no such message"),
        })
    }
}
