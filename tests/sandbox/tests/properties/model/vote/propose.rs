//! New proposals, and campaigns for them.

use super::{Proposal, ACTIVE};
use crate::{
    model::{ensure, of, reasons, Check, Model, WHO},
    operation::{Ask, Pick, Who, ACCOUNTS},
    tally::Tally,
};
use weir_sandbox::{
    abi::Conviction as Interface, commons::DAY, conviction::Event, world::address, Address,
    Proposal as Asked, U256,
};

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
        tally: &mut Tally,
    ) -> Check {
        let rules = self.start.rules.clone();
        let kind = if ask.kind == 2 { 2 } else { 1 };
        let ask = Ask { kind, deposit: 0, lifetime: rules.max_lifetime, ..ask };
        let count = self.vote.proposals.len();
        self.propose(by, ask, tally)?;
        if self.vote.proposals.len() == count {
            return Ok(());
        }
        let id = count as u32 + 1;
        for who in 0..ACCOUNTS {
            let holder = &self.holders[who];
            let half = (holder.tokens - holder.staked()) / U256::from(2);
            if !half.is_zero() {
                self.set_stakes(who, &[(id, half)], tally)?;
            }
        }
        let wait = rules.half_life.saturating_mul(half_lives.into());
        self.world.advance_time(wait.min(rules.max_lifetime - 1));
        self.execute_one(by, id, tally)?;
        for who in 0..ACCOUNTS {
            self.release(by, who, tally)?;
        }
        Ok(())
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
        let limit = self.start.opening.settings.spending_limit.min(rules.spending_limit);
        let most = self.state.funding * U256::from(limit) / U256::from(1_000_000);
        let (beneficiary, amount) = match ask.kind {
            1 => (address(WHO[ask.beneficiary]), of(most, ask.amount)),
            2 if ask.grant % 16 == 1 => (Address::ZERO, U256::ZERO),
            2 => (Address::ZERO, U256::from(self.number(ask.grant, grants as usize))),
            _ => (Address::ZERO, U256::ZERO),
        };
        let asked = Asked {
            kind: ask.kind,
            beneficiary,
            amount,
            duration: if ask.kind == 1 { ask.duration } else { 0 },
            as_tokens: ask.kind == 1 && ask.as_tokens,
            lifetime: ask.lifetime,
            ..Asked::signal()
        };
        let funding = ask.kind == 1;
        let paused = self.paused();
        let bad_grant = ask.kind == 2 && (amount.is_zero() || amount > U256::from(grants));
        let reasons = reasons![
            deposit < least => Interface::DepositTooLow {},
            paused => Interface::Paused {},
            ask.kind > 2 || bad_grant => Interface::InvalidParameter {},
            ask.lifetime == 0 || ask.lifetime > rules.max_lifetime
                => Interface::InvalidParameter {},
            asked.duration > 3_650 * DAY => Interface::InvalidParameter {},
            funding && amount.is_zero() => Interface::ZeroAmount {},
            funding && amount > U256::from(1) << 112 => Interface::OutOfDomain {},
        ];
        let (now, conviction) = (self.world.time(), self.conviction);
        let call = asked.call();
        self.expect("propose", conviction, by, deposit, call, reasons, tally, |model, receipt| {
            let id = model.vote.proposals.len() as u32 + 1;
            ensure!(receipt.value == id, "proposal {}, not {id}", receipt.value);
            model.vote.told_supply(model.state.supply, now);
            model.holders[by].paid += deposit;
            let expiry = now + ask.lifetime;
            let proposal = Proposal {
                author: by,
                asked,
                beneficiary: ask.beneficiary,
                status: ACTIVE,
                expiry,
                deposit,
                staked: U256::ZERO,
                most: U256::ZERO,
                conviction: U256::ZERO,
                since: now,
                steps: 0,
            };
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
