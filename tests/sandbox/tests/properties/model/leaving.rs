//! What holders do without the governor: free their staked tokens; and what anybody does for the
//! Commons: end grants that are not claimed, and account for money that came without a message.

use super::{
    ensure,
    hatch::{CLOSED, HATCHING, REFUNDING},
    reasons, Check, Model, WHO,
};
use crate::{
    operation::{Pick, Who},
    tally::Tally,
};
use weir_sandbox::{
    abi::Commons as Money,
    commons::{Event, DAY},
    world::address,
    U256,
};

const DELAY: u64 = 30 * DAY;
const CLAIM_PERIOD: u64 = 365 * DAY;

impl Model {
    pub(super) fn unlock(&mut self, by: Who, tally: &mut Tally) -> Check {
        let now = self.world.time();
        let holder = &self.holders[by];
        let (locked, leaving) = (holder.locked, holder.leaving);
        let reasons = reasons![
            leaving.is_some_and(|free_at| now < free_at) => Money::NotYetFree {},
            locked.is_zero() => Money::NothingDue {},
        ];
        let kind = if leaving.is_some() { "free" } else { "unlock" };
        self.money(kind, by, Money::unlockCall {}, reasons, tally, |model, receipt| {
            let holder = &mut model.holders[by];
            let (mut staked, mut free_at) = (U256::ZERO, 0);
            if holder.leaving.is_some() {
                (holder.locked, holder.freed) = (U256::ZERO, true);
            } else {
                (staked, free_at) = (locked, now + DELAY);
                holder.leaving = Some(free_at);
            }
            let told = Money::Unlock { account: address(WHO[by]), staked, freeAt: free_at };
            ensure!(receipt.events == [Event::Unlock(told)], "{:?}", receipt.events);
            Ok(())
        })
    }

    pub(super) fn cancel_unlock(&mut self, by: Who, tally: &mut Tally) -> Check {
        let holder = &self.holders[by];
        let (locked, freed) = (holder.locked, holder.freed);
        let reasons = reasons![
            holder.leaving.is_none() => Money::NothingDue {},
            // The vote counts them still.
            freed => Money::NotYetFree {},
        ];
        let call = Money::cancelUnlockCall {};
        self.money("stay", by, call, reasons, tally, |model, receipt| {
            model.holders[by].leaving = None;
            let told = Money::Unlock { account: address(WHO[by]), staked: locked, freeAt: 0 };
            ensure!(receipt.events == [Event::Unlock(told)], "{:?}", receipt.events);
            Ok(())
        })
    }

    pub(super) fn lapse(&mut self, by: Who, grant: Pick, tally: &mut Tally) -> Check {
        let id = self.number(grant, self.grants.len());
        // Now and then the time passes that it takes.
        let wait = grant % 8 == 1;
        let grant = self.grants.get(id as usize - 1).cloned();
        if let Some(grant) = grant.as_ref().filter(|grant| wait && grant.withdrawn < grant.amount) {
            let lapses = grant.start + grant.duration + CLAIM_PERIOD;
            let now = self.world.time();
            self.world.advance_time(lapses.saturating_sub(now));
        }
        let now = self.world.time();
        let (mut returned, mut lapses) = (U256::ZERO, 0);
        if let Some(grant) = &grant {
            returned = grant.amount - grant.withdrawn;
            lapses = grant.start + grant.duration + CLAIM_PERIOD;
        }
        let reasons = reasons![
            grant.is_none() => Money::UnknownGrant {},
            now < lapses => Money::NotLapsed {},
            returned.is_zero() => Money::NothingDue {},
        ];
        let call = Money::lapseCall { grantId: id };
        self.money("lapse", by, call, reasons, tally, |model, receipt| {
            ensure!(receipt.value == returned, "{} returned, not {returned}", receipt.value);
            let grant = &mut model.grants[id as usize - 1];
            grant.amount = grant.withdrawn;
            model.owed -= returned;
            model.give(returned);
            ensure!(
                matches!(&receipt.events[..], [Event::Lapse(told)]
                    if told.grantId == id && told.returned == returned),
                "{:?}",
                receipt.events
            );
            model.told(&receipt.events, 1)?;
            model.check_grant(id)
        })
    }

    pub(super) fn credit(&mut self, by: Who, tally: &mut Tally) -> Check {
        let amount = self.sent;
        let reasons = reasons![
            self.phase == HATCHING || self.phase == REFUNDING => Money::NotOpen {},
            self.state.supply.is_zero() => Money::NotOpen {},
            amount.is_zero() => Money::NothingDue {},
        ];
        self.money("credit", by, Money::creditCall {}, reasons, tally, |model, receipt| {
            ensure!(receipt.value == amount, "{} was credited, not {amount}", receipt.value);
            model.sent = U256::ZERO;
            model.given += amount;
            model.give(amount);
            ensure!(
                matches!(&receipt.events[..], [Event::Credit(told)] if told.amount == amount),
                "{:?}",
                receipt.events
            );
            model.told(&receipt.events, 1)
        })
    }

    /// Puts what comes back or without a message where it belongs.
    pub(super) fn give(&mut self, amount: U256) {
        if self.phase == CLOSED {
            self.state.reserve += amount;
        } else {
            self.state.funding += amount;
        }
    }
}
