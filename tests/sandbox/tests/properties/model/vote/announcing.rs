//! Announcements: what passes has its notice.

use super::{Proposal, FUNDING, REVOCATION, SIGNAL, WIND_DOWN};
use crate::{
    model::{
        ensure,
        hatch::{CLOSING, OPEN},
        reasons, Check, Model,
    },
    operation::{Pick, Who},
    tally::Tally,
};
use weir_sandbox::{
    abi::{Commons as Money, Conviction as Interface},
    commons::DAY,
    conviction::Event,
    U256,
};

const WEEK: u64 = 7 * DAY;

impl Model {
    /// How long people have between announcement and execution.
    pub(super) fn notice(&self, proposal: &Proposal) -> u64 {
        let rules = &self.start.rules;
        if proposal.asked.kind > REVOCATION {
            rules.long_notice
        } else {
            rules.notice
        }
    }

    /// From when until when a proposal can be executed that was announced then.
    pub(super) fn window_of(&self, proposal: &Proposal, announced: u64) -> (u64, u64) {
        let mut from = announced.saturating_add(self.notice(proposal));
        let paused_until = self.roles.paused_until;
        if paused_until > announced && proposal.asked.kind != REVOCATION {
            from = from.max(paused_until + self.start.rules.notice.min(WEEK));
        }
        (from, from.saturating_add(WEEK))
    }

    pub(crate) fn announce(&mut self, by: Who, proposal: Pick, tally: &mut Tally) -> Check {
        let now = self.world.time();
        self.announce_one(by, self.pick(proposal, now), tally)
    }

    pub(super) fn announce_one(&mut self, by: Who, id: u32, tally: &mut Tally) -> Check {
        let conviction = self.conviction;
        let call = Interface::announceCall { proposal: id };
        let none = U256::ZERO;
        let Some(proposal) = self.vote.proposals.get(&id).cloned() else {
            let due = reasons![true => Interface::UnknownProposal {}];
            return self.expect("announce", conviction, by, none, call, due, tally, |_, _| Ok(()));
        };
        let now = self.world.time();
        let standing = self.standing(id)?;
        let (from, until) = self.window_of(&proposal, now);
        let ends = proposal.asked.kind == WIND_DOWN;
        let reasons = reasons![
            !proposal.takes_stake(now) || from >= proposal.expiry => Interface::NotActive {},
            proposal.asked.kind == SIGNAL => Interface::NotExecutable {},
            proposal.announced.is_some() => Interface::Announced {},
            proposal.asked.kind == FUNDING && standing.threshold == U256::MAX
                => Interface::OverSpendingLimit {},
            !standing.passes() => Interface::BelowThreshold {},
            ends && !self.governs => Money::Unauthorized {},
            ends && self.phase != OPEN => Money::NotOpen {},
        ];
        self.expect("announce", conviction, by, none, call, reasons, tally, |model, receipt| {
            model.vote.sample(model.state.supply, model.state.funding, now);
            model.vote.touch(id, now).announced = Some(now);
            if ends {
                model.phase = CLOSING;
            }
            let told =
                Interface::Announce { proposal: id, executableFrom: from, executableUntil: until };
            ensure!(receipt.events == [Event::Announce(told)], "{:?}", receipt.events);
            model.check_proposal(id)
        })
    }

    pub(crate) fn reset(&mut self, by: Who, proposal: Pick, tally: &mut Tally) -> Check {
        let now = self.world.time();
        // Mostly one that is announced.
        let announced = self.vote.announced();
        let id = if proposal % 4 == 0 || announced.is_empty() {
            self.pick(proposal, now)
        } else {
            let at = usize::from(proposal / 4) % announced.len();
            announced.into_iter().nth(at).expect("it is there")
        };
        self.reset_one(by, id, tally)
    }

    pub(super) fn reset_one(&mut self, by: Who, id: u32, tally: &mut Tally) -> Check {
        let now = self.world.time();
        let conviction = self.conviction;
        let call = Interface::resetCall { proposal: id };
        let none = U256::ZERO;
        let Some(known) = self.vote.proposals.get(&id).cloned() else {
            let due = reasons![true => Interface::UnknownProposal {}];
            return self.expect("reset", conviction, by, none, call, due, tally, |_, _| Ok(()));
        };
        let standing = self.standing(id)?;
        // The supply of this moment does not stop anything.
        let totals = self.conviction.totals(&mut self.world);
        self.vote.advance(now);
        let supply = self.vote.followed_supply;
        let threshold = self.threshold(&known, totals.effectiveStake, supply)?;
        let passes = standing.net > threshold;
        if standing.net.abs_diff(threshold) <= threshold >> 60 && threshold > U256::from(1) << 60 {
            // Too close to be known to a model that rounds at other times.
            return Ok(());
        }
        let until = known.announced.map_or(0, |announced| self.window_of(&known, announced).1);
        let ends = known.asked.kind == WIND_DOWN;
        let reasons = reasons![
            !known.takes_stake(now) => Interface::NotActive {},
            known.asked.kind == SIGNAL => Interface::NotExecutable {},
            known.announced.is_none() => Interface::NotAnnounced {},
            passes && now <= until => Interface::StillPasses {},
            ends && !self.governs => Money::Unauthorized {},
            ends && self.phase != CLOSING => Money::NotOpen {},
        ];
        self.expect("reset", conviction, by, none, call, reasons, tally, |model, receipt| {
            model.vote.sample(model.state.supply, model.state.funding, now);
            model.vote.touch(id, now).announced = None;
            if ends {
                model.phase = OPEN;
            }
            let told = [Event::Reset(Interface::Reset { proposal: id })];
            ensure!(receipt.events == told, "{:?}", receipt.events);
            model.check_proposal(id)
        })
    }
}
