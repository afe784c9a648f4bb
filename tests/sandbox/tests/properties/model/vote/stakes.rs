//! Stakes that move, and stakes that are freed.

use super::{ACTIVE, EXPIRED};
use crate::{
    model::{
        ensure,
        hatch::{CLOSED, CLOSING, OPEN, REFUNDING},
        of, reasons, Check, Model, WHO,
    },
    operation::{Amount, Pick, Who},
    tally::Tally,
};
use std::collections::BTreeSet;
use weir_sandbox::{
    abi::{Commons as Money, Conviction as Interface},
    commons::DAY,
    conviction::{sided, Event, ABSTAIN},
    world::address,
    Error, U256,
};

impl Model {
    pub(crate) fn stake(
        &mut self,
        by: Who,
        shares: &[(Pick, Amount, bool)],
        tally: &mut Tally,
    ) -> Check {
        let tokens = self.holders[by].tokens;
        let now = self.world.time();
        let mut list: Vec<(u32, U256, bool)> = Vec::new();
        for &(pick, share, against) in shares {
            let id = self.pick(pick, now);
            // Rarely twice in a list, or against what one cannot be against.
            if shares.len() > 8 || list.iter().all(|&(other, ..)| other != id) {
                let against = against && (id != ABSTAIN || shares.len() > 8);
                list.push((id, of(tokens, share), against));
            }
        }
        self.set_stakes(by, &list, tally)
    }

    pub(crate) fn set_stakes(
        &mut self,
        by: Who,
        list: &[(u32, U256, bool)],
        tally: &mut Tally,
    ) -> Check {
        let now = self.world.time();
        let before = self.holders[by].stakes.clone();
        let had = |id| before.get(&id).copied().unwrap_or_default();
        let mut after = before.clone();
        let (mut unknown, mut over, mut moves) = (false, false, Vec::new());
        for &(id, amount, against) in list {
            let (had, was_against) = had(id);
            // No stake is on no side.
            let stake = (amount, against && !amount.is_zero());
            if stake != (had, was_against) {
                moves.push((id, (had, was_against), stake));
            }
            let turned = stake.1 != was_against && !amount.is_zero();
            match self.vote.proposals.get(&id) {
                None => unknown = true,
                Some(proposal) => {
                    over |= (amount > had || turned) && !proposal.takes_stake(now);
                }
            }
            if amount.is_zero() {
                after.remove(&id);
            } else {
                after.insert(id, stake);
            }
        }
        let named: BTreeSet<_> = list.iter().map(|&(id, ..)| id).collect();
        let beyond = list.iter().any(|&(_, amount, _)| amount >> 128 != U256::ZERO);
        let sum: U256 = after.values().map(|&(amount, _)| amount).sum();
        let listed = list.is_empty() || list.len() > 16 || named.len() < list.len();
        let mut reasons = reasons![
            listed => Interface::InvalidList {},
            unknown => Interface::UnknownProposal {},
            list.iter().any(|&(id, _, against)| against && id == ABSTAIN)
                => Interface::InvalidParameter {},
            over => Interface::NotActive {},
            after.len() > 16 => Interface::TooManyStakes {},
            beyond || sum >> 128 != U256::ZERO => Interface::OutOfDomain {},
        ];
        // The Commons is asked where something moves.
        if !moves.is_empty() {
            reasons.extend(self.why_not_locked(by, sum));
        }
        let conviction = self.conviction;
        let opposes = moves.iter().any(|&(.., (amount, against))| against && !amount.is_zero());
        let kind = if opposes { "oppose" } else { "stake" };
        let call = sided(list);
        self.expect(kind, conviction, by, U256::ZERO, call, reasons, tally, |model, receipt| {
            for &(id, before, after) in &moves {
                model.vote.restake(id, before, after, now);
            }
            if !moves.is_empty() {
                model.locked(by, sum, now);
            }
            model.holders[by].stakes = after;
            let events = receipt.events;
            ensure!(events.len() == moves.len(), "{} changes: {events:?}", moves.len());
            let last = events.last().map(|event| match event {
                Event::Stake(told) => (told.account, told.totalStaked),
                other => panic!("not a stake: {other:?}"),
            });
            let due = (address(WHO[by]), model.vote.staked);
            ensure!(last.is_none_or(|last| last == due), "{last:?} is told, not {due:?}");
            for id in named {
                model.check_proposal(id)?;
            }
            Ok(())
        })
    }

    /// Why the Commons does not take `sum` as what is staked of an account.
    fn why_not_locked(&self, whom: Who, sum: U256) -> Vec<Error> {
        let holder = &self.holders[whom];
        let rises = sum > holder.locked;
        let possible = match self.phase {
            OPEN | CLOSING => true,
            REFUNDING | CLOSED => !rises,
            _ => false,
        };
        reasons![
            !self.governs => Money::Unauthorized {},
            !possible => Money::NotOpen {},
            rises && sum > holder.tokens => Money::InsufficientBalance {},
            rises && holder.leaving.is_some() => Money::NotYetFree {},
        ]
    }

    /// Books what the Commons keeps as staked, and what the vote samples of it.
    fn locked(&mut self, whom: Who, sum: U256, now: u64) {
        self.vote.sample(self.state.supply, self.state.funding, now);
        let holder = &mut self.holders[whom];
        (holder.locked, holder.freed) = (sum, false);
    }

    pub(crate) fn release(&mut self, by: Who, whom: Who, tally: &mut Tally) -> Check {
        let now = self.world.time();
        // Others wait for a while.
        let rest = if by == whom { 0 } else { self.start.rules.half_life + 30 * DAY };
        let over: Vec<u32> = self.holders[whom]
            .stakes
            .keys()
            .filter(|id| now >= self.vote.proposals[id].over_since().saturating_add(rest))
            .copied()
            .collect();
        let due = !over.is_empty();
        self.free_stakes("release", by, whom, over, due, tally)
    }

    pub(crate) fn forfeit(&mut self, by: Who, whom: Who, tally: &mut Tally) -> Check {
        // Where there are none, the Commons at least learns of it.
        let holder = &self.holders[whom];
        let (all, leaves) = (holder.stakes.keys().copied().collect(), holder.leaving.is_some());
        self.free_stakes("forfeit", by, whom, all, leaves, tally)
    }

    /// Frees the account's stakes on these proposals, if they are due to be.
    fn free_stakes(
        &mut self,
        kind: &'static str,
        by: Who,
        whom: Who,
        freed: Vec<u32>,
        due: bool,
        tally: &mut Tally,
    ) -> Check {
        let now = self.world.time();
        let mut left = self.holders[whom].stakes.clone();
        left.retain(|id, _| !freed.contains(id));
        let sum: U256 = left.values().map(|&(amount, _)| amount).sum();
        let mut reasons = reasons![
            !due => Interface::NothingToRelease {},
        ];
        reasons.extend(self.why_not_locked(whom, sum));
        let conviction = self.conviction;
        let account = address(WHO[whom]);
        let book = |model: &mut Self, events: Vec<Event>| {
            let mut due = freed.len();
            for &id in &freed {
                let proposal = &model.vote.proposals[&id];
                if kind == "release" && proposal.status == ACTIVE {
                    model.end(id, EXPIRED, now);
                    due += 1;
                }
                let before = model.holders[whom].stakes[&id];
                model.vote.restake(id, before, (U256::ZERO, false), now);
            }
            model.holders[whom].stakes = left;
            if freed.is_empty() {
                let holder = &mut model.holders[whom];
                (holder.locked, holder.freed) = (sum, false);
            } else {
                model.locked(whom, sum, now);
            }
            for &id in &freed {
                model.check_proposal(id)?;
            }
            ensure!(events.len() == due, "{due} events were due: {events:?}");
            Ok(())
        };
        let no = U256::ZERO;
        if kind == "release" {
            let call = Interface::releaseCall { account };
            self.expect(kind, conviction, by, no, call, reasons, tally, |model, receipt| {
                book(model, receipt.events)
            })
        } else {
            let call = Interface::forfeitCall { account };
            self.expect(kind, conviction, by, no, call, reasons, tally, |model, receipt| {
                book(model, receipt.events)
            })
        }
    }
}
