//! What holders do with proposals, with the books kept as the contract would.

// Fields of events are named as in Solidity.
#![allow(non_snake_case)]

use super::{WHOLE, account, seconds, vote};
use weir_indexer::domain::{Address, Conviction, RawEvent, U256};

/// Kinds of proposals.
pub(super) const SIGNAL: u8 = 0;
pub(super) const FUNDING: u8 = 1;
const REVOCATION: u8 = 2;

/// What became of a proposal.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Status {
    Active,
    Over,
    Reclaimed,
}

/// A proposal as far as the books need it.
#[derive(Clone)]
pub(super) struct Proposal {
    pub(super) number: u32,
    author: Address,
    pub(super) kind: u8,
    pub(super) beneficiary: u8,
    pub(super) amount: u128,
    pub(super) duration: u64,
    pub(super) as_tokens: bool,
    status: Status,
    stakes: [u128; 6],
}

impl Proposal {
    fn staked(&self) -> u128 {
        self.stakes.iter().sum()
    }
}

#[derive(Default)]
pub(super) struct Votes {
    proposals: Vec<Proposal>,
    /// What proposals at work have together.
    total: u128,
    /// Grants that a proposal wants revoked: one each is enough.
    contested: Vec<u32>,
}

impl Votes {
    /// The proposal that every deployment begins with.
    pub(super) fn abstention(&mut self, author: Address) -> Conviction::Propose {
        self.add(author, SIGNAL, 0, 0, 0, false, u64::MAX, "Abstain".into())
    }

    #[allow(clippy::too_many_arguments)]
    fn add(
        &mut self,
        author: Address,
        kind: u8,
        beneficiary: u8,
        amount: u128,
        duration: u64,
        as_tokens: bool,
        expiry: u64,
        title: String,
    ) -> Conviction::Propose {
        let number = self.proposals.len() as u32 + 1;
        let (status, stakes) = (Status::Active, [0; 6]);
        self.proposals.push(Proposal {
            number,
            author,
            kind,
            beneficiary,
            amount,
            duration,
            as_tokens,
            status,
            stakes,
        });
        Conviction::Propose {
            proposal: number,
            author,
            kind,
            beneficiary: if kind == FUNDING { account(beneficiary) } else { Address::ZERO },
            amount: U256::from(amount),
            duration,
            asTokens: as_tokens,
            expiry,
            deposit: U256::from(if number == 1 { 0 } else { 2 * WHOLE }),
            title,
            link: if number == 1 { String::new() } else { "ipfs://weir".into() },
        }
    }

    /// A proposal to grant `request`, or to revoke one of the grants made.
    pub(super) fn propose(
        &mut self,
        who: u8,
        share: u64,
        request: u128,
        grants: usize,
        height: u64,
    ) -> Conviction::Propose {
        let expiry = seconds(height) + 86_400 + share;
        let uncontested = (1..=grants as u32).find(|grant| !self.contested.contains(grant));
        match uncontested {
            Some(grant) if share.is_multiple_of(3) => {
                self.contested.push(grant);
                let title = format!("Take grant {grant} back");
                self.add(account(who), REVOCATION, 0, grant.into(), 0, false, expiry, title)
            }
            _ => {
                let duration = if share.is_multiple_of(2) { 0 } else { 604_800 };
                let title = format!("Build part {share} <b>'quoted'</b>");
                let beneficiary = share as u8 % 6;
                let as_tokens = share.is_multiple_of(5);
                self.add(
                    account(who),
                    FUNDING,
                    beneficiary,
                    request,
                    duration,
                    as_tokens,
                    expiry,
                    title,
                )
            }
        }
    }

    /// Sets the stake of an account on some proposal; on one that is over, frees it.
    pub(super) fn stake(&mut self, who: u8, share: u64) -> Conviction::Stake {
        let chosen = share as usize % self.proposals.len();
        let proposal = &mut self.proposals[chosen];
        let before = proposal.stakes[usize::from(who)];
        let active = proposal.status == Status::Active;
        let stake = if active { u128::from(share) * WHOLE / 7 } else { 0 };
        proposal.stakes[usize::from(who)] = stake;
        if active {
            self.total = self.total - before + stake;
        }
        Conviction::Stake {
            proposal: proposal.number,
            account: account(who),
            stake: U256::from(stake),
            staked: U256::from(proposal.staked()),
            conviction: U256::from(proposal.staked()) << 40,
            totalStaked: U256::from(self.total),
        }
    }

    /// The next proposal that can be executed with these funds.
    pub(super) fn next_to_execute(&self, funds: u128) -> Option<Proposal> {
        let can = |p: &&Proposal| match p.kind {
            FUNDING => p.amount < funds / 5,
            kind => kind == REVOCATION,
        };
        self.proposals.iter().filter(|p| p.status == Status::Active).find(can).cloned()
    }

    pub(super) fn execute(&mut self, number: u32, grantId: u32) -> Conviction::Execute {
        let staked = self.over(number);
        Conviction::Execute {
            proposal: number,
            grantId,
            conviction: U256::from(staked) << 41,
            threshold: U256::from(staked) << 40,
            totalStaked: U256::from(self.total),
        }
    }

    /// Cancels or expires an old proposal.
    pub(super) fn end(&mut self, share: u64) -> Option<Vec<RawEvent>> {
        let active = |p: &&Proposal| p.status == Status::Active && p.number > 1;
        let proposal = self.proposals.iter().find(active)?.number;
        self.over(proposal);
        let totalStaked = U256::from(self.total);
        Some(vec![match share.is_multiple_of(2) {
            true => vote(0, Conviction::Cancel { proposal, totalStaked }),
            false => vote(0, Conviction::Expire { proposal, totalStaked }),
        }])
    }

    /// Pays the deposit of a proposal that is over back.
    pub(super) fn reclaim(&mut self) -> Option<Vec<RawEvent>> {
        let over = self.proposals.iter_mut().find(|p| p.status == Status::Over)?;
        over.status = Status::Reclaimed;
        let (proposal, author) = (over.number, over.author);
        Some(vec![vote(0, Conviction::Reclaim { proposal, author, amount: U256::from(2 * WHOLE) })])
    }

    /// Ends a proposal, which takes its stake off the total. Says how much that was.
    fn over(&mut self, number: u32) -> u128 {
        let proposal = &mut self.proposals[number as usize - 1];
        proposal.status = Status::Over;
        let staked = proposal.staked();
        self.total -= staked;
        staked
    }
}
