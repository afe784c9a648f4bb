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
    pub(super) made: Conviction::Propose,
    status: Status,
    stakes: [u128; 6],
}

impl Proposal {
    /// What is requested, or the number of the grant to be revoked.
    pub(super) fn amount(&self) -> u128 {
        self.made.amount.to()
    }

    fn staked(&self) -> u128 {
        self.stakes.iter().sum()
    }
}

#[derive(Default)]
pub(super) struct Votes {
    proposals: Vec<Proposal>,
    /// What active proposals have together.
    total: u128,
    /// Grants that a proposal wants revoked: one each is enough.
    contested: Vec<u32>,
}

impl Votes {
    fn add(&mut self, made: Conviction::Propose) -> Conviction::Propose {
        let (status, stakes) = (Status::Active, [0; 6]);
        self.proposals.push(Proposal { made: made.clone(), status, stakes });
        made
    }

    /// A proposal of the next number that asks for nothing and never ends.
    fn signal(&self, author: Address) -> Conviction::Propose {
        Conviction::Propose {
            proposal: self.proposals.len() as u32 + 1,
            author,
            kind: SIGNAL,
            beneficiary: Address::ZERO,
            amount: U256::ZERO,
            duration: 0,
            asTokens: false,
            expiry: u64::MAX,
            deposit: U256::ZERO,
            title: "Abstain".into(),
            link: String::new(),
        }
    }

    /// The proposal that every deployment begins with.
    pub(super) fn abstention(&mut self, author: Address) -> Conviction::Propose {
        self.add(self.signal(author))
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
        let paid = Conviction::Propose {
            expiry: seconds(height) + 86_400 + share,
            deposit: U256::from(2 * WHOLE),
            link: "ipfs://weir".into(),
            ..self.signal(account(who))
        };
        let uncontested = (1..=grants as u32).find(|grant| !self.contested.contains(grant));
        let made = match uncontested {
            Some(grant) if share.is_multiple_of(3) => {
                self.contested.push(grant);
                Conviction::Propose {
                    kind: REVOCATION,
                    amount: U256::from(grant),
                    title: format!("Take grant {grant} back"),
                    ..paid
                }
            }
            _ => Conviction::Propose {
                kind: FUNDING,
                beneficiary: account(share as u8 % 6),
                amount: U256::from(request),
                duration: if share.is_multiple_of(2) { 0 } else { 604_800 },
                asTokens: share.is_multiple_of(5),
                title: format!("Build part {share} <b>'quoted'</b>"),
                ..paid
            },
        };
        self.add(made)
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
            proposal: proposal.made.proposal,
            account: account(who),
            stake: U256::from(stake),
            staked: U256::from(proposal.staked()),
            conviction: U256::from(proposal.staked()) << 40,
            totalStaked: U256::from(self.total),
        }
    }

    /// The next proposal that can be executed with these funds.
    pub(super) fn next_to_execute(&self, funds: u128) -> Option<Proposal> {
        let can = |p: &&Proposal| match p.made.kind {
            FUNDING => p.amount() < funds / 5,
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
        let active = |p: &&Proposal| p.status == Status::Active && p.made.proposal > 1;
        let proposal = self.proposals.iter().find(active)?.made.proposal;
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
        let (proposal, author) = (over.made.proposal, over.made.author);
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
