//! Grants: limits, streams, withdrawals.

use super::{ensure, reasons, who, Check, Model, OPEN, WHO};
use crate::{
    operation::{Limit, Pick, Who},
    tally::Tally,
};
use weir_sandbox::{
    abi::Commons as Money, commons::Event, reckoning::streamed, spending::Spending, world::address,
    Error, Refused, SolCall, U256,
};

/// A grant.
#[derive(Clone, Debug)]
pub struct Grant {
    pub beneficiary: Who,
    pub amount: U256,
    pub withdrawn: U256,
    pub start: u64,
    pub duration: u64,
    pub as_tokens: bool,
    pub revoked: bool,
    pub proposal: u32,
}

impl Grant {
    fn streamed(&self, now: u64) -> U256 {
        streamed(self.amount, now - self.start, self.duration)
    }

    fn due(&self, now: u64) -> U256 {
        self.streamed(now) - self.withdrawn
    }
}

impl Model {
    /// Why the Commons refuses to grant, beside who asks for it.
    pub(super) fn why_not_granted(&mut self, amount: U256) -> Result<Vec<Error>, String> {
        let limit = U256::from(self.start.opening.settings.spending_limit);
        let (funding, million) = (self.state.funding, U256::from(1_000_000));
        let counted = self.counted()?;
        Ok(reasons![
            (counted + amount) * million >= limit * (funding + counted)
                => Money::OverSpendingLimit {},
        ])
    }

    /// What counts against the spending limit, as the Commons states it, if that is what it may be:
    /// all of the last window, and nothing that is more than a quarter older.
    fn counted(&mut self) -> Result<U256, String> {
        let (now, window) = (self.world.time(), self.start.opening.settings.window);
        let quarter = window.div_ceil(4);
        self.recent.retain(|&(time, _)| now < time + 5 * quarter);
        let most: U256 = self.recent.iter().map(|&(_, amount)| amount).sum();
        let in_window = self.recent.iter().filter(|&&(time, _)| now < time + window);
        let least: U256 = in_window.map(|&(_, amount)| amount).sum();
        let stated = self.commons.limits(&mut self.world).recentlyGranted;
        ensure!(least <= stated && stated <= most, "{stated} counts, not {least}..={most}");
        Ok(stated)
    }

    /// Books another window: what counts now does so for a whole one from here on.
    pub(super) fn change_window(&mut self, window: u64) -> Check {
        let now = self.world.time();
        let stated = self.commons.limits(&mut self.world);
        ensure!(stated.window == window, "the window is {}, not {window}", stated.window);
        let most: U256 = self.recent.iter().map(|&(_, amount)| amount).sum();
        ensure!(stated.recentlyGranted <= most, "{} counts of {most}", stated.recentlyGranted);
        let before = self.start.opening.settings.window;
        let in_window = self.recent.iter().filter(|&&(time, _)| now < time + before);
        let least: U256 = in_window.map(|&(_, amount)| amount).sum();
        ensure!(stated.recentlyGranted >= least, "a change of the window forgot a grant");
        self.recent = vec![(now, stated.recentlyGranted)];
        self.start.opening.settings.window = window;
        self.spending = Spending::new(self.state.funding, window);
        Ok(())
    }

    /// Books a grant that was executed, and compares it with the contract's.
    pub(super) fn granted(&mut self, mut grant: Grant, events: &[Event]) -> Check {
        let now = self.world.time();
        grant.start = now;
        self.recent.push((now, grant.amount));
        let limit = self.start.opening.settings.spending_limit;
        self.spending.note(now, self.state.funding)?;
        self.spending.grant(now, grant.amount, limit)?;
        self.state.funding -= grant.amount;
        self.owed += grant.amount;
        self.grants.push(grant.clone());
        let id = self.grants.len() as u32;
        let told = events.iter().find_map(|event| match event {
            Event::Grant(told) => Some(told),
            _ => None,
        });
        ensure!(
            told.is_some_and(|told| told.grantId == id
                && told.proposal == grant.proposal
                && told.amount == grant.amount
                && who(told.beneficiary) == Some(grant.beneficiary)),
            "{told:?} is not {grant:?}"
        );
        self.told(events, 1)?;
        self.counted()?;
        self.check_grant(id)
    }

    /// Books a revocation.
    pub(super) fn revoked(&mut self, id: u32, events: &[Event]) -> Check {
        let now = self.world.time();
        let grant = &mut self.grants[id as usize - 1];
        let due = grant.streamed(now);
        let returned = grant.amount - due;
        grant.duration = grant.duration.min(now - grant.start);
        grant.amount = due;
        grant.revoked = true;
        self.owed -= returned;
        self.give(returned);
        ensure!(
            matches!(events, [Event::Revoke(told)] if told.grantId == id && told.returned == returned),
            "{events:?} does not return {returned}"
        );
        self.told(events, 1)?;
        self.check_grant(id)
    }

    pub(super) fn withdraw(
        &mut self,
        by: Who,
        grant: Pick,
        to: Who,
        limit: Limit,
        tally: &mut Tally,
    ) -> Check {
        let id = self.number(grant, self.grants.len());
        self.withdraw_one(by, id, to, limit, tally)
    }

    pub(super) fn withdraw_one(
        &mut self,
        by: Who,
        id: u32,
        to: Who,
        limit: Limit,
        tally: &mut Tally,
    ) -> Check {
        let now = self.world.time();
        let call = |min| Money::withdrawCall { grantId: id, to: address(WHO[to]), minTokens: min };
        let Some(grant) = self.grants.get(id as usize - 1).cloned() else {
            let reasons = reasons![true => Money::UnknownGrant {}];
            let call = call(U256::ZERO);
            return self.money("withdraw", by, call, reasons, tally, |_, _| Ok(()));
        };
        // Mostly by the one who may.
        let by = if (by + to) % 4 == 0 { by } else { grant.beneficiary };
        let due = grant.due(now);
        let mut reasons = reasons![
            by != grant.beneficiary => Money::Unauthorized {},
            due.is_zero() => Money::NothingDue {},
        ];
        let (mut minimum, mut kind) = (U256::ZERO, "withdraw");
        // Where nothing can be minted, it is paid in money.
        let as_tokens = grant.as_tokens && self.phase == OPEN;
        if as_tokens && reasons.is_empty() {
            kind = "withdraw tokens";
            // There is no quote for it but the transaction itself.
            let data = call(U256::ZERO).abi_encode();
            let commons = self.commons.address;
            let quote = match self.world.dry_run(WHO[by], commons, U256::ZERO, data).result {
                Ok(data) => U256::try_from_be_slice(&data).ok_or("an amount has 32 bytes")?,
                Err(failure) => match Refused::from(failure) {
                    Refused::Error(error) => {
                        self.no_trade_is_possible(error, due, due)?;
                        reasons.push(error);
                        U256::ZERO
                    }
                    other => return Err(format!("a withdrawal fails by {other:?}")),
                },
            };
            minimum = match limit {
                Limit::TooMuch => quote + U256::from(1),
                Limit::Quoted => quote,
                _ => U256::ZERO,
            };
            if minimum > quote {
                reasons.push(Money::BelowMinimum {}.into());
            }
        }
        let money = self.balance(address(WHO[to]));
        self.money(kind, by, call(minimum), reasons, tally, |model, receipt| {
            model.grants[id as usize - 1].withdrawn += due;
            model.owed -= due;
            if as_tokens {
                let minted = receipt.value;
                ensure!(minted >= minimum, "{minted} minted, {minimum} wanted");
                model.holders[to].tokens += minted;
                model.bought(due, minted)?;
                model.told(&receipt.events, 2)?;
            } else {
                ensure!(receipt.value == due, "{} paid, {due} due", receipt.value);
                let paid = model.balance(address(WHO[to])).saturating_sub(money);
                // The caller pays for storage; the money may go to another.
                ensure!(paid >= due || to == by, "{due} was stated, {paid} was paid");
                model.holders[to].received += due;
                model.told(&receipt.events, 1)?;
            }
            model.check_grant(id)
        })
    }

    pub(super) fn check_grant(&mut self, id: u32) -> Check {
        let now = self.world.time();
        let stated = self.commons.grant_of(&mut self.world, id);
        let grant = &self.grants[id as usize - 1];
        ensure!(
            stated.beneficiary == address(WHO[grant.beneficiary])
                && stated.amount == grant.amount
                && stated.withdrawn == grant.withdrawn
                && (stated.start, stated.duration) == (grant.start, grant.duration)
                && (stated.asTokens, stated.revoked) == (grant.as_tokens, grant.revoked)
                && stated.proposal == grant.proposal
                && stated.due == grant.due(now),
            "the grant is {stated:?}, not {grant:?}"
        );
        Ok(())
    }
}
