//! Proposals that end without being executed, and their deposits.

use super::{ACTIVE, CANCELLED, EXPIRED, FUNDING, WIND_DOWN};
use crate::{
    model::{
        ensure,
        hatch::{CLOSING, OPEN},
        reasons, Check, Model, WHO,
    },
    operation::{Pick, Who},
    tally::Tally,
};
use weir_sandbox::{abi::Conviction as Interface, conviction::Event, world::address, U256};

impl Model {
    /// Ends a proposal; a wind-down that was announced is taken back.
    pub(super) fn end(&mut self, id: u32, status: u8, now: u64) {
        self.vote.end(id, status, now);
        let proposal = &self.vote.proposals[&id];
        let announced = proposal.asked.kind == WIND_DOWN && proposal.announced.is_some();
        if announced && self.governs && self.phase == CLOSING {
            self.phase = OPEN;
        }
    }

    /// A proposal whose threshold must not move when another one ends, and that threshold.
    fn witness(&mut self, ending: u32) -> Option<(u32, U256)> {
        let mut others = self.vote.proposals.iter();
        let (&id, _) = others.find(|&(&id, proposal)| {
            id != ending && proposal.status == ACTIVE && proposal.asked.kind == FUNDING
        })?;
        Some((id, self.conviction.threshold(&mut self.world, id)))
    }

    /// Asserts that the end of a proposal helped no other.
    fn nothing_became_easier(&mut self, witness: Option<(u32, U256)>) -> Check {
        if let Some((id, before)) = witness {
            let after = self.conviction.threshold(&mut self.world, id);
            // A wind-down that is taken back lets requests pass again.
            ensure!(
                after == before || before == U256::MAX,
                "the threshold of {id} went from {before} to {after}"
            );
        }
        Ok(())
    }

    pub(crate) fn cancel(&mut self, by: Who, proposal: Pick, tally: &mut Tally) -> Check {
        let now = self.world.time();
        let id = self.pick(proposal, now);
        let known = self.vote.proposals.get(&id);
        // Mostly by the one who may.
        let by = known.filter(|_| proposal % 3 > 0).map_or(by, |known| known.author);
        let reasons = reasons![
            known.is_none() => Interface::UnknownProposal {},
            id == 1 || known.is_some_and(|known| known.author != by)
                => Interface::Unauthorized {},
            known.is_some_and(|known| known.status != ACTIVE) => Interface::NotActive {},
        ];
        let witness = self.witness(id);
        let conviction = self.conviction;
        let call = Interface::cancelCall { proposal: id };
        self.expect("cancel", conviction, by, U256::ZERO, call, reasons, tally, |model, receipt| {
            model.end(id, CANCELLED, now);
            let told = Interface::Cancel { proposal: id, totalStaked: model.vote.staked };
            ensure!(receipt.events == [Event::Cancel(told)], "{:?}", receipt.events);
            model.nothing_became_easier(witness)?;
            model.check_proposal(id)
        })
    }

    pub(crate) fn expire(&mut self, by: Who, proposal: Pick, tally: &mut Tally) -> Check {
        let id = self.number(proposal, self.vote.proposals.len());
        self.expire_one(by, id, tally)
    }

    pub(crate) fn expire_one(&mut self, by: Who, id: u32, tally: &mut Tally) -> Check {
        let now = self.world.time();
        let known = self.vote.proposals.get(&id);
        let reasons = reasons![
            known.is_none() => Interface::UnknownProposal {},
            known.is_some_and(|known| known.status != ACTIVE) => Interface::NotActive {},
            known.is_some_and(|known| now < known.expiry) => Interface::NotExpired {},
        ];
        let witness = self.witness(id);
        let conviction = self.conviction;
        let call = Interface::expireCall { proposal: id };
        self.expect("expire", conviction, by, U256::ZERO, call, reasons, tally, |model, receipt| {
            model.end(id, EXPIRED, now);
            let told = Interface::Expire { proposal: id, totalStaked: model.vote.staked };
            ensure!(receipt.events == [Event::Expire(told)], "{:?}", receipt.events);
            model.nothing_became_easier(witness)?;
            model.check_proposal(id)
        })
    }

    pub(crate) fn reclaim(&mut self, by: Who, proposal: Pick, tally: &mut Tally) -> Check {
        let id = self.number(proposal, self.vote.proposals.len());
        self.reclaim_one(by, id, tally)
    }

    pub(crate) fn reclaim_one(&mut self, by: Who, id: u32, tally: &mut Tally) -> Check {
        let known = self.vote.proposals.get(&id).cloned();
        let deposit = known.as_ref().map_or(U256::ZERO, |known| known.deposit);
        let reasons = reasons![
            known.is_none() => Interface::UnknownProposal {},
            known.as_ref().is_some_and(|known| known.status == ACTIVE)
                => Interface::NothingToReclaim {},
            deposit.is_zero() => Interface::NothingToReclaim {},
        ];
        let author = known.map_or(0, |known| known.author);
        let money = self.world.balance(address(WHO[author]));
        let conviction = self.conviction;
        let call = Interface::reclaimCall { proposal: id };
        self.expect("reclaim", conviction, by, U256::ZERO, call, reasons, tally, |model, _| {
            let paid = model.world.balance(address(WHO[author])).saturating_sub(money);
            ensure!(paid >= deposit || author == by, "{deposit} due, {paid} paid");
            model.holders[author].received += deposit;
            model.vote.proposals.get_mut(&id).expect("it is there").deposit = U256::ZERO;
            model.check_proposal(id)
        })
    }
}
