//! Stakes that move, and stakes that are freed.

use super::{ACTIVE, EXPIRED};
use crate::{
    model::{ensure, hatch::OPEN, of, reasons, Check, Model, WHO},
    operation::{Amount, Pick, Who},
    tally::Tally,
};
use std::collections::BTreeSet;
use weir_sandbox::{
    abi::{Commons as Money, Conviction as Interface},
    conviction::{moves, Event},
    world::address,
    U256,
};

impl Model {
    pub(crate) fn stake(&mut self, by: Who, shares: &[(Pick, Amount)], tally: &mut Tally) -> Check {
        let tokens = self.holders[by].tokens;
        let now = self.world.time();
        let mut list: Vec<_> = Vec::new();
        for &(pick, share) in shares {
            let id = self.pick(pick, now);
            // Rarely twice in a list.
            if shares.len() > 8 || list.iter().all(|&(other, _)| other != id) {
                list.push((id, of(tokens, share)));
            }
        }
        self.set_stakes(by, &list, tally)
    }

    pub(crate) fn set_stakes(&mut self, by: Who, list: &[(u32, U256)], tally: &mut Tally) -> Check {
        let (now, paused) = (self.world.time(), self.paused());
        let before = self.holders[by].stakes.clone();
        let mut after = before.clone();
        let (mut unknown, mut over, mut raising, mut moving) = (false, false, false, false);
        for &(id, amount) in list {
            let had = before.get(&id).copied().unwrap_or_default();
            moving |= amount != had;
            match self.vote.proposals.get(&id) {
                None => unknown = true,
                Some(proposal) if amount > had => {
                    raising = true;
                    over |= !proposal.takes_stake(now);
                }
                Some(_) => {}
            }
            if amount.is_zero() {
                after.remove(&id);
            } else {
                after.insert(id, amount);
            }
        }
        let named: BTreeSet<_> = list.iter().map(|&(id, _)| id).collect();
        let beyond = list.iter().any(|&(_, amount)| amount >> 128 != U256::ZERO);
        let sum: U256 = after.values().sum();
        let listed = list.is_empty() || list.len() > 16 || named.len() < list.len();
        let reasons = reasons![
            listed => Interface::InvalidList {},
            unknown => Interface::UnknownProposal {},
            over => Interface::NotActive {},
            raising && paused => Interface::Paused {},
            after.len() > 16 => Interface::TooManyStakes {},
            sum > self.holders[by].tokens => Interface::InsufficientBalance {},
            beyond || sum >> 128 != U256::ZERO => Interface::OutOfDomain {},
            // The Commons is asked where there is something to lock, or to set free.
            moving && self.phase != OPEN => Money::NotOpen {},
        ];
        let conviction = self.conviction;
        let call = moves(list);
        self.expect("stake", conviction, by, U256::ZERO, call, reasons, tally, |model, receipt| {
            if moving {
                model.vote.told_supply(model.state.supply, now);
            }
            let mut changes = 0;
            for &(id, amount) in list {
                let had = before.get(&id).copied().unwrap_or_default();
                if amount != had {
                    model.vote.restake(id, had, amount, now);
                    changes += 1;
                }
            }
            model.holders[by].stakes = after;
            let events = receipt.events;
            ensure!(events.len() == changes, "{changes} changes: {events:?}");
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

    pub(crate) fn release(&mut self, by: Who, whom: Who, tally: &mut Tally) -> Check {
        let now = self.world.time();
        let over: Vec<(u32, U256)> = self.holders[whom]
            .stakes
            .iter()
            .filter(|(id, _)| !self.vote.proposals[id].takes_stake(now))
            .map(|(&id, &amount)| (id, amount))
            .collect();
        let reasons = reasons![
            over.is_empty() => Interface::NothingToRelease {},
        ];
        let conviction = self.conviction;
        let call = Interface::releaseCall { account: address(WHO[whom]) };
        self.expect(
            "release",
            conviction,
            by,
            U256::ZERO,
            call,
            reasons,
            tally,
            |model, receipt| {
                model.vote.told_supply(model.state.supply, now);
                let mut events = over.len();
                for &(id, amount) in &over {
                    if model.vote.proposals[&id].status == ACTIVE {
                        model.vote.end(id, EXPIRED, now);
                        events += 1;
                    }
                    model.vote.restake(id, amount, U256::ZERO, now);
                    model.holders[whom].stakes.remove(&id);
                    model.check_proposal(id)?;
                }
                ensure!(receipt.events.len() == events, "{:?}", receipt.events);
                Ok(())
            },
        )
    }
}
