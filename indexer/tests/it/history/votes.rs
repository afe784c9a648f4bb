//! What holders do with proposals, with the books kept as the contract would.

// Fields of events are named as in Solidity.
#![allow(non_snake_case)]

use super::{DOLLAR, WHOLE, account, deployment, seconds, vote};
use weir_client::Rule;
use weir_indexer::domain::{Address, Conviction, RawEvent, U256};

/// Kinds of proposals.
pub(super) const SIGNAL: u8 = 0;
pub(super) const FUNDING: u8 = 1;
pub(super) const REVOCATION: u8 = 2;
pub(super) const RULE: u8 = 3;
pub(super) const GOVERNOR: u8 = 4;
pub(super) const WIND_DOWN: u8 = 5;

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
    announced: bool,
    stakes: [(u128, bool); 6],
}

impl Proposal {
    /// What is requested, the number of the grant to be revoked, or the value of a rule.
    pub(super) fn amount(&self) -> u128 {
        self.made.amount.to()
    }

    /// The stakes on a side.
    fn staked(&self, against: bool) -> u128 {
        self.stakes.iter().filter(|stake| stake.1 == against).map(|stake| stake.0).sum()
    }
}

#[derive(Default)]
pub(super) struct Votes {
    proposals: Vec<Proposal>,
    /// What all proposals have together.
    total: u128,
    /// Grants that a proposal wants revoked: one each is enough.
    contested: Vec<u32>,
}

impl Votes {
    fn add(&mut self, made: Conviction::Propose) -> Conviction::Propose {
        let (status, stakes) = (Status::Active, [(0, false); 6]);
        self.proposals.push(Proposal { made: made.clone(), status, announced: false, stakes });
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

    /// A proposal to grant `request`, to revoke one of the grants made, or to change something else.
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
        let contested = if share.is_multiple_of(3) { self.contest(grants) } else { None };
        let made = match contested {
            Some(grant) => Conviction::Propose {
                kind: REVOCATION,
                amount: U256::from(grant),
                title: format!("Take grant {grant} back"),
                ..paid
            },
            _ if share % 7 == 1 => Self::change(share, paid),
            _ if share % 7 == 2 => Conviction::Propose {
                kind: GOVERNOR,
                beneficiary: account(40 + share as u8 % 20),
                title: "Another vote".into(),
                ..paid
            },
            _ if share % 7 == 3 => {
                Conviction::Propose { kind: WIND_DOWN, title: "Share it out".into(), ..paid }
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

    /// The last of `grants` grants that no proposal wants revoked; from now on one does.
    pub(super) fn contest(&mut self, grants: usize) -> Option<u32> {
        let grant = (1..=grants as u32).rev().find(|grant| !self.contested.contains(grant))?;
        self.contested.push(grant);
        Some(grant)
    }

    /// A proposal to change a rule a little.
    fn change(share: u64, paid: Conviction::Propose) -> Conviction::Propose {
        let rule = Rule::from_number(1 + (share % 9) as u8).unwrap();
        let value = deployment().parameters.value(rule);
        Conviction::Propose {
            kind: RULE,
            amount: U256::from(value + value / 100 * u128::from(1 + share % 5)),
            duration: rule.number().into(),
            title: format!("Change the {rule}"),
            ..paid
        }
    }

    /// A proposal of this kind: a grant, the revocation of one, the change of a rule or the wind-down.
    pub(super) fn propose_kind(
        &mut self,
        kind: u8,
        grant: u32,
        height: u64,
    ) -> Conviction::Propose {
        let paid = Conviction::Propose {
            expiry: seconds(height) + 30 * 86_400,
            deposit: U256::from(2 * WHOLE),
            ..self.signal(account(1))
        };
        let made = match kind {
            RULE => Self::change(height, paid),
            REVOCATION => Conviction::Propose {
                kind,
                amount: U256::from(grant),
                title: "Back".into(),
                ..paid
            },
            FUNDING => Conviction::Propose {
                kind,
                beneficiary: account(4),
                // Right after the hatch next to nothing of the pool counts.
                amount: U256::from(DOLLAR / 1_000),
                title: "Build a small part".into(),
                ..paid
            },
            _ => Conviction::Propose { kind, title: "Share it out".into(), ..paid },
        };
        self.add(made)
    }

    /// A small grant is asked for, and gets enough stake to pass.
    pub(super) fn back(&mut self, height: u64) -> Vec<RawEvent> {
        let made = self.propose_kind(FUNDING, 0, height);
        let place = made.proposal as usize - 1;
        vec![vote(0, made), vote(0, self.set(place, 0, 3_000 * WHOLE, false))]
    }

    /// The newest grant that is asked for is announced.
    pub(super) fn announce_backed(&mut self, height: u64) -> Option<Vec<RawEvent>> {
        let is_new = |p: &&mut Proposal| {
            p.status == Status::Active && p.made.kind == FUNDING && !p.announced
        };
        let backed = self.proposals.iter_mut().rev().find(is_new)?;
        Some(vec![Self::announce_or_reset(backed, height)])
    }

    /// Sets the stake of an account on some proposal; on one that is over, frees it.
    pub(super) fn stake(&mut self, who: u8, share: u64) -> Conviction::Stake {
        let is_active = |place: &usize| self.proposals[*place].status == Status::Active;
        let open: Vec<usize> = (0..self.proposals.len()).filter(is_active).collect();
        let chosen = match share % 3 {
            0 => share as usize % self.proposals.len(),
            _ => open[share as usize % open.len()],
        };
        let active = self.proposals[chosen].status == Status::Active;
        let stake = if active { u128::from(share) * WHOLE / 7 } else { 0 };
        let against = stake > 0 && chosen > 0 && share % 5 == 4;
        self.set(chosen, who, stake, against)
    }

    fn set(&mut self, place: usize, who: u8, stake: u128, against: bool) -> Conviction::Stake {
        let proposal = &mut self.proposals[place];
        let before = proposal.stakes[usize::from(who)].0;
        proposal.stakes[usize::from(who)] = (stake, against);
        self.total = self.total - before + stake;
        let (staked, opposed) = (proposal.staked(false), proposal.staked(true));
        Conviction::Stake {
            proposal: proposal.made.proposal,
            account: account(who),
            stake: U256::from(stake),
            against,
            staked: U256::from(staked),
            conviction: U256::from(staked) << 40,
            opposed: U256::from(opposed),
            opposition: U256::from(opposed) << 40,
            totalStaked: U256::from(self.total),
        }
    }

    /// What an account stakes on all proposals together.
    pub(super) fn staked_by(&self, who: u8) -> u128 {
        self.proposals.iter().map(|proposal| proposal.stakes[usize::from(who)].0).sum()
    }

    /// Announces a proposal that is not announced yet, or takes an announcement back.
    pub(super) fn announce(&mut self, share: u64, height: u64) -> Option<(u8, Vec<RawEvent>)> {
        let is_old = |p: &&mut Proposal| p.announced && share.is_multiple_of(3);
        let is_new = |p: &&mut Proposal| !p.announced && !share.is_multiple_of(3);
        let mut known = self
            .proposals
            .iter_mut()
            .filter(|p| p.status == Status::Active && p.made.kind != SIGNAL);
        let chosen = known.find(|p| is_old(p) || is_new(p))?;
        Some((chosen.made.kind, vec![Self::announce_or_reset(chosen, height)]))
    }

    fn announce_or_reset(chosen: &mut Proposal, height: u64) -> RawEvent {
        chosen.announced = !chosen.announced;
        let proposal = chosen.made.proposal;
        if !chosen.announced {
            return vote(0, Conviction::Reset { proposal });
        }
        let notice = if chosen.made.kind > REVOCATION { 604_800 } else { 86_400 };
        let executableFrom = seconds(height) + notice;
        let executableUntil = executableFrom + 604_800;
        vote(0, Conviction::Announce { proposal, executableFrom, executableUntil })
    }

    /// A proposal that can be executed with these funds.
    pub(super) fn next_to_execute(&self, share: u64, funds: u128) -> Option<Proposal> {
        let can = |p: &&Proposal| match p.made.kind {
            FUNDING => p.amount() < funds / 5,
            kind => matches!(kind, REVOCATION | RULE | GOVERNOR),
        };
        let active = self.proposals.iter().filter(|p| p.status == Status::Active);
        let possible: Vec<_> = active.filter(can).collect();
        possible.get(share as usize % possible.len().max(1)).copied().cloned()
    }

    pub(super) fn execute(&mut self, number: u32, grantId: u32) -> Conviction::Execute {
        let [staked, opposed] = self.over(number);
        Conviction::Execute {
            proposal: number,
            grantId,
            conviction: U256::from(staked) << 41,
            opposition: U256::from(opposed) << 40,
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

    /// Ends a proposal. Says how much is staked for it and against it.
    fn over(&mut self, number: u32) -> [u128; 2] {
        let proposal = &mut self.proposals[number as usize - 1];
        proposal.status = Status::Over;
        [proposal.staked(false), proposal.staked(true)]
    }
}
