//! New proposals, and campaigns for them.

use super::{Proposal, FUNDING, GOVERNOR, REVOCATION, RULE, SIGNAL, WIND_DOWN};
use crate::{
    model::{ensure, of, reasons, rules::RULES, Check, Model, OPEN, WHO},
    operation::{Amount, Ask, Pick, Who, ACCOUNTS},
    tally::Tally,
};
use weir_sandbox::{
    abi::Conviction as Interface, commons::DAY, conviction::Event, world::address, Address,
    Proposal as Asked, U256,
};

/// The bit of a campaign's objectors that lets its announcement grow stale.
const ABANDONED: u8 = 1 << 6;

impl Model {
    /// The number of a proposal: mostly of one that runs, sometimes of any, rarely of none.
    pub(super) fn pick(&self, pick: Pick, now: u64) -> u32 {
        let running = self.vote.proposals.iter().filter(|(_, proposal)| proposal.takes_stake(now));
        let running: Vec<u32> = running.map(|(&id, _)| id).collect();
        if pick % 4 == 0 {
            return self.number(pick / 4, self.vote.proposals.len());
        }
        // The abstain signal always runs.
        running[usize::from(pick / 4) % running.len()]
    }

    pub(crate) fn campaign(
        &mut self,
        by: Who,
        ask: Ask,
        half_lives: u8,
        against: u8,
        tally: &mut Tally,
    ) -> Check {
        let rules = self.start.rules.clone();
        let kind = if (REVOCATION..=WIND_DOWN).contains(&ask.kind) { ask.kind } else { FUNDING };
        // What ends a history comes late in it, or rarely.
        let final_ = kind == GOVERNOR || kind == WIND_DOWN;
        if final_ && self.checks < 60 && ask.grant % 8 > 0 {
            return Ok(());
        }
        let rule = if RULES.contains(&ask.rule) { ask.rule } else { 1 };
        let ask = Ask { kind, rule, deposit: 0, lifetime: rules.max_lifetime, ..ask };
        let count = self.vote.proposals.len();
        self.propose(by, ask, tally)?;
        if self.vote.proposals.len() == count {
            return Ok(());
        }
        let id = count as u32 + 1;
        for who in 0..ACCOUNTS {
            let holder = &self.holders[who];
            let half = holder.tokens.saturating_sub(holder.staked()) / U256::from(2);
            if !half.is_zero() {
                let against = against >> who & 1 != 0;
                self.set_stakes(who, &[(id, half, against)], tally)?;
            }
        }
        let notice = self.notice(&self.vote.proposals[&id]);
        let longest = rules.max_lifetime - 1 - notice.min(rules.max_lifetime - 1);
        let wait = rules.half_life.saturating_mul(half_lives.into()).min(longest);
        self.world.advance_time(wait);
        self.announce_one(by, id, tally)?;
        if self.vote.announced().contains(&id) {
            self.world.advance_time(notice);
            if against & ABANDONED == 0 {
                self.execute_one(by, id, tally)?;
            } else {
                self.world.advance_time(7 * DAY + 1);
                self.reset_one(by, id, tally)?;
            }
        }
        for who in 0..ACCOUNTS {
            self.release(who, who, tally)?;
        }
        Ok(())
    }

    /// A value for a rule: within its step, upwards or downwards; now and then beyond it.
    fn value_for(&self, ask: &Ask) -> U256 {
        let Some((present, bounds)) = self.rule(ask.rule) else { return U256::from(1) };
        let step = of(bounds.step, ask.amount);
        let value =
            if ask.as_tokens { present.saturating_add(step) } else { present.saturating_sub(step) };
        // Most amounts are a part of the step: at a bound they stay there.
        if matches!(ask.amount, Amount::Share(_)) && ask.grant % 8 > 0 {
            value.clamp(bounds.least, bounds.most.max(bounds.least))
        } else {
            value
        }
    }

    pub(crate) fn propose(&mut self, by: Who, ask: Ask, tally: &mut Tally) -> Check {
        let rules = self.start.rules.clone();
        let least = rules.deposit;
        let deposit = if ask.deposit < 0 {
            least.saturating_sub(U256::from(ask.deposit.unsigned_abs()))
        } else {
            least + U256::from(ask.deposit)
        };
        let grants = self.grants.len() as u32;
        let limit = self.start.opening.settings.spending_limit;
        let most = self.state.funding * U256::from(limit) / U256::from(1_000_000);
        let none = (Address::ZERO, U256::ZERO, 0);
        let (beneficiary, amount, duration) = match ask.kind {
            FUNDING => (address(WHO[ask.beneficiary]), of(most, ask.amount), ask.duration),
            REVOCATION if ask.grant % 16 == 1 => none,
            REVOCATION => (Address::ZERO, U256::from(self.number(ask.grant, grants as usize)), 0),
            RULE => (Address::ZERO, self.value_for(&ask), ask.rule.into()),
            GOVERNOR if ask.grant % 16 == 1 => (self.commons.address, U256::ZERO, 0),
            GOVERNOR => {
                // Who takes no part, and may be proposed more than once.
                (Address::repeat_byte(0x98 + ask.grant % 2), U256::ZERO, 0)
            }
            _ => none,
        };
        let asked = Asked {
            kind: ask.kind,
            beneficiary,
            amount,
            duration,
            as_tokens: ask.kind == FUNDING && ask.as_tokens,
            lifetime: ask.lifetime,
            ..Asked::signal()
        };
        let kind = ask.kind;
        let funding = kind == FUNDING;
        let paused = self.paused();
        let bad_grant = kind == REVOCATION && (amount.is_zero() || amount > U256::from(grants));
        let share = if kind == WIND_DOWN { rules.exit_share } else { rules.rule_share };
        let mut reasons = reasons![
            deposit < least => Interface::DepositTooLow {},
            paused => Interface::Paused {},
            kind > WIND_DOWN || bad_grant => Interface::InvalidParameter {},
            ask.lifetime == 0 || ask.lifetime > rules.max_lifetime
                => Interface::InvalidParameter {},
            funding && duration > 3_650 * DAY => Interface::InvalidParameter {},
            funding && amount.is_zero() => Interface::ZeroAmount {},
            funding && amount > U256::from(1) << 112 => Interface::OutOfDomain {},
            // A proposal's amount has 128 bits.
            amount >> 128 != U256::ZERO => Interface::OutOfDomain {},
            (RULE..=WIND_DOWN).contains(&kind) && share == 0 => Interface::RuleFixed {},
            beneficiary == self.commons.address => Interface::InvalidRecipient {},
            beneficiary == self.governor && kind == GOVERNOR => Interface::InvalidRecipient {},
            kind != SIGNAL && self.phase > OPEN => Interface::NotOpen {},
        ];
        if kind == RULE {
            reasons.extend(self.why_not_proposed(duration, amount));
        }
        let (now, conviction) = (self.world.time(), self.conviction);
        let call = asked.call();
        self.expect("propose", conviction, by, deposit, call, reasons, tally, |model, receipt| {
            let id = model.vote.proposals.len() as u32 + 1;
            ensure!(receipt.value == id, "proposal {}, not {id}", receipt.value);
            model.vote.sample(model.state.supply, model.state.funding, now);
            model.holders[by].paid += deposit;
            let expiry = now + ask.lifetime;
            let proposal =
                Proposal { deposit, ..Proposal::new(by, asked, ask.beneficiary, expiry, now) };
            model.vote.proposals.insert(id, proposal);
            ensure!(
                matches!(&receipt.events[..], [Event::Propose(told)]
                    if told.proposal == id && told.expiry == expiry && told.amount == amount),
                "{:?}",
                receipt.events
            );
            model.check_proposal(id)
        })
    }
}
